"""Handover: the points, what stands in the way, and the keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.domain.after_contract import Step
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.schedules import Event, SchemeKind, SchemeLine
from salesdesk.domain.settings import Against
from salesdesk.domain.states import Stage
from salesdesk.services.after_contract_files import AfterContractFile, after_contract_file, handover_lines
from salesdesk.services.handover_papers import HandoverPrint, handover_paper, handover_pdf, note_handover_print
from salesdesk.services.handovers import CheckPoint, HandOver, check_point, hand_over
from salesdesk.services.order_lists import order_papers
from salesdesk.services.schemes import NewScheme, add_scheme
from tests.services.after_helpers import (
    YUAN,
    contracted,
    detail,
    done,
    set_to,
    settled,
    square_building,
    square_home,
    surveyed,
)
from tests.services.money_helpers import line, pay, pay_back
from tests.support.office import House


def file_of(house: House, order_id: int, login: str = "service") -> AfterContractFile:
    return house.desk(login).read(after_contract_file, order_id)


def handed_over(house: House, order_id: int, day: date | None = None, login: str = "service") -> int:
    form = HandOver(order_id=order_id, handed_over_on=day or house.today)
    return house.desk(login).perform(hand_over, form)


def checked(house: House, order_id: int, point: str, login: str = "service", **changes: Any) -> int:
    values: dict[str, Any] = {"passed": True, **changes}
    return house.desk(login).perform(check_point, CheckPoint(order_id=order_id, point=point, **values))


def all_checked(house: House, order_id: int) -> None:
    for point in file_of(house, order_id).handover.points:
        checked(house, order_id, point.name)


def ready(house: House) -> int:
    """A home of 100 m², paid in full, settled without a difference."""
    square_building(house, 1)
    order_id = square_home(house)
    pay(house, order_id, line("earnest", 50_000 * YUAN), line("balance", 950_000 * YUAN))
    surveyed(house, "0101", 100)
    settled(house, order_id)
    return order_id


def test_a_home_that_is_paid_settled_and_looked_at_is_handed_over(house: House) -> None:
    order_id = ready(house)
    all_checked(house, order_id)
    card = file_of(house, order_id).handover
    assert (card.forbids, card.warns) == ((), ())
    assert handed_over(house, order_id) == order_id
    file = file_of(house, order_id)
    assert (file.order.stage, file.handover.handed_over_on) == (Stage.HANDED_OVER, house.today)
    assert [card.state.step for card in file.handover_steps if card.state.done_on] == [Step.HANDOVER_KEYS]
    [row] = house.desk("service").read(handover_lines)
    assert (row.order_id, row.handed_over_on) == (order_id, house.today)
    with pytest.raises(Refusal):
        handed_over(house, order_id)


def test_unpaid_sums_forbid_a_handover_or_warn_as_the_project_says(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    set_to(house, "handover.unsettled", Against.WARN.value)
    with pytest.raises(Refusal, match="are not paid"):
        handed_over(house, order_id)
    set_to(house, "handover.unpaid", Against.WARN.value)
    card = file_of(house, order_id).handover
    assert card.forbids == ()
    assert len(card.warns) == 3
    handed_over(house, order_id)


def test_a_home_is_handed_over_after_its_area_is_settled_and_the_money_is_back(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    pay(house, order_id, line("earnest", 50_000 * YUAN), line("balance", 950_000 * YUAN))
    with pytest.raises(Refusal, match="not settled"):
        handed_over(house, order_id)
    surveyed(house, "0101", 98)
    settled(house, order_id)
    with pytest.raises(Refusal, match="go back to the buyer"):
        handed_over(house, order_id)
    pay_back(house, order_id, line("settlement", 20_000 * YUAN, "settlement"))
    handed_over(house, order_id)


def test_what_is_due_on_the_handover_has_its_day_from_it(house: House) -> None:
    lines = (
        SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, amount_fen=50_000 * YUAN),
        SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, takes_rest=True),
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.HANDOVER, days=30, share_millionths=100_000),
    )
    form = NewScheme(name="交房付尾款", kind=SchemeKind.STAGES, lines=lines)
    house.desk("operator").perform(add_scheme, form)
    order_id = contracted(house, scheme="交房付尾款")
    set_to(house, "handover.unsettled", Against.WARN.value)
    own = sum(due.amount_fen for due in detail(house, order_id).dues if due.item != "stage_payment")
    pay(house, order_id, line("earnest", 50_000 * YUAN), line("balance", own - 50_000 * YUAN))
    handed_over(house, order_id)
    [due] = [due for due in detail(house, order_id).dues if due.event is Event.HANDOVER]
    assert due.due_on == house.today + timedelta(days=30)


def test_points_are_passed_or_not_with_a_word(house: House) -> None:
    order_id = ready(house)
    names = [point.name for point in file_of(house, order_id).handover.points]
    assert names[0] == "门窗"
    with pytest.raises(BadInput, match="Say what is wrong"):
        checked(house, order_id, "门窗", passed=False)
    checked(house, order_id, "门窗", passed=False, note="阳台门划痕")
    checked(house, order_id, "车位划线")
    points = {point.name: point.said for point in file_of(house, order_id).handover.points}
    assert points["车位划线"] is not None
    set_to(house, "handover.checks", Against.FORBID.value)
    with pytest.raises(Refusal, match="门窗"):
        handed_over(house, order_id)
    assert [row.failed for row in house.desk("service").read(handover_lines)] == [1]
    all_checked(house, order_id)
    handed_over(house, order_id)


def test_customer_service_hands_over_and_nobody_else(house: House) -> None:
    order_id = ready(house)
    for login in ("control", "cashier", "manager", "consultant"):
        with pytest.raises(NotAllowed):
            handed_over(house, order_id, login=login)
        with pytest.raises(NotAllowed):
            checked(house, order_id, "门窗", login)


def test_the_day_lies_between_contract_and_today(house: House) -> None:
    order_id = ready(house)
    for days in (-1, 1):
        with pytest.raises(BadInput):
            handed_over(house, order_id, house.today + timedelta(days=days))


def test_notice_and_inspection_come_before_the_keys(house: House) -> None:
    order_id = ready(house)
    done(house, order_id, Step.HANDOVER_NOTICE, login="service")
    done(house, order_id, Step.HANDOVER_INSPECTED, login="service")
    with pytest.raises(Refusal, match="handover itself"):
        done(house, order_id, Step.HANDOVER_KEYS, login="service")
    handed_over(house, order_id)


def test_the_sheet_shows_points_areas_and_money(house: House) -> None:
    order_id = ready(house)
    checked(house, order_id, "门窗", passed=False, note="阳台门划痕")
    paper = house.desk("service").read(handover_paper, order_id)
    assert (paper.contract_cm2, paper.surveyed_cm2) == (1_000_000, 1_000_000)
    assert ("门窗", False, "阳台门划痕") in [(point.name, point.passed, point.note) for point in paper.points]
    assert house.desk("service").read(handover_pdf, order_id).startswith(b"%PDF")


def test_a_print_of_the_sheet_is_kept(house: House) -> None:
    order_id = ready(house)
    house.desk("service").perform(note_handover_print, HandoverPrint(order_id=order_id))
    [paper] = house.desk("service").read(order_papers, order_id)
    assert paper.kind == "handover"
