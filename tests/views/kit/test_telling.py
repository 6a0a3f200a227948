"""Telling the person: messages, banners, progress, and Enter that belongs to the input method."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import UnitTaken
from salesdesk.domain.i18n import mark
from salesdesk.views.kit import input_method, messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.password import PasswordEdit
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.tags import Tag
from tests.views.conftest import commit


def test_a_refusal_is_shown_in_the_window_without_a_box(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    toast = messages.Toast(window)
    window.show()
    messages.refuse(UnitTaken(mark("{unit} was just taken by another desk."), unit="3-1604"))
    assert toast.sentence() == "3-1604 was just taken by another desk."
    assert window.rect().contains(toast.geometry())
    messages.say("Saved.")
    assert toast.sentence() == "Saved."
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert toast.sentence() == ""


def test_what_the_screen_shows_anyway_is_laid_over_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast = messages.Toast(window)
    window.show()
    with qtbot.waitSignal(messages.bridge.noted) as noted:
        messages.note("Saved.")
    assert noted.args == ["Saved."]
    assert toast.sentence() == ""


def test_a_long_message_keeps_inside_a_small_window(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(500, 400)
    qtbot.addWidget(window)
    toast = messages.Toast(window)
    window.show()
    messages.refuse("收款没有写入。" * 20)
    assert window.rect().contains(toast.geometry())


def test_a_banner_without_words_takes_no_room_and_never_becomes_a_window(qtbot: QtBot) -> None:
    banner = Banner("refusal", "Not yet", "The mortgage is not released.")
    assert not banner.isVisible()
    window = QWidget()
    QVBoxLayout(window).addWidget(banner)
    qtbot.addWidget(window)
    window.show()
    assert banner.isVisible()
    banner.clear()
    assert not banner.isVisible()
    banner.set_text("Not yet", "The court has sealed it.")
    assert banner.sentence() == "Not yet　The court has sealed it."


def test_what_a_person_typed_is_never_read_as_markup(qtbot: QtBot) -> None:
    banner = Banner("note", "<b>甲</b>", "a < b & c")
    qtbot.addWidget(banner)
    assert "&lt;b&gt;甲&lt;/b&gt;" in banner._label.text()
    assert "a &lt; b &amp; c" in banner._label.text()


def test_a_tag_without_a_word_hides(qtbot: QtBot) -> None:
    window = QWidget()
    tag = Tag("")
    QVBoxLayout(window).addWidget(tag)
    qtbot.addWidget(window)
    window.show()
    assert not tag.isVisible()
    tag.set_text("草稿")
    assert tag.isVisible()


def test_long_work_shows_how_far_it_is_and_can_be_stopped_once(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("Reading")
    strip.advance(3_120, 5_000)
    assert strip._count.text() == "3,120 / 5,000"
    with qtbot.waitSignal(strip.cancelled, timeout=1000):
        strip._cancel.click()
    assert not strip._cancel.isEnabled()
    strip.finish()
    assert not strip.isVisible()


def test_enter_submits_unless_it_confirms_chinese_input(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    submitted: list[str] = []
    input_method.on_enter(line, lambda: submitted.append(line.text()))
    commit(line, "", composing="zhang")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert submitted == []
    commit(line, "张")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert submitted == [], "an Enter within the same instant belongs to the word"


def test_enter_submits_when_nothing_is_being_composed(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    submitted: list[str] = []
    input_method.on_enter(line, lambda: submitted.append(line.text()))
    QTest.keyClicks(line, "0705")
    QTest.keyClick(line, Qt.Key.Key_Enter)
    assert submitted == ["0705"]


def test_search_waits_for_a_pause_and_enter_does_not(qtbot: QtBot) -> None:
    field = SearchField("Unit, customer", "Ctrl K")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.searched, timeout=1000) as searched:
        QTest.keyClicks(field.line, "lxl")
    assert searched.args == ["lxl"]
    with qtbot.waitSignals([field.searched, field.submitted], timeout=1000):
        QTest.keyClicks(field.line, "0")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.left_downwards, timeout=1000):
        QTest.keyClick(field.line, Qt.Key.Key_Down)
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_password_is_hidden_until_asked_for_and_hidden_again_when_cleared(qtbot: QtBot) -> None:
    field = PasswordEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "geheim")
    field._eye.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    field.clear()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    assert field.text() == ""
