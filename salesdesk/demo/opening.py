"""The demo office's file: made when it is first wanted, and made anew when its dates are no longer around today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from salesdesk.demo.build import Progress, build_demo
from salesdesk.domain.labels import local_day
from salesdesk.repository.schema import SCHEMA_VERSION


def open_demo(path: Path, progress: Progress | None = None, *, anew: bool = False) -> Path:
    """The demo office at ``path``: made where there is none, where the last one is of another day, or where asked for.

    What was practised in it yesterday is gone then: its dates would no longer be around today.
    """
    if anew or not _made_today(path):
        build_demo(path, datetime.now(UTC), progress)
        _stamp_of(path).write_text(_today())
    return path


def _made_today(path: Path) -> bool:
    stamp = _stamp_of(path)
    return path.exists() and stamp.exists() and stamp.read_text() == _today()


def _stamp_of(path: Path) -> Path:
    return path.with_suffix(".made")


def _today() -> str:
    """The day, and the schema it was made with."""
    return f"{local_day(datetime.now(UTC)).isoformat()} {SCHEMA_VERSION}"
