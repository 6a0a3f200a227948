"""The strip of buildings over the board: name, share sold, a bar of states, and what can still be sold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.domain.board import BuildingSummary
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_percent
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.bars import paint_sell_through
from salesdesk.views.kit.paint import RIGHT, focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_HEIGHT = 66
_NARROWEST = 132
_PADDING = 14


class BuildingTabs(QWidget):
    """One tab a building, of equal width; many of them scroll by the wheel, and the present one stays in sight."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buildings: list[BuildingSummary] = []
        self._current = ""
        self._offset = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def set_buildings(self, summaries: Sequence[BuildingSummary]) -> None:
        """Show these; the present one stays when it is still there, else none is."""
        self._buildings = list(summaries)
        self._bring_into_sight()
        self._describe()

    def key(self) -> str:
        return self._current

    def set_key(self, building: str) -> None:
        """Show which building is on the board; does not tell `chosen`."""
        self._current = building
        self._bring_into_sight()
        self._describe()

    def choose(self, place: int) -> None:
        """Choose by place from 0, as the digits of the board do; a place beyond the last is no place."""
        if 0 <= place < len(self._buildings) and self._buildings[place].building != self._current:
            self.set_key(self._buildings[place].building)
            self.chosen.emit(self._current)

    def _describe(self) -> None:
        here = next((each for each in self._buildings if each.building == self._current), None)
        self.setAccessibleName(_told(here) if here else "")
        self.update()

    def _place(self) -> int:
        return next((i for i, each in enumerate(self._buildings) if each.building == self._current), -1)

    def _tab_width(self) -> float:
        return max(self.width() / max(len(self._buildings), 1), _NARROWEST)

    def _tab(self, place: int) -> QRect:
        left, right = (round((place + side) * self._tab_width()) for side in (0, 1))
        return QRect(left - self._offset, 0, right - left, _HEIGHT)

    def _scroll_to(self, offset: float) -> None:
        last = max(round(self._tab_width() * len(self._buildings)) - self.width(), 0)
        self._offset = max(0, min(round(offset), last))
        self.update()

    def _bring_into_sight(self) -> None:
        place, width = self._place(), self._tab_width()
        left = place * width
        if place < 0 or left < self._offset:
            self._scroll_to(left)
        elif left + width > self._offset + self.width():
            self._scroll_to(left + width - self.width())
        else:
            self._scroll_to(self._offset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bring_into_sight()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        self._scroll_to(self._offset - (turned.x() or turned.y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(int((event.position().x() + self._offset) // self._tab_width()))

    def event(self, event: QEvent) -> bool:
        """The tooltip says the whole of a tab, whose name may be cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = int((event.pos().x() + self._offset) // self._tab_width())
            here = self._buildings[place] if 0 <= place < len(self._buildings) else None
            QToolTip.showText(event.globalPos(), _told(here) if here else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right:
            self.choose(self._place() + 1)
        elif event.key() == Qt.Key.Key_Left:
            self.choose(self._place() - 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(176 * max(len(self._buildings), 1), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, _HEIGHT - 1, self.width(), 1, look.colour("line"))
        for place, summary in enumerate(self._buildings):
            tab = self._tab(place)
            if tab.intersects(event.rect()):
                self._paint_tab(painter, QRectF(tab), summary)
        self._paint_more(painter)

    def _paint_tab(self, painter: QPainter, tab: QRectF, summary: BuildingSummary) -> None:
        look, here = theme(), summary.building == self._current
        painter.fillRect(QRectF(tab.right() - 1, 0, 1, _HEIGHT), look.colour("line"))
        inner = tab.adjusted(_PADDING, 0, -_PADDING - 1, 0)
        head = QRectF(inner.left(), 9, inner.width(), 22)
        self._paint_share(painter, head, summary)
        name = head.adjusted(0, 0, -54, 0)
        tone = look.colour("accent" if here else "ink")
        paint_text(painter, name, summary.building, look.font("section", medium=True), tone)
        paint_sell_through(painter, QRectF(inner.left(), 33, inner.width(), 6), summary.states, summary.units)
        self._paint_foot(painter, QRectF(inner.left(), 44, inner.width(), 16), summary)
        if here:
            painter.fillRect(QRectF(tab.left(), _HEIGHT - 3, tab.width() - 1, 3), look.colour("accent"))
            if self.hasFocus():
                focus_ring(painter, tab.adjusted(0, 0, -1, 0), 0)

    def _paint_share(self, painter: QPainter, head: QRectF, summary: BuildingSummary) -> None:
        look = theme()
        if summary.note:
            paint_text(painter, head, summary.note, look.font("small"), look.colour("ink_3"), RIGHT)
            return
        figure = _share(summary).removesuffix("%")
        unit = look.metrics("caption").horizontalAdvance("%")
        paint_text(painter, head.adjusted(0, 2, 0, 2), "%", look.font("caption"), look.colour("ink_3"), RIGHT)
        paint_text(painter, head.adjusted(0, 0, -unit, 0), figure, look.font("base"), look.colour("ink"), RIGHT)

    def _paint_foot(self, painter: QPainter, foot: QRectF, summary: BuildingSummary) -> None:
        look, x = theme(), foot.left()
        metrics = look.metrics("caption")
        for words in _words(summary):
            noun, _, figure = words.rpartition(" ")
            advance = metrics.horizontalAdvance(words)
            if x + advance > foot.right() + 1:
                return
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("ink_3"))
            on_sale = noun == tr(look.state("available").name)
            painter.drawText(QPointF(x, foot.bottom() - 4), f"{noun} " if on_sale else words)
            if on_sale:
                painter.setFont(look.font("caption", medium=True))
                painter.setPen(look.state("available").figure)
                painter.drawText(QPointF(x + metrics.horizontalAdvance(f"{noun} "), foot.bottom() - 4), figure)
            x += advance + 12

    def _paint_more(self, painter: QPainter) -> None:
        """A chevron at the side where buildings are out of sight."""
        look = theme()
        last = round(self._tab_width() * len(self._buildings)) - self.width()
        for icon, x, more in (
            ("chevron-left", 0, self._offset > 0),
            ("chevron-right", self.width() - 18, self._offset < last),
        ):
            if more:
                painter.fillRect(QRectF(x, 0, 18, _HEIGHT - 1), look.colour("surface"))
                paint_icon(painter, icon, QRectF(x + 1, (_HEIGHT - 16) // 2, 16, 16), "ink_2")


def _told(summary: BuildingSummary) -> str:
    return "　".join([summary.building, _share(summary), *_words(summary)])


def _share(summary: BuildingSummary) -> str:
    return summary.note or format_percent(summary.sold_millionths, 1)


def _words(summary: BuildingSummary) -> list[str]:
    """``137 套``, then what is on sale and on hold, or what was given instead (``12-06 开盘``)."""
    count = trn("{count} unit", "{count} units", summary.units).format(count=summary.units)
    if summary.detail:
        return [count, summary.detail]
    look = theme()
    return [count] + [f"{tr(look.state(key).name)} {summary.states.get(key, 0)}" for key in ("available", "held")]
