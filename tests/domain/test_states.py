"""The tables of the business page, walked: every state, every verb, every restriction."""

from __future__ import annotations

from itertools import product

import pytest

from salesdesk.domain.states import (
    FORBIDDEN,
    FREE_STATES,
    MOVES,
    ORDER_MOVES,
    RESTRICTION_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    VERB_WORDS,
    IllegalMove,
    Restriction,
    SaleState,
    Stage,
    Verb,
    can_start,
    moved,
)

TABLE: dict[str, tuple[str, str]] = {
    "launch": ("unlaunched", "available"),
    "withdraw": ("available", "unlaunched"),
    "hold": ("available", "held"),
    "release": ("held", "available"),
    "expire": ("held", "available"),
    "reserve": ("available held", "reserved"),
    "subscribe": ("available held reserved", "subscribed"),
    "sign_contract": ("subscribed", "contracted"),
    "file": ("contracted", "filed"),
    "withdraw_filing": ("filed", "contracted"),
    "hand_over": ("contracted filed", "handed_over"),
    "take_back_handover": ("handed_over", "contracted filed"),
    "cancel": ("reserved subscribed contracted", "available held"),
    "swap": ("subscribed contracted", "available held"),
}
"""DOMAIN.md, "States": from where, to where. What moves no unit by itself (money, special transactions) is not here."""

BOTH_WAYS = {Verb.SWAP}
"""A swap gives one home back and takes another, which becomes what the first one was."""

RESTRICTIONS: dict[str, str] = {
    "mortgaged": "reserve subscribe sign_contract special swap",
    "sealed": "launch hold reserve subscribe sign_contract take_money special cancel swap",
    "change_pending": "hold reserve subscribe sign_contract file withdraw_filing hand_over take_back_handover",
    "price_pending": "launch reserve subscribe",
}
"""The second table: what each restriction forbids. Cancelling is the special transaction left to a mortgaged unit."""


def allowed(verb: Verb, old: SaleState, new: SaleState) -> bool:
    before, after = (words.split() for words in TABLE.get(verb, ("", "")))
    taken = verb in BOTH_WAYS and old in after and new in before
    return taken or (old in before and new in after)


def starts_of(verb: Verb) -> set[SaleState]:
    if verb not in TABLE:
        return set(SaleState)
    before, after = TABLE[verb]
    return {SaleState(name) for name in f"{before} {after if verb in BOTH_WAYS else ''}".split()}


@pytest.mark.parametrize("verb", Verb)
def test_a_verb_moves_a_unit_between_the_states_of_the_table_and_no_others(verb: Verb) -> None:
    for old, new in product(SaleState, SaleState):
        if allowed(verb, old, new):
            assert moved(verb, old, new) is new
        else:
            with pytest.raises(IllegalMove, match=f"{verb}: {old} -> {new}"):
                moved(verb, old, new)


@pytest.mark.parametrize("verb", Verb)
def test_a_verb_can_begin_where_the_table_says_and_nowhere_else(verb: Verb) -> None:
    starts = {state for state in SaleState if can_start(verb, state)}
    assert starts == starts_of(verb)


def test_only_money_and_special_transactions_move_no_unit() -> None:
    assert set(Verb) - set(MOVES) == {Verb.TAKE_MONEY, Verb.SPECIAL}
    assert {verb.value for verb in MOVES} == set(TABLE)


@pytest.mark.parametrize("restriction", Restriction)
def test_a_restriction_forbids_what_the_table_says_and_nothing_else(restriction: Restriction) -> None:
    assert {verb.value for verb in FORBIDDEN[restriction]} == set(RESTRICTIONS[restriction].split())


def test_an_orders_stage_moves_as_its_unit_does() -> None:
    """A draft stands for the state before the order, a cancelled order for the one that is free again."""
    before = {Stage.DRAFT: [SaleState.AVAILABLE, SaleState.HELD]}
    after = {Stage.CANCELLED: [SaleState.AVAILABLE, SaleState.HELD]}
    legal = {pair for moves in MOVES.values() for pair in moves}
    for old, new in ORDER_MOVES:
        if old is None:
            continue
        olds = before.get(old) or [SaleState(old.value)]
        news = after.get(new) or [SaleState(new.value)]
        assert all(pair in legal for pair in product(olds, news)), f"{old} -> {new}"


def test_every_move_between_two_states_of_an_order_is_a_move_of_its_stage_and_no_other_is() -> None:
    shared = {state.value for state in SaleState} & {stage.value for stage in Stage}
    by_unit = {
        (old.value, new.value) for moves in MOVES.values() for old, new in moves if {old.value, new.value} <= shared
    }
    by_order = {(old.value, new.value) for old, new in ORDER_MOVES if old and {old.value, new.value} <= shared}
    assert by_order == by_unit


def test_a_cancelled_order_never_moves_again_and_one_handed_over_only_back() -> None:
    assert not [pair for pair in ORDER_MOVES if pair[0] is Stage.CANCELLED]
    assert {new for old, new in ORDER_MOVES if old is Stage.HANDED_OVER} == {Stage.CONTRACTED, Stage.FILED}


def test_a_filed_contract_is_cancelled_only_after_its_filing_is_withdrawn() -> None:
    assert (Stage.FILED, Stage.CANCELLED) not in ORDER_MOVES
    assert not can_start(Verb.CANCEL, SaleState.FILED)


def test_an_order_begins_as_a_draft_and_nothing_else_does() -> None:
    assert {new for old, new in ORDER_MOVES if old is None} == {Stage.DRAFT}
    assert not [old for old, new in ORDER_MOVES if new is Stage.DRAFT and old is not None]


def test_a_unit_without_an_order_is_free_and_no_other_is() -> None:
    assert {state.value for state in FREE_STATES} == {s.value for s in SaleState} - {s.value for s in Stage}


def test_everything_has_a_word_of_its_own() -> None:
    for words, kind in (
        (STATE_WORDS, SaleState), (RESTRICTION_WORDS, Restriction), (STAGE_WORDS, Stage), (VERB_WORDS, Verb),
    ):  # fmt: skip
        assert set(words) == set(kind)
        assert all(words.values())
        assert len(set(words.values())) == len(words)
