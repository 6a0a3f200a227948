"""The password of whoever sits at the desk: changed by choice, asked when the desk is unlocked, told when it ends."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.kept_password import keep_password
from salesdesk.services.rows import Touched
from salesdesk.services.sign_in import check_password_of
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.tasks import Tasks

TOLD_DAYS = 7
"""So many days before its end a password is spoken of."""


class OwnPassword(QObject):
    """See the module."""

    def __init__(self, desk: Desk, address: str, settings: DeskSettings, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._address, self._settings, self._window = desk, address, settings, window

    def change(self) -> None:
        """The dialog for a new one."""
        from salesdesk.views.sign_in.change_password import ChangePasswordDialog

        dialog = ChangePasswordDialog(self._desk.office, self._address, self._desk.tasks, self._window)
        dialog.changed.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _changed(self, fresh: str) -> None:
        """Where the system keeps the old one it keeps the new one, by a worker of its own, for a keyring may ask. What
        the old one hid is shown again."""
        messages.say(tr("The password is changed."))
        if self._address in self._settings.remember:
            login = self._desk.office.person.login
            Tasks(self).run(self, lambda: keep_password(self._address, login, fresh))
        self._desk.changed.emit(Touched(everything=True))

    def check(self, password: str) -> None:
        """For the locked desk; off the screen's thread. A desk that stands for days may have outlived its password."""
        self._desk.office.person = check_password_of(self._address, self._desk.office.person.login, password)

    def unlocked(self) -> None:
        """A password that is too old is changed before the work goes on."""
        if self._desk.office.person.password_is_old:
            self.change()

    def tell(self) -> None:
        """Says it when the password ends soon."""
        days = self._desk.office.person.password_days
        if days is None or not 0 <= days <= TOLD_DAYS:
            return
        soon = trn(
            "The password ends in {n} day; it is changed in the menu of your name.",
            "The password ends in {n} days; it is changed in the menu of your name.",
            days,
        )
        tonight = tr("The password ends tonight; it is changed in the menu of your name.")
        messages.say(soon.format(n=days) if days else tonight)
