"""How guards are written for SQLite."""

from __future__ import annotations

TODAY = "date(app_now(), '+8 hours')"
VALID = f"COALESCE(m.valid_from, '0001-01-01') <= {TODAY} AND COALESCE(m.valid_to, '9999-12-31') >= {TODAY}"
"""Whether a membership ``m`` counts on this day of the office."""


def pairs(old: str, new: str, moves: tuple[tuple[str, str], ...]) -> str:
    return " OR ".join(f"({old} = '{a}' AND {new} = '{b}')" for a, b in moves)


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def trigger(name: str, when: str, body: str, condition: str = "") -> str:
    guard = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER sd_{name} {when} FOR EACH ROW{guard} BEGIN {body} END"


def refuse(code: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, 'sd:{code}') WHERE {condition};"
