"""The one-character marks of sale states and restrictions, painted by the same code in board, legend and tables."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.board import RESTRICTIONS
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import CENTRE, box
from salesdesk.views.theme import StateLook, theme

Strokes = tuple[str, bool, QColor, QColor, QColor]
"""Character, whether the mark is solid, ground, border, ink."""
GAP = 2
_RADIUS = 3
_SIDE = 16


def paint_mark(painter: QPainter, rect: QRectF, key: str, *, muted: bool = False) -> None:
    """Paint the mark of a sale state or of a restriction; ``muted`` is the look of what a filter leaves out."""
    _paint(painter, rect, _muted(key) if muted else _strokes(key))


def paint_state_mark(painter: QPainter, rect: QRectF, state: StateLook) -> None:
    """Paint the mark of a state in colours that it need not have now."""
    _paint(painter, rect, _state_strokes(state))


def _paint(painter: QPainter, rect: QRectF, strokes: Strokes) -> None:
    word, solid, fill, line, ink = strokes
    box(painter, rect, fill, None if solid else line, _RADIUS)
    painter.setFont(theme().font("mark"))
    painter.setPen(ink)
    painter.drawText(rect, CENTRE, word)


def _strokes(key: str) -> Strokes:
    look = theme()
    if key in look.restrictions:
        restriction = look.restriction(key)
        if restriction.solid:
            return restriction.mark, True, look.colour("ink"), look.colour("ink"), look.colour("surface")
        return restriction.mark, False, look.colour("surface"), look.colour("ink_2"), look.colour("ink")
    return _state_strokes(look.state(key))


def _state_strokes(state: StateLook) -> Strokes:
    if state.solid:
        return state.mark, True, state.edge, state.edge, state.on_edge
    return state.mark, False, state.fill, state.mark_ink, state.mark_ink


def _muted(key: str) -> Strokes:
    look = theme()
    word = look.restriction(key).mark if key in look.restrictions else look.state(key).mark
    return word, False, look.colour("bg"), look.colour("line_strong"), look.colour("ink_off")


def mark_keys(state: str, restrictions: Iterable[str] = ()) -> list[str]:
    """The keys of a unit's marks from left to right: restrictions first, the state last."""
    present = set(restrictions)
    return [key for key in RESTRICTIONS if key in present] + ([state] if state else [])


def marks_width(count: int, side: float) -> float:
    """How wide ``count`` marks beside each other are."""
    return count * (side + GAP) - GAP if count else 0


def paint_marks(painter: QPainter, right: float, top: float, keys: list[str], side: float, muted: bool = False) -> None:
    """Paint marks beside each other so that the last one ends at ``right``."""
    for index, key in enumerate(reversed(keys)):
        rect = QRectF(right - side - index * (side + GAP), top, side, side)
        paint_mark(painter, rect, key, muted=muted)


def mark_words(state: str, restrictions: Iterable[str] = ()) -> str:
    """The words behind the marks, for tooltips and screen readers: ``待售，抵押``."""
    look = theme()
    words = [tr(look.state(state).name)] if state else []
    return "，".join(words + [tr(look.restriction(key).name) for key in mark_keys("", restrictions)])


class Mark(QWidget):
    """The marks of one unit as a widget, with their words beside them when ``words`` is set."""

    def __init__(self, state: str, restrictions: Iterable[str] = (), *, words: bool = False) -> None:
        super().__init__()
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_marks(state, restrictions)

    def set_marks(self, state: str, restrictions: Iterable[str] = ()) -> None:
        self._keys = ([state] if state else []) + mark_keys("", restrictions)
        self.setAccessibleName(mark_words(state, restrictions))
        self.setToolTip("" if self._words else self.accessibleName())
        self.updateGeometry()
        self.update()

    def _word(self, key: str) -> str:
        look = theme()
        return tr(look.restriction(key).name if key in look.restrictions else look.state(key).name)

    def sizeHint(self) -> QSize:
        side = _SIDE
        if not self._words:
            return QSize(round(marks_width(len(self._keys), side)), side)
        metrics = theme().metrics("small")
        width = sum(side + 4 + metrics.horizontalAdvance(self._word(key)) + 6 for key in self._keys)
        return QSize(max(width - 6, 0), max(side, theme().line("small")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, x = _SIDE, 0.0
        top = (self.height() - side) / 2
        for key in self._keys:
            paint_mark(painter, QRectF(x, top, side, side), key)
            x += side + GAP
            if self._words:
                painter.setFont(theme().font("small"))
                painter.setPen(theme().colour("ink"))
                width = theme().metrics("small").horizontalAdvance(self._word(key))
                painter.drawText(QRectF(x + 2, 0, width + 2, self.height()), CENTRE, self._word(key))
                x += width + 8
