"""Offices for tests: the same people, project and unit on SQLite and on PostgreSQL, each person at a desk of their own.

Every verb is called as somebody who holds only the office role that owns it. Making an office from nothing takes a
second; each test gets a copy of one made at the first need.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_sheet import UnitRow
from salesdesk.repository.database import Database, open_postgres, open_sqlite, utc_now
from salesdesk.repository.people import People
from salesdesk.repository.postgres.setup import database_statements, init_server
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.schema import upgrade_sqlite
from salesdesk.services.customers import NewCustomer, enter_customer
from salesdesk.services.deals import Choices
from salesdesk.services.launches import Launch, launch
from salesdesk.services.office import Office, signed_in
from salesdesk.services.people_admin import NewPerson, add_person
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.projects import NewAccount, NewPermit, NewProject, add_account, add_permit, open_new_project
from salesdesk.services.quotes import choices_for
from salesdesk.services.subscriptions import Subscription, subscribe
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.postgres import PostgresServer

PASSWORD = "Blue-kettle-7"
PEOPLE: dict[str, tuple[str, OfficeRole]] = {
    "admin": ("严管理", OfficeRole.ADMINISTRATOR),
    "operator": ("罗业务", OfficeRole.OPERATOR),
    "consultant": ("陈立", OfficeRole.CONSULTANT),
    "colleague": ("许知行", OfficeRole.CONSULTANT),
    "control": ("沈雨桐", OfficeRole.SALES_CONTROL),
    "cashier": ("方雅琴", OfficeRole.CASHIER),
    "manager": ("罗建平", OfficeRole.MANAGER),
    "service": ("秦客服", OfficeRole.CUSTOMER_SERVICE),
    "management": ("高总", OfficeRole.MANAGEMENT),
    "auditor": ("审计员", OfficeRole.AUDITOR),
}
FLOORS = range(1, 7)


def rows_of(building: str, floors: range = FLOORS, unit_price: int = 2_000_000) -> tuple[UnitRow, ...]:
    """Two homes a floor: 118.32 m² and 89.75 m², at 20,000 yuan per m² unless said otherwise."""
    rows = list[UnitRow]()
    for floor in floors:
        for column, gross in (("01", 1_183_200), ("02", 897_500)):
            total = gross * unit_price // 10_000
            rows.append(
                UnitRow("表", len(rows) + 2, "", building, "1单元", f"{floor:02d}{column}", floor, floor, "home",
                        "住宅", "C 三房两厅", "南北", gross, gross * 8 // 10, gross - gross * 8 // 10, unit_price,
                        total, total * 90 // 100, Basis.GROSS, "", False, False, "")
            )  # fmt: skip
    return tuple(rows)


@dataclass
class House:
    """One office under test: its people's desks, and the owner's way in for set-up and controls."""

    kind: str
    address: str
    realm: str = ""
    superuser_url: str = ""
    project_id: int = 0
    _desks: dict[str, Office] = field(default_factory=dict)
    _owner: sa.Engine | None = None

    def desk(self, login: str) -> Office:
        """The desk of this person, signed in once a test."""
        if login not in self._desks:
            self._desks[login] = self.another_desk(login)
        return self._desks[login]

    def another_desk(self, login: str) -> Office:
        """A further desk of the same person, with connections of its own."""
        if self.kind == "postgresql":
            database = open_postgres(f"{self.address}?realm={self.realm}", login, PASSWORD)
        else:
            database = open_sqlite(self.address)
            with database.reading() as connection:
                known = connection.execute(sa.text("SELECT id FROM person WHERE login = :login"), {"login": login})
                database.person_id = known.scalar_one()
        office = signed_in(database)
        if self.project_id:
            office.enter(self.project_id)
        self._desks.setdefault(f"{login}{len(self._desks)}", office)
        return office

    @property
    def as_owner(self) -> sa.Engine:
        """The owner's connection: on PostgreSQL the superuser's, on SQLite a plain one to the same file."""
        if self._owner is None:
            self._owner = (
                sa.create_engine(_driver(self.superuser_url), poolclass=sa.pool.NullPool)
                if self.kind == "postgresql"
                else open_sqlite(self.address).engine
            )
        return self._owner

    @property
    def today(self) -> date:
        return local_day(utc_now())

    def unit_id(self, number: str, building: str = "3#") -> int:
        for cell in self.desk("operator").read(lambda work: work.units.board()):
            if (cell.building, cell.number) == (building, number):
                return cell.unit_id
        raise KeyError(number)

    def state_of(self, number: str) -> str:
        cells = self.desk("operator").read(lambda work: work.units.board())
        return next(cell.state for cell in cells if cell.number == number)

    def customer(self, name: str = "韩若溪", telephone: str = "13812342046", login: str = "consultant") -> int:
        """A customer of the consultant, entered by them."""
        return self.desk(login).perform(enter_customer, NewCustomer(telephones=(telephone,), name=name))

    def choices(self, scheme: str = "商业贷款", discounts: tuple[str, ...] = (), unit: str = "0101") -> Choices:
        schemes, known = self.desk("control").read(choices_for, self.unit_id(unit))
        wanted = {row.step.name: row.id for row in known}
        scheme_id = next(row.id for row in schemes if row.scheme.name == scheme)
        return Choices(scheme_id, tuple(wanted[name] for name in discounts))

    def subscription(self, number: str, customer_id: int, **changes: Any) -> Subscription:
        """A plain subscription of a unit: one buyer, a commercial loan, no discount."""
        values: dict[str, Any] = {
            "unit_id": self.unit_id(number),
            "customer_id": customer_id,
            "buyers": (Buyer("韩若溪", 10_000, telephone="13812342046"),),
            "choices": self.choices(),
            "consultants": ((self.desk("consultant").person.id, 10_000),),
        }
        return Subscription(**{**values, **changes})

    def sold(self, number: str = "0301", telephone: str = "13812342046", **changes: Any) -> int:
        """A subscribed unit; the order's id."""
        customer_id = self.customer(telephone=telephone)
        return self.desk("control").perform(subscribe, self.subscription(number, customer_id, **changes))

    def newcomer(self, *roles: OfficeRole) -> str:
        """A person of this test's own, in these roles; the login. Logins belong to the whole server: a test that
        changes a password or closes a login does so with such a person."""
        login = f"n{uuid.uuid4().hex[:12]}"
        form = NewPerson(login=login, name="新同事", password=PASSWORD, roles=roles)
        self.desk("admin").perform(add_person, form)
        return login

    def close(self) -> None:
        for office in self._desks.values():
            office.close()
        if self._owner is not None:
            self._owner.dispose()


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def add_people(database: Database, realm: str = "") -> None:
    """Everybody, with the operator and the administrator for the whole house."""
    with database.writing() as connection:
        people = People(connection, realm)
        for login, (name, role) in PEOPLE.items():
            person_id = people.add(login, name, PASSWORD)
            if role in (OfficeRole.ADMINISTRATOR, OfficeRole.OPERATOR):
                people.give_role(person_id, None, role)


def furnish(house: House) -> None:
    """A project with six floors of two homes in building 3#, priced, permitted and launched; 4# unlaunched."""
    operator = house.desk("operator")
    form = NewProject(company="栖霞地产", region="江宁公司", name="锦绣江南", city="南京")
    house.project_id = operator.perform(open_new_project, form)
    _give_roles(house)
    operator.reload()
    operator.enter(house.project_id)
    imported = operator.perform(import_units, UnitImport(rows=rows_of("3#") + rows_of("4#"), source="一房一价表"))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=imported["price_list"]))
    account = NewAccount(name="监管账户", bank="江宁农商行", number="3201 0001 2222 0001", supervised=True)
    account_id = operator.perform(add_account, account)
    permit = NewPermit(number="宁房销第2026001号", issued_on=date(2026, 9, 1), account_id=account_id)
    operator.perform(add_permit, permit)
    cells = operator.read(lambda work: work.units.board())
    operator.perform(launch, Launch(unit_ids=tuple(cell.unit_id for cell in cells if cell.building == "3#")))


def _give_roles(house: House) -> None:
    desk = house.desk("admin") if house.kind == "postgresql" else house.desk("operator")
    with desk.database.writing() as connection:
        people = People(connection)
        for person in people.all():
            role = PEOPLE[person.login][1]
            if role not in (OfficeRole.OPERATOR, OfficeRole.ADMINISTRATOR):
                people.give_role(person.id, house.project_id, role)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An office's file, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("office") / "template.db"
    database = open_sqlite(path)
    upgrade_sqlite(database)
    add_people(database)
    database.close()
    house = House("sqlite", str(path))
    furnish(house)
    house.close()
    return House("sqlite", str(path), project_id=house.project_id)


@pytest.fixture(scope="session")
def pg_template(pg_server: PostgresServer) -> House:
    """An office's database, made once; tests work on copies, whose people are those of the template."""
    return pg_office(pg_server)


def pg_office(server: PostgresServer) -> House:
    """The furnished office on this server."""
    realm = "office"
    superuser_url = server.superuser_url(realm)
    init_server(superuser_url)
    engine = sa.create_engine(_driver(superuser_url), poolclass=sa.pool.NullPool)
    add_people(Database(engine), realm)
    engine.dispose()
    address = f"postgresql://{server.host}:{server.port}/{realm}"
    house = House("postgresql", address, realm, superuser_url)
    furnish(house)
    house.close()
    return House("postgresql", address, realm, superuser_url, house.project_id)


_copies = iter(range(1, 1_000_000))


def _pg_copy(template: House, server: PostgresServer) -> House:
    name = f"office_{next(_copies)}"
    engine = sa.create_engine(_driver(server.superuser_url()), isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template.realm}")
        may_connect = (f'GRANT CONNECT ON DATABASE {name} TO "{login}@{template.realm}"' for login in PEOPLE)
        connection.exec_driver_sql("; ".join([*database_statements(name, template.realm), *may_connect]))
    engine.dispose()
    address = f"postgresql://{server.host}:{server.port}/{name}"
    return House("postgresql", address, template.realm, server.superuser_url(name), template.project_id)


def _drop(house: House, server: PostgresServer) -> None:
    engine = sa.create_engine(_driver(server.superuser_url()), isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {house.address.rsplit('/', 1)[1]} WITH (FORCE)")
    engine.dispose()


@contextlib.contextmanager
def office_copy(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[House]:
    """A copy of the furnished office on one of the two databases, gone when the block ends."""
    if kind == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        path = folder / "office.db"
        shutil.copy(template.address, path)
        with contextlib.closing(House("sqlite", str(path), project_id=template.project_id)) as made:
            yield made
        return
    server = request.getfixturevalue("pg_server")
    made = _pg_copy(request.getfixturevalue("pg_template"), server)
    try:
        with contextlib.closing(made):
            yield made
    finally:
        _drop(made, server)


@pytest.fixture
def house(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An office of this test's own, on each of the two databases in turn."""
    with office_copy(engine_kind, request, tmp_path) as made:
        yield made
