"""When two names may be one building, one entrance, one home; and when they are surely not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.unit_names import UnitNames

HOME = ("1#", "1单元", "0101")


@pytest.mark.parametrize(
    "other",
    ["1#", "1栋", "1号楼", "1幢", "第1栋", "一号楼", "01#", "１＃", "1 号", "1#楼", "1座", "1", "壹栋", "第壹号楼"],
)
def test_a_building_has_many_ways_to_be_written(other: str) -> None:
    assert UnitNames([HOME]).building_like(other) == "1#"


def test_capital_figures_are_figures_too() -> None:
    names = UnitNames([("12#", "", "0101"), ("21栋", "", "0101"), ("103#", "", "0101")])
    found = [names.building_like(name) for name in ("拾贰栋", "壹拾贰号楼", "贰拾壹幢", "壹佰零叁栋", "拾叁栋")]
    assert found == ["12#", "12#", "21栋", "103#", "拾叁栋"]


@pytest.mark.parametrize("other", ["2#", "11#", "1-1#", "A1#", "1A栋", "一期1#", "1#车库", "商业1#", ""])
def test_other_buildings_are_other_buildings(other: str) -> None:
    assert UnitNames([HOME]).building_like(other) == other


@pytest.mark.parametrize("other", ["1单元", "一单元", "1", "第1单元", "01单元", "１单元"])
def test_an_entrance_has_many_ways_to_be_written(other: str) -> None:
    names = UnitNames([HOME])
    assert names.entrance_like("1#", other) == "1单元"
    assert names.entrance_like("2#", other) == other


def test_a_name_that_is_taken_stays_as_it_is_also_beside_one_that_is_like_it() -> None:
    names = UnitNames([HOME, ("1栋", "1", "0101")])
    assert (names.building_like("1栋"), names.building_like("1#"), names.building_like("1幢")) == ("1栋", "1#", "1#")


@pytest.mark.parametrize(
    "other",
    [
        ("1#", "1单元", "101"), ("1#", "1单元", "0101室"), ("1#", "1单元", "０１０１"), ("1#", "", "0101"),
        ("1#", "", "101"), ("1#", "", "1-0101"), ("1#", "", "1单元0101"), ("1#", "", "一单元-101"),
        ("1#", "1单元", "1-0101"), ("1#", "1单元", "1#-0101"), ("1#", "", "1#-1-0101"), ("1#", "", "1-1-101"),
        ("1#", "", "1号楼1单元101室"), ("1#", "1单元", "01-01"), ("1#", "", "1-01"), ("1#", "1单元", "1层01"),
        ("1#", "1单元", "一层01室"), ("1#", "", "1F-0101"), ("1#", "", "1单元01-01"), ("1#", "", "1#-1-01-01"),
        ("1#", "1单元", "1层1"), ("1#", "1单元", "01—01"), HOME,
    ],
)  # fmt: skip
def test_a_home_under_another_name_is_found(other: tuple[str, str, str]) -> None:
    assert UnitNames([HOME]).units_like(other) == (HOME,)
    assert UnitNames([other]).units_like(HOME) == (other,)


@pytest.mark.parametrize(
    "other",
    [
        ("1#", "2单元", "0101"), ("2#", "1单元", "0101"), ("1#", "1单元", "0102"), ("1#", "1单元", "1101"),
        ("1#", "", "-101"), ("1#", "", "B1-101"), ("1#", "", "商101"), ("1#", "", "2-101"), ("1#", "2单元", "1单元101"),
        ("1#", "1单元", "1-1"), ("1#", "1单元", "1层02"), ("1#", "1单元", "11-01"), ("1#", "1单元", "-1-01"),
    ],
)  # fmt: skip
def test_another_home_is_another_home(other: tuple[str, str, str]) -> None:
    assert UnitNames([HOME]).units_like(other) == ()
    assert UnitNames([other]).units_like(HOME) == ()


def test_without_its_entrance_a_home_may_be_several() -> None:
    second = ("1#", "2单元", "0101")
    assert UnitNames([HOME, second]).units_like(("1#", "", "0101")) == (HOME, second)


@pytest.mark.parametrize(
    "form",
    [
        "{f:02d}{c:02d}",
        "{f}{c:02d}",
        "{f}-{c:02d}",
        "{e}-{f:02d}{c:02d}",
        "{e}单元-{f}{c:02d}",
        "{f}{letter}",
        "{f:02d}-{c:02d}",
        "{f}层{c:02d}",
        "{e}-{f}-{c:02d}",
    ],
)
@given(
    floors=st.integers(1, 12), columns=st.integers(1, 12), entrances=st.integers(1, 4), named=st.booleans(),
    building=st.sampled_from(["1#", "2栋", "A座", "地下车库"]),
)  # fmt: skip
def test_no_two_homes_of_a_building_numbered_in_one_way_are_alike(
    form: str, floors: int, columns: int, entrances: int, named: bool, building: str
) -> None:
    if not named and "{e}" not in form:
        entrances = 1
    names = UnitNames()
    for entrance in range(1, entrances + 1):
        for floor in range(1, floors + 1):
            for column in range(1, columns + 1):
                number = form.format(f=floor, c=column, e=entrance, letter="ABCDEFGHIJKL"[column - 1])
                key = (building, f"{entrance}单元" if named else "", number)
                assert names.units_like(key) == ()
                names.add(key)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_a_name_and_like_itself(building: str, entrance: str, number: str) -> None:
    names = UnitNames([(building, entrance, number)])
    assert names.building_like(building) == building
    assert names.entrance_like(building, entrance) == entrance
    assert (building, entrance, number) in names.units_like((building, entrance, number))
