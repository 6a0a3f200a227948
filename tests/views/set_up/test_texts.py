"""Texts of papers written in the window: checked while they are typed, seen as the paper that they make."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.services.office_texts import office_texts
from salesdesk.views.set_up.texts_page import TextsPage
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import go, page_of


def opened(at: At, qtbot: QtBot, login: str = "operator") -> TextsPage:
    screen = at(login, "texts")
    page = page_of(screen, TextsPage)
    qtbot.waitUntil(lambda: page.editor.toPlainText() != "" and screen.desk.tasks.idle, timeout=10_000)
    return page


def write(page: TextsPage, words: str) -> None:
    page.editor.setPlainText(words)
    page._check()


def test_a_text_is_shown_as_the_paper_that_it_makes(at: At, qtbot: QtBot) -> None:
    page = opened(at, qtbot)
    qtbot.waitUntil(lambda: page.side.papers.currentWidget() is not page.side.blank, timeout=10_000)
    assert "invented" in page.side.band.note.text()
    assert "as delivered" in page.who.text()
    assert not page.go.isEnabled()


def test_a_fault_names_its_line_and_the_cursor_goes_there(at: At, qtbot: QtBot) -> None:
    page = opened(at, qtbot)
    write(page, "# 认购书\n总价 {{ 订单.总价 }}\n又 {{ 订单.没有 }}\n")
    settle(qtbot, page.desk)
    qtbot.waitUntil(lambda: "Line 3" in page.banner.sentence())
    assert not page.go.isEnabled()
    assert page.side.papers.currentWidget() is page.side.blank
    page.banner.link_activated.emit()
    assert page.editor.textCursor().blockNumber() == 2


def test_a_text_is_saved_and_goes_back_to_the_delivered_one(at: At, house: House, qtbot: QtBot) -> None:
    page = opened(at, qtbot)
    delivered = page.editor.toPlainText()
    write(page, "# 认购书\n总价 {{ 订单.总价 }} 元\n")
    settle(qtbot, page.desk)
    qtbot.waitUntil(lambda: page.go.isEnabled(), timeout=10_000)
    screen = page.window()
    go(screen, qtbot, screen)  # type: ignore[arg-type]
    stored = house.desk("operator").read(office_texts)[0]
    assert stored.source == "# 认购书\n总价 {{ 订单.总价 }} 元\n"
    assert stored.edit is not None
    assert stored.edit.by == "罗业务"
    assert "own text" in page.who.text()
    page.take_delivered()
    settle(qtbot, page.desk)
    qtbot.waitUntil(lambda: page.go.isEnabled(), timeout=10_000)
    go(screen, qtbot, screen)  # type: ignore[arg-type]
    assert house.desk("operator").read(office_texts)[0].source == delivered


def test_a_field_is_put_into_the_text_from_the_list(at: At, qtbot: QtBot) -> None:
    page = opened(at, qtbot)
    page.side.show_tab("fields")
    qtbot.waitUntil(lambda: page.side.fields.rows.rowCount() > 0)
    page.side.finder.set_text("成交单价")
    qtbot.waitUntil(lambda: len(page.side.fields.rows.rows()) == 1)
    page.editor.setPlainText("# 书\n")
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
    page.side.fields.select_key("订单.单价")
    page.side.fields.setFocus()
    QTest.keyClick(page.side.fields, Qt.Key.Key_Return)
    assert page.editor.toPlainText() == "# 书\n{{ 订单.单价 }}"


def test_a_manager_sees_the_paper_of_a_real_order_and_changes_no_text(at: At, house: House, qtbot: QtBot) -> None:
    order_id = house.sold("0301")
    page = opened(at, qtbot, "manager")
    qtbot.waitUntil(lambda: "order" in page.side.band.note.text(), timeout=10_000)
    assert order_id
    assert page.editor.isReadOnly()
    assert "change settings" in page.go.refusal()
    page.side.order.set_text("no-such")
    page._preview()
    settle(qtbot, page.desk)
    assert page.side.papers.currentWidget() is page.side.blank
