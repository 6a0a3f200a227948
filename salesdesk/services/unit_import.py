"""A price list becomes units and prices: preview first, nothing stored until confirmed.

A second import of the same list changes nothing; a changed one is a new price list version with a before and after, and
never touches what an order already made rests on. `unit_matching` says which unit a row means, `unit_comparison` what
becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.money import unit_price_of
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_names import Key
from salesdesk.domain.unit_sheet import UnitField, UnitRow
from salesdesk.repository.prices import PriceRow
from salesdesk.repository.units import KnownUnit, NewUnit
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.unit_comparison import ComparedRow, Comparison, Fate, compare
from salesdesk.services.unit_places import positions

STORED_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class UnitImport(Form):
    """Rows to be stored, as the preview showed them, and what the price list is called."""

    rows: tuple[UnitRow, ...]
    source: str
    name: str = ""
    effective_at: datetime | None = None


def preview_import(work: Work, rows: tuple[UnitRow, ...]) -> Comparison:
    """Compares the rows with what is stored; floor prices among it, so that it is not for everybody."""
    work.require(Permission.UNIT_WRITE)
    return compare(rows, work.units.known(), work.prices.latest_lines())


def import_units(
    work: Work, form: UnitImport, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> dict[str, int]:
    """Stores the rows that can be taken: new units, changed units, and a new price list version where a price is new or
    changed.

    Returns how many of each, how many units stay as agreed, how many rows were refused, and the id of the version (0
    where no price changed). The version awaits its signatures.
    """
    work.require(Permission.UNIT_WRITE)
    if not form.rows:
        raise BadInput(mark("There is nothing to store."))
    found = preview_import(work, form.rows)
    if any(one.fate is Fate.NEW and not one.row.building.strip() for one in found.rows):
        raise BadInput(mark("No building is named; name it by hand."), field="building")
    for done in _store_units(work, found.rows):
        stop_if(cancelled)
        if progress is not None:
            progress(done, len(found.rows))
    list_id = _store_prices(work, form, found) if found.price_changes else 0
    stop_if(cancelled)
    work.touched.everything = True
    return {
        "new": found.count(Fate.NEW),
        "changed": found.count(Fate.CHANGED),
        "kept": found.count(Fate.KEPT),
        "refused": len(found.refused),
        "prices": len(found.price_changes),
        "price_list": list_id,
    }


def watched_import(progress: Progress, cancelled: Cancelled) -> Callable[[Work, UnitImport], dict[str, int]]:
    """`import_units` as a verb that tells how far it is and can be stopped; to the office it is the same verb."""

    @wraps(import_units)
    def verb(work: Work, form: UnitImport) -> dict[str, int]:
        return import_units(work, form, progress=progress, cancelled=cancelled)

    return verb


def _store_units(work: Work, rows: Sequence[ComparedRow]) -> Iterator[int]:
    """Stores new and changed units a few hundred at a time; yields how many rows are done."""
    new = [one.row for one in rows if one.fate is Fate.NEW]
    places = work.units.places(work.projects.first_phase(), dict.fromkeys((row.building, row.entrance) for row in new))
    columns = _columns(work, new)
    for start in range(0, len(rows), STORED_AT_ONCE):
        part = rows[start : start + STORED_AT_ONCE]
        for one in part:
            if one.unit and one.fate is Fate.CHANGED:
                work.units.change_unsold(one.unit.id, one.values)
        fresh = (one.row for one in part if one.fate is Fate.NEW)
        work.units.add([_new_unit(row, places[row.building, row.entrance], columns[row.key]) for row in fresh])
        yield min(start + STORED_AT_ONCE, len(rows))


def _new_unit(row: UnitRow, place: tuple[int, int], column: int) -> NewUnit:
    return NewUnit(
        *place, row.number, row.floor, row.floor_to, column, row.kind, row.layout, row.aspect, row.gross_cm2,
        row.inner_cm2, row.shared_cm2, row.mortgaged, row.sealed, row.remark[:300],
    )  # fmt: skip


def _columns(work: Work, new: Sequence[UnitRow]) -> dict[Key, int]:
    """Where each new unit stands on its floor, beside those that stand there already."""
    fresh = [(row.building, row.entrance, row.number, row.floor) for row in new]
    standing = {(cell.building, cell.entrance, cell.number): (cell.floor, cell.position) for cell in work.units.board()}
    return positions(fresh, standing)


def _store_prices(work: Work, form: UnitImport, found: Comparison) -> int:
    """A whole new version: the lines of the newest one, with what the file says laid over them."""
    work.require(Permission.PRICE_WRITE)
    known = work.units.known()
    lines = dict(work.prices.latest_lines())
    for one in found.rows:
        if one.price:
            unit = known[one.row.key]
            lines[unit.id] = _price_row(one.row, one.price.after_fen, unit, lines.get(unit.id))
    name = form.name.strip() or form.source
    effective = effective_from(work, form.effective_at)
    return work.prices.add(name[:200], form.source[:300], effective, list(lines.values()))


def _price_row(row: UnitRow, total_fen: int, unit: KnownUnit, before: PriceRow | None) -> PriceRow:
    """What the list will say of a unit; a price per m² that the file does not name counts by the area it did."""
    unit_fen, basis = row.unit_price_fen or 0, row.basis.value
    if before is not None and UnitField.UNIT_PRICE in row.guessed:
        basis = before.basis
        by_inner = unit.inner_cm2 if basis == Basis.INNER else None
        unit_fen = unit_price_of(total_fen, by_inner or unit.gross_cm2)
    floor = row.floor_total_fen or (before.floor_total_fen if before else None)
    return PriceRow(unit.id, total_fen, unit_fen, basis, floor)


def effective_from(work: Work, wanted: datetime | None) -> datetime:
    """When a new version counts from: as wanted, at the earliest now. A time gone by would put it behind the version
    that counts today, and signing it would change nothing."""
    return max(wanted, work.now) if wanted else work.now
