"""A price list becomes units and prices: preview first, nothing stored until confirmed.

A second import of the same list changes nothing; a changed one is a new price list version with a before and after, and
never touches the price of an order already made. Units are recognised by building, entrance and number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.labels import unit_label
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.permissions import Permission
from salesdesk.domain.unit_sheet import UnitRow
from salesdesk.repository.prices import PriceRow
from salesdesk.repository.units import NewUnit
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.unit_places import label_marks, positions

Key = tuple[str, str, str]
STORED_AT_ONCE = 500


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
class ImportPreview:
    """What confirming would do."""

    new_units: int
    changed_units: int
    same_units: int
    price_changes: tuple[PriceChange, ...]
    same_prices: int
    without_price: int
    priced_elsewhere: int

    @property
    def changes_nothing(self) -> bool:
        return not (self.new_units or self.changed_units or self.price_changes)


@dataclass(frozen=True, kw_only=True)
class UnitImport(Form):
    """Rows to be stored, as the preview showed them, and what the price list is called."""

    rows: tuple[UnitRow, ...]
    source: str
    name: str = ""
    effective_at: datetime | None = None


def preview_import(work: Work, rows: tuple[UnitRow, ...]) -> ImportPreview:
    """Compares the rows with what is stored; floor prices among it, so that it is not for everybody."""
    work.require(Permission.UNIT_WRITE)
    known, prices = work.units.known(), work.prices.latest_lines()
    changes, same_prices, without = list[PriceChange](), 0, 0
    marks = label_marks(row.key for row in rows)
    new = changed = 0
    for row in rows:
        stored = known.get(row.key)
        new += stored is None
        changed += stored is not None and _facts(row) != stored[1]
        price = prices.get(stored[0]) if stored else None
        if row.total_fen is None:
            without += price is None
        elif price is None or not _same_price(row, price):
            label = unit_label(row.building, marks[row.building, row.entrance], row.number)
            changes.append(PriceChange(label, price.total_fen if price else None, row.total_fen))
        else:
            same_prices += 1
    imported = {known[row.key][0] for row in rows if row.key in known}
    elsewhere = len(set(prices) - imported)
    return ImportPreview(new, changed, len(rows) - new - changed, tuple(changes), same_prices, without, elsewhere)


def import_units(
    work: Work, form: UnitImport, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> dict[str, int]:
    """Stores the rows: new units, changed units, and a new price list version where a price is new or changed.

    Returns how many of each, and the id of the version (0 where no price changed). The version awaits its signatures.
    """
    work.require(Permission.UNIT_WRITE)
    if not form.rows:
        raise BadInput(mark("There is nothing to store."))
    preview = preview_import(work, form.rows)
    for done in _store_units(work, form.rows):
        stop_if(cancelled)
        if progress is not None:
            progress(done, len(form.rows))
    list_id = _store_prices(work, form) if preview.price_changes else 0
    stop_if(cancelled)
    work.touched.everything = True
    return {
        "new": preview.new_units,
        "changed": preview.changed_units,
        "prices": len(preview.price_changes),
        "price_list": list_id,
    }


def watched_import(progress: Progress, cancelled: Cancelled) -> Callable[[Work, UnitImport], dict[str, int]]:
    """`import_units` as a verb that tells how far it is and can be stopped; to the office it is the same verb."""

    @wraps(import_units)
    def verb(work: Work, form: UnitImport) -> dict[str, int]:
        return import_units(work, form, progress=progress, cancelled=cancelled)

    return verb


def _facts(row: UnitRow) -> tuple[object, ...]:
    return (
        row.floor, row.floor_to, row.kind, row.layout, row.aspect, row.gross_cm2, row.inner_cm2, row.shared_cm2,
    )  # fmt: skip


def _same_price(row: UnitRow, price: PriceRow) -> bool:
    return (
        row.total_fen == price.total_fen
        and row.unit_price_fen in (None, price.unit_price_fen)
        and row.floor_total_fen in (None, price.floor_total_fen)
    )


def _store_units(work: Work, rows: tuple[UnitRow, ...]) -> Iterator[int]:
    """Stores new and changed units a few hundred at a time; yields how many rows are done."""
    known = work.units.known()
    places = work.units.places(work.projects.first_phase(), dict.fromkeys((row.building, row.entrance) for row in rows))
    columns = _columns(work, rows, known)
    names = ("floor", "floor_to", "kind", "layout", "aspect", "gross_cm2", "inner_cm2", "shared_cm2")
    for start in range(0, len(rows), STORED_AT_ONCE):
        fresh = list[NewUnit]()
        for row in rows[start : start + STORED_AT_ONCE]:
            stored = known.get(row.key)
            if stored is None:
                fresh.append(_new_unit(row, places[row.building, row.entrance], columns[row.key]))
            elif _facts(row) != stored[1]:
                work.units.change(stored[0], dict(zip(names, _facts(row), strict=True)))
        work.units.add(fresh)
        yield min(start + STORED_AT_ONCE, len(rows))


def _new_unit(row: UnitRow, place: tuple[int, int], column: int) -> NewUnit:
    return NewUnit(
        *place, row.number, row.floor, row.floor_to, column, row.kind, row.layout, row.aspect, row.gross_cm2,
        row.inner_cm2, row.shared_cm2, row.mortgaged, row.sealed, row.remark[:300],
    )  # fmt: skip


def _columns(work: Work, rows: tuple[UnitRow, ...], known: Mapping[Key, object]) -> dict[Key, int]:
    """Where each new unit stands on its floor, beside those that stand there already."""
    fresh = [(row.building, row.entrance, row.number, row.floor) for row in rows if row.key not in known]
    standing = {(cell.building, cell.entrance, cell.number): (cell.floor, cell.position) for cell in work.units.board()}
    return positions(fresh, standing)


def _store_prices(work: Work, form: UnitImport) -> int:
    """A whole new version: the lines of the newest one, with what the file says laid over them."""
    work.require(Permission.PRICE_WRITE)
    known = work.units.known()
    lines = dict(work.prices.latest_lines())
    for row in form.rows:
        if row.total_fen is None:
            continue
        unit_id = known[row.key][0]
        floor = row.floor_total_fen or (lines[unit_id].floor_total_fen if unit_id in lines else None)
        lines[unit_id] = PriceRow(unit_id, row.total_fen, row.unit_price_fen or 0, row.basis.value, floor)
    name = form.name.strip() or form.source
    effective = effective_from(work, form.effective_at)
    return work.prices.add(name[:200], form.source[:300], effective, list(lines.values()))


def effective_from(work: Work, wanted: datetime | None) -> datetime:
    """When a new version counts from: as wanted, at the earliest now. A time gone by would put it behind the version
    that counts today, and signing it would change nothing."""
    return max(wanted, work.now) if wanted else work.now
