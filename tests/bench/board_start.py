"""How soon a board of 10,000 units stands after the answer to the sign-in: ``python -m tests.bench.board_start``.

The program runs as it does for a person: the door is open, what comes next was imported while they typed. The clock
runs from the answer to the end of the first painting that shows units. It is compared with the start of a bare Qt
window in a fresh process, in turn; the median of the ratios counts, since others may use the machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from salesdesk.domain.pricing import Basis
from salesdesk.domain.unit_sheet import UnitRow
from salesdesk.services.board import board
from salesdesk.services.launches import Launch, launch
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.projects import NewAccount, NewPermit, add_account, add_permit
from salesdesk.services.sign_in import NewOffice, open_new_office
from salesdesk.services.unit_import import UnitImport, import_units
from tests.bench.start import BARE, home, seconds

LIMIT = 2.5
RUNS = 11
HOMES = 10_000
LOGIN, PASSWORD = "owner", "Blue-kettle-7"
_LAYOUTS = (
    ("D 四房两厅两卫", "南北", 1_431_500), ("B 三房两厅一卫", "南", 964_800), ("A 两房两厅一卫", "南", 897_500),
    ("C 三房两厅两卫", "南北", 1_183_200),
)  # fmt: skip

BOARD = """
import gc, os, sys, time
gc.disable()  # as the program does until its first window is painted
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.shell.program import Program, dress
address, login, password = sys.argv[1:]
app = QApplication([])
settings = DeskSettings(palette="light")
dress(app, settings)
program = Program(settings)
program.start()
began = 0.0

def painted():
    print(time.perf_counter() - began, flush=True)
    os._exit(0)

def arrive():
    from salesdesk.services.sign_in import sign_in
    from salesdesk.views.board_view.canvas import BoardCanvas
    plain = BoardCanvas.paintEvent
    def paint(self, event):
        plain(self, event)
        if self.buildings():
            QTimer.singleShot(0, painted)
    BoardCanvas.paintEvent = paint
    gc.enable()
    office = sign_in(address, login, password)
    global began
    began = time.perf_counter()
    program.door.arrived.emit(office, address)

def wait_for_imports():
    if program._prefetch is None:
        QTimer.singleShot(5, wait_for_imports)
    else:
        program._prefetch.finished.connect(lambda: QTimer.singleShot(50, arrive))

wait_for_imports()
app.exec()
"""


def homes() -> tuple[UnitRow, ...]:
    """Fifty buildings of 25 floors and two entrances."""
    rows = []
    for index in range(HOMES):
        building, place = divmod(index, 200)
        floor, door = divmod(place, 8)
        layout, aspect, gross = _LAYOUTS[door % 4]
        inner, total = gross * 4 // 5, gross * (200 + floor)
        rows.append(
            UnitRow("表", index + 2, "", f"{building + 1}#", f"{door // 4 + 1}单元", f"{floor + 1:02}{door + 1:02}",
                    floor + 1, floor + 1, "home", "住宅", layout, aspect, gross, inner, gross - inner, None, total,
                    None, Basis.GROSS, "", False, False, "")
        )  # fmt: skip
    return tuple(rows)


def furnish(path: Path) -> None:
    """An office with all homes priced, half of them on sale."""
    office = open_new_office(NewOffice(path, "公司", "项目", "南京", LOGIN, "业主", PASSWORD))
    stored = office.perform(import_units, UnitImport(rows=homes(), source="表", effective_at=datetime.now(UTC)))
    office.perform(sign_price_list, Signature(price_list_id=stored["price_list"]))
    account_id = office.perform(add_account, NewAccount(name="监管账户", bank="银行", number="1", supervised=True))
    office.perform(add_permit, NewPermit(number="预售1号", issued_on=date(2026, 1, 5), account_id=account_id))
    units = [cell.unit_id for cell in office.read(board).cells]
    office.perform(launch, Launch(unit_ids=tuple(units[::2])))
    office.close()


def to_the_board(path: Path, environment: Mapping[str, str]) -> float:
    """Seconds from the answer to the sign-in to the painted board."""
    command = [sys.executable, "-c", BOARD, str(path), LOGIN, PASSWORD]
    told = subprocess.run(command, env=dict(environment), check=True, capture_output=True, text=True)
    return float(told.stdout.split()[-1])


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "office.db")
        furnish(path)
        environment = home(folder)
        seconds(BARE, environment)
        to_the_board(path, environment)
        pairs = [(seconds(BARE, environment), to_the_board(path, environment)) for _ in range(RUNS)]
    bare, painted = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    print(f"a bare window              {bare * 1000:6.0f} ms")
    print(f"board of {HOMES:,} units      {painted * 1000:6.0f} ms")
    print(f"ratio                      {ratio:6.2f}      limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
