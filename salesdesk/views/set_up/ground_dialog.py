"""A phase, building or entrance: its name; of a building the days on which it opens and is to be handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.stale import Values
from salesdesk.services.grounds import (
    Ground,
    GroundEdit,
    NewPhase,
    add_phase,
    change_ground,
    ground_values,
)
from salesdesk.services.rows import BuildingRow, EntranceRow, PhaseRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_ground import Ui_Ground
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog

Row = PhaseRow | BuildingRow | EntranceRow
TITLES: dict[Ground, str] = {
    "phase": mark("Change phase"),
    "building": mark("Change building"),
    "entrance": mark("Change entrance"),
}
_NOUNS = {"name": mark("Name"), "opens_on": mark("Opens on"), "handover_on": mark("Handover planned on")}


def ground_of(row: Row) -> Ground:
    """Which kind of part a row is."""
    if isinstance(row, PhaseRow):
        return "phase"
    return "building" if isinstance(row, BuildingRow) else "entrance"


class GroundDialog(EditDialog):
    """Changes a part of the project; without a row it adds a phase."""

    def __init__(self, desk: Desk, row: Row | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row = row
        self.ui = Ui_Ground()
        self.ui.setupUi(self)
        fields = {"name": self.ui.name, "opens_on": self.ui.opens_on, "handover_on": self.ui.handover_on}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        title = tr("New phase") if row is None else tr(TITLES[ground_of(row)])
        self.setWindowTitle(title)
        self.ui.title.setText(title)
        dated = isinstance(row, BuildingRow)
        for part in (self.ui.opens_on, self.ui.opens_on_noun, self.ui.handover_on, self.ui.handover_on_noun):
            reveal(part, dated)
        if row is not None:
            self.ui.about.setText(row.name)
            self.begin_edit(ground_values(row))
            self.show_values(ground_values(row))
        self.ui.name.line.setFocus()

    def row_name(self) -> str:
        return self._row.name if self._row is not None else ""

    def wording(self) -> Wording:
        def words(_: str, value: object) -> str:
            return value.isoformat() if isinstance(value, date) else str(value or "")

        return Wording(lambda key: tr(_NOUNS[key]), words)

    def typed_values(self) -> Values:
        ui = self.ui
        name: dict[str, object] = {"name": ui.name.text().strip()}
        if not isinstance(self._row, BuildingRow):
            return name
        return {**name, "opens_on": ui.opens_on.value(), "handover_on": ui.handover_on.value()}

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))
        for field, key in ((self.ui.opens_on, "opens_on"), (self.ui.handover_on, "handover_on")):
            day = values.get(key)
            field.set_value(day if isinstance(day, date) else None)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_phase if self._row is None else change_ground

    def form(self) -> NewPhase | GroundEdit | None:
        ui, row = self.ui, self._row
        if row is None:
            return NewPhase(request_id=self.request_id, name=ui.name.text())
        if not (ui.opens_on.check() and ui.handover_on.check()):
            return None
        return GroundEdit(
            request_id=self.request_id, ground=ground_of(row), row_id=row.id, name=ui.name.text(), seen=self.seen,
            opens_on=ui.opens_on.value(), handover_on=ui.handover_on.value(),
        )  # fmt: skip
