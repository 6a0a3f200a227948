"""What a person may do with a unit from the board: which actions their role has, which come first in a sale state,
why one cannot be taken now. One answer for the panel's foot, the menu and the keys.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.reasons import NEEDED, Reason, why_not
from salesdesk.domain.states import STATE_WORDS, SaleState, Verb
from salesdesk.services.board import UnitPanel


class Action(StrEnum):
    """One thing to do with a unit."""

    SUBSCRIBE = "subscribe"
    HOLD = "hold"
    RELEASE = "release"
    RESERVE = "reserve"
    QUOTE = "quote"
    LAUNCH = "launch"
    WITHDRAW = "withdraw"
    CASHIER = "cashier"
    ORDER = "order"


WORDS = {
    Action.SUBSCRIBE: mark("Subscribe"),
    Action.HOLD: mark("Hold"),
    Action.RELEASE: mark("Release"),
    Action.RESERVE: mark("Reserve"),
    Action.QUOTE: mark("Quote"),
    Action.LAUNCH: mark("Launch"),
    Action.WITHDRAW: mark("Withdraw"),
    Action.CASHIER: mark("Take money"),
    Action.ORDER: mark("Open order"),
}
KEYS = {Action.HOLD: "F3", Action.RELEASE: "F3", Action.SUBSCRIBE: "F4", Action.QUOTE: "F6"}

_VERBS = {
    Action.SUBSCRIBE: Verb.SUBSCRIBE,
    Action.HOLD: Verb.HOLD,
    Action.RELEASE: Verb.RELEASE,
    Action.RESERVE: Verb.RESERVE,
    Action.LAUNCH: Verb.LAUNCH,
    Action.WITHDRAW: Verb.WITHDRAW,
    Action.CASHIER: Verb.TAKE_MONEY,
}
_NEEDS: dict[Action, tuple[Permission, ...]] = {
    **{action: (NEEDED[verb],) for action, verb in _VERBS.items()},
    Action.HOLD: (Permission.HOLD_WRITE, Permission.HOLD_OWN),
    Action.RELEASE: (Permission.HOLD_WRITE, Permission.HOLD_OWN),
    Action.QUOTE: (Permission.QUOTE_WRITE,),
    Action.ORDER: (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.CUSTOMER_WRITE),
}

_A, _S = Action, SaleState
_SOLD = (_A.CASHIER, _A.ORDER, _A.SUBSCRIBE, _A.QUOTE)
_SENSIBLE: dict[SaleState, tuple[Action, ...]] = {
    _S.UNLAUNCHED: (_A.LAUNCH, _A.HOLD, _A.SUBSCRIBE, _A.QUOTE),
    _S.AVAILABLE: (_A.HOLD, _A.SUBSCRIBE, _A.QUOTE, _A.RESERVE, _A.WITHDRAW),
    _S.HELD: (_A.RELEASE, _A.SUBSCRIBE, _A.QUOTE, _A.RESERVE),
    _S.RESERVED: (_A.CASHIER, _A.ORDER, _A.SUBSCRIBE, _A.QUOTE),
    _S.SUBSCRIBED: _SOLD,
    _S.CONTRACTED: _SOLD,
    _S.FILED: _SOLD,
    _S.HANDED_OVER: _SOLD,
}
"""What makes sense in a sale state, in the order in which it stands."""

MOST_BUTTONS = 3
_FIRST = (_A.LAUNCH, _A.CASHIER, _A.SUBSCRIBE, _A.HOLD, _A.ORDER, _A.QUOTE)
"""Which of the possible actions is the next thing to do, the likeliest first."""
_WITH_ORDER = (_S.RESERVED, _S.SUBSCRIBED, _S.CONTRACTED, _S.FILED, _S.HANDED_OVER)
_QUOTABLE = (_S.UNLAUNCHED, _S.AVAILABLE, _S.HELD, _S.RESERVED)
_CANNOT = {
    Action.SUBSCRIBE: mark("Cannot be subscribed now"),
    Action.LAUNCH: mark("Cannot be launched now"),
    Action.CASHIER: mark("No money can be taken now"),
}


def has(action: Action, permissions: Collection[Permission]) -> bool:
    """Whether the role has this action at all."""
    return any(needed in permissions for needed in _NEEDS[action])


def lacking(action: Action) -> str:
    """Why a person whose role does not have the action cannot take it."""
    return may_not(_NEEDS[action][0])


def sensible(state: SaleState, permissions: Collection[Permission]) -> list[Action]:
    """What this role does with a unit in this state; the first three are buttons, all of them stand in the menu."""
    return [action for action in _SENSIBLE[state] if has(action, permissions)]


def behind_key(keys: str, state: SaleState) -> Action:
    """What a function key means for a unit in this state: F3 releases what is held and holds what is not."""
    if keys == "F3":
        return Action.RELEASE if state is SaleState.HELD else Action.HOLD
    return next(action for action, cap in KEYS.items() if cap == keys)


def against(action: Action, panel: UnitPanel) -> str:
    """Why the action cannot be taken with this unit now; empty when it can."""
    if action is Action.QUOTE:
        return _against_quote(panel)
    if action is Action.ORDER:
        return _against_order(panel)
    if action is Action.CASHIER and panel.unit.order_id is None:
        return _no_order(panel)
    reason = panel.why_not[_VERBS[action]]
    return str(reason) if reason is not None else ""


def _against_quote(panel: UnitPanel) -> str:
    facts = panel.facts
    if facts.state not in _QUOTABLE:
        words = tr("Unit {number} is in the state “{state}”.")
        return words.format(number=facts.number, state=tr(STATE_WORDS[facts.state]))
    if not facts.has_price:
        return tr("Unit {number} has no price in a signed price list yet.").format(number=facts.number)
    return ""


def _against_order(panel: UnitPanel) -> str:
    if panel.unit.order_id in {order.id for order in panel.orders}:
        return ""
    if panel.facts.state in _WITH_ORDER:  # of a colleague's order nobody is told more than that
        return tr("The order of unit {number} is a colleague's.").format(number=panel.facts.number)
    return _no_order(panel)


def _no_order(panel: UnitPanel) -> str:
    return tr("Unit {number} has no order.").format(number=panel.facts.number)


def primary(actions: Collection[Action], panel: UnitPanel) -> Action | None:
    """The next thing this person should do with the unit: the likeliest that is possible."""
    return next((action for action in _FIRST if action in actions and not against(action, panel)), None)


def refusal(panel: UnitPanel, permissions: Collection[Permission]) -> tuple[str, str]:
    """What cannot be done though it would be next, and why; empty when nothing is in the way.

    Who does not sell is told all the same what stands in the way of a sale.
    """
    wanted = _wanted(panel.facts.state, permissions)
    if wanted is None:
        return "", ""
    reason = why_not(_VERBS[wanted], panel.facts, frozenset(Permission))
    if reason is None:
        return "", ""
    sentence = _in_the_way(reason, panel)
    if has(Action.HOLD, permissions) and not against(Action.HOLD, panel):
        sentence += tr("It can be held.")
    return tr(_CANNOT[wanted]), sentence


def _in_the_way(reason: Reason, panel: UnitPanel) -> str:
    """The reason; that of a restriction with the paper it stands by."""
    note = panel.unit.restriction_note.strip("。. ")
    if not note or "restriction" not in reason.values:
        return str(reason)
    return tr("{restriction}: {note}.").format(restriction=tr(str(reason.values["restriction"])), note=note)


def _wanted(state: SaleState, permissions: Collection[Permission]) -> Action | None:
    if state is SaleState.UNLAUNCHED:
        return Action.LAUNCH if has(Action.LAUNCH, permissions) else Action.SUBSCRIBE
    if state in (SaleState.AVAILABLE, SaleState.HELD, SaleState.RESERVED):
        return Action.SUBSCRIBE
    return Action.CASHIER if has(Action.CASHIER, permissions) else None
