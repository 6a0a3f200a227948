"""Who may change which column where, on PostgreSQL.

A GRANT on a column counts in the whole database, a policy for a whole row: somebody who may change one column in one
project and another column in another could else change both in both. Where several permissions change a table, each
its own columns, a trigger asks once more, for the project of the row.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.permissions import Permission
from salesdesk.repository.access import ACCESS, Access
from salesdesk.repository.guard_rules import STAGE_PERMISSION
from salesdesk.repository.postgres.plpgsql import definer, guard, pairs, trigger


def _adds() -> str:
    """Whether the person may add to this table in this project at all; the owner may."""
    by_permissions = dict[str, list[str]]()
    for table, access in ACCESS.items():
        if access.insert and not access.house:
            here = " OR ".join(f"project = ANY(my_projects('{name}'))" for name in access.insert)
            by_permissions.setdefault(here, []).append(f"'{table}'")
    asked = " OR ".join(f"wanted IN ({', '.join(tables)}) AND ({here})" for here, tables in by_permissions.items())
    return definer(
        "sd_adds(wanted text, project bigint)",
        "boolean",
        f"SELECT app_person() IS NULL OR COALESCE({asked}, false)",
        "sql",
        "STABLE",
    )


def column_guards() -> Iterator[str]:
    yield _adds()
    for table, access in ACCESS.items():
        if len(set(access.update.values())) > 1:
            body = "".join(_asked(columns, permissions) for permissions, columns in _columns(access).items())
            if table == "sale_order":
                body += _stages()
            yield guard(f"{table}_columns", f"IF app_person() IS NOT NULL THEN {body} END IF; RETURN NEW;")
            yield trigger(f"{table}_columns", f"BEFORE UPDATE ON {table}")


def _columns(access: Access) -> dict[frozenset[Permission], list[str]]:
    """The columns that only some of the table's permissions may change, by those permissions."""
    owners = dict[str, set[Permission]]()
    for permission, columns in access.update.items():
        for column in columns:
            owners.setdefault(column, set()).add(permission)
    found = dict[frozenset[Permission], list[str]]()
    for column, permissions in owners.items():
        if len(permissions) < len(access.update):
            found.setdefault(frozenset(permissions), []).append(column)
    return found


def _asked(columns: list[str], permissions: frozenset[Permission]) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return f"IF ROW({new}) IS DISTINCT FROM ROW({old}) THEN {_refused_without(permissions)} END IF;"


def _refused_without(permissions: frozenset[Permission]) -> str:
    here = " OR ".join(f"NEW.project_id = ANY(my_projects('{name}'))" for name in sorted(permissions))
    return f"IF NOT ({here}) THEN RAISE EXCEPTION 'not in this project' USING ERRCODE = '42501'; END IF;"


def _stages() -> str:
    """Each move of an order's stage belongs to the desk that owns the verb."""
    by_permission = dict[Permission, list[tuple[str, str]]]()
    for move, permission in sorted(STAGE_PERMISSION.items()):
        by_permission.setdefault(permission, []).append(move)
    asked = "".join(
        f"WHEN (OLD.stage, NEW.stage) IN ({pairs(tuple(moves))}) THEN {_refused_without(frozenset({permission}))} "
        for permission, moves in by_permission.items()
    )
    return f"IF NEW.stage IS DISTINCT FROM OLD.stage THEN CASE {asked} ELSE NULL; END CASE; END IF;"
