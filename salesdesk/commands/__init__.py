"""What can be done from the command line; each command in a module of its own, imported when it is asked for."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Carries out what was typed; the exit code."""
    from salesdesk.commands.arguments import parser
    from salesdesk.domain.i18n import use_language
    from salesdesk.services.desk_settings import load_settings

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another code page must not stop the work
    use_language(_language(arguments) or load_settings().language)
    chosen = parser().parse_args(arguments)
    done: int = chosen.carry_out(chosen)
    return done


def _language(arguments: Sequence[str]) -> str:
    """Needed before the parser is made, since its own words are translated."""
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return ""
