"""Setting and lifting restrictions of units: mortgaged by the developer, sealed by a court."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.states import Restriction
from salesdesk.services.restrictions import Restrict, restrict
from salesdesk.services.rows import UnitLine
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_restrict_units import Ui_RestrictUnits
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed

_KEEP, _SET, _LIFT = "keep", "set", "lift"
_WANTED: dict[str, bool | None] = {_KEEP: None, _SET: True, _LIFT: False}


class RestrictDialog(ActionDialog):
    """Restrictions of the units that were selected."""

    def __init__(self, desk: Desk, lines: Sequence[UnitLine], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._lines = tuple(lines)
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
            note=note,
        )  # fmt: skip
