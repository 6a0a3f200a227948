"""Whether an office's database is what it should be: as it was made, and holding what follows from its own rows."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.findings import Finding
from salesdesk.repository.database import check_url, open_sqlite
from salesdesk.repository.office_status import open_for_setup
from salesdesk.repository.postgres.check import check_server
from salesdesk.repository.recount import Recount
from salesdesk.repository.schema import check_schema
from salesdesk.repository.sqlite import office_file
from salesdesk.repository.sqlite.check import check_file
from salesdesk.services.recount import recount
from salesdesk.services.sign_in import is_server


@dataclass(frozen=True)
class CheckedOffice:
    """What a check found. ``tls``: whether the server offers TLS; None for a file, which no network sees."""

    server: str
    tls: bool | None
    findings: tuple[Finding, ...]


def check_office(address: str) -> CheckedOffice:
    """Compares all of an office's database: how it is made, then what it holds. Changes nothing.

    Args:
        address: that of a server names its superuser; else the path of an office's file.

    Raises:
        BadInput: there is no office.
        NotAllowed: the login may not see everything.
        SchemaMismatch: it does not fit this program.
    """
    return _check_server(check_url(address)) if is_server(address) else _check_file(address)


def _check_server(url: str) -> CheckedOffice:
    database = open_for_setup(url)
    try:
        check_schema(database)
        made = check_server(url)
        with database.reading() as connection:
            held = tuple(recount(Recount(connection)))
    finally:
        database.close()
    return CheckedOffice(made.server, made.tls, (*made.findings, *held))


def _check_file(path: str) -> CheckedOffice:
    office_file.check_there(path)
    database = open_sqlite(path)
    try:
        check_schema(database)
        made = check_file(database)
        with database.reading() as connection:
            held = tuple(recount(Recount(connection)))
            version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    finally:
        database.close()
    return CheckedOffice(f"SQLite {version}", None, (*made, *held))
