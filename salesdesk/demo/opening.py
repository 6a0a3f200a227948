"""The demo office's file: made when it is first wanted, and made anew when its dates are no longer around today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from salesdesk.demo.build import build_demo
from salesdesk.domain.labels import local_day
from salesdesk.domain.long_work import Cancelled, Progress
from salesdesk.repository.schema import SCHEMA_VERSION
from salesdesk.services.printed_seals import seals_file

DEMO_VERSION = 5
"""Counts up when people or deals of the demo change: what was made before today's change is made anew."""


def open_demo(
    path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None, *, anew: bool = False
) -> Path:
    """The demo office at ``path``: made where there is none, where the last one is of another day, or where asked for.

    What was practised in it yesterday is gone then: its dates would no longer be around today.

    Raises:
        Stopped: the person stopped it; what was there before still is.
    """
    if anew or not _made_today(path):
        build_demo(path, datetime.now(UTC), progress, cancelled)
        # The seals of the office that stood here before are not those of this one.
        seals_file(str(path)).unlink(missing_ok=True)
        _stamp_of(path).write_text(_today())
    return path


def _made_today(path: Path) -> bool:
    stamp = _stamp_of(path)
    return path.exists() and stamp.exists() and stamp.read_text() == _today()


def _stamp_of(path: Path) -> Path:
    return path.with_suffix(".made")


def _today() -> str:
    """The day, and the schema and the demo it was made with."""
    return f"{local_day(datetime.now(UTC)).isoformat()} {SCHEMA_VERSION}.{DEMO_VERSION}"
