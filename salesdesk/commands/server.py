"""``salesdesk db`` and ``salesdesk user``: an office's database on a server, and the people who may sign in."""

from __future__ import annotations

import argparse

from salesdesk.commands.desk import office_address, open_desk, password_for
from salesdesk.commands.telling import fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.people_admin import NewPerson
from salesdesk.services.server_setup import FirstPerson, add_person_to, init_office_server, look_at_office


def init_command(chosen: argparse.Namespace) -> int:
    """Makes the database of an office; the address names a login that may do that."""
    try:
        first = None
        if chosen.admin:
            first = FirstPerson(chosen.admin, chosen.name or chosen.admin, password_for(chosen.admin))
        realm = init_office_server(chosen.url, first)
    except Refusal as reason:
        return fail(reason)
    tell(tr("The office's database “{realm}” is ready.").format(realm=realm))
    if first is not None:
        tell(tr("{login} looks after it and changes the password at the first sign-in.").format(login=first.login))
    return 0


def status_command(chosen: argparse.Namespace) -> int:
    """Says what the database is."""
    try:
        found = look_at_office(office_address(chosen.url))
    except Refusal as reason:
        return fail(reason)
    tell(tr("Server: {server}").format(server=found.server))
    tell(tr("Office: {office}").format(office=found.office_id))
    words = tr("Schema: version {version}, for SalesDesk {program} and later")
    tell(words.format(version=found.schema, program=found.least_program))
    tell(tr("People: {people}; projects: {projects}").format(people=found.people, projects=found.projects))
    return 0


def user_add_command(chosen: argparse.Namespace) -> int:
    """Adds a person with a first password, as the administrator."""
    try:
        roles = tuple(OfficeRole(role) for role in chosen.role)
        office = open_desk(office_address(chosen.db), chosen.login)
        if office is None:
            raise BadInput(mark("There is no office at “{path}”."), path=office_address(chosen.db))
        try:
            new = NewPerson(login=chosen.who, name=chosen.name, password=_first_password(chosen.who), roles=roles)
            add_person_to(office, chosen.project, new)
        finally:
            office.close()
    except Refusal as reason:
        return fail(reason)
    tell(tr("{name} may sign in as {login}.").format(name=chosen.name, login=chosen.who))
    return 0


def _first_password(login: str) -> str:
    import getpass
    import os

    kept = os.environ.get("SALESDESK_FIRST_PASSWORD")
    return kept if kept is not None else getpass.getpass(tr("First password of {login}: ").format(login=login))
