"""The stage of the tour: hands that press keys, eyes that take pictures, and patience that has an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from salesdesk.views.desk import Screen
    from salesdesk.views.shell.window import ShellWindow

from salesdesk.domain.errors import Refusal
from salesdesk.services.office import Form

W = TypeVar("W", bound=QWidget)
F = TypeVar("F", bound=Form)
R = TypeVar("R")
PATIENCE_SECONDS = 60.0


class StepFailed(Exception):
    """A step of the tour did not do what it says; the sentence tells what was waited for."""


class Stage:
    """Where the tour plays. ``out`` gets numbered pictures, papers and workbooks."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.window: ShellWindow | None = None
        self.refusals = list[str]()
        self._pictures = 0

    @property
    def shell(self) -> ShellWindow:
        if self.window is None:
            raise StepFailed("nobody is signed in")
        return self.window

    def wait(self, what: str, until: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Lets the program work until ``until`` holds; a refusal shown meanwhile is part of the failure."""
        end = time.monotonic() + seconds
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > end:
                said = f" (the program said: {self.refusals[-1]})" if self.refusals else ""
                raise StepFailed(f"waited for {what}{said}")

    def settle(self) -> None:
        """Until the desk has nothing under way and everything is painted."""
        for _ in range(3):
            self.wait("the desk to be idle", self._idle)
            for _ in range(5):
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def _idle(self) -> bool:
        return self.window is None or self.window.desk.tasks.idle

    def picture(self, name: str, widget: QWidget | None = None) -> Path:
        """A numbered picture of the window, or of one widget."""
        self.settle()
        self._pictures += 1
        path = self.out / f"{self._pictures:02d}-{name}.png"
        image: QImage = (widget or self._front()).grab().toImage()
        if image.isNull() or not image.save(str(path)):
            raise StepFailed(f"the picture {path.name} could not be written")
        return path

    def _front(self) -> QWidget:
        active = QApplication.activeModalWidget() or self.window or QApplication.activeWindow()
        if active is None:
            raise StepFailed("there is no window to take a picture of")
        return active

    def go(self, key: str, **wanted: object) -> Screen:
        """Goes to a screen as a person would by the rail or a button, and waits until it has loaded."""
        self.shell.desk.go.emit(key, wanted)
        self.settle()
        return self.screen

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        from salesdesk.views.desk import Screen

        current = self.shell.stack.currentWidget()
        if not isinstance(current, Screen):
            raise StepFailed("this place has no screen yet")
        return current

    def perform(self, verb: Callable[[Any, F], R], form: F) -> R:
        """Carries a verb out through the window's own doorway, and waits for its answer."""
        answers, refused = list[R](), list[Refusal]()
        self.shell.desk.perform(self.shell, verb, form, answers.append, refused.append)
        self.wait(f"{verb.__name__} to be carried out", lambda: answers or refused)
        if refused:
            raise StepFailed(f"{verb.__name__}: {refused[0]}")
        self.settle()
        return answers[0]

    def keep(self, name: str, content: bytes) -> None:
        """Keeps a paper."""
        (self.out / name).write_bytes(content)

    def today(self) -> date:
        """The office's day."""
        return self.shell.desk.office.read(lambda work: work.today)

    def order_on(self, unit_id: int) -> int:
        """The live order on a home."""
        head = self.shell.desk.office.read(lambda work: work.orders.live_on(unit_id))
        if head is None:
            raise StepFailed("there is no order on this home")
        return head.id

    def close_dialogs(self) -> None:
        """Closes the previews that opened; a picture of each is kept."""
        self.settle()
        for dialog in self.shell.findChildren(QDialog):
            if dialog.isVisible():
                self.picture("preview", dialog)
                dialog.reject()
                self.settle()

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Presses a key or a chord: ``Ctrl+Return``, ``F9``, ``Tab``."""
        QTest.keySequence(widget or QApplication.focusWidget() or self._front(), QKeySequence(keys))
        self.settle()

    def write(self, text: str, widget: QWidget | None = None) -> None:
        """Types text into what has the focus, or into a widget given the focus first."""
        target = widget or QApplication.focusWidget()
        if target is None:
            raise StepFailed("nothing has the focus to type into")
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(target, text)
        self.settle()

    def find(self, kind: type[W], name: str = "", inside: QWidget | None = None) -> W:
        """The first visible widget of a kind (and object name) in the shown screen or window."""
        root = inside or self._front()
        widgets: list[W] = root.findChildren(kind, name) if name else root.findChildren(kind)
        for widget in widgets:
            if widget.isVisible():
                return widget
        raise StepFailed(f"there is no {kind.__name__} “{name}” on the screen")


@contextmanager
def listening(stage: Stage) -> Iterator[None]:
    """Remembers every refusal that the program tells."""
    from salesdesk.views.kit import messages

    messages.bridge.refused.connect(stage.refusals.append)
    try:
        yield
    finally:
        messages.bridge.refused.disconnect(stage.refusals.append)
