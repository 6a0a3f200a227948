"""The server that the other tests stand on lets nobody in unasked, and is never silently missing."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.support import postgres
from tests.support.postgres import NoServer, PostgresServer, find_programs, server_at


def test_nobody_signs_in_without_the_password(pg_server: PostgresServer) -> None:
    with psycopg.connect(pg_server.superuser_url()) as connection:
        row = connection.execute("SELECT session_user, current_setting('server_encoding')").fetchone()
    assert row == (pg_server.superuser, "UTF8")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(pg_server.url_as(pg_server.superuser, "wrong", "postgres"))


def test_an_address_keeps_names_and_passwords_of_any_characters() -> None:
    server = server_at("postgresql://admin:p%40ss%2F@db.example:6543/postgres")
    assert (server.host, server.port, server.superuser, server.password) == ("db.example", 6543, "admin", "p@ss/")
    assert server_at(server.url_as("张 三", "口令:/@", "sd")).superuser == "张 三"
    assert server_at(server.url_as("张 三", "口令:/@", "sd")).password == "口令:/@"


def programs_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "pg_ctl", "postgres"):
        (folder / name).touch(mode=0o755)
    return folder


def test_the_newest_version_is_taken_by_number_and_not_by_letter(tmp_path: Path) -> None:
    folders = [programs_in(tmp_path / version / "bin") for version in ("9.6", "15", "18")]
    assert [folder.parent.name for folder in postgres._newest_first(iter(folders))] == ["18", "15", "9.6"]


def test_the_programs_that_somebody_names_come_first(tmp_path: Path) -> None:
    assert find_programs({"SALESDESK_TEST_PG_BIN": str(programs_in(tmp_path / "bin"))}) == tmp_path / "bin"


def test_a_machine_without_any_server_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_newest_first", lambda folders: [])
    monkeypatch.setattr(postgres, "_embedded_programs", list)
    with pytest.raises(NoServer, match="neither"):
        find_programs({"PATH": ""})
