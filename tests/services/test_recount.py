"""What the database cannot hold by itself is worked out anew: an honest day comes out the same, a forged figure is
named with its order, unit, customer or receipt."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.pricing import (
    Agreed,
    DiscountKind,
    DiscountStep,
    PointsBase,
    PricingRules,
    Rounding,
    StepOrder,
    work_out,
)
from salesdesk.repository.recount import Recount
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.database_check import check_office
from salesdesk.services.recount import follows_rules, recount
from tests.support.day import Day, a_day
from tests.support.engines import ENGINES
from tests.support.office import House
from tests.support.raw import raw


@pytest.fixture(scope="module", params=list(ENGINES))
def engine_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def day(engine_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One day for all the tests of this file: what is forged is undone."""
    with a_day(engine_kind, request, tmp_path_factory.mktemp("day")) as made:
        day_of_the_contract(made)
        yield made


def day_of_the_contract(day: Day) -> None:
    """A contract counts its due dates from its own day, in terms of its own."""
    form = Contract(order_id=day.unpaid, contract_number="HT-2026-001", contracted_on=day.house.today)
    day.house.desk("control").perform(sign_contract, form)


def said_once(day: Day, table: str = "", statement: str = "") -> list[str]:
    """What is found once the owner of the database has done this, past every guard."""
    with raw(day.house) as session:
        if session.postgres:
            session.run("SET LOCAL session_replication_role = replica")
        else:
            triggers = session.run(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'")
            for (name,) in triggers.all():
                session.run(f"DROP TRIGGER {name}")
        if statement:
            session.run(statement)
        return [str(one) for one in recount(Recount(session.connection))]


def test_an_honest_day_comes_out_the_same(day: Day) -> None:
    assert said_once(day) == []


FORGED = {
    "order_terms": {
        "UPDATE order_terms SET total_fen = total_fen - 100, unit_price_fen = unit_price_fen WHERE order_id = {order}":
            "does not follow from its discounts",
        "UPDATE order_terms SET list_total_fen = list_total_fen + 1 WHERE order_id = {order}": "the price list says",
        "UPDATE order_terms SET unit_price_fen = unit_price_fen + 1 WHERE order_id = {order}":
            "does not follow from its discounts",
    },
    "working_line": {
        "UPDATE working_line SET value = value + 1 WHERE kind <> 'rounding'": "does not follow from its discounts",
        "UPDATE working_line SET off_fen = off_fen + 1": "does not follow from its discounts",
        "DELETE FROM working_line": "does not follow from its discounts",
    },
    "due_item": {
        "UPDATE due_item SET amount_fen = amount_fen + 1 WHERE order_id = {order} AND seq = 1": "the due items come to",
        "UPDATE due_item SET amount_fen = amount_fen + CASE seq WHEN 1 THEN 1 ELSE -1 END "
        "WHERE order_id = {order} AND seq IN (1, 2)": "are not those of the scheme “商业贷款”",
        "UPDATE due_item SET due_on = '2031-01-01' WHERE order_id = {order} AND seq = 1":
            "due item 1 is due on 2031-01-01; it should be",
        "UPDATE due_item SET klass = 'collected' WHERE order_id = {order} AND seq = 1": "the due items come to",
        "DELETE FROM due_item WHERE order_id = {order} AND seq = 2": "the due items come to",
    },
    "customer_name_key": {
        "DELETE FROM customer_name_key WHERE customer_id = {customer}": "Customer {customer} “韩若溪” is not found",
        "UPDATE customer_name_key SET key = 'xx' WHERE customer_id = {customer}": "Customer {customer} “韩若溪”",
    },
    "customer": {"UPDATE customer SET name = '别人' WHERE id = {customer}": "Customer {customer} “别人” is not found"},
    "unit": {
        "UPDATE unit SET sale_state = 'available' WHERE id = {sold}": "stands as “Available”; launches, holds and",
        "UPDATE unit SET sale_state = 'subscribed' WHERE id = {free}": "its history ends with “Available”",
    },
    "sale_order": {"UPDATE sale_order SET stage = 'contracted' WHERE id = {order}": "say “Contracted”"},
    "unit_state_change": {"DELETE FROM unit_state_change WHERE unit_id = {sold}": "its history ends with “Unlaunched”"},
    "receipt_line": {
        "UPDATE receipt_line SET amount_fen = amount_fen + 1 WHERE receipt_id = {receipt}": "but its items come to",
    },
    "receipt_tender": {"DELETE FROM receipt_tender WHERE receipt_id = {receipt}": "but its methods come to 0.00"},
    "receipt": {
        "UPDATE receipt SET total_fen = total_fen * 2 WHERE id = {receipt}": "but its items come to",
        "UPDATE receipt SET order_id = {unpaid} WHERE kind = 'refund'": "more went out than came in: −1,000.00 yuan",
        "UPDATE receipt SET total_fen = total_fen - 1 WHERE id = {reversal}": "reverses 5,000.00 yuan with −5,000.01",
        "UPDATE receipt SET number = 99 WHERE id = {receipt}": "has a number that its book never gave out",
    },
    "receipt_book": {"UPDATE receipt_book SET next_no = next_no + 1": "numbers, but holds"},
    "receipt_void": {
        "INSERT INTO receipt_void (project_id, receipt_id, reason, created_at, created_by) "
        "VALUES ({project}, {printed}, 'x', '2026-11-22', 1)": "was printed and is void all the same",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "statement"), [(table, statement) for table, found in FORGED.items() for statement in found]
)
def test_a_forged_figure_is_named(day: Day, table: str, statement: str) -> None:
    ids = {name: value for name, value in vars(day).items() if isinstance(value, int)}
    said = said_once(day, table, statement.format(**ids))
    assert any(FORGED[table][statement].format(**ids) in sentence for sentence in said), said


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(sqlite_template: House, tmp_path: Path) -> str:
    """An office's file of the test's own."""
    return shutil.copy(sqlite_template.address, str(tmp_path / "office.db"))


def told(file: str) -> list[str]:
    return [str(one) for one in check_office(file).findings]


def test_a_file_as_it_was_made_is_as_it_should_be(file: str) -> None:
    found = check_office(file)
    assert (found.findings, found.tls) == ((), None)
    assert found.server.startswith("SQLite ")


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (("DROP TRIGGER sd_audit_delete_refused",), "The trigger “sd_audit_delete_refused” is missing."),
        (("CREATE TABLE stray (id)",), "The table “stray” is there, but SalesDesk does not make it."),
        (("DROP INDEX uq_hold_live_per_unit",), "The index “uq_hold_live_per_unit” is missing."),
        (("UPDATE unit SET version = 1; DROP TRIGGER sd_unit_move_legal; DROP TRIGGER sd_unit_move_derived; "
          "UPDATE unit SET sale_state = 'unlaunched'",), "launches, holds and orders say “Available”"),
        (("PRAGMA foreign_keys = OFF", "UPDATE unit SET permit_id = 77"), "refers to a row of “presale_permit”"),
    ],
)  # fmt: skip
def test_what_was_changed_in_a_file_by_hand_is_named(file: str, statements: tuple[str, ...], sentence: str) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.create_function("app_now", 0, lambda: "2026-11-22 08:00:00.000000")
        connection.create_function("app_person", 0, lambda: None)
        for statement in statements:
            connection.executescript(statement)
    assert any(sentence in one for one in told(file)), told(file)


# --- rules ------------------------------------------------------------------------------------------------------------

PERCENT = st.builds(DiscountStep, st.just("a"), st.just(DiscountKind.PERCENT), st.integers(900_000, 1_000_000))
POINTS = st.builds(DiscountStep, st.just("b"), st.just(DiscountKind.POINTS), st.integers(0, 50_000))
SUM = st.builds(DiscountStep, st.just("c"), st.just(DiscountKind.SUM), st.integers(0, 9_000_000))
UNIT_SUM = st.builds(DiscountStep, st.just("d"), st.just(DiscountKind.UNIT_SUM), st.integers(0, 20_000))
RULES = st.builds(
    PricingRules, st.sampled_from(StepOrder), st.sampled_from(PointsBase), st.sampled_from(Rounding),
    st.sampled_from((1, 100, 1_000, 10_000, 100_000)), st.sampled_from(Agreed),
)  # fmt: skip


@given(
    st.integers(50_000_000, 900_000_000), st.integers(300_000, 3_000_000),
    st.lists(st.one_of(PERCENT, POINTS, SUM, UNIT_SUM), max_size=4), RULES, RULES,
)  # fmt: skip
def test_a_price_follows_the_rules_of_its_time_though_the_project_has_others_now(
    total: int, area: int, steps: list[DiscountStep], then: PricingRules, now: PricingRules
) -> None:
    working = work_out(total, area, steps, then)
    assert follows_rules(working, now)
    assert not follows_rules(replace(working, total_fen=working.total_fen - 1), now)
