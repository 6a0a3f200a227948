"""Setting up an office's database on a server, and looking at one: what the administrator does once, at a prompt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import check_url, open_sqlite
from salesdesk.repository.office_status import OfficeStatus, office_status, open_for_setup
from salesdesk.repository.people import People
from salesdesk.repository.postgres.setup import init_server
from salesdesk.repository.schema import check_schema
from salesdesk.repository.sqlite import office_file
from salesdesk.services.logins import check_new_password, checked_login, checked_name
from salesdesk.services.office import Office
from salesdesk.services.people_admin import NewPerson, add_person
from salesdesk.services.sign_in import is_server


@dataclass(frozen=True)
class FirstPerson:
    """Whoever looks after the office: administrator and business operator of the whole house."""

    login: str
    name: str
    password: str


def init_office_server(superuser_url: str, first: FirstPerson | None) -> str:
    """Makes the database that the address names, or brings it to this program's schema; its realm.

    Raises:
        BadInput: the address, the name of the database or the first person cannot be taken.
        Refusal: the server says no.
    """
    url = check_url(superuser_url)
    if first is not None:
        first = replace(first, login=checked_login(first.login), name=checked_name(first.name))
        check_new_password(first.password, first.login)
    realm = init_server(url)
    if first is not None:
        _add_first(url, realm, first)
    return realm


def _add_first(url: str, realm: str, first: FirstPerson) -> None:
    database = open_for_setup(url)
    try:
        with database.writing() as connection:
            people = People(connection, realm)
            person_id = people.add(first.login, first.name, first.password)
            for role in (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR):
                people.give_role(person_id, None, role)
    finally:
        database.close()


def look_at_office(address: str) -> OfficeStatus:
    """What the database at this address is; on a server with the login that the address itself names.

    Raises:
        BadInput: there is none.
        SchemaMismatch: it does not fit this program.
    """
    if not is_server(address):
        office_file.check_there(address)
    database = open_for_setup(check_url(address)) if is_server(address) else open_sqlite(address)
    try:
        check_schema(database)
        return office_status(database)
    finally:
        database.close()


def add_person_to(office: Office, project: str, new: NewPerson) -> None:
    """Adds a person to one of the office's projects, as whoever the desk is signed in as.

    Raises:
        BadInput: there is no such project, or login, name or password cannot be taken.
        NotAllowed: the person at the desk may not manage people.
    """
    for one in office.projects:
        if one.name == project:
            office.enter(one.id)
            office.perform(add_person, new)
            return
    raise BadInput(mark("There is no project “{name}” here; there are: {names}."), name=project,
                   names="、".join(one.name for one in office.projects) or "—")  # fmt: skip
