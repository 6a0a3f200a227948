"""What stands in the way of a unit, entered by the office: mortgaged by the developer, sealed by a court."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import needed_text

LONGEST_NOTE = 300


@dataclass(frozen=True, kw_only=True)
class Restrict(Form):
    """Restrictions of some units from now on. None leaves one as it is; ``note`` says by which paper."""

    unit_ids: tuple[int, ...]
    mortgaged: bool | None = None
    sealed: bool | None = None
    note: str = ""


def restrict(work: Work, form: Restrict) -> int:
    """Sets or lifts restrictions; on how many units. Who did it, and from what, stands in the history."""
    work.require(Permission.UNIT_WRITE)
    if not form.unit_ids:
        raise BadInput(mark("No unit is chosen."))
    wanted = {"mortgaged": form.mortgaged, "sealed": form.sealed}
    values: dict[str, object] = {name: value for name, value in wanted.items() if value is not None}
    if not values:
        raise BadInput(mark("Nothing is changed."))
    missing = mark("A restriction is set or lifted by a paper: say which.")
    note = needed_text(form.note, LONGEST_NOTE, "note", missing)
    for unit_id in form.unit_ids:
        work.units.change(unit_id, {**values, "restriction_note": note})
    return len(form.unit_ids)
