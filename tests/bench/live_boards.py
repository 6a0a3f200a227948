"""How soon a change at one desk is at all the others: from the commit's return to the rows fetched by the listener.

Sixty-two desks listen without a window, in processes of their own, two with one; the rows are read under each
listener's own rights. The windows' clock stops when the board has the changed cell. Beside stands what this machine
needs at least to wake as many sessions and answer each with ``SELECT 1``, measured in turn with the changes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import sqlalchemy as sa
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.services import desk_settings
from salesdesk.services.board import board_cells
from salesdesk.services.notices import channel_of
from salesdesk.services.office import Office
from tests.bench._listeners import FLOOR, Orders
from tests.bench._server import REALM, line, office_on_server
from tests.support.office import PASSWORD, House
from tests.support.postgres import PostgresServer

LISTENERS, WINDOWS, PROCESSES = 62, 2, 4
CHANGES = 40
SECONDS = 0.100
SETTLE_MS = 500
PATIENCE = 10


class Helper:
    """A process of `_listeners`."""

    def __init__(self, orders: Orders) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench._listeners"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.tell(orders.as_line())

    def tell(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(words if words.endswith("\n") else f"{words}\n")
        self._process.stdin.flush()

    def heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def helpers(house: House, server: PostgresServer) -> Iterator[tuple[list[Helper], Helper]]:
    """The desks without a window, and the one at which things change."""
    unit_id = house.unit_id("0101")
    control = house.desk("control")
    statement, parameters = sent_for(control, unit_id)
    url = server.url_as(f"control@{REALM}", PASSWORD, REALM)
    channel = control.read(channel_of)
    with ExitStack() as closing:
        listening = [
            Helper(
                Orders(url, channel, statement, parameters, LISTENERS // PROCESSES + (place < LISTENERS % PROCESSES))
            )
            for place in range(PROCESSES)
        ]
        address = f"{house.address}?realm={house.realm}"
        changing = Helper(Orders(url, address=address, login="manager", password=PASSWORD, unit_id=unit_id))
        for helper in (*listening, changing):
            closing.callback(helper.close)
        for helper in (*listening, changing):
            assert helper.heard() == "ready"
        yield listening, changing


def sent_for(desk: Office, unit_id: int) -> tuple[str, dict[str, Any]]:
    """What a desk sends to read one changed unit again."""
    sent = list[tuple[str, dict[str, Any]]]()

    def note(*arguments: Any) -> None:
        sent.append((str(arguments[2]), cast("dict[str, Any]", arguments[3])))

    sa.event.listen(desk.database.engine, "before_cursor_execute", note)
    desk.read(board_cells, [unit_id])
    sa.event.remove(desk.database.engine, "before_cursor_execute", note)
    [one] = sent
    return one


def windows_of(house: House, arrived: list[float]) -> list[QWidget]:
    """Whole windows on the board; the clock stops when the changed cell is in the board's stock."""
    from salesdesk.services.desk_settings import DeskSettings
    from salesdesk.services.sign_in import sign_in
    from salesdesk.views.board_view.screen import BoardScreen
    from salesdesk.views.shell.window import ShellWindow

    made = list[QWidget]()
    for _ in range(WINDOWS):
        address = f"{house.address}?realm={house.realm}"
        office = sign_in(address, "control", PASSWORD)
        office.enter(house.project_id)
        window = ShellWindow(office, address, DeskSettings())
        window.show()
        window.start()
        window.choose("board")
        screen = window.current_screen()
        assert isinstance(screen, BoardScreen)
        screen.reading.changed.connect(lambda cells: arrived.append(time.monotonic()))
        made.append(window)
    return made


def live(milliseconds: int) -> None:
    """The windows live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def arrivals(listening: list[Helper], changing: Helper, act: str, at_windows: list[float]) -> list[list[float]]:
    """The seconds from the commit's return to each arrival: at the desks without a window, at the windows."""
    at_windows.clear()
    changing.tell(act)
    heard = list[float]()
    windows = 0 if act == FLOOR else WINDOWS
    until = time.monotonic() + PATIENCE
    while len(heard) < LISTENERS or len(at_windows) < windows:
        assert time.monotonic() < until, (act, len(heard), len(at_windows))
        live(SETTLE_MS)
        for helper in listening:
            helper.tell("so far")
            heard += json.loads(helper.heard())[act == FLOOR]
    done = float(changing.heard())
    assert (len(heard), len(at_windows)) == (LISTENERS, windows)
    return [[moment - done for moment in moments] for moments in (heard, at_windows)]


def measure(house: House, server: PostgresServer) -> tuple[list[float], list[float], list[float]]:
    """The seconds of every arrival: at the desks without a window, at the windows, on the floor."""
    at_windows = list[float]()
    desks, windows, floor = list[float](), list[float](), list[float]()
    with helpers(house, server) as (listening, changing):
        made = windows_of(house, at_windows)
        live(3000)
        for _ in range(CHANGES // 2):
            for act in ("hold", "release"):
                heard, seen = arrivals(listening, changing, act, at_windows)
                desks += heard
                windows += seen
                floor += arrivals(listening, changing, FLOOR, at_windows)[0]
        for window in made:
            window.close()
    return sorted(desks), sorted(windows), sorted(floor)


def p99(moments: list[float]) -> float:
    return moments[int(len(moments) * 0.99) - 1]


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    with TemporaryDirectory() as folder, office_on_server(60) as (house, server):
        desk_settings._folder = lambda *_: Path(folder)
        print(f"PostgreSQL {server.version}")
        desks, windows, floor = measure(house, server)
    app.processEvents()
    held = list[bool]()
    for words, moments in (
        (f"{LISTENERS} desks have a change, p99", desks),
        (f"{WINDOWS} windows show it, p99", windows),
    ):
        held.append(
            line(words, f"{p99(moments) * 1000:.0f} ms", f"{SECONDS * 1000:.0f} ms", p99(moments) <= SECONDS,
                 f"median {moments[len(moments) // 2] * 1000:.0f} ms, {len(moments)} arrivals")
        )  # fmt: skip
    print(f"     this machine wakes {LISTENERS} sessions with SELECT 1: p99 {p99(floor) * 1000:.0f} ms, "
          f"median {floor[len(floor) // 2] * 1000:.0f} ms")  # fmt: skip
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
