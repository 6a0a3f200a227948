"""What can be done from the command line; each command in a module of its own, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Carries out what was typed; the exit code."""
    from salesdesk.commands.arguments import parser

    chosen = parser().parse_args(arguments)
    done: int = chosen.carry_out(chosen)
    return done
