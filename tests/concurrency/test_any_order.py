"""Whatever is done, at whatever desks, in whatever order, alone or two at once, once or again: the office stays whole.

Hypothesis makes the days up. After each step the answer is that of the model, the database holds what the model holds,
and nothing is broken in it (`tests.support.invariants`).
"""

from __future__ import annotations

import contextlib
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from salesdesk.repository.commands import Begun, Commands
from salesdesk.repository.database import utc_now
from salesdesk.repository.holds import Holds
from salesdesk.repository.work import Work
from salesdesk.services import cashier
from salesdesk.services.accounts import order_account, received_by_item
from salesdesk.services.holds import Release, release
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.seals import verify
from tests.support.invariants import broken
from tests.support.office import House, office_copy
from tests.support.office_model import PRICE_ITEMS, RIGHT, OfficeModel, PriceList, Step, Unit
from tests.support.office_steps import try_of
from tests.support.races import NOT_POLITE, Answer, Desks, Try, answer_of

EXAMPLES, STEPS = 4, 100
UNITS = (("3#", "0101"), ("3#", "0102"), ("3#", "0201"), ("4#", "0101"))
WHO: dict[str, tuple[str, ...]] = {
    "hold": ("control", "manager", "consultant"),
    "release": ("control", "manager", "consultant"),
    **dict.fromkeys(("reserve", "subscribe", "sign", "file", "cancel"), ("control",)),
    **dict.fromkeys(("pay", "void", "reverse", "refund", "print", "close"), ("cashier",)),
    "revise": ("operator",),
    "endorse": ("manager", "operator", "management"),
    **dict.fromkeys(("launch", "withdraw"), ("operator",)),
    "assign": ("manager",),
}
EVERYBODY: tuple[str, ...] = (
    "control",
    "cashier",
    "manager",
    "operator",
    "consultant",
    "auditor",
    "management",
    "service",
)
OFTEN = {"subscribe": 4, "pay": 6, "hold": 3, "reserve": 2, "cancel": 2, "refund": 2, "print": 2, "assign": 1}

HOW = ("alone",) * 12 + ("beside",) * 5 + ("twice", "twice", "again", "for something else", "hours later")


@dataclass(frozen=True)
class Wish:
    """A step as it is drawn. ``pick`` chooses among what there is when its turn comes: among what may be done where
    ``lucky``, else among everything. ``login`` is somebody else's now and then. ``how``: alone, beside another desk,
    from two desks, an earlier request again, an earlier request for something else, or some hours later."""

    how: str
    verb: str
    login: str
    desk: int
    lucky: bool
    pick: int
    amount: int


def _wish(seed: int) -> Wish:
    """Hypothesis likes small numbers, and would have everybody do the same thing all day."""
    dice = random.Random(seed)
    how = dice.choice(HOW)
    verb = dice.choice([verb for verb in WHO for _ in range(OFTEN.get(verb, 2))])
    login = dice.choice(EVERYBODY if dice.random() < 0.08 else WHO[verb])
    return Wish(how, verb, login, dice.randrange(2), dice.random() < 0.6, dice.randrange(1_000), dice.randrange(1, 10))


wishes = st.integers(0, 2**31).map(_wish)
House_ = Callable[[], contextlib.AbstractContextManager[House]]


class AnyOrder(RuleBasedStateMachine):
    """One made-up day."""

    def __init__(self, open_house: House_) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self.house = self._stack.enter_context(open_house())
        self.desks = Desks(self.house)
        self.choices = self.house.choices()
        self.owner = self._stack.enter_context(self.house.as_owner.connect())
        self.model = self._begin()
        self.sent = list[tuple[Try, Any]]()
        for login in EVERYBODY:
            self.desks.desk(login)

    def _begin(self) -> OfficeModel:
        house = self.house
        house.desk("operator").perform(change_setting, NewSetting(name="hold.by_consultant", value=True))
        logins = ("consultant", "consultant", "colleague")
        owners = {house.customer(f"客{place}", f"1390000000{place}", login): house.desk(login).person.id
                  for place, login in enumerate(logins)}  # fmt: skip
        units = {house.unit_id(number, building): Unit(building == "3#") for building, number in UNITS}
        listed = {row[0]: row[1] for row in self._rows("SELECT unit_id, total_fen FROM price_list_line")}
        first = PriceList({unit: listed[unit] for unit in units}, house.desk("operator").person.id, signed=True)
        people = {login: house.desk(login).person.id for login in (*EVERYBODY, "colleague")}
        now = house.desk("auditor").read(lambda work: work.now)
        open_day = house.desk("cashier").read(lambda work: work.today)
        return OfficeModel(units, {1: first}, owners, people, open_day, now)

    def teardown(self) -> None:
        try:
            self._check_everything()
        finally:
            self._stack.close()

    # one rule: hypothesis leaves whole rules out of a day

    @rule(wish=wishes, beside=wishes)
    def somebody_does(self, wish: Wish, beside: Wish) -> None:
        if wish.how in ("again", "for something else"):
            self._request_comes_again(wish)
            return
        if wish.how == "hours later":
            self.desks.hours_pass(1 + 4 * wish.amount)
        if (step := self._step(wish)) is None:
            return
        one = self._try(step)
        if wish.how == "beside" and (other := self._step(beside)) is not None:
            tries = [one, self._try(other)]
            self._compare_both([step, other], tries, self._at_once(*tries))
        elif wish.how == "twice":
            first, second = self._at_once(one, one)
            assert (first.won, first.value) == (second.won, second.value), (step, first, second)
            self._compare(step, one, first)
        else:
            self._compare(step, one, answer_of(self.desks.desk(step.login, wish.desk), one))

    def _request_comes_again(self, wish: Wish) -> None:
        if not self.sent:
            return
        one, value = self.sent[wish.pick % len(self.sent)]
        desk = self.desks.desk(one.login, wish.desk)
        if wish.how == "again":
            assert answer_of(desk, one).value == value
        else:
            form = Release(unit_id=next(iter(self.model.units)), reason="别的事", request_id=one.form.request_id)
            answer = answer_of(desk, Try(one.login, release, form))
            assert "already used for something else" in answer.sentence, answer
        self._check()

    # how a wish becomes a step

    def _step(self, wish: Wish) -> Step | None:
        """The wish as a step, if there is anything that it could be about."""
        self.model.now = self.desks.desk("auditor").read(lambda work: work.now)
        steps = list(self._steps(wish))
        allowed = [step for step in steps if not self.model.against(step)]
        pool = allowed if wish.lucky and allowed else steps
        return pool[wish.pick % len(pool)] if pool else None

    def _steps(self, wish: Wish) -> Iterator[Step]:
        model, step, n = self.model, Step(wish.login, wish.verb), wish.amount
        if wish.verb in ("sign", "file", "cancel", "pay", "refund"):
            for number in model.orders:
                yield from self._about_order(replace(step, order=number), n)
        elif wish.verb in ("void", "reverse", "print"):
            yield from (replace(step, receipt=number) for number in model.entries)
        elif wish.verb == "endorse":
            yield from (replace(step, price_list=number) for number in model.lists)
        elif wish.verb == "close":
            yield replace(step, day=model.today - timedelta(days=n % 2))
        elif wish.verb == "assign":
            owner = model.people[("consultant", "colleague")[n % 2]]
            yield from (replace(step, customer=customer, owner=owner) for customer in model.customers)
        else:
            step = replace(step, hours=1 + n % 4, millionths=(1_010_000, 995_000)[n % 2])
            for unit, customer in product(model.units, model.customers):
                nobody = wish.verb == "hold" and n == 9
                yield replace(step, unit=unit, customer=None if nobody else customer)

    def _about_order(self, step: Step, n: int) -> Iterator[Step]:
        if step.verb not in ("pay", "refund"):
            yield step
            return
        order = self.model.orders[step.order]
        for item in (*PRICE_ITEMS, "deed_tax"):
            most = order.total - order.price_paid if step.verb == "pay" else order.held.get(item, 0)
            yield replace(step, item=item, fen=max(1, most + n // 8) if n > 5 else n * 10_000)

    def _try(self, step: Step) -> Try:
        return try_of(step, self.choices, self.model.people["consultant"], self.model.today)

    def _at_once(self, *tries: Try) -> list[Answer]:
        return [answers[0] for answers in self.desks.whatever(*([one] for one in tries))]

    # what comes of it

    def _compare(self, step: Step, one: Try, answer: Answer) -> None:
        against = self.model.against(step)
        assert not answer.fault, answer.fault
        assert answer.won is not bool(against), (step, against, answer)
        self._refused_politely(against, answer)
        if answer.won:
            self._done(step, one, answer)
        self._check(step)

    def _refused_politely(self, against: str, answer: Answer) -> None:
        if not answer.won:
            assert answer.sentence.strip()
            assert (answer.refusal == "NotAllowed") is (against == RIGHT), (against, answer)
            assert answer.refusal == "NotAllowed" or answer.refusal not in NOT_POLITE, answer

    def _done(self, step: Step, one: Try, answer: Answer) -> None:
        self.model.done(step, answer.value)
        self.sent.append((one, answer.value))

    def _compare_both(self, steps: list[Step], tries: list[Try], answers: list[Answer]) -> None:
        """Two at once were answered as one after the other would be, in one order or the other."""
        assert not any(answer.fault for answer in answers), answers
        before = self.model
        for turn in ((0, 1), (1, 0)):
            self.model = copy.deepcopy(before)
            if all(self._follows(steps[place], answers[place]) for place in turn) and not self._differences():
                break
        else:
            raise AssertionError((steps, answers))
        self.sent += [(one, answer.value) for one, answer in zip(tries, answers, strict=True) if answer.won]
        self._check(*steps)

    def _follows(self, step: Step, answer: Answer) -> bool:
        against = self.model.against(step)
        if answer.won is bool(against):
            return False
        self._refused_politely(against, answer)
        if answer.won:
            self.model.done(step, answer.value)
        return True

    # what stands after it

    def _rows(self, query: str) -> list[Any]:
        try:
            return list(self.owner.exec_driver_sql(query))
        finally:
            self.owner.rollback()

    def _check(self, *steps: Step) -> None:
        self.model.now = self.desks.desk("auditor").read(lambda work: work.now)
        faults = broken(self.owner)
        self.owner.rollback()
        assert not faults, faults
        assert not (found := self._differences()), found
        for order in {self._order_of(step) for step in steps} - {0}:
            self._check_account(order)

    def _order_of(self, step: Step) -> int:
        return self.model.entries[step.receipt].order if step.receipt else step.order

    def _differences(self) -> list[tuple[object, object]]:
        """What the database holds, beside what the model holds, where they differ."""
        pairs = ((self._units(), self._units_known()), (self._orders(), self._orders_known()),
                 (self._entries(), self._entries_known()))  # fmt: skip
        return [pair for pair in pairs if pair[0] != pair[1]]

    def _units(self) -> object:
        board = self.desks.desk("auditor").read(lambda work: work.units.board(list(self.model.units)))
        return {cell.unit_id: (cell.state, cell.total_fen) for cell in board}

    def _units_known(self) -> object:
        prices = self.model.lists[self.model.current].prices
        return {unit: (self.model.state(unit), prices[unit]) for unit in self.model.units}

    def _orders(self) -> object:
        found = self._rows(
            "SELECT o.id, o.unit_id, o.customer_id, o.stage, COALESCE(t.price_list_id, 0), COALESCE(t.total_fen, 0) "
            "FROM sale_order o LEFT JOIN order_terms t ON t.order_id = o.id AND t.version = o.terms_version "
            "ORDER BY o.id"
        )
        return [tuple(row) for row in found]

    def _orders_known(self) -> object:
        return [
            (number, one.unit, one.customer, one.stage, one.price_list, one.total)
            for number, one in sorted(self.model.orders.items())
        ]

    def _entries(self) -> object:
        found = self._rows("SELECT id, kind, order_id, total_fen, business_day FROM receipt ORDER BY id")
        return [(*row[:4], str(row[4])) for row in found]

    def _entries_known(self) -> object:
        return [
            (number, one.kind, one.order, sum(one.items.values()), str(one.day))
            for number, one in sorted(self.model.entries.items())
        ]

    def _check_account(self, order: int) -> None:
        account = self.desks.desk("cashier").read(order_account, order)
        held = {item: fen for item, fen in self.model.orders[order].held.items() if fen}
        assert {item: fen for (_, item), fen in received_by_item(account.entries).items() if fen} == held
        assert account.received_fen == sum(held.values())

    def _check_everything(self) -> None:
        for order in self.model.orders:
            self._check_account(order)
        verdict = self.desks.desk("auditor").read(verify)
        assert verdict.sound, [finding.sentence for finding in verdict.findings]


@pytest.fixture
def open_house(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> House_:
    """A fresh copy of the office for each made-up day."""
    places = count(1)

    def fresh() -> contextlib.AbstractContextManager[House]:
        folder = tmp_path / str(next(places))
        folder.mkdir()
        return office_copy(engine_kind, request, folder)

    return fresh


def make_days_up(open_house: House_) -> None:
    """The same days each time; a day that went wrong is told as it was, and not made smaller for minutes."""
    run_state_machine_as_test(
        lambda: AnyOrder(open_house),  # type: ignore[arg-type]
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, derandomize=True, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate,), report_multiple_bugs=False,
        ),
    )  # fmt: skip


def test_whatever_is_done_in_whatever_order_the_office_stays_whole(open_house: House_) -> None:
    make_days_up(open_house)


def _every_request_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Commands, "begin", lambda *_: Begun(utc_now()))
    monkeypatch.setattr(Commands, "complete", lambda *_: None)


SPOILT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "nobody asks what is still owed": lambda patch: patch.setattr(cashier, "_check_owed", lambda *_: None),
    "nobody asks for the right": lambda patch: patch.setattr(Work, "require", lambda *_: None),
    "holds are closed and their units stay as they are": lambda patch: patch.setattr(Holds, "_end", lambda *_: 1),
    "every request is a new one": _every_request_is_new,
}


@pytest.mark.parametrize("engine_kind", ["sqlite"])
@pytest.mark.parametrize("fault", SPOILT)
def test_control_a_program_with_a_fault_is_found_out(
    open_house: House_, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    SPOILT[fault](monkeypatch)
    with pytest.raises((AssertionError, Flaky)):
        make_days_up(open_house)
