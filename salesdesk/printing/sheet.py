"""One PDF being drawn: text by any of our fonts, rules, boxes, water marks. Measured in points from the top left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from salesdesk.printing.fonts import MEDIUM, REGULAR, printable, register, runs, text_width

__all__ = ["BLUE", "GREY", "INK", "LINE", "LINE_DARK", "PALE", "RED", "TINT", "Align", "Sheet", "drawing", "mm"]

Colour = tuple[float, float, float]


def _colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red / 255, green / 255, blue / 255


INK = _colour("1C1E21")
GREY = _colour("5C6066")
LINE = _colour("C8C5BC")
LINE_DARK = _colour("50545A")
PALE = _colour("ECECEA")
TINT = _colour("F5F4F0")
BLUE = _colour("2453C4")
RED = _colour("B3201B")

_ONE_AT_A_TIME = threading.Lock()
"""The fonts are shared by all documents and read their files while they are written."""


class Align(Enum):
    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass
class Sheet:
    """A canvas with the origin at the top left. ``width`` and ``height`` are those of the current page."""

    canvas: Canvas
    width: float
    height: float

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        font: str = REGULAR,
        *,
        align: Align = Align.LEFT,
        colour: Colour = INK,
        spacing: float = 0,
    ) -> None:
        """Draws one line with its baseline at ``y``; ``x`` is its left end, middle or right end as ``align`` says.

        ``spacing`` is added between characters, in points.
        """
        parts = runs(text, font)
        if align is not Align.LEFT:
            x -= align.value * (text_width(text, font, size) + spacing * (len(printable(text)) - 1))
        line = self.canvas.beginText(x, self.height - y)
        line.setFillColorRGB(*colour)
        if spacing:
            line.setCharSpace(spacing)
        for name, part in parts:
            line.setFont(name, size)
            line.textOut(part)
        if spacing:
            line.setCharSpace(0)
        self.canvas.drawText(line)

    def fit(self, x: float, y: float, width: float, text: str, size: float, font: str = REGULAR, *,
            align: Align = Align.LEFT, colour: Colour = INK) -> None:  # fmt: skip
        """`text`, made smaller where it would be wider than ``width``. ``x`` is the left edge of that width."""
        needed = text_width(text, font, size)
        if needed > width:
            size *= width / needed
        self.text(x + align.value * width, y, text, size, font, align=align, colour=colour)

    def rule(self, x: float, y: float, x2: float, y2: float, weight: float = 0.5, colour: Colour = LINE) -> None:
        """A straight line."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, self.height - y, x2, self.height - y2)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        weight: float = 0.5,
        colour: Colour = LINE,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A frame with its top left corner at (x, y)."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(weight)
        if dash:
            self.canvas.setDash(list(dash))
        self.canvas.rect(x, self.height - y - height, width, height)
        if dash:
            self.canvas.setDash()

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour = TINT) -> None:
        """A plain area without a frame."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def watermark(self, text: str, colour: Colour = PALE) -> None:
        """Large letters across the page; drawn first, so that everything else lies on top.

        They are a form of their own: among the text they made readers copy its lines out in pieces.
        """
        form = f"watermark-{text.encode().hex()}"
        if not self.canvas.hasForm(form):
            self.canvas.beginForm(form)
            self._slanting(text, colour)
            self.canvas.endForm()
        self.canvas.doForm(form)

    def _slanting(self, text: str, colour: Colour) -> None:
        size = min(self.height * 0.5, self.width * 0.56 / max(len(text), 2))
        self.canvas.saveState()
        self.canvas.translate(self.width / 2, self.height / 2)
        self.canvas.rotate(24)
        self.canvas.translate(0, -self.height - size * 0.36)
        self.text(0, 0, text, size, MEDIUM, align=Align.CENTRE, colour=colour, spacing=size * 0.1)
        self.canvas.restoreState()

    def next_page(self) -> None:
        self.canvas.showPage()


@contextmanager
def drawing(size: tuple[float, float], title: str, author: str) -> Iterator[tuple[Sheet, BytesIO]]:
    """A new document of one page size; what was drawn is in the buffer after the block. Same drawing, same bytes."""
    buffer = BytesIO()
    with _ONE_AT_A_TIME:
        canvas = Canvas(
            buffer,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName=register(REGULAR),
            initialFontSize=10,
            lang="zh-CN",
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("SalesDesk")
        yield Sheet(canvas, *size), buffer
        canvas.save()
