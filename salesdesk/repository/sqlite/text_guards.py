"""Texts on SQLite as PostgreSQL keeps them: never longer than their column says, never with a NUL in them.

SQLite takes any length for a VARCHAR, and its ``length`` stops at a NUL.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from salesdesk.entities import Base


def _texts(table: sa.Table) -> dict[str, int | None]:
    """The columns that hold text, with the most characters each may have."""
    return {column.name: column.type.length for column in table.columns if isinstance(column.type, sa.String)}


def text_guards() -> Iterator[str]:
    """A trigger for inserts and one for updates of each table that holds text."""
    for table in Base.metadata.sorted_tables:
        texts = _texts(table)
        long = " OR ".join(f"length(NEW.{name}) > {most}" for name, most in texts.items() if most)
        unfit = " OR ".join(f"instr(NEW.{name}, char(0)) > 0" for name in texts)
        verbs = ("INSERT", f"UPDATE OF {', '.join(texts)}")
        for verb in verbs if texts else ():
            name = f"sd_{table.name}_texts_{verb.split()[0].lower()}"
            body = f"SELECT RAISE(ABORT, 'sd:text_unfit') WHERE {unfit};"
            if long:
                body += f" SELECT RAISE(ABORT, 'sd:text_too_long') WHERE {long};"
            condition = " OR ".join(filter(None, (unfit, long)))
            yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} FOR EACH ROW WHEN {condition} BEGIN {body} END"
