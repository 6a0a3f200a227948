"""PostgreSQL's own programs: found where they usually lie, and a server of one's own that leaves nothing behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.repository.postgres import programs
from salesdesk.repository.postgres.programs import find_programs, own_server
from tests.support import postgres


def programs_in(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch(mode=0o755)
    return folder


def test_the_folder_that_is_named_counts_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESDESK_PG_BIN", str(programs_in(tmp_path / "named", "pg_dump")))
    assert find_programs("pg_dump") == tmp_path / "named"
    with pytest.raises(Refusal, match="initdb, pg_dump"):
        find_programs("initdb", "pg_dump")


def test_the_newest_of_the_usual_places_comes_before_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SALESDESK_PG_BIN", raising=False)
    for version in ("9.6", "15", "18"):
        programs_in(tmp_path / version / "bin", "pg_dump")
    monkeypatch.setattr(programs, "_PLACES", (f"{tmp_path}/*/bin",))
    assert find_programs("pg_dump") == tmp_path / "18" / "bin"
    monkeypatch.setattr(programs, "_PLACES", ())
    monkeypatch.setenv("PATH", str(programs_in(tmp_path / "path", "pg_dump")))
    assert find_programs("pg_dump") == tmp_path / "path"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the account which runs servers reaches too."""
    with tempfile.TemporaryDirectory(prefix="salesdesk-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_server_of_ones_own_lets_nobody_else_in_and_leaves_nothing(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(open_folder))
    with own_server(postgres.find_programs()) as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_setting('listen_addresses'), current_user").fetchone()
        assert row == ("127.0.0.1", "postgres")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace("postgres:", "postgres:x", 1))
        assert len(list(open_folder.iterdir())) == 1
    assert list(open_folder.iterdir()) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_a_program_that_does_not_go_is_said_with_its_own_words(open_folder: Path) -> None:
    folder = programs_in(open_folder / "bin")
    for name in ("initdb", "pg_ctl", "postgres"):
        (folder / name).write_text("#!/bin/sh\necho no room for a cluster\nexit 1\n")
        (folder / name).chmod(0o755)
    with pytest.raises(Refusal, match="no room for a cluster"), own_server(folder):
        pass
