"""Requests as data: every pair of states, and of every kind its words, its rule, and whose it is."""

from __future__ import annotations

from itertools import product

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.domain.requests import (
    ASKED_BY,
    CARRIED_OUT_BY,
    CHANGES_ORDER,
    DEFAULT_RULES,
    KIND_WORDS,
    NEVER_ALONE,
    OPEN_STATES,
    REQUEST_MOVES,
    RULE_CHOICES,
    RULE_WORDS,
    SETTLED_BY_CASHIER,
    SPECIAL,
    STATE_WORDS,
    RequestKind,
    RequestState,
    needed_roles,
    rule_name,
    state_after,
)

TABLE: dict[str, str] = {
    "asked": "agreed declined withdrawn",
    "agreed": "done undone",
    "declined": "",
    "withdrawn": "",
    "done": "",
    "undone": "",
}
"""From where, to where. Written a second time on purpose."""


@pytest.mark.parametrize(("old", "new"), list(product(RequestState, RequestState)))
def test_a_request_goes_from_state_to_state_as_the_table_says(old: RequestState, new: RequestState) -> None:
    assert ((old, new) in REQUEST_MOVES) is (new.value in TABLE[old.value].split())


def test_open_is_whatever_may_still_move() -> None:
    assert {old for old, _ in REQUEST_MOVES} == OPEN_STATES


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_has_words_a_rule_and_people_who_ask_for_it_and_carry_it_out(kind: RequestKind) -> None:
    assert KIND_WORDS[kind]
    assert DEFAULT_RULES[kind] in RULE_CHOICES
    assert rule_name(kind) == f"approval.{kind.value}"
    for permissions in (ASKED_BY[kind], CARRIED_OUT_BY[kind]):
        assert any(set(permissions) & held for held in MATRIX.values())


def test_words_are_given_once() -> None:
    for words, keys in ((KIND_WORDS, RequestKind), (STATE_WORDS, RequestState)):
        assert set(words) == set(keys)
        assert len(set(words.values())) == len(words)
    assert set(RULE_WORDS) == set(RULE_CHOICES)


@pytest.mark.parametrize("rule", RULE_CHOICES)
def test_a_rule_names_roles_each_once_who_may_answer(rule: str) -> None:
    needed = needed_roles(rule)
    assert len(set(needed)) == len(needed)
    for role in needed:
        assert MATRIX[role] & {Permission.APPROVE, Permission.RECEIPT_WRITE}, role


def test_what_changes_an_order_is_never_decided_by_whoever_asks_for_it_by_default() -> None:
    for kind in CHANGES_ORDER | NEVER_ALONE:
        assert DEFAULT_RULES[kind], kind
    assert SPECIAL <= CHANGES_ORDER
    assert set(RequestKind) >= SETTLED_BY_CASHIER


def test_a_request_is_agreed_to_once_every_role_that_was_asked_agreed() -> None:
    manager, cashier = OfficeRole.MANAGER, OfficeRole.CASHIER
    both = (manager, cashier)
    assert state_after(both, frozenset(), declined=False) is RequestState.ASKED
    assert state_after(both, frozenset({manager}), declined=False) is RequestState.ASKED
    assert state_after(both, frozenset(both), declined=False) is RequestState.AGREED
    assert state_after((), frozenset(), declined=False) is RequestState.AGREED


def test_one_refusal_declines_whatever_the_others_say() -> None:
    both = (OfficeRole.MANAGER, OfficeRole.CASHIER)
    assert state_after(both, frozenset(both), declined=True) is RequestState.DECLINED
