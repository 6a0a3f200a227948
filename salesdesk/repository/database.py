"""The one place that knows PostgreSQL from SQLite: opening, transactions, and failures put into words.

A `Database` is one desk's way to the office's data, signed in as one person. Writes on SQLite begin IMMEDIATE with a
short busy wait and fair retries (a long wait starves other desks); on PostgreSQL the verbs lock what they read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from salesdesk.domain.errors import BadInput, DatabaseLost, NotAllowed, Refusal, TryAgain, UnitTaken
from salesdesk.domain.i18n import mark
from salesdesk.repository.guard_rules import GUARD_SENTENCES, UNIQUE_SENTENCES
from salesdesk.repository.postgres.line import Ear, LineWatch
from salesdesk.repository.postgres.servers import OldServer, Servers, servers_of
from salesdesk.repository.postgres.tls import tls_refusal
from salesdesk.repository.sqlite import office_file, turns, unfinished
from salesdesk.repository.sqlite.network_drives import refuse_network_drive
from salesdesk.repository.sqlite.sight import Asker, as_seen

Clock = Callable[[], datetime]
BUSY_MS = 50
LINE = {
    "connect_timeout": 5,
    "application_name": "salesdesk",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""How soon a connection notices that the network is gone, in seconds, the last in milliseconds."""
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?:index '(?P<index>\w+)'|(?P<columns>.+))")
RETRIED = (
    "uq_sale_order_project_id_number",
    "uq_quote_project_id_number",
    "uq_price_list_project_id_version_no",
    "uq_customer_telephone_project_id_number",
    "uq_receipt_print_receipt_id_copy_no",
)
"""Rules that two desks run into at the same second. Tried again, the second one is told what the first has done."""
_GUARD = re.compile(r"sd:(\w+)")


def utc_now() -> datetime:
    return datetime.now(UTC)


def sqlite_instant(moment: datetime) -> str:
    """An instant as SQLite keeps it: text that sorts by time, microseconds always written."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Database:
    """One desk's connections, signed in as one person.

    Args:
        engine: an engine made by `open_sqlite` or `open_postgres`.
        clock: the desk's clock on SQLite; PostgreSQL has its own.

    ``turn`` is how a write waits for another program on SQLite.
    """

    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self.engine = engine
        self.clock = clock
        self.watch: LineWatch | None = None
        self.servers: Servers | None = None
        self.file: office_file.OpenedFile | None = None
        self.backends = set[int]()
        self.person_id: int | None = None
        self.turn = turns.Turn()

    @property
    def kind(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def reading(self, asker: Asker | None = None) -> Iterator[Connection]:
        """A connection for reading; what it sees is one moment, nothing it does is kept.

        Args:
            asker: on SQLite, which has no rights of its own, shows what a server would show this person.
        """
        self._check_file()
        with in_words(), self._reader(asker).connect() as connection, self._watched(connection):
            yield connection
            if self.kind == "postgresql":
                # after a rollback psycopg forgets every plan that the server keeps for this connection
                connection.commit()

    def _reader(self, asker: Asker | None) -> Engine:
        if self.kind == "postgresql":
            # by default each statement would see the moment at which it began
            return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return self.engine if asker is None else self.engine.execution_options(sd_asker=asker)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; it is kept when the block ends well and forgotten when anything is raised."""
        with in_words(), self._begin() as connection:
            yield connection

    def _watched(self, connection: Connection) -> AbstractContextManager[None]:
        return self.watch.over(connection.connection.driver_connection) if self.watch else nullcontext()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        self._check_file()
        engine = self.engine.execution_options(sd_write=True) if self.kind == "sqlite" else self.engine
        with engine.connect() as connection, self._watched(connection):
            transaction = self.turn.wait_for(connection.begin)
            try:
                yield connection
                self._check_file()
                check_finished(connection)
            except BaseException:
                if transaction.is_active:
                    transaction.rollback()
                raise
            transaction.commit()

    def _check_file(self) -> None:
        if self.file is not None:
            self.file.check()

    def ear(self, channel: str) -> Ear | None:
        """A connection of its own that hears what other desks change; None on SQLite, where nobody tells."""
        if self.kind != "postgresql":
            return None
        with in_words():
            fairy = self.engine.raw_connection()
            raw = fairy.driver_connection
            fairy.detach()
        return Ear(raw, channel, self.backends)

    def forget_connections(self) -> None:
        """After the line was lost: whatever is kept of it leads nowhere."""
        self.engine.dispose()

    def close(self) -> None:
        if self.watch:
            self.watch.stop()
        self.engine.dispose()


def open_sqlite(path: Path | str, clock: Clock = utc_now) -> Database:
    """The office on this PC. A path on a network drive is refused: SQLite's locks do not hold there."""
    name = str(path)
    refuse_network_drive(name)
    engine = sa.create_engine(f"sqlite:///{name}", connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
    database = Database(engine, clock)
    file = database.file = office_file.OpenedFile(name)

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, record: Any) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL", "recursive_triggers = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        file.opened()
        raw.create_function("app_now", 0, lambda: sqlite_instant(database.clock()))
        raw.create_function("sha256_of", 1, _sha256, deterministic=True)
        raw.create_function("app_person", 0, lambda: database.person_id)
        unfinished.prepare(raw, record.info)

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _as_seen(_c: Connection, _cursor: Any, statement: str, given: Any, context: Any, _many: bool) -> Any:
        options = context.execution_options if context is not None else {}
        asker = None if options.get("sd_whole") else options.get("sd_asker")
        return (as_seen(asker, statement) if asker else statement), given

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("sd_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
        unfinished.forget(connection)

    return database


def check_finished(connection: Connection) -> None:
    """Refuses to keep what a transaction on SQLite began and did not finish; PostgreSQL asks by itself."""
    if connection.dialect.name == "sqlite" and (code := unfinished.left_unfinished(connection)):
        raise _guard_refusal(code)


def open_postgres(url: str, login: str, password: str, known_timeline: int = 0) -> Database:
    """The office's server, as the person: the login of the database is the person's own, ``login@realm``.

    The realm is the name of the database, unless the address says ``?realm=…`` (a restored or copied database). An
    address may name several hosts: the desk works on the one that is the server now (`postgres.servers`).

    Raises:
        BadInput: the password or the name is wrong.
        DatabaseLost: the server does not answer.
    """
    servers = servers_of(url)
    servers.known_timeline = known_timeline
    realm = str(dict(parse_qsl(urlsplit(url).query)).get("realm") or servers.database)

    def connect(**options: Any) -> Any:
        import psycopg

        return servers.connect(psycopg.connect, person_role(login, realm), password, **{**LINE, **options})

    engine = sa.create_engine(servers.url(), creator=connect, pool_size=2, max_overflow=1)
    database = Database(engine)
    database.servers = servers
    database.watch = LineWatch(lambda: connect(connect_timeout=2).close() is None)

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        database.backends.add(raw.info.backend_pid)

    with in_words(), engine.connect():
        pass
    return database


def person_role(login: str, realm: str) -> str:
    """The name of a person's login on PostgreSQL; roles belong to the whole cluster, so the realm is part of it."""
    return f"{login}@{realm}"


def check_url(text: str) -> str:
    """The address of a server as people paste it; a plain host name becomes a whole address."""
    plain = text.strip()
    if "://" not in plain:
        plain = f"postgresql://{plain}" if "/" in plain else f"postgresql://{plain}/salesdesk"
    parts = urlsplit(plain)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadInput(
            mark("“{text}” is not the address of a server; it looks like postgresql://host/database."), text=text
        )
    return plain.replace("postgres://", "postgresql://", 1)


@contextmanager
def in_words() -> Iterator[None]:
    """Failures of the database, put into a sentence where they are the world's and not ours."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _worded(error) from error
    except OldServer as error:
        raise DatabaseLost(
            mark("The server {name} was replaced by another one and must not be used; start it as a standby."),
            name=str(error),
        ) from error
    except UnicodeEncodeError as error:
        # half a character, as a broken clipboard leaves it; no database is asked
        raise _guard_refusal("text_unfit") from error


def _worded(error: sa.exc.DBAPIError) -> Exception:
    original = error.orig
    text = str(original)
    state = getattr(original, "sqlstate", None) or ""
    if state == "42501":
        return NotAllowed(mark("The database does not allow your login to do this."))
    if guard := _guard_code(state, text):
        return _guard_refusal(guard)
    if (name := _violated_unique(original, text)) in UNIQUE_SENTENCES:
        code, sentence = UNIQUE_SENTENCES[name]
        return UnitTaken(sentence) if code == "unit_not_free" else Refusal(sentence)
    if state in ("28P01", "28000"):
        return BadInput(mark("The name or the password is wrong."), field="password")
    if name in RETRIED:
        return TryAgain(mark("Another desk took the same number; try again."))
    if "database is locked" in text:
        return TryAgain(mark("Another program holds the office's file; nothing was saved. Try again in a moment."))
    if state in ("55P03", "57014", "40P01", "40001"):
        return TryAgain(mark("The office is very busy just now; nothing was saved. Try again in a moment."))
    if error.connection_invalidated or state.startswith(("08", "57P")) or _is_connection_failure(error):
        return _lost(text)
    return office_file.trouble("disk is full" if state == "53100" else text) or error


def _guard_code(state: str, text: str) -> str:
    """The code of the guard that refused; what PostgreSQL refuses by the type of a column has the codes of SQLite's."""
    if guard := _GUARD.search(text):
        return guard.group(1)
    unfit = state == "22021" or "cannot contain NUL" in text
    return "text_too_long" if state == "22001" else "text_unfit" if unfit else ""


def _guard_refusal(code: str) -> Refusal:
    sentence = GUARD_SENTENCES.get(code, mark("The database refused this."))
    if code.startswith("text_"):
        return BadInput(sentence)
    return UnitTaken(sentence) if code == "unit_not_free" else Refusal(sentence)


def _lost(text: str) -> Exception:
    if "password authentication failed" in text or "no password supplied" in text:
        return BadInput(mark("The name or the password is wrong."), field="password")
    if "not permitted to log in" in text:
        return BadInput(mark("This login is closed."), field="login")
    if 'FATAL:  database "' in text and "does not exist" in text:
        return BadInput(mark("The server has no database of this name."), field="address")
    if refusal := tls_refusal(text):
        return refusal
    return DatabaseLost(mark("The database cannot be reached. Nothing was lost; what you typed is kept."))


def _is_connection_failure(error: sa.exc.DBAPIError) -> bool:
    return (
        isinstance(error, sa.exc.OperationalError)
        and not getattr(error.orig, "sqlstate", None)
        and (type(error.orig).__module__.startswith("psycopg") or "unable to open database" in str(error.orig))
    )


_PARTLY_UNIQUE = {
    ("sale_order", "unit_id"): "uq_sale_order_live_per_unit",
    ("hold", "unit_id"): "uq_hold_live_per_unit",
    ("request", "order_id"): "uq_request_open_special",
}
"""Rules that hold among some rows only: SQLite names their columns, as of a rule for all."""


def _violated_unique(original: Any, text: str) -> str:
    """The name of the unique rule that was broken, the same on both databases."""
    diag = getattr(original, "diag", None)
    if diag is not None and diag.constraint_name:
        return str(diag.constraint_name)
    if not (found := _SQLITE_UNIQUE.search(text)):
        return ""
    if found.group("index"):
        return found.group("index")
    columns = [part.strip().split(".") for part in found.group("columns").split(",")]
    table = columns[0][0]
    if len(columns) == 1 and (table, columns[0][1]) in _PARTLY_UNIQUE:
        return _PARTLY_UNIQUE[table, columns[0][1]]
    return f"uq_{table}_" + "_".join(column for _, column in columns)
