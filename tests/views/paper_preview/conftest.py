"""A paper, and a preview that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from salesdesk.printing.receipt import ReceiptForm, render_receipt
from salesdesk.views.paper_preview.dialog import Note, PaperPreview
from tests.printing.sample_papers import STAMP, THREE_COPIES, receipt
from tests.views.paper_preview.previewing import Show


@pytest.fixture(scope="module")
def slip() -> bytes:
    """Three copies on continuous paper, 241 × 93 mm."""
    return render_receipt(receipt(stamp=replace(STAMP, copies=THREE_COPIES)), ReceiptForm.FORM_93)


@pytest.fixture
def show(qtbot: QtBot, slip: bytes) -> Iterator[Show]:
    """Shows a paper over a window."""
    shown_ones: list[PaperPreview] = []
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()

    def shown(pdf: bytes = slip, printed: Callable[[], None] | None = None, note: Note | None = None) -> PaperPreview:
        preview = PaperPreview.show_pdf(window, "收款收据 JX01-0002188", pdf, printed=printed, note=note)
        # A dialog counts as active while its parent is; the keyboard is its own only a moment later.
        preview.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is preview)
        shown_ones.append(preview)
        return preview

    yield shown
    for preview in shown_ones:
        if isValid(preview):
            preview.reject()


@pytest.fixture
def second(slip: bytes) -> bytes:
    """The same paper as the database has it once the print is noted: a reprint."""
    stamp = replace(STAMP, copies=THREE_COPIES, print_no=2)
    return render_receipt(receipt(stamp=stamp), ReceiptForm.FORM_93)
