"""An office by the rules of DOMAIN.md alone: who may do what, when it is refused, and what stands after it.

It knows no table and no service; the state machine compares it with the program step by step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from salesdesk.domain.labels import local_day
from salesdesk.domain.money import times_millionths
from salesdesk.domain.permissions import MATRIX, Permission
from tests.support.office import PEOPLE

RIGHT = "right"
"""Why a step is refused to somebody whose role does not hold it."""
NEEDS: dict[str, frozenset[Permission]] = {
    "hold": frozenset({Permission.HOLD_WRITE, Permission.HOLD_OWN}),
    "release": frozenset({Permission.HOLD_WRITE, Permission.HOLD_OWN}),
    **dict.fromkeys(("reserve", "subscribe", "sign", "file", "cancel"), frozenset({Permission.ORDER_WRITE})),
    **dict.fromkeys(("pay", "void", "reverse", "refund", "print", "close"), frozenset({Permission.RECEIPT_WRITE})),
    "revise": frozenset({Permission.PRICE_WRITE}),
    "endorse": frozenset({Permission.PRICE_SIGN}),
    **dict.fromkeys(("launch", "withdraw"), frozenset({Permission.UNIT_LAUNCH})),
    "assign": frozenset({Permission.CUSTOMER_ASSIGN}),
}
PRICE_ITEMS = ("deposit", "earnest", "down_payment")
ROUNDED_TO = 10_000


@dataclass(frozen=True)
class Step:
    """One verb of one person; what it is about by its ids."""

    login: str
    verb: str
    unit: int = 0
    order: int = 0
    receipt: int = 0
    price_list: int = 0
    customer: int | None = None
    owner: int = 0
    item: str = ""
    fen: int = 0
    hours: int = 0
    millionths: int = 0
    day: date = date.min


@dataclass
class Unit:
    launched: bool
    held_for: int | None = None
    held_until: datetime | None = None
    order: int = 0


@dataclass
class Order:
    unit: int
    customer: int
    stage: str
    price_list: int = 0
    total: int = 0
    held: dict[str, int] = field(default_factory=dict)

    @property
    def price_paid(self) -> int:
        return sum(self.held.get(item, 0) for item in PRICE_ITEMS)

    def fits(self, items: Mapping[str, int]) -> bool:
        """Whether no item falls below zero by this."""
        return all(self.held.get(item, 0) + fen >= 0 for item, fen in items.items())

    def book(self, items: Mapping[str, int]) -> None:
        for item, fen in items.items():
            self.held[item] = self.held.get(item, 0) + fen


@dataclass
class Entry:
    order: int
    kind: str
    items: dict[str, int]
    day: date
    printed: bool = False
    void: bool = False
    reversed: bool = False

    @property
    def back(self) -> dict[str, int]:
        return {item: -fen for item, fen in self.items.items()}


@dataclass
class PriceList:
    prices: dict[int, int]
    author: int
    signed: bool


@dataclass
class OfficeModel:
    """See the module. ``people`` and the owners of customers are the ids of persons, by login and by customer."""

    units: dict[int, Unit]
    lists: dict[int, PriceList]
    customers: dict[int, int]
    people: dict[str, int]
    open_day: date
    now: datetime
    orders: dict[int, Order] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def business_day(self) -> date:
        return max(self.open_day, self.today)

    @property
    def current(self) -> int:
        return max(number for number, one in self.lists.items() if one.signed)

    def state(self, unit_id: int) -> str:
        unit = self.units[unit_id]
        if unit.order:
            return self.orders[unit.order].stage
        if unit.held_until and unit.held_until > self.now:
            return "held"
        return "available" if unit.launched else "unlaunched"

    def against(self, step: Step) -> str:
        """Why the step is refused, in a word; empty when it is carried out."""
        if not NEEDS[step.verb] & MATRIX[PEOPLE[step.login][1]]:
            return RIGHT
        return str(getattr(self, f"_against_{step.verb}")(step))

    def done(self, step: Step, value: int) -> None:
        """The step was carried out and answered with ``value``."""
        getattr(self, f"_{step.verb}")(step, value)

    # holds

    def _may_hold_for_anybody(self, step: Step) -> bool:
        return Permission.HOLD_WRITE in MATRIX[PEOPLE[step.login][1]]

    def _is_own(self, step: Step, customer: int | None) -> bool:
        return customer is not None and self.customers[customer] == self.people[step.login]

    def _against_hold(self, step: Step) -> str:
        if self.state(step.unit) != "available":
            return "state"
        return "" if self._may_hold_for_anybody(step) or self._is_own(step, step.customer) else "not theirs"

    def _hold(self, step: Step, _: int) -> None:
        unit = self.units[step.unit]
        unit.held_for, unit.held_until = step.customer, self.now + timedelta(hours=step.hours)

    def _against_release(self, step: Step) -> str:
        if self.state(step.unit) != "held":
            return "state"
        theirs = self._may_hold_for_anybody(step) or self._is_own(step, self.units[step.unit].held_for)
        return "" if theirs else "not theirs"

    def _release(self, step: Step, _: int) -> None:
        self._unhold(step.unit)

    def _unhold(self, unit_id: int) -> None:
        self.units[unit_id].held_for = self.units[unit_id].held_until = None

    # orders

    def _against_reserve(self, step: Step) -> str:
        state = self.state(step.unit)
        if state == "held":
            return "" if self.units[step.unit].held_for in (None, step.customer) else "held for another"
        return "" if state == "available" else "state"

    def _reserve(self, step: Step, value: int) -> None:
        assert step.customer is not None
        self.orders[value] = Order(step.unit, step.customer, "reserved")
        self.units[step.unit].order = value
        self._unhold(step.unit)

    def _against_subscribe(self, step: Step) -> str:
        if self.state(step.unit) == "reserved":
            return "" if self.orders[self.units[step.unit].order].customer == step.customer else "reserved by another"
        return self._against_reserve(step)

    def _subscribe(self, step: Step, value: int) -> None:
        if not self.units[step.unit].order:
            self._reserve(step, value)
        order, price = self.orders[value], self.lists[self.current].prices[step.unit]
        order.stage, order.price_list = "subscribed", self.current
        order.total = min(price, (price + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO)

    def _against_sign(self, step: Step) -> str:
        return "" if self.orders[step.order].stage == "subscribed" else "stage"

    def _sign(self, step: Step, _: int) -> None:
        self.orders[step.order].stage = "contracted"

    def _against_file(self, step: Step) -> str:
        return "" if self.orders[step.order].stage == "contracted" else "stage"

    def _file(self, step: Step, _: int) -> None:
        self.orders[step.order].stage = "filed"

    def _against_cancel(self, step: Step) -> str:
        order = self.orders[step.order]
        if order.stage not in ("reserved", "subscribed", "contracted"):
            return "stage"
        if any(order.held.values()):
            return "money"
        had_money = any(entry.order == step.order for entry in self.entries.values())
        return "not agreed" if had_money and order.stage != "reserved" else ""

    def _cancel(self, step: Step, _: int) -> None:
        order = self.orders[step.order]
        order.stage, self.units[order.unit].order = "cancelled", 0

    # money

    def _against_pay(self, step: Step) -> str:
        order = self.orders[step.order]
        if order.stage == "cancelled":
            return "cancelled"
        if step.item not in PRICE_ITEMS:
            return ""
        if order.stage == "reserved":
            return "" if step.item == "deposit" else "deposit only"
        return "too much" if order.price_paid + step.fen > order.total else ""

    def _pay(self, step: Step, value: int) -> None:
        self._enter(value, step.order, "receipt", {step.item: step.fen})

    def _enter(self, receipt: int, order: int, kind: str, items: dict[str, int]) -> None:
        self.entries[receipt] = Entry(order, kind, items, self.business_day)
        self.orders[order].book(items)

    def _against_refund(self, step: Step) -> str:
        return "" if self.orders[step.order].fits({step.item: -step.fen}) else "did not come in"

    def _refund(self, step: Step, value: int) -> None:
        self._enter(value, step.order, "refund", {step.item: -step.fen})

    def _against_undoing(self, entry: Entry) -> str:
        if entry.void or entry.reversed or entry.kind == "reversal":
            return "undone"
        return "" if self.orders[entry.order].fits(entry.back) else "went back already"

    def _against_void(self, step: Step) -> str:
        entry = self.entries[step.receipt]
        if entry.printed or entry.day < self.business_day:
            return "printed or closed"
        return self._against_undoing(entry)

    def _void(self, step: Step, _: int) -> None:
        entry = self.entries[step.receipt]
        entry.void = True
        self.orders[entry.order].book(entry.back)

    def _against_reverse(self, step: Step) -> str:
        entry = self.entries[step.receipt]
        if not entry.printed and entry.day >= self.business_day:
            return "void it"
        return self._against_undoing(entry)

    def _reverse(self, step: Step, value: int) -> None:
        entry = self.entries[step.receipt]
        entry.reversed = True
        self._enter(value, entry.order, "reversal", entry.back)

    def _against_print(self, step: Step) -> str:
        return "void" if self.entries[step.receipt].void else ""

    def _print(self, step: Step, _: int) -> None:
        self.entries[step.receipt].printed = True

    def _against_close(self, step: Step) -> str:
        return "" if self.open_day <= step.day <= self.today else "day"

    def _close(self, step: Step, _: int) -> None:
        self.open_day = step.day + timedelta(days=1)

    # prices, sales, customers

    def _against_revise(self, _: Step) -> str:
        return ""

    def _revise(self, step: Step, value: int) -> None:
        prices = dict(self.lists[max(self.lists)].prices)
        prices[step.unit] = times_millionths(prices[step.unit], step.millionths)
        self.lists[value] = PriceList(prices, self.people[step.login], signed=False)

    def _against_endorse(self, step: Step) -> str:
        one = self.lists[step.price_list]
        return "signed" if one.signed else "own" if one.author == self.people[step.login] else ""

    def _endorse(self, step: Step, _: int) -> None:
        self.lists[step.price_list].signed = True

    def _against_launch(self, step: Step) -> str:
        return "" if self.state(step.unit) == "unlaunched" else "state"

    def _launch(self, step: Step, _: int) -> None:
        self.units[step.unit].launched = True

    def _against_withdraw(self, step: Step) -> str:
        return "" if self.state(step.unit) == "available" else "state"

    def _withdraw(self, step: Step, _: int) -> None:
        self.units[step.unit].launched = False
        self._unhold(step.unit)

    def _against_assign(self, _: Step) -> str:
        return ""

    def _assign(self, step: Step, _: int) -> None:
        assert step.customer is not None
        self.customers[step.customer] = step.owner
