"""One home under two names never becomes two: rows that may mean a stored unit, rows that may mean one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesdesk.domain.unit_sheet import UnitField, UnitRow
from salesdesk.services.unit_comparison import Comparison, Fate
from salesdesk.services.unit_import import UnitImport, import_units, preview_import
from tests.support.office import House, rows_of

LIST = rows_of("3#")
ROW = LIST[4]


def preview(house: House, *rows: UnitRow) -> Comparison:
    """As stored: the preview says it, storing does it, and the units are none more."""
    desk = house.desk("operator")
    found = desk.read(preview_import, rows)
    before = desk.read(lambda work: len(work.units.known()))
    done = desk.perform(import_units, UnitImport(rows=rows, source="表"))
    assert desk.read(lambda work: len(work.units.known())) == before + found.count(Fate.NEW)
    assert (done["refused"], done["new"]) == (len(found.refused), found.count(Fate.NEW))
    return found


def reason(found: Comparison) -> str:
    (problem,) = found.refused.values()
    assert found.rows == ()
    return str(problem)


@pytest.mark.parametrize("building", ["3栋", "3号楼", "3幢", "第3栋", "三号楼", "叁栋"])
def test_a_building_written_otherwise_is_refused_whatever_the_number(house: House, building: str) -> None:
    assert "“3#”" in reason(preview(house, replace(ROW, building=building)))
    assert "“3#”" in reason(preview(house, replace(ROW, building=building, number="2801")))


def test_an_entrance_written_otherwise_is_refused(house: House) -> None:
    assert "“1单元”" in reason(preview(house, replace(ROW, entrance="一单元")))
    assert "“1单元”" in reason(preview(house, replace(ROW, entrance="1", number="2801")))


@pytest.mark.parametrize("number", ["301", "0301室", "1-0301", "1单元0301", "03-01", "3层01"])
def test_a_number_written_otherwise_is_refused(house: House, number: str) -> None:
    for entrance in ("1单元", ""):
        words = reason(preview(house, replace(ROW, entrance=entrance, number=number)))
        assert "“3# 1单元 0301”" in words


def test_without_its_entrance_a_row_means_the_one_unit_of_its_number(house: House) -> None:
    rows = [replace(row, entrance="", total_fen=(row.total_fen or 0) + 100) for row in LIST]
    found = preview(house, *rows)
    assert (found.refused, found.count(Fate.SAME), len(found.price_changes)) == ({}, 12, 12)
    assert {one.row.entrance for one in found.rows} == {"1单元"}
    assert "3# 1单元 0101" in str(found.rows[0].row.notes[-1])


def test_without_its_entrance_a_row_that_may_mean_two_units_is_refused(house: House) -> None:
    assert preview(house, replace(ROW, entrance="2单元")).count(Fate.NEW) == 1
    words = reason(preview(house, replace(ROW, entrance="")))
    assert "“3# 1单元 0301”" in words
    assert "“3# 2单元 0301”" in words


def test_without_its_entrance_a_row_is_refused_where_the_unit_stands_in_the_file_by_its_name(house: House) -> None:
    bare = replace(ROW, row=99, entrance="")
    for rows in ((ROW, bare), (bare, ROW)):
        found = preview(house, *rows)
        assert list(found.refused) == [bare.place]
        assert [one.row for one in found.rows] == [ROW]


def test_a_row_of_another_use_is_not_taken_for_the_home_of_its_number(house: House) -> None:
    parking = replace(ROW, entrance="", kind="parking")
    assert "“3# 1单元 0301”" in reason(preview(house, parking))
    guessed = replace(parking, guessed=(UnitField.KIND,))
    assert preview(house, guessed).count(Fate.SAME) == 1


def test_a_unit_stored_without_an_entrance_is_not_made_again_with_one(house: House) -> None:
    bare = replace(rows_of("7#")[0], entrance="")
    assert preview(house, bare).count(Fate.NEW) == 1
    assert "“7# 0101”" in reason(preview(house, replace(bare, entrance="1单元")))


def test_two_names_of_one_home_in_one_file_are_one_home(house: House) -> None:
    first = replace(rows_of("8#")[0], row=2)
    others = (
        replace(first, row=3, entrance=""), replace(first, row=4, number="101"), replace(first, row=5, building="8栋"),
        replace(first, row=6, entrance="一单元"), replace(first, row=7),
    )  # fmt: skip
    found = preview(house, first, *others)
    assert [one.row for one in found.rows] == [first]
    assert [row for _, row in found.refused] == [3, 4, 5, 6, 7]
    assert all("8#" in str(problem) or "1单元" in str(problem) for problem in found.refused.values())


def test_what_is_stored_already_under_two_names_is_still_found_by_each(house: House) -> None:
    """Offices that made a home twice before; each name goes on meaning its own."""
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql("UPDATE building SET name = '3栋' WHERE name = '4#'")
    found = preview(house, ROW, replace(ROW, row=99, building="3栋"))
    assert (found.refused, found.count(Fate.SAME)) == ({}, 2)
