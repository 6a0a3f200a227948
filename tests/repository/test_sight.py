"""How a query on a file is put for who sees a part of it: what they see stands before it, under its own name."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.repository.sqlite.sight import WHOLE, as_seen, sight_of
from tests.support.office import House

ALL = frozenset(Permission)
CONSULTANT = (MATRIX[OfficeRole.CONSULTANT], 7)
OWN_ORDERS = "sale_order AS NOT MATERIALIZED (SELECT * FROM main.sale_order WHERE project_id = 7 AND consultant_id = "
ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)


def test_who_sees_everything_asks_as_it_is_written() -> None:
    assert sight_of(ALL, 7) is None
    assert as_seen((ALL, 7), "SELECT * FROM sale_order") == "SELECT * FROM sale_order"


def test_what_is_seen_in_part_is_put_before_the_query_under_its_own_name() -> None:
    put = as_seen(CONSULTANT, "SELECT o.id \nFROM sale_order AS o JOIN unit ON unit.id = o.unit_id")
    assert put.startswith(f"WITH {OWN_ORDERS}")
    assert put.endswith(") SELECT o.id \nFROM sale_order AS o JOIN unit ON unit.id = o.unit_id")


def test_what_a_parent_decides_brings_its_parents_along() -> None:
    put = as_seen(CONSULTANT, "SELECT name FROM order_buyer")
    for table in ("order_buyer", "order_terms", "sale_order"):
        assert f"{table} AS NOT MATERIALIZED" in put


@pytest.mark.parametrize("begins", ["WITH mine AS (SELECT 1) ", "WITH RECURSIVE mine AS (SELECT 1) "])
def test_a_query_with_parts_of_its_own_keeps_them(begins: str) -> None:
    put = as_seen(CONSULTANT, f"{begins}SELECT * FROM mine, sale_order")
    assert put.startswith(begins.split("mine")[0] + OWN_ORDERS)
    assert ", mine AS (SELECT 1) SELECT * FROM mine, sale_order" in put


def test_a_column_that_is_called_like_a_table_is_none() -> None:
    statement = "SELECT unit.id, receipt.total_fen AS receipt FROM unit"
    assert as_seen(CONSULTANT, statement) == statement


def test_what_is_closed_is_refused() -> None:
    with pytest.raises(NotAllowed):
        as_seen(CONSULTANT, "SELECT floor_total_fen FROM unit_floor_price")
    with pytest.raises(NotAllowed):
        as_seen((MATRIX[OfficeRole.ADMINISTRATOR], 7), "SELECT 1 WHERE EXISTS (SELECT * FROM unit)")


@ON_SQLITE
def test_a_statement_that_lends_a_little_sees_the_whole(house: House) -> None:
    house.sold("0301")
    desk = house.desk("colleague")
    asked = sa.text("SELECT COUNT(*) FROM sale_order")
    with desk.database.reading((desk.permissions, house.project_id)) as connection:
        assert connection.execute(asked).scalar_one() == 0
        assert connection.execute(asked, execution_options=WHOLE).scalar_one() == 1
    with desk.database.reading() as connection:
        assert connection.execute(asked).scalar_one() == 1
