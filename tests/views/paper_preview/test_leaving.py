"""A paper leaves for a printer: noted before, in its own size, and nothing lost if it does not get there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import Refusal
from salesdesk.printing.quote import render_quote
from salesdesk.printing.receipt import ReceiptForm, render_receipt
from salesdesk.views.paper_preview import dialog as dialog_module
from salesdesk.views.paper_preview.pages import POINTS_PER_MM, PdfPages
from salesdesk.views.paper_preview.printing import page_layout
from salesdesk.views.paper_preview.saving import file_name, save_file
from tests.printing.pdf_reading import page_sizes_mm
from tests.printing.sample_papers import quote, receipt
from tests.views.paper_preview.previewing import Show, press, to_file

# --- to a printer -----------------------------------------------------------------------------------------------------


def test_without_a_printer_a_sentence_offers_to_save(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialog_module, "printer_there", lambda: False)
    left: list[None] = []
    preview = show(printed=lambda: left.append(None))
    press(preview, Qt.Key.Key_P)
    assert "No printer" in preview.banner.sentence()
    assert left == []
    preview.banner.link_activated.emit()
    (asking,) = preview.findChildren(QFileDialog)
    assert asking.isVisible()


def test_the_systems_dialog_asks_for_the_printer_and_prints_when_it_is_accepted(
    show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(dialog_module, "printer_there", lambda: True)
    preview = show()
    press(preview, Qt.Key.Key_P)
    (asking,) = preview.findChildren(QPrintDialog)
    printer = asking.printer()
    assert printer.resolution() == 300
    assert printer.docName() == "收款收据 JX01-0002188"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageLayout(page_layout(preview.pages.points(0)))
    asking.done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: preview.banner.sentence() == "Sent to the printer.")
    assert page_sizes_mm((tmp_path / "out.pdf").read_bytes()) == [(241, 93)] * 3


@pytest.mark.parametrize(
    ("form", "size"), [(ReceiptForm.FORM_93, (241, 93)), (ReceiptForm.A5, (210, 148)), (ReceiptForm.ROLL_80, None)]
)
def test_a_paper_is_printed_in_its_own_size(
    show: Show, qtbot: QtBot, tmp_path: Path, form: ReceiptForm, size: tuple[int, int] | None
) -> None:
    pdf = render_receipt(receipt(), form)
    left: list[None] = []
    preview = show(pdf, lambda: left.append(None))
    preview.print_to(to_file(preview, tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: left == [None])
    (printed,) = page_sizes_mm((tmp_path / "out.pdf").read_bytes())
    (own,) = page_sizes_mm(pdf)
    assert printed == pytest.approx(size or own, abs=1)


def test_what_is_printed_fills_the_page_as_the_paper_does(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    preview = show(render_quote(quote()))
    preview.print_to(to_file(preview, tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: preview.banner.sentence() == "Sent to the printer.")
    with closing(PdfPages((tmp_path / "out.pdf").read_bytes())) as printed:
        once, again = _squares(preview.pages), _squares(printed)
    assert max(abs(one - other) for one, other in zip(once, again, strict=True)) < 0.05
    assert max(once) - min(once) > 0.1, "the page is no blank one"


def _squares(pages: PdfPages) -> list[float]:
    """How light each of 12 × 16 squares of the first page is, 0 to 1."""
    small = pages.image(0, 100).scaled(12, 16, mode=Qt.TransformationMode.SmoothTransformation)
    return [small.pixelColor(x, y).lightnessF() for y in range(16) for x in range(12)]


def test_only_the_pages_asked_for_are_printed_and_each_copy_again(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    preview = show()
    printer = to_file(preview, tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    preview.print_to(printer)
    qtbot.waitUntil(lambda: preview.banner.sentence() == "Sent to the printer.")
    assert len(page_sizes_mm((tmp_path / "out.pdf").read_bytes())) == 2


def test_the_window_lives_while_it_prints_and_is_not_closed_in_the_middle(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = show()
    preview.print_to(to_file(preview, tmp_path / "out.pdf"))
    assert preview.print_button.refusal()
    preview.reject()
    assert preview.isVisible()
    qtbot.waitUntil(lambda: preview.print_button.refusal() == "")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_the_paper_loses_nothing(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    left: list[None] = []
    preview = show(printed=lambda: left.append(None))
    preview.print_to(to_file(preview, tmp_path / "no such folder" / "out.pdf"))
    qtbot.waitUntil(lambda: preview.print_button.refusal() == "")
    assert "Nothing was printed" in preview.banner.sentence()
    assert left == []
    preview.save_to(tmp_path / "kept.pdf")
    assert (tmp_path / "kept.pdf").read_bytes() == preview.pages.pdf


# --- noted before it leaves -------------------------------------------------------------------------------------------


class Notes:
    """Notes each leave of a paper, when it is told to: the answer comes later, as from the worker."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[[bytes], None], Callable[[Refusal], None]]] = []

    def note(self, noted: Callable[[bytes], None], refused: Callable[[Refusal], None]) -> None:
        self.asked.append((noted, refused))


def test_looking_at_a_paper_notes_nothing(show: Show) -> None:
    notes = Notes()
    preview = show(note=notes.note)
    press(preview, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert notes.asked == []


def test_nothing_leaves_before_it_is_noted_and_then_what_was_noted_leaves(
    show: Show, second: bytes, tmp_path: Path
) -> None:
    notes, path = Notes(), tmp_path / "a.pdf"
    preview = show(note=notes.note)
    preview.save_to(path)
    preview.save_to(path)
    preview.print_to(to_file(preview, tmp_path / "b.pdf"))
    ((noted, _),) = notes.asked
    assert os.listdir(tmp_path) == []
    preview.reject()
    assert preview.isVisible(), "it is not left between the note and the paper"
    noted(second)
    assert path.read_bytes() == second == preview.pages.pdf
    assert len(preview.sheets._stack.rects) == 3
    preview.sheets.grab()
    assert not preview.save_button.refusal()


def test_what_is_printed_is_what_was_noted(show: Show, qtbot: QtBot, second: bytes, tmp_path: Path) -> None:
    notes = Notes()
    preview = show(note=notes.note)
    preview.print_to(to_file(preview, tmp_path / "out.pdf"))
    notes.asked[0][0](second)
    qtbot.waitUntil(lambda: preview.banner.sentence() == "Sent to the printer.")
    with closing(PdfPages((tmp_path / "out.pdf").read_bytes())) as printed, closing(PdfPages(second)) as wanted:
        pairs = zip(_squares(printed), _squares(wanted), strict=True)
        assert max(abs(one - other) for one, other in pairs) < 0.05


def test_each_leave_is_a_note_of_its_own(show: Show, second: bytes, tmp_path: Path) -> None:
    notes = Notes()
    preview = show(note=notes.note)
    for number in (1, 2):
        preview.save_to(tmp_path / f"{number}.pdf")
        notes.asked[-1][0](second)
    assert len(notes.asked) == 2
    assert len(os.listdir(tmp_path)) == 2


def test_a_paper_that_may_not_leave_says_why_and_stays(show: Show, tmp_path: Path) -> None:
    notes = Notes()
    preview = show(note=notes.note)
    preview.save_to(tmp_path / "a.pdf")
    notes.asked[0][1](Refusal("The receipt is void."))
    assert preview.banner.sentence() == "The receipt is void."
    assert os.listdir(tmp_path) == []
    assert not preview.save_button.refusal()
    preview.reject()
    assert not preview.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_note_of_what_never_left_serves_the_next_try(show: Show, qtbot: QtBot, second: bytes, tmp_path: Path) -> None:
    notes = Notes()
    preview = show(note=notes.note)
    preview.print_to(to_file(preview, tmp_path / "no such folder" / "out.pdf"))
    notes.asked[0][0](second)
    qtbot.waitUntil(lambda: "Nothing was printed" in preview.banner.sentence())
    preview.save_to(tmp_path / "no such folder" / "a.pdf")
    assert "not there" in preview.banner.sentence()
    preview.save_to(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == second
    assert len(notes.asked) == 1


@pytest.mark.parametrize(
    ("size", "name", "orientation"),
    [
        ((210, 297), "A4", QPageLayout.Orientation.Portrait),
        ((210, 148), "A5", QPageLayout.Orientation.Landscape),
        ((241, 93), "", QPageLayout.Orientation.Portrait),
        ((80, 143), "", QPageLayout.Orientation.Portrait),
    ],
)
def test_a_standard_sheet_is_asked_for_by_its_name_and_any_other_by_its_size(
    size: tuple[int, int], name: str, orientation: QPageLayout.Orientation
) -> None:
    layout = page_layout(QSizeF(*size) * POINTS_PER_MM)
    if name:
        assert layout.pageSize().name().startswith(name)
    assert layout.orientation() == orientation
    full = layout.fullRect(QPageLayout.Unit.Millimeter)
    assert (round(full.width()), round(full.height())) == size
    assert layout.margins().isNull()


# --- into a file ------------------------------------------------------------------------------------------------------


def test_a_paper_is_saved_as_it_is_under_its_own_name(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    left: list[None] = []
    preview = show(printed=lambda: left.append(None))
    press(preview, Qt.Key.Key_S)
    (asking,) = preview.findChildren(QFileDialog)
    assert asking.defaultSuffix() == "pdf"
    asking.fileSelected.emit(str(tmp_path / "收据.pdf"))
    assert (tmp_path / "收据.pdf").read_bytes() == preview.pages.pdf
    assert preview.banner.sentence() == "Saved: 收据.pdf"
    assert left == [None]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "may not be written"),
        (OSError(errno.EROFS, "Read-only file system"), "may not be written"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, sentence: str
) -> None:
    preview = show()
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refused(*_: object) -> None:
        raise fault

    monkeypatch.setattr(os, "replace", refused)
    preview.save_to(tmp_path / "a.pdf")
    assert sentence in preview.banner.sentence()
    assert preview.isVisible()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not there"):
        save_file(tmp_path / "gone" / "a.pdf", b"x")


def test_a_title_becomes_a_file_name_that_every_system_takes() -> None:
    assert file_name("收据 JX/01:2*?") == "收据 JX-01-2--.pdf"
    assert file_name(" .. ") == "paper.pdf"
    assert len(file_name("长" * 300)) == 84
    assert file_name("a\tb") == "a-b.pdf"


def test_pages_know_their_size_and_are_drawn_as_sharp_as_asked_for(slip: bytes) -> None:
    pages = PdfPages(slip)
    assert len(pages) == 3
    assert [round(side) for side in pages.millimetres(0).toTuple()] == [241, 93]
    assert abs(pages.image(0, 300).width() - round(241 / 25.4 * 300)) <= 2
    pages.close()


def test_a_preview_at_the_edge_of_the_screen_keeps_inside_it(show: Show, dressed: QApplication) -> None:
    preview = show()
    assert preview.width() <= 1366 - 64
    assert preview.height() <= 768 - 64
