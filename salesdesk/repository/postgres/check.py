"""What a server's database is, compared with what the program and the office's own tables say it should be.

The yardstick is a second, empty database that is built beside it by the very code that sets an office up, read, and
undone again: nothing is written down twice. Roles belong to the whole cluster and are compared with the matrix and the
memberships instead.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.findings import Finding, finding
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.role_rules import why_not_together
from salesdesk.entities import Membership, OfficeRolePermission, Person
from salesdesk.repository.database import in_words, person_role
from salesdesk.repository.postgres.access import (
    backup_role,
    office_role,
    owner_role,
    people_role,
    permission_role,
    quoted,
    staff_role,
)
from salesdesk.repository.postgres.catalogue import read_catalogue
from salesdesk.repository.postgres.setup import TIMEOUTS, as_superuser, build, create_database
from salesdesk.repository.schema import office_info
from salesdesk.repository.things import Things, compare

_SERVER_ROLES = ("pg_signal_backend", "pg_read_all_stats")
"""What of the server's own the owner of people needs."""


@dataclass(frozen=True)
class ServerFindings:
    """``findings`` is empty where all is as it should be; the rest is told for information."""

    realm: str
    server: str
    tls: bool
    findings: tuple[Finding, ...]


def check_server(superuser_url: str) -> ServerFindings:
    """Compares everything but the office's data.

    Raises:
        NotAllowed: whoever the address names is no superuser.
        SchemaMismatch: this is no office's database.
    """
    url = make_url(superuser_url)
    with in_words(), as_superuser(url) as connection:
        if not connection.exec_driver_sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar_one():
            raise NotAllowed(mark("Only the server's superuser sees all that is compared here."))
        realm, _ = office_info(connection)
        # without its roles no second database can be built
        whole = not _missing(connection, set(_fixed_roles(realm)))
        found = findings(connection, realm, yardstick(url, realm) if whole else None)
        tls = connection.exec_driver_sql("SHOW ssl").scalar_one() == "on"
        version = ".".join(map(str, connection.dialect.server_version_info or ()))
    return ServerFindings(realm, f"PostgreSQL {version}", tls, tuple(found))


def findings(connection: Connection, realm: str, wanted: Things | None) -> list[Finding]:
    """What differs in the database of ``connection``; things are compared where it is known what is wanted."""
    made = compare(read_catalogue(connection), wanted) if wanted is not None else []
    return [*role_findings(connection, realm), *setting_findings(connection, realm), *made]


def yardstick(url: URL, realm: str) -> Things:
    """What a database of this realm consists of, from one made for the purpose and dropped again."""
    name = f"sd_check_{secrets.token_hex(4)}"
    create_database(url, name)
    try:
        with as_superuser(url.set(database=name)) as connection:
            build(connection, realm)
            return read_catalogue(connection)
    finally:
        with as_superuser(url.set(database="postgres"), autocommit=True) as connection:
            connection.exec_driver_sql(f"DROP DATABASE {quoted(name)}")


# --- roles ------------------------------------------------------------------------------------------------------------


def _fixed_roles(realm: str) -> dict[str, str]:
    """The roles that every office has, with what each may do besides its grants."""
    plain = [staff_role(realm), owner_role(realm), *(permission_role(one, realm) for one in Permission)]
    return dict.fromkeys([*plain, *(office_role(one, realm) for one in OfficeRole)], "") | {
        people_role(realm): "CREATEROLE",
        backup_role(realm): "LOGIN BYPASSRLS",
    }


def role_findings(connection: Connection, realm: str) -> list[Finding]:
    """Logins and roles of this office, compared with its people, their memberships, and the matrix."""
    people: Any = connection.execute(sa.select(Person.login, Person.closed_at)).all()
    logins = {person_role(row.login, realm): "" if row.closed_at else "LOGIN" for row in people}
    wanted = _fixed_roles(realm) | logins
    there = dict(_roles_there(connection, realm))
    return [
        *_role_differences(there, wanted),
        *_grant_differences(connection, realm, there.keys() & wanted.keys()),
        *_role_rules(connection),
        *_own_settings(connection, realm),
        *_passwords(connection, [name for name, may in logins.items() if may]),
    ]


def _roles_there(connection: Connection, realm: str) -> Iterator[tuple[str, str]]:
    rows: Any = connection.execute(
        sa.text(
            """SELECT rolname, concat_ws(' ', CASE WHEN rolcanlogin THEN 'LOGIN' END, CASE WHEN rolsuper THEN 'SUPERUSER' END,
            CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
            CASE WHEN rolreplication THEN 'REPLICATION' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END)
            FROM pg_roles WHERE right(rolname, length(:tail)) = :tail"""
        ),
        {"tail": f"@{realm}"},
    )
    yield from ((name, may) for name, may in rows)


def _missing(connection: Connection, wanted: set[str]) -> set[str]:
    rows: Any = connection.exec_driver_sql("SELECT rolname FROM pg_roles")
    return wanted - {name for (name,) in rows}


def _role_differences(there: dict[str, str], wanted: dict[str, str]) -> Iterator[Finding]:
    for name in sorted(wanted.keys() - there.keys()):
        yield finding(mark("The role “{role}” is missing on the server."), role=name)
    for name in sorted(there.keys() - wanted.keys()):
        yield finding(mark("The role “{role}” is there, but it is nobody of this office."), role=name)
    for name in sorted(there.keys() & wanted.keys()):
        if there[name] != wanted[name]:
            source = mark("The role “{role}” may “{found}” on the server; it should “{wanted}”.")
            yield finding(source, role=name, found=there[name] or "—", wanted=wanted[name] or "—")


def _grant_differences(connection: Connection, realm: str, known: set[str]) -> Iterator[Finding]:
    people = people_role(realm)
    rows: Any = connection.execute(
        sa.select(Person.login, Membership.office_role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.closed_at.is_(None))
    )
    held = {(office_role(OfficeRole(office), realm), person_role(login, realm)) for login, office in rows}
    open_logins: Any = connection.execute(sa.select(Person.login).where(Person.closed_at.is_(None))).scalars()
    wanted = held | {(staff_role(realm), person_role(login, realm)) for login in open_logins}
    wanted |= {(f"{one}@{realm}", f"office.{role}@{realm}") for role, one in _said(connection)}
    wanted |= {(role, people) for role in _SERVER_ROLES}
    closed: Any = connection.execute(sa.select(Person.login).where(Person.closed_at.is_not(None))).scalars()
    harmless = {(staff_role(realm), person_role(login, realm)) for login in closed}
    given = {
        (role, member)
        for role, member in connection.execute(
            sa.text(
                "SELECT r.rolname, m.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid "
                "JOIN pg_roles m ON m.oid = a.member "
                "WHERE right(r.rolname, length(:tail)) = :tail OR right(m.rolname, length(:tail)) = :tail"
            ),
            {"tail": f"@{realm}"},
        )
        # from PostgreSQL 16 on, whoever creates a role is a member of it
        if not (member == people and role.endswith(f"@{realm}"))
    }
    for role, member in sorted(wanted - given):
        if {role, member} <= known | set(_SERVER_ROLES):
            yield finding(mark("“{member}” is not given the role “{role}”."), member=member, role=role)
    for role, member in sorted(given - wanted - harmless):
        source = mark("“{member}” is given the role “{role}”, which no membership and no role of the office says.")
        yield finding(source, member=member, role=role)


def _said(connection: Connection) -> set[tuple[str, str]]:
    """Role and permission, as the office has them."""
    rows: Any = connection.execute(sa.select(OfficeRolePermission.office_role, OfficeRolePermission.permission))
    return {(row.office_role, row.permission) for row in rows}


def _role_rules(connection: Connection) -> Iterator[Finding]:
    """Roles that no office may have, and permissions that this program does not know."""
    said, known = _said(connection), set(Permission)
    for role, permission in sorted(said):
        if permission not in known:
            source = mark("The office lets “{role}” do “{permission}”, which this program does not know.")
            yield finding(source, role=role, permission=permission)
    for role in OfficeRole:
        held = [Permission(one) for office, one in said if office == role and one in known]
        if reason := why_not_together(role, held):
            yield finding(mark("The role “{role}” is none that an office may have: {why}"), role=role, why=str(reason))


def _own_settings(connection: Connection, realm: str) -> Iterator[Finding]:
    """Settings that a role carries along, and everybody may give to themselves."""
    rows: Any = connection.execute(
        sa.text(
            "SELECT rolname, setconfig::text FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole "
            "WHERE right(rolname, length(:tail)) = :tail ORDER BY 1"
        ),
        {"tail": f"@{realm}"},
    )
    for role, settings in rows:
        yield finding(mark("“{role}” works with settings of its own: {settings}."), role=role, settings=settings)


def _passwords(connection: Connection, logins: list[str]) -> Iterator[Finding]:
    rows: Any = connection.execute(
        sa.text(
            "SELECT rolname FROM pg_authid WHERE rolname = ANY(:logins) "
            "AND COALESCE(rolpassword, '') NOT LIKE 'SCRAM-SHA-256$%' ORDER BY 1"
        ),
        {"logins": logins},
    )
    for (role,) in rows:
        yield finding(mark("The password of “{role}” is missing, or not kept as SCRAM."), role=role)


# --- the database as a whole ------------------------------------------------------------------------------------------


def setting_findings(connection: Connection, realm: str) -> list[Finding]:
    """Timeouts of the database, and who may connect to it."""
    rows: Any = connection.exec_driver_sql(
        "SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = 0 "
        "AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    there = dict(setting.split("=", 1) for (setting,) in rows)
    found = [
        finding(mark("The setting “{name}” of the database is “{found}” and not “{wanted}”."),
                name=name, found=there.get(name, "—"), wanted=TIMEOUTS.get(name, "—"))
        for name in sorted(there.keys() | TIMEOUTS.keys())
        if there.get(name) != TIMEOUTS.get(name)
    ]  # fmt: skip
    return found + list(_doors(connection, realm))


def _doors(connection: Connection, realm: str) -> Iterator[Finding]:
    """Everybody with an open login connects, and nobody makes anything."""
    rows: Any = connection.exec_driver_sql(
        "SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, "
        "a.privilege_type || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END "
        "FROM pg_database d, aclexplode(COALESCE(datacl, acldefault('d', datdba))) a "
        "WHERE datname = current_database() AND a.grantee <> datdba"
    )
    given = {(whom, right) for whom, right in rows}
    logins: Any = connection.execute(sa.select(Person.login, Person.closed_at)).all()
    names = {person_role(row.login, realm): row.closed_at for row in logins}
    wanted = {(name, "CONNECT") for name, closed in names.items() if closed is None}
    wanted |= {(people_role(realm), "CONNECT WITH GRANT OPTION"), (backup_role(realm), "CONNECT")}
    harmless = {(name, "CONNECT") for name, closed in names.items() if closed is not None}
    for whom, right in sorted(wanted - given):
        yield finding(mark("“{whom}” lacks the right to {right} to the database."), whom=whom, right=right)
    for whom, right in sorted(given - wanted - harmless):
        yield finding(mark("“{whom}” holds the right to {right} on the database."), whom=whom, right=right)
