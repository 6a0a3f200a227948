"""A password: hidden, shown while the eye is pressed in, which is there as soon as something is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.field import Field


class PasswordEdit(Field):
    """The line of a password, with a button that shows it; the input method stays off."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setTextMargins(0, 0, 26, 0)
        self._eye = IconButton("eye", tr("Show the password"))
        self._eye.setCheckable(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self._show)
        self._eye.hide()
        self.line.textChanged.connect(lambda words: self._eye.setVisible(bool(words)))
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 3, 0)
        inside.addStretch(1)
        inside.addWidget(self._eye)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.setToolTip(tr("Hide the password") if shown else tr("Show the password"))

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self._eye.setChecked(False)
        self.set_text("")
