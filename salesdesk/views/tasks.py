"""The one doorway between screen and data: work runs off the screen's thread and comes back by signal.

There is one worker thread, so what a desk asks for is done in the order it was asked. What was asked by a widget that
is gone meanwhile is dropped silently; its work was done all the same.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from salesdesk.domain.errors import ProgramFault, Refusal
from salesdesk.views.kit import messages

T = TypeVar("T")
_POOLS: list[tuple[QThreadPool, weakref.ref[QObject]]] = []


def _keep(pool: QThreadPool, owner: QObject) -> None:
    """A pool outlives its window while a job runs: deleting it would wait for the worker, which waits for the
    interpreter that the deleting thread holds. Those at rest whose window is gone go when the next one comes."""
    _POOLS[:] = [kept for kept in _POOLS if kept[0].activeThreadCount() or _lives(kept[1]())]
    _POOLS.append((pool, weakref.ref(owner)))


def _lives(owner: QObject | None) -> bool:
    return owner is not None and isValid(owner)


log = logging.getLogger(__name__)


class _Answer(QObject):
    """Carries an answer from the worker to the screen's thread."""

    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:
            self._answer.failed.emit(error)
        else:
            self._answer.done.emit(result)


class Tasks(QObject):
    """Runs work for the screens of one window.

    Signals:
        busy: whether anything is under way, for the status line.
        fault: a fault of the program, once, for the window to show.
    """

    busy = Signal(bool)
    fault = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        _keep(self._pool, self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._under_way: set[_Answer] = set()

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Does ``work`` on the worker thread, then calls ``done`` with its result on the screen's thread.

        Args:
            owner: when it is deleted meanwhile, neither callback is called.
            failed: what to do with a refusal; by default the window tells it. A fault of the program is logged and
                shown by the window; whoever waits hears of it as a `ProgramFault`, so that nobody waits for ever.
        """
        answer = _Answer()
        self._under_way.add(answer)

        def finish(callback: Callable[[Any], None] | None, value: Any) -> None:
            self._under_way.discard(answer)
            if not isValid(self):
                return  # the window was closed meanwhile; nobody waits for the answer
            if not self._under_way:
                self.busy.emit(False)
            if callback is not None and isValid(owner):
                callback(value)

        def fail(error: BaseException) -> None:
            if isinstance(error, Refusal):
                finish(failed or messages.refuse, error)
                return
            log.error("a task failed", exc_info=error)
            if isValid(self):
                self.fault.emit(error)
            finish(failed, ProgramFault())

        answer.done.connect(lambda value: finish(done, value))
        answer.failed.connect(fail)
        if len(self._under_way) == 1:
            self.busy.emit(True)
        self._pool.start(_Job(work, answer))

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Waits for the worker at the end of the program; answers are no longer delivered."""
        return self._pool.waitForDone(milliseconds)
