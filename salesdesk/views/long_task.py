"""Long work as a screen sees it: how far it is, told on the screen's thread, and the button that stops it."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from salesdesk.views.kit.progress import ProgressStrip


class LongTask(QObject):
    """One piece of long work. Its methods `progress` and `cancelled` are handed to the service that does it.

    Signals:
        advanced: done and to do; emitted on the worker, received on the screen's thread.
    """

    advanced = Signal(int, int)

    def __init__(self, strip: ProgressStrip, words: str) -> None:
        super().__init__(strip)
        self._stop = Event()
        self._strip: ProgressStrip | None = strip
        self.advanced.connect(strip.advance)
        strip.cancelled.connect(self.stop)
        strip.start(words)

    def progress(self, done: int, total: int) -> None:
        """Called by the work, on the worker's thread."""
        if not self._stop.is_set() and isValid(self):
            self.advanced.emit(done, total)

    def cancelled(self) -> bool:
        """Asked by the work, on the worker's thread."""
        return self._stop.is_set()

    def stop(self) -> None:
        """The person wants it stopped."""
        self._stop.set()

    def abandon(self) -> None:
        """Nobody waits for it any more: it stops, and the strip belongs to the work that comes after it."""
        self.stop()
        if self._strip is not None:
            self.advanced.disconnect(self._strip.advance)
            self._strip.cancelled.disconnect(self.stop)
            self._strip = None

    def finish(self) -> None:
        """The work has ended, however it did; call it when its answer is there."""
        if self._strip is not None:
            self._strip.finish()
        self.abandon()
        self.deleteLater()
