"""PostgreSQL's own programs: where they lie on this machine, and a server of one's own for as long as one needs it."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark

FOLDER_VARIABLE = "SALESDESK_PG_BIN"
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin",
           "C:/Program Files/PostgreSQL/*/bin")  # fmt: skip
_SETTINGS = {"fsync": "off", "listen_addresses": "127.0.0.1", "logging_collector": "off", "ssl": "off"}


def find_programs(*needed: str) -> Path:
    """The folder of PostgreSQL's programs: the one that ``SALESDESK_PG_BIN`` names, else the newest of the usual places,
    else that on the path.

    Raises:
        Refusal: there is none with all that is needed.
    """
    for folder in _folders(os.environ):
        if all(shutil.which(program, path=str(folder)) for program in needed):
            return folder
    raise Refusal(
        mark("PostgreSQL's programs ({programs}) are not on this machine; SALESDESK_PG_BIN names their folder."),
        programs=", ".join(needed),
    )


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    if named := environment.get(FOLDER_VARIABLE):
        yield Path(named)
        return
    usual = [folder for place in _PLACES for folder in Path(Path(place).anchor).glob(place[len(Path(place).anchor) :])]
    yield from sorted(usual, key=_version, reverse=True)
    for folder in environment.get("PATH", "").split(os.pathsep):
        yield Path(folder)


def _version(folder: Path) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", folder.parent.name)]


@contextmanager
def own_server(programs: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """An empty server on this machine, gone with all its files when the block ends; the address of its superuser.

    Args:
        settings: what is to be set otherwise than usual.

    Raises:
        Refusal: it does not start, and why.
    """
    with tempfile.TemporaryDirectory(prefix="salesdesk-", ignore_cleanup_errors=True) as folder:
        cluster = _Cluster(programs, Path(folder))
        cluster.make()
        try:
            yield cluster.start(settings or {})
        finally:
            cluster.stop()


class _Cluster:
    """One empty cluster in a folder of its own; run by another account where this one may do anything."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        self._password = secrets.token_urlsafe(16)
        self._account = other_account()
        if self._account:
            shutil.chown(folder, self._account["user"], self._account["group"])

    def make(self) -> None:
        secret = self._folder / "password"
        secret.write_text(self._password, "utf-8")
        if self._account:
            shutil.chown(secret, self._account["user"], self._account["group"])
        self._reach_programs()
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-E", "UTF8", "-A", "scram-sha-256",
                  "--locale=C", "--no-sync", f"--pwfile={secret}")  # fmt: skip
        secret.unlink()

    def start(self, settings: Mapping[str, str]) -> str:
        port = _free_port()
        chosen = {**_SETTINGS, **settings, "port": str(port)}
        if os.name == "posix":
            chosen["unix_socket_directories"] = ""
        options = " ".join(f"-c {name}='{value}'" for name, value in chosen.items())
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(self._folder / "log"), "-o", options)
        return f"postgresql://postgres:{quote(self._password, '')}@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-D", str(self._data), "-m", "immediate")

    def _reach_programs(self) -> None:
        """Programs in a home that the other account may not enter are copied."""
        try:
            self._run("postgres", "--version")
        except PermissionError:
            home = self._programs.parent.parent
            for place in (home, home.with_name(f"{home.name}.libs")):
                if place.is_dir():
                    shutil.copytree(place, self._folder / "server" / place.name, symlinks=True)
            self._programs = self._folder / "server" / self._programs.relative_to(home.parent)

    def _run(self, program: str, *arguments: str) -> None:
        log = self._folder / f"{program}.said"
        with log.open("wb") as said:  # a file and no pipe: the server would inherit it and keep it open
            done = subprocess.run(
                [shutil.which(program, path=str(self._programs)) or program, *arguments],
                stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, check=False, cwd=self._folder,
                env=_environment(self._folder), **self._account,
            )  # fmt: skip
        if done.returncode:
            raise program_failed(program, _read(log) + _read(self._folder / "log"))


def other_account() -> dict[str, Any]:
    """PostgreSQL refuses to run for whoever may do anything: then another account's name is borrowed."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry.pw_gid for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return {"user": name, "group": known[name], "extra_groups": []}
    raise Refusal(mark("PostgreSQL does not run as root, and there is no other account to run it."))


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "HOME": str(home), "LC_ALL": "C", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def program_failed(program: str, said: str) -> Refusal:
    """What a program said last, or last complained about, as a sentence."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    complaints = [line for line in lines if any(word in line for word in ("FATAL", "ERROR", "error:"))]
    why = (complaints or lines or ["?"])[-1]
    return Refusal(mark("{program} did not go: {why}"), program=program, why=why)


def command(programs: Path, program: str, arguments: Iterable[str]) -> list[str]:
    return [shutil.which(program, path=str(programs)) or program, *arguments]
