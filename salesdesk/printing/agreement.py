"""The subscription agreement and the contract draft, A4: the office's text with the deal's values, set for signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from salesdesk.domain.papers import AgreementPaper
from salesdesk.printing.fonts import MEDIUM, text_width
from salesdesk.printing.frame import draw_footer, draw_letterhead, paper_stamp_line, reprint_words
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
from salesdesk.printing.markup import Line, LineKind, parse
from salesdesk.printing.office_text import fill
from salesdesk.printing.sheet import GREY, LINE, LINE_DARK, Align, Sheet, drawing, mm

_SIZE = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 185 * mm, 14 * mm, 285 * mm
_WIDE = _RIGHT - _LEFT
_BODY = Style(10.5, 16.4, indent=21, justify=True)
_LOOK = TableStyle(text=Style(9.5, 13.5), head=Style(9, 13, MEDIUM), pad=2.8, side=5, grid=True)
_SIGN = Style(10.5, 30)


@dataclass(frozen=True)
class _Setting:
    """How a kind of line is set."""

    style: Style
    gap: float = 0
    keep: bool = False
    inset: float = 0


_SETTINGS = {
    LineKind.TITLE: _Setting(Style(18, 30, MEDIUM, align=Align.CENTRE), 4, keep=True),
    LineKind.CHAPTER: _Setting(Style(13, 24, MEDIUM, align=Align.CENTRE), 10, keep=True),
    LineKind.CLAUSE: _Setting(Style(10.5, 19, MEDIUM), 3, keep=True),
    LineKind.PARAGRAPH: _Setting(_BODY),
    LineKind.NOTE: _Setting(Style(8.5, 14, colour=GREY, justify=True), 2),
    LineKind.CENTRED: _Setting(Style(10.5, 18, align=Align.CENTRE)),
    LineKind.TO_THE_RIGHT: _Setting(Style(10.5, 18, align=Align.RIGHT)),
}


def _text_line(line: Line) -> list[Piece]:
    setting = _SETTINGS[line.kind]
    return paragraph(line.text, setting.style, _LEFT, _WIDE, setting.gap, setting.keep)


def _entry(line: Line) -> list[Piece]:
    """An entry of a list: a dot in the margin of its text."""
    style = Style(10.5, 16.4, justify=True)
    first, *rest = paragraph(line.text, style, _LEFT + 33, _WIDE - 33)

    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT + 21, top, 12, "·", Style(10.5, 16.4, MEDIUM))
        first.draw(sheet, top)

    return [Piece(first.height, draw, first.gap, first.keep), *rest]


def _columns(ruler: Line, headings: Sequence[str]) -> list[Column]:
    """Columns as the ruler says: the more dashes the wider, ``:`` at the end for figures."""
    right = [cell.endswith(":") for cell in ruler.cells]
    widths = [cell.count("-") for cell in ruler.cells]
    aligns = [Align.RIGHT if to_right else Align.LEFT for to_right in right]
    return [Column(*column) for column in zip(headings, widths, aligns, right, strict=True)]


def _table(lines: Sequence[Line]) -> list[Piece]:
    rows = [line.cells for line in lines if line.kind is LineKind.ROW]
    ruler = next((line for line in lines if line.kind is LineKind.RULER), None)
    if ruler is None:
        columns = [Column("", 1) for _ in rows[0]]
    elif lines[0].kind is LineKind.RULER:
        columns = _columns(ruler, [""] * len(ruler.cells))
    else:
        columns, rows = _columns(ruler, rows[0]), rows[1:]
    return [Piece(3), *table(columns, rows, _LEFT, _WIDE, _LOOK), Piece(5)]


def _signatures(lines: Sequence[Line]) -> list[Piece]:
    """Places for signatures, on one page: a cell that ends in a colon gets a line to write on."""

    def piece(line: Line) -> Piece:
        room = _WIDE / len(line.cells)

        def draw(sheet: Sheet, top: float) -> None:
            for index, cell in enumerate(line.cells):
                x = _LEFT + index * room
                draw_line(sheet, x, top, room - 14, cell, _SIGN)
                start = x + min(text_width(cell, _SIGN.font, _SIGN.size), room - 30)
                if cell.endswith(("：", ":")):
                    sheet.rule(start, top + 22, x + room - 14, top + 22, 0.5, LINE_DARK)

        return Piece(_SIGN.leading, draw)

    return together([Piece(10), *(piece(line) for line in lines)])


def _rule() -> Piece:
    return Piece(10, lambda sheet, top: sheet.rule(_LEFT, top + 5, _RIGHT, top + 5, 0.5, LINE))


def _family(line: Line) -> LineKind:
    """Rows and rulers make a table together."""
    return LineKind.ROW if line.kind is LineKind.RULER else line.kind


def _block(kind: LineKind, lines: Sequence[Line]) -> list[Piece]:
    """Lines of one kind that stand together."""
    match kind:
        case LineKind.ROW:
            return _table(lines)
        case LineKind.SIGNATURE:
            return _signatures(lines)
        case LineKind.NEW_PAGE:
            return [Piece(0, new_page=True)]
        case LineKind.RULE:
            return [_rule() for _ in lines]
        case LineKind.ENTRY:
            return [piece for line in lines for piece in _entry(line)]
        case _ if kind in _SETTINGS:
            return [piece for line in lines for piece in _text_line(line)]
    return []


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces = list[Piece]()
    for kind, group in groupby(lines, _family):
        if kind is LineKind.SIGNATURE and pieces:
            # Signatures on a page of their own would sign nothing.
            pieces[-1] = replace(pieces[-1], keep=True)
        pieces += _block(kind, list(group))
    return pieces


def _words(lines: Sequence[Line], kind: LineKind) -> str:
    return next((line.text for line in lines if line.kind is kind), "")


def render_agreement(paper: AgreementPaper) -> bytes:
    """The agreement or contract draft as PDF.

    Raises:
        BadInput: the office's text has a fault; it would have been named when the text was saved.
    """
    lines = parse(fill(paper))
    pages = paginate(_pieces(lines), _TOP + 30, _BOTTOM - 20)
    title, watermark = _words(lines, LineKind.TITLE), _words(lines, LineKind.WATERMARK)
    notes = (
        _words(lines, LineKind.PAGE_HEAD),
        f"No. {paper.number}" if paper.number else "",
        reprint_words(paper.stamp),
    )
    page_head = "　".join(note for note in notes if note)
    with drawing(_SIZE, f"{title} {paper.number}".strip(), paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            if watermark:
                sheet.watermark(watermark)
            draw_letterhead(sheet, paper.head, page_head, _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, paper_stamp_line(paper), number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
