"""A report on paper: the same `ReportSheet` that Excel gets, A4, upright or across as its columns need."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from salesdesk.domain.money import CM2_PER_M2, divide_half_up, format_percent, format_yuan
from salesdesk.domain.office_time import minute
from salesdesk.domain.papers import Letterhead, PrintStamp
from salesdesk.domain.report_table import Column as ReportColumn
from salesdesk.domain.report_table import ColumnKind, ReportSheet
from salesdesk.printing.fonts import MEDIUM, REGULAR, text_width
from salesdesk.printing.frame import draw_footer, draw_letterhead, stamp_line
from salesdesk.printing.layout import Column, Page, Piece, Style, TableStyle, draw_page, paginate, paragraph, table
from salesdesk.printing.sheet import GREY, Align, drawing, mm

_MARGIN: float = 14 * mm
_TOP: float = 11 * mm
_SHORT: float = 210 * mm
_LONG: float = 297 * mm
_LARGEST, _SMALLEST = 8.5, 4.5
_WIDEST_TEXT = 22.0
"""In sizes; longer text breaks into lines."""
_RIGHT = frozenset({ColumnKind.YUAN, ColumnKind.AREA, ColumnKind.INTEGER, ColumnKind.PERCENT})


def _area_text(cm2: int, decimals: int) -> str:
    whole, rest = divmod(divide_half_up(cm2 * 10**decimals, CM2_PER_M2), 10**decimals)
    return f"{whole:,}.{rest:0{decimals}d}"


def cell_text(value: object, kind: ColumnKind, area_decimals: int = 2) -> str:
    """A value as it is printed; nothing for None. The areas of a report have as many decimals as the finest one.

    Raises:
        TypeError: the value is not what its column holds.
    """
    match kind, value:
        case _, None:
            return ""
        case ColumnKind.TEXT, _:
            return str(value)
        case ColumnKind.DATETIME, datetime():
            return minute(value)
        case ColumnKind.DATE, date():
            return value.isoformat()
        case ColumnKind.YUAN, int():
            return format_yuan(value)
        case ColumnKind.AREA, int():
            return _area_text(value, area_decimals)
        case ColumnKind.INTEGER, int():
            return f"{value:,}".replace("-", "−")
        case ColumnKind.PERCENT, int():
            return format_percent(value)
    raise TypeError(f"{value!r} in a column of kind {kind}")


@dataclass(frozen=True)
class _Printed:
    """A report's cells as text, with the totals below where a column adds up."""

    columns: tuple[ReportColumn, ...]
    rows: list[list[str]]
    totals: list[str] | None

    def needs(self) -> list[float]:
        """The width of each column, in sizes: that of its longest cell, within reason."""
        lines = [[column.heading for column in self.columns], *self.rows, *([self.totals] if self.totals else [])]
        widths = [max(text_width(cell, REGULAR, 1) for cell in cells) for cells in zip(*lines, strict=True)]
        kinds = [column.kind in _RIGHT for column in self.columns]
        return [width if right else min(width, _WIDEST_TEXT) for width, right in zip(widths, kinds, strict=True)]


def _area_decimals(columns: Sequence[ReportColumn], rows: Sequence[Sequence[object]]) -> int:
    kinds = [column.kind for column in columns]
    areas = (v for row in rows for v, kind in zip(row, kinds, strict=True) if kind is ColumnKind.AREA)
    return 4 if any(isinstance(area, int) and area % 100 for area in areas) else 2


def _printed(sheet: ReportSheet) -> _Printed:
    columns, rows = sheet.columns, [tuple(row) for row in sheet.rows]
    decimals = _area_decimals(columns, rows)

    def texts(row: Sequence[object]) -> list[str]:
        return [cell_text(value, column.kind, decimals) for value, column in zip(row, columns, strict=True)]

    if not any(column.total for column in columns):
        return _Printed(columns, [texts(row) for row in rows], None)
    sums = [sum(v for v in column if isinstance(v, int)) for column in zip(*rows, strict=True)] or [0] * len(columns)
    totals = texts([total if column.total else None for total, column in zip(sums, columns, strict=True)])
    return _Printed(columns, [texts(row) for row in rows], [totals[0] or "合计", *totals[1:]])


def _digest(sheet: ReportSheet, printed: _Printed) -> str:
    cells = "\n".join("\t".join(row) for row in printed.rows)
    return hashlib.sha256("\n".join([sheet.name, *sheet.titles, cells]).encode()).hexdigest()


@dataclass(frozen=True)
class _Setting:
    """Page and type of a report: upright while the type stays readable, else across, as small as it then takes."""

    width: float
    height: float
    size: float

    @property
    def wide(self) -> float:
        return self.width - 2 * _MARGIN


def _setting(needs: Sequence[float]) -> _Setting:
    def size(page: float) -> float:
        return (page - 2 * _MARGIN - 7 * len(needs)) / sum(needs)

    if size(_SHORT) >= _LARGEST - 1:
        return _Setting(_SHORT, _LONG, min(_LARGEST, size(_SHORT)))
    return _Setting(_LONG, _SHORT, max(_SMALLEST, min(_LARGEST, size(_LONG))))


def _pieces(sheet: ReportSheet, printed: _Printed, needs: Sequence[float], setting: _Setting) -> list[Piece]:
    title, *notes = sheet.titles or (sheet.name,)
    size, wide = setting.size, setting.wide
    small = Style(8.5, 13, colour=GREY)
    head = paragraph(title, Style(15, 24, MEDIUM), _MARGIN, wide)
    told = [piece for note in notes for piece in paragraph(note, small, _MARGIN, wide)]
    columns = [
        Column(column.heading, need + 7 / size, Align.RIGHT if right else Align.LEFT, single=right)
        for column, need in zip(printed.columns, needs, strict=True)
        for right in [column.kind in _RIGHT]
    ]
    look = TableStyle(text=Style(size, size * 1.4), head=Style(size * 0.95, size * 1.4, colour=GREY), pad=2, side=3)
    body = table(columns, printed.rows, _MARGIN, wide, look, printed.totals)
    return [*head, *told, Piece(6), *body]


def _pages(sheet: ReportSheet, printed: _Printed, setting: _Setting, needs: Sequence[float]) -> list[Page]:
    bottom = setting.height - 10 * mm - 18
    return paginate(_pieces(sheet, printed, needs, setting), _TOP + 26, bottom)


def render_report(sheet: ReportSheet, head: Letterhead, stamp: PrintStamp) -> bytes:
    """The report as PDF, its heading on every page; columns marked so are added up in a last row.

    The rows of ``sheet`` are read once, as Excel's writer reads them.
    """
    printed = _printed(sheet)
    needs = printed.needs()
    setting = _setting(needs)
    words = stamp_line(stamp, _digest(sheet, printed))
    pages = _pages(sheet, printed, setting, needs)
    left, right = _MARGIN, setting.width - _MARGIN
    with drawing((setting.width, setting.height), sheet.name, head.company) as (drawn, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(drawn, head, sheet.name, left, right, _TOP)
            draw_page(drawn, page)
            draw_footer(drawn, words, number, len(pages), left, right, setting.height - 10 * mm)
            drawn.next_page()
    return buffer.getvalue()
