"""What the world does to a database, said in a sentence, and that the desk goes on afterwards."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput, DatabaseLost, NotAllowed, OfficeBusy, Refusal, TryAgain
from salesdesk.entities.base import UtcDateTime, canonical_json
from salesdesk.repository.database import Database, check_url, open_postgres, open_sqlite, person_role, sqlite_instant
from salesdesk.repository.schema import check_schema
from salesdesk.repository.sqlite import turns
from tests.support.office import PASSWORD, House
from tests.support.raw import raw

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
NOTE = "UPDATE unit SET note = '{}' WHERE id = {}"


def note_of(house: House, unit_id: int) -> str:
    with raw(house) as session:
        return str(session.one("SELECT note FROM unit WHERE id = :id", id=unit_id))


# --- transactions -----------------------------------------------------------------------------------------------------


def test_what_ends_well_is_kept_and_what_does_not_is_forgotten(house: House) -> None:
    desk, unit_id = house.desk("operator").database, house.unit_id("0301")
    with desk.writing() as connection:
        connection.exec_driver_sql(NOTE.format("东边套", unit_id))
    with pytest.raises(KeyError):
        write_and_fail(desk, unit_id)
    assert note_of(house, unit_id) == "东边套"


def write_and_fail(desk: Database, unit_id: int) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql(NOTE.format("x", unit_id))
        raise KeyError


def test_a_question_sees_one_moment_whatever_others_do_meanwhile(house: House) -> None:
    unit_id, asked = house.unit_id("0301"), sa.text("SELECT note FROM unit WHERE id = :id")
    with house.desk("manager").database.reading() as connection:
        before = connection.execute(asked, {"id": unit_id}).scalar_one()
        with house.desk("operator").database.writing() as other:
            other.exec_driver_sql(NOTE.format("东边套", unit_id))
        assert connection.execute(asked, {"id": unit_id}).scalar_one() == before == ""
    assert note_of(house, unit_id) == "东边套"


def test_nothing_that_a_question_does_is_kept(house: House) -> None:
    unit_id = house.unit_id("0301")
    with pytest.raises((sa.exc.InternalError, KeyError)):
        write_while_asking(house.desk("operator").database, unit_id)
    assert note_of(house, unit_id) == ""


def write_while_asking(desk: Database, unit_id: int) -> None:
    """PostgreSQL refuses the write itself."""
    with desk.reading() as connection:
        connection.exec_driver_sql(NOTE.format("x", unit_id))
        raise KeyError


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [r"\\server\office\office.db", "//server/office/office.db"])
def test_an_office_on_a_network_drive_is_refused_with_the_reason(path: str) -> None:
    with pytest.raises(BadInput, match="network drive; locks do not hold there"):
        open_sqlite(path)


@ON_SQLITE
def test_a_file_that_another_program_keeps_locked_is_said_to_be_busy_and_nothing_is_lost(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TOLD_SECONDS", 0.05)
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    desk, unit_id = house.desk("operator").database, house.unit_id("0301")
    told: list[bool] = []
    desk.turn.tell = told.append
    with raw(house, "control"), pytest.raises(OfficeBusy, match="Another program has been writing"):
        write_note(desk, unit_id)
    assert told == [True, False]
    write_note(desk, unit_id)
    assert note_of(house, unit_id) == "东边套"


def write_note(desk: Database, unit_id: int) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql(NOTE.format("东边套", unit_id))


@ON_POSTGRES
def test_a_row_that_another_desk_keeps_locked_is_said_to_be_busy(house: House) -> None:
    desk, unit_id = house.desk("operator").database, house.unit_id("0301")
    with raw(house) as session:
        session.run("SELECT 1 FROM unit WHERE id = :id FOR UPDATE", id=unit_id)
        with pytest.raises(TryAgain, match="very busy just now"):
            write_without_waiting(desk, unit_id)
    write_note(desk, unit_id)


def write_without_waiting(desk: Database, unit_id: int) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '20ms'")
        connection.exec_driver_sql(NOTE.format("x", unit_id))


@ON_SQLITE
def test_a_full_disk_is_said_to_be_full_and_what_was_there_stays(house: House) -> None:
    desk, unit_id = house.desk("operator").database, house.unit_id("0301")
    with pytest.raises(Refusal, match="The disk is full; nothing was saved"):
        fill_the_disk(desk)
    write_note(desk, unit_id)


def fill_the_disk(desk: Database) -> None:
    with desk.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        try:
            connection.exec_driver_sql("CREATE TABLE stray AS SELECT randomblob(1000000) AS it")
        finally:
            connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


@ON_POSTGRES
def test_what_a_login_may_not_do_is_said_kindly(house: House) -> None:
    with pytest.raises(NotAllowed, match="does not allow your login"):
        write_note(house.desk("consultant").database, house.unit_id("0301"))


def test_a_fault_of_ours_stays_a_fault(house: House) -> None:
    with pytest.raises(sa.exc.DBAPIError), house.desk("control").database.reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


# --- a server that goes away ------------------------------------------------------------------------------------------


def backend_of(desk: Database) -> int:
    with desk.reading() as connection:
        return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def end_backend(house: House, pid: int) -> None:
    with house.as_owner.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")


@ON_POSTGRES
def test_a_line_cut_in_the_middle_of_a_command_is_said_and_the_next_one_works(house: House) -> None:
    desk, unit_id = house.desk("operator").database, house.unit_id("0301")
    with pytest.raises(DatabaseLost, match="cannot be reached"):
        cut_in_the_middle(house, desk, unit_id)
    assert note_of(house, unit_id) == ""
    write_note(desk, unit_id)
    assert note_of(house, unit_id) == "东边套"


def cut_in_the_middle(house: House, desk: Database, unit_id: int) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql(NOTE.format("x", unit_id))
        end_backend(house, int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()))
        connection.exec_driver_sql(NOTE.format("y", unit_id))


@ON_POSTGRES
def test_a_line_cut_while_nobody_asked_is_not_even_noticed(house: House) -> None:
    desk = house.desk("operator").database
    end_backend(house, backend_of(desk))
    write_note(desk, house.unit_id("0301"))


@contextmanager
def a_closed_port() -> Iterator[int]:
    """A port that nobody listens on, and that nobody else is given meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield int(taken.getsockname()[1])


def test_a_server_that_does_not_answer_is_said_not_to() -> None:
    with a_closed_port() as port, pytest.raises(DatabaseLost):
        open_postgres(f"postgresql://127.0.0.1:{port}/office", "control", PASSWORD)


@ON_POSTGRES
def test_wrong_passwords_and_names_read_alike_and_a_wrong_database_does_not(house: House) -> None:
    url = f"{house.address}?realm={house.realm}"
    for login, password in (("control", "Wrong-key-77"), ("nobody", PASSWORD), ("control", "")):
        with pytest.raises(BadInput, match="The name or the password is wrong"):
            open_postgres(url, login, password)
    elsewhere = f"{house.address.rsplit('/', 1)[0]}/nowhere?realm={house.realm}"
    with pytest.raises(BadInput, match="no database of this name"):
        open_postgres(elsewhere, "control", PASSWORD)


# --- addresses and instants -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("office-server", "postgresql://office-server/salesdesk"), ("10.0.0.5:5433", "postgresql://10.0.0.5:5433/salesdesk"),
        (" office-server/sd ", "postgresql://office-server/sd"), ("postgres://h/sd", "postgresql://h/sd"),
        ("postgresql://h:5432/sd?sslmode=verify-full", "postgresql://h:5432/sd?sslmode=verify-full"),
    ],
)  # fmt: skip
def test_an_address_is_taken_as_people_paste_it(text: str, address: str) -> None:
    assert check_url(text) == address


@pytest.mark.parametrize("text", ["http://office/sd", "mysql://h/sd", "postgresql://h", "postgresql://h/", "file:///x"])
def test_what_is_no_address_of_a_server_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="not the address of a server"):
        check_url(text)


def test_a_login_of_the_server_carries_the_office_it_belongs_to() -> None:
    assert person_role("control", "jiangning") == "control@jiangning"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=st.just(timezone(timedelta(hours=8)))))
def test_an_instant_comes_back_as_it_was_and_sorts_by_time_as_text(moment: datetime) -> None:
    dialect, kept = sa.create_engine("sqlite://").dialect, UtcDateTime()
    stored = kept.process_bind_param(moment, dialect)
    assert kept.process_result_value(stored, dialect) == moment
    later = moment + timedelta(microseconds=1)
    assert sqlite_instant(moment) < sqlite_instant(later)
    assert len(sqlite_instant(moment)) == len("2026-11-22 00:00:00.000000")


def test_an_instant_without_its_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 22), sa.create_engine("sqlite://").dialect)


def test_both_databases_say_the_time_in_utc_to_the_microsecond(house: House) -> None:
    before = datetime.now(UTC)
    assert before - timedelta(seconds=2) <= house.desk("control").read(lambda work: work.now) <= datetime.now(UTC)


def test_plain_data_always_gives_the_same_text() -> None:
    assert (
        canonical_json({"b": 1, "a": [None, "楼"]})
        == canonical_json({"a": [None, "楼"], "b": 1})
        == '{"a":[null,"楼"],"b":1}'
    )


@ON_SQLITE
def test_a_file_that_was_cut_off_or_damaged_is_said_to_be(house: House, tmp_path: Path) -> None:
    whole = Path(house.address).read_bytes()
    for number, kept in enumerate((whole[:50], whole[:5_000], whole[:4096] + bytes(len(whole) - 4096))):
        damaged = tmp_path / f"damaged {number}.db"
        damaged.write_bytes(kept)
        database = open_sqlite(damaged)
        with pytest.raises(BadInput, match="damaged; nothing was written"):
            check_schema(database)
        database.close()


@ON_SQLITE
def test_a_file_that_may_not_be_written_is_said_to_be(house: House) -> None:
    with pytest.raises(Refusal, match="may not be written"):
        write_read_only(house.desk("operator").database, house.unit_id("0301"))


def write_read_only(desk: Database, unit_id: int) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
        connection.exec_driver_sql(NOTE.format("x", unit_id))


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 5_000)
    database = open_sqlite(path)
    with pytest.raises(BadInput, match="no file of an office"), database.reading():
        pass
    database.close()
