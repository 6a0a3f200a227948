"""The states of a unit and of an order, and the moves between them, as data (DOMAIN.md, "States").

An illegal move raises. Words and marks stand here once, for screen, paper and Excel alike.
"""

from __future__ import annotations

from enum import StrEnum

from salesdesk.domain.i18n import mark


class SaleState(StrEnum):
    """Where a unit stands on its way from the plan to the buyer's keys."""

    UNLAUNCHED = "unlaunched"
    AVAILABLE = "available"
    HELD = "held"
    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    CONTRACTED = "contracted"
    FILED = "filed"
    HANDED_OVER = "handed_over"


class Restriction(StrEnum):
    """What stands in the way of a unit, each on its own, whatever its sale state."""

    MORTGAGED = "mortgaged"
    SEALED = "sealed"
    CHANGE_PENDING = "change_pending"
    PRICE_PENDING = "price_pending"


class Stage(StrEnum):
    """How far an order has come; a live order's stage is its unit's sale state.

    A draft lives inside one transaction only: the order is being written, its terms are not yet published.
    """

    DRAFT = "draft"
    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    CONTRACTED = "contracted"
    FILED = "filed"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What the office does to a unit or an order."""

    LAUNCH = "launch"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    RELEASE = "release"
    EXPIRE = "expire"
    RESERVE = "reserve"
    SUBSCRIBE = "subscribe"
    SIGN_CONTRACT = "sign_contract"
    FILE = "file"
    WITHDRAW_FILING = "withdraw_filing"
    HAND_OVER = "hand_over"
    TAKE_BACK_HANDOVER = "take_back_handover"
    CANCEL = "cancel"
    TAKE_MONEY = "take_money"
    SPECIAL = "special"
    SWAP = "swap"


STATE_WORDS: dict[SaleState, str] = {
    SaleState.UNLAUNCHED: mark("Unlaunched"),
    SaleState.AVAILABLE: mark("Available"),
    SaleState.HELD: mark("Held"),
    SaleState.RESERVED: mark("Reserved"),
    SaleState.SUBSCRIBED: mark("Subscribed"),
    SaleState.CONTRACTED: mark("Contracted"),
    SaleState.FILED: mark("Filed"),
    SaleState.HANDED_OVER: mark("Handed over"),
}
RESTRICTION_WORDS: dict[Restriction, str] = {
    Restriction.MORTGAGED: mark("Mortgaged"),
    Restriction.SEALED: mark("Sealed by a court"),
    Restriction.CHANGE_PENDING: mark("Change pending"),
    Restriction.PRICE_PENDING: mark("Price pending"),
}
STAGE_WORDS: dict[Stage, str] = {
    **{stage: STATE_WORDS[SaleState(stage.value)] for stage in Stage if stage.value in set(SaleState)},
    Stage.DRAFT: mark("Draft"),
    Stage.CANCELLED: mark("Cancelled"),
}
VERB_WORDS: dict[Verb, str] = {
    Verb.LAUNCH: mark("Launch"),
    Verb.WITHDRAW: mark("Withdraw"),
    Verb.HOLD: mark("Hold"),
    Verb.RELEASE: mark("Release"),
    Verb.EXPIRE: mark("Hold expired"),
    Verb.RESERVE: mark("Reserve"),
    Verb.SUBSCRIBE: mark("Subscribe"),
    Verb.SIGN_CONTRACT: mark("Sign contract"),
    Verb.FILE: mark("File"),
    Verb.WITHDRAW_FILING: mark("Withdraw filing"),
    Verb.HAND_OVER: mark("Hand over"),
    Verb.TAKE_BACK_HANDOVER: mark("Take the handover back"),
    Verb.CANCEL: mark("Cancel"),
    Verb.TAKE_MONEY: mark("Take money"),
    Verb.SPECIAL: mark("Special transaction"),
    Verb.SWAP: mark("Swap units"),
}

_S = SaleState
MOVES: dict[Verb, frozenset[tuple[SaleState, SaleState]]] = {
    Verb.LAUNCH: frozenset({(_S.UNLAUNCHED, _S.AVAILABLE)}),
    Verb.WITHDRAW: frozenset({(_S.AVAILABLE, _S.UNLAUNCHED)}),
    Verb.HOLD: frozenset({(_S.AVAILABLE, _S.HELD)}),
    Verb.RELEASE: frozenset({(_S.HELD, _S.AVAILABLE)}),
    Verb.EXPIRE: frozenset({(_S.HELD, _S.AVAILABLE)}),
    Verb.RESERVE: frozenset({(_S.AVAILABLE, _S.RESERVED), (_S.HELD, _S.RESERVED)}),
    Verb.SUBSCRIBE: frozenset({(_S.AVAILABLE, _S.SUBSCRIBED), (_S.HELD, _S.SUBSCRIBED), (_S.RESERVED, _S.SUBSCRIBED)}),
    Verb.SIGN_CONTRACT: frozenset({(_S.SUBSCRIBED, _S.CONTRACTED)}),
    Verb.FILE: frozenset({(_S.CONTRACTED, _S.FILED)}),
    Verb.WITHDRAW_FILING: frozenset({(_S.FILED, _S.CONTRACTED)}),
    Verb.HAND_OVER: frozenset({(_S.CONTRACTED, _S.HANDED_OVER), (_S.FILED, _S.HANDED_OVER)}),
    Verb.TAKE_BACK_HANDOVER: frozenset({(_S.HANDED_OVER, _S.CONTRACTED), (_S.HANDED_OVER, _S.FILED)}),
    Verb.CANCEL: frozenset(
        (old, new) for old in (_S.RESERVED, _S.SUBSCRIBED, _S.CONTRACTED) for new in (_S.AVAILABLE, _S.HELD)
    ),
    Verb.SWAP: frozenset(
        pair
        for sold in (_S.SUBSCRIBED, _S.CONTRACTED)
        for free in (_S.AVAILABLE, _S.HELD)
        for pair in ((free, sold), (sold, free))
    ),
}
"""Every legal move of a unit's sale state by verb; a swap moves two units at once."""

_R = Restriction
FORBIDDEN: dict[Restriction, frozenset[Verb]] = {
    _R.MORTGAGED: frozenset({Verb.RESERVE, Verb.SUBSCRIBE, Verb.SIGN_CONTRACT, Verb.SPECIAL, Verb.SWAP}),
    _R.SEALED: frozenset(
        {
            Verb.LAUNCH,
            Verb.HOLD,
            Verb.RESERVE,
            Verb.SUBSCRIBE,
            Verb.SIGN_CONTRACT,
            Verb.TAKE_MONEY,
            Verb.SPECIAL,
            Verb.CANCEL,
            Verb.SWAP,
        }
    ),
    _R.CHANGE_PENDING: frozenset(
        {
            Verb.HOLD,
            Verb.RESERVE,
            Verb.SUBSCRIBE,
            Verb.SIGN_CONTRACT,
            Verb.FILE,
            Verb.WITHDRAW_FILING,
            Verb.HAND_OVER,
            Verb.TAKE_BACK_HANDOVER,
        }
    ),
    _R.PRICE_PENDING: frozenset({Verb.LAUNCH, Verb.RESERVE, Verb.SUBSCRIBE}),
}
"""What each restriction forbids. A mortgaged unit may be cancelled, but not otherwise changed. While a change is
pending nothing else moves the order: not filing, not handover, nor either of them back."""

FREE_STATES = frozenset({_S.UNLAUNCHED, _S.AVAILABLE, _S.HELD})
ORDER_MOVES: frozenset[tuple[Stage | None, Stage]] = frozenset(
    {
        (None, Stage.DRAFT),
        (Stage.DRAFT, Stage.RESERVED),
        (Stage.DRAFT, Stage.SUBSCRIBED),
        (Stage.RESERVED, Stage.SUBSCRIBED),
        (Stage.SUBSCRIBED, Stage.CONTRACTED),
        (Stage.CONTRACTED, Stage.FILED),
        (Stage.FILED, Stage.CONTRACTED),
        (Stage.CONTRACTED, Stage.HANDED_OVER),
        (Stage.FILED, Stage.HANDED_OVER),
        (Stage.HANDED_OVER, Stage.CONTRACTED),
        (Stage.HANDED_OVER, Stage.FILED),
        (Stage.RESERVED, Stage.CANCELLED),
        (Stage.SUBSCRIBED, Stage.CANCELLED),
        (Stage.CONTRACTED, Stage.CANCELLED),
    }
)
"""Every legal move of an order's stage; ``None`` is "not yet an order"."""


class IllegalMove(Exception):
    """A fault of the program: a verb was carried out from a state that the tables do not allow."""


def moved(verb: Verb, old: SaleState, new: SaleState) -> SaleState:
    """``new``, when the tables allow ``verb`` to lead there from ``old``.

    Raises:
        IllegalMove: they do not.
    """
    if (old, new) not in MOVES.get(verb, frozenset()):
        raise IllegalMove(f"{verb}: {old} -> {new}")
    return new


def can_start(verb: Verb, state: SaleState) -> bool:
    """Whether ``verb`` may begin at ``state`` at all, restrictions aside."""
    moves = MOVES.get(verb)
    return True if moves is None else any(old is state for old, _ in moves)
