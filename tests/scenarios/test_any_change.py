"""Every verb of an order mixed at random: sold, paid, swapped, changed, postponed, cancelled, signed, filed. After each
the office is in order: the ledger adds up, dues equal the price, one live order a unit, states legal by the tables.
"""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from salesdesk.domain.after_contract import STEPS, Track
from salesdesk.domain.errors import Refusal
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.schedules import price_sum
from salesdesk.domain.states import Stage
from salesdesk.repository.requests import RequestRow
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.accounts import order_account
from salesdesk.services.area_corrections import (
    AskAreaCorrection,
    FinishAreaCorrection,
    ask_area_correction,
    finish_area_correction,
)
from salesdesk.services.area_settlements import AskSettlement, FinishSettlement, ask_settlement, finish_settlement
from salesdesk.services.buyer_changes import BuyerChange, FinishBuyerChange, ask_buyer_change, finish_buyer_change
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
)
from salesdesk.services.contracts import (
    Contract,
    Filing,
    FilingWithdrawal,
    file_contract,
    sign_contract,
    withdraw_filing,
)
from salesdesk.services.deals import Choices
from salesdesk.services.handover_backs import (
    AskHandoverBack,
    FinishHandoverBack,
    ask_handover_back,
    finish_handover_back,
)
from salesdesk.services.handovers import HandOver, hand_over
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail
from salesdesk.services.order_steps import StepDone, do_step
from salesdesk.services.postponements import FinishPostponement, Postponement, ask_postponement, finish_postponement
from salesdesk.services.requests import (
    RequestAnswerForm,
    RequestEnd,
    answer_request,
    undo_request,
    withdraw_request,
)
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import OrderDetail, Tender
from salesdesk.services.settlements import Settlement, settle_change
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.surveyed_areas import SurveyedArea, SurveyedAreas, store_surveyed
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap
from salesdesk.services.terms_changes import FinishTermsChange, TermsChange, ask_terms_change, finish_terms_change
from tests.services.money_helpers import line, pay, pay_back
from tests.support.invariants import assert_in_order
from tests.support.office import House, office_copy

UNITS = ("0101", "0102", "0201", "0202", "0301", "0302")
SCHEMES = ("一次性", "商业贷款", "分期三期", "组合贷")
PEOPLE = (Buyer("韩若溪", 10_000), Buyer("周敏", 10_000, "配偶"))
FINISH: dict[RequestKind, Callable[[Any], Any]] = {
    RequestKind.SWAP: lambda row: (finish_swap, FinishSwap(on_request=row.id, contract_number=f"NEW-{row.id}")),
    RequestKind.CANCELLATION: lambda row: (finish_cancellation, FinishCancellation(on_request=row.id)),
    RequestKind.BUYER_CHANGE: lambda row: (finish_buyer_change, FinishBuyerChange(on_request=row.id)),
    RequestKind.TERMS_CHANGE: lambda row: (finish_terms_change, FinishTermsChange(on_request=row.id)),
    RequestKind.POSTPONEMENT: lambda row: (finish_postponement, FinishPostponement(on_request=row.id)),
    RequestKind.AREA_SETTLEMENT: lambda row: (finish_settlement, FinishSettlement(on_requests=(row.id,))),
    RequestKind.AREA_CORRECTION: lambda row: (finish_area_correction, FinishAreaCorrection(on_request=row.id)),
    RequestKind.HANDOVER_BACK: lambda row: (finish_handover_back, FinishHandoverBack(on_request=row.id)),
}
OF_SERVICE = frozenset({RequestKind.AREA_SETTLEMENT, RequestKind.AREA_CORRECTION, RequestKind.HANDOVER_BACK})
FEE = 200_000
OFTEN = {"sell": 4, "take_money": 4, "answer": 5, "settle": 2, "finish": 5, "ask_a_swap": 3, "ask_an_end": 2}
VERBS = tuple(
    name
    for name in (
        "sell", "take_money", "take_fee", "give_back", "sign", "file", "unfile", "ask_a_swap", "ask_an_end",
        "ask_other_buyers", "ask_other_terms", "ask_later", "answer", "settle", "finish", "give_up", "hold_it",
        "reserve_it", "lend", "measure", "ask_area", "hand_keys_over", "ask_keys_back", "ask_other_area",
    )
    for _ in range(OFTEN.get(name, 1))
)  # fmt: skip


class AnyChange(RuleBasedStateMachine):
    """See the module. What is refused is refused with a sentence, and changes nothing."""

    open_house: Callable[[], contextlib.AbstractContextManager[House]]
    done: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self.house = self._stack.enter_context(self.open_house())
        self.places, self.steps = count(1), count(1)
        self.went = list[str]()

    @initialize()
    def begin(self) -> None:
        self.schemes = {name: self.house.choices(name) for name in SCHEMES}
        self.units = {name: self.house.unit_id(name) for name in UNITS}
        self.customers = [self.house.customer(telephone=f"1380000100{place}") for place in range(3)]

    def _try(self, login: str, verb: Callable[..., Any], form: Any) -> bool:
        try:
            self.house.desk(login).perform(verb, form)
        except Refusal:
            return False
        self.went.append(verb.__name__)
        return True

    def _orders(self) -> list[int]:
        return [row.id for row in self.house.desk("control").read(lambda work: work.order_views.page(tuple(Stage), 99))]

    def _order(self, pick: int) -> int:
        orders = self._orders()
        return orders[pick % len(orders)] if orders else 0

    def _requests(self, *states: RequestState) -> list[RequestRow]:
        return list(self.house.desk("control").read(lambda work: work.requests.in_states(states)))

    def _choices(self, pick: int) -> Choices:
        return self.schemes[SCHEMES[pick % len(SCHEMES)]]

    @rule(seed=st.integers(0, 2**32))
    def step(self, seed: int) -> None:
        """One rule for all, spread evenly: with a rule each, whole days would go by without a sale."""
        chance = random.Random(f"{seed} {next(self.steps)}")
        getattr(self, chance.choice(VERBS))(chance.randrange(100), chance.randrange(100))

    def sell(self, one: int, two: int) -> None:
        customer = self.customers[two % len(self.customers)]
        form = self.house.subscription(UNITS[one % len(UNITS)], customer, choices=self._choices(two))
        self._try("control", subscribe, form)

    def take_money(self, one: int, two: int) -> None:
        """A part of what is open of an item, or all of it."""
        if order := self._order(one):
            account = self.house.desk("cashier").read(order_account, order)
            dues = [state for state in account.dues if state.open_fen > 0]
            if dues:
                due = dues[two % len(dues)]
                part = due.open_fen if two % 3 else max(1, due.open_fen // 7)
                with contextlib.suppress(Refusal):
                    pay(self.house, order, line(due.due.item, part, due.due.klass.value))

    def take_fee(self, one: int, two: int) -> None:
        if order := self._order(one):
            with contextlib.suppress(Refusal):
                pay(self.house, order, line("handling_fee", FEE, "other"))

    def give_back(self, one: int, two: int) -> None:
        if order := self._order(one):
            with contextlib.suppress(Refusal):
                pay_back(self.house, order, line("earnest", 1 + two * 10_000))

    def sign(self, one: int, two: int) -> None:
        if order := self._order(one):
            form = Contract(order_id=order, contract_number=f"C-{next(self.places)}", contracted_on=self.house.today)
            self._try("control", sign_contract, form)

    def file(self, one: int, two: int) -> None:
        if order := self._order(one):
            number = f"F-{next(self.places)}"
            self._try("control", file_contract, Filing(order_id=order, filing_number=number, filed_on=self.house.today))

    def unfile(self, one: int, two: int) -> None:
        if order := self._order(one):
            self._try("control", withdraw_filing, FilingWithdrawal(order_id=order))

    def ask_a_swap(self, one: int, two: int) -> None:
        if order := self._order(one):
            target, fee = self.units[UNITS[two % len(UNITS)]], FEE * (two % 2)
            form = Swap(order_id=order, target_unit_id=target, choices=self._choices(two), reason="换", fee_fen=fee)
            self._try("control", ask_swap, form)

    def ask_an_end(self, one: int, two: int) -> None:
        if order := self._order(one):
            state, penalty = ("held", "available")[two % 2], 1_000_000 * (two % 3 == 0)
            form = CancellationRequest(order_id=order, reason="退", penalty_fen=penalty, returns_as=state)
            self._try("control", ask_cancellation, form)

    def ask_other_buyers(self, one: int, two: int) -> None:
        if order := self._order(one):
            share = 1 + two * 100
            buyers = (replace(PEOPLE[0], share=share), replace(PEOPLE[1], share=10_000 - share))
            self._try("control", ask_buyer_change, BuyerChange(order_id=order, buyers=buyers, reason="增名"))

    def ask_other_terms(self, one: int, two: int) -> None:
        if order := self._order(one):
            form = TermsChange(order_id=order, choices=self._choices(two), reason="改方案")
            self._try("control", ask_terms_change, form)

    def ask_later(self, one: int, two: int) -> None:
        if order := self._order(one):
            dues = self.house.desk("control").read(order_detail, order).dues
            later = tuple((due.seq, due.due_on + timedelta(days=two)) for due in dues[-1:] if due.due_on)
            self._try("control", ask_postponement, Postponement(order_id=order, due_on=later, reason="延"))

    def answer(self, one: int, two: int) -> None:
        if rows := self._requests(RequestState.ASKED):
            row = rows[one % len(rows)]
            form = RequestAnswerForm(on_request=row.id, agrees=two % 4 > 0, words="看过")
            assert self._try("manager", answer_request, form)

    def settle(self, one: int, two: int) -> None:
        if rows := self._requests(RequestState.AGREED):
            form = Settlement(on_request=rows[one % len(rows)].id, payee="韩若溪")
            self._try("cashier", settle_change, form)

    def finish(self, one: int, two: int) -> None:
        if rows := self._requests(RequestState.AGREED):
            row = rows[one % len(rows)]
            verb, form = FINISH[row.kind](row)
            self._try("service" if row.kind in OF_SERVICE else "control", verb, form)

    def give_up(self, one: int, two: int) -> None:
        if rows := self._requests(RequestState.ASKED, RequestState.AGREED):
            row = rows[one % len(rows)]
            verb = withdraw_request if row.state is RequestState.ASKED else undo_request
            login = "service" if row.kind in OF_SERVICE else "control"
            assert self._try(login, verb, RequestEnd(on_request=row.id, words="算了"))

    def hold_it(self, one: int, two: int) -> None:
        unit = self.units[UNITS[one % len(UNITS)]]
        self._try("manager", hold, HoldForm(unit_id=unit, reason="领导预留"))

    def reserve_it(self, one: int, two: int) -> None:
        unit, customer = self.units[UNITS[one % len(UNITS)]], self.customers[two % len(self.customers)]
        self._try("control", reserve, Reservation(unit_id=unit, customer_id=customer))

    def lend(self, one: int, two: int) -> None:
        """The next step of the loan, or the bank's money."""
        if order := self._order(one):
            steps = STEPS[Track.LOAN]
            form = StepDone(order_id=order, step=steps[two % len(steps)], done_on=self.house.today, item="loan")
            self._try("control", do_step, form)
            loan = sum(due.amount_fen for due in self._detail(order).dues if due.item == "loan")
            if loan and two % 2:
                with contextlib.suppress(Refusal):
                    pay(self.house, order, line("loan", loan, "price_by_loan"), tenders=(Tender("loan", loan),))

    def measure(self, one: int, two: int) -> None:
        unit = self.units[UNITS[one % len(UNITS)]]
        area = SurveyedArea(unit, (85 + two % 40) * 10_000, None)
        self._try("service", store_surveyed, SurveyedAreas(areas=(area,)))

    def ask_area(self, one: int, two: int) -> None:
        if order := self._order(one):
            self._try("service", ask_settlement, AskSettlement(order_id=order, reason="实测"))

    def hand_keys_over(self, one: int, two: int) -> None:
        if order := self._order(one):
            self._try("service", hand_over, HandOver(order_id=order, handed_over_on=self.house.today))

    def ask_keys_back(self, one: int, two: int) -> None:
        if order := self._order(one):
            self._try("service", ask_handover_back, AskHandoverBack(order_id=order, reason="录错"))

    def ask_other_area(self, one: int, two: int) -> None:
        if order := self._order(one):
            gross = (85 + two % 40) * 10_000
            form = AskAreaCorrection(order_id=order, reason="重测", gross_cm2=gross, inner_cm2=None)
            self._try("service", ask_area_correction, form)

    def _detail(self, order_id: int) -> OrderDetail:
        return self.house.desk("control").read(order_detail, order_id)

    @invariant()
    def in_order(self) -> None:
        assert_in_order(self.house)
        control = self.house.desk("control")
        for order_id in self._orders():
            order = control.read(order_detail, order_id)
            if order.working is not None:
                assert price_sum(order.dues) == order.working.total_fen

    def teardown(self) -> None:
        self.done.update(self.went)
        self._stack.close()


@pytest.fixture
def machine(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> type[AnyChange]:
    """The machine, with a fresh copy of the office for each run of it."""
    places = count(1)

    def fresh() -> contextlib.AbstractContextManager[House]:
        folder = tmp_path / str(next(places))
        folder.mkdir()
        return office_copy(engine_kind, request, folder)

    return type("AnyChangeHere", (AnyChange,), {"open_house": staticmethod(fresh), "done": Counter()})


def test_whatever_is_asked_agreed_to_and_carried_out_the_office_stays_in_order(machine: type[AnyChange]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=3, stateful_step_count=120, deadline=None, derandomize=True,
            phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    # Else the machine would only have been told no.
    assert {"subscribe", "ask_swap", "answer_request"} <= set(machine.done)
    assert sum(times for name, times in machine.done.items() if name.startswith("finish_")) >= 6, machine.done
