"""Wrong passwords in a row make the desk wait, longer with each: nobody tries a list of them at a desk left alone.

It is this PC's own delay, kept in a small file so that a program started anew waits on; what a server does to those who
come past the program is its `auth_delay`. Names are kept only as what they hash to, passwords never.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import time
from collections.abc import Callable
from pathlib import Path

from salesdesk.domain.errors import WaitFirst
from salesdesk.services.desk_settings import state_folder, without_login

FREE_TRIES = 3
FIRST_SECONDS = 5
MOST_SECONDS = 300
KEPT_SECONDS = 24 * 3600
"""After so long without a try a person begins anew."""


def _default_file() -> Path:
    return state_folder() / "wrong-passwords.json"


class WrongPasswords:
    """How often a person's password was wrong in a row at this desk, and until when the next try waits.

    Args:
        clock: seconds that go on while the program does not run.
        path: where it is remembered; a disk that cannot be written costs what was before this start, and nothing else.
    """

    def __init__(self, clock: Callable[[], float] = time.time, path: Callable[[], Path] = _default_file) -> None:
        self._clock, self._path = clock, path
        self._here = dict[str, tuple[int, float]]()

    def check(self, address: str, login: str) -> None:
        """
        Raises:
            WaitFirst: the next try has to wait, and how long.
        """
        count, until = self._all().get(_who(address, login), (0, 0.0))
        # Where the clock was set back, nobody waits for longer than the last wrong try made them.
        left = min(until - self._clock(), _wait_after(count))
        if left > 0:
            raise WaitFirst(math.ceil(left))

    def was_wrong(self, address: str, login: str) -> None:
        known, who = self._all(), _who(address, login)
        count = known.get(who, (0, 0.0))[0] + 1
        self._keep({**known, who: (count, self._clock() + _wait_after(count))})

    def was_right(self, address: str, login: str) -> None:
        known = self._all()
        if known.pop(_who(address, login), None) is not None:
            self._keep(known)

    def _all(self) -> dict[str, tuple[int, float]]:
        """What this program and others on this PC know; those who tried long ago are forgotten."""
        known = self._here | self._stored()
        return {who: one for who, one in known.items() if self._clock() < one[1] + KEPT_SECONDS}

    def _stored(self) -> dict[str, tuple[int, float]]:
        try:
            stored = json.loads(self._path().read_text(encoding="utf-8"))
            return {str(who): (int(one[0]), float(one[1])) for who, one in stored.items()}
        except (OSError, ValueError, TypeError, AttributeError, IndexError, KeyError):
            return {}

    def _keep(self, known: dict[str, tuple[int, float]]) -> None:
        path, self._here = self._path(), dict[str, tuple[int, float]]()
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(known), encoding="utf-8")
            os.replace(fresh, path)
        except OSError:
            self._here = known
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def _wait_after(count: int) -> int:
    if count < FREE_TRIES:
        return 0
    return min(FIRST_SECONDS << min(count - FREE_TRIES, 10), MOST_SECONDS)


def _who(address: str, login: str) -> str:
    return hashlib.sha256(f"{without_login(address)}\n{login}".encode()).hexdigest()[:24]
