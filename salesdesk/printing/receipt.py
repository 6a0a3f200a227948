"""The receipt (收款收据): A5 landscape, continuous form 241 × 93 mm, or a roll 80 mm wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import MoneyLine, ReceiptPaper
from salesdesk.printing.fonts import MEDIUM, REGULAR, text_width
from salesdesk.printing.frame import (
    draw_fitted,
    draw_mark,
    draw_seal_place,
    paper_stamp_line,
    reprint_words,
    written_date,
)
from salesdesk.printing.receipt_roll import SEAL_WORDS, TITLE, render_roll
from salesdesk.printing.sheet import GREY, INK, LINE_DARK, Align, Sheet, drawing, mm

_DrawRow = Callable[[float, float], None]
"""Draws a row of the grid at a height, so high."""


@dataclass(frozen=True)
class _Geometry:
    """A form: page and margins in mm, text size and row height in points, items in rows and columns of one page."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    size: float
    row: float
    item_rows: int
    seal: tuple[float, float]


class ReceiptForm(Enum):
    """The paper in the printer."""

    A5 = _Geometry(210, 148, 15, 12, 9, 10.5, 29, 7, (42, 24))
    FORM_93 = _Geometry(241, 93, 18, 5, 4, 9.5, 22, 4, (40, 12.5))
    """Continuous form, three copies; the tractor holes take 12.7 mm on each side."""
    ROLL_80 = None


def _items_on(page: int, paper: ReceiptPaper, form: _Geometry) -> Sequence[MoneyLine]:
    most = 2 * form.item_rows
    return paper.items[page * most : (page + 1) * most]


def _remark(paper: ReceiptPaper) -> str:
    """What stands in the last row: the receipt it reverses, the banks' numbers, the cashier's own words."""
    references = [f"{way.method} {way.reference}" for way in paper.paid_by if way.reference]
    reversed_one = [f"冲销收据 {paper.reverses}"] if paper.reverses else []
    return "；".join([*reversed_one, *references, *([paper.remark] if paper.remark else [])])


@dataclass
class _Slip:
    """One page of one copy being drawn."""

    sheet: Sheet
    paper: ReceiptPaper
    form: _Geometry
    items: Sequence[MoneyLine]
    page: int
    pages: int

    def __post_init__(self) -> None:
        self.left: float = self.form.side * mm
        self.right: float = (self.form.width - self.form.side) * mm
        self.wide = self.right - self.left
        self.label = self.form.size * 5.4
        self.second = self.left + self.wide * 0.64

    def draw(self, copy: str) -> None:
        if self.paper.voided:
            self.sheet.watermark("作废")
        top = self.head()
        for draw_row, height in self.rows(top):
            draw_row(top, height)
            top += height
        self.foot(top, copy)

    def head(self) -> float:
        sheet, paper, size = self.sheet, self.paper, self.form.size
        top: float = self.form.top * mm
        sheet.text(
            sheet.width / 2, top + size * 1.7, TITLE, size * 1.75, MEDIUM, align=Align.CENTRE, spacing=size * 0.4
        )
        sheet.fit(self.left, top + size * 1.1, self.wide * 0.36, paper.head.company, size * 0.85, colour=GREY)
        self.marks(top)
        y = top + size * 3.75
        sheet.fit(self.left, y, self.wide * 0.36, paper.head.project, size * 0.92)
        sheet.text(sheet.width / 2, y, written_date(paper.received_on), size * 0.92, align=Align.CENTRE)
        sheet.fit(self.left, y, self.wide, f"No. {paper.number}", size * 0.92, MEDIUM, align=Align.RIGHT)
        return top + size * 4.4

    def marks(self, top: float) -> None:
        right = self.right
        for words in (reprint_words(self.paper.stamp), "红冲" if self.paper.reverses else ""):
            if words:
                right = draw_mark(self.sheet, right, top, words, self.form.size * 0.85) - 6

    def rows(self, top: float) -> list[tuple[_DrawRow, float]]:
        """The rows of the grid with their heights; the items take what the page has left, within reason."""
        row = self.form.row
        below = [self.capital_row, self.figure_row] + ([self.remark_row] if _remark(self.paper) else [])
        lines = max(2, min(len(self.items), self.form.item_rows))
        needed = lines * self.form.size * 1.5 + self.form.size * 0.7
        left = self.sheet.height - top - row * (len(below) + 1) - self.foot_height()
        item_height = max(needed, min(left, needed * 2.2))
        return [(self.payer_row, row), (self.item_row, item_height), *((draw_row, row) for draw_row in below)]

    def foot_height(self) -> float:
        return float((self.form.seal[1] + self.form.bottom) * mm + 12)

    def cell(self, x: float, right: float, top: float, height: float, label: str, text: str, font: str = REGULAR,
             size: float = 1) -> None:  # fmt: skip
        """A label cell and beside it a text cell that ends at ``right``."""
        sheet, pad = self.sheet, self.form.size * 0.6
        self.label_cell(x, top, height, label)
        sheet.box(x + self.label, top, right - x - self.label, height, 0.6, LINE_DARK)
        inner = right - x - self.label - 2 * pad
        draw_fitted(sheet, x + self.label + pad, top + 1.5, inner, height - 3, text, self.form.size * size, font)

    def label_cell(self, x: float, top: float, height: float, label: str) -> None:
        self.sheet.box(x, top, self.label, height, 0.6, LINE_DARK)
        y = top + height / 2 + self.form.size * 0.34
        self.sheet.text(x + self.label / 2, y, label, self.form.size * 0.92, align=Align.CENTRE, colour=GREY)

    def payer_row(self, top: float, height: float) -> None:
        self.cell(self.left, self.second, top, height, "交款人", self.paper.payer)
        self.cell(self.second, self.right, top, height, "房号", self.paper.unit)

    def item_row(self, top: float, height: float) -> None:
        self.label_cell(self.left, top, height, "款项")
        x = self.left + self.label
        self.sheet.box(x, top, self.second - x, height, 0.6, LINE_DARK)
        lines = [(item.name + (f"　{item.note}" if item.note else ""), item.amount_fen) for item in self.items]
        self.sums(x, self.second, top, height, lines)
        self.label_cell(self.second, top, height, "方式")
        x = self.second + self.label
        self.sheet.box(x, top, self.right - x, height, 0.6, LINE_DARK)
        ways = [(way.method, way.amount_fen) for way in self.paper.paid_by]
        self.sums(x, self.right, top, height, ways, columns=1)

    def sums(self, x: float, right: float, top: float, height: float, lines: Sequence[tuple[str, int]],
             columns: int = 0) -> None:  # fmt: skip
        """Names and sums below each other, in two columns where one is not enough."""
        columns = columns or (1 if len(lines) <= self.form.item_rows else 2)
        deep = -(-len(lines) // columns)
        pad = self.form.size * 0.6
        wide = (right - x - pad) / columns - pad
        widest = max(text_width(format_yuan(fen), REGULAR, 1) for _, fen in lines)
        longest = widest + max(text_width(name, REGULAR, 1) for name, _ in lines)
        both = max((wide - pad) / longest, self.form.size * 0.72)
        size = min(self.form.size, (height - 4) / deep / 1.25, wide * 0.7 / widest, both)
        leading = min(size * 1.5, (height - 4) / deep)
        start = top + (height - deep * leading) / 2 + leading / 2 + size * 0.36
        for index, (name, fen) in enumerate(lines):
            column, line = divmod(index, deep)
            left, y = x + pad + column * (wide + pad), start + line * leading
            self.sheet.fit(left, y, wide - widest * size - pad, name, size)
            self.sheet.text(left + wide, y, format_yuan(fen), size, align=Align.RIGHT)

    def capital_row(self, top: float, height: float) -> None:
        self.cell(self.left, self.right, top, height, "大写", f"人民币{capital_figures(self.paper.total_fen)}", MEDIUM)

    def figure_row(self, top: float, height: float) -> None:
        middle = self.left + self.wide * 0.4
        figures = f"¥ {format_yuan(self.paper.total_fen)}"
        self.cell(self.left, middle, top, height, "小写", figures, MEDIUM, 1.1)
        self.cell(middle, self.right, top, height, "收款账户", self.paper.receiving_account, size=0.95)

    def remark_row(self, top: float, height: float) -> None:
        self.cell(self.left, self.right, top, height, "备注", _remark(self.paper), size=0.92)

    def foot(self, top: float, copy: str) -> None:
        sheet, size = self.sheet, self.form.size
        seal_width, seal_height = self.form.seal[0] * mm, self.form.seal[1] * mm
        draw_seal_place(sheet, self.right - seal_width, top + 5, seal_width, seal_height, SEAL_WORDS)
        y = top + size * 2
        room = (self.wide - seal_width) / 3
        sheet.fit(self.left, y, room - 8, f"收款人　{self.paper.cashier}", size * 0.92)
        sheet.fit(self.left + room, y, room - 8, "交款人签字", size * 0.92)
        sheet.rule(self.left + room + size * 5.2, y + 3, self.left + 2 * room - 16, y + 3, 0.5, LINE_DARK)
        sheet.fit(self.left + 2 * room, y, room - 8, copy, size * 0.92, colour=INK)
        bottom = sheet.height - self.form.bottom * mm
        words = paper_stamp_line(self.paper)
        if self.pages > 1:
            words += f"　第 {self.page + 1} 页 共 {self.pages} 页，共 {len(self.paper.items)} 项"
        sheet.fit(self.left, bottom, self.wide - seal_width - 10, words, 6.5, colour=GREY)


def render_receipt(paper: ReceiptPaper, form: ReceiptForm = ReceiptForm.A5) -> bytes:
    """The receipt as PDF, one page for each copy that the stamp names (one where it names none).

    More items than the form has lines for go on to a next page, which repeats payer and sum.
    """
    geometry = form.value
    if geometry is None:
        return render_roll(paper)
    pages = -(-len(paper.items) // (2 * geometry.item_rows))
    size = (geometry.width * mm, geometry.height * mm)
    with drawing(size, f"{TITLE} {paper.number}", paper.head.company) as (sheet, buffer):
        for copy in paper.stamp.copies or ("",):
            for page in range(pages):
                _Slip(sheet, paper, geometry, _items_on(page, paper, geometry), page, pages).draw(copy)
                sheet.next_page()
    return buffer.getvalue()
