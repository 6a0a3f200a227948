"""The ground every test stands on: no screen, no home, no saved passwords, no settings of the person who runs it."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from salesdesk.domain.i18n import current_language, use_language
from tests.support.engines import ENGINES, EngineCount
from tests.support.office import house, pg_template, sqlite_template
from tests.support.postgres import pg_server

__all__ = ["house", "pg_server", "pg_template", "sqlite_template"]

_PLENTY = 6 << 30


def _work_in_memory() -> None:
    """Thousands of small databases are written and thrown away: where memory is plenty, none waits for a disk."""
    memory, told = Path("/dev/shm"), Path("/proc/meminfo")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK) or not told.exists():
        return
    free = next(int(line.split()[1]) << 10 for line in told.read_text().splitlines() if line.startswith("MemAvailable"))
    if min(free, shutil.disk_usage(memory).free) >= _PLENTY:
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = str(memory)


_work_in_memory()
_HOME = tempfile.mkdtemp(prefix="salesdesk-home-")


def _leave_the_persons_own_settings() -> None:
    """Before anything of ours or Qt's is imported: both look at the environment once."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR"):
        os.environ[name] = _HOME
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = os.path.join(_HOME, name.lower())
    for name in [name for name in os.environ if name.startswith(("PG", "SALESDESK_"))]:
        del os.environ[name]
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ["LC_ALL"] = "C.UTF-8"
    # Neither UTC nor China: code that mixes up the clock of the PC, of the database and of the office is found out.
    # Written as a rule, because a machine without a table of zones would take a name for UTC.
    os.environ["TZ"] = "DESK+05:30"
    if hasattr(time, "tzset"):
        time.tzset()
    if sys.platform.startswith("linux"):
        # Even where there is a screen: windows that fight for the focus with the person's own prove nothing.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_leave_the_persons_own_settings()

# Deadlines measure the machine, which others may be using, and not the program.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(EngineCount(), "engine-count")
    gc.disable()


def pytest_collection_finish() -> None:
    """What was imported and collected lives as long as the run: the collector looks through it once, never again."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(params=list(ENGINES))
def engine_kind(request: pytest.FixtureRequest) -> str:
    """``sqlite`` or ``postgresql``: every test that uses a database runs on both."""
    return str(request.param)


@pytest.fixture(autouse=True)
def _sources_as_they_are() -> Iterator[None]:
    """A test that speaks Chinese leaves English behind: the sentences of the others are compared in English."""
    yield
    if current_language() != "en":
        use_language("en")
