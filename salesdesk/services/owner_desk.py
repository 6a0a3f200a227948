"""The owner's way into an office's file: whoever may read and write the file needs no password to work on it.

For the command line on the PC where the file lies. A missing office, or a missing project, is made on the way; what was
made is told, so that nothing appears silently.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import Database, open_sqlite
from salesdesk.repository.people import People, PersonRow
from salesdesk.repository.schema import check_schema
from salesdesk.repository.sqlite import office_file
from salesdesk.services.office import Office, signed_in
from salesdesk.services.projects import NewProject, open_new_project, project_head
from salesdesk.services.sign_in import NewOffice, open_new_office

FIRST_LOGIN = "owner"


@dataclass(frozen=True)
class MadeOffice:
    """An office that did not exist: its first person, and the password that must be changed at the first sign-in."""

    office: Office
    login: str
    first_password: str


def make_office(path: Path, project: str) -> MadeOffice:
    """A new office's file with this project in it."""
    password = f"{secrets.token_hex(4)}-{secrets.token_hex(2)}"
    new = NewOffice(path, project, project, "", FIRST_LOGIN, FIRST_LOGIN, password)
    office = open_new_office(new)
    with office.database.writing() as connection:
        People(connection).set_password(office.person.id, FIRST_LOGIN, password, own=False)
    return MadeOffice(office, FIRST_LOGIN, password)


def open_as_owner(path: Path, login: str = "") -> Office:
    """The desk of ``login``, or of the office's first business operator.

    Raises:
        BadInput: nobody is called so, or nobody is an operator; there is no office.
        SchemaMismatch: the file does not fit this program.
    """
    office_file.check_there(path)
    database = open_sqlite(path)
    try:
        check_schema(database)
        database.person_id = _person(database, login.strip().lower()).id
        return signed_in(database)
    except BaseException:
        database.close()
        raise


def _person(database: Database, login: str) -> PersonRow:
    with database.reading() as connection:
        people = [person for person in People(connection).all() if person.closed_at is None]
    for person in people:
        if person.login == login or (not login and _is_operator(person)):
            return person
    if login:
        raise BadInput(mark("Nobody in this office is called “{login}”."), login=login)
    raise BadInput(mark("This office has no business operator; name somebody."))


def _is_operator(person: PersonRow) -> bool:
    return any(role is OfficeRole.OPERATOR for _, role in person.roles)


def enter_project(office: Office, name: str) -> bool:
    """Stands in the project of this name; opens it in the same company where there is none, and says so."""
    for project in office.projects:
        if project.name == name.strip():
            office.enter(project.id)
            return False
    company, region, like = name, name, None
    if office.project is not None:
        head = office.read(project_head)
        company, region, like = head.company, head.region, office.project.id
    form = NewProject(company=company, region=region, name=name, like_project=like)
    project_id = office.perform(open_new_project, form)
    office.reload()
    office.enter(project_id)
    return True
