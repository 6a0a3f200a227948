"""How the states would look beside each other, on light and on dark ground, before anybody else sees it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.views.board_view.grounds import paint_tint
from salesdesk.views.kit.marks import paint_state_mark
from salesdesk.views.kit.paint import LEFT, box
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import Theme

_ROW, _GAP, _PADDING, _MARK = 26, 2, 8, 16
_MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class ColourPreview(QWidget):
    """A column of cells in each palette; `set_colours` paints them anew."""

    def __init__(self) -> None:
        super().__init__()
        self.palettes = [Theme(mode, DEFAULT_COLOURS) for mode in _MODES]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(len(SaleState) * (_ROW + _GAP) - _GAP + 2 * _PADDING)

    def set_colours(self, colours: dict[SaleState, Colour]) -> None:
        self.palettes = [Theme(mode, colours) for mode in _MODES]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(286, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / len(self.palettes)
        for place, look in enumerate(self.palettes):
            ground = QRectF(round(place * half), 0, round(half), self.height())
            box(painter, ground, look.colour("bg"), look.colour("line"), 0)
            for row, state in enumerate(SaleState):
                top = _PADDING + row * (_ROW + _GAP)
                cell = QRectF(ground.left() + _PADDING, top, ground.width() - 2 * _PADDING, _ROW)
                self._paint_cell(painter, cell, look, state)

    def _paint_cell(self, painter: QPainter, cell: QRectF, look: Theme, state: SaleState) -> None:
        here = look.state(state)
        paint_tint(painter, cell, here, look)
        words = cell.adjusted(_PADDING, 0, -_MARK - 6, 0)
        paint_text(painter, words, tr(STATE_WORDS[state]), look.font("small"), here.ink, LEFT)
        paint_state_mark(painter, QRectF(cell.right() - _MARK - 4, cell.top() + 5, _MARK, _MARK), here)
