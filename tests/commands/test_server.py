"""``salesdesk db``: an office's database is made, brought up to date, compared and looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from salesdesk.repository.postgres.setup import as_superuser
from salesdesk.repository.schema import SCHEMA_VERSION
from tests.support.office import PASSWORD, House
from tests.support.postgres import PostgresServer
from tests.support.typed import lines, typed

NAME = "prompt1"


@pytest.fixture
def url(pg_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The superuser's address of an office that a command made."""
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    yield pg_server.superuser_url(NAME)
    with as_superuser(sa.make_url(pg_server.superuser_url()), autocommit=True) as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        for (role,) in connection.exec_driver_sql(f"SELECT rolname FROM pg_roles WHERE rolname LIKE '%%@{NAME}'").all():
            connection.exec_driver_sql(f'DROP ROLE "{role}"')


def test_an_office_is_made_checked_and_brought_up_to_date(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("db", "init", url, "--admin", "yan", "--name", "严明") == 0
    assert lines(capsys)[0] == f"The office's database “{NAME}” is ready."
    assert typed("db", "init", url) == 2
    assert "There is an office in this database already" in capsys.readouterr().err
    assert typed("db", "check", url) == 0
    said = lines(capsys)
    assert said[0].startswith("Server: PostgreSQL ")
    assert said[1:] == [
        "TLS: off; whatever desks send can be read on the network",
        "The database is as it should be, and what it holds comes out the same when worked out anew.",
    ]
    with as_superuser(sa.make_url(url), autocommit=True) as connection:
        connection.exec_driver_sql("DROP TRIGGER sd_order_move ON sale_order")
        connection.exec_driver_sql(f"UPDATE schema_info SET version = {SCHEMA_VERSION - 1}")
    assert typed("db", "check", url) == 2
    assert "has to be upgraded first" in capsys.readouterr().err
    assert typed("db", "upgrade", url) == 0
    assert lines(capsys) == [
        f"The office “{NAME}” was brought from schema version {SCHEMA_VERSION - 1} to {SCHEMA_VERSION}.",
        "Guards and rights were made anew.",
    ]
    assert typed("db", "check", url) == 0
    assert typed("db", "upgrade", url) == 0
    assert f"The office “{NAME}” has schema version {SCHEMA_VERSION} already." in lines(capsys)


def test_each_difference_is_a_sentence_and_ends_with_1(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    typed("db", "init", url)
    with as_superuser(sa.make_url(url), autocommit=True) as connection:
        connection.exec_driver_sql("DROP TRIGGER sd_order_move ON sale_order")
        connection.exec_driver_sql(f"ALTER DATABASE {NAME} RESET lock_timeout")
    capsys.readouterr()
    assert typed("db", "check", url) == 1
    assert lines(capsys)[2:] == [
        "  The setting “lock_timeout” of the database is “—” and not “3s”.",
        "  The trigger “sd_order_move ON sale_order” is missing.",
        "2 differences",
    ]


def test_a_file_is_checked_too(sqlite_template: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("db", "check", sqlite_template.address) == 0
    assert len(lines(capsys)) == 2
