"""Handling a preview in tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.paper_preview.printing import page_layout, printer_for

CTRL = Qt.KeyboardModifier.ControlModifier


Show = Callable[..., PaperPreview]


def press(preview: PaperPreview, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(preview, key, modifier)


def to_file(preview: PaperPreview, path: Path) -> QPrinter:
    """A printer that prints into a file, set up as for paper."""
    printer = printer_for(preview.pages, "t")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(page_layout(preview.pages.points(0)))
    return printer
