"""What is paid of each due item, out of what was received by item: in order, to the fen, never more than is owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.accounts import DueState, allocate, paid_when, spread
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.schedules import DueItem, Event

DAY = date(2026, 11, 22)
PRICE, LOAN, TAX = MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN, MoneyClass.COLLECTED
Key = tuple[MoneyClass, str]


def due(seq: int, item: str, amount: int, days: int | None = 0, klass: MoneyClass = PRICE) -> DueItem:
    due_on = None if days is None else DAY + timedelta(days=days)
    return DueItem(seq, item, klass, "", Event.SUBSCRIPTION, 0, due_on, amount, 0)


def paid(dues: tuple[DueItem, ...], received: Mapping[Key, int]) -> list[int]:
    return [state.paid_fen for state in allocate(dues, received)]


DUES = (due(1, "earnest", 5_000), due(2, "down_payment", 60_000, 7), due(3, "loan", 100_000, 45, LOAN))


def test_money_pays_the_due_item_of_its_own_item() -> None:
    assert paid(DUES, {(PRICE, "down_payment"): 20_000}) == [0, 20_000, 0]


def test_parts_of_one_item_are_paid_in_the_order_of_their_dates_not_of_their_rows() -> None:
    dues = (due(1, "stage_payment", 700, 60), due(2, "stage_payment", 300, 10))
    assert paid(dues, {(PRICE, "stage_payment"): 500}) == [200, 300]


def test_a_due_item_without_a_date_is_paid_last() -> None:
    dues = (due(1, "stage_payment", 700, None), due(2, "stage_payment", 300, 400))
    assert paid(dues, {(PRICE, "stage_payment"): 300}) == [0, 300]


def test_a_deposit_pays_what_is_due_first_of_its_class() -> None:
    assert paid(DUES, {(PRICE, "deposit"): 8_000}) == [5_000, 3_000, 0]


def test_what_the_buyer_overpays_never_pays_the_banks_part() -> None:
    assert paid(DUES, {(PRICE, "down_payment"): 90_000}) == [5_000, 60_000, 0]


def test_money_collected_for_others_pays_no_part_of_the_price() -> None:
    dues = (*DUES, due(4, "deed_tax", 900, None, TAX))
    assert paid(dues, {(TAX, "maintenance_fund"): 5_000, (TAX, "deed_tax"): 400}) == [0, 0, 0, 400]


def test_an_item_that_is_owed_back_pays_nothing() -> None:
    assert paid(DUES, {(PRICE, "earnest"): -100}) == [0, 0, 0]


def test_a_sum_is_late_from_the_day_after_its_date_and_only_while_it_is_open() -> None:
    state = DueState(due(1, "earnest", 5_000), 1_000)
    assert state.days_overdue(DAY) == 0
    assert state.days_overdue(DAY + timedelta(days=1)) == 1
    assert DueState(state.due, 5_000).days_overdue(DAY + timedelta(days=9)) == 0
    assert DueState(due(1, "earnest", 5_000, None), 0).days_overdue(DAY + timedelta(days=9)) == 0


item_names = st.sampled_from(["earnest", "down_payment", "stage_payment"])
due_rows = st.tuples(item_names, st.integers(1, 10**12), st.none() | st.integers(-400, 400))
due_items = st.lists(due_rows, min_size=1, max_size=6).map(
    lambda rows: tuple(due(seq, *row) for seq, row in enumerate(rows, 1))
)
received_sums = st.dictionaries(
    st.tuples(st.just(PRICE), st.sampled_from(["deposit", "earnest", "down_payment", "stage_payment"])),
    st.integers(0, 10**12),
)


@given(due_items, received_sums)
def test_no_due_item_is_paid_beyond_what_is_owed_and_no_money_of_the_price_is_lost(
    dues: tuple[DueItem, ...], received: dict[Key, int]
) -> None:
    states = allocate(dues, received)
    assert all(0 <= state.paid_fen <= state.due.amount_fen for state in states)
    owed = sum(item.amount_fen for item in dues)
    assert sum(state.paid_fen for state in states) == min(owed, sum(received.values()))


def test_a_sum_is_spread_over_the_ticked_items_in_the_order_of_their_dates() -> None:
    states = [DueState(due(1, "a", 700, 60), 0), DueState(due(2, "b", 300, 10), 100)]
    assert spread(500, states) == (300, 200)


def test_what_is_more_than_the_ticked_items_owe_stays_out() -> None:
    assert spread(9_999, [DueState(due(1, "a", 700), 200)]) == (500,)
    assert spread(-5, [DueState(due(1, "a", 700), 0)]) == (0,)
    assert spread(500, []) == ()


@given(st.integers(0, 10**13), due_items, st.integers(0, 10**12))
def test_a_spread_never_exceeds_the_sum_nor_what_is_open(total: int, dues: tuple[DueItem, ...], part: int) -> None:
    states = allocate(dues, {(PRICE, "earnest"): part})
    shares = spread(total, states)
    assert all(0 <= share <= state.open_fen for share, state in zip(shares, states, strict=True))
    assert sum(shares) == min(total, sum(state.open_fen for state in states))


def test_each_payment_is_dated_by_the_day_it_paid_the_due_item() -> None:
    later = DAY + timedelta(days=3)
    received: list[tuple[date, Mapping[Key, int]]] = [
        (DAY, {(PRICE, "earnest"): 2_000}),
        (later, {(PRICE, "earnest"): 3_000, (PRICE, "down_payment"): 1_000}),
    ]
    assert paid_when(DUES, received) == (((DAY, 2_000), (later, 3_000)), ((later, 1_000),), ())


def test_what_goes_back_is_taken_off_the_youngest_payment() -> None:
    later = DAY + timedelta(days=3)
    received: list[tuple[date, Mapping[Key, int]]] = [
        (DAY, {(PRICE, "earnest"): 2_000}),
        (later, {(PRICE, "earnest"): 3_000}),
        (later, {(PRICE, "earnest"): -3_500}),
    ]
    assert paid_when(DUES, received)[0] == ((DAY, 1_500),)


@given(due_items, st.lists(st.tuples(st.integers(0, 30), received_sums), max_size=5))
def test_the_dated_payments_come_to_what_is_paid(
    dues: tuple[DueItem, ...], received: list[tuple[int, dict[Key, int]]]
) -> None:
    dated = [(DAY + timedelta(days=days), change) for days, change in sorted(received, key=lambda pair: pair[0])]
    sums = dict[Key, int]()
    for _, change in dated:
        for key, amount in change.items():
            sums[key] = sums.get(key, 0) + amount
    parts = paid_when(dues, dated)
    assert [sum(amount for _, amount in payments) for payments in parts] == paid(dues, sums)
    assert {klass for klass, _ in sums} <= PRICE_CLASSES


@given(amounts=st.lists(st.integers(-90, 90).filter(bool), min_size=1, max_size=5), received=st.integers(-200, 200))
def test_settlements_to_either_side_take_each_other_up_and_one_side_owes_the_rest(
    amounts: list[int], received: int
) -> None:
    """What is open comes to what is owed in all less what moved, and is never owed to both sides."""
    dues = [
        DueItem(seq, "settlement", MoneyClass.SETTLEMENT, "", Event.SETTLEMENT, 0, date(2026, 1, seq), fen, 0)
        for seq, fen in enumerate(amounts, 1)
    ]
    left = [state.open_fen for state in allocate(dues, {(MoneyClass.SETTLEMENT, "settlement"): received})]
    assert not (any(fen > 0 for fen in left) and any(fen < 0 for fen in left))
    to_come, to_go = sum(fen for fen in amounts if fen > 0), sum(fen for fen in amounts if fen < 0)
    if to_go <= received <= to_come:
        assert sum(left) == sum(amounts) - received
    assert sum(state.open_fen for state in allocate(dues, {})) == sum(amounts)
