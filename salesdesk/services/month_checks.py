"""What stands against the close of a month, check by check, each with its orders (DOMAIN.md, "Month close")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from salesdesk.domain.accounts import DueState
from salesdesk.domain.after_contract import Step
from salesdesk.domain.duties import REVIEWS
from salesdesk.domain.duty_days import Check, Severity, check_name
from salesdesk.domain.duty_facts import OrderFacts, due_name, request_name
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import SPECIAL, RequestKind, RequestState
from salesdesk.domain.states import Stage
from salesdesk.domain.working_days import add_months
from salesdesk.repository.duties import DutyFacts
from salesdesk.repository.work import Work
from salesdesk.services.duties import order_facts
from salesdesk.services.reports import month_days, month_key, require_reports


@dataclass(frozen=True)
class CheckedRow:
    """What a check found: an order, or a business day without one; fen."""

    subject: str
    note: Reason
    amount_fen: int = 0
    order_id: int | None = None


@dataclass(frozen=True)
class MonthCheck:
    """One check of a month: whether it forbids the close or warns, and what it found."""

    check: Check
    severity: Severity
    rows: tuple[CheckedRow, ...]

    @property
    def passed(self) -> bool:
        return not self.rows

    @property
    def forbids(self) -> bool:
        return bool(self.rows) and self.severity is Severity.FORBIDS


def month_checks(work: Work, month: str) -> tuple[MonthCheck, ...]:
    """Every check of a month (``2026-11``), as things stand now: orders that were signed in it or before. A change that
    was asked for later stands against no month before it, for it counts in the month it is carried out in."""
    require_reports(work)
    last = month_days(month)[1]
    facts = [one for one in order_facts(work) if _began(one) <= last]
    found = {check: list[CheckedRow]() for check in Check}
    for one in facts:
        for check, row in _of_order(one, min(last, work.today)):
            found[check].append(row)
    for order_id, label, customer, amount in DutyFacts(work.connection, work.project_id).cancelled_with_money(last):
        note = Reason(mark("cancelled, money not paid back"), {})
        found[Check.CANCELLATION].append(CheckedRow(f"{label}　{customer}", note, amount, order_id))
    found[Check.DAY_CLOSE] = _open_days(work, last)
    return tuple(MonthCheck(check, _severity(work, check), tuple(found[check])) for check in Check)


def _severity(work: Work, check: Check) -> Severity:
    return Severity(work.settings.text(check_name(check)))


def _began(facts: OrderFacts) -> date:
    return facts.subscribed_on or facts.reserved_on or date.min


def _of_order(facts: OrderFacts, day: date) -> Iterator[tuple[Check, CheckedRow]]:
    for check, note, amount in (*_of_money(facts, day), *_of_requests(facts, day)):
        yield check, CheckedRow(f"{facts.unit_label}　{facts.customer}", note, amount, facts.order_id)


def _of_money(facts: OrderFacts, day: date) -> Iterator[tuple[Check, Reason, int]]:
    for state in facts.dues:
        if state.open_fen <= 0:
            continue
        words: dict[str, object] = {"what": due_name(state)}
        if state.due.item == "earnest":
            yield Check.EARNEST, Reason(mark("{what} is open"), words), state.open_fen
        late = state.days_overdue(day)
        if state.due.item == "down_payment" and facts.stage is Stage.SUBSCRIBED and late:
            yield (
                Check.DOWN_PAYMENT,
                Reason(mark("{what} is {days} days late"), {**words, "days": late}),
                state.open_fen,
            )
        if _loan_waits(facts, state):
            yield Check.LOAN, Reason(mark("{what}: signed, not paid out"), words), state.open_fen
    priced = [state.due.amount_fen for state in facts.dues if state.due.klass in PRICE_CLASSES]
    if facts.total_fen is not None and sum(priced) != facts.total_fen:
        yield Check.AGREEMENT, Reason(mark("due items differ from the price"), {}), sum(priced) - facts.total_fen
    if facts.total_fen is not None and facts.price_received_fen > facts.total_fen:
        more = facts.price_received_fen - facts.total_fen
        yield Check.AGREEMENT, Reason(mark("more received than the price"), {}), more


def _loan_waits(facts: OrderFacts, state: DueState) -> bool:
    signed = facts.done(Step.LOAN_SIGNED, state.due.item)
    return state in facts.loans and signed is not None


def _of_requests(facts: OrderFacts, day: date) -> Iterator[tuple[Check, Reason, int]]:
    for request in (one for one in facts.requests if one.asked_on <= day):
        words: dict[str, object] = {"what": request_name(request), "number": request.number}
        if request.kind is RequestKind.CANCELLATION:
            check = Check.CANCELLATION
        elif request.kind in SPECIAL:
            check = Check.SPECIAL
        elif request.kind in REVIEWS:
            check = Check.SUBSCRIPTION
        else:
            continue
        asked = request.state is RequestState.ASKED
        note = mark("{what} {number}: not approved") if asked else mark("{what} {number}: approved, not finished")
        yield check, Reason(note, words), 0


def _open_days(work: Work, last: date) -> list[CheckedRow]:
    """The business days of the month, and before, that hold receipts and are not closed."""
    opened = work.closes.open_day()
    if opened is None:
        return []
    return [
        CheckedRow(
            day.isoformat(), Reason(mark("{count} entries, day not closed"), {"count": sums.entries}), sums.net_fen
        )
        for day, sums in work.closes.by_day().items()
        if opened <= day <= last
    ]


@dataclass(frozen=True)
class ThisMonth:
    """A month whose checks are looked at; ``last`` is the one that is not over yet."""

    project_id: int
    key: str
    last: str

    @property
    def is_last(self) -> bool:
        return self.key >= self.last

    def turned(self, months: int) -> ThisMonth:
        """So many months later, never after the last."""
        day = add_months(month_days(self.key)[0], months)
        return replace(self, key=min(month_key(day), self.last))


def this_month(work: Work) -> ThisMonth:
    """The month of the office's day."""
    key = month_key(work.today)
    return ThisMonth(work.project_id, key, key)
