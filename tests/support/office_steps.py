"""The steps of `office_model` as verbs of the program with their forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlalchemy as sa

from salesdesk.domain.errors import Refusal
from salesdesk.domain.permissions import Permission
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.work import Work
from salesdesk.services.cashier import (
    Payment,
    Refund,
    Reversal,
    Void,
    refund,
    reverse_receipt,
    take_payment,
    void_receipt,
)
from salesdesk.services.contracts import (
    Cancellation,
    Contract,
    Filing,
    cancel_order,
    file_contract,
    sign_contract,
)
from salesdesk.services.deals import Choices
from salesdesk.services.holds import HoldForm, Release, hold, release
from salesdesk.services.launches import Launch, launch, withdraw
from salesdesk.services.office import Form
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import EntryLine, Tender
from salesdesk.services.seals import DayClose, close_day
from salesdesk.services.subscriptions import Subscription, subscribe
from tests.support.office_model import PRICE_ITEMS, Step
from tests.support.races import Try


@dataclass(frozen=True, kw_only=True)
class GiveOver(Form):
    customer_id: int
    owner_id: int


def give_over(work: Work, form: GiveOver) -> int:
    """A customer to another consultant, as plain SQL of the person: no screen gives customers over yet. A file has no
    rights of its own, so that there the right is asked for here."""
    if work.connection.dialect.name == "sqlite":
        work.require(Permission.CUSTOMER_ASSIGN)
    changed = work.connection.execute(
        sa.text("UPDATE customer SET owner_id = :owner, version = version + 1 WHERE id = :id"),
        {"owner": form.owner_id, "id": form.customer_id},
    )
    if not changed.rowcount:
        raise Refusal("Nobody was given over.")
    return form.customer_id


_numbers = count(1)


def try_of(step: Step, choices: Choices, consultant: int, received_on: Any) -> Try:
    """The step as its person sends it."""
    verb, form = _VERBS[step.verb](step, choices, consultant, received_on)
    return Try(step.login, verb, form)


def _line(step: Step) -> tuple[EntryLine, ...]:
    return (EntryLine(step.item, "price" if step.item in PRICE_ITEMS else "collected", step.fen),)


def _subscription(step: Step, choices: Choices, consultant: int) -> Subscription:
    return Subscription(
        unit_id=step.unit, customer_id=step.customer or 0, buyers=(Buyer("韩若溪", 6_000), Buyer("邵文博", 4_000)),
        choices=choices, consultants=((consultant, 10_000),),
    )  # fmt: skip


_Made = tuple[Callable[[Work, Any], Any], Form]
_VERBS: dict[str, Callable[[Step, Choices, int, Any], _Made]] = {
    "hold": lambda s, *_: (
        hold,
        HoldForm(unit_id=s.unit, reason="等", customer_id=s.customer, hours=s.hours),
    ),
    "release": lambda s, *_: (release, Release(unit_id=s.unit, reason="不等了")),
    "reserve": lambda s, *_: (reserve, Reservation(unit_id=s.unit, customer_id=s.customer or 0)),
    "subscribe": lambda s, choices, consultant, _: (subscribe, _subscription(s, choices, consultant)),
    "sign": lambda s, _, __, day: (
        sign_contract,
        Contract(order_id=s.order, contract_number=f"HT-{next(_numbers)}", contracted_on=day),
    ),
    "file": lambda s, _, __, day: (
        file_contract,
        Filing(order_id=s.order, filing_number=f"BA-{next(_numbers)}", filed_on=day),
    ),
    "cancel": lambda s, *_: (cancel_order, Cancellation(order_id=s.order, reason="客户放弃")),
    "pay": lambda s, _, __, day: (
        take_payment,
        Payment(order_id=s.order, lines=_line(s), tenders=(Tender("cash", s.fen),), payer="韩若溪", received_on=day,
                meant_twice=True),
    ),
    "refund": lambda s, *_: (
        refund,
        Refund(order_id=s.order, lines=_line(s), method="transfer", payee="韩若溪", reason="多收"),
    ),
    "void": lambda s, *_: (void_receipt, Void(receipt_id=s.receipt, reason="点错")),
    "reverse": lambda s, *_: (reverse_receipt, Reversal(receipt_id=s.receipt, reason="金额有误")),
    "print": lambda s, *_: (note_receipt_print, ReceiptPrintForm(receipt_id=s.receipt)),
    "close": lambda s, *_: (close_day, DayClose(day=s.day)),
    "revise": lambda s, *_: (
        revise_prices,
        Revision(name="调价", change=Change.PERCENT, value=s.millionths, unit_ids=(s.unit,)),
    ),
    "endorse": lambda s, *_: (sign_price_list, Signature(price_list_id=s.price_list)),
    "launch": lambda s, *_: (launch, Launch(unit_ids=(s.unit,))),
    "withdraw": lambda s, *_: (withdraw, Launch(unit_ids=(s.unit,))),
    "assign": lambda s, *_: (give_over, GiveOver(customer_id=s.customer or 0, owner_id=s.owner)),
}  # fmt: skip
