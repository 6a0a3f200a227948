"""How soon a change at one desk is at all the others: from the commit's return to the rows fetched by the listener.

Sixty-two desks listen without a window, two with one; the rows are read under each listener's own rights. The windows'
clock stops when the board has the changed cell.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.services import desk_settings
from salesdesk.services.board import board_cells
from salesdesk.services.holds import HoldForm, Release, hold, release
from salesdesk.services.notices import Desks, Notices
from salesdesk.services.office import Office
from salesdesk.services.rows import Touched
from tests.bench._server import line, office_on_server
from tests.support.office import PASSWORD, House

LISTENERS, WINDOWS = 62, 2
CHANGES = 40
SECONDS = 0.100


class Listener:
    """A desk without a window: hears, and reads the units that were named."""

    def __init__(self, office: Office, arrived: list[float]) -> None:
        self._office, self._arrived = office, arrived
        self.ready = threading.Event()
        self.notices = Notices(office, self._told, self._counted)

    def _told(self, touched: Touched) -> None:
        self._office.read(board_cells, sorted(touched.units))
        self._arrived.append(time.perf_counter())

    def _counted(self, desks: Desks) -> None:
        self.ready.set()


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
        screen.reading.changed.connect(lambda cells: arrived.append(time.perf_counter()))
        made.append(window)
    return made


def idle(app: QApplication, seconds: float) -> None:
    """Lets the windows live for a while."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.002)


def one_change(
    app: QApplication, act: Callable[[], object], arrived: list[float], at_windows: list[float]
) -> list[float]:
    """The seconds from the commit's return to each arrival."""
    arrived.clear()
    at_windows.clear()
    done = list[float]()

    def change() -> None:
        act()
        done.append(time.perf_counter())

    thread = threading.Thread(target=change)
    thread.start()
    until = time.perf_counter() + 10
    while (len(arrived) < LISTENERS or len(at_windows) < WINDOWS) and time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.0005)
    thread.join()
    assert (len(arrived), len(at_windows)) == (LISTENERS, WINDOWS), (len(arrived), len(at_windows))
    return [moment - done[0] for moment in (*arrived, *at_windows)]


def measure(house: House) -> list[float]:
    """The seconds of every arrival of every change, the shortest first."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    arrived, at_windows = list[float](), list[float]()
    listeners = [Listener(house.another_desk("control"), arrived) for _ in range(LISTENERS)]
    for listener in listeners:
        listener.notices.start()
    assert all(listener.ready.wait(30) for listener in listeners)
    windows = windows_of(house, at_windows)
    idle(app, 3)
    manager, unit = house.desk("manager"), house.unit_id("0101")
    taken = list[float]()
    for _ in range(CHANGES // 2):
        for act in (
            lambda: manager.perform(hold, HoldForm(unit_id=unit, reason="领导预留")),
            lambda: manager.perform(release, Release(unit_id=unit, reason="放回")),
        ):
            taken += one_change(app, act, arrived, at_windows)
            idle(app, 0.25)
    for listener in listeners:
        listener.notices.stop()
    for window in windows:
        window.close()
    return sorted(taken)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder, office_on_server(60) as (house, server):
        desk_settings._folder = lambda *_: Path(folder)
        print(f"PostgreSQL {server.version}")
        taken = measure(house)
        p99 = taken[int(len(taken) * 0.99) - 1]
        words = f"{LISTENERS + WINDOWS} desks hear a change, p99"
        median = taken[len(taken) // 2]
        held = line(words, f"{p99 * 1000:.0f} ms", f"{SECONDS * 1000:.0f} ms", p99 <= SECONDS,
                    f"median {median * 1000:.0f} ms, {len(taken)} arrivals")  # fmt: skip
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
