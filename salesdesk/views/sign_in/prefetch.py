"""Imports what comes after the sign-in while the person types.

The database and the services are imported on the worker; what makes widgets is imported on the screen's thread, one
module at a time, so that no keystroke waits for more than one.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.views.tasks import Tasks

log = logging.getLogger(__name__)
_PAUSE_MS = 15


class Prefetch(QObject):
    """``behind`` are modules without Qt, ``before`` those with; `finished` when all are there."""

    finished = Signal()

    def __init__(self, tasks: Tasks, behind: Iterable[str], before: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._behind, self._before = tasks, tuple(behind), list(before)

    def start(self) -> None:
        self._tasks.run(self, self._import_behind, lambda _: self._next())

    def _import_behind(self) -> None:
        for name in self._behind:
            importlib.import_module(name)

    def _next(self) -> None:
        if not self._before:
            self.finished.emit()
            return
        name = self._before.pop(0)
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            log.warning("%s is not there: %s", name, error)
        QTimer.singleShot(_PAUSE_MS, self, self._next)
