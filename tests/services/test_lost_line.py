"""The line is lost in the middle of a verb: it is repeated with the same request id, and happened exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, DatabaseLost, TryAgain
from salesdesk.repository.database import open_postgres
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.office import Office, renewed, signed_in
from salesdesk.services.unanswered import Sent, Unanswered, outcomes
from tests.services.money_helpers import numbers, payment
from tests.support.line import Line, line_to
from tests.support.office import PASSWORD, House


@pytest.fixture
def engine_kind() -> str:
    return "postgresql"


@contextmanager
def cashier_over(house: House) -> Iterator[tuple[Office, Line]]:
    """A cashier's desk over a line that can be broken; it is mended as soon as the desk says that it is lost."""
    with line_to(house.address) as (line, address):
        database = open_postgres(f"{address}?realm={house.realm}", "cashier", PASSWORD)
        office = signed_in(database)
        office.enter(house.project_id)
        assert database.watch is not None
        database.watch.suspect_seconds = 0.2
        office.patience = 60.0
        office.on_line(lambda up: None if up else line.mend())
        try:
            yield office, line
        finally:
            office.close()


def commits(sent: bytes) -> bool:
    return b"COMMIT\x00" in sent


def told(office: Office) -> list[bool]:
    states = list[bool]()
    office.on_line(states.append)
    return states


def test_an_answer_that_was_swallowed_is_asked_for_again_and_the_payment_stands_once(house: House) -> None:
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        states = told(office)
        line.silence_when(commits, forwarded=True)
        receipt = office.perform(take_payment, form)
        assert states == [False, True]
        assert numbers(house) == [1]
        assert office.perform(take_payment, form) == receipt
        assert numbers(house) == [1]


def test_control_another_request_id_takes_the_money_twice(house: House) -> None:
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        line.silence_when(commits, forwarded=True)
        office.perform(take_payment, form)
        office.perform(take_payment, renewed(form))
        assert numbers(house) == [1, 2]


def test_a_command_that_never_arrived_is_sent_again_and_leaves_no_gap(house: House) -> None:
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        line.silence_when(commits, forwarded=False)
        office.perform(take_payment, form)
        assert numbers(house) == [1]


def test_a_desk_that_falls_silent_in_mid_transaction_frees_the_counter_for_the_next_one(house: House) -> None:
    first, second = house.sold("0301"), house.sold("0302", telephone="13812342047")
    with cashier_over(house) as (office, line):
        office.patience = 0.0
        line.silence_when(commits, forwarded=False)
        with pytest.raises(DatabaseLost):
            office.perform(take_payment, payment(house, first))
        house.desk("cashier").perform(take_payment, payment(house, second))
        assert numbers(house) == [1]


def test_control_without_the_server_s_patience_ending_the_counter_stays_taken(house: House) -> None:
    first, second = house.sold("0301"), house.sold("0302", telephone="13812342047")
    with house.as_owner.execution_options(isolation_level="AUTOCOMMIT").connect() as owner:
        name = house.address.rpartition("/")[2]
        owner.exec_driver_sql(f"ALTER DATABASE {name} SET idle_in_transaction_session_timeout = '10min'")
        owner.exec_driver_sql(f"ALTER DATABASE {name} SET lock_timeout = '200ms'")
    with cashier_over(house) as (office, line):
        office.patience = 0.0
        line.silence_when(commits, forwarded=False)
        with pytest.raises(DatabaseLost):
            office.perform(take_payment, payment(house, first))
        other = house.another_desk("cashier")
        with pytest.raises(TryAgain):
            other.perform(take_payment, payment(house, second))
        assert numbers(house) == []


def test_a_backend_that_is_terminated_in_the_middle_of_a_verb_changes_nothing_about_the_answer(house: House) -> None:
    form, office = payment(house, house.sold("0301")), house.another_desk("cashier")
    office.patience = 60.0
    ended = list[int]()

    def take_payment_then_lose_the_server(work: Any, form: Payment) -> int:
        receipt = take_payment(work, form)
        if not ended:
            ended.append(work.connection.connection.driver_connection.info.backend_pid)
            with house.as_owner.connect() as owner:
                owner.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": ended[0]})
        return receipt

    office.perform(take_payment_then_lose_the_server, form)
    assert (len(ended), numbers(house)) == (1, [1])


def test_a_question_over_a_line_that_was_cut_meanwhile_is_answered(house: House) -> None:
    office = house.another_desk("cashier")
    office.read(lambda work: work.today)
    with house.as_owner.connect() as owner:
        owner.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                    "AND datname = current_database() AND backend_type = 'client backend'")
        )  # fmt: skip
    assert office.read(lambda work: work.today) == house.today


@pytest.mark.parametrize("arrived", [True, False])
def test_what_was_left_unanswered_is_told_by_the_next_life_of_the_program(
    house: House, tmp_path: Path, arrived: bool
) -> None:
    kept = tmp_path / "unanswered.json"
    form = payment(house, house.sold("0301"))
    with cashier_over(house) as (office, line):
        office.patience, office.unanswered = 0.0, Unanswered(kept)
        line.silence_when(commits, forwarded=arrived)
        with pytest.raises(DatabaseLost):
            office.perform(take_payment, form)
    before = Unanswered(kept).before()
    assert before == [Sent(form.request_id, "take_payment")]
    found = house.another_desk("cashier").read(outcomes, tuple(before))
    assert [outcome.done for outcome in found] == [arrived]
    assert ("carried out, once" in found[0].sentence()) is arrived


def test_what_was_answered_is_not_remembered(house: House, tmp_path: Path) -> None:
    kept = tmp_path / "unanswered.json"
    office = house.another_desk("cashier")
    office.unanswered = Unanswered(kept)
    order = house.sold("0301")
    office.perform(take_payment, payment(house, order))
    with pytest.raises(BadInput):
        office.perform(take_payment, payment(house, order, payer=" "))
    assert Unanswered(kept).before() == []
    assert not kept.exists()
