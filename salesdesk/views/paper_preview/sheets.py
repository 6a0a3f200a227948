"""The pages of a paper under each other, scrolled; only those in sight are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.paper_preview.pages import POINTS_PER_INCH, PdfPages
from salesdesk.views.theme import theme, watch

MARGIN = 24
BETWEEN = 16
ZOOMS = (50, 67, 80, 100, 125, 150, 200, 300)
SCREEN_DPI = 96


class _Stack(QWidget):
    """All sheets, white on the ground of the house."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self.pages = pages
        self._scale = 1.0
        self._images: dict[int, QImage] = {}
        self.rects: list[QRectF] = []
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """1.0 shows a millimetre as a millimetre at 96 dpi."""
        self._scale = scale
        self._images.clear()
        self._lay_out()

    def _lay_out(self) -> None:
        sizes = [self.pages.points(i) * (self._scale * SCREEN_DPI / POINTS_PER_INCH) for i in range(len(self.pages))]
        widest = max(size.width() for size in sizes)
        y, self.rects = float(MARGIN), []
        for size in sizes:
            self.rects.append(QRectF(round(MARGIN + (widest - size.width()) / 2), round(y), *size.toTuple()))
            y += size.height() + BETWEEN
        self.setFixedSize(QSize(round(widest) + 2 * MARGIN, round(y) - BETWEEN + MARGIN))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        seen = QRectF(event.rect())
        for index, rect in enumerate(self.rects):
            if rect.intersects(seen):
                painter.fillRect(rect, Qt.GlobalColor.white)
                painter.drawImage(rect, self._image(index))
                painter.setPen(theme().colour("line_strong"))
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _image(self, index: int) -> QImage:
        if index not in self._images:
            if len(self._images) > 6:
                self._images.clear()
            dots = SCREEN_DPI * self._scale * self.devicePixelRatioF()
            self._images[index] = self.pages.image(index, dots)
        return self._images[index]


class SheetStack(QScrollArea):
    """Scroll through a paper. It fits the width until a zoom is chosen.

    Signals:
        moved: page in sight from 1, pages in all, zoom in percent.
    """

    moved = Signal(int, int, int)

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self._stack = _Stack(pages)
        self._percent = 100
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._stack)
        self.setAccessibleName(tr("Preview of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self._dress()
        watch(self._dress)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(self.viewport().backgroundRole(), theme().colour("sunken"))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)

    def show_pages(self, pages: PdfPages) -> None:
        """Another paper in the place of this one, at the same page and zoom."""
        self._stack.pages = pages
        self._set_percent(self._percent)

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (−1)."""
        larger = [percent for percent in ZOOMS if percent > self._percent]
        smaller = [percent for percent in ZOOMS if percent < self._percent]
        target = (larger or ZOOMS[-1:])[0] if step > 0 else (smaller or list(ZOOMS[:1]))[-1]
        self._fits = False
        self._set_percent(target)

    def fit(self) -> None:
        """As large as the width, and not so large that a slip fills the screen."""
        self._fits = True
        widest = max(self._stack.pages.points(i).width() for i in range(len(self._stack.pages)))
        room = self.viewport().width() - 2 * MARGIN
        self._set_percent(max(25, min(150, int(room / (widest * SCREEN_DPI / POINTS_PER_INCH) * 100))))

    def _set_percent(self, percent: int) -> None:
        page = self.page()
        self._percent = percent
        self._stack.set_scale(percent / 100)
        self.go_to(page)
        self._tell()

    def percent(self) -> int:
        return self._percent

    def page(self) -> int:
        """The page in sight, from 1: the one that holds a point in the upper third, at the very end the last."""
        bar = self.verticalScrollBar()
        if 0 < bar.maximum() == bar.value():
            return len(self._stack.rects)
        y = self.verticalScrollBar().value() + self.viewport().height() / 3
        above = [number for number, rect in enumerate(self._stack.rects, 1) if rect.top() <= y]
        return above[-1] if above else 1

    def go_to(self, page: int) -> None:
        rect = self._stack.rects[max(1, min(page, len(self._stack.rects))) - 1]
        self.verticalScrollBar().setValue(int(rect.top()) - MARGIN)

    def _tell(self) -> None:
        self.moved.emit(self.page(), len(self._stack.rects), self._percent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits and event.size().width() != event.oldSize().width():
            self.fit()
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta() != QPoint():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)
