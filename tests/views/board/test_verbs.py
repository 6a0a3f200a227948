"""What each role is offered for a unit in each sale state, what is next, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.domain.states import SaleState
from salesdesk.services.board import UnitPanel, unit_panel
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.rows import PriceStep
from salesdesk.views.board_view.story import current_step, price_moves, story
from salesdesk.views.board_view.verbs import Action, against, behind_key, has, primary, refusal, sensible
from tests.support.office import House

R, S, A = OfficeRole, SaleState, Action


def offered(role: OfficeRole, state: SaleState) -> list[Action]:
    return sensible(state, MATRIX[role])


def panel(house: House, login: str = "control", number: str = "0301", building: str = "3#") -> UnitPanel:
    return house.desk(login).read(unit_panel, house.unit_id(number, building))


@pytest.mark.parametrize(
    ("role", "state", "actions"),
    [
        (R.SALES_CONTROL, S.AVAILABLE, [A.HOLD, A.SUBSCRIBE, A.QUOTE, A.RESERVE]),
        (R.SALES_CONTROL, S.HELD, [A.RELEASE, A.SUBSCRIBE, A.QUOTE, A.RESERVE]),
        (R.SALES_CONTROL, S.RESERVED, [A.ORDER, A.SUBSCRIBE, A.QUOTE]),
        (R.SALES_CONTROL, S.CONTRACTED, [A.ORDER, A.SUBSCRIBE, A.QUOTE]),
        (R.CONSULTANT, S.AVAILABLE, [A.HOLD, A.QUOTE]),
        (R.MANAGER, S.AVAILABLE, [A.HOLD, A.QUOTE]),
        (R.CASHIER, S.AVAILABLE, []),
        (R.CASHIER, S.SUBSCRIBED, [A.CASHIER, A.ORDER]),
        (R.OPERATOR, S.UNLAUNCHED, [A.LAUNCH]),
        (R.OPERATOR, S.AVAILABLE, [A.WITHDRAW]),
        (R.AUDITOR, S.FILED, [A.ORDER]),
        (R.MANAGEMENT, S.AVAILABLE, []),
    ],
)
def test_a_role_is_offered_what_it_does_with_a_unit(role: OfficeRole, state: SaleState, actions: list[Action]) -> None:
    assert offered(role, state) == actions


def test_a_consultant_is_offered_no_hold_before_the_project_allows_it(house: House) -> None:
    assert sensible(S.AVAILABLE, house.desk("consultant").permissions) == [A.QUOTE]
    house.desk("operator").perform(change_setting, NewSetting(name="hold.by_consultant", value=True))
    assert sensible(S.AVAILABLE, house.another_desk("consultant").permissions) == [A.HOLD, A.QUOTE]


def test_no_role_is_offered_what_its_permissions_do_not_hold() -> None:
    for role in R:
        for state in S:
            assert all(has(action, MATRIX[role]) for action in offered(role, state))


def test_f3_releases_what_is_held_and_holds_everything_else() -> None:
    assert behind_key("F3", S.HELD) is A.RELEASE
    assert {behind_key("F3", state) for state in S if state is not S.HELD} == {A.HOLD}
    assert behind_key("F4", S.FILED) is A.SUBSCRIBE
    assert behind_key("F6", S.HELD) is A.QUOTE


def test_the_next_thing_is_to_sell_and_else_to_hold_or_to_look(house: House) -> None:
    free = panel(house)
    control = MATRIX[R.SALES_CONTROL]
    assert primary(offered(R.SALES_CONTROL, S.AVAILABLE), free) is A.SUBSCRIBE
    assert primary(offered(R.MANAGER, S.AVAILABLE), panel(house, "manager")) is A.HOLD
    assert refusal(free, control) == ("", "")
    waiting = panel(house, building="4#")
    assert against(A.SUBSCRIBE, waiting)
    assert "Unlaunched" in refusal(waiting, control)[1]


def test_money_and_orders_are_of_units_that_have_an_order(house: House) -> None:
    free = panel(house, "cashier")
    assert "no order" in against(A.CASHIER, free)
    assert "no order" in against(A.ORDER, free)
    house.sold("0302")
    sold = panel(house, "cashier", "0302")
    assert not against(A.CASHIER, sold)
    assert not against(A.ORDER, sold)
    assert against(A.QUOTE, sold)
    assert "colleague" in against(A.ORDER, panel(house, "colleague", "0302"))


def test_a_unit_without_a_price_is_not_quoted(house: House) -> None:
    found = panel(house)
    assert not against(A.QUOTE, found)
    assert against(A.QUOTE, replace(found, facts=replace(found.facts, has_price=False)))


def test_who_does_not_sell_is_told_what_stands_in_the_way_of_a_sale(house: House) -> None:
    found = panel(house, "consultant")
    blocked = replace(
        found,
        facts=replace(found.facts, has_permit=False),
        unit=replace(found.unit, restriction_note=""),
    )
    head, sentence = refusal(blocked, frozenset({Permission.BOARD_READ}))
    assert head
    assert "permit" in sentence
    assert refusal(found, frozenset({Permission.BOARD_READ})) == ("", "")


def test_the_past_runs_from_the_newest_and_knows_holds_and_prices(house: House) -> None:
    form = HoldForm(unit_id=house.unit_id("0301"), reason="考虑两天")
    house.desk("control").perform(hold, form)
    found = panel(house)
    lines = story(found)
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert "考虑两天" in lines[0].rest
    assert {line.what for line in lines} == {"Hold", "Launch", "Priced, V1"}


def test_a_new_list_with_the_same_price_is_no_event_and_a_later_one_does_not_count_yet(house: House) -> None:
    found = panel(house)
    first = found.prices[0]
    same = replace(first, version_no=2)
    dearer = replace(
        first, version_no=3, total_fen=first.total_fen + 100, effective_at=first.effective_at.replace(year=2099)
    )
    revised = replace(found, prices=(dearer, same, first))
    assert [line.what for line in story(revised) if "V" in line.what] == ["New price, V3", "Priced, V1"]
    assert [move.change_fen for move in price_moves(revised.prices)] == [100, 0, None]
    counted = current_step(revised)
    assert isinstance(counted, PriceStep)
    assert counted.version_no == 2
