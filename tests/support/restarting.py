"""A PostgreSQL of the tests' own that may be stopped and started in the middle of anything: others use the common one.

`tests.support.office.house` lies on it in a module that imports these fixtures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from salesdesk.repository.postgres.programs import _Cluster, _free_port
from tests.support.office import House, pg_office
from tests.support.postgres import PostgresServer, find_programs, server_at

SETTINGS = {"fsync": "off", "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "ssl": "off"}


class RestartedServer:
    """One server, run by ``pg_ctl``; ``at`` stays the same over its lives.

    ``mode`` is how it ends: ``fast`` tells each desk and leaves a tidy house, ``immediate`` is a fall: no word to
    anybody, and the next life begins with a recovery.
    """

    def __init__(self, folder: Path) -> None:
        self._cluster = _Cluster(find_programs(), folder)
        self._cluster.make()
        self._data, self._log = str(self._cluster._data), str(folder / "log")
        settings = {**SETTINGS, "port": str(_free_port())}
        with (self._cluster._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self.at: PostgresServer = server_at(
            f"postgresql://postgres:{quote(self._cluster._password, '')}@127.0.0.1:{settings['port']}/postgres"
        )

    def start(self) -> None:
        self._cluster._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self._log)

    def stop(self, mode: str) -> None:
        self._cluster._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", mode)

    def restart(self, mode: str) -> None:
        self._cluster._run("pg_ctl", "restart", "-w", "-D", self._data, "-l", self._log, "-m", mode)

    def end(self) -> None:
        self._cluster.stop()


@contextmanager
def own_restarted() -> Iterator[RestartedServer]:
    """It runs until the block ends, and leaves nothing."""
    with tempfile.TemporaryDirectory(prefix="salesdesk-", ignore_cleanup_errors=True) as folder:
        server = RestartedServer(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.end()


@pytest.fixture(scope="module")
def server() -> Iterator[RestartedServer]:
    with own_restarted() as made:
        yield made


@pytest.fixture(scope="module")
def pg_server(server: RestartedServer) -> PostgresServer:
    """In place of the server of the whole run, where these fixtures are imported."""
    return server.at


@pytest.fixture(scope="module")
def pg_template(pg_server: PostgresServer) -> House:
    return pg_office(pg_server)


@pytest.fixture(autouse=True)
def copy_is_kept(house: House) -> None:
    """A copied database's counters of ids fall back with the server, to where they were when it was copied, unless a
    checkpoint lies between; a database that was not copied has no such flaw."""
    with house.as_owner.connect() as owner:
        owner.execute(sa.text("CHECKPOINT"))
