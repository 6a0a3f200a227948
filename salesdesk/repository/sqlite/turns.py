"""Taking turns on an office's file: one desk writes at a time, the others wait a little, and not for ever."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from salesdesk.domain.errors import OfficeBusy
from salesdesk.domain.i18n import mark

PATIENCE_SECONDS = 30.0
TOLD_SECONDS = 3.0
"""After so long whoever waits is told what for."""


class Turn:
    """How one desk waits for its turn.

    ``tell`` is called on the thread that waits: with True when it takes long, with False when that is over.
    """

    def __init__(self) -> None:
        self.tell: Callable[[bool], None] = lambda _: None
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """The person no longer waits; what is just being waited for is refused."""
        self._given_up.set()

    def wait_for(self, begin: Callable[[], Any]) -> Any:
        """Begins a transaction; while another desk or program writes, tries again after a short random pause, so that
        nobody is always the last.

        Raises:
            OfficeBusy: the file was not free for `PATIENCE_SECONDS`, or the person gave up.
        """
        self._given_up.clear()
        began, told = time.monotonic(), False
        try:
            while True:
                try:
                    return begin()
                except sa.exc.OperationalError as error:
                    if "locked" not in str(error.orig):
                        raise
                    waited = time.monotonic() - began
                    if self._given_up.is_set() or waited > PATIENCE_SECONDS:
                        raise _busy(waited, self._given_up.is_set()) from error
                    if waited > TOLD_SECONDS and not told:
                        told = True
                        self.tell(True)
                    self._given_up.wait(random.uniform(0.001, 0.02))
        finally:
            if told:
                self.tell(False)


def _busy(waited: float, given_up: bool) -> OfficeBusy:
    if given_up:
        return OfficeBusy(mark("You stopped waiting for the other program; nothing was saved. What you typed is kept."))
    return OfficeBusy(
        mark("Another program has been writing to the office's file for {n} seconds; nothing was saved. "
             "Try again in a moment."),
        n=round(waited),
    )  # fmt: skip
