"""A next try that has to wait: the seconds count down at the field, the button says why it is grey."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from salesdesk.domain.errors import WaitFirst
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.field import Field

_LOOK_MS = 250


class Countdown(QObject):
    """Holds ``button`` back and tells at ``field`` for how long; what was typed stays, and the window goes on."""

    def __init__(self, field: Field, button: Button, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(field)
        self._field, self._button, self._clock = field, button, clock
        self._until = 0.0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def begin(self, reason: WaitFirst) -> None:
        self._until = self._clock() + reason.seconds
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Shows how long it still takes; the last second gives the button free."""
        left = math.ceil(self._until - self._clock())
        if left <= 0:
            self.stop()
            return
        sentence = str(WaitFirst(left))
        self._field.refuse(sentence)
        self._button.set_refusal(sentence)

    def stop(self) -> None:
        """Nobody waits any longer: the time is over, or it is somebody else who tries."""
        if self.running:
            self._timer.stop()
            self._field.refuse(None)
            self._button.set_refusal(None)
