"""A request as its screen shows it: reasons, how its money stands, what waits for whom; the counter's waiting list."""

from __future__ import annotations

from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
)
from salesdesk.services.change_forms import CHANGES, change_start, order_changes
from salesdesk.services.order_files import order_file
from salesdesk.services.request_views import price_under_way, request_view, waiting_for_me
from salesdesk.services.settlement_lists import entries_of, settlings, settlings_of
from salesdesk.services.swaps import FinishSwap, finish_swap
from tests.services.change_helpers import agree, decline, settle
from tests.services.money_helpers import EARNEST, line, pay
from tests.services.test_swaps import asked
from tests.support.office import House


def test_a_swap_is_not_carried_out_before_its_fee_is_taken_and_the_screen_says_so(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    on_request = asked(house, order_id, fee_fen=300_000)
    assert house.desk("manager").read(waiting_for_me) == 1
    agree(house, on_request)
    assert house.desk("manager").read(waiting_for_me) == 0
    view = house.desk("control").read(request_view, on_request)
    assert "still to take 3,000.00" in str(view.file.why_not_carry_out)
    (waiting,) = house.desk("cashier").read(settlings)
    assert (waiting.to_take_fen, waiting.moves) == (300_000, False)
    pay(house, order_id, line("handling_fee", 300_000, "other"))
    assert house.desk("cashier").read(settlings_of, order_id) == ()
    assert house.desk("control").read(request_view, on_request).file.why_not_carry_out is None
    house.desk("control").perform(finish_swap, FinishSwap(on_request=on_request))
    assert house.desk("control").read(request_view, on_request).file.row.state is RequestState.DONE


def test_a_cancellation_waits_at_the_counter_until_it_is_paid_back(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", EARNEST))
    form = CancellationRequest(order_id=order_id, reason="资格未通过", penalty_fen=1_000_000)
    on_request = house.desk("control").perform(ask_cancellation, form)
    assert house.desk("cashier").read(settlings) == ()
    agree(house, on_request)
    (waiting,) = house.desk("cashier").read(settlings)
    assert (waiting.to_take_fen, waiting.moves) == (0, True)
    assert "still to settle" in str(house.desk("control").read(request_view, on_request).file.why_not_carry_out)
    entries = house.desk("cashier").read(entries_of, settle(house, on_request))
    assert [entry.total_fen for entry in entries] == [0, -(EARNEST - 1_000_000)]
    assert house.desk("cashier").read(settlings) == ()
    house.desk("control").perform(finish_cancellation, FinishCancellation(on_request=on_request))


def test_what_may_be_asked_of_an_order_is_told_with_the_reason_of_each(house: House) -> None:
    order_id = house.sold("0301")
    may = house.desk("control").read(order_changes, order_id)
    assert may.why_not == dict.fromkeys(CHANGES)
    assert may.filing is not None
    assert all(house.desk("consultant").read(order_changes, order_id).why_not.values())
    asked(house, order_id)
    barred = house.desk("control").read(order_changes, order_id).why_not
    assert all("under way" in str(reason) for reason in barred.values())


def test_a_form_begins_with_the_terms_that_the_order_has(house: House) -> None:
    order_id = house.sold("0301", choices=house.choices("商业贷款", ("按时签约",)))
    start = house.desk("control").read(change_start, order_id, RequestKind.TERMS_CHANGE)
    assert start.against is None
    agreed = {one.discount_id for one in start.order.working.lines if one.discount_id} if start.order.working else set()
    assert agreed <= {row.id for row in start.discounts}
    assert [role.value for role in start.needs] == ["manager"]


def test_the_story_of_an_order_knows_every_request_with_its_answers(house: House) -> None:
    order_id = house.sold("0301")
    first = asked(house, order_id)
    decline(house, first, "差价太大")
    second = asked(house, order_id, "0402")
    agree(house, second)
    told = house.desk("control").read(order_file, order_id).requests
    assert [one.row.id for one in told] == [second, first]
    assert [(answer.agrees, answer.words) for one in told for answer in one.answers] == [
        (True, ""),
        (False, "差价太大"),
    ]


def test_a_price_that_is_asked_for_is_known_while_it_waits(house: House) -> None:
    assert house.desk("control").read(price_under_way, house.unit_id("0301"), 1) is None
