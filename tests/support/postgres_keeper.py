"""Keeps one throw-away PostgreSQL server alive for as long as the process that asked for it lives.

It runs as a program of its own, away from the terminal's Ctrl-C, reads one JSON order from standard input, and takes
the end of that input as the end of the need: however the tests end, even killed, the pipe closes, the server stops and
its files go. Standard library only.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

LOCALES = (
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],  # 17 and later
    ["--locale=C.UTF-8"],
    ["--locale=C"],
)
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "max_connections": "300",
    "listen_addresses": "127.0.0.1",
    "logging_collector": "off",
    "ssl": "off",
}


class Keeper:
    """One order carried out: a cluster made, its server run, both taken away again."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.base = Path(order["base"])
        self.bin = Path(order["bin"])
        self.port = str(order["port"])
        self.password = str(order["password"])
        self.data = self.base / "data"
        self.log = self.base / "server.log"
        self.stopping = threading.Event()
        self.identity: dict[str, Any] = {}
        if order["account"]:
            self.identity = {"user": order["account"], "group": _group_of(order["account"]), "extra_groups": []}

    def serve(self) -> None:
        """Returns when the server has ended, by itself or because standard input closed."""
        self._hand_over_base()
        self._reach_binaries()
        self._make_cluster()
        with self.log.open("wb") as log:
            server = subprocess.Popen(
                self._server_command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._process()
            )
        stopper = threading.Thread(target=self._stop_with_input, daemon=True)
        stopper.start()
        try:
            server.wait()
        finally:
            if server.poll() is None:
                self._stop()
            if self.stopping.is_set():
                stopper.join()  # else its pg_ctl would be left to a stranger

    def last_words(self) -> str:
        return self.log.read_text("utf-8", "replace")[-2000:] if self.log.exists() else ""

    def _process(self) -> dict[str, Any]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {"cwd": self.base, "env": environment | {"HOME": str(self.base), "LC_ALL": "C", "TZ": "UTC"}} | (
            self.identity
        )

    def _hand_over_base(self) -> None:
        if self.identity:
            shutil.chown(self.base, self.identity["user"], self.identity["group"])

    def _reach_binaries(self) -> None:
        """A virtual environment under root's home cannot be read by the server's account: then a copy is run."""
        try:
            self._run("postgres", "--version")
        except PermissionError:
            package = self.bin.parent.parent
            copy = self.base / "server" / package.name
            shutil.copytree(package, copy, symlinks=True)
            libraries = package.with_name(package.name + ".libs")
            if libraries.is_dir():
                shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
            self.bin = copy / self.bin.parent.name / self.bin.name

    def _make_cluster(self) -> None:
        secret = self.base / "password"
        secret.write_text(self.password, "utf-8")
        if self.identity:
            shutil.chown(secret, self.identity["user"], self.identity["group"])
        common = ["-D", str(self.data), "-U", "postgres", "-E", "UTF8", "-A", "scram-sha-256", "--no-sync"]
        for locale in LOCALES:
            made = self._run("initdb", *common, f"--pwfile={secret}", *locale)
            if made.returncode == 0:
                secret.unlink()
                return
        self.log.write_bytes(made.stdout)
        raise SystemExit("initdb failed")

    def _server_command(self) -> list[str]:
        settings = SETTINGS | {"port": self.port}
        if os.name == "posix":
            settings["unix_socket_directories"] = str(self.base)
        return [
            str(self.bin / "postgres"),
            "-D",
            str(self.data),
            *(word for name, value in settings.items() for word in ("-c", f"{name}={value}")),
        ]

    def _stop_with_input(self) -> None:
        sys.stdin.buffer.read()
        self.stopping.set()
        self._stop()

    def _stop(self) -> None:
        # Nothing is worth saving: the files are removed next.
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(self.bin / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **self._process(),
        )


def _group_of(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid


def main() -> None:
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    keeper = Keeper(json.loads(sys.stdin.buffer.readline()))
    try:
        keeper.serve()
    finally:
        sys.stdout.write(keeper.last_words())
        shutil.rmtree(keeper.base, ignore_errors=True)


if __name__ == "__main__":
    main()
