"""A settled area set right, with figures: 100 m² at 10,000 yuan; the difference stands beside what was settled."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.domain.area_settlement import AreaScheme
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.requests import RequestState
from salesdesk.services.accounts import order_account
from salesdesk.services.area_corrections import (
    AreaCorrection,
    AskAreaCorrection,
    FinishAreaCorrection,
    ask_area_correction,
    finish_area_correction,
    preview_correction,
)
from salesdesk.services.area_settlements import area_case
from salesdesk.services.change_papers import change_paper
from salesdesk.services.handover_papers import HandoverPrint, handover_paper, note_handover_print
from salesdesk.services.order_lists import order_papers
from tests.services.after_helpers import M2, YUAN, detail, set_to, settled, square_building, square_home, surveyed
from tests.services.change_helpers import agree, decline, sheet, state_of
from tests.services.money_helpers import line, pay, pay_back
from tests.support.office import House

FIGURES = ((102, 101, 10_000), (102, 98, -20_000), (98, 102, 20_000), (95, 100, 0), (100, 105, 30_000))


def settled_home(house: House, m2: int) -> int:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", m2)
    settled(house, order_id)
    return order_id


def correction(order_id: int, m2: int, **changes: Any) -> AskAreaCorrection:
    values = {"gross_cm2": m2 * M2, "inner_cm2": None, "reason": "测绘报告有误", **changes}
    return AskAreaCorrection(order_id=order_id, **values)


def corrected(house: House, order_id: int, m2: int) -> int:
    """Asked, agreed to and written; the request's id."""
    on_request = house.desk("service").perform(ask_area_correction, correction(order_id, m2))
    agree(house, on_request)
    house.desk("service").perform(finish_area_correction, FinishAreaCorrection(on_request=on_request))
    return on_request


def shown(house: House, order_id: int, m2: int) -> AreaCorrection:
    return house.desk("service").read(preview_correction, correction(order_id, m2))


def open_sums(house: House, order_id: int) -> list[int]:
    """What is open of each due item of the settlement; above zero from the buyer."""
    account = house.desk("cashier").read(order_account, order_id)
    return [state.open_fen for state in account.dues if state.due.klass is MoneyClass.SETTLEMENT]


@pytest.mark.parametrize(("first", "right", "yuan"), FIGURES)
def test_both_due_items_come_to_what_the_right_area_comes_to(house: House, first: int, right: int, yuan: int) -> None:
    order_id = settled_home(house, first)
    before = [due for due in detail(house, order_id).dues if due.klass is MoneyClass.SETTLEMENT]
    assert shown(house, order_id, right).settlement.amount_fen == yuan * YUAN
    corrected(house, order_id, right)
    after = [due for due in detail(house, order_id).dues if due.klass is MoneyClass.SETTLEMENT]
    assert after[: len(before)] == before
    assert sum(due.amount_fen for due in after) == yuan * YUAN
    assert sum(open_sums(house, order_id)) == yuan * YUAN
    assert len({fen > 0 for fen in open_sums(house, order_id) if fen}) <= 1
    case = house.desk("service").read(area_case, order_id)
    assert (case.settled, case.settled_fen, case.unit.surveyed_gross_cm2) == (True, yuan * YUAN, right * M2)
    if yuan > 0:
        pay(house, order_id, line("settlement", yuan * YUAN, "settlement"))
        assert not any(open_sums(house, order_id))


def test_money_that_was_paid_counts_and_only_the_difference_moves(house: House) -> None:
    order_id = settled_home(house, 102)
    pay(house, order_id, line("settlement", 20_000 * YUAN, "settlement"))
    told = shown(house, order_id, 101)
    assert (told.before_fen, told.paid_fen, told.difference_fen, told.left_fen) == tuple(
        yuan * YUAN for yuan in (20_000, 20_000, -10_000, -10_000)
    )
    on_request = corrected(house, order_id, 101)
    assert sheet(house, on_request).to_return_fen == 10_000 * YUAN
    assert open_sums(house, order_id) == [0, -10_000 * YUAN]
    with pytest.raises(Refusal, match="for this item"):
        pay_back(house, order_id, line("settlement", 30_000 * YUAN + 1, "settlement"))
    pay_back(house, order_id, line("settlement", 10_000 * YUAN, "settlement"))
    assert open_sums(house, order_id) == [0, 0]


def test_what_went_back_for_a_smaller_area_comes_in_again(house: House) -> None:
    order_id = settled_home(house, 98)
    pay(house, order_id, line("earnest", 50_000 * YUAN))
    pay_back(house, order_id, line("settlement", 20_000 * YUAN, "settlement"))
    corrected(house, order_id, 99)
    assert open_sums(house, order_id) == [0, 10_000 * YUAN]
    pay(house, order_id, line("settlement", 10_000 * YUAN, "settlement"))
    assert open_sums(house, order_id) == [0, 0]
    corrected(house, order_id, 98)
    assert open_sums(house, order_id) == [0, 0, -10_000 * YUAN]


def test_it_is_settled_by_the_scheme_that_counted_then(house: House) -> None:
    order_id = settled_home(house, 102)
    set_to(house, "settlement.scheme", AreaScheme.SETTLE_ALL.value)
    assert shown(house, order_id, 105).settlement.amount_fen == 30_000 * YUAN


def test_it_waits_for_another_person_and_prints_as_a_form(house: House) -> None:
    order_id = settled_home(house, 102)
    on_request = house.desk("service").perform(ask_area_correction, correction(order_id, 101))
    service = house.desk("service")
    with pytest.raises(Refusal, match="asked for already"):
        service.perform(ask_area_correction, correction(order_id, 99))
    with pytest.raises(Refusal, match="has agreed yet"):
        service.perform(finish_area_correction, FinishAreaCorrection(on_request=on_request))
    paper = house.desk("manager").read(change_paper, on_request)
    assert (paper.reason, paper.to_pay_fen) == ("测绘报告有误", 10_000 * YUAN)
    decline(house, on_request, "以原报告为准")
    assert house.desk("service").read(area_case, order_id).settled_fen == 20_000 * YUAN
    assert state_of(house, corrected(house, order_id, 101)) is RequestState.DONE


def test_a_printed_handover_sheet_is_void_then(house: House) -> None:
    order_id = settled_home(house, 102)
    house.desk("service").perform(note_handover_print, HandoverPrint(order_id=order_id))
    on_request = corrected(house, order_id, 101)
    assert len(sheet(house, on_request).papers) == 1
    assert [paper.superseded_at is None for paper in house.desk("service").read(order_papers, order_id)] == [False]
    paper = house.desk("service").read(handover_paper, order_id)
    assert (paper.surveyed_cm2, paper.settlement_fen) == (101 * M2, 10_000 * YUAN)


def test_only_a_settled_area_is_corrected_and_to_another_one(house: House) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    with pytest.raises(Refusal, match="not settled yet"):
        shown(house, order_id, 101)
    settled(house, order_id)
    for m2, says in ((102, "settled by already"), (0, "more than zero")):
        with pytest.raises(BadInput, match=says):
            shown(house, order_id, m2)
    for login in ("control", "cashier", "manager"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(ask_area_correction, correction(order_id, 101))
    with pytest.raises(Refusal, match="surveyed area stays"):
        surveyed(house, "0101", 101)
