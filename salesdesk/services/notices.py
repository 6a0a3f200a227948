"""Hearing at once what other desks change, on a thread of its own, for as long as a person stands in one project."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from salesdesk.domain.errors import DatabaseLost
from salesdesk.repository.database import in_words
from salesdesk.repository.notices import read_notice
from salesdesk.repository.postgres.line import Ear
from salesdesk.repository.touched import Touched
from salesdesk.repository.work import Work
from salesdesk.services.office import Office

log = logging.getLogger(__name__)
AT_MOST_EVERY_SECONDS = 0.2
"""However much other desks do, this one reads at most five times a second; the first notice is passed on at once."""
HEARTBEAT_SECONDS = 15.0
"""A PC that slept hears nothing, and is not told that it missed something."""
AGAIN_SECONDS = 2.0
JOIN_SECONDS = 0.2


@dataclass(frozen=True)
class Desks:
    """How many desks are at work on this database, and how many of them are signed in as this person."""

    online: int
    mine: int


def channel_of(work: Work) -> str:
    """Where the project's notices go by: a name that only its people can read."""
    return work.projects.channel()


class Notices:
    """The ear of one desk.

    Args:
        told: gets what other desks changed, on this ear's thread; everything, after a time in which nothing was heard.
        counted: gets how many desks there are, at the start and with every heartbeat.
    """

    def __init__(self, office: Office, told: Callable[[Touched], None], counted: Callable[[Desks], None]) -> None:
        self._office = office
        self._told, self._counted = told, counted
        self._ear: Ear | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    @property
    def listening(self) -> bool:
        """Whether notices arrive just now; a desk without them has to ask."""
        return self._ear is not None

    @property
    def heard(self) -> int:
        """How many notices there were, those of this desk too."""
        return self._ear.heard if self._ear else 0

    def start(self) -> None:
        if self._office.project is not None and self._office.database.kind == "postgresql":
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread; nothing is told from now on. Waits a moment for it, not for a server that is gone."""
        self._stopped.set()
        if ear := self._ear:
            ear.deafen()
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        missed = False
        while not self._stopped.is_set():
            try:
                with in_words():
                    self._listen(missed)
            except DatabaseLost:
                missed = True
            except Exception as error:
                if not self._stopped.is_set() and not _is_lost(error):
                    log.exception("the ear failed")
                missed = True
            if self._ear is not None:
                self._ear.close()
                self._ear = None
            self._stopped.wait(AGAIN_SECONDS)

    def _listen(self, missed: bool) -> None:
        ear = self._ear = self._office.database.ear(self._office.read(channel_of))
        assert ear is not None
        if missed:
            self._told(Touched(everything=True))
        self._counted(Desks(*ear.desks()))
        beat = time.monotonic()
        while not self._stopped.is_set():
            payloads = ear.wait(HEARTBEAT_SECONDS)
            if self._stopped.is_set():
                return
            if payloads:
                self._pass_on(payloads)
            if time.monotonic() - beat >= HEARTBEAT_SECONDS:
                self._counted(Desks(*ear.desks()))
                beat = time.monotonic()

    def _pass_on(self, payloads: list[str]) -> None:
        heard = Touched()
        for payload in payloads:
            heard.add(read_notice(payload))
        self._told(heard)
        self._stopped.wait(AT_MOST_EVERY_SECONDS)


def _is_lost(error: Exception) -> bool:
    """psycopg's own sign that a line broke: the ear speaks to it without SQLAlchemy."""
    return type(error).__module__.startswith("psycopg")
