"""Where everything is put together: the windows, or a command from the command line. Nobody imports it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs SalesDesk; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        # The way most people start: nothing is imported that the first window does not need, and nothing collected
        # while Qt makes its thousands of names.
        gc.disable()
        from salesdesk.commands.start import start

        return start()
    from salesdesk.commands import run

    return run(arguments)
