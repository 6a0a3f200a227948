"""The prices of one row against each other: what they are counted by, and where total and area × price differ.

A given total is never overwritten: offices round totals to whole yuan, and the total is what was filed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from salesdesk.domain.i18n import mark
from salesdesk.domain.money import FEN_PER_YUAN, format_area, format_yuan, price_of_area, unit_price_of
from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_sheet import UnitField


class Areas(NamedTuple):
    """Areas of one unit in cm²."""

    gross: int
    inner: int | None
    shared: int | None


class Prices(NamedTuple):
    """Prices of one unit in fen; ``unit`` is per m² of what ``basis`` names."""

    unit: int | None
    total: int | None
    floor_total: int | None
    basis: Basis


Note = tuple[UnitField, str, dict[str, Any]]


def check_prices(
    areas: Areas | None, unit: int | None, inner_unit: int | None, total: int | None, floor_total: int | None
) -> tuple[Prices, list[Note]]:
    """The prices as they will be stored, and what is to be known about them."""
    if areas is None:
        return Prices(unit, total, floor_total, Basis.GROSS), []
    notes: list[Note] = []
    basis, price = _basis(areas, unit, inner_unit, total, notes)
    area = areas.inner if basis is Basis.INNER and areas.inner else areas.gross
    if price is not None and total is not None:
        _compare(area, price, total, notes)
    elif price is not None:
        total = price_of_area(price, area)
        notes.append((
            UnitField.TOTAL,
            mark("No total is given: {area} m² × {price} = {total} is taken."),
            {"area": format_area(area), "price": format_yuan(price), "total": format_yuan(total)},
        ))  # fmt: skip
    elif total is not None:
        price = unit_price_of(total, area)
    if floor_total is not None and total is not None and floor_total > total:
        notes.append((
            UnitField.FLOOR_TOTAL,
            mark("The floor price {floor} is above the total {total}."),
            {"floor": format_yuan(floor_total), "total": format_yuan(total)},
        ))  # fmt: skip
    return Prices(price, total, floor_total, basis), notes


def _basis(
    areas: Areas, unit: int | None, inner_unit: int | None, total: int | None, notes: list[Note]
) -> tuple[Basis, int | None]:
    """What the price is counted by, and the price per m² of it.

    An unnamed unit price is one by gross area, unless the total says that the inner area was meant.
    """
    if areas.inner is None:
        if inner_unit is not None and unit is None:
            notes.append((UnitField.INNER_UNIT_PRICE, mark("A price by inner area, but no inner area: left out."), {}))
        return Basis.GROSS, unit
    if unit is None and inner_unit is None:
        return Basis.GROSS, None
    if unit is None:
        return Basis.INNER, inner_unit
    if total is None or _near(areas.gross, unit, total):
        return Basis.GROSS, unit
    if inner_unit is not None and _near(areas.inner, inner_unit, total):
        return Basis.INNER, inner_unit
    if inner_unit is None and _near(areas.inner, unit, total):
        notes.append((UnitField.UNIT_PRICE, mark("By the total, this is a price by inner area."), {}))
        return Basis.INNER, unit
    return Basis.GROSS, unit


def _near(area: int, price: int, total: int) -> bool:
    return abs(price_of_area(price, area) - total) <= FEN_PER_YUAN


def _compare(area: int, price: int, total: int, notes: list[Note]) -> None:
    product = price_of_area(price, area)
    if product != total:
        notes.append((
            UnitField.TOTAL,
            mark("Differs by {difference}: the total {total} stays; {area} m² × {price} = {product}."),
            {
                "total": format_yuan(total), "area": format_area(area), "price": format_yuan(price),
                "product": format_yuan(product), "difference": format_yuan(total - product),
            },
        ))  # fmt: skip
