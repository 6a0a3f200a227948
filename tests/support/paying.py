"""Payments and refunds as tries of a race: forms of today, meant as they are."""

from __future__ import annotations

from typing import Any

from salesdesk.services.cashier import Payment, Refund, refund, take_payment
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.rows import EntryLine, Tender
from salesdesk.services.subscriptions import subscribe
from tests.support.office import House
from tests.support.races import Try

YUAN = 100


def bought(house: House, *numbers: str) -> list[int]:
    """Subscribed units, all by one customer; the orders' ids."""
    customer = house.customer(telephone=f"1390000{numbers[0]}")
    choices, control = house.choices(), house.desk("control")
    return [control.perform(subscribe, house.subscription(number, customer, choices=choices)) for number in numbers]


def payment(house: House, order_id: int, fen: int, item: str = "down_payment", **changes: Any) -> Payment:
    values: dict[str, Any] = {
        "order_id": order_id,
        "lines": (EntryLine(item, "price", fen),),
        "tenders": (Tender("card", fen, "6222"),),
        "payer": "韩若溪",
        "received_on": house.desk("cashier").read(lambda work: work.today),
        "meant_twice": True,
    }
    return Payment(**{**values, **changes})


def pays(house: House, order_id: int, fen: int, item: str = "down_payment") -> Try:
    return Try("cashier", take_payment, payment(house, order_id, fen, item))


def paid(house: House, order_id: int, fen: int) -> int:
    """Money that was taken; the receipt's id."""
    return house.desk("cashier").perform(take_payment, payment(house, order_id, fen))


def refunds(order_id: int, fen: int, payee: str, item: str = "down_payment") -> Try:
    lines = (EntryLine(item, "price", fen),)
    return Try("cashier", refund, Refund(order_id=order_id, lines=lines, method="cash", payee=payee, reason="退"))


def cancels(order_id: int) -> Try:
    return Try("control", cancel_order, Cancellation(order_id=order_id, reason="客户放弃"))
