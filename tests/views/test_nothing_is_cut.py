"""The places of the window, small and as on a small PC at 125 %, with the longest names: nothing that
Qt lays out is cut without telling the whole, lies over something else, or has to be scrolled to sideways.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.i18n import use_language
from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.swaps import Swap, ask_swap
from salesdesk.views.changes.wording import CHANGE_WORDS as CHANGES
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.labels import Label
from salesdesk.views.set_up.screen import PLACES as SET_UP
from salesdesk.views.shell.places import PLACES, place_of
from salesdesk.views.shell.window import ShellWindow
from tests.services.after_helpers import contracted
from tests.services.money_helpers import line, pay
from tests.support.cut_off import cut_off, settle_layout
from tests.support.office import House, office_copy

SMALL, SCALED = (1366, 768), (1093, 614)
"""A small screen at 100 % and at 125 %, in the pixels that the program counts."""
LONG = (
    "锦绣江南花园住宅小区三期暨临江商业综合体开发项目甲地块乙地块丙地块合并报建与人防工程及配套幼儿园一并建设的全部住宅"
)
NAMED = (
    "project", "company", "region", "customer", "order_buyer", "payment_scheme", "discount", "price_list", "building",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What there is to show, by its ids."""

    house: House
    customer: int
    sold: int
    """An order with money and a contract; on ``swapped`` a swap is asked for."""
    unchanged: int
    request: int
    free: int


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_copy("sqlite", request, tmp_path_factory.mktemp("cut")) as house:
        sold = contracted(house, "0301")
        pay(house, sold, line("earnest", 5_000_000))
        swapped, unchanged = house.sold("0302", "13812342047"), house.sold("0401", "13812342048")
        form = Swap(order_id=swapped, target_unit_id=house.unit_id("0402"), choices=house.choices(), reason="换大户型")
        made = Office(house, house.customer("周念真", "18944104410", "consultant"), sold, unchanged,
                      house.desk("control").perform(ask_swap, form), house.unit_id("0501"))  # fmt: skip
        name_at_length(house.address)
        yield made


def name_at_length(path: str) -> None:
    """Gives everything that has a name one of sixty characters, past every guard."""
    with sqlite3.connect(path) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {trigger}")
        for table in NAMED:
            file.execute(f"UPDATE {table} SET name = substr(?, 1, 60 - length(id)) || id", (LONG,))
        file.execute("UPDATE person SET must_change_password = 0")


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path_factory.mktemp("pc"))
    use_language("zh_CN")
    yield
    use_language("en")


def places(office: Office) -> Iterator[tuple[str, dict[str, object]]]:
    """Where to go, and what is shown there."""
    sold: dict[str, object] = {"order_id": office.sold}
    deal = {"unit_id": office.free, "customer_id": office.customer}
    shown: dict[str, list[dict[str, object]]] = {
        "customers": [{"customer_id": office.customer}],
        "orders": [sold],
        "after-contract": [
            {"order_id": office.sold, "part": part} for part in ("loans", "areas", "handovers", "nodes")
        ],
        "cashier": [sold],
        "requests": [{"request_id": office.request}],
        "deal": [{**deal, "mode": mode} for mode in ("subscribe", "quote")],
        "change": [{"order_id": office.unchanged, "kind": kind} for kind in CHANGES],
        "set-up": [{"place": key} for key in SET_UP],
    }
    return ((place.key, wanted) for place in PLACES for wanted in shown.get(place.key, [{}]))


@pytest.mark.parametrize("login", ["control", "operator", "admin"])
def test_nothing_is_cut(qtbot: QtBot, office: Office, login: str) -> None:
    window = ShellWindow(office.house.another_desk(login), office.house.address, DeskSettings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    found = list[str]()
    for key, wanted in places(office):
        if not place_of(key).may_enter(window.desk.office.permissions):
            continue
        window.go(key, wanted)
        for size in (SMALL, SCALED):
            window.resize(*size)
            settle_layout()
            qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=10_000)
            settle_layout()
            where = " ".join([key, *map(str, wanted.values()), str(size[0])])
            found.extend(f"{where}: {one}" for one in cut_off(window, sideways=size == SCALED))
    assert not found, "\n".join(found)


def test_what_is_cut_lies_under_or_sticks_out_would_be_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(Label("成交总价与应收款合计"))
    row.addWidget(Label("锦绣江南花园住宅小区三期", elide=True))
    row.addWidget(Button("保存并打印", "Ctrl Enter"))
    window.resize(400, 60)
    with qtbot.waitExposed(window):
        window.show()
    assert cut_off(window) == []
    children = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    field = TextField("证件上的姓名")
    field.setParent(window)
    field.setGeometry(380, 10, 60, 30)
    field.show()
    settle_layout()
    for child, width in zip(children, (60, 40, 40), strict=True):
        child.resize(width, 30)
    told = "\n".join(cut_off(window))
    for words in ("成交总价与应收款合计” is 60 wide", "保存并打印", "TextField “” at (380", "says “证件上的姓名”"):
        assert words in told
    assert "锦绣江南" not in told
