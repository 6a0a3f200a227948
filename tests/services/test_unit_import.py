"""A price list stored: once, twice, changed, stopped; and what it never touches."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.unit_sheet import UnitField, UnitRow
from salesdesk.services.board import unit_panel
from salesdesk.services.office import new_request_id
from salesdesk.services.order_lists import order_detail
from salesdesk.services.price_lists import Signature, price_lists, sign_price_list
from salesdesk.services.unit_comparison import FactChange, Fate
from salesdesk.services.unit_import import UnitImport, import_units, preview_import, watched_import
from tests.support.office import House, rows_of

BOTH = rows_of("3#") + rows_of("4#")


def dearer(rows: tuple[UnitRow, ...], number: str, by_fen: int) -> tuple[UnitRow, ...]:
    """The rows with one unit's total raised."""
    return tuple(
        replace(row, total_fen=(row.total_fen or 0) + by_fen) if (row.building, row.number) == ("3#", number) else row
        for row in rows
    )


def test_a_second_import_of_the_same_list_changes_nothing(house: House) -> None:
    desk = house.desk("operator")
    before = desk.read(lambda work: (work.units.board(), work.prices.all()))
    assert desk.read(preview_import, BOTH).changes_nothing
    stored = desk.perform(import_units, UnitImport(rows=BOTH, source="一房一价表"))
    assert set(stored.values()) == {0}
    assert desk.read(lambda work: (work.units.board(), work.prices.all())) == before


def test_a_changed_list_is_a_new_version_with_before_and_after(house: House) -> None:
    desk = house.desk("operator")
    rows = dearer(BOTH, "0301", 1_000_000)
    (change,) = desk.read(preview_import, rows).price_changes
    assert (change.label, change.before_fen, change.after_fen) == ("3-0301", 236_640_000, 237_640_000)
    assert change.difference_fen == 1_000_000
    stored = desk.perform(import_units, UnitImport(rows=rows, source="调价表"))
    newest = desk.read(price_lists)[0]
    assert stored["prices"] == 1
    assert (newest.id, newest.version_no, newest.signed_at, newest.units) == (stored["price_list"], 2, None, 24)


def test_a_new_version_counts_only_when_it_is_signed(house: House) -> None:
    desk, unit_id = house.desk("operator"), house.unit_id("0301")
    stored = desk.perform(import_units, UnitImport(rows=dearer(BOTH, "0301", 1_000_000), source="调价表"))
    assert desk.read(unit_panel, unit_id).unit.total_fen == 236_640_000
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=stored["price_list"]))
    assert desk.read(unit_panel, unit_id).unit.total_fen == 237_640_000


def test_a_new_version_never_touches_the_price_of_an_order_already_made(house: House) -> None:
    order_id = house.sold("0301")
    before = house.desk("control").read(order_detail, order_id)
    rows = dearer(BOTH, "0301", 50_000_000)
    stored = house.desk("operator").perform(import_units, UnitImport(rows=rows, source="调价表"))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=stored["price_list"]))
    assert house.desk("control").read(order_detail, order_id) == before


def test_a_list_of_one_building_leaves_the_prices_of_the_others_as_they_are(house: House) -> None:
    desk = house.desk("operator")
    rows = dearer(rows_of("3#"), "0301", 1_000_000)
    preview = desk.read(preview_import, rows)
    assert (len(preview.price_changes), preview.same_prices, preview.priced_elsewhere) == (1, 11, 12)
    stored = desk.perform(import_units, UnitImport(rows=rows, source="3 号楼"))
    lines = desk.read(lambda work: work.prices.lines(stored["price_list"]))
    assert len(lines) == 24


def test_a_changed_area_changes_the_unit_and_not_its_price(house: House) -> None:
    desk = house.desk("operator")
    rows = (replace(rows_of("3#")[4], inner_cm2=950_000),)
    ((_, fact),) = desk.read(preview_import, rows).fact_changes
    assert fact == FactChange("3-0301", UnitField.INNER, "94.656", "95.00")
    stored = desk.perform(import_units, UnitImport(rows=rows, source="改面积"))
    assert {what: count for what, count in stored.items() if count} == {"changed": 1}
    unit = desk.read(unit_panel, house.unit_id("0301")).unit
    assert (unit.inner_cm2, unit.total_fen) == (950_000, 236_640_000)


def test_units_without_a_price_are_stored_and_await_one(house: House) -> None:
    desk = house.desk("operator")
    rows = tuple(replace(row, total_fen=None, unit_price_fen=None) for row in rows_of("5#"))
    preview = desk.read(preview_import, rows)
    assert (preview.count(Fate.NEW), preview.without_price, preview.price_changes) == (12, 12, ())
    stored = desk.perform(import_units, UnitImport(rows=rows, source="无价"))
    assert {what: count for what, count in stored.items() if count} == {"new": 12}
    cells = [cell for cell in desk.read(lambda work: work.units.board()) if cell.building == "5#"]
    assert [cell.total_fen for cell in cells] == [None] * 12


def test_a_unit_added_to_a_floor_stands_beside_those_there_already(house: House) -> None:
    desk = house.desk("operator")
    row = replace(rows_of("3#")[4], number="0303")
    desk.perform(import_units, UnitImport(rows=(row,), source="补一套"))
    floor = [cell for cell in desk.read(lambda work: work.units.board()) if (cell.building, cell.floor) == ("3#", 3)]
    assert {cell.number: cell.position for cell in floor} == {"0301": 1, "0302": 2, "0303": 3}


def test_the_same_form_sent_twice_is_stored_once(house: House) -> None:
    desk = house.desk("operator")
    form = UnitImport(rows=dearer(BOTH, "0301", 1_000_000), source="调价表")
    assert desk.perform(import_units, form) == desk.perform(import_units, form)
    assert len(desk.read(price_lists)) == 2


def test_an_import_that_is_stopped_leaves_nothing_behind(house: House) -> None:
    desk = house.desk("operator")
    told = list[tuple[int, int]]()
    form = UnitImport(rows=rows_of("6#", range(1, 301)), source="六百套")
    verb = watched_import(lambda done, of: told.append((done, of)), lambda: bool(told))
    with pytest.raises(Stopped):
        desk.perform(verb, form)
    assert told == [(500, 600)]
    assert "6#" not in {cell.building for cell in desk.read(lambda work: work.units.board())}
    told.clear()
    stored = desk.perform(watched_import(lambda done, of: told.append((done, of)), lambda: False), form)
    assert (stored["new"], told) == (600, [(500, 600), (600, 600)])


def test_nothing_to_store_is_refused(house: House) -> None:
    with pytest.raises(BadInput):
        house.desk("operator").perform(import_units, UnitImport(rows=(), source="空"))


@pytest.mark.parametrize("login", ["consultant", "manager", "cashier"])
def test_only_who_enters_units_may_import_or_compare(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        house.desk(login).perform(import_units, UnitImport(rows=BOTH, source="一房一价表"))
    with pytest.raises(NotAllowed):
        house.desk(login).read(preview_import, BOTH)


def test_floor_prices_stand_apart_and_a_consultant_never_reads_one(house: House) -> None:
    lines = house.desk("operator").read(lambda work: work.prices.latest_lines())
    assert {line.floor_total_fen for line in lines.values()} == {
        row.total_fen * 90 // 100 for row in BOTH if row.total_fen
    }
    consultant = house.desk("consultant")
    assert not hasattr(consultant.read(unit_panel, house.unit_id("0301")).unit, "floor_total_fen")
    assert {line.floor_total_fen for line in consultant.read(lambda work: work.prices.current()).values()} == {None}
    if house.kind == "postgresql":
        with pytest.raises(NotAllowed):
            consultant.read(lambda work: work.connection.execute(sa.text("SELECT * FROM unit_floor_price")).all())


def test_a_price_list_that_is_not_signed_can_be_imported_again_without_a_second_version(house: House) -> None:
    desk, rows = house.desk("operator"), dearer(BOTH, "0301", 1_000_000)
    desk.perform(import_units, UnitImport(rows=rows, source="调价表"))
    again = desk.perform(import_units, UnitImport(rows=rows, source="调价表", request_id=new_request_id()))
    assert again["price_list"] == 0
    assert len(desk.read(price_lists)) == 2


def test_without_a_building_no_unit_is_made_that_might_be_one_of_a_building(house: House) -> None:
    rows = tuple(replace(row, building="") for row in rows_of("3#", range(1, 2)))
    with pytest.raises(BadInput, match="No building is named"):
        house.desk("operator").perform(import_units, UnitImport(rows=rows, source="无楼栋"))
