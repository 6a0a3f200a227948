"""Setting and lifting restrictions of units: mortgaged by the developer, sealed by a court."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.stale import Values
from salesdesk.domain.states import RESTRICTION_WORDS, Restriction
from salesdesk.services.restrictions import Restrict, restrict, restriction_key
from salesdesk.services.rows import UnitLine
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_restrict_units import Ui_RestrictUnits
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog
from salesdesk.views.unit_actions.action_dialog import typed

_KEEP, _SET, _LIFT = "keep", "set", "lift"
_FIELDS = {
    "mortgaged": RESTRICTION_WORDS[Restriction.MORTGAGED],
    "sealed": RESTRICTION_WORDS[Restriction.SEALED],
    "restriction_note": mark("By which paper"),
}
_WANTED: dict[str, bool | None] = {_KEEP: None, _SET: True, _LIFT: False}


class RestrictDialog(EditDialog):
    """Restrictions of the units that were selected, as they stood when it was opened."""

    def __init__(self, desk: Desk, lines: Sequence[UnitLine], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._lines = tuple(lines)
        self._keep: tuple[str, ...] = ()
        self.begin_edit(dict(_standing(lines)))
        self.ui = Ui_RestrictUnits()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"note": self.ui.note})
        count = len(lines)
        one = lines[0].label if count == 1 else trn("{n} unit", "{n} units", count).format(n=count)
        self.ui.about.setText(one)
        for choice, restriction in (
            (self.ui.mortgaged, Restriction.MORTGAGED),
            (self.ui.sealed, Restriction.SEALED),
        ):
            held = sum(restriction in line.restrictions for line in lines)
            keep = tr("as it is ({n} of {all})").format(n=held, all=count)
            choice.set_items([(_KEEP, keep), (_SET, tr("set")), (_LIFT, tr("lift"))])
            choice.set_key(_KEEP)
            choice.chosen.connect(self._bar_nothing)
        self._bar_nothing()
        self.ui.mortgaged.setFocus()

    def _bar_nothing(self, _: object = None) -> None:
        kept = self.ui.mortgaged.key() == self.ui.sealed.key() == _KEEP
        self.bar(tr("Nothing is changed.") if kept else None)

    def verb(self) -> Callable[[Any, Any], Any]:
        return restrict

    def form(self) -> Restrict | None:
        note = typed(self.ui.note, tr("A restriction is set or lifted by a paper: say which."))
        if note is None:
            return None
        return Restrict(
            request_id=self.request_id, unit_ids=tuple(line.id for line in self._lines),
            mortgaged=_WANTED[self.ui.mortgaged.key() or _KEEP], sealed=_WANTED[self.ui.sealed.key() or _KEEP],
            note=note, seen=self.seen, keep=self._keep,
        )  # fmt: skip

    def row_name(self) -> str:
        return self.ui.about.text()

    def wording(self) -> Wording:
        labels = {line.id: line.label for line in self._lines}

        def noun(key: str) -> str:
            unit_id, _, name = key.partition(".")
            return f"{labels[int(unit_id)]}　{tr(_FIELDS[name])}"

        def words(_: str, value: object) -> str:
            return str(value) if isinstance(value, str) else tr("yes") if value else tr("no")

        return Wording(noun, words)

    def typed_values(self) -> Values:
        wanted: dict[str, object] = {
            "mortgaged": _WANTED[self.ui.mortgaged.key() or _KEEP], "sealed": _WANTED[self.ui.sealed.key() or _KEEP],
            "restriction_note": self.ui.note.text().strip(),
        }  # fmt: skip
        return {key: before if (mine := wanted[key.partition(".")[2]]) is None else mine for key, before in self.seen}

    def show_values(self, values: Values) -> None:
        """What was chosen to stay as it is now is kept unit by unit; the fields say the rest."""
        now = dict(self.seen)
        self._keep = tuple(key for key, value in values.items() if value == now[key])


def _standing(lines: Sequence[UnitLine]) -> Iterator[tuple[str, object]]:
    """What stands in the way of each unit, by `restriction_key`."""
    for line in lines:
        yield restriction_key(line.id, "mortgaged"), Restriction.MORTGAGED in line.restrictions
        yield restriction_key(line.id, "sealed"), Restriction.SEALED in line.restrictions
        yield restriction_key(line.id, "restriction_note"), line.restriction_note
