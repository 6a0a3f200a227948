"""Each wrong is refused by its guard, at the owner's connection and at a desk."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.repository.guard_rules import GUARD_SENTENCES, UNIQUE_SENTENCES
from tests.repository.guards.marks import ON_POSTGRES, ON_SQLITE, named, only
from tests.support.day import Day
from tests.support.engines import ENGINES
from tests.support.raw import Raw, outcome, raw
from tests.support.wrongs import WRONGS, Wrong

EVERYWHERE = [wrong for wrong in WRONGS if len(wrong.engines) == len(ENGINES)]


@named(EVERYWHERE)
def test_a_wrong_is_refused_by_its_guard_and_by_nothing_else(wrong: Wrong, day: Day) -> None:
    assert_refused(wrong, day)


@ON_POSTGRES
@named(only("postgresql"))
def test_what_only_postgresql_can_ask_at_commit_is_refused_there(wrong: Wrong, day: Day) -> None:
    assert_refused(wrong, day)


@ON_SQLITE
@named(only("sqlite"))
def test_what_rights_hold_on_postgresql_a_guard_holds_on_sqlite(wrong: Wrong, day: Day) -> None:
    assert_refused(wrong, day)


def assert_refused(wrong: Wrong, day: Day) -> None:
    """As the person; as the owner of the tables, where the guard knows no person; and not without the guard."""

    def before(session: Raw) -> None:
        session.be(None)
        if wrong.before:
            wrong.before(session, day)

    def act(session: Raw) -> None:
        session.be(wrong.login)
        wrong.act(session, day)

    assert outcome(day.house, wrong.login, before, act) == wrong.code
    if wrong.owner:
        assert outcome(day.house, None, before, lambda session: wrong.act(session, day)) == wrong.code
    if guards := wrong.guards_on(day.house.kind):
        assert outcome(day.house, wrong.login, before, lambda session: session.drop(*guards), act) is None


class _Undone(Exception):
    pass


@named(wrong for wrong in EVERYWHERE if not wrong.before)
def test_on_the_persons_own_connection_a_refusal_is_a_sentence(wrong: Wrong, day: Day) -> None:
    sentences = {
        GUARD_SENTENCES.get(wrong.code),
        *(text for code, text in UNIQUE_SENTENCES.values() if code == wrong.code),
    }
    with pytest.raises(Refusal) as refusal:
        try_at_the_desk(wrong, day)
    assert refusal.value.source in sentences


def try_at_the_desk(wrong: Wrong, day: Day) -> None:
    with day.house.desk(wrong.login).database.writing() as connection:
        wrong.act(Raw(day.house, connection, lambda login: None), day)
        raise _Undone


@pytest.mark.parametrize("name", ["a draft left behind", "a receipt whose items come to another sum"])
def test_what_is_left_unfinished_is_not_kept_at_a_desk(name: str, day: Day) -> None:
    wrong = next(wrong for wrong in WRONGS if wrong.name == name)
    counts = "SELECT (SELECT count(*) FROM sale_order), (SELECT count(*) FROM receipt)"
    with raw(day.house) as session:
        before = session.run(counts).one()

    def written() -> None:
        with day.house.desk(wrong.login).database.writing() as connection:
            session = Raw(day.house, connection, lambda login: None)
            session.commit_checks = lambda: None  # type: ignore[method-assign]
            wrong.act(session, day)

    with pytest.raises(Refusal) as refusal:
        written()
    assert refusal.value.source == GUARD_SENTENCES[wrong.code]
    with raw(day.house) as session:
        assert session.run(counts).one() == before


def test_every_guard_that_has_a_sentence_is_tried_here() -> None:
    elsewhere = {"append_only", "never_deleted", "old_view", "text_too_long", "text_unfit"}
    assert {wrong.code for wrong in WRONGS} | elsewhere == set(GUARD_SENTENCES)


def test_the_unique_index_has_the_last_word_when_the_trigger_is_gone(day: Day) -> None:
    wrong = WRONGS[0]

    def act(session: Raw) -> None:
        session.be(wrong.login)
        wrong.act(session, day)

    assert (
        outcome(day.house, wrong.login, lambda session: session.drop("sd_order_begins ON sale_order"), act)
        == wrong.code
    )
