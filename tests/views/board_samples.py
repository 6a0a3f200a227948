"""Invented buildings for the board: the one of the mock, and as many units as a bench wants."""

from __future__ import annotations

from salesdesk.domain.board import SALE_STATES, BoardCell, BoardGap

_KEYS = dict(zip("未待留订认签备交", SALE_STATES, strict=True))
_HELD_BACK = {"押": "mortgaged", "封": "sealed", "锁": "change_pending", "审": "price_pending"}
_LAYOUTS = {
    1: ("D", "四房", "南北", 1_431_500, 28_600),
    2: ("B", "三房", "南", 964_800, 18_550),
    3: ("A", "两房", "南", 897_500, 17_120),
    4: ("C", "三房", "南北", 1_183_200, 23_300),
    5: ("C", "三房", "南北", 1_183_200, 23_340),
    6: ("A", "两房", "南", 897_500, 17_100),
    7: ("B", "三房", "南", 964_800, 18_530),
    8: ("D", "四房", "南北", 1_431_500, 28_720),
}
# A floor a line, from 17 down; a restriction follows its state.
_FLOORS = """
- 待 待 待审 订 留 签 -
待 签 待 待押 待 备 签 签
认 签 待 备 留 认 待 待
签 备 签 签 认 订 认 认
备 认 订 认 签 签 签 备
待 订 待 待 待锁 签 待 签
签 备 认 待 签 留 签 待
待 订 待 签 备 订 认 认
备 签锁 认 签 签 待 签 签
签 认 备 签 签 备 签 认
待 认 备 待 签 备 签 签
待 备 签 待 待 认 待 备
待 签 签 认 待 订 签 待
待 订 认 待 备 待 待 备
备 认 签 待 待 待封 签 待
备 待 签 待押 待 待 备 认
待 - - - 待 - - 待
"""
_TOP = "- 备 待 认 签 待 签 -"


def _cell(building: str, first_id: int, floor: int, door: int, signs: str) -> BoardCell:
    layout, rooms, aspect, area, base = _LAYOUTS[door]
    return BoardCell(
        unit_id=first_id + floor * 10 + door,
        building=building,
        entrance="1" if door <= 4 else "2",
        number=f"{floor:02}{door:02}",
        floor=floor,
        floor_to=floor,
        position=door if door <= 4 else door - 4,
        layout=layout,
        aspect=aspect,
        gross_cm2=area,
        total_fen=(base + floor * 90) * 10_000,
        state=_KEYS[signs[0]],
        restrictions=frozenset(_HELD_BACK[sign] for sign in signs[1:]),
        rooms=rooms,
    )


def mock_building(building: str = "3#", first_id: int = 0) -> tuple[list[BoardCell], list[BoardGap]]:
    """137 units over 18 floors and two entrances, two of them duplexes, with lobby and passage."""
    cells = []
    rows = [(18, _TOP), *zip(range(17, 0, -1), _FLOORS.strip().splitlines(), strict=True)]
    for floor, row in rows:
        for door, signs in enumerate(row.split(), 1):
            if signs != "-":
                cells.append(_cell(building, first_id, floor, door, signs))
    for door, signs, total in ((1, "待", 39_650), (8, "留", 39_800)):
        cells.append(_duplex(building, first_id, door, _KEYS[signs], total))
    gaps = [
        BoardGap(building, "1", 1, 1, 2, 3, "大堂"),
        BoardGap(building, "1", 1, 1, 4, 4, "通道"),
        BoardGap(building, "2", 1, 1, 2, 3, "大堂"),
    ]
    return cells, gaps


def _duplex(building: str, first_id: int, door: int, state: str, total: int) -> BoardCell:
    return BoardCell(
        unit_id=first_id + 170 + door,
        building=building,
        entrance="1" if door <= 4 else "2",
        number=f"17{door:02}",
        floor=17,
        floor_to=18,
        position=door if door <= 4 else door - 4,
        layout="E",
        aspect="南北",
        gross_cm2=1_864_000,
        total_fen=total * 10_000,
        state=state,
        layout_note="复式",
        rooms="复式五房",
    )


def project(buildings: int = 6) -> tuple[list[BoardCell], list[BoardGap]]:
    """Several buildings like the mock's."""
    cells: list[BoardCell] = []
    gaps: list[BoardGap] = []
    for number in range(1, buildings + 1):
        of_building, holes = mock_building(f"{number}#", number * 1000)
        cells += of_building
        gaps += holes
    return cells, gaps


def many(units: int, a_building: int = 400) -> list[BoardCell]:
    """As many units as wanted, 8 on a floor, in every state by turns, some restricted."""
    cells = []
    for index in range(units):
        building, place = divmod(index, a_building)
        floor, door = divmod(place, 8)
        layout, rooms, aspect, area, base = _LAYOUTS[door + 1]
        cells.append(
            BoardCell(
                unit_id=index + 1,
                building=f"{building + 1}#",
                entrance="1" if door < 4 else "2",
                number=f"{floor + 1:02}{door + 1:02}",
                floor=floor + 1,
                floor_to=floor + 1,
                position=door % 4 + 1,
                layout=layout,
                aspect=aspect,
                gross_cm2=area,
                total_fen=(base + floor * 90) * 10_000,
                state=SALE_STATES[(index * 7 + index // 11) % len(SALE_STATES)],
                restrictions=frozenset({"mortgaged"}) if index % 29 == 0 else frozenset(),
                rooms=rooms,
            )
        )
    return cells
