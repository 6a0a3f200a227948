"""``salesdesk import-units``: a price list from the command line, every line of the file accounted for."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from salesdesk.commands.desk import desk_in_project, office_address, open_desk
from salesdesk.commands.telling import FAILED, fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.unit_sheet import SKIP_WORDS, SkipReason, UnitField, UnitRow, UnitSheet
from salesdesk.excel.headings import read_heading
from salesdesk.excel.unit_rows import read_units
from salesdesk.services.office import Office
from salesdesk.services.price_files import in_building, without_building
from salesdesk.services.unit_import import ImportPreview, UnitImport, import_units, preview_import

DONE, SOME_REJECTED = 0, 1


def import_units_command(chosen: argparse.Namespace) -> int:
    """Reads, tells, stores; 0 when every row was taken, 1 when a row was rejected, 2 when nothing could be read."""
    try:
        found = _read(chosen)
        found_all = _tell_file(found)
        rows = in_building(found.units, chosen.building)
        if homeless := without_building(found.units):
            words = tr("Rows that name no building: {n}; they go to “{building}” (--building names another)")
            tell(words.format(n=homeless, building=chosen.building))
        if not rows:
            tell(tr("Rows stored: {n}").format(n=0))
        elif chosen.dry_run:
            _tell_preview(chosen, rows)
        else:
            _store(chosen, found, rows)
    except Refusal as reason:
        return fail(reason)
    return found_all


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


def _tell_file(found: UnitSheet) -> int:
    """Lines = stored or storable + rejected + skipped; the exit code that this deserves."""
    tell(tr("Rows in the file: {n}").format(n=found.lines))
    tell(tr("Rows read: {n}").format(n=found.rows_read))
    tell(tr("Rows rejected: {n}").format(n=len(found.rejected)))
    several = len(found.sheets) > 1
    for row in found.rejected:
        place = tr("sheet {sheet}, row {row}") if several else tr("row {row}")
        for problem in row.problems:
            column = tr(", column {column}").format(column=problem.column) if problem.column else ""
            tell(f"  {place.format(sheet=row.sheet, row=row.row)}{column}: {problem}")
    skipped = Counter(row.why for row in found.skipped)
    tell(tr("Rows skipped: {n}").format(n=sum(skipped.values())))
    for why in SkipReason:
        if skipped[why]:
            tell(f"  {tr(SKIP_WORDS[why])}: {skipped[why]}")
    notes = sum(bool(row.notes) for row in found.units)
    if notes:
        tell(tr("Rows with a remark: {n}").format(n=notes))
    return SOME_REJECTED if found.rejected else DONE


def _tell_preview(chosen: argparse.Namespace, rows: Sequence[UnitRow]) -> None:
    """What storing would do; an office or a project that does not exist yet would be made."""
    address = office_address(chosen.db)
    office = open_desk(address, chosen.login)
    try:
        if office is None or not _stand(office, chosen.project):
            tell(tr("Rows that would be stored: {n}").format(n=len(rows)))
            tell(tr("The project “{name}” would be opened.").format(name=chosen.project))
            return
        _tell_units(office.read(preview_import, tuple(rows)), tr("Rows that would be stored: {n}"), len(rows))
    finally:
        if office is not None:
            office.close()
    tell(tr("Nothing was stored."))


def _stand(office: Office, project: str) -> bool:
    for one in office.projects:
        if one.name == project:
            office.enter(one.id)
            return True
    return False


def _tell_units(preview: ImportPreview, head: str, rows: int) -> None:
    tell(head.format(n=rows))
    words = tr("  units: {new} new, {changed} changed, {same} as they were")
    tell(words.format(new=preview.new_units, changed=preview.changed_units, same=preview.same_units))
    words = tr("  prices: {changed} new or changed, {same} as they were, {without} still without one")
    tell(words.format(changed=len(preview.price_changes), same=preview.same_prices, without=preview.without_price))


def _store(chosen: argparse.Namespace, found: UnitSheet, rows: Sequence[UnitRow]) -> None:
    office = desk_in_project(office_address(chosen.db), chosen.login, chosen.project)
    try:
        form = UnitImport(rows=tuple(rows), source=found.name)
        preview = office.read(preview_import, form.rows)
        if preview.changes_nothing:
            _tell_units(preview, tr("Rows stored: {n}"), len(rows))
            return
        stored = office.perform(import_units, form)
        _tell_units(preview, tr("Rows stored: {n}"), len(rows))
        if stored["price_list"]:
            tell(tr("The prices are a new version of the list; it counts when it is signed off."))
    finally:
        office.close()


__all__ = ["FAILED", "import_units_command"]
