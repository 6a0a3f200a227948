"""The day sheet (日结单), A4: sums by method, the numbers that the books gave, every entry, the seal, signatures."""

from __future__ import annotations

from salesdesk.domain.day_sheet import DaySheetPaper, grouped
from salesdesk.domain.money import format_yuan
from salesdesk.printing.fonts import MEDIUM, REGULAR
from salesdesk.printing.frame import draw_footer, draw_letterhead, paper_stamp_line, written_date
from salesdesk.printing.layout import Column, Piece, Style, TableStyle, draw_page, paginate, paragraph, table, together
from salesdesk.printing.sheet import BLUE, GREY, INK, LINE_DARK, Align, Sheet, drawing, mm

TITLE = "收银日结单"
_WIDTH, _HEIGHT = 210 * mm, 297 * mm
_LEFT, _RIGHT, _TOP, _BOTTOM = 14 * mm, 196 * mm, 11 * mm, 287 * mm
_WIDE = _RIGHT - _LEFT
_GREY = Style(8.5, 13, colour=GREY)
_LOOK = TableStyle(text=Style(9, 12.6), head=_GREY, pad=2.4)
_LIST = TableStyle(text=Style(7.6, 10.4), head=Style(7.6, 11, colour=GREY), pad=1.7, side=3)
_GROUPS_A_LINE = 8
_METHODS_WIDE = _WIDE * 0.56
_METHODS = (Column("方式", 40), Column("笔数", 20, Align.RIGHT), Column("金额", 40, Align.RIGHT, single=True))
_NUMBERS = (
    Column("票据", 14),
    Column("起号", 26, single=True),
    Column("止号", 26, single=True),
    Column("张数", 11, Align.RIGHT),
    Column("缺号", 11, Align.RIGHT),
    Column("作废", 12, Align.RIGHT),
)
_ENTRIES = (
    Column("编号", 17, single=True),
    Column("时间", 13, single=True),
    Column("房号", 12, single=True),
    Column("交款人", 20),
    Column("款项", 21),
    Column("方式", 14),
    Column("金额", 19, Align.RIGHT, single=True),
    Column("备注", 14),
)
_SIGNS = ("出纳", "复核", "财务负责人", "日期")


def _days(paper: DaySheetPaper) -> str:
    if paper.first == paper.last:
        return f"营业日　{written_date(paper.last)}"
    return f"营业日　{written_date(paper.first)}　至　{written_date(paper.last)}"


def _title(paper: DaySheetPaper) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(sheet.width / 2, top + 17, TITLE, 17, MEDIUM, align=Align.CENTRE, spacing=4)
        sheet.fit(_LEFT, top + 36, _WIDE * 0.66, _days(paper), 10)
        sheet.fit(_LEFT, top + 36, _WIDE, f"日结第 {paper.seal_number} 号", 10, MEDIUM, align=Align.RIGHT)

    return Piece(46, draw)


def _head(words: str, note: str = "") -> Piece:
    """The head of a part; it stays with what follows."""

    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(_LEFT, top + 11, words, 10, MEDIUM)
        sheet.fit(_LEFT + 70, top + 11, _WIDE - 70, note, 8.5, align=Align.RIGHT, colour=GREY)

    return Piece(17, draw, 12, keep=True)


def _methods(paper: DaySheetPaper) -> list[Piece]:
    rows = [(line.name, f"{line.count:,}", format_yuan(line.amount_fen)) for line in paper.methods]
    total = ("净收合计", f"{sum(line.count for line in paper.methods):,}", format_yuan(paper.net_fen))
    return [_head("按方式"), *table(_METHODS, rows, _LEFT, _METHODS_WIDE, _LOOK, total)]


def _numbers(paper: DaySheetPaper) -> list[Piece]:
    said = f"打印 {paper.prints} 次，其中重打 {paper.reprints} 次；未打印 {paper.unprinted} 张"
    rows = [
        (line.name, line.first, line.last, f"{line.count:,}", f"{line.missing:,}", f"{line.voided:,}")
        for line in paper.numbers
    ]
    body = table(_NUMBERS, rows, _LEFT, _WIDE, _LOOK) if rows else paragraph("当日没有开出票据。", _GREY, _LEFT, _WIDE)
    return together([_head("号段与打印", said), *body])


def _entries(paper: DaySheetPaper) -> list[Piece]:
    if not paper.entries:
        return []
    rows = [
        (one.number, one.when, one.unit, one.payer, one.items, one.method, format_yuan(one.amount_fen), one.state)
        for one in paper.entries
    ]
    total = ("合计", "", "", "", "", "", format_yuan(paper.net_fen), "")
    voided = len(paper.entries) - paper.counted
    note = f"共 {len(paper.entries):,} 笔" + (f"，作废 {voided} 笔不计入合计" if voided else "")
    return [_head("明细", note), *table(_ENTRIES, rows, _LEFT, _WIDE, _LIST, total)]


def _figures(sheet: Sheet, top: float, sha256: str, size: float, font: str) -> None:
    """A seal's figures, four by four, eight groups a line, each group under the one above."""
    step = size * 3.35
    for index, group in enumerate(grouped(sha256)):
        line, place = divmod(index, _GROUPS_A_LINE)
        sheet.text(_LEFT + 76 + place * step, top + line * size * 1.7, group, size, font)


def _seal(paper: DaySheetPaper) -> list[Piece]:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(_LEFT, top, _WIDE, 84, 0.8, LINE_DARK)
        sheet.fill(_LEFT, top, 3, 84, BLUE)
        sheet.text(_LEFT + 14, top + 20, "封签", 9, colour=GREY)
        sheet.text(_LEFT + 14, top + 35, f"{paper.seal_number}:", 13, MEDIUM)
        _figures(sheet, top + 21, paper.seal_sha256, 12.5, MEDIUM)
        sheet.text(_LEFT + 14, top + 63, "上一封签", 8, colour=GREY)
        if paper.previous_sha256:
            _figures(sheet, top + 62, paper.previous_sha256, 7.5, REGULAR)
        else:
            sheet.text(_LEFT + 76, top + 63, "无，此为首次日结", 8, colour=INK)

    note = f"结账 {paper.closed_at}　{paper.closed_by}　封存记录 {paper.sealed_rows:,} 条"
    words = "封存的记录此后改动任何一处，以此封签核对即可发现。本单由财务留存，勿只存于本机。"
    return together(
        [_head("日结封签", note), Piece(84, draw), *paragraph(words, Style(8, 14, colour=GREY), _LEFT, _WIDE, 4)]
    )


def _signatures() -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        room = _WIDE / len(_SIGNS)
        for index, label in enumerate(_SIGNS):
            x = _LEFT + index * room
            sheet.text(x, top + 22, label, 9, colour=GREY)
            sheet.rule(x + len(label) * 9 + 6, top + 26, x + room - 14, top + 26, 0.5, LINE_DARK)

    return Piece(32, draw, 10)


def _pieces(paper: DaySheetPaper) -> list[Piece]:
    close = together([*_seal(paper), _signatures()])
    return [_title(paper), *_methods(paper), *_numbers(paper), *_entries(paper), *close]


def render_day_sheet(paper: DaySheetPaper) -> bytes:
    """The day sheet as PDF; its list goes on over as many pages as it takes, the seal stands on the last."""
    pages = paginate(_pieces(paper), _TOP + 26, _BOTTOM - 18)
    with drawing((_WIDTH, _HEIGHT), f"{TITLE} {paper.last.isoformat()}", paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(sheet, paper.head, f"{TITLE}　{paper.last.isoformat()}", _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, paper_stamp_line(paper), number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
