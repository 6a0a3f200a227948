"""A handover that was written by mistake is taken back: asked, agreed to, and the home stands where it stood."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.requests import RequestKind, RequestState, rule_name
from salesdesk.domain.settings import Against
from salesdesk.domain.states import Stage
from salesdesk.services.after_contract_files import after_contract_file, handover_lines
from salesdesk.services.contracts import Filing, file_contract
from salesdesk.services.handover_backs import (
    AskHandoverBack,
    FinishHandoverBack,
    HandoverBack,
    ask_handover_back,
    finish_handover_back,
)
from salesdesk.services.handover_papers import HandoverPrint, note_handover_print
from salesdesk.services.handovers import HandOver, hand_over
from salesdesk.services.order_files import order_file
from salesdesk.services.order_lists import order_papers
from tests.services.after_helpers import contracted, detail, set_to
from tests.services.change_helpers import agree, decline, state_of
from tests.support.office import House

REASON = "录错房间，钥匙未交"


def handed_over(house: House, *, filed: bool = False) -> int:
    """A home handed over with nothing paid, as this project allows, and its printed sheet."""
    order_id = contracted(house)
    for name in ("handover.unpaid", "handover.unsettled"):
        set_to(house, name, Against.WARN.value)
    if filed:
        form = Filing(order_id=order_id, filing_number="BA-1", filed_on=house.today)
        house.desk("control").perform(file_contract, form)
    house.desk("service").perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))
    house.desk("service").perform(note_handover_print, HandoverPrint(order_id=order_id))
    return order_id


def asked(house: House, order_id: int, login: str = "service", reason: str = REASON) -> RequestState:
    return house.desk(login).perform(ask_handover_back, AskHandoverBack(order_id=order_id, reason=reason))


def back_of(house: House, order_id: int, login: str = "service") -> HandoverBack:
    return house.desk(login).read(after_contract_file, order_id).back


def carried_out(house: House, on_request: int, login: str = "service") -> int:
    return house.desk(login).perform(finish_handover_back, FinishHandoverBack(on_request=on_request))


@pytest.mark.parametrize("filed", [False, True])
def test_a_handover_is_taken_back_to_where_it_came_from_when_others_agreed(house: House, filed: bool) -> None:
    order_id = handed_over(house, filed=filed)
    assert asked(house, order_id) is RequestState.ASKED
    request = back_of(house, order_id).request
    assert request is not None
    assert "asked for already" in str(back_of(house, order_id).why_not_ask)
    with pytest.raises(Refusal, match="has agreed yet"):
        carried_out(house, request.id)
    agree(house, request.id)
    assert carried_out(house, request.id) == order_id
    file = house.desk("service").read(after_contract_file, order_id)
    assert file.order.stage is (Stage.FILED if filed else Stage.CONTRACTED)
    assert file.handover.handed_over_on is None
    assert [card.state.step for card in file.handover_steps if card.state.done_on] == []
    assert [line.handed_over_on for line in house.desk("service").read(handover_lines)] == [None]
    assert state_of(house, request.id) is RequestState.DONE
    with pytest.raises(Refusal):
        carried_out(house, request.id)
    house.desk("service").perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))


def test_the_printed_sheet_is_void_and_the_orders_story_tells_it(house: House) -> None:
    order_id = handed_over(house)
    asked(house, order_id)
    request = back_of(house, order_id).request
    assert request is not None
    agree(house, request.id)
    carried_out(house, request.id)
    [paper] = house.desk("service").read(order_papers, order_id)
    assert (paper.kind, paper.superseded_at is None) == ("handover", False)
    house.desk("service").perform(note_handover_print, HandoverPrint(order_id=order_id))
    newest, _ = house.desk("service").read(order_papers, order_id)
    assert newest.superseded_at is None
    file = house.desk("control").read(order_file, order_id)
    assert [event.new_state for event in file.moves][:2] == ["contracted", "handed_over"]
    [told] = [one for one in file.requests if one.row.kind is RequestKind.HANDOVER_BACK]
    assert (told.row.reason, told.row.state) == (REASON, RequestState.DONE)
    steps = house.desk("service").read(lambda work: work.steps.told(order_id))
    assert [step.done_on for step in steps] == [house.today, None]
    assert REASON in steps[-1].note


def test_where_nobody_has_to_agree_it_is_done_at_once(house: House) -> None:
    set_to(house, rule_name(RequestKind.HANDOVER_BACK), "")
    order_id = handed_over(house)
    assert asked(house, order_id) is RequestState.DONE
    assert detail(house, order_id).stage is Stage.CONTRACTED


def test_it_needs_a_reason_a_handover_and_whoever_hands_homes_over(house: House) -> None:
    order_id = contracted(house)
    with pytest.raises(Refusal):
        asked(house, order_id)
    for name in ("handover.unpaid", "handover.unsettled"):
        set_to(house, name, Against.WARN.value)
    house.desk("service").perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))
    with pytest.raises(BadInput, match="needs its reason"):
        asked(house, order_id, reason=" ")
    for login in ("control", "cashier", "manager", "consultant"):
        with pytest.raises(NotAllowed):
            asked(house, order_id, login)
    asked(house, order_id)
    request = back_of(house, order_id).request
    assert request is not None
    decline(house, request.id, "钥匙已交")
    assert back_of(house, order_id).why_not_ask is None
    assert detail(house, order_id).stage is Stage.HANDED_OVER
