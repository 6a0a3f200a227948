"""Signing in, opening a new office on this PC, changing one's password."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from salesdesk.domain.errors import BadInput, WaitFirst
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import Database, check_url, open_postgres, open_sqlite
from salesdesk.repository.guard_rules import PASSWORDS_REMEMBERED
from salesdesk.repository.people import People, PersonRow, check_password
from salesdesk.repository.schema import check_schema, upgrade_sqlite
from salesdesk.repository.sqlite import office_file
from salesdesk.repository.work import Work
from salesdesk.services.logins import check_new_password, checked_login, checked_name
from salesdesk.services.office import Form, Office, signed_in
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.server_memory import known_timeline, remember_server
from salesdesk.services.wrong_passwords import WrongPasswords

SINGLE_DESK_ROLES = (
    OfficeRole.ADMINISTRATOR,
    OfficeRole.OPERATOR,
    OfficeRole.SALES_CONTROL,
    OfficeRole.CASHIER,
    OfficeRole.MANAGER,
)
"""What the one person of an office on one PC is."""

_wrong = WrongPasswords()


def is_server(address: str) -> bool:
    return "://" in address


def sign_in(address: str, login: str, password: str) -> Office:
    """Signs a person in, at a server by their own database login, on a file by their checked password.

    Args:
        address: ``postgresql://host/database`` or the path of an office's file.

    Raises:
        BadInput: name or password are wrong, or the login is closed.
        WaitFirst: the password was wrong too often; the next try waits.
        DatabaseLost: the server does not answer.
        SchemaMismatch: the database does not fit this program.
    """
    login = login.strip().lower()
    if not login:
        raise BadInput(mark("The login name is missing."), field="login")
    _wrong.check(address, login)
    try:
        office = _sign_in(address, login, password)
    except BadInput as refusal:
        if refusal.field == "password":
            _wrong.was_wrong(address, login)
        raise
    _wrong.was_right(address, login)
    return office


def _sign_in(address: str, login: str, password: str) -> Office:
    if not is_server(address):
        office_file.check_there(address)
    database = _opened_server(address, login, password) if is_server(address) else open_sqlite(address)
    try:
        check_schema(database)
        if not is_server(address):
            database.person_id = check_password(database, login, password)
        office = signed_in(database)
        remember_server(address, office)
        return office
    except BaseException:
        database.close()
        raise


def _opened_server(address: str, login: str, password: str) -> Database:
    return open_postgres(check_url(address), login, password, known_timeline(address))


def server_address(text: str) -> str:
    """The whole address of a server as people paste it.

    Raises:
        BadInput: it is none.
    """
    if not text.strip():
        raise BadInput(mark("The address of the server is missing."), field="address")
    try:
        return check_url(text)
    except BadInput as error:
        raise BadInput(error.source, field="address", **error.values) from None


def check_password_of(address: str, login: str, password: str) -> PersonRow:
    """Who sits at the desk, if it is who signed in there: for unlocking it and for a new password.

    Raises:
        BadInput: the password is wrong; its field is ``now``.
        DatabaseLost: the server does not answer.
    """
    try:
        office = sign_in(address, login, password)
    except WaitFirst as error:
        raise WaitFirst(error.seconds, field="now") from None
    except BadInput as error:
        raise BadInput(error.source, field="now", **error.values) from None
    office.close()
    return office.person


@dataclass(frozen=True, kw_only=True)
class NewPassword(Form):
    password: str

    def fingerprint(self) -> str:
        """A password is not even kept as a hash."""
        return "password"


def change_own_password(work: Work, form: NewPassword) -> bool:
    """A new password for the person signed in."""
    me = work.people.me()
    assert me is not None
    check_new_password(form.password, me.login)
    if work.people.used_before(me.id, form.password):
        last = mark("This is one of your last {n} passwords; choose another one.")
        raise BadInput(last, field="password", n=PASSWORDS_REMEMBERED)
    work.people.set_password(me.id, me.login, form.password, own=True)
    return True


def change_password(office: Office, address: str, now: str, form: NewPassword) -> None:
    """Changes the password of whoever sits at the desk, who says the present one; the desk goes on with the new one.

    Raises:
        BadInput: the present one is wrong (field ``now``), or the new one is too weak or the same (field ``password``).
    """
    check_password_of(address, office.person.login, now)
    if form.password == now:
        raise BadInput(mark("The new password must be another one."), field="password")
    office.perform(change_own_password, form)
    if is_server(address):
        # The connections still to be made would carry the old password.
        before, office.database = office.database, open_postgres(address, office.person.login, form.password)
        before.close()
    office.reload()


@dataclass(frozen=True)
class NewOffice:
    """What a new office on this PC starts from."""

    path: Path
    company: str
    project: str
    city: str
    login: str
    name: str
    password: str


def open_new_office(new: NewOffice) -> Office:
    """Makes the file, the first person in all the roles of a single desk, and the first project.

    "Four eyes" is off, since there is one person; the setting is recorded and can be turned on when a second one comes.
    """
    for value, field in ((new.company, "company"), (new.project, "project"), (new.name, "name")):
        if not value.strip():
            raise BadInput(mark("A name is missing here."), field=field)
    new = replace(new, login=checked_login(new.login), name=checked_name(new.name))
    check_new_password(new.password, new.login)
    office_file.make_empty(new.path)
    database = open_sqlite(new.path)
    try:
        upgrade_sqlite(database)
        _first_person(database, new)
        office = signed_in(database)
        opened = NewProject(company=new.company.strip(), region=new.company.strip(), name=new.project.strip(),
                            city=new.city.strip(), four_eyes=False)  # fmt: skip
        project_id = office.perform(open_new_project, opened)
    except BaseException:
        database.close()
        office_file.remove(new.path)
        raise
    _give_roles(database, office.person.id, project_id)
    office.reload()
    office.enter(project_id)
    return office


def _first_person(database: Database, new: NewOffice) -> None:
    with database.writing() as connection:
        people = People(connection)
        person_id = people.add(new.login, new.name, new.password)
        people.set_password(person_id, new.login, new.password, own=True)
        people.give_role(person_id, None, OfficeRole.ADMINISTRATOR)
        people.give_role(person_id, None, OfficeRole.OPERATOR)
    database.person_id = person_id


def _give_roles(database: Database, person_id: int, project_id: int) -> None:
    with database.writing() as connection:
        for role in SINGLE_DESK_ROLES:
            People(connection).give_role(person_id, project_id, role)
