"""The drill that proves a backup: restored where nothing is, its people at their desks again, its figures compared.

Whatever it finds stands in a protocol of one page, said in sentences, with what went wrong by name.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole, Permission
from salesdesk.repository.database import Database, open_sqlite, person_role
from salesdesk.repository.office_status import open_for_setup
from salesdesk.repository.people import People
from salesdesk.repository.postgres.backup import (
    LoginRow,
    kept_passwords,
    lend_password,
    restore_dump,
    restore_people,
)
from salesdesk.repository.postgres.check import check_server
from salesdesk.repository.postgres.programs import find_programs, own_server
from salesdesk.repository.recount import Recount
from salesdesk.repository.sqlite.backup import restore_file
from salesdesk.repository.sqlite.check import check_file
from salesdesk.repository.totals import Totals, differences, projects_of, read_totals
from salesdesk.repository.work import Actor, Work
from salesdesk.services.backup_files import DUMP, FILE, Backup, Opened, check_files, open_backup
from salesdesk.services.office import Office, signed_in
from salesdesk.services.recount import recount
from salesdesk.services.restores import first_passwords
from salesdesk.services.seals import verify
from salesdesk.services.sign_in import sign_in

MOST_NAMED = 5
"""Of many differences of one kind, so many are named."""


@dataclass(frozen=True)
class Line:
    """One thing that was tried: what, what came of it, and whether that is as it should be."""

    what: str
    found: str
    good: bool


@dataclass(frozen=True)
class Protocol:
    """What a drill found."""

    backup: Backup
    drilled_at: datetime
    seconds: float
    lines: tuple[Line, ...]

    @property
    def passed(self) -> bool:
        return all(line.good for line in self.lines)


class _Stop(Exception):
    """What comes next would have nothing to be tried on."""


class _Drill:
    """The lines of a protocol as they come."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def told(self, what: str, found: str, *, good: bool = True) -> None:
        self.lines.append(Line(what, found, good))

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Something that everything after it needs."""
        try:
            yield
        except Refusal as reason:
            self.told(what, str(reason), good=False)
            raise _Stop from reason

    def none_of(self, what: str, wrong: list[str], sound: str) -> None:
        """Sound where nothing is wrong; else the first few of what is."""
        named = "；".join(wrong[:MOST_NAMED])
        if len(wrong) > MOST_NAMED:
            named += tr("；… {n} in all").format(n=len(wrong))
        self.told(what, named or sound, good=not wrong)


def restore_drill(folder: Path, key: Path | None = None) -> Protocol:
    """Restores a backup into an empty server, or an empty folder, of its own, and compares; both are gone afterwards.

    Raises:
        BadInput: there is no backup, or its manifest cannot be read.
    """
    backup = open_backup(folder)
    begun, drill = time.monotonic(), _Drill()
    try:
        with drill.step(tr("Files")):
            check_files(backup)
        size = sum(kept.bytes for kept in backup.manifest.files.values())
        words = trn(
            "{n} file, {bytes} bytes, as written", "{n} files, {bytes} bytes, as written", len(backup.manifest.files)
        )
        drill.told(tr("Files"), words.format(n=len(backup.manifest.files), bytes=f"{size:,}"))
        if not backup.manifest.key:
            drill.told(tr("Key"), tr("not locked: whoever finds the backup reads it"))
        (_drill_file if backup.manifest.kind == "sqlite" else _drill_server)(drill, backup, Opened(backup, key))
    except _Stop:
        pass
    return Protocol(backup, datetime.now(UTC), time.monotonic() - begun, tuple(drill.lines))


# --- a server ---------------------------------------------------------------------------------------------------------


def _drill_server(drill: _Drill, backup: Backup, opened: Opened) -> None:
    realm = backup.manifest.office
    with drill.step(tr("Restored")):
        programs = find_programs("initdb", "pg_ctl", "postgres", "pg_restore")
        people, wanted = opened.people(), opened.totals()
        with own_server(programs) as empty:
            url = empty.removesuffix("/postgres") + f"/{realm}"
            restore_dump(url, realm, opened.content(DUMP))
            database = open_for_setup(url)
            try:
                _compare_totals(drill, database, wanted)
                restore_people(url, realm, people)
                first_passwords(url, realm, people)
                checked = check_server(url)
                drill.told(tr("Restored"), tr("into an empty {server}").format(server=checked.server))
                sound = tr("as SalesDesk makes it")
                drill.none_of(tr("Tables, guards, rights"), [str(one) for one in checked.findings], sound)
                _recompute(drill, database)
                _passwords(drill, url, realm, people)
                _desks_on_server(drill, url, realm, people, _units_of(database))
            finally:
                database.close()


def _passwords(drill: _Drill, url: str, realm: str, people: list[LoginRow]) -> None:
    there = kept_passwords(url)
    opens = [one for one in people if not one.closed]
    wrong = [one.login for one in opens if one.verifier and there.get(person_role(one.login, realm)) != one.verifier]
    if any(one.verifier for one in opens):
        without = [one.login for one in opens if not one.verifier]
        words = trn("{n} person keeps the password", "{n} people keep their passwords", len(opens)).format(n=len(opens))
        drill.none_of(tr("Passwords"), [*wrong, *without], words)
    else:
        drill.told(tr("Passwords"), tr("not in the backup: after a restore everybody gets a first one"))


def _desks_on_server(drill: _Drill, url: str, realm: str, people: list[LoginRow], units: dict[int, int]) -> None:
    at = url.rsplit("@", 1)[1]

    def at_desk(one: LoginRow) -> Office:
        password = secrets.token_urlsafe(16)
        lend_password(url, realm, one.login, password)
        return sign_in(f"postgresql://{at}?realm={realm}", one.login, password)

    today = local_day(datetime.now(UTC))
    for role in OfficeRole:
        one = next((one for one in people if not one.closed and _holds(one, role, today)), None)
        _desk(drill, role, one.login if one else "", partial(at_desk, one) if one else None, units)


def _holds(one: LoginRow, role: OfficeRole, today: date) -> bool:
    day = today.isoformat()
    return any(held == role and (first or day) <= day <= (last or day) for _, held, first, last in one.roles)


# --- a file -----------------------------------------------------------------------------------------------------------


def _drill_file(drill: _Drill, backup: Backup, opened: Opened) -> None:
    with tempfile.TemporaryDirectory(prefix="salesdesk-") as folder, drill.step(tr("Restored")):
        wanted, path = opened.totals(), Path(folder) / FILE
        restore_file(path, opened.content(FILE))
        database = open_sqlite(path)
        try:
            _compare_totals(drill, database, wanted)
            drill.told(tr("Restored"), tr("into an empty folder"))
            drill.none_of(tr("Tables, guards"), [str(one) for one in check_file(database)], tr("as SalesDesk makes it"))
            _recompute(drill, database)
            _desks_at_file(drill, database)
        finally:
            database.close()


def _desks_at_file(drill: _Drill, database: Database) -> None:
    units = _units_of(database)
    with database.reading() as connection:
        people = [one for one in People(connection).all() if one.closed_at is None]
    for role in OfficeRole:
        one = next((one for one in people if any(held is role for _, held in one.roles)), None)
        if one is not None:
            database.person_id = one.id
        _desk(drill, role, one.login if one else "", partial(signed_in, database) if one else None, units)


# --- what both are asked ----------------------------------------------------------------------------------------------


def _compare_totals(drill: _Drill, database: Database, wanted: Totals) -> None:
    with database.reading() as connection:
        there = read_totals(connection)
    differ = differences(there, wanted)
    for kind, (word, sound) in _KINDS.items():
        wrong = [f"{name}: {_figures(found)} / {_figures(should)}" for name, found, should in differ.get(kind, [])]
        drill.none_of(tr(word), wrong, tr(sound).format(n=_count(kind, there)))


_KINDS = {
    "rows": (mark("Rows"), mark("{n} rows, as at the time of the backup")),
    "orders": (mark("Orders"), mark("{n} orders; agreed, owed and received the same for each")),
    "books": (mark("Books"), mark("{n} books; numbers and sums the same for each")),
    "seals": (mark("Last seals"), mark("of {n} projects, the same")),
}


def _count(kind: str, there: Totals) -> str:
    count = sum(row[0] for row in there[kind].values()) if kind == "rows" else len(there[kind])
    return f"{count:,}"


def _figures(found: list[Any] | None) -> str:
    return " ".join(map(str, found)) if found is not None else "—"


def _recompute(drill: _Drill, database: Database) -> None:
    """Every seal over again, and everything that rows must follow from."""
    seals, wrong = 0, list[str]()
    with database.reading() as connection:
        for project_id, name, _ in projects_of(connection):
            verdict = verify(Work(connection, Actor(0, "", project_id, frozenset(Permission))))
            seals += verdict.seals
            wrong += [f"{name}: {one.sentence}" for one in verdict.findings]
    words = trn("{n} seal, recomputed", "{n} seals, recomputed", seals).format(n=seals)
    drill.none_of(tr("Seals and history"), wrong, words)
    with database.reading() as connection:
        differ = [str(one) for one in recount(Recount(connection))]
    drill.none_of(tr("Prices, due items, states"), differ, tr("come out the same when worked out anew"))


def _units_of(database: Database) -> dict[int, int]:
    with database.reading() as connection:
        return {project_id: units for project_id, _, units in projects_of(connection)}


def _desk(
    drill: _Drill, role: OfficeRole, login: str, at_desk: Callable[[], Office] | None, units: dict[int, int]
) -> None:
    """Somebody of this role signs in and sees all of the project where they hold it."""
    if at_desk is None:
        drill.told(tr(ROLE_WORDS[role]), tr("nobody is this"))
        return
    try:
        office = at_desk()
        try:
            seen, there = _look_round(office, role, units)
        finally:
            office.close()
    except Refusal as reason:
        words = tr("{login} cannot sign in: {why}").format(login=login, why=reason)
        drill.told(tr(ROLE_WORDS[role]), words, good=False)
        return
    words = tr("{login} signs in and sees {seen} of {there} units").format(login=login, seen=seen, there=there)
    drill.told(tr(ROLE_WORDS[role]), words, good=seen == there)


def _look_round(office: Office, role: OfficeRole, units: dict[int, int]) -> tuple[int, int]:
    """How many units the board shows where the person holds the role, and how many there are; none where the role
    sees no board."""
    seen = there = 0
    for project in [one for one in office.projects if role in one.roles]:
        office.enter(project.id)
        if office.may(Permission.BOARD_READ):
            seen += len(office.read(lambda work: work.units.board()))
            there += units[project.id]
    return seen, there
