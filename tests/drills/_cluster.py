"""Three PostgreSQL nodes of one office on this machine: a primary, and two standbys of which any one must confirm."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.support.postgres import _account, _free_port, find_programs
from tests.support.postgres_keeper import LOCALES, _group_of

PASSWORD = "drill-only-7"
STANDBYS = "ANY 1 (s1, s2)"


@dataclass
class Node:
    """One server: its folder, its port, its process while it runs."""

    name: str
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = "postgres", password: str = PASSWORD, database: str = "postgres") -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def ask(self, question: str) -> Any:
        with psycopg.connect(self.url(), autocommit=True, connect_timeout=3) as connection:
            row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None

    def tell(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement.encode())


class Cluster:
    """See the module."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.programs = find_programs()
        account = _account()
        self._identity: dict[str, Any] = (
            {"user": account, "group": _group_of(account), "extra_groups": []} if account else {}
        )
        if account:
            shutil.chown(base, account, _group_of(account))
        self.nodes = [Node(name, base / name, _free_port()) for name in ("p", "s1", "s2")]
        self.primary, self.first, self.second = self.nodes

    def begin(self) -> None:
        """The primary made and started, then the standbys copied from it; returns when both follow."""
        secret = self.base / "secret"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o644)
        made = None
        for locale in LOCALES:
            made = self._run("initdb", "-D", str(self.primary.folder), "-U", "postgres", "-E", "UTF8", "-A",
                             "scram-sha-256", "--no-sync", f"--pwfile={secret}", *locale)  # fmt: skip
            if made.returncode == 0:
                break
        assert made is not None
        assert made.returncode == 0, made.stdout.decode()
        with (self.primary.folder / "pg_hba.conf").open("a") as file:
            file.write("host replication all 127.0.0.1/32 scram-sha-256\n")
        self.start(self.primary)
        for standby in (self.first, self.second):
            done = self._run(
                "pg_basebackup", "-D", str(standby.folder), "-R", "-X", "stream", "-c", "fast", "-d",
                f"host=127.0.0.1 port={self.primary.port} user=postgres password={PASSWORD} "
                f"application_name={standby.name}",
            )  # fmt: skip
            assert done.returncode == 0, done.stdout.decode()
            self.start(standby)
        self.wait(lambda: self.primary.ask("SELECT count(*) FROM pg_stat_replication") == 2)
        self.primary.tell(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBYS}'")
        self.primary.tell("SELECT pg_reload_conf()")
        self.wait(lambda: self.primary.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'quorum'") == 2)

    def start(self, node: Node) -> None:
        settings = {
            "port": node.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.base),
            "max_connections": 200, "wal_level": "replica", "hot_standby": "on", "max_wal_senders": 8,
            "wal_keep_size": "256MB", "ssl": "off", "logging_collector": "off",
        }  # fmt: skip
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        log = (self.base / f"{node.name}.log").open("ab")
        node.process = subprocess.Popen(
            [str(self.programs / "postgres"), "-D", str(node.folder), *words], stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True, **self._environment(),
        )  # fmt: skip
        log.close()
        self.wait(lambda: self._answers(node))

    def kill(self, node: Node) -> None:
        """kill -9 of the server and all its processes, as when the machine loses its power."""
        assert node.process is not None
        os.killpg(node.process.pid, signal.SIGKILL)
        node.process.wait()

    def promote(self) -> Node:
        """One command at the standby that has more; the other one follows it from now on."""
        received = {node.name: node for node in (self.first, self.second)}
        further = max(received.values(), key=lambda node: int(node.ask(_RECEIVED)))
        other = self.second if further is self.first else self.first
        done = self._run("pg_ctl", "promote", "-w", "-D", str(further.folder))
        assert done.returncode == 0, done.stdout.decode()
        follow = f"host=127.0.0.1 port={further.port} user=postgres password={PASSWORD} application_name={other.name}"
        other.tell(f"ALTER SYSTEM SET primary_conninfo = '{follow}'")
        other.tell("SELECT pg_reload_conf()")
        return further

    def wait(self, reached: Any, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > until:
                raise TimeoutError("the servers did not get there")
            time.sleep(0.05)

    def end(self) -> None:
        for node in self.nodes:
            if node.process is not None and node.process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(node.process.pid, signal.SIGKILL)
                node.process.wait()

    def _answers(self, node: Node) -> bool:
        assert node.process is not None
        if node.process.poll() is not None:
            raise RuntimeError((self.base / f"{node.name}.log").read_text("utf-8", "replace")[-2000:])
        try:
            return bool(node.ask("SELECT 1") == 1)
        except psycopg.OperationalError:
            return False

    def _environment(self) -> dict[str, Any]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {"cwd": self.base, "env": kept | {"HOME": str(self.base), "LC_ALL": "C", "TZ": "UTC"}} | self._identity

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        words = [str(self.programs / program), *arguments]
        return subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            **self._environment(),
        )  # fmt: skip


_RECEIVED = "SELECT (pg_last_wal_receive_lsn() - '0/0')::bigint"


@contextlib.contextmanager
def three_nodes() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="salesdesk-drill-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder))
        try:
            cluster.begin()
            yield cluster
        finally:
            cluster.end()
