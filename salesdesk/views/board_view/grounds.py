"""The ground of a cell: tint, edge, hatch, and the sign that tells its state beside the colour. Painted once per look,
size and device pixel ratio; on the board, in the overview and as a swatch of the legend by one code.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from salesdesk.domain.board import SALE_STATES
from salesdesk.views.kit.marks import paint_marks
from salesdesk.views.kit.paint import CENTRE, box, hatch
from salesdesk.views.theme import StateLook, Theme, theme

EDGE = 3
MARK_INSET = 3
ONE_LINE = 28
"""A cell lower than this has one line: number, total, marks."""

MARKED_ROW, LETTERED_ROW = 18, 11
"""From these heights on a row of the overview has room for a mark, or for its character alone."""

Sign = Literal["mark", "letter", "bar"]
"""What tells a state beside its tint: its mark, the mark's character, or where the cells are too low for either a bar
that is the longer the further the unit is on its way."""

Look = tuple[str, frozenset[str]]
"""What decides the ground of a cell: sale state and restrictions."""


def paint_ground(painter: QPainter, rect: QRectF, look: Look, *, muted: bool = False) -> None:
    """Tint, edge and hatch of a cell, without marks and text."""
    state, restrictions = look
    house = theme()
    if muted:
        box(painter, rect, house.colour("bg"), house.colour("line"), _radius(rect))
        return
    hatched = any(house.restriction(key).hatch for key in restrictions)
    paint_tint(painter, rect, house.state(state), house, hatched=hatched)


def paint_tint(painter: QPainter, rect: QRectF, here: StateLook, house: Theme, *, hatched: bool = False) -> None:
    """The ground of a cell in a state's look, in a palette; neither need be in use now."""
    radius = _radius(rect)
    outlined = here.fill == house.colour("surface")
    box(painter, rect, here.fill, house.colour("line_strong") if outlined else None, radius)
    if here.hatch or hatched:
        hatch(painter, rect.adjusted(1, 1, -1, -1) if outlined else rect, radius, house.colour("hatch_line"))
    if here.key == "available":
        _paint_edge(painter, rect, here.edge, radius)


def _radius(rect: QRectF) -> float:
    return theme().size("cell") if rect.height() > 12 else 1


def _paint_edge(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    width = EDGE if rect.width() >= 24 else 2
    edge = QRectF(rect.left() + 1, rect.top() + 1, width, rect.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(edge, min(radius, 1.5), min(radius, 1.5))
    painter.fillRect(QRectF(edge.left() + 1, edge.top(), width - 1, edge.height()), colour)


def sign_for(row: int) -> Sign:
    """What a row of this height in the overview has room for."""
    return "mark" if row >= MARKED_ROW else "letter" if row >= LETTERED_ROW else "bar"


def paint_bar(painter: QPainter, rect: QRectF, state: str, colour: QColor) -> None:
    """The bar of a state along the foot of ``rect``: an eighth of it for the first state, all of it for the last."""
    width = rect.width() * (SALE_STATES.index(state) + 1) / len(SALE_STATES)
    high = 2 if rect.height() > 6 else 1
    painter.fillRect(QRectF(rect.left(), rect.bottom() - high, max(round(width), 1), high), colour)


def _paint_sign(painter: QPainter, rect: QRectF, state: str, sign: Sign, muted: bool) -> None:
    house = theme()
    ink = house.colour("ink_off") if muted else house.state(state).ink
    if sign == "bar":
        paint_bar(painter, rect.adjusted(1, 0, -1, 0), state, ink)
        return
    painter.setFont(house.font("mark"))
    painter.setPen(ink)
    left = rect.right() - 14 if rect.width() > 20 else rect.left() + 1
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), CENTRE, house.state(state).mark)


@lru_cache(maxsize=2048)
def ground(
    stamp: Hashable,
    look: Look,
    width: int,
    height: int,
    ratio: float,
    muted: bool,
    marks: tuple[str, ...],
    sign: Sign = "mark",
) -> QPixmap:
    """A cell's ground as a pixmap, with these marks; ``stamp`` says in which palette."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, width, height)
    paint_ground(painter, rect, look, muted=muted)
    if sign != "mark":
        _paint_sign(painter, rect, look[0], sign, muted)
    elif marks:
        side = theme().size("cell_mark")
        top = (height - side) // 2 if height < ONE_LINE else MARK_INSET
        paint_marks(painter, width - 4, top, list(marks), side, muted)
    painter.end()
    return pixmap


class Grounds(dict[tuple[str, frozenset[str], int, int, bool], QPixmap]):
    """Grounds by state, restrictions, width, height and whether a filter leaves the cell out.

    ``row`` is the height of a row; it decides by which sign the state is told.
    """

    def __init__(self, stamp: Hashable, ratio: float, row: int) -> None:
        super().__init__()
        self._stamp, self._ratio, self._sign = stamp, ratio, sign_for(row)

    def __missing__(self, key: tuple[str, frozenset[str], int, int, bool]) -> QPixmap:
        state, restrictions, width, height, muted = key
        name = str(state)
        made = ground(self._stamp, (name, restrictions), width, height, self._ratio, muted, (name,), self._sign)
        self[key] = made
        return made
