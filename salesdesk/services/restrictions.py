"""What stands in the way of a unit, entered by the office: mortgaged by the developer, sealed by a court."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput, StaleEdit
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.stale import LastEdit, Newer
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen
from salesdesk.services.office import Form
from salesdesk.services.typed import needed_text

LONGEST_NOTE = 300


@dataclass(frozen=True, kw_only=True)
class Restrict(Form):
    """Restrictions of some units from now on. None leaves one as it is; ``note`` says by which paper.

    ``seen`` is what stood in the way when the form was filled, by `restriction_key`; ``keep`` names what of that is
    left as it is at some of the units. Without ``seen``, whatever stands there is changed.
    """

    unit_ids: tuple[int, ...]
    mortgaged: bool | None = None
    sealed: bool | None = None
    note: str = ""
    seen: Seen = ()
    keep: tuple[str, ...] = ()


def restriction_key(unit_id: int, name: str) -> str:
    """What `Restrict.seen` calls a field of a unit: ``mortgaged``, ``sealed`` or ``restriction_note``."""
    return f"{unit_id}.{name}"


def restrict(work: Work, form: Restrict) -> int:
    """Sets or lifts restrictions; on how many units. Who did it, and from what, stands in the history.

    Raises:
        StaleEdit: somebody else changed what stands in the way of a unit; nothing was overwritten.
    """
    work.require(Permission.UNIT_WRITE)
    if not form.unit_ids:
        raise BadInput(mark("No unit is chosen."))
    wanted: dict[str, object] = {"mortgaged": form.mortgaged, "sealed": form.sealed}
    values = {name: value for name, value in wanted.items() if value is not None}
    if not values:
        raise BadInput(mark("Nothing is changed."))
    missing = mark("A restriction is set or lifted by a paper: say which.")
    values["restriction_note"] = needed_text(form.note, LONGEST_NOTE, "note", missing)
    if form.seen:
        _refuse_stale(work, form, tuple(values))
    changed = 0
    for unit_id in form.unit_ids:
        left = {name: value for name, value in values.items() if restriction_key(unit_id, name) not in form.keep}
        if left:
            work.units.change(unit_id, left)
            changed += 1
    return changed


def _refuse_stale(work: Work, form: Restrict, names: tuple[str, ...]) -> None:
    """Every unit is held and looked at before any is changed; those that somebody else changed are told."""
    now = {
        restriction_key(unit_id, name): row[name]
        for unit_id, row in work.edits.lock_restrictions(form.unit_ids).items()
        for name in names
    }
    seen = {key: value for key, value in form.seen if key in now}
    changed = sorted({_unit_of(key) for key, value in seen.items() if now[key] != value})
    if changed:
        edits = dict[str, LastEdit]()
        for unit_id in changed:
            found = work.edits.last("unit", unit_id, names)
            edits |= {restriction_key(unit_id, name): edit for name, edit in found.items()}
        raise StaleEdit(Newer({key: now[key] for key in seen if _unit_of(key) in changed}, edits=edits))


def _unit_of(key: str) -> int:
    return int(key.partition(".")[0])
