"""Notices on PostgreSQL: what one desk changes, the others hear at once, named as just those rows."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import open_postgres
from salesdesk.repository.notices import MOST_IDS, NOTICES, read_notice
from salesdesk.repository.touched import Touched
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.customers import NewCustomer, enter_customer
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.launches import Launch, launch
from salesdesk.services.notices import Desks, Notices
from salesdesk.services.office import Office
from salesdesk.services.opening_balances import OpeningRequest, ask_opening, read_opening_file
from salesdesk.services.price_lists import Change, Revision, revise_prices
from tests.services.change_helpers import agree
from tests.services.money_helpers import pay
from tests.services.opening_samples import filled_template
from tests.support.office import PASSWORD, House

PATIENCE = 20.0


@pytest.fixture
def engine_kind() -> str:
    return "postgresql"


class Listener:
    def __init__(self, office: Office) -> None:
        self.told = queue.Queue[Touched]()
        self.counts = queue.Queue[Desks]()
        self.notices = Notices(office, self.told.put, self.counts.put)

    def next(self) -> Touched:
        return self.told.get(timeout=PATIENCE)

    def until(self, touched: Touched) -> Touched:
        """Everything heard until these units, orders and customers were named."""
        heard = Touched()
        while not (
            touched.units <= heard.units and touched.orders <= heard.orders and touched.customers <= heard.customers
        ):
            heard.add(self.next())
        return heard


@contextmanager
def listening(office: Office) -> Iterator[Listener]:
    listener = Listener(office)
    listener.notices.start()
    listener.counts.get(timeout=PATIENCE)
    try:
        yield listener
    finally:
        listener.notices.stop()


def test_a_hold_at_one_desk_names_its_unit_at_another(house: House) -> None:
    unit = house.unit_id("0101")
    with listening(house.desk("control")) as ear:
        house.desk("manager").perform(hold, HoldForm(unit_id=unit, reason="领导预留"))
        assert ear.next() == Touched(units={unit})


def test_a_subscription_and_its_money_name_unit_and_order(house: House) -> None:
    with listening(house.desk("manager")) as ear:
        order = house.sold("0301")
        ear.until(Touched(units={house.unit_id("0301")}, orders={order}))
        pay(house, order)
        assert ear.until(Touched(orders={order})) == Touched(orders={order})


def test_a_request_and_its_answer_name_order_and_unit_at_the_approvers_desk(house: House) -> None:
    order = house.sold("0301")
    with listening(house.desk("manager")) as ear:
        form = CancellationRequest(order_id=order, reason="客户放弃")
        on_request = house.desk("control").perform(ask_cancellation, form)
        ear.until(Touched(units={house.unit_id("0301")}, orders={order}))
    with listening(house.desk("control")) as ear:
        agree(house, on_request)
        assert order in ear.until(Touched(orders={order})).orders


def test_a_request_about_nothing_that_has_a_name_concerns_everything(house: House, tmp_path: Path) -> None:
    desk = house.desk("control")
    file = desk.read(read_opening_file, filled_template(tmp_path / "期初.xlsx", house.today))
    form = OpeningRequest(orders=file.orders, money=file.money, source="期初.xlsx", reason="上线")
    with listening(house.desk("manager")) as ear:
        on_request = desk.perform(ask_opening, form)
        assert ear.next().everything
    agree(house, on_request, "manager", OfficeRole.MANAGER)
    with listening(desk) as ear:
        agree(house, on_request, "management", OfficeRole.MANAGEMENT)
        assert ear.next().everything


def test_a_launch_of_many_units_is_one_notice(house: House) -> None:
    wanted = tuple(house.unit_id(f"0{floor}01", "4#") for floor in (1, 2, 3))
    with listening(house.desk("control")) as ear:
        house.desk("operator").perform(launch, Launch(unit_ids=wanted))
        assert ear.next() == Touched(units=set(wanted))
        assert ear.notices.heard == 1


def test_a_new_price_list_changes_everything(house: House) -> None:
    with listening(house.desk("control")) as ear:
        house.desk("operator").perform(revise_prices, Revision(name="涨", change=Change.PERCENT, value=1_010_000))
        assert ear.next().everything


def test_what_was_undone_is_never_told(house: House) -> None:
    unit = house.unit_id("0101")
    with listening(house.desk("control")) as ear:
        with house.as_owner.connect() as owner:
            owner.execute(sa.text("UPDATE unit SET note = 'x' WHERE id = :id"), {"id": unit})
            owner.rollback()
        customer = house.customer()
        assert ear.next() == Touched(customers={customer})


def test_one_s_own_changes_are_not_heard_again(house: House) -> None:
    control = house.desk("control")
    with listening(control) as ear:
        control.perform(enter_customer, NewCustomer(telephones=("13812340001",), name="韩若溪"))
        other = house.customer(telephone="13812340002")
        assert ear.until(Touched(customers={other})).customers == {other}
        assert ear.notices.heard == 2


@pytest.mark.parametrize("many", [MOST_IDS, MOST_IDS + 1])
def test_more_rows_than_a_notice_can_name_are_everything(house: House, many: int) -> None:
    copies = sa.text(
        "INSERT INTO customer (project_id, name, kind, channel_id, owner_id, level, wish, address, referrer, "
        "first_contact_at, last_contact_at, version) SELECT c.project_id, c.name || n, c.kind, c.channel_id, "
        "c.owner_id, c.level, c.wish, c.address, c.referrer, c.first_contact_at, c.last_contact_at, 1 "
        "FROM customer c, generate_series(1, :many) n"
    )
    house.customer(login="control")
    with listening(house.desk("manager")) as ear:
        with house.desk("control").database.writing() as connection:
            connection.execute(copies, {"many": many})
        heard = ear.next()
        assert (len(heard.customers), heard.everything) == ((many, False) if many == MOST_IDS else (0, True))


def test_after_its_line_was_lost_the_ear_hears_again_and_takes_everything_as_changed(house: House) -> None:
    with listening(house.desk("control")) as ear:
        with house.as_owner.connect() as owner:
            owner.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'salesdesk ear' AND datname = current_database()"
                )
            )
        assert ear.next().everything
        unit = house.unit_id("0101")
        house.desk("manager").perform(hold, HoldForm(unit_id=unit, reason="领导预留"))
        assert ear.until(Touched(units={unit})).units == {unit}


def test_the_desks_online_are_counted_and_the_same_person_s_second_one_is_told(house: House) -> None:
    with listening(house.desk("control")), listening(house.desk("manager")):
        second = Listener(house.another_desk("control"))
        second.notices.start()
        assert second.counts.get(timeout=PATIENCE) == Desks(online=3, mine=2)
        second.notices.stop()


def test_a_forged_or_foreign_notice_is_taken_as_a_hint_that_something_changed() -> None:
    for forged in ("", "all", "units:", "units:x", "units:1,,2", "nonsense:1", "units:" + "9" * 30, "units:-1"):
        assert read_notice(forged) == Touched(everything=True), forged
    assert read_notice("units:1,2 orders:3 ") == Touched(units={1, 2}, orders={3})


def test_somebody_of_no_project_cannot_learn_where_notices_go_by(house: House) -> None:
    database = open_postgres(f"{house.address}?realm={house.realm}", house.newcomer(), PASSWORD)
    with database.reading() as connection:
        assert connection.execute(sa.text("SELECT channel FROM project")).all() == []
    database.close()


def test_every_told_table_has_its_triggers(house: House) -> None:
    with house.as_owner.connect() as owner:
        rows = owner.execute(
            sa.text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'sd\\_notice\\_%'")
        ).scalars()
        found = list(rows)
    assert sorted(found) == sorted([*NOTICES, *NOTICES])
