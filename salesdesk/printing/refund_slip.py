"""The refund slip (退款单): A5 landscape, item by item, with the places for four signatures."""

from __future__ import annotations

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import RefundSlip
from salesdesk.printing.fonts import MEDIUM
from salesdesk.printing.frame import (
    draw_footer,
    draw_letterhead,
    draw_mark,
    draw_seal_place,
    paper_stamp_line,
    reprint_words,
    written_date,
)
from salesdesk.printing.layout import Column, Piece, Style, TableStyle, draw_line, draw_page, paginate, table
from salesdesk.printing.sheet import GREY, LINE_DARK, Align, Sheet, drawing, mm

TITLE = "退款单"

_SIZE = (210 * mm, 148 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 15 * mm, 195 * mm, 10 * mm, 141 * mm
_WIDE = _RIGHT - _LEFT
_TEXT = Style(9.5, 13.5)
_LOOK = TableStyle(text=_TEXT, head=Style(8.5, 13, colour=GREY), pad=2.6)
_FACTS = TableStyle(text=Style(9.5, 13), pad=2.2, side=0)
_COLUMNS = (
    Column("款项", 46),
    Column("已收金额", 27, Align.RIGHT, single=True),
    Column("本次退款", 27, Align.RIGHT, single=True),
)


def _title(paper: RefundSlip) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(sheet.width / 2, top + 17, TITLE, 17, MEDIUM, align=Align.CENTRE, spacing=5)
        sheet.text(_LEFT, top + 17, written_date(paper.refunded_on), 9.5)
        sheet.fit(_LEFT, top + 17, _WIDE, f"No. {paper.number}", 9.5, MEDIUM, align=Align.RIGHT)
        if words := reprint_words(paper.stamp):
            draw_mark(sheet, _RIGHT - 110, top + 6, words)

    return Piece(26, draw)


def _facts(pairs: tuple[tuple[str, str], ...], left: float, wide: float) -> list[Piece]:
    """Label and value below each other."""
    columns = (Column("", 14, colour=GREY), Column("", 86))
    return [piece for pair in pairs if pair[1] for piece in table(columns, [pair], left, wide, _FACTS)]


def _total(paper: RefundSlip) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT + 4, top, 60, "退款合计", Style(9.5, 22, colour=GREY))
        words = f"人民币{capital_figures(paper.total_fen)}"
        draw_line(sheet, _LEFT + 64, top, _WIDE * 0.6 - 64, words, Style(10, 22, MEDIUM))
        figures = f"¥ {format_yuan(paper.total_fen)}"
        draw_line(sheet, _LEFT, top, _WIDE - 4, figures, Style(12, 22, MEDIUM, align=Align.RIGHT))
        sheet.rule(_LEFT, top + 22, _RIGHT, top + 22, 0.8, LINE_DARK)

    return Piece(22, draw, keep=True)


def _signatures(paper: RefundSlip) -> Piece:
    """Who asked, who approved, who paid, who received, and the seal."""
    names = (("申请人", paper.requested_by), ("审批人", paper.approved_by), ("出纳", paper.cashier), ("收款人签字", ""))
    seal = 42 * mm

    def draw(sheet: Sheet, top: float) -> None:
        room = (_WIDE - seal) / 2
        for index, (label, name) in enumerate(names):
            x, y = _LEFT + index % 2 * room, top + 16 + index // 2 * 30
            sheet.text(x, y, label, 9, colour=GREY)
            sheet.fit(x + 50, y, room - 70, name, 9.5)
            sheet.rule(x + 48, y + 4, x + room - 16, y + 4, 0.5, LINE_DARK)
        draw_seal_place(sheet, _RIGHT - seal, top, seal, 58, "付款单位盖章")

    return Piece(60, draw, 8)


def _pieces(paper: RefundSlip) -> list[Piece]:
    rows = [(line.name, format_yuan(line.received_fen), format_yuan(line.refund_fen)) for line in paper.lines]
    facts = (
        ("收款人", paper.payee),
        ("收款账户", paper.payee_account),
        ("房号 / 订单", f"{paper.unit}　/　{paper.order_number}"),
        ("退款方式", paper.method),
        ("退款原因", paper.reason),
        ("原收据", "、".join(paper.receipts)),
    )
    body = table(_COLUMNS, rows, _LEFT, _WIDE, _LOOK)
    return [_title(paper), *_facts(facts, _LEFT, _WIDE), Piece(8), *body, _total(paper), _signatures(paper)]


def render_refund_slip(paper: RefundSlip) -> bytes:
    """The refund slip as PDF."""
    pages = paginate(_pieces(paper), _TOP + 26, _BOTTOM - 14)
    with drawing(_SIZE, f"{TITLE} {paper.number}", paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(sheet, paper.head, "", _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, paper_stamp_line(paper), number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
