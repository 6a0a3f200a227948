"""How commands speak: what was done on the standard output, what went wrong on the other."""

from __future__ import annotations

import sys

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr

FAILED = 2


def tell(sentence: str) -> None:
    print(sentence, flush=True)


class Told:
    """How far long work is, on one line of the terminal that is written over; into a file nothing is written."""

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print(f"\r{' ' * len(self._shown)}\r", end="", flush=True)

    def progress(self, done: int, total: int) -> None:
        words = f"{done * 100 // total if total else 0:3d} %"
        if words != self._shown and sys.stdout.isatty():
            self._shown = words
            print(f"\r{words}", end="", flush=True)


def fail(reason: Refusal | str) -> int:
    """Says why it could not be done; the exit code."""
    print(tr("salesdesk: {reason}").format(reason=reason), file=sys.stderr, flush=True)
    return FAILED
