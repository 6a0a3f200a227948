"""``salesdesk demo``: the demo office with its people at the door, or a day of it played through the real windows."""

from __future__ import annotations

import argparse
from pathlib import Path

from salesdesk.commands.telling import Told, fail, tell
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr


def demo_command(chosen: argparse.Namespace) -> int:
    """Opens the sign-in window at the demo office; with ``--tour`` plays the tour, 1 when a step failed."""
    if chosen.tour:
        return _tour(chosen)
    from salesdesk.commands.start import demo_path, start
    from salesdesk.demo import open_demo
    from salesdesk.demo.people import PEOPLE

    path = demo_path()
    tell(tr("Making the demo office; this takes some seconds the first time each day."))
    try:
        with Told() as told:
            open_demo(path, told.progress)
    except Refusal as reason:
        return fail(reason)
    return start(str(path), chosen.lang, chosen.login or PEOPLE[0].login)


def _tour(chosen: argparse.Namespace) -> int:
    from salesdesk.demo.tour import run

    prices = Path(chosen.prices) if chosen.prices else None
    done: int = run(Path(chosen.tour), prices)
    return done
