"""Surveyed areas: out of a file row by row, looked at, stored when confirmed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.services.surveyed_areas import (
    SurveyedArea,
    SurveyedAreas,
    SurveyPreview,
    preview_survey,
    read_survey_file,
    store_surveyed,
    surveyed_units,
)
from tests.services.after_helpers import M2, settled, square_building, square_home, surveyed
from tests.support.office import House

HEAD = ("序号", "楼栋", "单元", "房号", "预测建筑面积(㎡)", "实测建筑面积(㎡)", "实测套内面积(㎡)", "备注")


def survey(folder: Path, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD, sheet: str = "实测") -> Path:
    """A file as a survey office sends it: a title, headings, rows, a sum."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(["锦绣江南 房产实测面积明细表"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    page.append(["合计", None, None, None, 1, 2, 3])
    path = folder / "survey.xlsx"
    book.save(path)
    return path


def preview(house: House, path: Path) -> SurveyPreview:
    return house.desk("service").read(preview_survey, read_survey_file(path))


def areas(house: House) -> dict[str, tuple[int | None, int | None]]:
    units = house.desk("service").read(surveyed_units)
    return {unit.label: (unit.surveyed_gross_cm2, unit.surveyed_inner_cm2) for unit in units if unit.surveyed_gross_cm2}


def test_the_surveyed_columns_count_and_the_predicted_never(house: House, tmp_path: Path) -> None:
    path = survey(
        tmp_path, (1, "3号楼", "1单元", "0101", 118.32, 119.05, 95.1, ""), (2, None, None, "0102", 89.75, "90.00㎡", 72)
    )
    shown = preview(house, path)
    assert shown.problems == ()
    assert [(match.unit.label, match.area.gross_cm2, match.area.inner_cm2) for match in shown.matches] == [
        ("3-0101", 1_190_500, 951_000),
        ("3-0102", 900_000, 720_000),
    ]
    assert areas(house) == {}
    assert house.desk("service").perform(store_surveyed, SurveyedAreas(areas=shown.areas)) == 2
    assert areas(house)["3-0101"] == (1_190_500, 951_000)
    assert preview(house, path).areas == ()


def test_what_cannot_be_taken_is_said_row_by_row(house: House, tmp_path: Path) -> None:
    rows = (
        (1, "3#", "1单元", "0101", 1, 119.05, 95, ""),
        (2, "3#", "1单元", "0101", 1, 119.06, 95, "twice"),
        (3, "3#", "1单元", "9999", 1, 100, 80, "unknown"),
        (4, "3#", "1单元", "0102", 1, "约九十", 80, "no figure"),
        (5, "3#", "1单元", "0201", 1, 90, 95, "inner above gross"),
        (6, "3#", "1单元", "0202", 1, None, None, "nothing"),
    )
    shown = preview(house, survey(tmp_path, *rows))
    assert [match.unit.label for match in shown.matches] == ["3-0101"]
    assert [problem.row for problem in shown.problems] == [4, 5, 6, 7, 8]
    assert all(str(problem) for problem in shown.problems)


def test_a_building_may_stand_in_the_name_of_the_sheet(house: House, tmp_path: Path) -> None:
    head = ("房号", "建筑面积")
    path = survey(tmp_path, ("0101", 119), head=head, sheet="4栋")
    assert [match.unit.label for match in preview(house, path).matches] == ["4-0101"]
    path = survey(tmp_path, ("0101", 119), head=head, sheet="全部")
    [problem] = preview(house, path).problems
    assert "0101" in str(problem)


def test_a_file_without_units_is_refused_with_a_sentence(house: House, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no list of surveyed areas"):
        read_survey_file(survey(tmp_path, ("x", 1), head=("姓名", "电话")))
    assert areas(house) == {}


def test_areas_are_positive_and_entered_by_customer_service(house: House) -> None:
    unit_id = house.unit_id("0101")
    with pytest.raises(BadInput, match="more than zero"):
        house.desk("service").perform(store_surveyed, SurveyedAreas(areas=(SurveyedArea(unit_id, 0, None),)))
    with pytest.raises(BadInput, match="no surveyed area"):
        house.desk("service").perform(store_surveyed, SurveyedAreas(areas=()))
    for login in ("control", "operator", "cashier"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(store_surveyed, SurveyedAreas(areas=(SurveyedArea(unit_id, M2, None),)))


def test_a_settled_home_keeps_its_area(house: House, tmp_path: Path) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    surveyed(house, "0101", 102)
    settled(house, order_id)
    shown = preview(house, survey(tmp_path, (1, "8#", "1单元", "0101", 100, 103, 80, "")))
    assert shown.matches == ()
    assert "settled" in str(shown.problems[0])
