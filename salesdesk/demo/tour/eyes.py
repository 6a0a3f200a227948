"""The eyes of the tour: pictures as a person sees the desk, and patience that has an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.field import Field

if TYPE_CHECKING:
    from salesdesk.views.desk import Screen
    from salesdesk.views.shell.window import ShellWindow

PATIENCE_SECONDS = 30.0
_EDGE = QColor(0, 0, 0, 90)


class StepFailed(Exception):
    """A step of the tour did not do what it says; the sentence tells what was waited for."""


class Eyes:
    """Looks at whatever window is there. ``out`` gets numbered pictures."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.window: ShellWindow | None = None
        self.refusals = list[str]()
        self.faults = list[object]()
        self._pictures = 0

    # what is there

    @property
    def shell(self) -> ShellWindow:
        """The window of whoever is signed in."""
        if self.window is None:
            raise StepFailed("nobody is signed in")
        return self.window

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        from salesdesk.views.desk import Screen

        current = self.shell.stack.currentWidget()
        if not isinstance(current, Screen):
            raise StepFailed("this place has no screen yet")
        return current

    def front(self) -> QWidget:
        """What keys go to when nothing has the focus: a dialog before its window."""
        active = QApplication.activeModalWidget() or self.window or QApplication.activeWindow()
        if active is None:
            raise StepFailed("there is no window")
        return active

    # patience

    def wait(self, what: str, until: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Lets the program work until ``until`` holds; what it said meanwhile is part of the failure.

        A fault of the program ends the day, even where the step itself could go on.
        """
        end = time.monotonic() + seconds
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if self.faults:
                raise StepFailed(f"the program had a fault: {self.faults[-1]!r}")
            if time.monotonic() > end:
                said = self._said()
                raise StepFailed(f"waited for {what}" + (f" (the program said: {said})" if said else ""))

    def settle(self) -> None:
        """Until the desk has nothing under way and everything is painted."""
        for _ in range(3):
            self.wait("the desk to be idle", self._idle)
            for _ in range(5):
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def _idle(self) -> bool:
        return self.window is None or self.window.desk.tasks.idle

    def _said(self) -> str:
        """The last refusal, and what stands in red on what is in front."""
        return "; ".join(filter(None, [*self.refusals[-1:], said_on(self.front())]))

    # pictures

    def picture(self, name: str, window: QWidget | None = None) -> Path:
        """A numbered picture of the window with everything that stands over it: dialogs, menus, papers."""
        self.settle()
        self._pictures += 1
        path = self.out / f"{self._pictures:02d}-{name}.png"
        pixmap = self.seen(window or self.window or self.front())
        if pixmap.isNull() or not pixmap.save(str(path)):
            raise StepFailed(f"the picture {path.name} could not be written")
        return path

    def seen(self, window: QWidget) -> QPixmap:
        """The window with everything that stands over it, now."""
        pixmap = window.grab()
        _paint_above(pixmap, window)
        return pixmap


def _paint_above(pixmap: QPixmap, ground: QWidget) -> None:
    """Paints the windows over ``ground`` where they stand, which `QWidget.grab` leaves out."""
    painter = QPainter(pixmap)
    for above in _above(ground):
        corner = QPointF(ground.mapFromGlobal(above.mapToGlobal(QPoint(0, 0))))
        seen = above.grab()
        painter.drawPixmap(corner, seen)
        painter.setPen(_EDGE)
        painter.drawRect(QRectF(corner, seen.deviceIndependentSize()).adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.end()


def _above(ground: QWidget) -> list[QWidget]:
    """Dialogs over the window, the last opened on top; menus over everything."""
    kinds = (Qt.WindowType.Dialog, Qt.WindowType.Popup)
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not ground]
    shown = [one for one in windows if one.windowType() in kinds and _stands_over(one, ground)]
    return sorted(shown, key=lambda one: (kinds.index(one.windowType()), _depth(one)))


def _stands_over(window: QWidget, ground: QWidget) -> bool:
    owner = window.parentWidget()
    return owner is not None and (owner.window() is ground or _stands_over(owner.window(), ground))


def _depth(window: QWidget) -> int:
    owner = window.parentWidget()
    return 0 if owner is None else 1 + _depth(owner.window())


def said_on(root: QWidget) -> str:
    """What stands under the fields and in the banners of a form."""
    fields = [field.problem() for field in root.findChildren(Field) if field.isVisible()]
    banners = [banner.sentence() for banner in root.findChildren(Banner) if banner.isVisible()]
    return "; ".join(filter(None, [*fields, *banners]))


@contextmanager
def listening(eyes: Eyes) -> Iterator[None]:
    """Remembers every refusal that the program tells."""
    from salesdesk.views.kit import messages

    messages.bridge.refused.connect(eyes.refusals.append)
    try:
        yield
    finally:
        messages.bridge.refused.disconnect(eyes.refusals.append)
