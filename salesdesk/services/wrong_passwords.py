"""Wrong passwords in a row make the desk wait, longer with each: nobody tries a list of them at a desk left alone.

It is the desk's own delay, in memory; what a server does to those who come past the program is its `auth_delay`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

FREE_TRIES = 3
FIRST_SECONDS = 5
MOST_SECONDS = 300


class WrongPasswords:
    """How often a person's password was wrong in a row at this desk, and until when the next try waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong = dict[tuple[str, str], tuple[int, float]]()

    def check(self, address: str, login: str) -> None:
        """
        Raises:
            BadInput: the next try has to wait, and how long.
        """
        _, until = self._wrong.get((address, login), (0, 0.0))
        left = until - self._clock()
        if left > 0:
            raise BadInput(
                mark("Wrong too often; the next try is possible in {n} seconds."), n=math.ceil(left), field="password"
            )

    def was_wrong(self, address: str, login: str) -> None:
        count = self._wrong.get((address, login), (0, 0.0))[0] + 1
        wait = min(FIRST_SECONDS * 2 ** (count - FREE_TRIES), MOST_SECONDS) if count >= FREE_TRIES else 0
        self._wrong[address, login] = (count, self._clock() + wait)

    def was_right(self, address: str, login: str) -> None:
        self._wrong.pop((address, login), None)
