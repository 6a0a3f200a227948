"""``salesdesk user``: who may sign in, as what; carried out as the administrator's own login, or as a file's owner."""

from __future__ import annotations

import argparse
import os
from datetime import date

from salesdesk.commands.desk import ask_password, at_office
from salesdesk.commands.telling import fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.services.people_admin import (
    Closing,
    Colleague,
    FirstPassword,
    NewPerson,
    RoleOfPerson,
    add_person,
    close_login,
    give_role,
    people,
    person_called,
    reset_password,
    take_role,
)

FIRST_PASSWORD_VARIABLE = "SALESDESK_FIRST_PASSWORD"


def list_command(chosen: argparse.Namespace) -> int:
    """Everybody of the office, with what they are in the project and in the whole house."""
    try:
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            for one in office.read(people):
                tell(_line(one))
    except Refusal as reason:
        return fail(reason)
    return 0


def add_command(chosen: argparse.Namespace) -> int:
    """Adds a person with a first password."""
    try:
        roles = tuple(OfficeRole(role) for role in chosen.role)
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            new = NewPerson(login=chosen.who, name=chosen.name, password=first_password(chosen.who), roles=roles)
            office.perform(add_person, new)
    except Refusal as reason:
        return fail(reason)
    tell(tr("{name} may sign in as {login}.").format(name=chosen.name, login=chosen.who.strip().lower()))
    return 0


def close_command(chosen: argparse.Namespace) -> int:
    """Closes a leaver's login at once."""
    try:
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            who = office.read(person_called, chosen.who)
            office.perform(close_login, Closing(person_id=who.id))
    except Refusal as reason:
        return fail(reason)
    tell(
        tr("The login of {name} ({login}) is closed, and its sessions are ended.").format(
            name=who.name, login=who.login
        )
    )
    return 0


def password_command(chosen: argparse.Namespace) -> int:
    """Sets a first password for somebody who forgot theirs."""
    try:
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            who = office.read(person_called, chosen.who)
            office.perform(reset_password, FirstPassword(person_id=who.id, password=first_password(who.login)))
    except Refusal as reason:
        return fail(reason)
    tell(tr("{name} changes the new password at the next sign-in.").format(name=who.name))
    return 0


def give_command(chosen: argparse.Namespace) -> int:
    """Gives a role, for good or for some days."""
    try:
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            who = office.read(person_called, chosen.who)
            form = RoleOfPerson(person_id=who.id, role=OfficeRole(chosen.role), everywhere=chosen.house,
                                first=_day(chosen.first), last=_day(chosen.last))  # fmt: skip
            office.perform(give_role, form)
    except Refusal as reason:
        return fail(reason)
    tell(tr("{name} is {role} from now on.").format(name=who.name, role=_role(form.role, (form.first, form.last))))
    return 0


def take_command(chosen: argparse.Namespace) -> int:
    """Takes a role."""
    try:
        with at_office(chosen.db, chosen.login, chosen.project) as office:
            who = office.read(person_called, chosen.who)
            role = OfficeRole(chosen.role)
            office.perform(take_role, RoleOfPerson(person_id=who.id, role=role, everywhere=chosen.house))
    except Refusal as reason:
        return fail(reason)
    tell(tr("{name} is no longer {role}.").format(name=who.name, role=tr(ROLE_WORDS[role])))
    return 0


def first_password(login: str) -> str:
    """From the environment, else asked for."""
    kept = os.environ.get(FIRST_PASSWORD_VARIABLE)
    return kept if kept is not None else ask_password(tr("First password of {login}: ").format(login=login))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(mark("“{text}” is no day; one reads 2026-11-22."), text=text) from None


def _line(one: Colleague) -> str:
    """One person in a line: name, login, roles here, roles everywhere, state."""
    words = [f"{one.person.name} ({one.person.login})"]
    words += [_role(role, one.person.dates.get((one.project_id, role))) for role in one.here]
    house = [_role(role, one.person.dates.get((None, role))) for role in one.everywhere]
    words += [tr("{role}, whole house").format(role=role) for role in house]
    if one.closed:
        words.append(tr("closed"))
    elif one.person.must_change_password:
        words.append(tr("first password"))
    return " · ".join(words)


def _role(role: OfficeRole, days: tuple[date | None, date | None] | None) -> str:
    word = tr(ROLE_WORDS[role])
    if days is None or days == (None, None):
        return word
    first, last = (day.isoformat() if day else "" for day in days)
    return f"{word} ({first} … {last})"
