"""How report sheets look: one style a kind of column, made once a workbook and named by number in every cell."""

from __future__ import annotations

import unicodedata
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from salesdesk.domain.report_table import Column, ColumnKind

FONT = "Microsoft YaHei"
FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.YUAN: "#,##0.00",
    ColumnKind.AREA: "#,##0.00##",
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.PERCENT: "0.00%",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.DATETIME: "yyyy-mm-dd hh:mm",
}
_WIDTHS = {
    ColumnKind.TEXT: 14,
    ColumnKind.YUAN: 16,
    ColumnKind.AREA: 11,
    ColumnKind.INTEGER: 9,
    ColumnKind.PERCENT: 10,
    ColumnKind.DATE: 12,
    ColumnKind.DATETIME: 17,
}
_LINE = Side(style="hair", color="BFC5CE")
_STRONG = Side(style="thin", color="6B7480")
_HEADING_FILL = PatternFill("solid", fgColor="E8ECF2")


class SheetStyles:
    """The numbers of the styles in one workbook.

    Args:
        sheet: any sheet of the workbook.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._numbers: dict[tuple[object, ...], str] = {}
        self.title = self._number("title", font=Font(name=FONT, size=14, bold=True))
        self.subtitle = self._number("subtitle", font=Font(name=FONT, size=9, color="6B7480"))
        self.heading = self._number(
            "heading",
            font=Font(name=FONT, size=10, bold=True),
            fill=_HEADING_FILL,
            border=Border(bottom=_STRONG, top=_STRONG),
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
        )

    def body(self, kind: ColumnKind) -> str:
        return self._number(
            ("body", kind),
            font=Font(name=FONT, size=10),
            number_format=FORMATS[kind],
            border=Border(bottom=_LINE),
            alignment=_alignment(kind),
        )

    def quoted(self) -> str:
        """For text that Excel would take for a formula when somebody edits the cell."""
        return self._number(
            "quoted",
            font=Font(name=FONT, size=10),
            number_format=FORMATS[ColumnKind.TEXT],
            border=Border(bottom=_LINE),
            alignment=_alignment(ColumnKind.TEXT),
            quotePrefix=True,
        )

    def total(self, kind: ColumnKind) -> str:
        return self._number(
            ("total", kind),
            font=Font(name=FONT, size=10, bold=True),
            number_format=FORMATS[kind],
            border=Border(top=_STRONG),
            alignment=_alignment(kind),
        )

    def _number(self, name: object, **style: object) -> str:
        key = (name,)
        if key not in self._numbers:
            cell = WriteOnlyCell(self._sheet)
            for attribute, value in style.items():
                setattr(cell, attribute, value)
            self._numbers[key] = str(cell.style_id)
        return self._numbers[key]


def _alignment(kind: ColumnKind) -> Alignment:
    sides = {ColumnKind.TEXT: "left", ColumnKind.DATE: "center", ColumnKind.DATETIME: "center"}
    return Alignment(horizontal=sides.get(kind, "right"), vertical="center")


def column_width(column: Column) -> float:
    """The width of a column: as asked, else what its kind, its total and its heading need (a Chinese character takes
    two)."""
    heading = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in column.heading)
    usual = _WIDTHS[column.kind] + (4 if column.total else 0)
    return float(column.width or max(usual, min(heading, 24) + 3))
