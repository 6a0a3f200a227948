"""The address of a server, and who one is there; a plain host name is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.domain.errors import BadInput, Refusal, WaitFirst
from salesdesk.domain.i18n import tr
from salesdesk.services.desk_settings import without_login
from salesdesk.services.sign_in import server_address, sign_in
from salesdesk.views.forms.ui_connect_server import Ui_ConnectServer
from salesdesk.views.kit.countdown import Countdown
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.tasks import Tasks

if TYPE_CHECKING:
    from salesdesk.services.office import Office


class ConnectServerDialog(QDialog, Ui_ConnectServer):
    """`opened` tells the office, signed in, and its address."""

    opened = Signal(object, str)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.setMinimumWidth(420)
        self._tasks = tasks
        self.example.setText(tr("As the administrator gave it: postgresql://host/database, or the host alone."))
        on_enter(self.address.line, self.login.setFocus)
        on_enter(self.login.line, self.password.setFocus)
        on_enter(self.password.line, self.submit)
        self._waiting = Countdown(self.password, self.go)
        for other in (self.address, self.login):
            other.edited.connect(self._waiting.stop)
        self.go.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        self.address.line.setFocus()

    def submit(self) -> None:
        if not self.go.isEnabled():
            return
        self.banner.clear()
        try:
            address = without_login(server_address(self.address.text()))
        except BadInput as reason:
            self._no(reason)
            return
        login, password = self.login.text(), self.password.text()
        self.go.set_refusal(tr("Connecting."))
        self._tasks.run(
            self, lambda: sign_in(address, login, password), lambda office: self._done(office, address), self._no
        )

    def _done(self, office: Office, address: str) -> None:
        self.accept()
        self.opened.emit(office, address)

    def _no(self, reason: Refusal) -> None:
        self.go.set_refusal(None)
        fields = {"address": self.address, "login": self.login, "password": self.password}
        field = fields.get(getattr(reason, "field", ""))
        if isinstance(reason, WaitFirst):
            self._waiting.begin(reason)
            self.password.line.setFocus()
            return
        if isinstance(reason, BadInput) and field is not None:
            field.refuse(reason)
            field.line.setFocus()
            return
        self.banner.set_text(str(reason))
