"""The people of an office: adding one, giving and taking roles, first passwords, closing a leaver's login.

On a server each of these is a function of the database that checks by itself; here the same is said kindly first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.entities.base import canonical_json
from salesdesk.repository.people import PersonRow
from salesdesk.repository.work import Work
from salesdesk.services.logins import check_new_password, checked_login, checked_name
from salesdesk.services.office import Form

HOUSE_ROLES = (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR)
"""What somebody may be in every project at once."""


@dataclass(frozen=True)
class Colleague:
    """A person as the list shows them: roles in this project, and those for the whole house."""

    person: PersonRow
    here: tuple[OfficeRole, ...]
    everywhere: tuple[OfficeRole, ...]
    project_id: int

    @property
    def closed(self) -> bool:
        return self.person.closed_at is not None


def person_called(work: Work, login: str) -> PersonRow:
    """The person with this login name.

    Raises:
        BadInput: nobody has it.
    """
    work.require(Permission.PEOPLE_WRITE)
    for person in work.people.all():
        if person.login == login.strip().lower():
            return person
    raise BadInput(mark("Nobody in this office is called “{login}”."), login=login)


def people(work: Work) -> list[Colleague]:
    """Everybody of the house, those of this project first, closed logins last."""
    work.require(Permission.PEOPLE_WRITE)
    found = [
        Colleague(
            person,
            tuple(role for project_id, role in person.roles if project_id == work.project_id),
            tuple(role for project_id, role in person.roles if project_id is None),
            work.project_id,
        )
        for person in work.people.all()
    ]
    return sorted(found, key=lambda one: (one.closed, not one.here and not one.everywhere, one.person.id))


def _secret_fingerprint(*values: object) -> str:
    """A password is not even kept as a hash: everything but it."""
    return hashlib.sha256(canonical_json(values).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class NewPerson(Form):
    """A person to be added, with a first password that must be changed, and their roles in this project."""

    login: str
    name: str
    password: str
    roles: tuple[OfficeRole, ...] = ()

    def fingerprint(self) -> str:
        return _secret_fingerprint(self.login, self.name, self.roles)


def add_person(work: Work, form: NewPerson) -> int:
    """Adds a person with a login; their id. A login's name is never used again, not even after it was closed."""
    work.require(Permission.PEOPLE_WRITE)
    login, name = checked_login(form.login), checked_name(form.name)
    check_new_password(form.password, login)
    person_id = work.people.add(login, name, form.password)
    for role in dict.fromkeys(form.roles):
        work.people.give_role(person_id, work.project_id, role)
    work.touched.everything = True
    return person_id


@dataclass(frozen=True, kw_only=True)
class RoleOfPerson(Form):
    """A role, to be given to a person or taken from them: in this project, or ``everywhere`` in the house.

    Who stands in for somebody is given the role from the ``first`` to the ``last`` day, both included.
    """

    person_id: int
    role: OfficeRole
    everywhere: bool = False
    first: date | None = None
    last: date | None = None


def why_not_take(work: Work, person_id: int, role: OfficeRole) -> Reason | None:
    """Why a role cannot be taken from a person: nobody takes away the right to give it back."""
    if person_id == work.actor.person_id and role is OfficeRole.ADMINISTRATOR:
        return Reason(mark("Nobody takes the administrator's role from themselves; another administrator does."), {})
    return None


def give_role(work: Work, form: RoleOfPerson) -> bool:
    """Gives a person a role; it counts from their next sign-in on, or from its first day. One that is held already gets
    the days of the form.

    Raises:
        BadInput: the last day lies before the first, or before today.
        Refusal: the role is none for the whole house.
    """
    _open_person(work, form.person_id)
    _check_days(form, work.today)
    if form.everywhere and form.role not in HOUSE_ROLES:
        raise Refusal(
            mark("“{role}” is a role in a project, never for the whole house."), role=tr(ROLE_WORDS[form.role])
        )
    work.people.give_role(form.person_id, _where(work, form), form.role, form.first, form.last)
    work.touched.everything = True
    return True


def take_role(work: Work, form: RoleOfPerson) -> bool:
    """Takes a role from a person."""
    person = _open_person(work, form.person_id)
    if reason := why_not_take(work, form.person_id, form.role):
        raise reason.raised()
    if (_where(work, form), form.role) not in person.roles:
        here = mark("{name} does not hold the role “{role}” in this project.")
        source = mark("{name} does not hold the role “{role}” for the whole house.") if form.everywhere else here
        raise Refusal(source, name=person.name, role=tr(ROLE_WORDS[form.role]))
    work.people.take_role(form.person_id, _where(work, form), form.role)
    work.touched.everything = True
    return True


def _where(work: Work, form: RoleOfPerson) -> int | None:
    return None if form.everywhere else work.project_id


def _check_days(form: RoleOfPerson, today: date) -> None:
    if form.last is not None and form.last < today:
        raise BadInput(mark("The last day of standing in has passed already."), field="last")
    if form.first is not None and form.last is not None and form.last < form.first:
        raise BadInput(mark("The last day of standing in lies before the first."), field="last")


@dataclass(frozen=True, kw_only=True)
class Closing(Form):
    """A login to be closed."""

    person_id: int


def close_login(work: Work, form: Closing) -> bool:
    """Closes a leaver's login at once: roles gone, sessions ended, the name kept for ever."""
    person = _open_person(work, form.person_id)
    if person.id == work.actor.person_id:
        raise Refusal(mark("Nobody closes their own login; another administrator does."))
    work.people.close(person.id)
    work.touched.everything = True
    return True


@dataclass(frozen=True, kw_only=True)
class FirstPassword(Form):
    """A new first password for somebody who forgot theirs."""

    person_id: int
    password: str

    def fingerprint(self) -> str:
        return _secret_fingerprint(self.person_id)


def reset_password(work: Work, form: FirstPassword) -> bool:
    """Sets a first password, which has to be changed at the next sign-in."""
    person = _open_person(work, form.person_id)
    check_new_password(form.password, person.login)
    work.people.set_password(person.id, person.login, form.password, own=False)
    return True


def _open_person(work: Work, person_id: int) -> PersonRow:
    work.require(Permission.PEOPLE_WRITE)
    found: Sequence[PersonRow] = [person for person in work.people.all() if person.id == person_id]
    if not found or found[0].closed_at is not None:
        raise Refusal(mark("This login is closed, or was never there."))
    return found[0]
