"""Every rule that races and made-up days are checked by can be broken, and is then named; else it proved nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from salesdesk.services.seals import DayClose, close_day
from tests.support.day import Day, live_through
from tests.support.invariants import RULES, broken
from tests.support.office import office_copy

ORDERS, MONEY, STATES = (
    "unit_id, project_id, number, customer_id, terms_version, note, created_at, created_by, version",
    "project_id, kind, order_id, unit_id, payer, received_on, business_day, reason, note, created_at, created_by",
    "project_id, unit_id, old_state, new_state, created_at",
)
BREAKS: dict[str, tuple[str, ...]] = {
    "a unit has two live orders": (
        "DROP INDEX uq_sale_order_live_per_unit",
        f"INSERT INTO sale_order ({ORDERS}, stage) SELECT unit_id, project_id, 'X', customer_id, terms_version, note, "
        "created_at, created_by, version, stage FROM sale_order WHERE id = {order}",
    ),
    "an order was left half written": ("UPDATE sale_order SET stage = 'draft' WHERE id = {unpaid}",),
    "a unit has two live holds": (
        "DROP INDEX uq_hold_live_per_unit",
        "INSERT INTO hold (project_id, unit_id, reason, expires_at, created_at, created_by) "
        "SELECT project_id, unit_id, reason, expires_at, created_at, created_by FROM hold WHERE id = {hold}",
    ),
    "a sold unit is held for somebody": ("UPDATE hold SET unit_id = {sold} WHERE id = {hold}",),
    "a unit is sold that was never put on sale, or taken off it": (
        "UPDATE unit_launch SET direction = 'withdraw' WHERE unit_id = {sold}",
    ),
    "a unit's state is not what its orders and holds say": (
        "UPDATE unit SET sale_state = 'filed' WHERE id = {sold}",
    ),
    "due items do not come to the price": (
        "UPDATE due_item SET amount_fen = amount_fen - 1 WHERE id = (SELECT MIN(id) FROM due_item)",
    ),
    "buyers' shares are not 100 %": ("UPDATE order_buyer SET share = 9999",),
    "consultants' shares are not 100 %": ("UPDATE order_consultant SET share = 9999",),
    "a price stands on no list": (
        "UPDATE price_list_line SET total_fen = total_fen + 100 WHERE price_list_id = {signed_list}",
    ),
    "an agreed area is not that of the unit": ("UPDATE unit SET gross_cm2 = gross_cm2 + 100 WHERE id = {sold}",),
    "a working does not lead from the list price to the total": ("UPDATE working_line SET off_fen = off_fen + 1",),
    "more money went out than came in": ("UPDATE receipt SET total_fen = -900000000 WHERE id = {reversal}",),
    "more went out for an item than came in for it": (
        "UPDATE receipt_line SET amount_fen = -90000000 WHERE receipt_id = {reversal}",
    ),
    "more was taken than the price": (
        "UPDATE receipt_line SET amount_fen = amount_fen + 900000000 WHERE receipt_id = {receipt}",
    ),
    "a cancelled order holds money": (
        "UPDATE sale_order SET stage = 'cancelled', cancelled_at = created_at WHERE id = {order}",
    ),
    "a receipt's items are not its sum": ("UPDATE receipt_line SET amount_fen = amount_fen + 1",),
    "a receipt's methods are not its sum": ("UPDATE receipt_tender SET amount_fen = amount_fen + 1",),
    "a receipt is printed and void": (
        "INSERT INTO receipt_print (project_id, receipt_id, copy_no, data_sha256, created_at, created_by) "
        "SELECT project_id, receipt_id, 1, '', created_at, created_by FROM receipt_void",
    ),
    "a receipt is void and reversed": ("UPDATE receipt_void SET receipt_id = {reversed}",),
    "a number is missing or given twice": ("UPDATE receipt SET number = number + 1 WHERE id = {reversal}",),
    "numbers and days go different ways": (
        "UPDATE receipt SET business_day = date(business_day, '-1 day') WHERE id = {printed}",
    ),
    "a receipt of a closed day lies in no seal": (
        "DELETE FROM sealed_row WHERE table_name = 'receipt' AND row_id = {receipt}",
    ),
    "an order's number is given twice": (
        "CREATE TABLE moved AS SELECT * FROM sale_order",
        "ALTER TABLE sale_order RENAME TO sale_order_before",
        "ALTER TABLE moved RENAME TO sale_order",
        "UPDATE sale_order SET number = 'X'",
    ),
    "a request was begun and never answered": ("UPDATE command SET result = NULL WHERE id = 1",),
    "a receipt is not in the history": ("DELETE FROM audit WHERE table_name = 'receipt' AND row_id = {receipt}",),
    "a unit's moves are not legal": (
        f"INSERT INTO unit_state_change ({STATES}) SELECT project_id, unit_id, new_state, 'handed_over', created_at "
        "FROM unit_state_change WHERE unit_id = {sold} ORDER BY id DESC LIMIT 1",
    ),
    "an order's moves are not legal": (
        "UPDATE audit SET after = replace(after, '\"stage\":\"subscribed\"', '\"stage\":\"filed\"') "
        "WHERE table_name = 'sale_order' AND row_id = {order}",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with office_copy("sqlite", request, tmp_path_factory.mktemp("day")) as house:
        lived = live_through(house)
        house.desk("cashier").perform(close_day, DayClose(day=house.today))
        yield lived


@pytest.fixture
def past_every_guard(day: Day, tmp_path: Path) -> Iterator[Connection]:
    """The owner of the file, who may change anything; it is as before afterwards."""
    engine = day.house.as_owner.execution_options(sd_write=True)
    with engine.connect() as owner:
        for (name,) in owner.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            owner.exec_driver_sql(f"DROP TRIGGER {name}")
        yield owner
        owner.rollback()


def test_a_day_s_work_breaks_no_rule(past_every_guard: Connection) -> None:
    assert broken(past_every_guard) == []


def test_every_rule_is_tried() -> None:
    assert set(RULES) <= set(BREAKS)


@pytest.mark.parametrize("rule", BREAKS)
def test_what_breaks_a_rule_is_named(day: Day, past_every_guard: Connection, rule: str) -> None:
    for statement in BREAKS[rule]:
        past_every_guard.exec_driver_sql(statement.format(**vars(day)))
    assert any(found.startswith(rule) for found in broken(past_every_guard)), broken(past_every_guard)
