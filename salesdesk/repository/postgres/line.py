"""The line to the server: cutting one that went silent, and an ear of its own for notices.

A lost network gives no sign: a statement that was sent waits for minutes. So one thread of the desk watches what is
under way. After a few seconds it asks the server for a sign of life over a fresh connection; without one it cuts the
waiting lines, and the desk learns at once that the database is lost.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from typing import Any

LOOK_SECONDS = 0.5
SUSPECT_SECONDS = 3.0
"""Longer than any verb waits for a lock; what takes longer is looked into, not ended."""
EAR_NAME = "salesdesk ear"
LONGEST_SECONDS = 300.0
"""Longer than the server lets any statement of a desk run."""


def cut(raw: Any) -> None:
    """Ends a connection from another thread than the one that waits on it; that one is told that the line is lost."""
    with contextlib.suppress(Exception):
        line = socket.socket(fileno=raw.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()  # the socket is psycopg's to close


class LineWatch:
    """Watches the statements under way of one desk.

    Args:
        alive: asks the server for a sign of life on a fresh connection; raises or returns False when there is none.
    """

    def __init__(self, alive: Callable[[], bool], suspect_seconds: float = SUSPECT_SECONDS) -> None:
        self._alive = alive
        self.suspect_seconds = suspect_seconds
        self._since: dict[int, tuple[Any, float]] = {}
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False

    @contextmanager
    def over(self, raw: Any) -> Iterator[None]:
        """Watches ``raw``, a connection of psycopg, until the block ends."""
        with self._change:
            self._since[id(raw)] = (raw, time.monotonic())
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="line watch", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._change:
                self._since.pop(id(raw), None)

    def stop(self) -> None:
        with self._change:
            self._stopped = True
            self._change.notify()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait(LOOK_SECONDS)
                if self._stopped:
                    return
                waiting = list(self._since.values())
            self._look(waiting)

    def _look(self, waiting: list[tuple[Any, float]]) -> None:
        now = time.monotonic()
        silent = [one for one in waiting if now - one[1] > self.suspect_seconds]
        if not silent:
            return
        if self._answers():
            silent = [one for one in waiting if now - one[1] > LONGEST_SECONDS]
        with self._change:
            for one in silent:
                if self._since.get(id(one[0])) is one:
                    cut(one[0])

    def _answers(self) -> bool:
        try:
            return self._alive()
        except Exception:
            return False


class Ear:
    """A connection that listens on one channel.

    Args:
        raw: a connection of psycopg, this ear's own.
        own: backends of this desk; what they caused is known here already.
    """

    def __init__(self, raw: Any, channel: str, own: Container[int]) -> None:
        self._raw = raw
        self._own = own
        self.heard = 0
        raw.autocommit = True
        quoted = channel.replace('"', '""')
        raw.execute(f'SET application_name TO "{EAR_NAME}"')
        raw.execute(f'LISTEN "{quoted}"')

    def wait(self, seconds: float) -> list[str]:
        """What other desks said within ``seconds``; returns with the first notices that arrive.

        Raises:
            psycopg.OperationalError: the line is lost.
        """
        notices = list(self._raw.notifies(timeout=seconds, stop_after=1))
        self.heard += len(notices)
        return [notice.payload for notice in notices if notice.pid not in self._own]

    def desks(self) -> tuple[int, int]:
        """How many desks listen to this database, and how many of them are the same person's."""
        row = self._raw.execute(
            "SELECT count(*), count(*) FILTER (WHERE usename = session_user) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = %s",
            (EAR_NAME,),
        ).fetchone()
        return int(row[0]), int(row[1])

    def deafen(self) -> None:
        """May be called from any thread: whoever waits is told that the line is lost."""
        cut(self._raw)

    def close(self) -> None:
        self._raw.close()
