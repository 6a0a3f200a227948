"""Values as the XML of a cell, one small function a kind: the inner loop of every report.

Sums and areas are written from their digits; no float comes in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl.xml.functions import Element, SubElement

from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.report_table import ColumnKind

MAX_TEXT = 32_767
"""Excel's limit for one cell."""
EXACT_DIGITS = 15
"""A longer whole number would lose its last digits in Excel: it is written as text."""

_EPOCH = date(1899, 12, 30)
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Excel believes that 1900 had a 29 February; earlier dates are a day off in it and are written as text."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

CellWriter = Callable[[Any, str, Any], None]
"""Appends a cell to a row element: the row, the cell's name (``C7``), the value (never None)."""


def cell_writer(kind: ColumnKind, style: str, text_style: str, quoted_style: str) -> CellWriter:
    """The writer for a kind of column, with the numbers of its styles."""

    def text(row: Any, name: str, value: Any) -> None:
        add_text(row, name, str(value), quoted_style if str(value).startswith(_LIKE_A_FORMULA) else text_style)

    def number(figure: Callable[[Any], str | None]) -> CellWriter:
        def write(row: Any, name: str, value: Any) -> None:
            figures = figure(value)
            if figures is None:
                text(row, name, value)
            else:
                add_number(row, name, figures, style)

        return write

    return text if kind is ColumnKind.TEXT else number(FIGURES[kind])


def add_number(row: Any, name: str, figures: str, style: str, formula: str = "") -> None:
    """A number; with a formula, the number is the result that it had when written."""
    cell = SubElement(row, "c", {"r": name, "s": style})
    if formula:
        SubElement(cell, "f").text = formula
    SubElement(cell, "v").text = figures


def add_text(row: Any, name: str, text: str, style: str) -> None:
    cell = SubElement(row, "c", {"r": name, "s": style, "t": "inlineStr"})
    clean = plain_text(text)
    attributes = {_XML_SPACE: "preserve"} if clean != clean.strip() else {}
    SubElement(SubElement(cell, "is"), "t", attributes).text = clean


def add_blank(row: Any, name: str, style: str) -> None:
    """An empty cell that has a look: the line above a total."""
    SubElement(row, "c", {"r": name, "s": style})


def new_row(number: int, height: float = 0) -> Any:
    row = Element("row", {"r": str(number)})
    if height:
        row.set("ht", str(height))
        row.set("customHeight", "1")
    return row


def plain_text(text: str) -> str:
    """What XML cannot hold is left out; what Excel would read as an escape (``_x0041_``) is escaped."""
    if not text.isalnum():
        text = _ESCAPE.sub("_x005F_", _FORBIDDEN.sub("", text))
    return text[:MAX_TEXT]


def _scaled(value: int, digits: int) -> str:
    """``value / 10**digits`` in figures, exactly."""
    if not isinstance(value, int):
        raise TypeError(f"a whole number is needed, not {value!r}")
    figures = str(abs(value)).rjust(digits + 1, "0")
    return f"{'-' if value < 0 else ''}{figures[:-digits]}.{figures[-digits:]}"


def _integer(value: int) -> str | None:
    if not isinstance(value, int):
        raise TypeError(f"a whole number is needed, not {value!r}")
    return str(value) if abs(value) < 10**EXACT_DIGITS else None


def _date(value: date) -> str | None:
    day = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return str((day - _EPOCH).days) if day >= _FIRST_SAFE_DAY else None


def _datetime(value: datetime) -> str | None:
    if value.tzinfo is None:
        raise TypeError("a time without its zone")
    local = value.astimezone(SHANGHAI).replace(tzinfo=None)
    elapsed = local - datetime(1899, 12, 30)
    if local.date() < _FIRST_SAFE_DAY:
        return None
    return f"{elapsed / timedelta(days=1):.10f}"


FIGURES: dict[ColumnKind, Callable[[Any], str | None]] = {
    ColumnKind.YUAN: lambda fen: _scaled(fen, 2),
    ColumnKind.AREA: lambda cm2: _scaled(cm2, 4),
    ColumnKind.PERCENT: lambda millionths: _scaled(millionths, 6),
    ColumnKind.INTEGER: _integer,
    ColumnKind.DATE: _date,
    ColumnKind.DATETIME: _datetime,
}
"""Each kind's value as the figures of a number; None where it has to be text."""
