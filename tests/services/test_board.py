"""The board's questions: what a desk reads of all units, and of one, and what stays a colleague's own."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import NotAllowed
from salesdesk.services.board import board, board_cells, unit_panel
from salesdesk.services.holds import HoldForm, hold
from tests.support.office import House


def test_the_board_holds_every_unit_and_says_when_buildings_open(house: House) -> None:
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE building SET opens_on = '2026-12-06' WHERE name = '4#'"))
    found = house.desk("consultant").read(board)
    assert len(found.cells) == 24
    assert found.openings == (("4#", date(2026, 12, 6)),)
    assert found.today == house.today
    assert (found.cells[0].layout, found.cells[0].rooms) == ("C", "三房")


def test_changed_units_are_read_alone(house: House) -> None:
    unit_id = house.unit_id("0301")
    assert [cell.number for cell in house.desk("consultant").read(board_cells, [unit_id])] == ["0301"]


def test_the_board_is_not_for_everybody(house: House) -> None:
    for question, arguments in ((board, ()), (unit_panel, (house.unit_id("0301"),))):
        with pytest.raises(NotAllowed):
            house.desk("admin").read(question, *arguments)


def test_a_consultant_sees_the_order_of_their_own_deal_and_not_a_colleague_s(house: House) -> None:
    order_id = house.sold("0301")
    unit_id = house.unit_id("0301")
    seen = {login: house.desk(login).read(unit_panel, unit_id) for login in ("consultant", "colleague", "cashier")}
    assert [order.id for order in seen["consultant"].orders] == [order_id]
    assert [order.id for order in seen["cashier"].orders] == [order_id]
    assert seen["colleague"].orders == ()
    assert seen["colleague"].facts.state == "subscribed"


def test_whom_a_unit_is_held_for_is_named_to_who_may_see_the_customer(house: House) -> None:
    customer_id = house.customer("韩若溪")
    unit_id = house.unit_id("0301")
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="看房后考虑", customer_id=customer_id))
    seen = {login: house.desk(login).read(unit_panel, unit_id) for login in ("control", "consultant", "colleague")}
    names = {login: panel.facts.hold_customer_name for login, panel in seen.items()}
    assert names == {"control": "韩若溪", "consultant": "韩若溪", "colleague": ""}
    told = {login: panel.events[0].detail for login, panel in seen.items()}
    assert told == {"control": "韩若溪 看房后考虑", "consultant": "韩若溪 看房后考虑", "colleague": "看房后考虑"}
    assert seen["colleague"].facts.hold_expires_at is not None
