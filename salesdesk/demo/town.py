"""The demo's homes: six buildings of one development, as a price list would say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesdesk.domain.money import price_of_area
from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_sheet import UnitRow

COMPANY, REGION, PROJECT, CITY = "栖霞地产", "江宁公司", "锦绣江南·一期", "南京"


@dataclass(frozen=True)
class Block:
    """One building: its storeys, its base price (fen per m²), since how many days it is on sale (None: not yet), and
    how much of it is sold, in percent."""

    name: str
    floors: int
    base_fen: int
    launched_days_ago: int | None
    sold_percent: int


BLOCKS: tuple[Block, ...] = (
    Block("1#", 18, 1_880_000, 290, 89),
    Block("2#", 18, 1_920_000, 260, 87),
    Block("3#", 18, 1_960_000, 160, 57),
    Block("4#", 15, 1_980_000, 100, 50),
    Block("5#", 15, 2_010_000, 35, 25),
    Block("6#", 9, 2_040_000, None, 0),
)


@dataclass(frozen=True)
class Column:
    """A column of homes: its mark, layout, aspect and areas in cm²."""

    mark: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int


_A = ("A 两房两厅一卫", "南", 897_500, 718_000)
_B = ("B 三房两厅一卫", "南", 964_800, 771_840)
_C = ("C 三房两厅两卫", "南北", 1_183_200, 946_600)
_D = ("D 四房两厅两卫", "南北", 1_431_500, 1_145_200)
ENTRANCES: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("1单元", (Column("01", *_D), Column("02", *_B), Column("03", *_A), Column("04", *_C))),
    ("2单元", (Column("05", *_C), Column("06", *_A), Column("07", *_B), Column("08", *_D))),
)
GAPS = {("1单元", 1): ((2, 3, "大堂"), (4, 4, "通道")), ("2单元", 1): ((2, 3, "大堂"),)}
"""Places without a home on the first floor: positions from and to, and why."""

_DUPLEX = {"01": ("E 复式五房", 1_864_000, 1_491_200), "08": ("E 复式五房", 1_864_000, 1_491_200)}


def _taken(entrance: str, floor: int, position: int) -> bool:
    return any(first <= position <= last for first, last, _ in GAPS.get((entrance, floor), ()))


def rows_of(block: Block) -> Iterator[UnitRow]:
    """Every home of a building with its price: higher floors cost more, the top ones are duplex."""
    for floor in range(1, block.floors + 1):
        for entrance, columns in ENTRANCES:
            for position, column in enumerate(columns, 1):
                if not _taken(entrance, floor, position):
                    row = _row(block, entrance, floor, column)
                    if row is not None:
                        yield row


def _row(block: Block, entrance: str, floor: int, column: Column) -> UnitRow | None:
    duplex = column.mark in _DUPLEX and floor >= block.floors - 1
    if duplex and floor == block.floors:
        return None
    layout, gross, inner = _DUPLEX[column.mark] if duplex else (column.layout, column.gross_cm2, column.inner_cm2)
    unit_price = block.base_fen + 6_000 * floor + (30_000 if "北" in column.aspect else 0)
    total = price_of_area(unit_price, gross) // 100 * 100
    return UnitRow(
        "一房一价表", floor, PROJECT, block.name, entrance, f"{floor:02d}{column.mark}", floor,
        floor + 1 if duplex else floor, "home", "住宅", layout, column.aspect, gross, inner, gross - inner,
        unit_price, total, total * 92 // 100, Basis.GROSS, "", False, False, "",
    )  # fmt: skip
