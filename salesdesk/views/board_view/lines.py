"""Painted lines of the panel: what became of a unit, units like it, its orders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan_short
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.rows import OrderRow
from salesdesk.views.board_view.stock import label_of
from salesdesk.views.board_view.story import BLANK, StoryLine, moment_words, signed_yuan
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import RIGHT, focus_ring
from salesdesk.views.kit.paint import figure as paint_figure
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

PITCH = 24
_WHEN = 74
_SUM = 192
"""Where the totals of units alike end."""


class StoryLines(QWidget):
    """Events under each other: when, what, and quietly who."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[StoryLine] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[StoryLine]) -> None:
        self._lines = list(lines)
        self.setAccessibleName("；".join(_words(line) for line in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(288, max(PITCH * len(self._lines), PITCH))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = event.pos().y() // PITCH
            words = _words(self._lines[place]) if 0 <= place < len(self._lines) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        if not self._lines:
            rect = QRectF(0, 0, self.width(), PITCH)
            paint_text(painter, rect, tr("Nothing yet"), look.font("small"), look.colour("ink_3"))
        for place, line in enumerate(self._lines):
            self._paint_line(painter, line, place * PITCH)

    def _paint_line(self, painter: QPainter, line: StoryLine, y: int) -> None:
        look, font = theme(), theme().font("small")
        when = QRectF(0, y, _WHEN, PITCH)
        paint_text(painter, when, moment_words(line.at), font, look.colour("ink_3"))
        room = self.width() - _WHEN - 4
        what = min(look.metrics("small").horizontalAdvance(line.what) + 1, room)
        paint_text(painter, QRectF(_WHEN + 4, y, what, PITCH), line.what, font, look.colour("ink"))
        rest = QRectF(_WHEN + 4 + what + 12, y, room - what - 12, PITCH)
        if rest.width() > 20:
            paint_text(painter, rest, line.rest, font, look.colour("ink_3"))


def _words(line: StoryLine) -> str:
    return BLANK.join(part for part in (moment_words(line.at), line.what, line.rest) if part)


class _RowButton(QAbstractButton):
    """A row to be pressed, by mouse, Enter or space."""

    high = PITCH

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(self.high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().colour("surface_alt"))
        self.paint_row(painter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))

    def paint_row(self, painter: QPainter) -> None:
        raise NotImplementedError


class AlikeRow(_RowButton):
    """A free unit of the same layout: mark, number, total, and how much dearer it is."""

    def __init__(self, cell: BoardCell, gap_fen: int) -> None:
        self.cell, self._gap = cell, gap_fen
        total = format_yuan_short(cell.total_fen or 0)
        super().__init__(BLANK.join((label_of(cell), total, signed_yuan(gap_fen))))
        self._total = total

    def paint_row(self, painter: QPainter) -> None:
        look, font = theme(), theme().font("small")
        paint_mark(painter, QRectF(0, 4, 16, 16), str(self.cell.state))
        label = QRectF(24, 0, 92, self.high)
        words = look.metrics("small").elidedText(
            label_of(self.cell), Qt.TextElideMode.ElideMiddle, round(label.width())
        )
        paint_text(painter, label, words, font, look.colour("ink"))
        total = QRectF(116, 0, _SUM - 116, self.high)
        paint_figure(painter, total, self._total, font, look.colour("ink"))
        gap = QRectF(_SUM + 4, 0, self.width() - _SUM - 4, self.high)
        paint_figure(painter, gap, signed_yuan(self._gap), font, look.colour("ink_3"))


class OrderLine(_RowButton):
    """One order of the unit in two lines: number and buyers, stage and money."""

    high = 42

    def __init__(self, order: OrderRow) -> None:
        self.order = order
        super().__init__(BLANK.join((order.number, order.buyers, tr(STAGE_WORDS[order.stage]))))

    def paint_row(self, painter: QPainter) -> None:
        look, font, order = theme(), theme().font("small"), self.order
        gone = order.stage is Stage.CANCELLED
        ink = look.colour("ink_3" if gone else "ink")
        quiet = look.colour("ink_3")
        if not gone:
            paint_mark(painter, QRectF(0, 2, 16, 16), str(order.stage))
        number = QRectF(0 if gone else 24, 0, 120, 20)
        paint_text(painter, number, order.number, theme().font("small", medium=not gone), ink)
        paint_text(painter, QRectF(144, 0, self.width() - 144, 20), order.buyers, font, ink, RIGHT)
        stage = tr(STAGE_WORDS[order.stage]) if gone else order.consultant
        paint_text(painter, QRectF(0 if gone else 24, 20, 100, 20), stage, font, quiet)
        paint_figure(painter, QRectF(110, 20, self.width() - 110, 20), self._money(), font, quiet)

    def _money(self) -> str:
        parts = []
        if self.order.total_fen is not None:
            parts.append(tr("price {sum}").format(sum=format_yuan_short(self.order.total_fen)))
        parts.append(tr("received {sum}").format(sum=format_yuan_short(self.order.received_fen)))
        return BLANK.join(parts)
