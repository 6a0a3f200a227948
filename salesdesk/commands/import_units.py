"""``salesdesk import-units``: a price list from the command line, every line of the file accounted for."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from salesdesk.commands.desk import office_address, open_desk, stand_in_project
from salesdesk.commands.telling import FAILED, fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.unit_sheet import (
    FIELD_WORDS,
    SKIP_WORDS,
    Problem,
    RejectedRow,
    SkipReason,
    UnitField,
    UnitRow,
    UnitSheet,
)
from salesdesk.excel.headings import read_heading
from salesdesk.excel.unit_rows import read_units
from salesdesk.services.office import Office
from salesdesk.services.price_files import in_building, without_building
from salesdesk.services.unit_comparison import Comparison, Fate, compare
from salesdesk.services.unit_import import UnitImport, import_units, preview_import

DONE, SOME_REJECTED = 0, 1


def import_units_command(chosen: argparse.Namespace) -> int:
    """Reads, compares, tells, stores.

    Returns:
        0 when every row was taken as it stands, 1 when a row was rejected or a unit stays as agreed, 2 when nothing
        could be read.
    """
    try:
        found = _read(chosen)
        if not found.units:
            _tell_file(found, chosen.building)
            tell(tr("Rows stored: {n}").format(n=0))
            return SOME_REJECTED
        return _import(chosen, found)
    except Refusal as reason:
        return fail(reason)


def _import(chosen: argparse.Namespace, found: UnitSheet) -> int:
    address = office_address(chosen.db)
    office = open_desk(address, chosen.login)
    try:
        preview = _compare(office, chosen.project, in_building(found.units, chosen.building))
        found = found.without(preview.refused)
        _tell_file(found, chosen.building)
        if chosen.dry_run:
            _tell_units(preview, tr("Rows that would be stored: {n}"))
            if office is None or office.project is None or office.project.name != chosen.project.strip():
                tell(tr("The project “{name}” would be opened.").format(name=chosen.project))
            tell(tr("Nothing was stored."))
        else:
            if not preview.changes_nothing:
                office = stand_in_project(office, address, chosen.project)
            _store(office, preview, found.name)
    finally:
        if office is not None:
            office.close()
    return SOME_REJECTED if found.rejected or preview.count(Fate.KEPT) else DONE


def _compare(office: Office | None, project: str, rows: tuple[UnitRow, ...]) -> Comparison:
    """Against the project of this name; against nothing where it, or the office, would have to be made."""
    for one in office.projects if office else ():
        if office and one.name == project.strip():
            office.enter(one.id)
            return office.read(preview_import, rows)
    return compare(rows, {}, {})


def _read(chosen: argparse.Namespace) -> UnitSheet:
    assign: dict[str, str | int] = {_field(name).value: column for name, column in map(_pair, chosen.map)}
    where = _pair(chosen.where) if chosen.where else None
    return read_units(chosen.file, sheet=chosen.sheet, assign=assign or None, where=where)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise BadInput(mark("“{text}” is no pair; it looks like 房号=B."), text=text)
    return name.strip(), value.strip()


def _field(name: str) -> UnitField:
    if name in list(UnitField):
        return UnitField(name)
    heading = read_heading(name)
    if heading is None:
        fields = " ".join(UnitField)
        raise BadInput(mark("“{name}” is no field of a unit; these are: {fields}."), name=name, fields=fields)
    return heading.field


def _tell_file(found: UnitSheet, building: str) -> None:
    """Lines = stored or storable + rejected + skipped."""
    tell(tr("Rows in the file: {n}").format(n=found.lines))
    tell(tr("Rows read: {n}").format(n=found.rows_read))
    tell(tr("Rows rejected: {n}").format(n=len(found.rejected)))
    for rejected in found.rejected:
        _tell_row(found, rejected, rejected.problems)
    skipped = Counter(row.why for row in found.skipped)
    tell(tr("Rows skipped: {n}").format(n=sum(skipped.values())))
    for why in SkipReason:
        if skipped[why]:
            tell(f"  {tr(SKIP_WORDS[why])}: {skipped[why]}")
    notes = sum(bool(row.notes) for row in found.units)
    if notes:
        tell(tr("Rows with a remark: {n}").format(n=notes))
    for unit in found.units:
        _tell_row(found, unit, unit.notes)
    if homeless := without_building(found.units):
        words = tr("Rows that name no building: {n}; they go to “{building}” (--building names another)")
        tell(words.format(n=homeless, building=building))


def _tell_row(found: UnitSheet, row: UnitRow | RejectedRow, said: Sequence[Problem]) -> None:
    """Where in the file, and what is to be said about it; the sheet is named where there are several."""
    place = tr("sheet {sheet}, row {row}") if len(found.sheets) > 1 else tr("row {row}")
    for one in said:
        column = tr(", column {column}").format(column=one.column) if one.column else ""
        tell(f"  {place.format(sheet=row.sheet, row=row.row)}{column}: {one}")


def _tell_units(preview: Comparison, head: str) -> None:
    tell(head.format(n=len(preview.rows)))
    words = tr("  units: {new} new, {changed} changed, {same} as they were")
    new, changed, same, kept = (preview.count(fate) for fate in (Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.KEPT))
    tell(words.format(new=new, changed=changed, same=same))
    if kept:
        tell(tr("  sold units whose facts stay as agreed: {n}").format(n=kept))
    for row, fact in preview.fact_changes:
        change = f"{tr(FIELD_WORDS[fact.field])} {fact.before or '—'} → {fact.after}"
        tell(f"    {fact.label}: {change}" + (f" ({row.why_kept})" if row.why_kept else ""))
    words = tr("  prices: {changed} new or changed, {same} as they were, {without} still without one")
    tell(words.format(changed=len(preview.price_changes), same=preview.same_prices, without=preview.without_price))


def _store(office: Office | None, preview: Comparison, source: str) -> None:
    stored = None
    if office is not None and not preview.changes_nothing:
        form = UnitImport(rows=tuple(one.row for one in preview.rows), source=source)
        stored = office.perform(import_units, form)
    _tell_units(preview, tr("Rows stored: {n}"))
    if stored and stored["price_list"]:
        tell(tr("The prices are a new version of the list; it counts when it is signed off."))


__all__ = ["FAILED", "import_units_command"]
