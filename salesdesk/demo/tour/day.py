"""The day from the door to the exports: its steps in order, what each leaves behind, and how it ended."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.demo.tour.memory import Memory
    from salesdesk.demo.tour.stage import Stage

SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
Step = Callable[["Stage", "Memory"], str]


@dataclass
class Report:
    """How each step ended, for the last lines on the terminal and in ``summary.txt``."""

    lines: list[str] = field(default_factory=list)
    failed: int = 0

    def note(self, name: str, seconds: float, said: str) -> None:
        self.lines.append(f"  ok    {name:<18} {seconds:5.1f} s  {said}")
        print(self.lines[-1], flush=True)

    def fault(self, name: str, seconds: float, error: BaseException) -> None:
        self.failed += 1
        self.lines.append(f"  FAIL  {name:<18} {seconds:5.1f} s  {error}")
        print(self.lines[-1], flush=True)


def play(out: Path, prices: Path | None) -> int:
    """Plays every step; a failed one ends the day, since the next ones stand on it."""
    if prices is not None and not prices.exists():
        print(f"  FAIL  there is no file “{prices}”")
        return 1
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="salesdesk-tour-") as folder:
        _furnish(Path(folder))
        _play(out, prices, Path(folder), report)
    verdict = f"tour: {len(report.lines)} steps, {report.failed} failed; pictures, papers and sheets in {out}"
    print(verdict, flush=True)
    (out / "summary.txt").write_text("\n".join([*report.lines, verdict, ""]), encoding="utf-8")
    return min(1, report.failed)


def _furnish(folder: Path) -> None:
    """A place of its own: settings that are nobody's, no keyring, and a screen where there is none.

    Qt's screen for machines without one is smaller than a window, and would push every dialog into its corner.
    """
    os.environ["SALESDESK_SETTINGS"] = str(folder / "desk.json")
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        screen = folder / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"


def _play(out: Path, prices: Path | None, folder: Path, report: Report) -> None:
    from PySide6 import QtCore
    from PySide6.QtWidgets import QApplication

    from salesdesk.demo.tour.door import Door
    from salesdesk.demo.tour.eyes import listening
    from salesdesk.demo.tour.memory import Memory
    from salesdesk.demo.tour.stage import Stage
    from salesdesk.demo.tour.steps import STEPS

    app = QApplication.instance() or QApplication(sys.argv[:1])
    stage = Stage(out)
    office = folder / "tour.db"
    began = time.monotonic()
    _make_office(office)
    report.note("office", time.monotonic() - began, "six buildings, 2,000 customers, a year of sales")
    memory = Memory(folder=folder, prices=prices or _bundled(folder), door=Door(stage, office))
    QtCore.qInstallMessageHandler(_told_by_qt)
    with listening(stage):
        for step in STEPS:
            began = time.monotonic()
            name = step.__name__
            try:
                said = step(stage, memory)
                stage.settle()
            except Exception as error:
                report.fault(name, time.monotonic() - began, error)
                _leave_traces(stage, out, error)
                break
            report.note(name, time.monotonic() - began, said)
    memory.door.leave()
    app.processEvents()
    QtCore.qInstallMessageHandler(None)


def _told_by_qt(kind: object, context: object, words: str) -> None:
    """What Qt says goes to the terminal, but not that a plugin without a screen cannot raise windows."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def _make_office(path: Path) -> None:
    """A fresh copy of an office made today; the first tour of a day makes it, and nobody practises in it."""
    from salesdesk.demo import open_demo
    from salesdesk.services.desk_settings import data_folder

    shutil.copy(open_demo(data_folder() / "tour.db"), path)


def _bundled(folder: Path) -> Path:
    from salesdesk.excel.samples import write_sample_price_list

    path = folder / "一房一价备案表.xlsx"
    write_sample_price_list(path)
    return path


def _leave_traces(stage: Stage, out: Path, error: Exception) -> None:
    """What there was to see when a step failed; what cannot even be painted is told with the failure."""
    told = traceback.format_exception(error)
    try:
        stage.seen(stage.window or stage.front()).save(str(out / "failure.png"))
    except Exception as unseen:
        told += ["\nand there is no picture of it:\n", *traceback.format_exception_only(unseen)]
    (out / "failure.txt").write_text("".join(told), encoding="utf-8")
