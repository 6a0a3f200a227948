"""Builds the demo office: everything through the verbs of the office, each at its own time and by its own person.

The clock of the file is turned back and runs forward through a year of sales, in one transaction; so the history, the
account of each order and the numbers of receipts are those of an office that really worked.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import Connection

from salesdesk.demo.crowd import fill_with_customers
from salesdesk.demo.names import Crowd
from salesdesk.demo.people import MORE_CONSULTANTS, PASSWORD, PEOPLE, DemoPerson
from salesdesk.demo.town import BLOCKS, CITY, COMPANY, ENTRANCES, GAPS, PROJECT, REGION, rows_of
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.permissions import MATRIX, OfficeRole
from salesdesk.repository.database import Database, open_sqlite
from salesdesk.repository.passwords import hash_password
from salesdesk.repository.people import People
from salesdesk.repository.schema import upgrade_sqlite
from salesdesk.repository.sqlite import office_file
from salesdesk.repository.work import Actor, Work
from salesdesk.services.launches import Launch, launch
from salesdesk.services.office import Form
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.projects import NewAccount, NewPermit, NewProject, add_account, add_permit, open_new_project
from salesdesk.services.unit_import import UnitImport, import_units

F = TypeVar("F", bound=Form)
R = TypeVar("R")
STARTED_DAYS_AGO = 300
CUSTOMERS = 2_000
HUNDRED, BEFORE_CUSTOMERS, BEFORE_DEALS = 100, 8, 16
"""How far the whole is before each part, by the time they take."""


class Year:
    """The office's past while it is being built: who acts, and when it is."""

    def __init__(self, database: Database, connection: Connection, now: datetime) -> None:
        self.database = database
        self.connection = connection
        self.now = now
        self.today = now.astimezone(SHANGHAI).date()
        self.project_id = 0
        self.ids = dict[str, int]()
        self.introducers: tuple[int, ...] = ()
        self._last = now - timedelta(days=2 * STARTED_DAYS_AGO)
        self._roles = {person.login: person.role for person in (*PEOPLE, *MORE_CONSULTANTS)}

    def at(self, day: date, hour: float) -> None:
        """Turns the clock to an hour of a day at the office, never beyond now."""
        local = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(hours=hour)
        moment = min(local.astimezone(UTC), self.now)
        self.database.clock = lambda: moment

    def later(self, day: date, hour: float) -> None:
        """As `at`, but never before what was done last: numbers of receipts and their times agree."""
        self.at(day, hour)
        moment = min(max(self.database.clock(), self._last + timedelta(minutes=1)), self.now)
        self._last = moment
        self.database.clock = lambda: moment

    def work(self, login: str) -> Work:
        """The office as this person sees it at this moment."""
        self.database.person_id = self.ids[login]
        role = self._roles[login]
        actor = Actor(self.ids[login], login, self.project_id, MATRIX[role], frozenset({role}))
        return Work(self.connection, actor)

    def does(self, login: str, verb: Callable[[Work, F], R], form: F) -> R:
        """The person carries a verb out."""
        return verb(self.work(login), form)


def build_demo(path: Path, now: datetime, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
    """Writes the demo office's file; one half written is never left, neither under its name nor beside it. Two programs
    that make it at the same time do not meet: the last one's stays.

    Args:
        progress: told in hundredths of the whole.

    Raises:
        Stopped: the person stopped it; the office that was there before still is.
    """
    rough = path.with_suffix(f".{os.getpid()}.building")
    office_file.remove(rough)
    office_file.make_empty(rough)
    database = open_sqlite(rough)
    try:
        _write(database, now, progress or (lambda done, total: None), cancelled)
    except BaseException:
        database.close()
        office_file.remove(rough)
        raise
    database.close()
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
    rough.replace(path)


def _write(database: Database, now: datetime, progress: Progress, cancelled: Cancelled | None) -> None:
    from salesdesk.demo.commission import set_up_commission
    from salesdesk.demo.deals import sell_through_the_year

    def step(done: int) -> None:
        stop_if(cancelled)
        progress(done, HUNDRED)

    upgrade_sqlite(database, "demo")
    step(2)
    with database.writing() as connection:
        year = Year(database, connection, now)
        year.at(year.today - timedelta(days=STARTED_DAYS_AGO), 9)
        _people(year)
        _project(year)
        set_up_commission(year)
        step(BEFORE_CUSTOMERS)
        crowd = Crowd(20261122)
        customers = fill_with_customers(year, crowd, CUSTOMERS)
        step(BEFORE_DEALS)
        rest = HUNDRED - BEFORE_DEALS - 1
        sell_through_the_year(year, crowd, customers, lambda done, all_: step(BEFORE_DEALS + done * rest // all_))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    progress(HUNDRED, HUNDRED)


def _people(year: Year) -> None:
    from sqlalchemy import insert

    from salesdesk.entities import Person

    one_hash = hash_password(PASSWORD)
    for person in (*PEOPLE, *MORE_CONSULTANTS):
        values = {"login": person.login, "name": person.name, "password_hash": one_hash, "must_change_password": False}
        query = insert(Person).values(**values).returning(Person.id)
        year.ids[person.login] = year.connection.execute(query).scalar_one()
    people = People(year.connection)
    people.give_role(year.ids["yan"], None, OfficeRole.ADMINISTRATOR)
    people.give_role(year.ids["he"], None, OfficeRole.OPERATOR)


def _project(year: Year) -> None:
    form = NewProject(company=COMPANY, region=REGION, name=PROJECT, city=CITY)
    year.project_id = year.does("he", open_new_project, form)
    _roles(year, (*PEOPLE, *MORE_CONSULTANTS))
    account = NewAccount(
        name="商品房预售资金监管账户", bank="江宁农商行双龙支行", number="3201 2026 0001 8866", supervised=True
    )
    account_id = year.does("he", add_account, account)
    other = NewAccount(name="销售收款一般户", bank="紫金银行江宁支行", number="3201 2026 0002 6688", supervised=False)
    year.does("he", add_account, other)
    rows = tuple(row for block in BLOCKS for row in rows_of(block))
    stored = year.does("he", import_units, UnitImport(rows=rows, source="一房一价表 备案.xlsx", name="一房一价表 V1"))
    year.does("luo", sign_price_list, Signature(price_list_id=stored["price_list"]))
    _gaps(year)
    _permits(year, account_id)
    _launches(year)
    _restrictions(year)


def _roles(year: Year, people: tuple[DemoPerson, ...]) -> None:
    for person in people:
        People(year.connection).give_role(year.ids[person.login], year.project_id, person.role)


def _gaps(year: Year) -> None:
    work = year.work("he")
    places = work.units.places(
        work.projects.first_phase(), [(block.name, entrance) for block in BLOCKS for entrance, _ in ENTRANCES]
    )
    for block in BLOCKS:
        for (entrance, floor), gaps in GAPS.items():
            for first, last, label in gaps:
                work.units.add_gap(places[block.name, entrance][1], (floor, floor), (first, last), label)


def _permits(year: Year, account_id: int) -> None:
    cells = year.work("he").units.board()
    for number, names in (("宁房销第2026012号", ("1#", "2#", "3#")), ("宁房销第2026047号", ("4#", "5#"))):
        units = tuple(cell.unit_id for cell in cells if cell.building in names)
        issued = year.today - timedelta(days=STARTED_DAYS_AGO + 5)
        year.does("he", add_permit, NewPermit(number=number, issued_on=issued, account_id=account_id, unit_ids=units))


def _launches(year: Year) -> None:
    cells = year.work("he").units.board()
    for block in BLOCKS:
        if block.launched_days_ago is not None:
            year.at(year.today - timedelta(days=block.launched_days_ago), 9)
            units = tuple(cell.unit_id for cell in cells if cell.building == block.name)
            year.does("he", launch, Launch(unit_ids=units, note=f"{block.name} 开盘"))


def _restrictions(year: Year) -> None:
    """A few homes that something stands in the way of."""
    work = year.work("he")
    marks = {("3#", "1604"): "mortgaged", ("3#", "0204"): "mortgaged", ("3#", "0306"): "sealed",
             ("4#", "1004"): "mortgaged", ("5#", "0902"): "price_pending"}  # fmt: skip
    notes = {"mortgaged": "在建工程抵押未解除", "sealed": "法院查封", "price_pending": "调价待批"}
    for cell in work.units.board():
        mark = marks.get((cell.building, cell.number))
        if mark:
            work.units.change(cell.unit_id, {mark: True, "restriction_note": notes[mark]})


def raise_prices(year: Year, days_ago: int) -> None:
    """A price revision in the middle of the year: 300 yuan per m² up, signed by the manager."""
    year.at(year.today - timedelta(days=days_ago), 8.5)
    form = Revision(name="一房一价表 V2", change=Change.UNIT_PRICE, value=30_000)
    list_id = year.does("he", revise_prices, form)
    year.does("luo", sign_price_list, Signature(price_list_id=list_id))
