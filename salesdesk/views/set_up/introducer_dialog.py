"""An agency or a referrer, new or changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.commission import INTRODUCERS, SchemeFor
from salesdesk.domain.i18n import tr
from salesdesk.domain.stale import Values
from salesdesk.services.introducers import IntroducerEdit, NewIntroducer, add_introducer, change_introducer
from salesdesk.services.rows import IntroducerRow
from salesdesk.views.deal.introducer import KIND_WORDS
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_introducer import Ui_Introducer
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog


class IntroducerDialog(EditDialog):
    """Adds one; changes one after `fill`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._row: IntroducerRow | None = None
        self.ui = Ui_Introducer()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"name": self.ui.name, "contact": self.ui.contact})
        self.ui.kind.set_items([(kind, tr(KIND_WORDS[kind])) for kind in INTRODUCERS])
        self.ui.kind.set_key(SchemeFor.AGENCY)
        self.ui.name.line.setFocus()

    def fill(self, row: IntroducerRow) -> None:
        """The one that is changed; what it is stays, for its scheme goes by it."""
        self._row = row
        self.setWindowTitle(tr("Change agency or referrer"))
        self.ui.title.setText(tr("Change agency or referrer"))
        self.ui.about.setText(row.name)
        self.ui.kind.set_key(row.kind)
        self.ui.kind.setEnabled(False)
        values = {"name": row.name, "contact": row.contact}
        self.begin_edit(values)
        self.show_values(values)
        self.ui.name.line.selectAll()

    def row_name(self) -> str:
        return self._row.name if self._row is not None else ""

    def wording(self) -> Wording:
        nouns = {"name": tr("Name"), "contact": tr("Telephone or contact")}
        return Wording(nouns.__getitem__, lambda _, value: str(value))

    def typed_values(self) -> Values:
        return {"name": self.ui.name.text().strip(), "contact": self.ui.contact.text().strip()}

    def show_values(self, values: Values) -> None:
        self.ui.name.set_text(str(values["name"]))
        self.ui.contact.set_text(str(values["contact"]))

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_introducer if self._row is None else change_introducer

    def form(self) -> NewIntroducer | IntroducerEdit:
        name, contact = self.ui.name.text(), self.ui.contact.text()
        if self._row is not None:
            return IntroducerEdit(
                request_id=self.request_id, introducer_id=self._row.id, name=name, contact=contact, seen=self.seen
            )
        kind = str(self.ui.kind.key() or SchemeFor.AGENCY)
        return NewIntroducer(request_id=self.request_id, kind=kind, name=name, contact=contact)
