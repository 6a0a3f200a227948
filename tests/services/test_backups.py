"""Backups: made while desks work, complete or not there at all, locked, and the way back to people who sign in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from salesdesk.domain.errors import BadInput, Refusal, SchemaMismatch
from salesdesk.repository.database import open_sqlite
from salesdesk.repository.postgres.programs import find_programs, own_server
from salesdesk.repository.postgres.setup import as_superuser
from salesdesk.services import backups
from salesdesk.services.backup_files import (
    DUMP,
    FILE,
    MANIFEST,
    MOMENT,
    PEOPLE,
    TOTALS,
    Backup,
    Opened,
    check_files,
    let_go,
    open_backup,
)
from salesdesk.services.backups import make_backup
from salesdesk.services.database_check import check_office
from salesdesk.services.restores import restore
from salesdesk.services.sign_in import sign_in
from tests.support.backed_up import (
    BACKUP_PASSWORD,
    backed_up,
    copy_of,
    new_key,
    office_of,
    rehashed,
    server_programs,
)
from tests.support.day import Day, a_day
from tests.support.engines import ENGINES
from tests.support.office import PASSWORD
from tests.support.office import PEOPLE as EVERYBODY


@pytest.fixture(scope="module", params=list(ENGINES))
def engine_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="module")
def key(place: Path) -> Path:
    return new_key(place)


@pytest.fixture(scope="module")
def day(engine_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with server_programs(), a_day(engine_kind, request, tmp_path_factory.mktemp("day")) as made:
        yield made


@pytest.fixture(scope="module")
def backup(day: Day, place: Path, key: Path) -> Backup:
    """A locked one."""
    return backed_up(day.house, place / "locked", key.with_name("office.key.pub"))


@pytest.fixture(scope="module")
def open_one(day: Day, place: Path) -> Backup:
    """One that is not locked."""
    return backed_up(day.house, place / "open")


ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)


# --- made -------------------------------------------------------------------------------------------------------------


def test_a_backup_says_what_it_is_and_what_belongs_in_it(day: Day, backup: Backup) -> None:
    manifest = backup.manifest
    assert manifest.kind == day.house.kind
    assert set(manifest.files) == ({FILE, TOTALS} if manifest.kind == "sqlite" else {DUMP, PEOPLE, TOTALS})
    assert {path.name for path in backup.folder.iterdir()} == {*manifest.files, MANIFEST}
    assert backup.name == f"{manifest.office}-{manifest.moment.strftime(MOMENT)}"
    assert abs(datetime.now(UTC) - manifest.moment) < timedelta(hours=1)
    check_files(backup)


def test_a_locked_backup_shows_nobody_a_name_or_a_sum(backup: Backup, key: Path) -> None:
    for name in backup.manifest.files:
        content = (backup.folder / name).read_bytes()
        assert not any(word.encode() in content for word in ("韩若溪", "陈立", "SCRAM", "receipt"))
    with pytest.raises(BadInput, match="--key names the file"):
        Opened(backup, None).totals()
    assert Opened(backup, key).totals()["rows"]["receipt"] == [6]


def test_the_totals_are_those_of_the_office(day: Day, backup: Backup, key: Path) -> None:
    totals = Opened(backup, key).totals()
    orders = {name.split(" ")[1]: figures for name, figures in totals["orders"].items()}
    assert sorted(figures[0] for figures in orders.values()) == ["cancelled", "reserved", "subscribed", "subscribed"]
    assert sum(figures[3] for figures in orders.values()) == 3_000_000 + 1_000_000 - 100_000
    assert totals["rows"]["customer"] == [2]


def test_a_backup_that_is_not_locked_leaves_what_stands_for_passwords_out(
    day: Day, open_one: Backup, backup: Backup, key: Path
) -> None:
    if day.house.kind == "sqlite":
        return  # the one file of a single desk is copied as it is
    assert all(not one.verifier for one in Opened(open_one, None).people())
    assert b"SCRAM-SHA-256$" not in (open_one.folder / DUMP).read_bytes()
    kept = {one.login: one.verifier for one in Opened(backup, key).people()}
    assert kept.keys() == EVERYBODY.keys()
    assert all(verifier.startswith("SCRAM-SHA-256$") for verifier in kept.values())


def test_what_stops_in_between_leaves_nothing_that_looks_like_a_backup(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups._Parts, "add", full)
    with pytest.raises(BadInput, match="No space left"):
        backed_up(day.house, tmp_path / "to")
    assert list((tmp_path / "to").iterdir()) == []


def test_a_desk_that_works_meanwhile_is_in_the_backup_whole_or_not_at_all(day: Day, tmp_path: Path) -> None:
    """A transaction that is open while the backup is made, and kept afterwards."""
    with day.house.desk("control").database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE sale_order SET note = 'meanwhile' WHERE id = {day.order}")
        saved = backed_up(day.house, tmp_path)
        assert Opened(saved, None).totals()["rows"]["sale_order"] == [4]
    check_files(saved)


def test_an_office_that_is_not_there_or_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no office"):
        make_backup(str(tmp_path / "none.db"), tmp_path / "to")
    open_sqlite(tmp_path / "other.db").close()
    (tmp_path / "other.db").touch()
    with pytest.raises(SchemaMismatch):
        make_backup(str(tmp_path / "other.db"), tmp_path / "to")


@ON_POSTGRES
def test_the_login_for_backups_reads_everything_and_changes_nothing(day: Day, backup: Backup) -> None:
    from salesdesk.domain.errors import NotAllowed
    from salesdesk.repository.postgres.backup import open_for_backup

    database = open_for_backup(office_of(day.house), BACKUP_PASSWORD)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM customer_identity").scalar_one() >= 0
        assert connection.exec_driver_sql("SELECT count(*) FROM receipt").scalar_one() == 6
    for statement in (
        "UPDATE receipt SET payer = 'x'",
        "DELETE FROM customer",
        "INSERT INTO person (login, name) VALUES ('x', 'x')",
        f"SELECT people_give_role({day.people['cashier']}, {day.project}, 'manager')",
        "SELECT my_projects('')",
        "DELETE FROM backup_proof",
        "CREATE TABLE x (id int)",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ):
        with pytest.raises(NotAllowed), database.writing() as connection:
            connection.exec_driver_sql(statement)
    database.close()


@ON_POSTGRES
def test_a_server_whose_programs_are_missing_is_said(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESDESK_PG_BIN", str(tmp_path))
    with pytest.raises(Refusal, match="SALESDESK_PG_BIN names their folder"):
        backed_up(day.house, tmp_path / "to")
    assert list((tmp_path / "to").iterdir()) == []


@ON_POSTGRES
def test_a_program_that_fails_says_why(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho half; echo 'pg_dump: error: out of ink' >&2; exit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("SALESDESK_PG_BIN", str(tmp_path))
    with pytest.raises(Refusal, match="out of ink"):
        backed_up(day.house, tmp_path / "to")


# --- found out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["cut off", "changed", "missing"])
def test_whatever_is_done_to_a_file_is_found_and_named(backup: Backup, tmp_path: Path, harm: str) -> None:
    for name in backup.manifest.files:
        harmed = copy_of(backup, tmp_path / name)
        path = harmed.folder / name
        content = path.read_bytes()
        if harm == "missing":
            path.unlink()
        else:
            middle = len(content) // 2
            path.write_bytes(content[:-1] if harm == "cut off" else content[:middle] + b"#" + content[middle + 1 :])
        with pytest.raises(BadInput, match=name):
            check_files(harmed)


def test_a_locked_file_that_was_changed_is_found_though_the_manifest_was_made_to_fit(
    backup: Backup, key: Path, tmp_path: Path
) -> None:
    for name in backup.manifest.files:
        whole = (backup.folder / name).read_bytes()
        for number, content in enumerate((whole[:-20], whole[:200] + b"#" + whole[201:])):
            harmed = copy_of(backup, tmp_path / name / str(number))
            (harmed.folder / name).write_bytes(content)
            fits = rehashed(harmed)
            check_files(fits)
            with pytest.raises(BadInput, match=f"“{name}” of the backup was changed or cut off"):
                b"".join(Opened(fits, key).content(name))


@pytest.mark.parametrize("content", ["", "{}", '{"files": 1}', "[]", '{"files": {}, "format": 1}'])
def test_a_manifest_that_is_none_is_said(backup: Backup, tmp_path: Path, content: str) -> None:
    harmed = copy_of(backup, tmp_path)
    (harmed.folder / MANIFEST).write_text(content)
    with pytest.raises(BadInput, match="manifest"):
        open_backup(harmed.folder)
    with pytest.raises(BadInput, match="There is no backup"):
        open_backup(tmp_path)


@ON_POSTGRES
def test_a_list_of_people_that_would_say_something_to_the_server_is_refused(open_one: Backup, tmp_path: Path) -> None:
    for change in (
        {"login": 'x" SUPERUSER'},
        {"verifier": "' SUPERUSER --"},
        {"roles": [["p", "postgres", None, None]]},
    ):
        harmed = copy_of(open_one, tmp_path / next(iter(change)))
        people = json.loads((harmed.folder / PEOPLE).read_text("utf-8"))
        (harmed.folder / PEOPLE).write_text(json.dumps([{**people[0], **change}]), "utf-8")
        with pytest.raises(BadInput, match=f"“{PEOPLE}” of the backup was changed"):
            Opened(rehashed(harmed), None).people()


# --- the way back -----------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_a_file_is_restored_where_nothing_is_and_people_sign_in(backup: Backup, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "office.db"
    restore(backup.folder, str(path), key)
    desk = sign_in(str(path), "cashier", PASSWORD)
    assert len(desk.read(lambda work: work.cash.newest(99))) == 6
    desk.close()
    assert check_office(str(path)).findings == ()
    before = path.read_bytes()
    with pytest.raises(BadInput, match="writes over none"):
        restore(backup.folder, str(path), key)
    assert path.read_bytes() == before


@ON_SQLITE
def test_a_restore_that_fails_leaves_no_file(backup: Backup, key: Path, tmp_path: Path) -> None:
    harmed = copy_of(backup, tmp_path)
    path = harmed.folder / FILE
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadInput, match="changed or cut off"):
        restore(rehashed(harmed).folder, str(tmp_path / "new.db"), key)
    assert not list(tmp_path.glob("new.db*"))


@ON_POSTGRES
def test_a_server_is_restored_and_everybody_signs_in_with_their_own_password(
    day: Day, backup: Backup, open_one: Backup, key: Path
) -> None:
    with own_server(find_programs("initdb")) as empty:
        url = empty.removesuffix("/postgres") + "/office"
        done = restore(backup.folder, url, key)
        assert done.first_passwords == {}
        assert check_office(url).findings == ()
        at = "postgresql://" + url.rsplit("@", 1)[1]
        for login in EVERYBODY:
            sign_in(at, login, PASSWORD).close()
        desk = sign_in(at, "cashier", PASSWORD)
        assert len(desk.read(lambda work: work.cash.newest(99))) == 6
        desk.close()
        with pytest.raises(BadInput, match="writes over none"):
            restore(backup.folder, url, key)
        # The same beside it, from a backup without passwords: the logins are there, and keep what they have.
        # What the server's roles may, is what the office's table says, not what is found on the server.
        with as_superuser(make_url(url), autocommit=True) as connection:
            connection.exec_driver_sql('GRANT "price.sign@office" TO "office.consultant@office"')
            connection.exec_driver_sql('REVOKE "board.read@office" FROM "office.cashier@office"')
        assert len(check_office(url).findings) == 2
        again = restore(open_one.folder, f"{url}_2")
        assert check_office(url).findings == ()
        assert again.first_passwords.keys() == EVERYBODY.keys()
        desk = sign_in(f"{at}_2?realm=office", "cashier", again.first_passwords["cashier"])
        assert desk.person.must_change_password
        desk.close()


@ON_POSTGRES
def test_half_a_dump_is_no_database(open_one: Backup, tmp_path: Path, pg_server: object) -> None:
    from tests.support.postgres import PostgresServer

    assert isinstance(pg_server, PostgresServer)
    harmed = copy_of(open_one, tmp_path)
    path = harmed.folder / DUMP
    path.write_bytes(path.read_bytes()[:-5_000])
    with pytest.raises(Refusal, match="pg_restore did not go"):
        restore(rehashed(harmed).folder, pg_server.superuser_url("half"))
    with pytest.raises(BadInput, match="has no database of this name"):
        check_office(pg_server.superuser_url("half"))


# --- keeping some -----------------------------------------------------------------------------------------------------


def pretend(folder: Path, office: str, at: datetime) -> None:
    made = folder / f"{office}-{at.strftime(MOMENT)}"
    made.mkdir(parents=True)
    facts = {"format": 1, "program": "0.1.0", "kind": "sqlite", "server": "", "office": office, "schema": 1, "key": ""}
    (made / MANIFEST).write_text(json.dumps({**facts, "taken_at": at.isoformat(), "files": {}}))


NEWEST = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_newest_of_each_day_and_week_are_kept_and_others_let_go(tmp_path: Path) -> None:
    for days in range(40):
        for hours in (0, 6):
            pretend(tmp_path, "jinxiu", NEWEST - timedelta(days=days, hours=hours))
    pretend(tmp_path, "other", NEWEST - timedelta(days=99))
    (tmp_path / "jinxiu-notes").mkdir()
    gone = let_go(tmp_path, "jinxiu", daily=3, weekly=4)
    # The last three days; the Sundays that end the last four weeks, of which the newest is among the days.
    assert left(tmp_path) == [
        "jinxiu-20261101T031500Z", "jinxiu-20261108T031500Z", "jinxiu-20261115T031500Z", "jinxiu-20261120T031500Z",
        "jinxiu-20261121T031500Z", "jinxiu-20261122T031500Z", "jinxiu-notes", "other-20260815T031500Z",
    ]  # fmt: skip
    assert len(gone) == 80 - 6
    assert let_go(tmp_path, "jinxiu", daily=3, weekly=4) == []


def test_the_newest_backup_is_never_let_go(tmp_path: Path) -> None:
    pretend(tmp_path, "jinxiu", NEWEST)
    assert let_go(tmp_path, "jinxiu", daily=0, weekly=0) == []
    assert left(tmp_path) == ["jinxiu-20261122T031500Z"]
