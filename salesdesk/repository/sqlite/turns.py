"""Taking turns on an office's file: one desk writes at a time, the others wait a little, and not for ever."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from salesdesk.domain.errors import OfficeBusy
from salesdesk.domain.i18n import mark

PATIENCE_SECONDS = 10.0
TOLD_SECONDS = 3.0
"""After so long whoever waits is told what for."""


def patiently(begin: Callable[[], Any], waiting: Callable[[], None]) -> Any:
    """Begins a transaction; while another desk or program writes, tries again after a short random pause (fairness).

    Args:
        waiting: called once when it takes long.

    Raises:
        OfficeBusy: the file was not free for `PATIENCE_SECONDS`.
    """
    began = time.monotonic()
    told = False
    while True:
        try:
            return begin()
        except sa.exc.OperationalError as error:
            waited = time.monotonic() - began
            if "locked" not in str(error.orig):
                raise
            if waited > PATIENCE_SECONDS:
                raise OfficeBusy(
                    mark("Another program has been writing to the office's file for {n} seconds; nothing was saved. "
                         "Try again in a moment."),
                    n=round(waited),
                ) from error  # fmt: skip
            if waited > TOLD_SECONDS and not told:
                told = True
                waiting()
            time.sleep(random.uniform(0.001, 0.02))
