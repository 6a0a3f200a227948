"""The preview on the screen: pages, zoom, files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from salesdesk.printing.receipt import ReceiptForm, render_receipt
from salesdesk.views import theme
from salesdesk.views.paper_preview.paper_view import PaperView
from tests.printing.sample_papers import receipt
from tests.views.paper_preview.previewing import Show, press

# --- on screen --------------------------------------------------------------------------------------------------------


def test_the_pages_are_counted_and_the_one_in_sight_is_named(show: Show) -> None:
    preview = show()
    assert preview.place.text() == "Page 1 of 3"
    preview.sheets.go_to(3)
    preview.sheets.verticalScrollBar().setValue(preview.sheets.verticalScrollBar().maximum())
    assert preview.place.text() == "Page 3 of 3"


def test_zooming_by_keys_keeps_the_page_and_zero_fits_the_width_again(show: Show) -> None:
    preview = show()
    fitting = preview.sheets.percent()
    preview.sheets.go_to(2)
    press(preview, Qt.Key.Key_Plus)
    assert preview.sheets.percent() > fitting
    assert preview.sheets.page() == 2
    press(preview, Qt.Key.Key_Minus)
    press(preview, Qt.Key.Key_Minus)
    assert preview.sheets.percent() < fitting
    press(preview, Qt.Key.Key_0)
    assert preview.sheets.percent() == fitting
    assert preview.percent.text() == f"{fitting}%"


def test_zooming_ends_somewhere(show: Show) -> None:
    preview = show()
    for _ in range(20):
        preview.sheets.zoom(1)
    assert preview.sheets.percent() == 300
    for _ in range(20):
        preview.sheets.zoom(-1)
    assert preview.sheets.percent() == 50


def test_a_page_is_never_wider_than_the_window_at_first(show: Show) -> None:
    preview = show()
    assert preview.sheets.horizontalScrollBar().maximum() == 0


def test_paper_is_black_on_white_also_in_the_dark(qtbot: QtBot, show: Show, slip: bytes) -> None:
    theme.use("dark")
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(400, view.heightForWidth(400))
    view.show_pdf(slip)
    preview = show()
    pictures = (view.grab().toImage(), (8, 8)), (preview.sheets.viewport().grab().toImage(), (60, 60))
    for picture, spot in pictures:
        assert picture.pixelColor(*spot) == QColor(Qt.GlobalColor.white)


def test_an_inline_paper_takes_the_height_of_its_page_and_stands_in_the_middle_where_it_is_high(
    qtbot: QtBot, slip: bytes
) -> None:
    view = PaperView("nothing yet", highest=300)
    qtbot.addWidget(view)
    view.show_pdf(slip)
    assert view.heightForWidth(482) == 186
    view.show_pdf(render_receipt(receipt(), ReceiptForm.ROLL_80))
    assert view.heightForWidth(482) == 300
    view.resize(482, 300)
    picture = view.grab().toImage()
    assert picture.pixelColor(241, 8) == QColor(Qt.GlobalColor.white)
    assert picture.pixelColor(20, 150) != QColor(Qt.GlobalColor.white)
    view.clear()
    assert not view.shows_paper()


def test_escape_closes_it(show: Show, qtbot: QtBot) -> None:
    preview = show()
    with qtbot.waitSignal(preview.finished):
        press(preview, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
