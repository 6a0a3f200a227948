"""A fault of the program, told once: what happened, that nothing was lost, what to do, and the details to copy."""

from __future__ import annotations

import platform
import traceback

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from salesdesk import __version__
from salesdesk.domain.i18n import tr, trn
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.theme import theme


def details_of(error: BaseException) -> str:
    """What whoever mends the program needs: the fault, where it happened, which program on which system."""
    where = "".join(traceback.format_exception(error))
    return f"SalesDesk {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{where}"


class FaultWindow(QDialog):
    """One window for all faults; a further one only counts while it is open."""

    def __init__(self, error: BaseException, log_file: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(tr("Something went wrong"))
        self.setMinimumWidth(520)
        self._details = details_of(error)
        self._count = 1
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(theme().size("m"))
        column.addWidget(Label(tr("Something went wrong in the program"), "section", medium=True))
        column.addWidget(
            Label(tr("What was stored is stored, and what you typed is still there. You can go on working."), wrap=True)
        )
        advice = tr("If it comes again, start the program anew and send the details to whoever looks after it.")
        column.addWidget(Label(advice, "small", "ink_2", wrap=True))
        self.text = QPlainTextEdit(self._details)
        self.text.setReadOnly(True)
        self.text.setFixedHeight(140)
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text)
        self.more = Label("", "small", "ink_3")
        self.more.hide()
        column.addWidget(self.more)
        where = Label(tr("Also in the log: {path}").format(path=log_file), "caption", "ink_3", elide=True)
        column.addWidget(where)
        self.copy = Button(tr("Copy details"), "Ctrl C", tall=True)
        close = PrimaryButton(tr("Go on working"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(close, 1)
        column.addLayout(foot)
        close.setFocus()

    def again(self, error: BaseException) -> None:
        """One more while this one is still being read."""
        self._count += 1
        self._details += "\n" + details_of(error)
        more = self._count - 1
        self.more.setText(trn("And {n} more", "And {n} more", more).format(n=more))
        self.more.show()
