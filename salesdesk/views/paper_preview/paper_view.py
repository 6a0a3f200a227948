"""One page of a paper inside another screen, scaled to the room it gets: the receipt beside the cashier's counter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import CENTRE
from salesdesk.views.paper_preview.pages import POINTS_PER_INCH, PdfPages
from salesdesk.views.theme import theme

EMPTY = QSize(241, 93)
"""The shape of the sheet while there is no paper yet."""


class PaperView(QWidget):
    """Page one of a PDF, black on white also in dark, as wide as the widget; its height follows.

    Without a paper it is a white sheet with a quiet word on it.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._pages: PdfPages | None = None
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Preview of the paper"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper from now on."""
        self._forget()
        self._pages = PdfPages(pdf)
        self.updateGeometry()
        self.update()

    def clear(self, words: str = "") -> None:
        """Show no paper, but these words."""
        self._forget()
        self._words = words or self._words
        self.updateGeometry()
        self.update()

    def _forget(self) -> None:
        if self._pages is not None:
            self._pages.close()
        self._pages, self._image = None, QImage()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = EMPTY.toSizeF() if self._pages is None else self._pages.points(0)
        return round(width * size.height() / size.width())

    def sizeHint(self) -> QSize:
        return QSize(355, self.heightForWidth(355))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._pages is not None:
            painter.drawImage(QRectF(self.rect()), self._picture(self._pages))
        else:
            painter.setFont(look.font("small"))
            painter.setPen(Qt.GlobalColor.darkGray)
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), CENTRE | Qt.TextFlag.TextWordWrap, self._words)
        painter.setPen(look.colour("line_strong"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self, pages: PdfPages) -> QImage:
        wide = round(self.width() * self.devicePixelRatioF())
        if self._image.width() != wide:
            self._image = pages.image(0, wide / pages.points(0).width() * POINTS_PER_INCH)
        return self._image
