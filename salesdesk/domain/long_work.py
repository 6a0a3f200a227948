"""Long work tells how far it is and can be stopped: two small callables that every long verb takes."""

from __future__ import annotations

from collections.abc import Callable

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark

Progress = Callable[[int, int], None]
"""Called now and then with what is done and what there is to do; the second is 0 where nobody knows."""

Cancelled = Callable[[], bool]
"""Asked now and then; True stops the work at the next safe place."""


class Stopped(Refusal):
    """The person stopped the work; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__(mark("Stopped; nothing was changed."))


def stop_if(cancelled: Cancelled | None) -> None:
    """Raises `Stopped` when the person asked for it."""
    if cancelled is not None and cancelled():
        raise Stopped
