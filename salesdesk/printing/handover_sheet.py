"""The handover sheet (交房验收单): A4, the points of the list with what was found, and the places for signatures."""

from __future__ import annotations

from salesdesk.domain.handover_paper import HandoverPaper, HandoverPoint
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.papers import paper_hash
from salesdesk.printing.fonts import MEDIUM
from salesdesk.printing.frame import draw_footer, draw_letterhead, draw_seal_place, stamp_line, written_date
from salesdesk.printing.layout import Column, Piece, Style, TableStyle, draw_page, paginate, paragraph, table
from salesdesk.printing.sheet import GREY, LINE_DARK, Align, Sheet, drawing, mm

TITLE = "交房验收单"

_SIZE = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * mm, 190 * mm, 12 * mm, 287 * mm
_WIDE = _RIGHT - _LEFT
_LOOK = TableStyle(text=Style(10, 15), head=Style(9, 14, colour=GREY), pad=3.4)
_FACTS = TableStyle(text=Style(10, 15), pad=2.4, side=0)
_POINTS = (
    Column("验收项目", 30),
    Column("合格", 11, Align.CENTRE, single=True),
    Column("不合格", 11, Align.CENTRE, single=True),
    Column("说明", 48),
)
_STATEMENT = (
    "买受人已按上列项目验收该房屋，不合格项由出卖人负责整改。双方确认钥匙及交房资料已于下列日期移交，"
    "自移交之日起房屋毁损、灭失的风险由买受人承担。"
)


def _title(paper: HandoverPaper) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(sheet.width / 2, top + 22, TITLE, 19, MEDIUM, align=Align.CENTRE, spacing=6)
        sheet.fit(_LEFT, top + 40, _WIDE, f"订单 {paper.number}", 9, align=Align.RIGHT, colour=GREY)

    return Piece(48, draw)


def _facts(paper: HandoverPaper) -> list[Piece]:
    area = f"合同 {format_area(paper.contract_cm2)} ㎡"
    if paper.surveyed_cm2:
        area += f"　实测 {format_area(paper.surveyed_cm2)} ㎡"
    pairs = (
        ("房号", f"{paper.building}　{paper.unit}"),
        ("买受人", "、".join(paper.buyers)),
        ("合同编号", paper.contract_number),
        (paper.area_word, area),
        ("面积补差", _settlement(paper.settlement_fen)),
    )
    columns = (Column("", 15, colour=GREY), Column("", 85))
    return [piece for pair in pairs if pair[1] for piece in table(columns, [pair], _LEFT, _WIDE, _FACTS)]


def _settlement(fen: int | None) -> str:
    if fen is None:
        return ""
    if not fen:
        return "无差额"
    return f"买受人补交 {format_yuan(fen)} 元" if fen > 0 else f"退还买受人 {format_yuan(-fen)} 元"


def _row(point: HandoverPoint) -> tuple[str, str, str, str]:
    return (
        point.name, "✓" if point.passed else "□", "✓" if point.passed is False else "□", point.note,
    )  # fmt: skip


def _signatures(paper: HandoverPaper) -> Piece:
    """Buyer, who handed over, property management; the day and the seal."""
    names = (("买受人签字", ""), ("交房经办人", paper.handled_by), ("物业签收", ""), ("交房日期", ""))
    seal = 46 * mm

    def draw(sheet: Sheet, top: float) -> None:
        room = (_WIDE - seal) / 2
        for index, (label, name) in enumerate(names):
            x, y = _LEFT + index % 2 * room, top + 22 + index // 2 * 40
            said = written_date(paper.handed_over_on) if label == "交房日期" else name
            sheet.text(x, y, label, 9.5, colour=GREY)
            sheet.fit(x + 60, y, room - 80, said, 10)
            sheet.rule(x + 58, y + 4, x + room - 16, y + 4, 0.5, LINE_DARK)
        draw_seal_place(sheet, _RIGHT - seal, top, seal, 76, "出卖人盖章")

    return Piece(84, draw, 14)


def render_handover_sheet(paper: HandoverPaper) -> bytes:
    """The handover sheet as PDF."""
    points = table(_POINTS, [_row(point) for point in paper.points], _LEFT, _WIDE, _LOOK)
    statement = paragraph(_STATEMENT, Style(9.5, 16), _LEFT, _WIDE, 12, keep=True)
    pieces = [_title(paper), *_facts(paper), Piece(10), *points, *statement, _signatures(paper)]
    pages = paginate(pieces, _TOP + 26, _BOTTOM - 16)
    words = stamp_line(paper.stamp, paper_hash(paper))
    with drawing(_SIZE, f"{TITLE} {paper.unit}", paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(sheet, paper.head, "", _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, words, number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
