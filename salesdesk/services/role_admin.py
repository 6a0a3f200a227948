"""Office roles as editable sets of permissions: the whole house's, changed by its system administrator alone.

On a server one function of the database checks the same by itself, and the grants follow; policies ask the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import PERMISSION_WORDS, ROLE_WORDS, OfficeRole, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.role_rules import why_not_together
from salesdesk.repository.people import PersonRow
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

Sets = Mapping[OfficeRole, frozenset[Permission]]


@dataclass(frozen=True)
class RoleRights:
    """An office role as it is now: what it may, the names of who hold it as far as they can be seen, and why this
    person may not change it."""

    role: OfficeRole
    permissions: frozenset[Permission]
    holders: tuple[str, ...]
    barred: Reason | None


def role_rights(work: Work) -> list[RoleRights]:
    """Every office role. Whoever is in the office may know what the roles are."""
    granted, people = work.people.granted(), work.people.all()
    me = next((one for one in people if one.id == work.actor.person_id), None)
    several = sum(one.closed_at is None for one in people) > 1
    return [
        RoleRights(role, granted.get(role, frozenset()), _holders(people, role), _barred(work, me, several, role))
        for role in OfficeRole
    ]


def _holders(people: list[PersonRow], role: OfficeRole) -> tuple[str, ...]:
    held = (one for one in people if one.closed_at is None and any(one_role is role for _, one_role in one.roles))
    return tuple(one.name for one in held)


def _barred(work: Work, me: PersonRow | None, several: bool, role: OfficeRole) -> Reason | None:
    if Permission.PEOPLE_WRITE not in work.actor.permissions or me is None:
        values: dict[str, object] = {"what": PERMISSION_WORDS[Permission.PEOPLE_WRITE]}
        return Reason(mark("Your role may not {what}."), values, permission=True)
    if not _counts_everywhere(work, me):
        source = mark("Roles belong to the whole house; the administrator of one project does not change them.")
        return Reason(source, {}, permission=True)
    if role is OfficeRole.ADMINISTRATOR:
        return Reason(mark("The system administrator's own role stays as it is."), {})
    if several and any(held is role for _, held in me.roles):
        return Reason(mark("Nobody changes a role that they hold themselves; another administrator does."), {})
    return None


def _counts_everywhere(work: Work, me: PersonRow) -> bool:
    held = (None, OfficeRole.ADMINISTRATOR)
    first, last = me.dates.get(held, (None, None))
    return held in me.roles and (first is None or first <= work.today) and (last is None or work.today <= last)


@dataclass(frozen=True, kw_only=True)
class RolesEdit(Form):
    """Roles as they shall be, and as the person saw them."""

    wanted: tuple[tuple[OfficeRole, tuple[Permission, ...]], ...]
    seen: tuple[tuple[OfficeRole, tuple[Permission, ...]], ...]


def set_roles(work: Work, form: RolesEdit) -> bool:
    """Changes what roles may; it counts at once for everybody who holds them.

    Raises:
        NotAllowed: the person is not the house's system administrator.
        Refusal: it is their own role; somebody changed it meanwhile; rights would meet that take two people.
    """
    now = {one.role: one for one in role_rights(work)}
    seen = {role: frozenset(permissions) for role, permissions in form.seen}
    for role, permissions in form.wanted:
        if reason := now[role].barred or why_not_together(role, permissions):
            raise reason.raised()
        if seen.get(role) != now[role].permissions:
            source = mark("Somebody changed the role “{role}” meanwhile; nothing was overwritten. Look again.")
            raise Reason(source, {"role": ROLE_WORDS[role]}).raised()
    for role, permissions in form.wanted:
        work.people.set_role(role, frozenset(permissions))
    work.touched.everything = True
    return True
