"""A seal's 64 figures, four by four, as they stand on the day sheet: to be read aloud and typed without a slip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.day_sheet import grouped
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import CENTRE, box, focus_ring
from salesdesk.views.theme import theme

GROUPS_A_LINE, LINE_HIGH = 4, 26


class SealFigures(QWidget):
    """Shows one seal; Ctrl+C copies it as it is typed in elsewhere: ``12:3f0a91c2…``."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._sha256 = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_seal(self, number: int, sha256: str) -> None:
        self._number, self._sha256 = number, sha256
        self.setAccessibleName(tr("Seal {number}").format(number=number) + " " + " ".join(grouped(sha256)))
        self.update()

    def text(self) -> str:
        """The seal as it is typed."""
        return f"{self._number}:{self._sha256}" if self._sha256 else ""

    def sizeHint(self) -> QSize:
        return QSize(240, 4 * LINE_HIGH + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.colour("surface_alt"), look.colour("line"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        painter.setFont(look.font("section", True))
        painter.setPen(look.colour("ink"))
        wide = (self.width() - 16) / GROUPS_A_LINE
        for index, group in enumerate(grouped(self._sha256)):
            line, place = divmod(index, GROUPS_A_LINE)
            corner = QPointF(8 + place * wide, 6 + line * LINE_HIGH)
            painter.drawText(QRectF(corner.x(), corner.y(), wide, LINE_HIGH), CENTRE, group)
