"""How guards are written for PostgreSQL: functions that a caller's session cannot lead astray, and their triggers."""

from __future__ import annotations


def definer(
    signature: str, returns: str, body: str, language: str = "plpgsql", volatility: str = "VOLATILE", also: str = ""
) -> str:
    """A SECURITY DEFINER function of the owner. Its ``search_path`` is fixed, ``pg_temp`` last, so that what a desk has
    in its session cannot shadow what the function reads; ``also`` fixes further settings."""
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} {volatility} SECURITY DEFINER "
        f"SET search_path = public, pg_temp {also} AS $sd$ {body} $sd$"
    )


def guard(name: str, body: str) -> str:
    """A trigger function ``sd_<name>``."""
    return definer(f"sd_{name}()", "trigger", f"BEGIN {body} END")


def trigger(name: str, when: str, function: str | None = None, condition: str = "") -> str:
    """A row trigger ``sd_<name>``, of the function of that name unless another is named."""
    only = f" WHEN ({condition})" if condition else ""
    return f"CREATE TRIGGER sd_{name} {when} FOR EACH ROW{only} EXECUTE FUNCTION sd_{function or name}()"


def at_commit(name: str, when: str, function: str | None = None) -> str:
    """A trigger whose question is asked once the whole transaction is written."""
    return (
        f"CREATE CONSTRAINT TRIGGER sd_{name} {when} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
        f"EXECUTE FUNCTION sd_{function or name}()"
    )


NO_POLICY = (
    "RAISE EXCEPTION 'new row violates row-level security policy for table \"%\"', TG_TABLE_NAME "
    "USING ERRCODE = '42501';"
)
"""A trigger's answer in the words of the server's own."""


def refuse(code: str, condition: str) -> str:
    """Of a trigger's function. Guards are asked before the policies are: where the row may not be added anyway, the
    answer is that of the policy, for the guard's own would tell how things stand in a project that is not the
    person's."""
    return (
        f"IF ({condition}) THEN IF TG_OP = 'INSERT' AND NOT sd_adds(TG_TABLE_NAME, NEW.project_id) THEN {NO_POLICY} "
        f"END IF; RAISE EXCEPTION 'sd:{code}' USING ERRCODE = 'SD001'; END IF;"
    )


NOT_HERE = "IF NOT FOUND THEN RAISE EXCEPTION 'no such row in this project' USING ERRCODE = '23503'; END IF;"
"""After a look for the parent within the project of the row. Foreign keys are asked last: until then a guard or a unique
rule would answer for a row of a project that is not the person's, and tell that it is there."""
NEWEST = refuse("old_view", "current_setting('transaction_isolation') <> 'read committed'")
"""For guards that compare what others may have written a moment ago: a session that asked for one unchanging view of
the data would wait for the lock and then still sum what was there before."""


TODAY = "(app_now() AT TIME ZONE 'Asia/Shanghai')::date"
"""The office's day: ``current_date`` is that of the session, which sets its time zone as it likes."""
_DAY = f"(SELECT {TODAY})"
"""The day, asked once a question and not for every membership."""
VALID = f"COALESCE(m.valid_from, DATE '0001-01-01') <= {_DAY} AND COALESCE(m.valid_to, DATE '9999-12-31') >= {_DAY}"
"""Whether a membership ``m`` counts today."""
_LIMIT = """FROM project_setting s JOIN person me ON me.id = m.person_id WHERE s.name = 'password.days'
    AND (s.project_id = m.project_id OR m.project_id IS NULL)"""
_UNTIL = r"""CASE WHEN s.value ~ '^[1-9][0-9]{0,3}$'
    THEN (COALESCE(me.password_changed_at, me.created_at) AT TIME ZONE 'Asia/Shanghai')::date + s.value::int END"""
"""Whole days of the office: nobody loses sight of a project in the middle of a sale. A value that is no number limits
nothing, and stops nobody's questions."""
FRESH = f"NOT EXISTS (SELECT 1 {_LIMIT} AND {_UNTIL} < today)"
"""Whether a person's password is young enough ``today`` for their membership ``m``."""
PASSWORD_DAYS = f"(SELECT min({_UNTIL}) - today {_LIMIT})"
"""For how many days it still is; below none it is too old, without a limit nothing."""
ME = "me.login || '@' || (SELECT office_id FROM schema_info) = session_user AND me.closed_at IS NULL"
"""Whether a person ``me`` is the one whose session this is; SET ROLE changes nothing about it."""


def pairs(moves: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"('{a}', '{b}')" for a, b in moves)


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)
