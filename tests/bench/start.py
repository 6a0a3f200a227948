"""How soon the sign-in window stands, against a bare Qt window: ``python -m tests.bench.start``.

The bare window is the smallest program that says something: Qt's application and one line of text in the middle.
Both in fresh processes, in turn, from the start of Python to the end of the first painting; the medians are compared,
and so is each pair's ratio, since others may use the machine.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

LIMIT = 1.3
RUNS = 15

# The process ends as soon as the window was painted: what is imported while the person types is not counted.
BARE = """
import os
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication([])
window = Window("SalesDesk")
window.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.resize(880, 620)
window.show()
app.exec()
"""
DOOR = """
import os
from salesdesk.app import main
import gc
gc.disable()  # as `main` does first of all
import salesdesk.views.sign_in.window as door
door.SignInWindow._after_first_sight = lambda self: os._exit(0)
main([])
"""


def seconds(script: str, environment: Mapping[str, str]) -> float:
    """How long a fresh Python takes for it."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], env=dict(environment), check=True)
    return time.perf_counter() - began


def home(folder: str) -> dict[str, str]:
    """An ordinary morning: this PC knows its office and who signed in last; the program's modules are compiled."""
    homes = {f"XDG_{name}_HOME": str(Path(folder, name)) for name in ("CONFIG", "DATA", "STATE")}
    platform = {"QT_QPA_PLATFORM": "offscreen"} if sys.platform.startswith("linux") else {}
    settings = {"address": str(Path(folder, "office.db")), "login": "chen"}
    for place in ("CONFIG/salesdesk", "SalesDesk"):
        Path(folder, place).mkdir(parents=True)
        Path(folder, place, "desk.json").write_text(json.dumps(settings), "utf-8")
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **platform, **homes, **compiled, "APPDATA": folder, "LOCALAPPDATA": folder}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = home(folder)
        seconds(BARE, environment)
        seconds(DOOR, environment)
        pairs = [(seconds(BARE, environment), seconds(DOOR, environment)) for _ in range(RUNS)]
    bare, door = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    print(f"a bare window     {bare * 1000:6.0f} ms")
    print(f"the sign-in       {door * 1000:6.0f} ms")
    print(f"ratio             {ratio:6.2f}      limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
