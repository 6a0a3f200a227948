"""The pages of a PDF as pictures. pdfium is loaded when the first paper is looked at, not when the program starts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
POINTS_PER_MM = POINTS_PER_INCH / 25.4


class PdfPages:
    """A PDF in memory, page by page. pdfium knows one thread: use it on the screen's thread only."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self.pdf = pdf
        self._document: Any = pypdfium2.PdfDocument(pdf)
        self._sizes = [self._document.get_page_size(index) for index in range(len(self._document))]

    def __len__(self) -> int:
        return len(self._sizes)

    def points(self, index: int) -> QSizeF:
        """The size of a page in points of 1/72 inch."""
        width, height = self._sizes[index]
        return QSizeF(width, height)

    def millimetres(self, index: int) -> QSizeF:
        return self.points(index) / POINTS_PER_MM

    def image(self, index: int, dots_per_inch: float) -> QImage:
        """A page as its printer would show it: black on white, whatever the palette of the screen."""
        bitmap = self._document[index].render(
            scale=dots_per_inch / POINTS_PER_INCH, fill_color=(255, 255, 255, 255), prefer_bgrx=True
        )
        # The copy owns its memory; the bitmap's is given back with the page.
        return QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()

    def close(self) -> None:
        self._document.close()
