"""A price list against what is stored, row by row: new, changed, the same, kept as agreed, or not to be taken.

What the file does not say changes nothing: a column that is missing and a cell that is empty leave a unit as it is.
What a live order rests on stays: of a unit that is sold or reserved only the price goes into the new list.

Which unit a row means, and which rows cannot be taken, is `unit_matching`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import format_area
from salesdesk.domain.states import FREE_STATES, SaleState
from salesdesk.domain.unit_names import Key
from salesdesk.domain.unit_sheet import KIND_WORDS, Place, Problem, UnitField, UnitRow
from salesdesk.repository.prices import PriceRow
from salesdesk.repository.units import KnownUnit
from salesdesk.services.unit_matching import match_rows
from salesdesk.services.unit_places import label_marks


class Fate(StrEnum):
    """What becomes of a row's unit; its price is another matter."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    """It differs, and stays as agreed: it is sold or reserved."""


@dataclass(frozen=True)
class FactChange:
    """One fact of one unit before and after, as people read it; ``before`` is empty where nothing was stored."""

    label: str
    field: UnitField
    before: str
    after: str


@dataclass(frozen=True)
class PriceChange:
    """One unit's price before and after; ``before`` is None for a unit that had none."""

    label: str
    before_fen: int | None
    after_fen: int

    @property
    def difference_fen(self) -> int:
        return self.after_fen - (self.before_fen or 0)


@dataclass(frozen=True)
class ComparedRow:
    """A row that can be taken, and what becomes of it. ``row`` names the unit as it is stored."""

    row: UnitRow
    fate: Fate
    unit: KnownUnit | None
    values: Mapping[str, object]
    """The columns of the unit that differ, with what the file says."""
    facts: tuple[FactChange, ...]
    price: PriceChange | None

    @property
    def why_kept(self) -> str:
        """Why its facts stay as they are; empty unless they differ and do."""
        if self.unit is None or self.fate is not Fate.KEPT:
            return ""
        return tr(WHY_KEPT[self.unit.state is SaleState.RESERVED])


WHY_KEPT = {
    False: mark("Sold: its facts stay as agreed; only the price goes into the list."),
    True: mark("Reserved: its facts stay as agreed; only the price goes into the list."),
}


@dataclass(frozen=True)
class Comparison:
    """What storing a list would do; ``refused`` are the rows that it cannot take, by their place in the file."""

    rows: tuple[ComparedRow, ...]
    refused: Mapping[Place, Problem]
    same_prices: int
    without_price: int
    priced_elsewhere: int

    def count(self, fate: Fate) -> int:
        return sum(row.fate is fate for row in self.rows)

    @property
    def price_changes(self) -> tuple[PriceChange, ...]:
        return tuple(row.price for row in self.rows if row.price)

    @property
    def fact_changes(self) -> tuple[tuple[ComparedRow, FactChange], ...]:
        """Every fact that differs, those that stay as agreed too."""
        return tuple((row, fact) for row in self.rows for fact in row.facts)

    @property
    def changes_nothing(self) -> bool:
        return not any(row.fate in (Fate.NEW, Fate.CHANGED) or row.price for row in self.rows)


def compare(rows: Sequence[UnitRow], known: Mapping[Key, KnownUnit], prices: Mapping[int, PriceRow]) -> Comparison:
    """Compares the rows of a file with the units of a project and their newest prices."""
    taken, refused = match_rows(rows, known)
    marks = label_marks([*known, *(row.key for row in taken)])
    compared, same_prices, without = list[ComparedRow](), 0, 0
    for row in taken:
        unit = known.get(row.key)
        price = prices.get(unit.id) if unit else None
        one = _compared(row, unit, price, unit_label(row.building, marks[row.building, row.entrance], row.number))
        compared.append(one)
        without += row.total_fen is None and price is None
        same_prices += row.total_fen is not None and one.price is None
    elsewhere = len(prices.keys() - {row.unit.id for row in compared if row.unit})
    return Comparison(tuple(compared), refused, same_prices, without, elsewhere)


def _compared(row: UnitRow, unit: KnownUnit | None, price: PriceRow | None, label: str) -> ComparedRow:
    change = None
    if row.total_fen is not None and (price is None or not _same_price(row, price)):
        change = PriceChange(label, price.total_fen if price else None, row.total_fen)
    if unit is None:
        return ComparedRow(row, Fate.NEW, None, {}, (), change)
    values = _differing(row, unit)
    fate = Fate.SAME if not values else Fate.CHANGED if unit.state in FREE_STATES else Fate.KEPT
    return ComparedRow(row, fate, unit, values, tuple(_facts(values, row, unit, label)), change)


def _same_price(row: UnitRow, price: PriceRow) -> bool:
    return (
        row.total_fen == price.total_fen
        and (UnitField.UNIT_PRICE in row.guessed or row.unit_price_fen in (None, price.unit_price_fen))
        and row.floor_total_fen in (None, price.floor_total_fen)
    )


_COLUMNS = {
    UnitField.FLOOR: ("floor", "floor_to"),
    UnitField.KIND: ("kind",),
    UnitField.LAYOUT: ("layout",),
    UnitField.ASPECT: ("aspect",),
    UnitField.GROSS: ("gross_cm2",),
    UnitField.INNER: ("inner_cm2",),
    UnitField.SHARED: ("shared_cm2",),
}
_AREAS = frozenset({UnitField.GROSS, UnitField.INNER, UnitField.SHARED})


def _differing(row: UnitRow, unit: KnownUnit) -> dict[str, object]:
    """What the file says of a unit and is not stored so. A gross area that was added up counts where a part differs."""
    said = [field for field in _COLUMNS if field not in row.guessed]
    columns = [column for field in said for column in _COLUMNS[field] if getattr(row, column) not in ("", None)]
    values = {column: getattr(row, column) for column in columns if getattr(row, column) != getattr(unit, column)}
    if UnitField.GROSS in row.guessed and values.keys() & {"inner_cm2", "shared_cm2"}:
        values |= {"gross_cm2": row.gross_cm2} if row.gross_cm2 != unit.gross_cm2 else {}
    return values


def _facts(values: Mapping[str, object], row: UnitRow, unit: KnownUnit, label: str) -> Iterator[FactChange]:
    for field, columns in _COLUMNS.items():
        if values.keys() & set(columns):
            yield FactChange(label, field, _words(field, unit), _words(field, row))


def _words(field: UnitField, of: UnitRow | KnownUnit) -> str:
    if field is UnitField.FLOOR:
        return str(of.floor) if of.floor == of.floor_to else f"{of.floor}–{of.floor_to}"
    value = getattr(of, _COLUMNS[field][0])
    if field is UnitField.KIND:
        return tr(KIND_WORDS[value])
    if field in _AREAS:
        return "" if value is None else format_area(value)
    return str(value)
