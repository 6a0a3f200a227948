"""The one bridge between work and window: what to tell the person. No box ever pops up over the work.

`say` tells what was done, `refuse` what could not be done: a sentence or a `Refusal`. The window's `Toast` shows both.
`note` is for what the screen itself shows already: it stands in the status line, and lies over nothing.
A fault of the program is not a message: it is raised.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.paint import edged
from salesdesk.views.theme import theme

_SAID_MS = 4_000
_REFUSED_MS = 12_000
_MAX_WIDTH = 560


class Bridge(QObject):
    """The signals behind `say` and `refuse`; a window or a test listens to them."""

    said = Signal(str)
    noted = Signal(str)
    refused = Signal(str)


bridge = Bridge()


def say(sentence: str) -> None:
    """Tell what was done, for a few seconds, without asking for anything."""
    bridge.said.emit(sentence)


def note(sentence: str) -> None:
    """Tell what was done where the screen shows it anyway."""
    bridge.noted.emit(sentence)


def refuse(reason: Refusal | str) -> None:
    """Tell what could not be done, and why; it stays until it was read."""
    bridge.refused.emit(str(reason))


class Toast(QWidget):
    """Shows the last message above the status line of its window; a click or the next message takes it away."""

    def __init__(self, window: QWidget, *, bottom: int = 26 + 72) -> None:
        super().__init__(window)
        self._owner = window
        self._bottom = bottom
        self._sentence, self._refused = "", False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.setToolTip(tr("Click to close"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._listen()
        window.installEventFilter(self)
        self.hide()

    def _listen(self) -> None:
        """Hears the bridge while it lives: the bridge is there for longer than any window, and must not call what is
        half gone (a wrapper that Python has let go of while Qt still holds the widget)."""
        me = weakref.ref(self)

        def said(sentence: str) -> None:
            toast = me()
            if toast is not None and isValid(toast):
                toast._said(sentence)

        def refused(sentence: str) -> None:
            toast = me()
            if toast is not None and isValid(toast):
                toast._refuse(sentence)

        def leave() -> None:
            if isValid(bridge):
                bridge.said.disconnect(said)
                bridge.refused.disconnect(refused)

        bridge.said.connect(said)
        bridge.refused.connect(refused)
        self.destroyed.connect(leave)

    def sentence(self) -> str:
        """What it shows now; empty when hidden."""
        return self._sentence if self.isVisible() else ""

    def _said(self, sentence: str) -> None:
        self._show(sentence, refused=False)

    def _refuse(self, sentence: str) -> None:
        self._show(sentence, refused=True)

    def _show(self, sentence: str, *, refused: bool) -> None:
        if not self.window().isActiveWindow() and not self.window().isVisible():
            return
        self._sentence, self._refused = sentence, refused
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start(_REFUSED_MS if refused else _SAID_MS)

    def _place(self) -> None:
        owner = self._owner
        room = min(_MAX_WIDTH, owner.width() - 64)
        flags = int(Qt.TextFlag.TextWordWrap)
        words = theme().metrics("base").boundingRect(0, 0, room - 40, 400, flags, self._sentence)
        width, height = words.width() + 42, max(words.height(), theme().line()) + 18
        self.setGeometry((owner.width() - width) // 2, owner.height() - self._bottom - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        edge: QColor = look.colour("danger" if self._refused else "ok")
        edged(painter, area, look.colour("surface"), look.colour("line_strong"), edge)
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(20, 0, -16, 0), flags, self._sentence)
