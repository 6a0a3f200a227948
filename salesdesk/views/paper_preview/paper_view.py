"""One page of a paper inside another screen, scaled to the room it gets: the receipt beside the cashier's counter."""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import CENTRE
from salesdesk.views.paper_preview.pages import POINTS_PER_INCH, PdfPages
from salesdesk.views.theme import theme

EMPTY = QSize(241, 93)
"""The shape of the sheet while there is no paper yet."""


class PaperView(QWidget):
    """Page one of a PDF, black on white also in dark, as wide as the widget; its height follows, up to ``highest``.

    Without a paper it is a white sheet with a quiet word on it.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None, *, highest: int = 480) -> None:
        super().__init__(parent)
        self._highest = highest
        self._words = words
        self._pdf = b""
        self._size = EMPTY.toSizeF()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Preview of the paper"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper from now on."""
        with closing(PdfPages(pdf)) as pages:
            self._take(pdf, pages.points(0))

    def clear(self, words: str = "") -> None:
        """Show no paper, but these words."""
        self._words = words or self._words
        self._take(b"", EMPTY.toSizeF())

    def shows_paper(self) -> bool:
        return bool(self._pdf)

    def _take(self, pdf: bytes, size: QSizeF) -> None:
        self._pdf, self._size, self._image = pdf, size, QImage()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(round(width * self._size.height() / self._size.width()), self._highest)

    def sizeHint(self) -> QSize:
        return QSize(355, self.heightForWidth(355))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        sheet = self._sheet()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._pdf:
            painter.drawImage(sheet, self._picture(sheet.width()))
        else:
            painter.setFont(look.font("small"))
            painter.setPen(Qt.GlobalColor.darkGray)
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), CENTRE | Qt.TextFlag.TextWordWrap, self._words)
        painter.setPen(look.colour("line_strong"))
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))

    def _sheet(self) -> QRectF:
        """Where the sheet lies: the whole widget, or its middle where the page is higher than there is room."""
        area = QRectF(self.rect())
        if not self._pdf:
            return area
        size = self._size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = round((area.width() - size.width()) / 2)
        return QRectF(left, 0, round(size.width()), round(size.height()))

    def _picture(self, width: float) -> QImage:
        wide = round(width * self.devicePixelRatioF())
        if self._image.width() != wide:
            with closing(PdfPages(self._pdf)) as pages:
                self._image = pages.image(0, wide / self._size.width() * POINTS_PER_INCH)
        return self._image
