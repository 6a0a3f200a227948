"""What no office role holds, whoever writes it there, on SQLite."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.role_rules import APART, KEPT
from salesdesk.repository.guard_rules import LASTING_ADMINISTRATOR
from salesdesk.repository.sqlite.plain import refuse, trigger


def role_guards() -> Iterator[str]:
    """See `postgres.roles`; who may edit a role is the services' to say."""
    yield from _permissions()
    others = ("SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id WHERE m.office_role = 'administrator' "
              "AND m.project_id IS NULL AND m.valid_from IS NULL AND m.valid_to IS NULL AND p.closed_at IS NULL")  # fmt: skip
    for verb in ("UPDATE", "DELETE"):
        yield trigger(
            "last_administrator" if verb == "DELETE" else "last_administrator_changed",
            f"AFTER {verb} ON membership",
            refuse("last_administrator", f"NOT EXISTS ({others})"),
            LASTING_ADMINISTRATOR,
        )


def _permissions() -> Iterator[str]:
    meets = " OR ".join(
        f"(o.permission = '{one}' AND NEW.permission = '{other}') OR (o.permission = '{other}' AND NEW.permission = '{one}')"
        for one, other in APART
    )
    for verb in ("INSERT", "UPDATE"):
        yield trigger(
            "role_apart" if verb == "INSERT" else "role_apart_changed",
            f"BEFORE {verb} ON office_role_permission",
            "".join(refuse("role_kept", f"NEW.permission = '{what}' AND NEW.office_role <> '{role}'")
                    for what, role in KEPT.items())
            + refuse("role_apart",
                     "EXISTS (SELECT 1 FROM office_role_permission o WHERE o.office_role = NEW.office_role "
                     f"AND ({meets}))"),
        )  # fmt: skip
    for verb in ("UPDATE", "DELETE"):
        yield trigger(
            "role_kept" if verb == "DELETE" else "role_kept_changed",
            f"BEFORE {verb} ON office_role_permission",
            "".join(refuse("role_kept", f"OLD.permission = '{what}' AND OLD.office_role = '{role}'")
                    for what, role in KEPT.items()),
        )  # fmt: skip
