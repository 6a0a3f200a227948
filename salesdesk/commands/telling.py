"""How commands speak: what was done on the standard output, what went wrong on the other."""

from __future__ import annotations

import sys

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr

FAILED = 2


def tell(sentence: str) -> None:
    print(sentence, flush=True)


def fail(reason: Refusal | str) -> int:
    """Says why it could not be done; the exit code."""
    print(tr("salesdesk: {reason}").format(reason=reason), file=sys.stderr, flush=True)
    return FAILED
