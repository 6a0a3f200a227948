"""Whatever is paid, printed, voided, reversed and paid back, in whatever order: the account adds up and owes nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesdesk.domain.errors import Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.services.accounts import counted, find_orders, order_account, received_by_item
from tests.services.money_helpers import line, note_print, numbers, pay, pay_back, reverse, void
from tests.support.office import House

ITEMS = {
    "earnest": MoneyClass.PRICE,
    "down_payment": MoneyClass.PRICE,
    "deed_tax": MoneyClass.COLLECTED,
    "other": MoneyClass.OTHER,
}
amounts = st.integers(1, 5_000)
steps = st.one_of(
    st.tuples(st.just("pay"), st.dictionaries(st.sampled_from(list(ITEMS)), amounts, min_size=1, max_size=3)),
    st.tuples(st.just("refund"), st.dictionaries(st.sampled_from(list(ITEMS)), amounts, min_size=1, max_size=2)),
    st.tuples(st.sampled_from(["print", "void", "reverse"]), st.integers(0, 9)),
)


@dataclass
class _Entry:
    """One entry as the rules say it stands."""

    id: int
    items: dict[str, int]
    kind: str = "receipt"
    printed: bool = False
    undone: bool = False


@dataclass
class _Model:
    """The account by the rules of DOMAIN.md alone."""

    entries: list[_Entry] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)

    def fits(self, items: dict[str, int]) -> bool:
        """Whether every item stays at zero or above when this is added."""
        return all(self.held.get(item, 0) + amount >= 0 for item, amount in items.items())

    def add(self, entry: _Entry) -> None:
        self.entries.append(entry)
        self.change(entry.items)

    def change(self, items: dict[str, int]) -> None:
        for item, amount in items.items():
            self.held[item] = self.held.get(item, 0) + amount

    def may_undo(self, entry: _Entry, *, printed: bool) -> bool:
        back = {item: -amount for item, amount in entry.items.items()}
        return entry.kind != "reversal" and not entry.undone and entry.printed is printed and self.fits(back)


def _done(act: Callable[[], int]) -> int | None:
    """The answer, or None where it was refused."""
    try:
        return act()
    except Refusal:
        return None


def _step(house: House, order_id: int, model: _Model, name: str, what: object) -> None:
    if isinstance(what, dict):
        signed = {item: -amount if name == "refund" else amount for item, amount in what.items()}
        lines = [line(item, amount, ITEMS[item].value) for item, amount in what.items()]
        answer = _done(lambda: (pay_back if name == "refund" else pay)(house, order_id, *lines))
        assert (answer is not None) is model.fits(signed)
        if answer is not None:
            model.add(_Entry(answer, signed, name))
        return
    if not model.entries or not isinstance(what, int):
        return
    entry = model.entries[what % len(model.entries)]
    {"print": _print, "void": _void, "reverse": _reverse}[name](house, model, entry)


def _print(house: House, model: _Model, entry: _Entry) -> None:
    voided = entry.undone and not entry.printed
    answer = _done(lambda: note_print(house, entry.id))
    assert (answer is not None) is not voided
    entry.printed = entry.printed or not voided


def _void(house: House, model: _Model, entry: _Entry) -> None:
    wanted = model.may_undo(entry, printed=False)
    assert (_done(lambda: void(house, entry.id)) is not None) is wanted
    if wanted:
        entry.undone = True
        model.change({item: -amount for item, amount in entry.items.items()})


def _reverse(house: House, model: _Model, entry: _Entry) -> None:
    wanted = model.may_undo(entry, printed=True)
    answer = _done(lambda: reverse(house, entry.id))
    assert (answer is not None) is wanted
    if answer is not None:
        entry.undone = True
        model.add(_Entry(answer, {item: -amount for item, amount in entry.items.items()}, "reversal"))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(steps, min_size=3, max_size=9))
def test_any_sequence_keeps_the_account_at_the_sum_of_its_entries_and_never_below_zero(
    house: House, sequence: list[tuple[str, object]]
) -> None:
    order_id = _order(house)
    before = received_by_item(house.desk("cashier").read(order_account, order_id).entries)
    model = _Model(held={item: amount for (_, item), amount in before.items()})
    for name, what in sequence:
        _step(house, order_id, model, name, what)
        account = house.desk("cashier").read(order_account, order_id)
        sums = received_by_item(account.entries)
        held = {item: amount for item, amount in model.held.items() if amount}
        assert {item: amount for (_, item), amount in sums.items() if amount} == held
        assert account.received_fen == sum(entry.total_fen for entry in counted(account.entries)) >= 0
        assert all(amount >= 0 for amount in sums.values())
    given_out = numbers(house)
    assert given_out == list(range(1, len(given_out) + 1))


def _order(house: House) -> int:
    """The one order of all examples: each goes on where the one before left it."""
    known = house.desk("cashier").read(find_orders, "0301")
    return known[0].id if known else house.sold("0301")
