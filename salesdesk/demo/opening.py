"""The demo office's file: made when it is first wanted, and made anew when its dates are no longer around today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from salesdesk.demo.build import Progress, build_demo
from salesdesk.domain.labels import local_day
from salesdesk.repository.schema import SCHEMA_VERSION
from salesdesk.services.folders import data_folder


def demo_path() -> Path:
    """Where the demo office lies; each version of the schema has its own."""
    return data_folder() / f"demo-{SCHEMA_VERSION}.db"


def make_demo(progress: Progress | None = None, *, anew: bool = False) -> Path:
    """The demo office's file: made where there is none, where the last one is of another day, or where it is asked for.

    What was practised in it yesterday is gone then: its dates would no longer be around today.
    """
    path = demo_path()
    if anew or not _made_today(path):
        build_demo(path, datetime.now(UTC), progress)
        path.with_suffix(".day").write_text(_today())
    return path


def _made_today(path: Path) -> bool:
    stamp = path.with_suffix(".day")
    return path.exists() and stamp.exists() and stamp.read_text() == _today()


def _today() -> str:
    return local_day(datetime.now(UTC)).isoformat()
