"""A form on the left and what it would do on the right, before anything is stored; one press, one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.office import Form, new_request_id
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner, PreviewBand
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, Sheet

_PAUSE_MS = 150
NARROW_FORM, LEAST_PREVIEW = 480, 340


class FormSheet(Sheet):
    """Subclasses fill the form, show in `show_preview` what it would do, and name verb and form.

    Signals:
        left: the person goes back; what was typed stays.
        stored: the verb's answer, when it is saved.
    """

    left = Signal()
    stored = Signal(object)

    def __init__(self, desk: Desk, words: str, width: int) -> None:
        super().__init__("surface")
        self.desk = desk
        self.request_id = new_request_id()
        self.fields: dict[str, Field] = {}
        self._width, self._saving = width, False
        self.banner = Banner("refusal")
        self.go = PrimaryButton(words, "Ctrl Enter")
        self.go.clicked.connect(self.submit)
        self.back = Button(tr("Back"))
        self.back.clicked.connect(self.left)
        self.band = PreviewBand(tr("Preview"), tr("Nothing is stored until you confirm it."))
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.pause.timeout.connect(self.show_preview)

    def assemble(self, form: QWidget, preview: QWidget) -> None:
        """Puts form and preview side by side; the foot with the button stays, the form scrolls."""
        side = self._side = Sheet("surface", "r")
        side.setFixedWidth(self._width)
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(form), 1)
        outer.addWidget(Line())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go, 1)
        buttons.addWidget(self.back)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.banner)
        foot.addLayout(buttons)
        outer.addLayout(foot)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.band)
        right.addWidget(preview, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(right, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW_FORM + LEAST_PREVIEW, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit as they should, the form gives way first, down to where its fields are still told."""
        super().resizeEvent(event)
        self._side.setFixedWidth(max(min(self._width, NARROW_FORM), min(self._width, self.width() - LEAST_PREVIEW)))

    def begin(self) -> None:
        """The form is shown."""
        raise NotImplementedError

    def show_preview(self) -> None:
        """Shows what the form would do, or why it does nothing (`say`)."""
        raise NotImplementedError

    def verb(self) -> Callable[[Any, Any], Any]:
        """The service's verb."""
        raise NotImplementedError

    def form(self) -> Form | None:
        """The form as typed; None when a field says already what is wrong."""
        raise NotImplementedError

    def say(self, reason: str, note: str = "") -> None:
        """Why nothing can be stored (greys the button), and the word at the right of the preview's band."""
        self.banner.set_text("", reason)
        self.band.note.setText(note)
        if not self._saving:
            self.go.set_refusal(reason or None)

    def submit(self) -> None:
        """Carries the verb out, once."""
        if self._saving or not self.go.isEnabled():
            return
        form = self.form()
        if form is None:
            return
        self._saving = True
        self.go.setEnabled(False)
        self.desk.perform(self, self.verb(), form, self._done, self._refused)

    def _done(self, answer: object) -> None:
        self._saving = False
        self.request_id = new_request_id()
        self.go.set_refusal(None)
        self.stored.emit(answer)

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.go.set_refusal(None)
        field = self.fields.get(refusal.field) if isinstance(refusal, BadInput) else None
        if field is not None:
            field.refuse(refusal)
            field.line.setFocus()
        self.banner.set_text("", str(refusal))
