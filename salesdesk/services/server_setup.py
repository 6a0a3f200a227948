"""Setting up an office's database on a server, and looking at one: what the administrator does once, at a prompt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import check_url, open_sqlite
from salesdesk.repository.office_status import OfficeStatus, office_status, open_for_setup
from salesdesk.repository.people import People
from salesdesk.repository.postgres.backup import set_backup_password
from salesdesk.repository.postgres.setup import holds_office, init_server, upgrade_server
from salesdesk.repository.schema import SCHEMA_VERSION, check_schema, upgrade_file
from salesdesk.repository.sqlite import office_file
from salesdesk.services.logins import check_new_password, checked_login, checked_name
from salesdesk.services.sign_in import is_server


@dataclass(frozen=True)
class FirstPerson:
    """Whoever looks after the office: administrator and business operator of the whole house."""

    login: str
    name: str
    password: str


def init_office_server(superuser_url: str, first: FirstPerson | None) -> str:
    """Makes the database that the address names; its realm.

    Raises:
        BadInput: the address, the name of the database or the first person cannot be taken, or there is an office.
        Refusal: the server says no.
    """
    url = check_url(superuser_url)
    if first is not None:
        first = replace(first, login=checked_login(first.login), name=checked_name(first.name))
        check_new_password(first.password, first.login)
    if holds_office(url):
        raise BadInput(
            mark("There is an office in this database already; `salesdesk db upgrade` brings it up to date.")
        )
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


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade found and left; the same version twice where only guards and rights were made anew."""

    office_id: str
    before: int
    after: int


def upgrade_office(address: str) -> Upgraded:
    """Brings an office's database, or its file, to this program's schema: all of it or nothing.

    Tables are migrated, and every trigger, function, grant and policy is made anew.

    Raises:
        BadInput: there is none.
        SchemaMismatch: the database is newer than this program, or holds no office.
        Refusal: the server says no.
    """
    if is_server(address):
        return Upgraded(*upgrade_server(check_url(address)), SCHEMA_VERSION)
    office_file.check_there(address)
    database = open_sqlite(address)
    try:
        return Upgraded(*upgrade_file(database), SCHEMA_VERSION)
    finally:
        database.close()


def set_backup_login(superuser_url: str, password: str) -> str:
    """Gives the login that backups are made by its password; the login's name.

    Raises:
        BadInput: the password is too weak.
        SchemaMismatch: there is no office.
    """
    check_new_password(password, "")
    return set_backup_password(check_url(superuser_url), password)


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
