"""While a change of an order is pending nothing else goes on after its contract; when it has ended, it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from salesdesk.domain.after_contract import Step
from salesdesk.domain.errors import Refusal
from salesdesk.domain.settings import Against
from salesdesk.domain.states import Stage, Verb
from salesdesk.services.after_contract_files import after_contract_file
from salesdesk.services.area_settlements import FinishSettlement, area_case, finish_settlement
from salesdesk.services.contracts import Filing, FilingWithdrawal, file_contract, withdraw_filing
from salesdesk.services.handovers import CheckPoint, HandOver, check_point, hand_over
from salesdesk.services.loans import enter_loan
from salesdesk.services.order_files import order_actions
from salesdesk.services.postponements import Postponement, ask_postponement
from salesdesk.services.requests import RequestEnd, withdraw_request
from tests.services.after_helpers import (
    asked_settlement,
    contracted,
    detail,
    done,
    loan_form,
    paid_out,
    set_to,
    surveyed,
    taken_back,
    with_loan,
)
from tests.services.change_helpers import agree
from tests.support.office import House


def postponed(house: House, order_id: int) -> int:
    """A postponement is asked for; the request's id."""
    last = [due for due in detail(house, order_id).dues if due.due_on is not None][-1]
    assert last.due_on is not None
    form = Postponement(order_id=order_id, due_on=((last.seq, last.due_on + timedelta(days=9)),), reason="出差")
    return house.desk("control").perform(ask_postponement, form)


def filed(house: House, order_id: int) -> None:
    form = Filing(order_id=order_id, filing_number="BA-7", filed_on=house.today)
    house.desk("control").perform(file_contract, form)


def test_neither_filing_nor_loan_nor_area_nor_keys_go_on_beside_a_change(house: House) -> None:
    order_id = contracted(house)
    loan = with_loan(house, order_id)
    done(house, order_id, Step.LOAN_PAPERS, item="loan")
    surveyed(house, "0301", 121, building="3#")
    settlement = asked_settlement(house, order_id)
    agree(house, settlement)
    for name in ("handover.unpaid", "handover.unsettled"):
        set_to(house, name, Against.WARN.value)
    on_request = postponed(house, order_id)
    service, control = house.desk("service"), house.desk("control")
    changed = loan_form(house, order_id, months=240, version=1)
    others: tuple[Callable[[], object], ...] = (
        lambda: filed(house, order_id),
        lambda: done(house, order_id, Step.LOAN_SUBMITTED, item="loan"),
        lambda: taken_back(house, order_id, Step.LOAN_PAPERS, item="loan"),
        lambda: done(house, order_id, Step.TITLE_PAPERS),
        lambda: done(house, order_id, Step.HANDOVER_NOTICE, login="service"),
        lambda: control.perform(enter_loan, changed),
        lambda: service.perform(check_point, CheckPoint(order_id=order_id, point="门窗", passed=True)),
        lambda: service.perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today)),
        lambda: service.perform(finish_settlement, FinishSettlement(on_requests=(settlement,))),
    )
    for act in others:
        with pytest.raises(Refusal, match=r"under way|Change pending"):
            act()
    file = service.read(after_contract_file, order_id)
    assert file.handover.forbids
    assert "under way" in str(service.read(area_case, order_id).why_not_finish)
    assert all(card.why_not_do is not None for card in (*file.handover_steps, *file.title_steps))
    assert control.read(order_actions, order_id)[Verb.FILE] is not None
    # What the bank pays is in the books, whatever is pending.
    paid_out(house, order_id)
    control.perform(withdraw_request, RequestEnd(on_request=on_request, words="不延了"))
    assert loan
    filed(house, order_id)
    done(house, order_id, Step.TITLE_PAPERS)
    service.perform(finish_settlement, FinishSettlement(on_requests=(settlement,)))
    service.perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))


def test_a_filing_is_not_withdrawn_beside_a_change(house: House) -> None:
    order_id = contracted(house)
    filed(house, order_id)
    postponed(house, order_id)
    with pytest.raises(Refusal, match="Change pending"):
        house.desk("control").perform(withdraw_filing, FilingWithdrawal(order_id=order_id))
    assert detail(house, order_id).stage is Stage.FILED
