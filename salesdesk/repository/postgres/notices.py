"""Notices on PostgreSQL: one NOTIFY a statement, on the channel whose name only the project's people can read.

NOTIFY is part of the transaction: a notice arrives when the change can be read, and never when it was undone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesdesk.repository.notices import ALL, MOST_IDS, NAMELESS, NOT_FROM_WITHIN, NOTICES
from salesdesk.repository.postgres.plpgsql import definer


def notice_statements() -> Iterator[str]:
    """A function and its triggers for every table that desks are told about."""
    for table, kinds in NOTICES.items():
        yield definer(f"sd_notice_{table}()", "trigger", _body(kinds, ALL if table in NAMELESS else ""))
        within = "WHEN (pg_trigger_depth() = 0) " if table in NOT_FROM_WITHIN else ""
        for event in ("INSERT", "UPDATE"):
            yield (
                f"CREATE TRIGGER sd_notice_{event.lower()} AFTER {event} ON {table} REFERENCING NEW TABLE AS changed "
                f"FOR EACH STATEMENT {within}EXECUTE FUNCTION sd_notice_{table}()"
            )


def _body(kinds: Mapping[str, str], nothing: str) -> str:
    """``nothing`` is what is told of a change that names no id."""
    said = " || ".join(
        f"COALESCE('{kind}:' || string_agg(DISTINCT ({value})::text, ',') || ' ', '')" for kind, value in kinds.items()
    )
    many = " + ".join(f"COUNT(DISTINCT {value})" for value in kinds.values())
    payload = f"CASE WHEN {many} > {MOST_IDS} THEN '{ALL}' ELSE {said} END" if kinds else f"'{ALL}'"
    return f"""DECLARE told record; BEGIN
        FOR told IN SELECT p.channel, {payload} AS payload FROM changed c JOIN project p ON p.id = c.project_id
            GROUP BY p.id LOOP
            told.payload := COALESCE(NULLIF(told.payload, ''), '{nothing}');
            IF told.payload <> '' THEN PERFORM pg_notify(told.channel, told.payload); END IF;
        END LOOP; RETURN NULL; END"""
