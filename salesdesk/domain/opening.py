"""Opening balances (期初余额): the running orders of an office that moves in, as its Excel file says them.

Two sheets: the orders, and the money that came in for each. Nothing is taken that does not add up to the fen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.unit_sheet import Problem

ORDERS, MONEY = mark("Orders"), mark("Money")


@dataclass(frozen=True, slots=True)
class OpeningOrder:
    """One running order; ``row`` is its line in the file, the total in fen."""

    row: int
    unit: str
    customer: str
    telephone: str
    identity: str
    scheme: str
    consultant: str
    total_fen: int
    subscribed_on: date
    contract_number: str = ""
    contracted_on: date | None = None
    filing_number: str = ""
    filed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpeningMoney:
    """One sum that came in for an order before the office moved in; ``number`` is that of the old receipt."""

    row: int
    unit: str
    item: str
    klass: MoneyClass
    method: str
    amount_fen: int
    received_on: date
    payer: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A line of the file that cannot be taken as it stands, or that something is to be known about."""

    sheet: str
    row: int
    unit: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a file holds: orders and money that were read, and the lines that were not; ``lines`` were there."""

    orders: tuple[OpeningOrder, ...]
    money: tuple[OpeningMoney, ...]
    wrong: tuple[OpeningRow, ...]
    lines: int

    @property
    def total_fen(self) -> int:
        return sum(order.total_fen for order in self.orders)

    @property
    def received_fen(self) -> int:
        return sum(money.amount_fen for money in self.money)


def own_problems(orders: Sequence[OpeningOrder], money: Sequence[OpeningMoney], today: date) -> list[OpeningRow]:
    """What is wrong within the file itself, whatever the office holds: each home once, money only for orders that are
    there, no more price money than the price, days that follow on one another."""
    wrong = list[OpeningRow]()
    times = Counter(order.unit for order in orders)
    for order in orders:
        problems = [Problem.error("", mark("This home stands on several lines."))] if times[order.unit] > 1 else []
        problems += _wrong_days(order, today)
        if problems:
            wrong.append(OpeningRow(ORDERS, order.row, order.unit, tuple(problems)))
    return wrong + _wrong_money(orders, money, today)


def _wrong_days(order: OpeningOrder, today: date) -> list[Problem]:
    found = list[Problem]()
    if order.subscribed_on > today:
        found.append(Problem.error("", mark("The day of the subscription lies in the future.")))
    if order.contracted_on and not order.contract_number:
        found.append(Problem.error("", mark("A signed contract needs its number.")))
    if order.contract_number and not order.contracted_on:
        found.append(Problem.error("", mark("A contract number needs the day of the contract.")))
    if order.contracted_on and not order.subscribed_on <= order.contracted_on <= today:
        found.append(Problem.error("", mark("The contract lies before the subscription, or in the future.")))
    if order.filed_on and (not order.contracted_on or not order.contracted_on <= order.filed_on <= today):
        found.append(Problem.error("", mark("The filing lies before the contract, or in the future.")))
    if bool(order.filed_on) != bool(order.filing_number):
        found.append(Problem.error("", mark("A filing has both its number and its day.")))
    return found


def _wrong_money(orders: Sequence[OpeningOrder], money: Sequence[OpeningMoney], today: date) -> list[OpeningRow]:
    totals = {order.unit: order.total_fen for order in orders}
    paid, wrong = Counter[str](), list[OpeningRow]()
    for one in money:
        problems = list[Problem]()
        if one.unit not in totals:
            problems.append(Problem.error("", mark("The sheet of orders has no such home.")))
        if one.received_on >= today:
            problems.append(Problem.error("", mark("Money of today is taken at the counter, not brought in.")))
        if one.klass in PRICE_CLASSES:
            paid[one.unit] += one.amount_fen
            if paid[one.unit] > totals.get(one.unit, paid[one.unit]):
                problems.append(Problem.error("", mark("More price money than the price: the order is overpaid.")))
        if problems:
            wrong.append(OpeningRow(MONEY, one.row, one.unit, tuple(problems)))
    return wrong
