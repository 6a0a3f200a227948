"""The screens of the window, in one table: key, where it is written, and what a person must hold to go there.

A screen is loaded when somebody first goes to it.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass

from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission as P
from salesdesk.domain.permissions import may_not
from salesdesk.views.desk import Desk, Screen


@dataclass(frozen=True)
class Place:
    """One screen. Any of ``needs`` opens it; one with ``on_rail`` stands in the left rail under icon and word."""

    key: str
    module: str
    screen: str
    word: str
    icon: str
    needs: tuple[P, ...]
    on_rail: bool = True

    def may_enter(self, permissions: Iterable[P]) -> bool:
        return not self.needs or not set(self.needs).isdisjoint(permissions)

    def why_not(self, permissions: Iterable[P]) -> str:
        """Why a person with these permissions cannot go there; empty when they can."""
        if self.may_enter(permissions):
            return ""
        return may_not(self.needs[0])

    def load(self) -> type[Screen] | None:
        """The screen's class, or None where this program does not have it."""
        if importlib.util.find_spec(self.module.rpartition(".")[0]) is None:
            return None
        if importlib.util.find_spec(self.module) is None:
            return None
        found: type[Screen] = getattr(importlib.import_module(self.module), self.screen)
        return found

    def make(self, desk: Desk) -> Screen | None:
        found = self.load()
        return found(desk) if found is not None else None


_VIEWS = "salesdesk.views"
PLACES: tuple[Place, ...] = (
    Place("board", f"{_VIEWS}.board_view.screen", "BoardScreen", mark("Board"), "board", (P.BOARD_READ,)),
    Place(
        "customers", f"{_VIEWS}.customers.screen", "CustomersScreen", mark("Customers"), "customers",
        (P.CUSTOMER_WRITE, P.CUSTOMER_READ_ALL),
    ),
    Place(
        "orders", f"{_VIEWS}.orders.screen", "OrdersScreen", mark("Orders"), "orders",
        (P.ORDER_READ_ALL, P.ORDER_WRITE, P.QUOTE_WRITE, P.MONEY_READ),
    ),
    Place(
        "after-contract", f"{_VIEWS}.after_contract.screen", "AfterContractScreen", mark("After the contract"), "key",
        (P.ORDER_READ_ALL, P.ORDER_WRITE, P.QUOTE_WRITE, P.HANDOVER_WRITE, P.PROJECT_WRITE),
    ),
    Place(
        "cashier", f"{_VIEWS}.cashier.screen", "CashierScreen", mark("Till"), "cashier",
        (P.MONEY_READ, P.RECEIPT_WRITE),
    ),
    Place(
        "requests", f"{_VIEWS}.requests.screen", "RequestsScreen", mark("Requests"), "approval",
        (
            P.APPROVE, P.ORDER_WRITE, P.RECEIPT_WRITE, P.QUOTE_WRITE, P.HANDOVER_WRITE, P.CUSTOMER_WRITE,
            P.ORDER_READ_ALL,
        ),
    ),
    Place(
        "tasks", f"{_VIEWS}.my_tasks.screen", "TasksScreen", mark("Tasks"), "tasks",
        (P.ORDER_READ_ALL, P.ORDER_WRITE, P.CUSTOMER_WRITE, P.APPROVE, P.RECEIPT_WRITE),
    ),
    Place("reports", f"{_VIEWS}.reports.screen", "ReportsScreen", mark("Reports"), "reports", (P.REPORT_READ,)),
    Place(
        "set-up", f"{_VIEWS}.set_up.screen", "SetUpScreen", mark("Set-up"), "set-up",
        (
            P.SETTINGS_WRITE, P.PROJECT_WRITE, P.UNIT_WRITE, P.UNIT_LAUNCH, P.PRICE_WRITE, P.PRICE_SIGN,
            P.SCHEME_WRITE, P.PEOPLE_WRITE, P.HISTORY_READ,
        ),
    ),
    Place(
        "deal", f"{_VIEWS}.deal.screen", "DealScreen", mark("Deal"), "orders",
        (P.ORDER_WRITE, P.QUOTE_WRITE), on_rail=False,
    ),
    Place(
        "change", f"{_VIEWS}.changes.screen", "ChangeScreen", mark("Change of an order"), "orders",
        (P.ORDER_WRITE,), on_rail=False,
    ),
    Place(
        "commission", f"{_VIEWS}.commission.screen", "CommissionScreen", mark("Commission"), "reports",
        (P.APPROVE, P.REPORT_READ, P.SCHEME_WRITE, P.CUSTOMER_WRITE), on_rail=False,
    ),
    Place(
        "import", f"{_VIEWS}.imports.screen", "ImportScreen", mark("Price list import"), "upload",
        (P.UNIT_WRITE, P.PRICE_WRITE), on_rail=False,
    ),
    Place(
        "opening", f"{_VIEWS}.opening.screen", "OpeningScreen", mark("Opening balances"), "upload",
        (P.ORDER_WRITE, P.RECEIPT_WRITE, P.APPROVE), on_rail=False,
    ),
)  # fmt: skip

RAIL = tuple(place for place in PLACES if place.on_rail)


def place_of(key: str) -> Place:
    return next(place for place in PLACES if place.key == key)
