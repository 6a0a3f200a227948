"""The desk locked: after a while without a key or a mouse, or by hand. What was typed stays beneath, unseen."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal, WaitFirst
from salesdesk.domain.i18n import tr
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.countdown import Countdown
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.password import PasswordEdit
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.tags import Avatar
from salesdesk.views.tasks import Tasks

LOOK_EVERY_MS = 5_000
_SIGNS_OF_LIFE = frozenset(
    (
        QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    )
)  # fmt: skip


class IdleWatch(QObject):
    """Tells `idle` when nobody touched any window of the program for ``seconds``.

    It listens at the windows of the system, not at the application: that one would see every event of every widget.
    """

    idle = Signal()

    def __init__(self, seconds: float, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._clock = clock
        self._last = clock()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._listen)

    def start(self) -> None:
        self._last = self._clock()
        self._listen(QApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def look(self) -> None:
        if self._clock() - self._last >= self.seconds:
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._clock()
        return False


class LockSheet(Sheet):
    """Covers the window and asks for the password again.

    Args:
        check: raises a refusal when the password is wrong; runs off the screen's thread.
    """

    unlocked = Signal()
    left = Signal()

    def __init__(self, window: QWidget, tasks: Tasks, name: str, check: Callable[[str], None]) -> None:
        super().__init__("bg", "", window)
        self._window, self._tasks, self._check = window, tasks, check
        self._hidden: list[QWidget] = []
        self._focused: QWidget | None = None
        middle = QWidget()
        middle.setFixedWidth(280)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Avatar(name), 0, centre)
        column.addWidget(Label(name, "title", medium=True, align=Qt.AlignmentFlag.AlignCenter))
        column.addWidget(
            Label(tr("Locked. What you typed is kept."), "small", "ink_3", align=Qt.AlignmentFlag.AlignCenter)
        )
        column.addSpacing(4)
        self.password = PasswordEdit(tr("Password"))
        self.password.set_name(tr("Password"))
        self.go = PrimaryButton(tr("Unlock"))
        self.waiting = Countdown(self.password, self.go)
        other = Link(tr("Sign in as somebody else"))
        column.addWidget(self.password)
        column.addWidget(self.go)
        column.addWidget(other, 0, centre)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, centre)
        outer.addStretch(3)
        self.go.clicked.connect(self.submit)
        other.clicked.connect(self.left)
        on_enter(self.password.line, self.submit)
        window.installEventFilter(self)
        self.hide()

    @property
    def locked(self) -> bool:
        return not self.isHidden()

    def lock(self, beneath: QWidget) -> None:
        """Covers the window; its other windows are put away as they are, and ``beneath`` takes no keys."""
        if self.locked:
            return
        self._focused = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._hidden = [
            widget for widget in QApplication.topLevelWidgets() if widget is not self._window and widget.isVisible()
        ]
        for widget in self._hidden:
            widget.hide()
        beneath.setEnabled(False)
        self._beneath = beneath
        self.password.clear()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.password.line.setFocus()

    def submit(self) -> None:
        if not self.go.isEnabled():
            return
        password = self.password.text()
        self.go.set_refusal(tr("Checking the password."))
        self._tasks.run(self, lambda: self._check(password), lambda _: self._open(), self._refused)

    def _refused(self, reason: Refusal) -> None:
        self.go.set_refusal(None)
        if isinstance(reason, WaitFirst):
            self.waiting.begin(reason)
        else:
            self.password.refuse(reason)
        self.password.line.selectAll()
        self.password.line.setFocus()

    def _open(self) -> None:
        self.go.set_refusal(None)
        self.password.clear()
        self._beneath.setEnabled(True)
        self.hide()
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        if self._focused is not None:
            self._focused.setFocus()
        self.unlocked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False
