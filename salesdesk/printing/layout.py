"""Pages out of pieces: paragraphs and tables become pieces that are never cut, and pieces fill pages.

A piece knows its height and how to draw itself at a height on the page. What must not be parted from its successor
(a heading, the first line of a paragraph) keeps it; a table's heading comes again on each page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from salesdesk.printing.fonts import MEDIUM, REGULAR, printable, text_width
from salesdesk.printing.linebreak import break_lines
from salesdesk.printing.sheet import GREY, INK, LINE, LINE_DARK, TINT, Align, Colour, Sheet

Draw = Callable[[Sheet, float], None]
"""Draws a piece with its upper edge at this height."""

_BASELINE = 0.36
"""How far a baseline lies below the middle of its line, in sizes."""
_MOST_JUSTIFIED = 0.04
"""A line that lacks more than this share of its width is left ragged."""
_LINES_PER_PART = 24


def _nothing(sheet: Sheet, top: float) -> None:
    """A piece of blank paper draws nothing."""


@dataclass(frozen=True)
class Piece:
    """Something that is not cut. ``gap`` is blank above it, dropped at the top of a page."""

    height: float
    draw: Draw = _nothing
    gap: float = 0
    keep: bool = False
    heads: tuple[Piece, ...] = ()
    new_page: bool = False


@dataclass(frozen=True)
class Style:
    """How text looks. ``indent`` is that of the first line, ``justify`` fills lines that are nearly full."""

    size: float = 10
    leading: float = 15
    font: str = REGULAR
    colour: Colour = INK
    align: Align = Align.LEFT
    indent: float = 0
    justify: bool = False


def draw_line(sheet: Sheet, x: float, top: float, width: float, text: str, style: Style, fill: bool = False) -> None:
    """One line in a strip ``style.leading`` high; ``fill`` stretches it to the whole width where little is missing."""
    y = top + style.leading / 2 + style.size * _BASELINE
    needed = text_width(text, style.font, style.size)
    gaps = len(printable(text)) - 1
    if fill and gaps > 0 and 0 < width - needed <= width * _MOST_JUSTIFIED:
        spacing = (width - needed) / gaps
        sheet.text(x, y, text, style.size, style.font, colour=style.colour, spacing=spacing)
    else:
        sheet.fit(x, y, width, text, style.size, style.font, align=style.align, colour=style.colour)


def paragraph(text: str, style: Style, left: float, width: float, gap: float = 0, keep: bool = False) -> list[Piece]:
    """A paragraph as one piece a line; never one line alone on a page. ``keep`` holds it to what follows."""
    lines = break_lines(text, style.font, style.size, width, style.indent)
    last = len(lines) - 1

    def piece(index: int, line: str) -> Piece:
        shift = style.indent if index == 0 else 0
        fill = style.justify and index < last

        def draw(sheet: Sheet, top: float) -> None:
            draw_line(sheet, left + shift, top, width - shift, line, style, fill)

        holds = keep if index == last else index == 0 or index == last - 1
        return Piece(style.leading, draw, gap if index == 0 else 0, holds)

    return [piece(index, line) for index, line in enumerate(lines)]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its share of the table's width. ``single`` is never broken but made smaller.

    ``colour`` is that of its text, where it is not the table's.
    """

    heading: str
    width: float
    align: Align = Align.LEFT
    single: bool = False
    colour: Colour | None = None


@dataclass(frozen=True)
class TableStyle:
    """How a table looks. Without ``grid`` only hairlines below the rows; with it a frame round each cell."""

    text: Style = field(default_factory=lambda: Style(9, 13))
    head: Style = field(default_factory=lambda: Style(8.5, 13, REGULAR, GREY))
    pad: float = 3.2
    side: float = 4
    grid: bool = False


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    shares = sum(column.width for column in columns)
    return [width * column.width / shares for column in columns]


def _cell_lines(text: str, column: Column, style: Style, width: float) -> list[str]:
    if column.single:
        return [text]
    return break_lines(text, style.font, style.size, width)


def _row_part(
    cells: Sequence[Sequence[str]], columns: Sequence[Column], left: float, width: float, look: TableStyle, style: Style
) -> Piece:
    widths = _widths(columns, width)
    height = max((len(lines) for lines in cells), default=1) * style.leading + 2 * look.pad

    def draw(sheet: Sheet, top: float) -> None:
        x = left
        for lines, column, cell_width in zip(cells, columns, widths, strict=True):
            aligned = replace(style, align=column.align, colour=column.colour or style.colour)
            for index, line in enumerate(lines):
                y = top + look.pad + index * style.leading
                draw_line(sheet, x + look.side, y, cell_width - 2 * look.side, line, aligned)
            if look.grid:
                sheet.box(x, top, cell_width, height, 0.5, LINE_DARK)
            x += cell_width
        if not look.grid:
            sheet.rule(left, top + height, left + width, top + height, 0.4, LINE)

    return Piece(height, draw)


def _row(
    values: Sequence[str], columns: Sequence[Column], left: float, width: float, look: TableStyle, style: Style
) -> list[Piece]:
    """A row; one that is very high comes in parts, so that none is higher than a page."""
    inner = [cell - 2 * look.side for cell in _widths(columns, width)]
    cells = [_cell_lines(v, c, style, w) for v, c, w in zip(values, columns, inner, strict=True)]
    most = max(len(lines) for lines in cells)
    starts = range(0, most, _LINES_PER_PART)
    parts = [[lines[start : start + _LINES_PER_PART] for lines in cells] for start in starts]
    return [_row_part(part, columns, left, width, look, style) for part in parts]


def _heading(columns: Sequence[Column], left: float, width: float, look: TableStyle) -> Piece:
    style = look.head
    row = _row([column.heading for column in columns], columns, left, width, look, style)[0]

    def draw(sheet: Sheet, top: float) -> None:
        sheet.fill(left, top, width, row.height, TINT)
        row.draw(sheet, top)

    return Piece(row.height, draw, keep=True)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    left: float,
    width: float,
    look: TableStyle | None = None,
    totals: Sequence[str] | None = None,
) -> list[Piece]:
    """A table as one piece a row. Its heading, where there is one, comes again on each page; totals are set bolder."""
    look = look or TableStyle()
    headed = any(column.heading for column in columns)
    heads = (_heading(columns, left, width, look),) if headed else ()
    body = [piece for row in rows for piece in _row(row, columns, left, width, look, look.text)]
    if totals is not None:
        if body:
            body[-1] = replace(body[-1], keep=True)
        body += _row(totals, columns, left, width, look, replace(look.text, font=MEDIUM))
    return [*heads, *(replace(piece, heads=heads) for piece in body)]


def together(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, on one page if a page can hold them."""
    return [*(replace(piece, keep=True) for piece in pieces[:-1]), *pieces[-1:]]


def _clusters(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that have to stay together."""
    clusters, open_one = list[list[Piece]](), False
    for piece in pieces:
        if open_one and not piece.new_page:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
        open_one = piece.keep
    return clusters


Page = list[tuple[Piece, float]]
"""Pieces with the heights at which their upper edges lie."""


@dataclass
class _Filling:
    """Pages being filled between ``top`` and ``bottom``; the first page begins lower."""

    first_top: float
    top: float
    bottom: float

    def __post_init__(self) -> None:
        self.pages: list[Page] = [[]]
        self.y = self.first_top

    def begin_page(self, heads: tuple[Piece, ...]) -> None:
        self.pages.append([])
        self.y = self.top
        for head in heads:
            self.place(head)

    def place(self, piece: Piece) -> None:
        self.y += piece.gap if self.pages[-1] else 0
        self.pages[-1].append((piece, self.y))
        self.y += piece.height

    def add(self, cluster: list[Piece]) -> None:
        needed = sum(piece.gap + piece.height for piece in cluster)
        fresh = not self.pages[-1]
        if not fresh and (cluster[0].new_page or self.y + needed > self.bottom + 0.01):
            self.begin_page(cluster[0].heads)
        for index, piece in enumerate(cluster):
            if index and self.y + piece.gap + piece.height > self.bottom + 0.01:
                self.begin_page(piece.heads)
            self.place(piece)


def paginate(pieces: Sequence[Piece], top: float, bottom: float, first_top: float | None = None) -> list[Page]:
    """Pieces set on pages, from ``top`` to ``bottom``, the first page from ``first_top``."""
    filling = _Filling(top if first_top is None else first_top, top, bottom)
    for cluster in _clusters(pieces):
        filling.add(cluster)
    return filling.pages


def draw_page(sheet: Sheet, page: Page) -> None:
    for piece, top in page:
        piece.draw(sheet, top)
