"""A dialog that changes a row: filled from it, and refused kindly where the row is no longer as it was then."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal, StaleEdit
from salesdesk.domain.i18n import tr
from salesdesk.domain.stale import Newer, Values
from salesdesk.services.edits import Seen, seen_of
from salesdesk.services.office import new_request_id
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.stale.dialog import StaleDialog, Wording
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class EditDialog(ActionDialog):
    """A subclass says what it was filled from (`begin_edit`), what is typed, and shows values that were chosen.

    ``seen`` is what the form was filled from as it is stored, and goes with the form; the same as the fields of the
    form show it is compared with what is typed.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: Seen = ()
        self.comparison: StaleDialog | None = None
        self._before: Values = {}

    def begin_edit(self, stored: Values) -> None:
        """The form is filled from this row."""
        self.seen = seen_of(stored)
        self._before = self.in_fields(Newer(stored)).values

    def in_fields(self, stored: Newer) -> Newer:
        """The row as the fields of the form show it, where that is not as it is stored."""
        return stored

    def row_name(self) -> str:
        """What the row is called, above the comparison."""
        raise NotImplementedError

    def wording(self) -> Wording:
        raise NotImplementedError

    def typed_values(self) -> Values:
        """What stands in the fields."""
        raise NotImplementedError

    def show_values(self, values: Values) -> None:
        """Puts these values into the fields."""
        raise NotImplementedError

    def _refused(self, refusal: Refusal) -> None:
        if not isinstance(refusal, StaleEdit):
            super()._refused(refusal)
            return
        self._saving = False
        self._go.setEnabled(True)
        self._banner.clear()
        self._compare(refusal.newer)

    def _compare(self, stored: Newer) -> None:
        now, typed = self.in_fields(stored), self.typed_values()
        before = {key: self._before[key] for key in now.values}
        mine = {key: typed[key] for key in now.values}
        self.comparison = StaleDialog(self, self.row_name(), before, mine, now, self.wording())
        self.comparison.written.connect(lambda values: self._write(stored, values))
        self.comparison.dropped.connect(self._drop)
        self.comparison.finished.connect(self._closed)
        self.comparison.open()

    def _closed(self) -> None:
        self.comparison = None

    def _write(self, stored: Newer, values: Values) -> None:
        """Saves what was chosen, on top of what is there now."""
        self.begin_edit({**dict(self.seen), **stored.values})
        self.request_id = new_request_id()
        self.show_values(values)
        self.submit()

    def _drop(self) -> None:
        messages.say(tr("Dropped; it stays as it is now."))
        self.reject()
