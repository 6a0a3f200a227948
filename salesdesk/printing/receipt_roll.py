"""The receipt on a roll 80 mm wide: one column, as long as it needs to be."""

from __future__ import annotations

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import ReceiptPaper
from salesdesk.printing.fonts import MEDIUM
from salesdesk.printing.frame import draw_mark, draw_seal_place, paper_stamp_line, reprint_words, written_date
from salesdesk.printing.layout import Column, Piece, Style, TableStyle, draw_line, draw_page, paginate, paragraph, table
from salesdesk.printing.sheet import GREY, LINE_DARK, Align, Sheet, drawing, mm

TITLE = "收款收据"
SEAL_WORDS = "收款单位盖章"

_WIDTH = 80 * mm
_LEFT = 4 * mm
_WIDE = _WIDTH - 2 * _LEFT
_LABEL = 17 * mm
_TEXT = Style(9, 13)
_LABEL_TEXT = Style(8.5, 13, colour=GREY)
_TABLE = TableStyle(text=_TEXT, pad=1.2, side=0)


def _centred(text: str, style: Style, gap: float = 0) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT, top, _WIDE, text, style)

    return Piece(style.leading, draw, gap)


def _rule() -> Piece:
    return Piece(1, lambda sheet, top: sheet.rule(_LEFT, top, _LEFT + _WIDE, top, 0.6, LINE_DARK), 4)


def _fact(label: str, text: str) -> list[Piece]:
    if not text:
        return []
    first, *rest = paragraph(text, _TEXT, _LEFT + _LABEL, _WIDE - _LABEL)

    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT, top, _LABEL, label, _LABEL_TEXT)
        first.draw(sheet, top)

    return [Piece(first.height, draw, 1.5), *rest]


def _mark(words: str) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        draw_mark(sheet, _LEFT + _WIDE, top, words)

    return Piece(16, draw, 2)


def _pieces(paper: ReceiptPaper, copy: str) -> list[Piece]:
    centre = Style(9, 13, align=Align.CENTRE)
    amounts = [Column("", 0.58), Column("", 0.42, Align.RIGHT, single=True)]
    items = [
        (item.name + (f"　{item.note}" if item.note else ""), format_yuan(item.amount_fen)) for item in paper.items
    ]
    ways = [(way.method, format_yuan(way.amount_fen)) for way in paper.paid_by]
    marks = [reprint_words(paper.stamp), "红冲" if paper.reverses else "", "作废" if paper.voided else ""]
    references = [piece for way in paper.paid_by if way.reference for piece in _fact("流水号", way.reference)]
    return [
        _centred(TITLE, Style(15, 22, MEDIUM, align=Align.CENTRE)),
        *paragraph(paper.head.company, centre, _LEFT, _WIDE),
        *paragraph(paper.head.project, centre, _LEFT, _WIDE),
        *[_mark(words) for words in marks if words],
        _rule(),
        *_fact("编号", paper.number),
        *_fact("日期", written_date(paper.received_on)),
        *_fact("交款人", paper.payer),
        *_fact("房号", paper.unit),
        _rule(),
        *table(amounts, items, _LEFT, _WIDE, _TABLE, totals=("合计", f"¥ {format_yuan(paper.total_fen)}")),
        *_fact("大写", f"人民币{capital_figures(paper.total_fen)}"),
        _rule(),
        *table(amounts, ways, _LEFT, _WIDE, _TABLE),
        *references,
        *_fact("收款账户", paper.receiving_account),
        *_fact("冲销收据", paper.reverses),
        *_fact("备注", paper.remark),
        *_fact("收款人", paper.cashier),
        *([_centred(copy, centre, 6)] if copy else []),
        Piece(28 * mm, lambda sheet, top: draw_seal_place(sheet, _LEFT, top, _WIDE, 26 * mm, SEAL_WORDS), 8),
        *paragraph(paper_stamp_line(paper), Style(6.5, 9, colour=GREY), _LEFT, _WIDE),
    ]


def render_roll(paper: ReceiptPaper) -> bytes:
    """The receipt on a roll; the page is as long as what stands on it."""
    top = 5 * mm
    copies = [_pieces(paper, copy) for copy in paper.stamp.copies or ("",)]
    pages = [paginate(pieces, top, 1e6)[0] for pieces in copies]
    height = max(page[-1][1] + page[-1][0].height for page in pages) + 6 * mm
    with drawing((_WIDTH, height), f"{TITLE} {paper.number}", paper.head.company) as (sheet, buffer):
        for page in pages:
            draw_page(sheet, page)
            sheet.next_page()
    return buffer.getvalue()
