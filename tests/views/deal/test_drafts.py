"""A subscription that was begun survives the end of the program: offered again, taken up or discarded, sent once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.states import Stage
from salesdesk.services.deal_drafts import Drafts
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail
from salesdesk.services.subscriptions import subscribe
from salesdesk.views.deal import printing
from salesdesk.views.deal.screen import DealScreen
from tests.support.office import House
from tests.views.conftest import commit
from tests.views.deal.deal_forms import ALT, ID, confirm, focused, opened, worked_out
from tests.views.selling_desks import DeskOf, settle


@pytest.fixture(autouse=True)
def kept(desk_of: DeskOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this PC keeps the drafts of sales control."""
    monkeypatch.setattr(printing, "show_paper", lambda *paper: None)
    path = tmp_path / "drafts.json"
    desk_of("control").office.drafts = Drafts(path)
    return path


def begun(qtbot: QtBot, desk_of: DeskOf, house: House, customer: int, number: str = "0301") -> DealScreen:
    """A subscription with a second buyer, another scheme and an identity number, and then the program ends."""
    screen = opened(qtbot, desk_of, unit_id=house.unit_id(number), customer_id=customer)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() != "")
    first = screen.form.buyers.rows[0]
    first.identity.line.setFocus()
    QTest.keyClicks(focused(), ID)
    screen.form.buyers.add_buyer()
    commit(focused(), "周念真")
    second = screen.form.buyers.rows[1]
    second.telephone.line.setFocus()
    QTest.keyClicks(focused(), "13900001111")
    second.share.line.setFocus()
    QTest.keyClicks(focused(), "40")
    second.address.line.setFocus()
    commit(focused(), "江宁路 1 号")
    QTest.keyClick(focused(), Qt.Key.Key_2, ALT)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    worked_out(qtbot, screen)
    return screen


def ended(screen: DealScreen) -> None:
    screen.hide()
    screen.setParent(None)


def test_what_was_begun_is_offered_when_the_form_opens_for_the_unit_again(
    house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path
) -> None:
    customer = house.customer("韩若溪", "13812342046")
    before = begun(qtbot, desk_of, house, customer)
    choices, request = before.form.choices(), before.saver.request_id
    ended(before)
    words = kept.read_text(encoding="utf-8")
    assert "周念真" in words
    assert not any(number in words for number in (ID, ID[:14], "13900001111", "13812342046"))

    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    qtbot.waitUntil(screen.drafts.offer.isVisible)
    assert "韩若溪、周念真" in screen.drafts.offer.banner.sentence()
    QTest.keyClick(focused(), Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: len(screen.form.buyers.rows) == 2)
    worked_out(qtbot, screen)
    first, second = screen.form.buyers.buyers()
    assert (first.name, first.telephone, first.share, first.customer_id) == ("韩若溪", "13812342046", 6_000, customer)
    assert (second.name, second.address, second.share) == ("周念真", "江宁路 1 号", 4_000)
    assert (first.identity_number, second.telephone) == ("", "")
    assert screen.form.choices() == choices
    assert screen.saver.request_id == request
    assert [person for person, _ in screen.panel.consultants.consultants()] != []
    assert screen.drafts.offer.isHidden()
    with qtbot.waitSignal(screen.desk.go) as gone:
        confirm(screen)
    assert gone.args is not None
    assert house.desk("control").read(order_detail, gone.args[1]["order_id"]).stage is Stage.SUBSCRIBED
    assert not kept.exists()


def test_a_discarded_draft_is_not_offered_again_and_a_form_that_was_cleared_leaves_none(
    house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path
) -> None:
    ended(begun(qtbot, desk_of, house, house.customer()))
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    qtbot.waitUntil(screen.drafts.offer.isVisible)
    QTest.keyClick(focused(), Qt.Key.Key_X, ALT)
    assert screen.drafts.offer.isHidden()
    assert not kept.exists()
    commit(focused(), "韩")
    screen.form.buyers.rows[0].name.set_text("韩若溪")
    screen.form.changed.emit()
    qtbot.waitUntil(kept.exists)
    screen.clear()
    assert not kept.exists()


def test_before_it_is_decided_nothing_is_written_over_a_draft(
    house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path
) -> None:
    ended(begun(qtbot, desk_of, house, house.customer()))
    before = kept.read_text(encoding="utf-8")
    screen = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    qtbot.waitUntil(screen.drafts.offer.isVisible)
    screen.form.buyers.rows[0].name.set_text("别人")
    screen.form.changed.emit()
    ended(screen)
    assert kept.read_text(encoding="utf-8") == before


def test_a_form_that_nobody_typed_in_leaves_no_draft(house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path) -> None:
    """What the office knows of the hold is put in by itself; that is no work of anybody's."""
    customer, unit = house.customer("韩若溪", "13812342046"), house.unit_id("0301")
    house.desk("control").perform(hold, HoldForm(unit_id=unit, reason="客户筹款", customer_id=customer))
    screen = opened(qtbot, desk_of, unit_id=unit)
    qtbot.waitUntil(lambda: screen.form.buyers.rows[0].name.text() == "韩若溪")
    worked_out(qtbot, screen)
    ended(screen)
    assert not kept.exists()


def test_a_draft_that_was_carried_out_after_all_is_not_offered(
    house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path
) -> None:
    """The program was killed between the request and its answer."""
    customer = house.customer()
    screen = begun(qtbot, desk_of, house, customer)
    form = house.subscription("0301", customer)
    ended(screen)
    assert kept.exists()
    done = type(form)(**{**vars(form), "request_id": screen.saver.request_id})
    house.desk("control").perform(subscribe, done)
    again = opened(qtbot, desk_of, unit_id=house.unit_id("0301"))
    settle(qtbot, again.desk)
    assert again.drafts.offer.isHidden()
    assert not kept.exists()


def test_the_draft_goes_along_when_the_typing_goes_on_with_another_unit(
    house: House, desk_of: DeskOf, qtbot: QtBot, kept: Path
) -> None:
    screen = begun(qtbot, desk_of, house, house.customer())
    screen.drafts.write()
    screen.go_on_with(house.unit_id("0302"))
    worked_out(qtbot, screen)
    qtbot.waitUntil(kept.exists)
    drafts, project = Drafts(kept), house.project_id
    qtbot.waitUntil(lambda: drafts.of(project, house.unit_id("0302")) is not None)
    assert drafts.of(project, house.unit_id("0301")) is None
