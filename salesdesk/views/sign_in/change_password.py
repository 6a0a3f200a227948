"""A new password for the person signed in: by choice, or because the one they have is a first one or too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.domain.errors import BadInput, Refusal, WaitFirst
from salesdesk.domain.i18n import tr
from salesdesk.services.logins import SHORTEST_PASSWORD
from salesdesk.services.sign_in import NewPassword, change_password
from salesdesk.views.forms.ui_change_password import Ui_ChangePassword
from salesdesk.views.kit.countdown import Countdown
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.tasks import Tasks

if TYPE_CHECKING:
    from salesdesk.services.office import Office
    from salesdesk.services.rows import PersonRow


def password_rule() -> str:
    """What a password must be, before anybody is refused one."""
    return tr("{n} characters at least: letters and digits, or signs among them.").format(n=SHORTEST_PASSWORD)


def _why(person: PersonRow) -> str:
    """Why a new one has to be chosen; nothing where it is by choice."""
    if person.must_change_password:
        return tr("This is a first password; choose your own before the desk opens.")
    if person.password_is_old:
        return tr("This password has served its days; with a new one all is there as before.")
    return ""


class ChangePasswordDialog(QDialog, Ui_ChangePassword):
    """``first`` is the password that was just typed at the door; it is not asked for again. `changed` tells the new
    one, for whoever keeps it."""

    changed = Signal(str)

    def __init__(self, office: Office, address: str, tasks: Tasks, parent: QWidget, *, first: str = "") -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.setMinimumWidth(400)
        self._office, self._address, self._tasks, self._first = office, address, tasks, first
        self._form = NewPassword(password="")
        self._waiting = Countdown(self.now, self.go)
        self.why.setText(why := _why(office.person))
        self.why.setVisible(bool(why))
        for widget in (self.now_noun, self.now):
            widget.setVisible(not first)
        self.rule.setText(password_rule())
        self.go.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        on_enter(self.now.line, self.fresh.setFocus)
        on_enter(self.fresh.line, self.again.setFocus)
        on_enter(self.again.line, self.submit)
        (self.fresh if first else self.now).line.setFocus()

    def submit(self) -> None:
        if not self.go.isEnabled():
            return
        if self.fresh.text() != self.again.text():
            self.again.refuse(tr("The two are not the same."))
            self.again.line.setFocus()
            return
        now = self._first or self.now.text()
        form = NewPassword(request_id=self._form.request_id, password=self.fresh.text())
        self.go.set_refusal(tr("Changing the password."))
        self._tasks.run(
            self,
            lambda: change_password(self._office, self._address, now, form),
            lambda _: self._done(form.password),
            self._refused,
        )

    def _done(self, fresh: str) -> None:
        self.changed.emit(fresh)
        self.accept()

    def _refused(self, reason: Refusal) -> None:
        self.go.set_refusal(None)
        field = getattr(reason, "field", "")
        if isinstance(reason, WaitFirst) and not self._first:
            self._waiting.begin(reason)
            self.now.line.setFocus()
            return
        if isinstance(reason, BadInput) and field:
            place = self.now if field == "now" else self.fresh
            place.refuse(reason)
            place.line.setFocus()
            return
        self.banner.set_text(str(reason))
