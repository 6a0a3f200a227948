"""Raw SQL as somebody in particular, in a transaction that is always forgotten: for guards, their controls, attacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult

from salesdesk.domain.errors import Refusal
from salesdesk.repository.database import _violated_unique, check_finished, open_sqlite
from salesdesk.repository.guard_rules import GUARD_SENTENCES, UNIQUE_SENTENCES
from tests.support.office import House

Act = Callable[["Raw"], object]
_CODE = re.compile(r"sd:(\w+)")


class Raw:
    """One transaction. `be` makes it that of a person, or of the owner again.

    On PostgreSQL the superuser takes on the session of the person, rights and all; on SQLite there are no rights, only
    the person that rows are stamped with.
    """

    def __init__(self, house: House, connection: Connection, become: Callable[[str | None], None]) -> None:
        self.house = house
        self.connection = connection
        self.be = become
        self.postgres = house.kind == "postgresql"

    def run(self, statement: str, **values: Any) -> CursorResult[Any]:
        return self.connection.execute(sa.text(statement), values)

    def one(self, statement: str, **values: Any) -> Any:
        return self.run(statement, **values).scalar_one()

    def drop(self, *guards: str) -> None:
        """Takes guards away: ``trigger ON table``, ``constraint name ON table``, or the name of an index; the names are
        those of each database."""
        self.be(None)
        for guard in guards:
            name, _, table = guard.partition(" ON ")
            if name.startswith("constraint "):
                self.run(f"ALTER TABLE {table} DROP {name}")
            elif not table:
                self.run(f"DROP INDEX {name}")
            else:
                self.run(f"DROP TRIGGER {name} ON {table}" if self.postgres else f"DROP TRIGGER {name}")

    def commit_checks(self) -> None:
        """Asks now what is asked at commit."""
        if self.postgres:
            self.run("SET CONSTRAINTS ALL IMMEDIATE")
        else:
            check_finished(self.connection)


@contextmanager
def raw(house: House, login: str | None = None) -> Iterator[Raw]:
    """A transaction of this person (of the owner without one), undone when the block ends."""
    if house.kind == "postgresql":
        with house.as_owner.connect() as connection, connection.begin() as transaction:

            def become(who: str | None) -> None:
                name = f'"{who}@{house.realm}"' if who else "DEFAULT"
                connection.exec_driver_sql(f"SET SESSION AUTHORIZATION {name}")

            try:
                become(login)
                yield Raw(house, connection, become)
            finally:
                transaction.rollback()
        return
    database = open_sqlite(house.address)
    try:
        with database.engine.execution_options(sd_write=True).connect() as connection:
            rows = connection.execute(sa.text("SELECT login, id FROM person")).mappings()
            people = {row["login"]: row["id"] for row in rows}

            def sign(who: str | None) -> None:
                database.person_id = people[who] if who else None

            sign(login)
            yield Raw(house, connection, sign)
            connection.rollback()
    finally:
        database.close()


def code_of(error: sa.exc.DBAPIError) -> str:
    """The guard that refused: its code, the unique rule's code, or ``rights`` where a right is missing."""
    text = str(error.orig)
    if found := _CODE.search(text):
        return found.group(1)
    if getattr(error.orig, "sqlstate", "") == "42501":
        return "rights"
    name = _violated_unique(error.orig, text)
    return UNIQUE_SENTENCES[name][0] if name in UNIQUE_SENTENCES else text.splitlines()[0]


def outcome(house: House, login: str | None, *acts: Act) -> str | None:
    """Carries the acts out one after another, and says what refused the last of them; None when nothing did."""
    *before, last = acts
    with raw(house, login) as session:
        for act in before:
            act(session)
        try:
            last(session)
        except sa.exc.DBAPIError as error:
            return code_of(error)
        except Refusal as refusal:
            return next(code for code, sentence in GUARD_SENTENCES.items() if sentence == refusal.source)
    return None
