"""Requests and their approval, as data: what is asked for, who has to agree, which states follow on which.

A request is asked by one person and agreed to by others; then it is carried out by whoever's counter it belongs to
(DOMAIN.md, "Special transactions"; 004, "四眼原则"). Which kind needs whom is a setting of the project.
"""

from __future__ import annotations

from enum import StrEnum

from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole, Permission


class RequestKind(StrEnum):
    """What can be asked for."""

    PRICE = "price"
    SWAP = "swap"
    CANCELLATION = "cancellation"
    BUYER_CHANGE = "buyer_change"
    TERMS_CHANGE = "terms_change"
    POSTPONEMENT = "postponement"
    AREA_SETTLEMENT = "area_settlement"
    AREA_CORRECTION = "area_correction"
    HANDOVER_BACK = "handover_back"
    REFUND = "refund"
    REVERSAL = "reversal"
    CUSTOMER_CORRECTION = "customer_correction"
    HOLD_EXTENSION = "hold_extension"
    SUBSCRIPTION_REVIEW = "subscription_review"
    CONTRACT_REVIEW = "contract_review"
    OPENING_BALANCE = "opening_balance"


class RequestState(StrEnum):
    """Where a request stands. ``agreed`` waits to be carried out; ``undone`` was agreed and then given up."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    UNDONE = "undone"


_K, _S, _P = RequestKind, RequestState, Permission

REQUEST_MOVES: frozenset[tuple[RequestState, RequestState]] = frozenset(
    {
        (_S.ASKED, _S.AGREED),
        (_S.ASKED, _S.DECLINED),
        (_S.ASKED, _S.WITHDRAWN),
        (_S.AGREED, _S.DONE),
        (_S.AGREED, _S.UNDONE),
    }
)
"""Every legal move of a request. To agreed and declined it comes by the answers alone."""

OPEN_STATES = frozenset({_S.ASKED, _S.AGREED})

SPECIAL = frozenset({_K.SWAP, _K.CANCELLATION, _K.BUYER_CHANGE, _K.TERMS_CHANGE, _K.POSTPONEMENT})
"""Special transactions: while one is open its unit is locked, and an order has one at a time."""

REVIEWS = frozenset({_K.SUBSCRIPTION_REVIEW, _K.CONTRACT_REVIEW})
"""What is only looked at: agreed to, it is done."""

CHANGES_ORDER = SPECIAL | {_K.AREA_SETTLEMENT}
"""What may change the terms of an order that is already subscribed."""

WITH_SHEET = CHANGES_ORDER | {_K.AREA_CORRECTION}
"""What shows an order before and after, and is printed as an approval form."""

SETTLED_BY_CASHIER = frozenset({_K.SWAP, _K.CANCELLATION, _K.TERMS_CHANGE, _K.REFUND, _K.REVERSAL})
"""What the cashier is told of at once when it is agreed to."""

KIND_WORDS: dict[RequestKind, str] = {
    _K.PRICE: mark("Price below the limit"),
    _K.SWAP: mark("Unit swap"),
    _K.CANCELLATION: mark("Cancellation"),
    _K.BUYER_CHANGE: mark("Buyer change"),
    _K.TERMS_CHANGE: mark("Terms change"),
    _K.POSTPONEMENT: mark("Postponement"),
    _K.AREA_SETTLEMENT: mark("Area settlement of a home"),
    _K.AREA_CORRECTION: mark("Correction of a settled area"),
    _K.HANDOVER_BACK: mark("Handover taken back"),
    _K.REFUND: mark("Refund of money"),
    _K.REVERSAL: mark("Reversal on a closed day"),
    _K.CUSTOMER_CORRECTION: mark("Correction of a customer"),
    _K.HOLD_EXTENSION: mark("Longer hold"),
    _K.SUBSCRIPTION_REVIEW: mark("Review of a subscription"),
    _K.CONTRACT_REVIEW: mark("Review of a contract"),
    _K.OPENING_BALANCE: mark("Opening balances"),
}
STATE_WORDS: dict[RequestState, str] = {
    _S.ASKED: mark("Waits for an answer"),
    _S.AGREED: mark("Agreed, to be carried out"),
    _S.DECLINED: mark("Declined"),
    _S.WITHDRAWN: mark("Withdrawn"),
    _S.DONE: mark("Carried out"),
    _S.UNDONE: mark("Given up after it was agreed"),
}

ASKED_BY: dict[RequestKind, tuple[Permission, ...]] = {
    _K.PRICE: (_P.QUOTE_WRITE, _P.ORDER_WRITE),
    _K.SWAP: (_P.ORDER_WRITE,),
    _K.CANCELLATION: (_P.ORDER_WRITE,),
    _K.BUYER_CHANGE: (_P.ORDER_WRITE,),
    _K.TERMS_CHANGE: (_P.ORDER_WRITE,),
    _K.POSTPONEMENT: (_P.ORDER_WRITE,),
    _K.AREA_SETTLEMENT: (_P.HANDOVER_WRITE, _P.ORDER_WRITE),
    _K.AREA_CORRECTION: (_P.HANDOVER_WRITE,),
    _K.HANDOVER_BACK: (_P.HANDOVER_WRITE,),
    _K.REFUND: (_P.RECEIPT_WRITE, _P.ORDER_WRITE),
    _K.REVERSAL: (_P.RECEIPT_WRITE,),
    _K.CUSTOMER_CORRECTION: (_P.CUSTOMER_WRITE,),
    _K.HOLD_EXTENSION: (_P.HOLD_WRITE, _P.HOLD_OWN),
    _K.SUBSCRIPTION_REVIEW: (_P.ORDER_WRITE,),
    _K.CONTRACT_REVIEW: (_P.ORDER_WRITE,),
    _K.OPENING_BALANCE: (_P.ORDER_WRITE,),
}
"""Who may ask; any of these permissions."""

CARRIED_OUT_BY: dict[RequestKind, tuple[Permission, ...]] = {
    **ASKED_BY,
    _K.PRICE: (_P.ORDER_WRITE,),
    _K.REFUND: (_P.RECEIPT_WRITE,),
    _K.CUSTOMER_CORRECTION: (_P.CUSTOMER_ASSIGN,),
    _K.SUBSCRIPTION_REVIEW: (_P.ORDER_WRITE, _P.APPROVE, _P.RECEIPT_WRITE),
    _K.CONTRACT_REVIEW: (_P.ORDER_WRITE, _P.APPROVE, _P.RECEIPT_WRITE),
    _K.OPENING_BALANCE: (_P.ORDER_WRITE, _P.RECEIPT_WRITE),
}
"""Who carries it out once it is agreed to; any of these permissions."""

RULE_CHOICES: tuple[str, ...] = (
    "",
    "manager",
    "management",
    "cashier",
    "manager cashier",
    "manager management",
)
"""Whose agreement a kind may need: office roles, each once; two roles are two named people."""

RULE_WORDS: dict[str, str] = {
    "": mark("nobody"),
    "manager": mark("the sales manager"),
    "management": mark("the management"),
    "cashier": mark("finance"),
    "manager cashier": mark("the sales manager and finance"),
    "manager management": mark("the sales manager and the management"),
}

DEFAULT_RULES: dict[RequestKind, str] = {
    _K.PRICE: "manager",
    _K.SWAP: "manager",
    _K.CANCELLATION: "manager",
    _K.BUYER_CHANGE: "manager",
    _K.TERMS_CHANGE: "manager",
    _K.POSTPONEMENT: "manager",
    _K.AREA_SETTLEMENT: "manager",
    _K.AREA_CORRECTION: "manager",
    _K.HANDOVER_BACK: "manager",
    _K.REFUND: "",
    _K.REVERSAL: "",
    _K.CUSTOMER_CORRECTION: "manager",
    _K.HOLD_EXTENSION: "",
    _K.SUBSCRIPTION_REVIEW: "",
    _K.CONTRACT_REVIEW: "",
    _K.OPENING_BALANCE: "manager management",
}
"""What a new office begins with. An empty rule of a price or of opening balances counts as the manager: the database
takes a price beyond the limits only with another person's agreement."""

NEVER_ALONE = frozenset({_K.PRICE, _K.OPENING_BALANCE})


def rule_name(kind: RequestKind) -> str:
    """The project setting that says whose agreement this kind needs."""
    return f"approval.{kind.value}"


def needed_roles(rule: str) -> tuple[OfficeRole, ...]:
    """The office roles that a rule names."""
    return tuple(OfficeRole(word) for word in rule.split())


def state_after(needed: tuple[OfficeRole, ...], agreed: frozenset[OfficeRole], *, declined: bool) -> RequestState:
    """Where a request stands by its answers."""
    if declined:
        return _S.DECLINED
    return _S.AGREED if frozenset(needed) <= agreed else _S.ASKED
