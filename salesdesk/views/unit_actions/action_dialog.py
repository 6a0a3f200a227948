"""What all of these dialogs share: a form, one verb, refusals where they belong, and no second press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.services.office import Form, new_request_id
from salesdesk.views.desk import Desk
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.in_forms import FormBack, FormBanner, FormPrimary

WIDTH = 460


class ActionDialog(QDialog):
    """A dialog that carries out one verb. A subclass fills itself from its form, names verb and form, and loads.

    Signals:
        carried_out: the verb's answer, when it is saved; the dialog closes by itself.
    """

    carried_out = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.request_id = new_request_id()
        self._saving = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(WIDTH)

    def wire(self, go: FormPrimary, back: FormBack, banner: FormBanner, fields: Mapping[str, Field]) -> None:
        """Connects the foot; ``fields`` are where refusals of a field go, by the name that the service gives it."""
        self._go, self._banner, self._fields = go, banner, dict(fields)
        go.clicked.connect(self.submit)
        back.clicked.connect(self.reject)
        for field in self._fields.values():
            field.edited.connect(banner.clear)

    def verb(self) -> Callable[[Any, Any], Any]:
        """The service's verb."""
        raise NotImplementedError

    def form(self) -> Form | None:
        """The form as filled in; ``None`` when a field says already what is wrong."""
        raise NotImplementedError

    def bar(self, reason: object | None) -> None:
        """Greys the button with a reason, shown above it; ``None`` lets it be pressed."""
        sentence = str(reason) if reason is not None else ""
        self._go.set_refusal(sentence or None)
        self._banner.set_text("", sentence)

    def submit(self) -> None:
        """Carries the verb out, once; a press while it is under way does nothing."""
        if self._saving or not self._go.isEnabled():
            return
        form = self.form()
        if form is None:
            return
        self._saving = True
        self._go.setEnabled(False)
        self.desk.perform(self, self.verb(), form, self._done, self._refused)

    def _done(self, answer: object) -> None:
        self._saving = False
        self.carried_out.emit(answer)
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self._go.setEnabled(True)
        field = self._fields.get(refusal.field) if isinstance(refusal, BadInput) else None
        if field is None:
            self._banner.set_text("", str(refusal))
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field.refuse(refusal)
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        if not self._saving:
            super().reject()

    def event(self, event: QEvent) -> bool:
        answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return answered

    def _fit(self) -> None:
        """As high as what it shows now."""
        layout = self.layout()
        if layout is not None:
            high = (
                layout.totalHeightForWidth(self.width())
                if layout.hasHeightForWidth()
                else layout.totalSizeHint().height()
            )
            self.setFixedHeight(high)


def typed(field: Field, refusal: str) -> str | None:
    """What stands in a field that must not be empty; an empty one is refused with a sentence and takes the cursor."""
    words = field.text().strip()
    if words:
        return words
    field.refuse(refusal)
    field.line.setFocus(Qt.FocusReason.OtherFocusReason)
    return None
