"""How fast an order with a long history opens: ``python -m tests.bench.order_story``. Each figure beside its limit.

What is measured is what comes beyond the queries: the rows as they were read, put on the screen and painted. The limit
is that of the house (100 ms for 200 entries); beside it stands that ten times the history costs no more than ten
times as much. Exit 1 when a limit is missed.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import Stage
from salesdesk.repository.history import UnitEvent
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.papers import PaperRow
from salesdesk.repository.requests import Answer, RequestRow
from salesdesk.services.accounts import OrderAccount
from salesdesk.services.order_files import OrderFile
from salesdesk.services.request_views import AskedRequest
from salesdesk.views import theme
from salesdesk.views.orders.detail import OrderDetailPane

LIMIT_MS = 100.0
ENTRIES = 200
ROUNDS = 9
BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def order() -> OrderDetail:
    return OrderDetail(
        1, "RG2026-00001", Stage.SUBSCRIBED, 7, "3-0301", 3, "韩若溪", 5, None, date(2026, 3, 2), date(2026, 3, 9),
        None, "", None, None, "", "", BEGAN, "沈雨桐", 1, 1, 2, "一次性", "", 0, None, (), (), (),
    )  # fmt: skip


def unit() -> UnitDetail:
    return UnitDetail(
        7, "3-0301", "3#", "1单元", "0301", 3, 3, "home", "C 三房两厅", "南北", 1_183_200, None, None, "subscribed",
        frozenset(), "", "", 1, 236_640_000, 2_000_000, "gross", 1, 1, 1,
    )  # fmt: skip


def asked(number: int) -> AskedRequest:
    """One request with its answer and its end: three entries of the story."""
    at = BEGAN + timedelta(hours=number)
    row = RequestRow(
        number, f"SQ2026-{number:05d}", RequestKind.POSTPONEMENT, RequestState.DONE, (OfficeRole.MANAGER,), "3-0301",
        "客户资金下周到位", 1, 7, None, 3, None, at, 4, "沈雨桐", at, at + timedelta(minutes=9), "沈雨桐", "", 1,
    )  # fmt: skip
    return AskedRequest(row, (Answer(OfficeRole.MANAGER, True, "同意延期", at + timedelta(minutes=5), 6, "罗建平"),))


def file_of(entries: int) -> OrderFile:
    """An order with so many entries: three quarters of them about requests, the others papers and moves."""
    requests = tuple(asked(number) for number in range(1, entries // 4 + 1))
    papers = tuple(
        PaperRow(n, "agreement", f"认购协议书 {n}", "0" * 64, None, BEGAN + timedelta(hours=n, minutes=20), "沈雨桐")
        for n in range(1, entries - 3 * len(requests) - 1)
    )
    moves = (UnitEvent(BEGAN, "state", "沈雨桐", "", "subscribed"),)
    account = OrderAccount(order(), (), (), 0, 0, date(2026, 11, 22))
    return OrderFile(account, unit(), papers, frozenset(), {}, moves, requests)


def opening_ms(pane: OrderDetailPane, file: OrderFile) -> float:
    """The median of opening it in place of another order, painted."""
    held = frozenset(Permission)
    other = replace(
        file, account=replace(file.account, order=replace(file.account.order, id=2)), requests=(), papers=()
    )
    times = list[float]()
    for _ in range(ROUNDS):
        pane.show_file(other, held)
        QApplication.processEvents()
        start = time.perf_counter()
        pane.show_file(file, held)
        pane.repaint()
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.install(app, "light")
    pane = OrderDetailPane()
    pane.resize(716, 640)
    pane.show()
    few, many = opening_ms(pane, file_of(ENTRIES // 10)), opening_ms(pane, file_of(ENTRIES))
    shown = len(pane.story.rows.rows())
    print(
        f"an order with {shown} entries of history opens in {many:.1f} ms beyond its queries, limit {LIMIT_MS:.0f} ms"
    )
    print(f"with a tenth of them in {few:.1f} ms: {many / few:.1f} times as long, limit 10")
    return 0 if many <= LIMIT_MS and many <= 10 * few and shown >= ENTRIES - 1 else 1


if __name__ == "__main__":
    sys.exit(main())
