"""Why not? The question that the button and the service both ask, answered in one sentence.

`why_not` knows everything about a unit, a customer and a person that decides whether a verb may be carried out, and
answers with the first reason against it, or None. The button is greyed with that sentence; the service refuses with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.states import FORBIDDEN, RESTRICTION_WORDS, STATE_WORDS, Restriction, SaleState, Verb, can_start

NEEDED: dict[Verb, Permission] = {
    Verb.LAUNCH: Permission.UNIT_LAUNCH,
    Verb.WITHDRAW: Permission.UNIT_LAUNCH,
    Verb.HOLD: Permission.HOLD_WRITE,
    Verb.RELEASE: Permission.HOLD_WRITE,
    Verb.RESERVE: Permission.ORDER_WRITE,
    Verb.SUBSCRIBE: Permission.ORDER_WRITE,
    Verb.SIGN_CONTRACT: Permission.ORDER_WRITE,
    Verb.FILE: Permission.ORDER_WRITE,
    Verb.WITHDRAW_FILING: Permission.ORDER_WRITE,
    Verb.HAND_OVER: Permission.HANDOVER_WRITE,
    Verb.TAKE_BACK_HANDOVER: Permission.HANDOVER_WRITE,
    Verb.CANCEL: Permission.ORDER_WRITE,
    Verb.TAKE_MONEY: Permission.RECEIPT_WRITE,
    Verb.SPECIAL: Permission.ORDER_WRITE,
    Verb.SWAP: Permission.ORDER_WRITE,
}
"""The permission that each verb asks for."""

FOR_OWN: dict[Verb, Permission] = {Verb.HOLD: Permission.HOLD_OWN, Verb.RELEASE: Permission.HOLD_OWN}
"""What will do instead where it is for an own customer (DOMAIN.md, "States")."""

NEEDS_PERMIT = frozenset({Verb.LAUNCH, Verb.RESERVE, Verb.SUBSCRIBE, Verb.SIGN_CONTRACT, Verb.TAKE_MONEY})
"""No launch and no money without a presale permit (城市商品房预售管理办法, article 6; DOMAIN.md, "Law")."""
NEEDS_PRICE = frozenset({Verb.LAUNCH, Verb.RESERVE, Verb.SUBSCRIBE})
WAITS_FOR_CUSTOMER = frozenset({Verb.RESERVE, Verb.SUBSCRIBE})


@dataclass(frozen=True)
class UnitFacts:
    """What decides about a unit. ``hold_customer_id`` is None where there is no hold or it names nobody."""

    number: str
    state: SaleState
    restrictions: frozenset[Restriction] = frozenset()
    has_price: bool = True
    has_permit: bool = True
    hold_customer_id: int | None = None
    hold_customer_name: str = ""
    hold_expires_at: datetime | None = None
    order_customer_id: int | None = None
    received_fen: int = 0
    hold_is_own: bool = False
    """Held for a customer of the person who asks."""


@dataclass(frozen=True)
class Reason:
    """One sentence against a verb; ``source`` with ``values`` is made a sentence at the desk."""

    source: str
    values: dict[str, object]
    permission: bool = False

    def __str__(self) -> str:
        return tr(self.source).format(**{key: tr(v) if isinstance(v, str) else v for key, v in self.values.items()})

    def raised(self) -> Refusal:
        """The refusal that a service raises for this reason."""
        translated = {key: tr(v) if isinstance(v, str) else v for key, v in self.values.items()}
        return (NotAllowed if self.permission else Refusal)(self.source, **translated)


def _reason(source: str, **values: object) -> Reason:
    return Reason(source, values)


def _against_permission(verb: Verb, held: frozenset[Permission]) -> Reason | None:
    needed = NEEDED[verb]
    if needed in held or FOR_OWN.get(verb) in held:
        return None
    values: dict[str, object] = {"what": PERMISSION_WORDS[needed]}
    return Reason(mark("Your role may not {what}."), values, permission=True)


def _against_state(verb: Verb, facts: UnitFacts) -> Reason | None:
    if not can_start(verb, facts.state):
        return _reason(mark("Unit {number} is in the state “{state}”."), number=facts.number,
                       state=STATE_WORDS[facts.state])  # fmt: skip
    for restriction in Restriction:
        if restriction in facts.restrictions and verb in FORBIDDEN[restriction]:
            return _reason(
                mark("Unit {number} carries the restriction “{restriction}”; it has to be lifted first."),
                number=facts.number,
                restriction=RESTRICTION_WORDS[restriction],
            )
    return None


def _against_papers(verb: Verb, facts: UnitFacts) -> Reason | None:
    if verb in NEEDS_PERMIT and not facts.has_permit:
        return _reason(mark("Unit {number} stands on no presale permit yet."), number=facts.number)
    if verb in NEEDS_PRICE and not facts.has_price:
        return _reason(mark("Unit {number} has no price in a signed price list yet."), number=facts.number)
    return None


def _against_customer(verb: Verb, facts: UnitFacts, customer_id: int | None) -> Reason | None:
    if verb not in WAITS_FOR_CUSTOMER or customer_id is None:
        return None
    if facts.state is SaleState.HELD and facts.hold_customer_id not in (None, customer_id):
        return _reason(
            mark("Unit {number} is held for {customer}."), number=facts.number, customer=facts.hold_customer_name
        )
    if facts.state is SaleState.RESERVED and facts.order_customer_id not in (None, customer_id):
        return _reason(mark("Unit {number} is reserved by another customer."), number=facts.number)
    return None


def _against_owner(verb: Verb, facts: UnitFacts, held: frozenset[Permission]) -> Reason | None:
    if verb is not Verb.RELEASE or NEEDED[verb] in held or facts.hold_is_own:
        return None
    return _reason(mark("Unit {number} is not held for a customer of yours."), number=facts.number)


def _against_money(verb: Verb, facts: UnitFacts) -> Reason | None:
    if verb is Verb.CANCEL and facts.received_fen:
        return _reason(mark("Money was taken for this order; it has to be refunded before the order is cancelled."))
    return None


def why_not(verb: Verb, facts: UnitFacts, held: frozenset[Permission], customer_id: int | None = None) -> Reason | None:
    """The first reason against ``verb`` on this unit by a person who holds ``held``, or None.

    Args:
        customer_id: whom it is for, where that is known already; a button asks without.
    """
    return (
        _against_permission(verb, held)
        or _against_state(verb, facts)
        or _against_papers(verb, facts)
        or _against_customer(verb, facts, customer_id)
        or _against_owner(verb, facts, held)
        or _against_money(verb, facts)
    )
