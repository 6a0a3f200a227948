"""Passwords as they are kept, never as they were typed: which were used before, for how long the present one counts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.entities import PersonPassword
from salesdesk.repository.guard_rules import PASSWORDS_REMEMBERED
from salesdesk.repository.scram import verifier_with

_DAYS_LEFT = """SELECT m.id, MIN(julianday(date(COALESCE(me.password_changed_at, me.created_at), '+8 hours'))
        + CAST(s.value AS INTEGER) - julianday(date(app_now(), '+8 hours'))) AS days
    FROM person me JOIN membership m ON m.person_id = me.id JOIN project_setting s ON s.name = 'password.days'
        AND s.value GLOB '[1-9]*' AND s.value NOT GLOB '*[^0-9]*' AND length(s.value) <= 4
        AND (s.project_id = m.project_id OR m.project_id IS NULL)
    WHERE me.id = :person GROUP BY m.id"""
"""Of each membership that has such a limit; on a server the functions that all policies ask count the same."""


def hash_password(password: str) -> str:
    """What a file keeps instead of the password (argon2)."""
    import argon2

    return argon2.PasswordHasher().hash(password)


def is_password(kept: str, password: str) -> bool:
    """Whether ``kept`` was made of this password."""
    import argon2

    try:
        return argon2.PasswordHasher().verify(kept, password)
    except argon2.exceptions.VerifyMismatchError:
        return False


def days_left(connection: Connection, person_id: int) -> dict[int, int]:
    """For how many days the person's password still counts in each membership, by its id; below none it is too old, and
    a membership that is not named has no limit (SQLite)."""
    return {row.id: int(row.days) for row in connection.execute(sa.text(_DAYS_LEFT), {"person": person_id})}


def own_days_left(connection: Connection, person_id: int) -> int | None:
    """For how many days the password of the person signed in still counts everywhere; None without a limit."""
    if connection.dialect.name == "sqlite":
        return min(days_left(connection, person_id).values(), default=None)
    found: Any = connection.execute(sa.text("SELECT my_password_days()")).scalar_one()
    return None if found is None else int(found)


def own_used_before(connection: Connection, person_id: int, password: str) -> bool:
    """Whether this is one of the newest passwords of the person signed in."""
    if connection.dialect.name == "sqlite":
        newest = sa.select(PersonPassword.verifier).where(PersonPassword.person_id == person_id)
        kept = newest.order_by(PersonPassword.id.desc()).limit(PASSWORDS_REMEMBERED)
        return any(is_password(verifier, password) for verifier in connection.execute(kept).scalars().all())
    salts = connection.execute(sa.text("SELECT own_password_salts()")).scalars().all()
    asked = sa.text("SELECT own_password_used(CAST(:made AS text[]))")
    return bool(connection.execute(asked, {"made": [verifier_with(salt, password) for salt in salts]}).scalar_one())
