"""The first day: three ways to begin, and what each needs."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.services import sign_in as services
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.sign_in.cards import OfficePage
from salesdesk.views.sign_in.connect_server import ConnectServerDialog
from salesdesk.views.sign_in.new_office import NewOfficeDialog, office_file
from salesdesk.views.sign_in.offer import DemoOffer
from salesdesk.views.sign_in.window import SignInWindow
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.sign_in.conftest import OpenDoor


def page_of(door: SignInWindow) -> OfficePage:
    page = door.pages.currentWidget()
    assert isinstance(page, OfficePage)
    return page


def new_office(qtbot: QtBot, door: SignInWindow) -> NewOfficeDialog:
    door.open_new()
    dialog = door.findChild(NewOfficeDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def fill(dialog: NewOfficeDialog, **changes: str) -> None:
    values = {
        "company": "江宁置业", "project": "云栖里", "city": "南京", "name": "罗建平", "login": "luo",
        "password": "Blue-kettle-7", "again": "Blue-kettle-7", **changes,
    }  # fmt: skip
    for name, words in values.items():
        field = getattr(dialog, name)
        field.line.setFocus()
        field.line.selectAll()
        commit(field.line, words)


def test_the_first_start_offers_three_ways_by_keyboard(open_door: OpenDoor, tmp_path: Path) -> None:
    offer = DemoOffer(str(tmp_path / "demo.db"), lambda progress, cancelled: None, tuple, str)
    page = page_of(open_door(demo=offer))
    assert [card.text() for card in page.cards] == [
        "Try the demo office",
        "Open a new office on this PC",
        "Connect to a server",
    ]
    assert QApplication.focusWidget() is page.cards[0]
    QTest.keyClick(page.cards[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.cards[1]


def test_the_demo_office_is_made_and_then_asks_who_one_wants_to_be(
    qtbot: QtBot, open_door: OpenDoor, tmp_path: Path
) -> None:
    made: list[bool] = []
    offer = DemoOffer(str(tmp_path / "demo.db"), lambda progress, cancelled: made.append(True), tuple, lambda: "demo")
    door = open_door(demo=offer)
    QTest.keyClick(page_of(door).cards[0], Qt.Key.Key_Return)
    assert not page_of(door).cards[0].isEnabled()
    qtbot.waitUntil(lambda: door.pages.currentIndex() == 0)
    assert made == [True]
    assert door.settings.address == offer.address


def test_it_is_told_how_far_the_demo_office_is_and_stopped_by_a_key(
    qtbot: QtBot, open_door: OpenDoor, tmp_path: Path
) -> None:
    going, stopped = Event(), list[bool]()

    def make(progress: Progress, cancelled: Cancelled) -> None:
        progress(40, 100)
        going.wait(10)
        stopped.append(cancelled())
        stop_if(cancelled)

    door = open_door(demo=DemoOffer(str(tmp_path / "demo.db"), make, tuple, lambda: "demo"))
    page = page_of(door)
    QTest.keyClick(page.cards[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.strip.count() == "40 / 100")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.strip.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    going.set()
    qtbot.waitUntil(page.strip.isHidden)
    assert stopped == [True]
    assert door.pages.currentWidget() is page
    assert page.cards[0].isEnabled()
    assert "Stopped; nothing was changed." in page.note.text()


def test_a_new_office_is_opened_and_its_first_person_stands_in_the_first_project(
    qtbot: QtBot, open_door: OpenDoor
) -> None:
    door = open_door()
    dialog = new_office(qtbot, door)
    fill(dialog)
    place = Path(dialog.place.text())
    assert place.name == "江宁置业.db"
    with qtbot.waitSignal(door.arrived, timeout=20_000) as arrived:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert arrived.args is not None
    office = arrived.args[0]
    assert (office.person.name, office.project.name) == ("罗建平", "云栖里")
    assert place.exists()
    assert door.settings.offices == [str(place)]


def test_what_is_wrong_with_a_new_office_is_said_at_its_field_and_nothing_is_made(
    qtbot: QtBot, open_door: OpenDoor
) -> None:
    dialog = new_office(qtbot, open_door())
    fill(dialog, again="Blue-kettle-8")
    dialog.submit()
    assert dialog.again.problem() == "The two are not the same."
    fill(dialog, project="　", again="Blue-kettle-7")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.project.problem() != "")
    assert dialog.company.text() == "江宁置业"
    assert not Path(dialog.place.text()).exists()


def test_a_place_where_no_file_can_be_is_said_and_nothing_typed_is_lost(
    qtbot: QtBot, open_door: OpenDoor, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    dialog = new_office(qtbot, open_door())
    fill(dialog)
    for place in (tmp_path / "file" / "office.db", tmp_path / ("长" * 200 + ".db")):
        dialog.banner.clear()
        dialog.place.set_text(str(place))
        dialog.submit()
        qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.banner.sentence() != "")
    assert dialog.company.text() == "江宁置业"


@pytest.mark.parametrize("typed", ["", "~", "offices/"])
def test_nothing_and_a_folder_are_refused_at_the_place(qtbot: QtBot, open_door: OpenDoor, typed: str) -> None:
    dialog = new_office(qtbot, open_door())
    fill(dialog)
    dialog.place.set_text(typed)
    dialog.submit()
    assert dialog.place.problem() != ""
    assert dialog.go.isEnabled()
    dialog.place.set_text("江宁.db")
    dialog.submit()
    assert dialog.place.problem() == ""


def test_a_place_is_shown_whole_as_soon_as_it_is_left(qtbot: QtBot, open_door: OpenDoor, own_folders: Path) -> None:
    dialog = new_office(qtbot, open_door())
    dialog.place.set_text("江宁.db")
    dialog.place.settle()
    assert dialog.place.text() == str(own_folders / "江宁.db")


def test_after_a_fault_of_the_program_the_office_can_be_opened_again(
    qtbot: QtBot, open_door: OpenDoor, faults: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    door = open_door()
    dialog = new_office(qtbot, door)
    fill(dialog)
    with monkeypatch.context() as broken:
        broken.setattr(services, "upgrade_sqlite", lambda _: 1 // 0)
        dialog.submit()
        qtbot.waitUntil(lambda: bool(faults) and dialog.go.isEnabled())
    assert isinstance(faults.pop(), ZeroDivisionError)
    assert "nothing was saved" in dialog.banner.sentence()
    with qtbot.waitSignal(door.arrived, timeout=20_000):
        dialog.submit()


@pytest.mark.parametrize(
    ("field", "words"), [("login", '长 用户 "x"'), ("login", "a b"), ("name", "长" * 61), ("company", "长" * 101)]
)
def test_the_first_person_and_the_company_have_names_like_all_others(
    qtbot: QtBot, open_door: OpenDoor, field: str, words: str
) -> None:
    dialog = new_office(qtbot, open_door())
    fill(dialog, **{field: words})
    dialog.submit()
    qtbot.waitUntil(lambda: getattr(dialog, field).problem() != "")
    assert not Path(dialog.place.text()).exists()


def test_an_office_is_never_opened_over_another_one(own_folders: Path) -> None:
    own_folders.mkdir()
    (own_folders / "江宁 置业.db").touch()
    assert office_file("江宁/置业").name == "江宁 置业 2.db"


def test_a_server_that_is_none_is_said_at_the_address(qtbot: QtBot, open_door: OpenDoor) -> None:
    door = open_door()
    door.connect_server()
    dialog = door.findChild(ConnectServerDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.address.line, "http://office")
    dialog.submit()
    assert "is not the address of a server" in dialog.address.problem()
    assert dialog.address.text() == "http://office"


def test_a_server_that_does_not_answer_is_said_and_everything_typed_stays(qtbot: QtBot, open_door: OpenDoor) -> None:
    door = open_door()
    door.connect_server()
    dialog = door.findChild(ConnectServerDialog)
    assert dialog is not None
    dialog.address.set_text("postgresql://127.0.0.1:1/office")
    dialog.login.set_text("chen")
    dialog.password.set_text("Blue-kettle-7")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.banner.sentence() != "", timeout=10_000)
    assert dialog.banner.sentence().startswith("The database cannot be reached.")
    assert dialog.login.text() == "chen"
    assert dialog.go.isEnabled()


def test_another_office_is_chosen_from_those_this_pc_knows(open_door: OpenDoor, at_home: House) -> None:
    door = open_door(DeskSettings(address="there.db", offices=["there.db", at_home.address]))
    QTest.keyClick(door.form.other, Qt.Key.Key_Return)
    page = page_of(door)
    assert [card.text() for card in page.cards][:2] == ["there", "office"]
    QTest.keyClick(page.cards[1], Qt.Key.Key_Return)
    assert door.settings.address == at_home.address
    door.choose_office()
    QTest.keyClick(page_of(door), Qt.Key.Key_Escape)
    assert door.pages.currentIndex() == 0
