"""The stage of the tour: eyes, and hands that press keys, type, click and answer dialogs as a person does."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from salesdesk.demo.tour.eyes import Eyes, StepFailed, said_on
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.field import Field

D = TypeVar("D", bound=QDialog)
HAND_SECONDS = 0.1
_RUNS = re.compile(r"[ -~]+|[^ -~]+")
"""What a keyboard types by itself, and what comes out of an input method."""


class Stage(Eyes):
    """Where the tour plays; see `Eyes` for what it sees."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self._worded = 0.0

    # keys

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Presses a key or a chord: ``Ctrl+Return``, ``F9``, ``Tab``.

        Not faster than a hand: an Enter right after a Chinese word would be the one that confirms the word.
        """
        self._take_keyboard()
        self.wait("a hand's pause", lambda: time.monotonic() > self._worded + HAND_SECONDS)
        # A list or menu that hangs open takes the keys before what it hangs on.
        target = widget or QApplication.activePopupWidget() or QApplication.focusWidget() or self.front()
        QTest.keySequence(target, QKeySequence(keys))
        self.settle()

    def _take_keyboard(self) -> None:
        """Where there is no window manager, nobody hands the keyboard back when a dialog closes."""
        front = self.front()
        if QApplication.activeWindow() is None:
            front.activateWindow()
            self.wait("the window to take keys", front.isActiveWindow)

    def write(self, text: str) -> None:
        """Types into what has the focus: figures and letters key by key, Chinese as an input method hands it over."""
        self._take_keyboard()
        for run in _RUNS.findall(text):
            target = QApplication.focusWidget()
            if target is None:
                raise StepFailed(f"nothing has the focus to type “{text}” into")
            if run.isascii():
                QTest.keyClicks(target, run)
            else:
                typed = QInputMethodEvent()
                typed.setCommitString(run)
                QApplication.sendEvent(target, typed)
                self._worded = time.monotonic()
        self.settle()

    def fill(self, field: Field | QLineEdit, text: str) -> None:
        """Goes to a line as Tab does, which selects what stands there, types over it, and looks whether it arrived."""
        line = field.line if isinstance(field, Field) else field
        if not line.isVisible() or not line.isEnabled():
            raise StepFailed(f"there is no line to type “{text}” into")
        line.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keySequence(line, QKeySequence("Ctrl+A"))
        self.write(text)
        if text not in line.text():
            raise StepFailed(f"“{text}” was typed and “{line.text()}” arrived")

    # the mouse

    def click(self, widget: QWidget) -> None:
        """Clicks the middle of what can be seen and pressed."""
        if not widget.isVisible() or not widget.isEnabled():
            why = widget.refusal() if isinstance(widget, Button) else ""
            raise StepFailed(f"“{widget.accessibleName()}” cannot be pressed. {why}".strip())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
        self.settle()

    def pick(self, words: str) -> None:
        """Walks down the menu that has just opened to an entry, and presses Enter on it."""
        self.wait(f"the menu with “{words}”", lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = next((action for action in menu.actions() if action.text() == words), None)
        if wanted is None or not wanted.isEnabled():
            raise StepFailed(f"the menu does not offer “{words}”")
        for _ in menu.actions():
            if menu.activeAction() == wanted:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.settle()

    # dialogs

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind that has just opened, when it has read what it shows."""
        self.wait(f"the dialog {kind.__name__}", lambda: isinstance(QApplication.activeModalWidget(), kind))
        self.settle()
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def confirm(self, dialog: QDialog, picture: str, keys: str = "Ctrl+Return") -> None:
        """Takes a picture of the dialog as it is filled in and presses its key; it has answered when it is gone."""

        def gone() -> bool:
            return not isValid(dialog) or not dialog.isVisible()

        self.picture(picture)
        self.press(keys)
        self.wait(f"{type(dialog).__name__} to be carried out", lambda: gone() or said_on(dialog))
        if not gone():
            raise StepFailed(f"{type(dialog).__name__} refuses: {said_on(dialog)}")
        self.settle()

    def choose_file(self, path: Path) -> None:
        """Answers the file chooser that has just opened.

        The chooser belongs to the system and takes no keys of ours: the answer goes in beneath it, as it would come
        from there. A file of an earlier tour is taken away first, for the system would ask about it.
        """
        chooser = self.dialog(QFileDialog)
        if chooser.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            path.unlink(missing_ok=True)
        chooser.fileSelected.emit(str(path))
        chooser.reject()
        self.settle()
