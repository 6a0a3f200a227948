"""The servers that attacks are tried on: the one of the run, and the newest that comes with the test dependencies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from tests.support.postgres import PostgresServer, newest_programs, running_server
from tests.support.yard import Yard, build_yard

SERVERS = ("of the run", "the newest")
_TRIED = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """Attacks of the run's own server first; then those of the newest, started for them alone."""
    with contextlib.ExitStack() as stack:
        if request.param == SERVERS[0]:
            found: PostgresServer = request.getfixturevalue("pg_server")
        else:
            environment = {"SALESDESK_TEST_PG_BIN": str(newest_programs())}
            found = stack.enter_context(running_server(environment))
        request.config.stash.setdefault(_TRIED, {})[request.param] = found.version
        yield found


@pytest.fixture(scope="session")
def yard(server: PostgresServer) -> Iterator[Yard]:
    with contextlib.closing(build_yard(server)) as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name, version in config.stash.get(_TRIED, {}).items():
        terminalreporter.line(f"attacks on PostgreSQL {version} ({name})")
