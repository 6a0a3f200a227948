"""The before/after sheet of a special transaction: one piece of data, shown on the screen, printed as the approval
form, and stored with the request (DOMAIN.md, "Special transactions").

Each side is an order as it stands or shall stand. All money in fen, areas in cm², shares in ten-thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from salesdesk.domain.area_settlement import AreaScheme, Settlement, SettlementLine
from salesdesk.domain.money_items import DOWN_PAYMENT_ITEMS, MoneyClass
from salesdesk.domain.pricing import Basis, Working, WorkingLine
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import DayKind, DueItem, Event


@dataclass(frozen=True)
class BuyerLine:
    """A buyer as a sheet names them; the identity paper is masked."""

    name: str
    share: int
    relation: str = ""
    identity_masked: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Side:
    """An order before or after a change. ``working`` and ``dues`` are empty where the order ends."""

    unit_label: str
    stage: str
    scheme: str
    working: Working | None
    dues: tuple[DueItem, ...]
    buyers: tuple[BuyerLine, ...]
    contract_due_on: date | None = None

    @property
    def total_fen(self) -> int:
        return self.working.total_fen if self.working else 0


@dataclass(frozen=True)
class MovedMoney:
    """Money that is entered for another item, or goes back: what a cashier does for the change."""

    item: str
    klass: MoneyClass
    amount_fen: int
    to_item: str = ""
    to_klass: MoneyClass | None = None

    @property
    def goes_back(self) -> bool:
        return self.to_klass is None


@dataclass(frozen=True)
class ChangeSheet:
    """What a change does, before anything is written.

    ``to_pay_fen`` is to be received and ``to_return_fen`` to be paid back before the change is finished;
    ``unit_returns_as`` is the sale state of the unit that becomes free; ``counts_in`` the month of the reports,
    ``2026-11``, as it was when this was asked: what is shown says the month of carrying out (services/changes.py);
    ``settlement`` is the working of an area settlement.
    """

    kind: RequestKind
    order_number: str
    customer: str
    before: Side
    after: Side
    received_fen: int
    fee_fen: int = 0
    penalty_fen: int = 0
    to_pay_fen: int = 0
    to_return_fen: int = 0
    moved: tuple[MovedMoney, ...] = ()
    papers: tuple[str, ...] = ()
    unit_returns_as: str = ""
    counts_in: str = ""
    reason: str = ""
    proof: str = ""
    settlement: Settlement | None = None

    @property
    def difference_fen(self) -> int:
        """What the contract total changes by."""
        return self.after.total_fen - self.before.total_fen

    def plain(self) -> dict[str, Any]:
        """As plain data, to be stored; `from_plain` reads it again."""
        return asdict(self)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def due_from(plain: Mapping[str, Any]) -> DueItem:
    """A due item as `dataclasses.asdict` and JSON left it."""
    values = {**plain, "klass": MoneyClass(plain["klass"]), "event": Event(plain["event"])}
    return DueItem(**{**values, "due_on": _day(plain["due_on"]), "day_kind": DayKind(plain["day_kind"])})


def working_from(plain: Mapping[str, Any] | None) -> Working | None:
    """A working as `dataclasses.asdict` and JSON left it."""
    if plain is None:
        return None
    lines = tuple(WorkingLine(**line) for line in plain["lines"])
    return Working(**{**plain, "basis": Basis(plain["basis"]), "lines": lines})


def _side(plain: Mapping[str, Any]) -> Side:
    return Side(
        plain["unit_label"], plain["stage"], plain["scheme"], working_from(plain["working"]),
        tuple(due_from(due) for due in plain["dues"]), tuple(BuyerLine(**buyer) for buyer in plain["buyers"]),
        _day(plain["contract_due_on"]),
    )  # fmt: skip


def _moved(plain: Mapping[str, Any]) -> MovedMoney:
    to = plain["to_klass"]
    return MovedMoney(
        plain["item"], MoneyClass(plain["klass"]), plain["amount_fen"], plain["to_item"], MoneyClass(to) if to else None
    )


def from_plain(plain: Mapping[str, Any]) -> ChangeSheet:
    """A stored sheet."""
    values = dict(plain)
    values |= {"kind": RequestKind(plain["kind"]), "before": _side(plain["before"]), "after": _side(plain["after"])}
    values |= {"moved": tuple(_moved(one) for one in plain["moved"]), "papers": tuple(plain["papers"])}
    values["settlement"] = settlement_from(plain.get("settlement"))
    return ChangeSheet(**values)


def settlement_from(plain: Mapping[str, Any] | None) -> Settlement | None:
    """A settlement of areas as `dataclasses.asdict` and JSON left it."""
    if plain is None:
        return None
    lines = tuple(SettlementLine(**line) for line in plain["lines"])
    return Settlement(**{**plain, "scheme": AreaScheme(plain["scheme"]), "lines": lines})


def new_down_payment_fen(side: Side) -> int:
    """The down payment of a schedule: its due items for deposit, earnest money and down payment, whenever they fall due
    (`domain.money_items`); fen. Stage payments, the balance and what a bank pays are none of it."""
    return sum(due.amount_fen for due in side.dues if due.item in DOWN_PAYMENT_ITEMS)
