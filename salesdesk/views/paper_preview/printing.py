"""A paper to the printer: the printer's page is that of the PDF, also for slips that no standard names."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.views.paper_preview.pages import POINTS_PER_INCH, PdfPages

DOTS_PER_INCH = 300
"""Qt hands a printer pictures; 300 dots an inch are sharp for 6-point text and stay small (A4: 35 MB)."""


def printer_there() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def page_layout(points: QSizeF) -> QPageLayout:
    """A page of this size without margins: a standard sheet by its name, turned where it lies; else its own size."""
    wide = points.width() > points.height()
    upright = QSizeF(points.height(), points.width()) if wide else points
    standard = QPageSize.id(upright, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
    if standard != QPageSize.PageSizeId.Custom:
        turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(standard), turned, QMarginsF())
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def printer_for(pages: PdfPages, title: str) -> QPrinter:
    """The system's default printer, set to the paper's own page; the system's dialog may choose another."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(pages.points(0)))
    return printer


class PrintRun(QObject):
    """Hands the pages over one by one, so that the window lives meanwhile.

    Signals:
        advanced: pages handed over, pages in all.
        ended: a `Refusal` when the printer did not take it, else None.
    """

    advanced = Signal(int, int)
    ended = Signal(object)

    def __init__(self, pages: PdfPages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._printer = pages, printer
        self._wanted = _wanted(pages, printer)
        self._done = 0
        self._painter = QPainter()

    @property
    def given(self) -> int:
        """How many pages were handed over: with none, no byte has left."""
        return self._done

    def start(self) -> None:
        if not self._painter.begin(self._printer):
            self.ended.emit(Refusal(mark("The printer “{name}” does not take the paper. Nothing was printed."),
                                    name=self._printer.printerName() or self._printer.outputFileName()))  # fmt: skip
            return
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if self._done and not self._printer.newPage():
            self._finish(Refusal(mark("The printer stopped after page {page}."), page=self._done))
            return
        self._draw(self._wanted[self._done])
        self._done += 1
        self.advanced.emit(self._done, len(self._wanted))
        if self._done < len(self._wanted):
            QTimer.singleShot(0, self, self._next)
        else:
            self._finish(None)

    def _draw(self, index: int) -> None:
        """In its own size from the corner; smaller only where the chosen sheet is smaller."""
        image = self._pages.image(index, DOTS_PER_INCH)
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        size = self._pages.points(index) * (self._printer.resolution() / POINTS_PER_INCH)
        if size.width() > sheet.width() + 2 or size.height() > sheet.height() + 2:
            size.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)

    def _finish(self, refusal: Refusal | None) -> None:
        if not self._painter.end() and refusal is None:
            refusal = Refusal(mark("The printer did not finish the paper."))
        self.ended.emit(refusal)


def _wanted(pages: PdfPages, printer: QPrinter) -> list[int]:
    """The pages asked for in the dialog; once for each copy that the printer does not make by itself."""
    chosen = list(range(len(pages)))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        chosen = chosen[max(printer.fromPage(), 1) - 1 : printer.toPage() or None] or chosen
    return chosen * (1 if printer.supportsMultipleCopies() else max(1, printer.copyCount()))
