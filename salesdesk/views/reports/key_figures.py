"""The key figures of the overview, side by side: each can be focused, explained (F7) and opened (Enter)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import LEFT, box, saved
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.reports.card import paint_sheet
from salesdesk.views.reports.roving import Roving
from salesdesk.views.theme import theme

HEIGHT = 98
_INSET = 16


@dataclass(frozen=True)
class FigureCell:
    """One key figure as shown. ``notes`` are nouns with their values, a value in the weight of what counts."""

    key: str
    noun: str
    value: str
    unit: str
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        told = " ".join(f"{noun} {value}" for noun, value in self.notes)
        return f"{self.noun} {self.value} {self.unit} {told}".strip()


class KeyFigures(Roving):
    """The sheet of key figures."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[FigureCell, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[FigureCell]) -> None:
        self._cells = tuple(cells)
        self.set_items([(cell.key, cell.words) for cell in cells])

    def cells(self) -> tuple[FigureCell, ...]:
        return self._cells

    def sizeHint(self) -> QSize:
        return QSize(900, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(660, HEIGHT)

    def area(self, place: int) -> QRectF:
        many = max(len(self._cells), 1)
        left, right = (round(self.width() * edge / many) for edge in (place, place + 1))
        return QRectF(left, 0, right - left, HEIGHT)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, cell in enumerate(self._cells):
            rect, focused = self.area(place), self.is_here(place)
            if focused:
                self._ground(painter, rect)
            elif place:
                painter.fillRect(QRectF(rect.left(), 1, 1, HEIGHT - 2), theme().colour("line"))
            self._cell(painter, rect.adjusted(_INSET, 0, -8, 0), cell, focused)

    def _ground(self, painter: QPainter, rect: QRectF) -> None:
        look = theme()
        with saved(painter):
            clip = QPainterPath()
            clip.addRoundedRect(QRectF(self.rect()), look.size("panel"), look.size("panel"))
            painter.setClipPath(clip)
            painter.fillRect(rect, look.colour("accent_tint"))
            painter.fillRect(QRectF(rect.left(), 0, rect.width(), look.size("edge")), look.colour("accent"))
        box(painter, QRectF(self.rect()), None, look.colour("line"), look.size("panel"))

    def _cell(self, painter: QPainter, area: QRectF, cell: FigureCell, focused: bool) -> None:
        look = theme()
        noun = QRectF(area.left(), 11, area.width(), 18)
        paint_text(painter, noun, cell.noun, look.font("small"), look.colour("ink_2"), LEFT)
        wide = look.metrics("kpi", True).horizontalAdvance(cell.value)
        value = QRectF(area.left(), 30, area.width(), 34)
        paint_text(painter, value, cell.value, look.font("kpi", True), look.colour("ink"), LEFT)
        unit = QRectF(area.left() + wide + 6, 38, area.width() - wide - 6, 22)
        if unit.width() > 0:
            paint_text(painter, unit, cell.unit, look.font("small"), look.colour("ink_3"), LEFT)
        notes = QRectF(area.left(), 69, area.width(), 18)
        if focused:
            words = tr("explain F7")
            link = look.metrics("small").horizontalAdvance(words)
            place = QRectF(area.right() - link - 2, notes.top(), link + 2, notes.height())
            paint_text(painter, place, words, look.font("small"), look.colour("accent"), LEFT)
            notes.setWidth(notes.width() - link - 10)
        self._notes(painter, notes, cell)

    def _notes(self, painter: QPainter, area: QRectF, cell: FigureCell) -> None:
        """Noun after noun with its value, as many as fit whole."""
        look, x = theme(), area.left()
        for noun, value in cell.notes:
            first = look.metrics("small").horizontalAdvance(noun)
            second = look.metrics("small", True).horizontalAdvance(value)
            if x + first + 5 + second > area.right() + 1:
                return
            paint_text(painter, QRectF(x, area.top(), first + 1, 18), noun, look.font("small"), look.colour("ink_3"))
            x += first + 5
            paint_text(
                painter, QRectF(x, area.top(), second + 1, 18), value, look.font("small", True), look.colour("ink")
            )
            x += second + 12
