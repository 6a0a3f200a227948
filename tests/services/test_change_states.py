"""Every pair of states: of a request, tried by hand on the database; of an order's stage and each kind of change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.requests import REQUEST_MOVES, SPECIAL, RequestKind, RequestState
from salesdesk.domain.states import Stage
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.buyer_changes import BuyerChange, ask_buyer_change
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.changes import CHANGEABLE
from salesdesk.services.contracts import (
    Cancellation,
    Contract,
    Filing,
    cancel_order,
    file_contract,
    sign_contract,
)
from salesdesk.services.order_lists import order_detail
from salesdesk.services.postponements import FinishPostponement, Postponement, ask_postponement, finish_postponement
from salesdesk.services.requests import RequestEnd, undo_request, withdraw_request
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.swaps import Swap, ask_swap
from salesdesk.services.terms_changes import TermsChange, ask_terms_change
from tests.services.change_helpers import agree, decline, state_of
from tests.support.office import House

BY_HAND = frozenset({pair for pair in REQUEST_MOVES if pair[1] not in (RequestState.AGREED, RequestState.DECLINED)})
"""Moves that a person makes; to agreed and declined a request comes by its answers alone."""
STAGES = (Stage.RESERVED, Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.CANCELLED)


def asked(house: House) -> int:
    order_id = house.sold("0301")
    due = house.desk("control").read(order_detail, order_id).dues[-1]
    assert due.due_on is not None
    form = Postponement(order_id=order_id, due_on=((due.seq, due.due_on + timedelta(days=9)),), reason="放款慢")
    return house.desk("control").perform(ask_postponement, form)


def brought_to(house: House, state: RequestState) -> int:
    """A request in this state, come there as it should."""
    on_request = asked(house)
    control, end = house.desk("control"), RequestEnd(on_request=on_request, words="客户改主意")
    if state is RequestState.WITHDRAWN:
        control.perform(withdraw_request, end)
    elif state is RequestState.DECLINED:
        decline(house, on_request)
    elif state is not RequestState.ASKED:
        agree(house, on_request)
        if state is RequestState.UNDONE:
            control.perform(undo_request, end)
        elif state is RequestState.DONE:
            control.perform(finish_postponement, FinishPostponement(on_request=on_request))
    return on_request


@pytest.mark.parametrize("old", RequestState)
def test_a_request_goes_from_a_state_to_those_that_the_table_names_and_to_no_other(
    house: House, old: RequestState
) -> None:
    on_request = brought_to(house, old)
    assert state_of(house, on_request) is old
    database = house.desk("control").database
    for new in RequestState:
        if new is old:
            continue
        went = True
        try:
            with database.writing() as connection:
                move = sa.text("UPDATE request SET state = :new, version = version + 1 WHERE id = :id")
                connection.execute(move, {"new": new.value, "id": on_request})
                connection.execute(sa.text("SELECT 1 / 0") if database.engine.dialect.name == "postgresql" else sa.text(
                    "SELECT abs(-9223372036854775808)"))  # fmt: skip
        except Refusal:
            went = False
        except sa.exc.DBAPIError:
            pass
        assert went == ((old, new) in BY_HAND), (old, new)


def reserved(house: House) -> int:
    form = Reservation(unit_id=house.unit_id("0301"), customer_id=house.customer())
    return house.desk("control").perform(reserve, form)


def at_stage(house: House, stage: Stage) -> int:
    """An order that stands at this stage."""
    if stage is Stage.RESERVED:
        return reserved(house)
    order_id, control = house.sold("0301"), house.desk("control")
    if stage is Stage.CANCELLED:
        control.perform(cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
    if stage in (Stage.CONTRACTED, Stage.FILED):
        contract = Contract(order_id=order_id, contract_number="NJ-1", contracted_on=house.today)
        control.perform(sign_contract, contract)
    if stage is Stage.FILED:
        control.perform(file_contract, Filing(order_id=order_id, filing_number="BA-1", filed_on=house.today))
    return order_id


def ask(house: House, order_id: int, kind: RequestKind) -> int:
    control = house.desk("control")
    dues = control.read(order_detail, order_id).dues
    later = ((dues[-1].seq, house.today + timedelta(days=200)),) if dues else ()
    buyers = (Buyer("韩若溪", 6_000), Buyer("周敏", 4_000, "配偶"))
    once, why = house.choices("一次性"), "客户申请"
    asks: dict[RequestKind, Callable[[], int]] = {
        RequestKind.SWAP: lambda: control.perform(
            ask_swap, Swap(order_id=order_id, target_unit_id=house.unit_id("0501"), choices=once, reason=why)),
        RequestKind.CANCELLATION: lambda: control.perform(
            ask_cancellation, CancellationRequest(order_id=order_id, reason=why)),
        RequestKind.BUYER_CHANGE: lambda: control.perform(
            ask_buyer_change, BuyerChange(order_id=order_id, buyers=buyers, reason=why)),
        RequestKind.TERMS_CHANGE: lambda: control.perform(
            ask_terms_change, TermsChange(order_id=order_id, choices=once, reason=why)),
        RequestKind.POSTPONEMENT: lambda: control.perform(
            ask_postponement, Postponement(order_id=order_id, due_on=later, reason=why)),
    }  # fmt: skip
    return asks[kind]()


@pytest.mark.parametrize("stage", STAGES)
def test_each_change_begins_at_the_stages_that_the_table_names_and_at_no_other(house: House, stage: Stage) -> None:
    order_id = at_stage(house, stage)
    for kind in sorted(SPECIAL):
        if stage not in CHANGEABLE[kind]:
            with pytest.raises((Refusal, BadInput)):
                ask(house, order_id, kind)
            continue
        on_request = ask(house, order_id, kind)
        for other in sorted(SPECIAL):
            with pytest.raises(Refusal):
                ask(house, order_id, other)
        house.desk("control").perform(withdraw_request, RequestEnd(on_request=on_request))
    assert house.desk("control").read(order_detail, order_id).stage is stage
