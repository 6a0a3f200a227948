"""The approval form of a special transaction (审批表): A4, before and after beside each other, with places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.change_lines import ChangeGroup, ChangeLine
from salesdesk.domain.change_paper import AnswerLine, ChangePaper
from salesdesk.domain.money import format_yuan
from salesdesk.printing.fonts import MEDIUM
from salesdesk.printing.frame import draw_footer, draw_letterhead, paper_stamp_line, written_date
from salesdesk.printing.layout import (
    Column,
    Piece,
    Style,
    TableStyle,
    draw_line,
    draw_page,
    paginate,
    paragraph,
    table,
    together,
)
from salesdesk.printing.sheet import GREY, LINE_DARK, TINT, Align, Sheet, drawing, mm

_SIZE = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 16 * mm, 194 * mm, 12 * mm, 286 * mm
_WIDE = _RIGHT - _LEFT
_SAME = TableStyle(text=Style(9, 12.5, colour=GREY), pad=1.9)
_OTHER = TableStyle(text=Style(9, 12.5, MEDIUM), pad=1.9)
_FACTS = TableStyle(text=Style(9.5, 13), pad=2, side=0)
_SIGNED = 46.0


def _columns(paper: ChangePaper) -> tuple[Column, ...]:
    return (
        Column("项目", 36),
        Column(paper.before_words, 54, Align.RIGHT),
        Column("", 8, Align.CENTRE),
        Column(paper.after_words, 54, Align.RIGHT),
        Column("差额", 28, Align.RIGHT, single=True),
    )


def _title(paper: ChangePaper) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(sheet.width / 2, top + 18, paper.title, 17, MEDIUM, align=Align.CENTRE, spacing=4)
        sheet.text(_LEFT, top + 18, written_date(paper.asked_on), 9.5)
        sheet.fit(_LEFT, top + 18, _WIDE, f"No. {paper.number}", 9.5, MEDIUM, align=Align.RIGHT)

    return Piece(30, draw)


def _facts(paper: ChangePaper) -> list[Piece]:
    """Label and value, two pairs a line; the reason in a line of its own."""
    columns = (Column("", 10, colour=GREY), Column("", 40), Column("", 10, colour=GREY), Column("", 40))
    rows = [
        ("客户", paper.customer, "订单", paper.order_number),
        ("房号", paper.unit, "申请人", paper.asked_by),
        ("目前状态", paper.state, "计入月份", paper.counts_in),
    ]
    wide = (Column("", 10, colour=GREY), Column("", 90))
    reason = table(wide, [("申请事由", paper.reason)], _LEFT, _WIDE, _FACTS) if paper.reason else []
    return [*table(columns, rows, _LEFT, _WIDE, _FACTS), *reason]


def _heading(words: str) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.fill(_LEFT, top, _WIDE, 15, TINT)
        draw_line(sheet, _LEFT + 4, top, _WIDE - 8, words, Style(8.5, 15, MEDIUM))

    return Piece(15, draw, keep=True)


def _line(line: ChangeLine, columns: Sequence[Column]) -> list[Piece]:
    """What differs is set bolder and carries its sign, so that nothing hangs on colour."""
    look = _OTHER if line.differs or line.total else _SAME
    sign = "≠" if line.differs else "＝"
    plain = [replace(column, heading="") for column in columns]
    return table(plain, [(line.words, line.before, sign, line.after, line.difference)], _LEFT, _WIDE, look)


def _comparison(paper: ChangePaper) -> list[Piece]:
    columns = _columns(paper)
    heads = tuple(table(columns, [], _LEFT, _WIDE, _SAME))
    body = [piece for group in paper.groups for piece in _group(group, columns)]
    return [Piece(6), *heads, *(replace(piece, heads=heads) for piece in body)]


def _group(group: ChangeGroup, columns: Sequence[Column]) -> list[Piece]:
    return [_heading(group.words), *(piece for line in group.lines for piece in _line(line, columns))]


def _money(paper: ChangePaper) -> list[Piece]:
    """What is to be received or paid back, in figures and capitals; fee and penalty; what moves; void papers."""
    pieces = list[Piece]()
    for words, fen in (("客户应补", paper.to_pay_fen), ("应退客户", paper.to_return_fen)):
        if fen:
            pieces.append(_sum(words, fen))
    small = [("其中手续费", paper.fee_fen), ("违约金", paper.penalty_fen)]
    columns = (Column("", 30, colour=GREY), Column("", 70))
    rows = [(words, f"{format_yuan(fen)} 元") for words, fen in small if fen]
    for one in paper.moved:
        rows.append((f"已收{one.item}", f"{format_yuan(one.amount_fen)} 元　{f'转为{one.to}' if one.to else '退还'}"))
    if paper.void_papers:
        rows.append(("作废资料", "、".join(paper.void_papers)))
    if rows:
        pieces += table(columns, rows, _LEFT, _WIDE, _FACTS)
    return [Piece(8), *together(pieces)] if pieces else []


def _sum(words: str, fen: int) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT, top, 60, words, Style(9.5, 22, colour=GREY))
        draw_line(sheet, _LEFT + 60, top, _WIDE * 0.6, f"人民币{capital_figures(fen)}", Style(10, 22, MEDIUM))
        draw_line(sheet, _LEFT, top, _WIDE, f"¥ {format_yuan(fen)}", Style(12, 22, MEDIUM, align=Align.RIGHT))
        sheet.rule(_LEFT, top + 22, _RIGHT, top + 22, 0.8, LINE_DARK)

    return Piece(22, draw)


@dataclass(frozen=True)
class _Signer:
    """A box to sign in: whose it is, what was said so far, and on which day."""

    label: str
    told: str = ""
    day: date | None = None


def _signers(paper: ChangePaper) -> list[_Signer]:
    """The requester, everybody whose agreement is needed, the cashier and the customer."""
    asked = [_Signer(answer.role, _told(answer), answer.answered_on) for answer in paper.answers]
    return [_Signer("申请人", paper.asked_by), *asked, _Signer("财务结算"), _Signer("客户确认")]


def _told(answer: AnswerLine) -> str:
    verdict = "同意" if answer.agrees else "驳回"
    return "　".join(part for part in (answer.name, verdict, answer.words) if part) if answer.name else ""


def _signatures(paper: ChangePaper) -> list[Piece]:
    """Two boxes beside each other; all of them on one page."""
    signers = _signers(paper)
    pairs = [signers[place : place + 2] for place in range(0, len(signers), 2)]
    return [Piece(12), *together([_signature_row(pair) for pair in pairs])]


def _signature_row(pair: Sequence[_Signer]) -> Piece:
    half = _WIDE / 2
    told = [paragraph(one.told, Style(9, 12.5), _LEFT + place * half + 62, half - 68) if one.told else []
            for place, one in enumerate(pair)]  # fmt: skip
    high = max(_SIGNED, *(sum(line.height for line in lines) + 26 for lines in told))

    def draw(sheet: Sheet, top: float) -> None:
        for place, (one, lines) in enumerate(zip(pair, told, strict=True)):
            left = _LEFT + place * half
            sheet.box(left, top, half, high, 0.5, LINE_DARK)
            sheet.rule(left + 56, top, left + 56, top + high, 0.5, LINE_DARK)
            sheet.fit(left + 3, top + high / 2 + 3, 50, one.label, 9, align=Align.CENTRE)
            for index, line in enumerate(lines):
                line.draw(sheet, top + 5 + index * line.height)
            foot = top + high - 8
            sheet.text(left + 62, foot, "签字", 8.5, colour=GREY)
            sheet.rule(left + 82, foot + 2, left + half - 92, foot + 2, 0.5, LINE_DARK)
            day = written_date(one.day) if one.day else "年　　月　　日"
            sheet.text(left + half - 6, foot, day, 8.5, align=Align.RIGHT, colour=GREY)

    return Piece(high, draw)


def render_change_form(paper: ChangePaper) -> bytes:
    """The approval form as PDF."""
    pieces = [_title(paper), *_facts(paper), *_comparison(paper), *_money(paper), *_signatures(paper)]
    pages = paginate(pieces, _TOP + 26, _BOTTOM - 16)
    with drawing(_SIZE, f"{paper.title} {paper.number}", paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(sheet, paper.head, "", _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, paper_stamp_line(paper), number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
