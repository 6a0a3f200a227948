"""Who signs in, what they are in which project, and how people are added: a checked password here, a login there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.entities import Membership, OfficeRolePermission, Person, PersonPassword, Project, ProjectSetting
from salesdesk.entities.base import UtcDateTime
from salesdesk.repository.database import Database, person_role
from salesdesk.repository.passwords import days_left, hash_password, own_days_left, own_used_before

_WRONG = mark("The name or the password is wrong.")
_CLOSED = mark("This login is closed.")


@dataclass(frozen=True)
class PersonRow:
    """One person, as the desk knows them. ``dates`` are those of the roles held for a time, first and last day.

    ``password_days``, known of whoever sits there: for how many days the password still counts, None without a limit.
    """

    id: int
    login: str
    name: str
    must_change_password: bool
    closed_at: datetime | None = None
    roles: tuple[tuple[int | None, OfficeRole], ...] = ()
    dates: Mapping[tuple[int | None, OfficeRole], tuple[date | None, date | None]] = field(default_factory=dict)
    password_days: int | None = None

    @property
    def password_is_old(self) -> bool:
        return self.password_days is not None and self.password_days < 0


@dataclass(frozen=True)
class ProjectRow:
    """A project that a person is a member of, with what they are in it."""

    id: int
    name: str
    city: str
    roles: frozenset[OfficeRole]
    permissions: frozenset[Permission]


def check_password(database: Database, login: str, password: str) -> int:
    """The id of the person whose argon2 password this is (SQLite).

    Raises:
        BadInput: wrong name or password, or a closed login; the two wrong cases read alike and take alike long.
    """
    import argon2

    hasher = argon2.PasswordHasher()
    with database.reading() as connection:
        row = connection.execute(
            sa.select(Person.id, Person.password_hash, Person.closed_at).where(Person.login == login)
        ).first()
    stored = row.password_hash if row is not None and row.password_hash else hasher.hash("nobody")
    try:
        hasher.verify(stored, password)
    except argon2.exceptions.VerifyMismatchError:
        raise BadInput(_WRONG, field="password") from None
    if row is None or row.password_hash is None:
        raise BadInput(_WRONG, field="password")
    if row.closed_at is not None:
        raise BadInput(_CLOSED, field="login")
    return int(row.id)


class People:
    """People and memberships, on one connection."""

    def __init__(self, connection: Connection, realm: str = "") -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._realm = realm

    def me(self) -> PersonRow | None:
        """The person whose login this connection is."""
        rows = self.all(Person.id == sa.func.app_person())
        return replace(rows[0], password_days=own_days_left(self._connection, rows[0].id)) if rows else None

    def used_before(self, person_id: int, password: str) -> bool:
        """Whether this is one of the newest passwords of the person, who is the one signed in."""
        return own_used_before(self._connection, person_id, password)

    def all(self, *conditions: sa.ColumnElement[bool]) -> list[PersonRow]:
        rows: Any = self._connection.execute(
            sa.select(
                Person.id, Person.login, Person.name, Person.must_change_password, Person.closed_at,
                Membership.project_id, Membership.office_role, Membership.valid_from, Membership.valid_to,
            )
            .outerjoin(Membership, Membership.person_id == Person.id)
            .where(*conditions)
            .order_by(Person.id, Membership.id)
        )  # fmt: skip
        people = dict[int, PersonRow]()
        for row in rows:
            known = people.get(row.id)
            roles, dates = (known.roles, dict(known.dates)) if known else ((), {})
            if row.office_role:
                held = (row.project_id, OfficeRole(row.office_role))
                roles = (*roles, held)
                if row.valid_from or row.valid_to:
                    dates[held] = (row.valid_from, row.valid_to)
            people[row.id] = PersonRow(
                row.id, row.login, row.name, row.must_change_password, row.closed_at, roles, dates
            )
        return list(people.values())

    def open_logins(self) -> int:
        """How many people could sign in."""
        query = sa.select(sa.func.count()).select_from(Person).where(Person.closed_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def colleagues(self, project_id: int, role: OfficeRole | None = None) -> list[PersonRow]:
        """The people of a project, open logins only; of one role where it is named."""
        here = sa.select(Membership.person_id).where(Membership.project_id == project_id)
        if role is not None:
            here = here.where(Membership.office_role == role.value)
        return self.all(Person.id.in_(here), Person.closed_at.is_(None))

    def projects(self, person_id: int) -> list[ProjectRow]:
        """The projects that the person is a member of, each with roles and permissions; none where the password is too
        old (on a server the policies hide them by themselves)."""
        today, granted = self._today(), self.granted()
        old = [one for one, days in days_left(self._connection, person_id).items() if days < 0] if self._sqlite else []
        rows: Any = self._connection.execute(
            sa.select(Project.id, Project.name, Project.city, Membership.office_role)
            .join(Membership, sa.or_(Membership.project_id == Project.id, Membership.project_id.is_(None)))
            .where(
                Membership.person_id == person_id,
                Membership.id.not_in(old),
                sa.or_(Membership.valid_from.is_(None), Membership.valid_from <= today),
                sa.or_(Membership.valid_to.is_(None), Membership.valid_to >= today),
            )
            .order_by(Project.id)
        )
        roles = dict[int, set[OfficeRole]]()
        names = dict[int, tuple[str, str]]()
        for row in rows:
            names[row.id] = (row.name, row.city)
            roles.setdefault(row.id, set()).add(OfficeRole(row.office_role))
        own_holds = self._where_consultants_hold()
        return [
            ProjectRow(
                id_, *names[id_], frozenset(held),
                frozenset(permission for role in held for permission in granted.get(role, ())
                          if permission is not Permission.HOLD_OWN or id_ in own_holds),
            )
            for id_, held in roles.items()
        ]  # fmt: skip

    def granted(self) -> dict[OfficeRole, frozenset[Permission]]:
        """What each office role may, as the office has it."""
        granted = dict[OfficeRole, set[Permission]]()
        rows = self._connection.execute(sa.select(OfficeRolePermission.office_role, OfficeRolePermission.permission))
        for role, permission in rows:
            granted.setdefault(OfficeRole(role), set()).add(Permission(permission))
        return {role: frozenset(permissions) for role, permissions in granted.items()}

    def set_role(self, role: OfficeRole, permissions: frozenset[Permission]) -> None:
        """Makes a role this set of permissions."""
        if not self._sqlite:
            self._call("people_role", role.value, sorted(permissions))
            return
        table, held = OfficeRolePermission, self.granted().get(role, frozenset())
        gone, new = sorted(held - permissions), sorted(permissions - held)
        self._connection.execute(sa.delete(table).where(table.office_role == role.value, table.permission.in_(gone)))
        if new:
            self._connection.execute(sa.insert(table), [{"office_role": role.value, "permission": one} for one in new])

    def _today(self) -> date:
        """The office's day, as the policies of PostgreSQL count it too."""
        moment: Any = self._connection.execute(sa.select(sa.type_coerce(sa.func.app_now(), UtcDateTime))).scalar_one()
        return local_day(moment)

    def _where_consultants_hold(self) -> set[int]:
        """The projects that let consultants hold for their own customers."""
        rows: Any = self._connection.execute(
            sa.select(ProjectSetting.project_id, ProjectSetting.value)
            .where(ProjectSetting.name == "hold.by_consultant")
        )  # fmt: skip
        return {row.project_id for row in rows if row.value is True}

    def add(self, login: str, name: str, password: str) -> int:
        """A new person with a first password that must be changed."""
        if not self._sqlite:
            return int(self._call("people_add", login, name, self._verifier(login, password)))
        kept = hash_password(password)
        values = {"login": login, "name": name, "password_hash": kept, "password_changed_at": sa.func.app_now()}
        insert = sa.insert(Person).values(**values).returning(Person.id)
        person_id = int(self._connection.execute(insert).scalar_one())
        self._connection.execute(sa.insert(PersonPassword).values(person_id=person_id, verifier=kept))
        return person_id

    def give_role(
        self,
        person_id: int,
        project_id: int | None,
        role: OfficeRole,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """Gives a role, for good or from the first to the last day; one that is held gets these days instead."""
        if not self._sqlite:
            self._call("people_give_role", person_id, project_id, role.value, first, last)
            return
        here = (
            Membership.person_id == person_id,
            Membership.project_id.is_(None) if project_id is None else Membership.project_id == project_id,
            Membership.office_role == role.value,
        )
        days = {"valid_from": first, "valid_to": last}
        if self._connection.execute(sa.select(Membership.id).where(*here)).first() is None:
            values = {"person_id": person_id, "project_id": project_id, "office_role": role.value}
            self._connection.execute(sa.insert(Membership).values(**values, **days))
        else:
            self._connection.execute(sa.update(Membership).where(*here).values(**days))

    def take_role(self, person_id: int, project_id: int | None, role: OfficeRole) -> None:
        if not self._sqlite:
            self._call("people_take_role", person_id, project_id, role.value)
            return
        self._connection.execute(
            sa.delete(Membership).where(
                Membership.person_id == person_id,
                Membership.project_id.is_(None) if project_id is None else Membership.project_id == project_id,
                Membership.office_role == role.value,
            )
        )

    def set_password(self, person_id: int, login: str, password: str, *, own: bool) -> None:
        """A new password; one's own, or a first one for somebody else that must be changed."""
        if not self._sqlite:
            verifier = self._verifier(login, password)
            self._call("own_password", verifier) if own else self._call("people_password", person_id, verifier)
            return
        kept = hash_password(password)
        values = {"password_hash": kept, "must_change_password": not own, "password_changed_at": sa.func.app_now()}
        self._connection.execute(sa.update(Person).where(Person.id == person_id).values(**values))
        self._connection.execute(sa.insert(PersonPassword).values(person_id=person_id, verifier=kept))

    def close(self, person_id: int) -> None:
        """Closes a leaver's login: memberships gone, sessions ended, the name kept for ever."""
        if not self._sqlite:
            self._call("people_close", person_id)
            return
        self._connection.execute(sa.delete(Membership).where(Membership.person_id == person_id))
        self._connection.execute(sa.update(Person).where(Person.id == person_id).values(closed_at=sa.func.app_now()))

    def _call(self, function: str, *arguments: Any) -> Any:
        return self._connection.execute(sa.select(getattr(sa.func, function)(*map(_typed, arguments)))).scalar()

    def _verifier(self, login: str, password: str) -> str:
        """What the server keeps instead of the password (RFC 5803), made at the desk, so that no log ever holds it."""
        realm = self._realm or str(self._connection.execute(sa.text("SELECT office_id FROM schema_info")).scalar_one())
        raw: Any = self._connection.connection.driver_connection
        return bytes(
            raw.pgconn.encrypt_password(password.encode(), person_role(login, realm).encode(), b"scram-sha-256")
        ).decode()


def _typed(value: Any) -> Any:
    """With the type that the function is declared with; a missing number and a missing day are both nothing."""
    if value is None:
        return sa.null()
    if isinstance(value, list):
        return sa.cast(value, ARRAY(sa.Text))
    return sa.cast(value, sa.BigInteger if isinstance(value, int) else sa.Date if isinstance(value, date) else sa.Text)
