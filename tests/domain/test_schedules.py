"""Due items: whatever the scheme and the price, those of the price classes add up to the price, to the fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.money import MILLION
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.schedules import (
    DayKind,
    DueItem,
    Event,
    EventDates,
    Scheme,
    SchemeKind,
    SchemeLine,
    loan_sum,
    price_sum,
    schedule,
)
from salesdesk.services.starting_schemes import STARTING_SCHEMES

PRICE, LOAN = MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN
WAN = 1_000_000
SIGNED = date(2026, 8, 31)
CONTRACT = date(2026, 9, 7)
DATES = EventDates({Event.SUBSCRIPTION: SIGNED, Event.CONTRACT: CONTRACT}, {})
prices = st.integers(WAN, 10**11)


def scheme_of(*lines: SchemeLine, kind: SchemeKind = SchemeKind.STAGES, loan_round_fen: int = WAN) -> Scheme:
    return Scheme("试", kind, lines, loan_round_fen)


def line(item: str, klass: MoneyClass = PRICE, event: Event = Event.SUBSCRIPTION, **values: Any) -> SchemeLine:
    return replace(SchemeLine(item, klass, event), **values)


def sums(dues: Iterable[DueItem]) -> list[tuple[str, int]]:
    return [(due.item, due.amount_fen) for due in dues]


# --- sums -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", STARTING_SCHEMES, ids=lambda scheme: scheme.name)
@given(total=st.integers(20_000_000, 10**11))
def test_every_scheme_that_a_project_begins_with_comes_to_the_price(scheme: Scheme, total: int) -> None:
    dues = schedule(scheme, total, DATES)
    assert price_sum(dues) == total
    assert all(due.amount_fen > 0 for due in dues)
    assert [due.seq for due in dues] == list(range(1, len(dues) + 1))
    for due in dues:
        if due.klass is LOAN:
            assert due.amount_fen % scheme.loan_round_fen == 0


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Schemes as offices may set them up: any lines, one of the buyer's own or the bank's takes the rest."""
    made = list[SchemeLine]()
    for _ in range(draw(st.integers(0, 5))):
        klass = draw(st.sampled_from([PRICE, PRICE, LOAN, MoneyClass.COLLECTED, MoneyClass.OTHER]))
        by_share = draw(st.booleans())
        made.append(
            line(
                draw(st.sampled_from(["earnest", "down_payment", "stage_payment", "loan", "deed_tax"])), klass,
                draw(st.sampled_from(Event)), months=draw(st.integers(0, 36)), days=draw(st.integers(0, 400)),
                share_millionths=draw(st.integers(1, 400_000)) if by_share else 0,
                amount_fen=0 if by_share else draw(st.integers(1, 50 * WAN)),
                less_earnest=draw(st.booleans()) and klass is PRICE, parts=draw(st.integers(1, 12)),
                gap_months=draw(st.integers(1, 6)), fixed_on=draw(st.none() | st.just(date(2027, 2, 28))),
            )
        )  # fmt: skip
    rest = line("down_payment", takes_rest=True, parts=draw(st.integers(1, 4)))
    if draw(st.booleans()):
        made.append(line("down_payment", share_millionths=draw(st.integers(1, 300_000))))
        rest = line("loan", LOAN, takes_rest=True)
    made.insert(draw(st.integers(0, len(made))), rest)
    return scheme_of(*made, loan_round_fen=draw(st.sampled_from([1, 10_000, 100_000, WAN])))


@given(schemes(), prices)
def test_any_scheme_comes_to_the_price_or_says_that_it_asks_too_much(scheme: Scheme, total: int) -> None:
    try:
        dues = schedule(scheme, total, DATES)
    except BadInput:
        assert asks_too_much(scheme, total)
        return
    assert price_sum(dues) == total
    assert all(due.amount_fen > 0 for due in dues)


def asks_too_much(scheme: Scheme, total: int) -> bool:
    """Whether the lines of the price, the rest aside, come to more than it, or one to less than its earnest money."""

    def asks(one: SchemeLine) -> int:
        return one.amount_fen + total * one.share_millionths // MILLION

    earnest = sum(asks(one) for one in scheme.lines if one.item == "earnest")
    priced = [one for one in scheme.lines if one.klass in PRICE_CLASSES and not one.takes_rest]
    asked = sum(asks(one) - earnest * one.less_earnest for one in priced)
    return asked > total - len(scheme.lines) or any(one.less_earnest and asks(one) <= earnest + 1 for one in priced)


@given(prices, st.integers(1, MILLION), st.sampled_from([1, 10_000, 100_000, WAN]))
def test_a_loan_rounds_down_and_the_rest_goes_to_the_down_payment(total: int, share: int, step: int) -> None:
    scheme = scheme_of(
        line("down_payment", takes_rest=True),
        line("loan", LOAN, Event.CONTRACT, share_millionths=share),
        loan_round_fen=step,
    )
    dues = schedule(scheme, total, DATES)
    exact = total * share / MILLION
    loan = loan_sum(dues)
    assert loan % step == 0
    assert -1 <= exact - loan <= step
    assert sum(due.amount_fen for due in dues if due.item == "down_payment") == total - loan


@given(prices)
def test_a_loan_that_takes_the_rest_rounds_down_all_the_same(total: int) -> None:
    scheme = scheme_of(
        line("down_payment", share_millionths=300_000), line("loan", LOAN, Event.CONTRACT, takes_rest=True)
    )
    dues = schedule(scheme, total, DATES)
    assert price_sum(dues) == total
    assert loan_sum(dues) % WAN == 0
    assert 0 <= total * 700_000 // MILLION - loan_sum(dues) <= WAN


def test_shares_without_a_line_for_the_rest_leave_what_rounding_takes_to_the_down_payment() -> None:
    scheme = scheme_of(line("down_payment", share_millionths=300_000), line("loan", LOAN, share_millionths=700_000))
    assert sums(schedule(scheme, 236_640_000, DATES)) == [("down_payment", 71_640_000), ("loan", 165_000_000)]


def test_two_loans_stand_beside_each_other() -> None:
    scheme = next(scheme for scheme in STARTING_SCHEMES if scheme.kind is SchemeKind.COMBINED_LOAN)
    dues = schedule(scheme, 236_640_000, DATES)
    assert (loan_sum(dues, "provident_loan"), loan_sum(dues, "loan"), loan_sum(dues)) == (
        70_000_000, 94_000_000, 164_000_000,
    )  # fmt: skip


@pytest.mark.parametrize("earnest", [{"amount_fen": 5 * WAN}, {"share_millionths": 20_000}])
def test_earnest_money_counts_towards_the_line_that_says_so(earnest: dict[str, Any]) -> None:
    scheme = scheme_of(
        line("earnest", **earnest),
        line("down_payment", share_millionths=300_000, less_earnest=True),
        line("balance", takes_rest=True),
    )
    paid = dict(sums(schedule(scheme, 250_000_000, DATES)))
    assert paid == {"earnest": 5 * WAN, "down_payment": 70 * WAN, "balance": 175 * WAN}


def test_a_line_in_parts_is_owed_in_sums_that_differ_by_a_fen_at_most() -> None:
    scheme = scheme_of(line("stage_payment", takes_rest=True, parts=3, gap_months=2))
    dues = schedule(scheme, 100_000_001, DATES)
    assert [due.amount_fen for due in dues] == [33_333_334, 33_333_334, 33_333_333]
    assert [due.due_on for due in dues] == [SIGNED, date(2026, 10, 31), date(2026, 12, 31)]


def test_what_is_collected_for_others_stands_beside_the_price() -> None:
    scheme = scheme_of(
        line("balance", takes_rest=True), line("deed_tax", MoneyClass.COLLECTED, share_millionths=15_000)
    )
    dues = schedule(scheme, 200_000_000, DATES)
    assert sums(dues) == [("balance", 200_000_000), ("deed_tax", 3_000_000)]
    assert price_sum(dues) == 200_000_000


def test_a_line_that_comes_to_nothing_is_no_due_item() -> None:
    scheme = scheme_of(line("earnest", amount_fen=5 * WAN), line("balance", takes_rest=True))
    assert sums(schedule(scheme, 5 * WAN, DATES)) == [("earnest", 5 * WAN)]


@pytest.mark.parametrize(
    "lines",
    [
        (line("earnest", amount_fen=5 * WAN), line("balance", takes_rest=True)),
        (line("balance", takes_rest=True), line("loan", LOAN, share_millionths=MILLION), line("earnest", amount_fen=1)),
        (line("earnest", amount_fen=3 * WAN), line("down_payment", share_millionths=500_000, less_earnest=True),
         line("balance", takes_rest=True)),
        (line("down_payment", share_millionths=600_000), line("balance", share_millionths=500_000)),
    ],
)  # fmt: skip
def test_a_scheme_that_asks_for_more_than_the_price_is_refused(lines: tuple[SchemeLine, ...]) -> None:
    with pytest.raises(BadInput, match="more than the price of 40,000"):
        schedule(scheme_of(*lines), 4 * WAN, DATES)


def test_a_scheme_that_does_not_come_to_the_price_is_refused_instead_of_one_line_swelling() -> None:
    scheme = scheme_of(line("down_payment", share_millionths=300_000), line("balance", share_millionths=600_000))
    with pytest.raises(BadInput, match="does not come to the whole price"):
        schedule(scheme, 200_000_000, DATES)


@pytest.mark.parametrize(
    "lines",
    [
        (line("earnest", amount_fen=5 * WAN), line("loan", LOAN, takes_rest=True)),
        (line("loan", LOAN, share_millionths=MILLION),),
    ],
)
def test_a_scheme_where_nobody_can_take_what_a_loan_loses_is_refused(lines: tuple[SchemeLine, ...]) -> None:
    assert price_sum(schedule(scheme_of(*lines), 200 * WAN, DATES)) == 200 * WAN
    with pytest.raises(BadInput, match="no line that can take the rest"):
        schedule(scheme_of(*lines), 200 * WAN + 1, DATES)


@given(schemes(), prices)
def test_each_due_item_says_its_share_of_the_price(scheme: Scheme, total: int) -> None:
    try:
        dues = schedule(scheme, total, DATES)
    except BadInput:
        assume(False)
    assert all(abs(due.share_millionths * total - due.amount_fen * MILLION) * 2 <= total for due in dues)


# --- dates ------------------------------------------------------------------------------------------------------------


def due_on(scheme_line: SchemeLine, when: EventDates = DATES) -> date | None:
    return schedule(scheme_of(replace(scheme_line, takes_rest=True)), 100 * WAN, when)[0].due_on


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({}, date(2026, 8, 31)),
        ({"days": 7}, date(2026, 9, 7)),
        ({"months": 1}, date(2026, 9, 30)),
        ({"months": 6}, date(2027, 2, 28)),
        ({"months": 18}, date(2028, 2, 29)),
        ({"months": 6, "days": 1}, date(2027, 3, 1)),
        ({"event": Event.CONTRACT, "days": 45}, date(2026, 10, 22)),
        ({"event": Event.FIXED_DATE, "fixed_on": date(2026, 12, 31)}, date(2026, 12, 31)),
        ({"event": Event.FIXED_DATE, "fixed_on": date(2026, 12, 31), "months": 2}, date(2027, 2, 28)),
    ],
)
def test_a_due_date_counts_from_its_event_and_ends_with_a_short_month(values: dict[str, Any], day: date) -> None:
    assert due_on(line("balance", **values)) == day


def test_parts_fall_on_the_day_of_the_first_and_not_of_a_short_month_between() -> None:
    scheme = scheme_of(line("stage_payment", takes_rest=True, parts=3, gap_months=1))
    dues = schedule(scheme, 300 * WAN, EventDates({Event.SUBSCRIPTION: date(2027, 1, 31)}, {}))
    assert [due.due_on for due in dues] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


def test_working_days_pass_over_weekends_and_holidays_and_count_days_made_up_for() -> None:
    friday = date(2026, 9, 25)
    holidays = {date(2026, 9, 28): False, date(2026, 9, 26): True}
    when = EventDates({Event.SUBSCRIPTION: friday}, holidays)
    working = line("balance", days=2, day_kind=DayKind.WORKING)
    assert due_on(working, EventDates({Event.SUBSCRIPTION: friday}, {})) == date(2026, 9, 29)
    assert due_on(working, when) == date(2026, 9, 29)
    assert due_on(replace(working, days=1), when) == date(2026, 9, 26)
    assert due_on(replace(working, day_kind=DayKind.CALENDAR), when) == date(2026, 9, 27)


@pytest.mark.parametrize("event", [Event.LOAN_APPROVAL, Event.NODE, Event.HANDOVER, Event.SETTLEMENT])
def test_what_waits_for_an_event_without_a_date_has_none_either(event: Event) -> None:
    assert due_on(line("balance", event=event)) is None


def test_a_fixed_date_that_is_missing_leaves_the_due_item_without_one() -> None:
    assert due_on(line("balance", event=Event.FIXED_DATE)) is None
