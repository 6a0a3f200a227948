"""The page of the board, framed as in the mock: rail, head, buildings, filters, board, legend, side panel, keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.board import BuildingSummary, summarise
from salesdesk.views.board_view.canvas import BoardCanvas
from salesdesk.views.board_view.legend import Legend
from salesdesk.views.board_view.tabs import BuildingTabs
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, KeyCap, PrimaryButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.key_hints import KeyHints
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.tags import Avatar
from tests.views.board_samples import mock_building, project

_PLACES = [
    ("board", "board", "看板"),
    ("customers", "customers", "客户"),
    ("orders", "orders", "订单"),
    ("cashier", "cashier", "收银"),
    ("tasks", "tasks", "任务"),
    ("reports", "reports", "报表"),
    ("set-up", "set-up", "设置"),
]


def _summaries() -> list[BuildingSummary]:
    def counts(**states: int) -> dict[str, int]:
        return {"available": states.pop("available", 0), **states}

    third = replace(summarise(mock_building()[0])[0])
    return [
        BuildingSummary("1#", 137, counts(available=13, held=2, contracted=12, filed=54, handed_over=56)),
        BuildingSummary("2#", 137, counts(available=15, contracted=12, filed=110)),
        third,
        BuildingSummary("4#", 129, counts(available=48, held=10, reserved=4, subscribed=10, contracted=36, filed=21)),
        BuildingSummary("5#", 137, counts(available=56, held=5, reserved=5, subscribed=12, contracted=13)),
        BuildingSummary("6#", 129, {"unlaunched": 129}, note="未开盘", detail="12-06 开盘"),
    ]


def _row(widgets: list[QWidget | int], margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(*margins)
    row.setSpacing(gap)
    for widget in widgets:
        if isinstance(widget, int):
            row.addStretch(1) if widget == 0 else row.addSpacing(widget)
        else:
            row.addWidget(widget)
    return row


def _top_bar() -> Sheet:
    bar = Sheet("surface", "b")
    bar.setFixedHeight(48)
    search = SearchField("房号、客户、拼音首字母、手机尾号、订单、收据", "Ctrl K")
    search.setFixedWidth(400)
    bar.setLayout(
        _row(
            [
                Label("锦绣江南・一期", "section", medium=True),
                8,
                Label("栖霞地产 / 江宁公司", "small", "ink_3"),
                0,
                search,
                0,
                Label("实时 12 台在线", "small", "ink_2"),
                12,
                Label("11-22 周日", "small", "ink_2"),
                Label("14:32", "small", medium=True),
                12,
                Avatar("沈雨桐"),
                Label("沈雨桐", "small", medium=True),
                Label("销控", "small", "ink_3"),
            ],
            (16, 0, 16, 0),
        )
    )
    return bar


def _filters(narrowed: bool) -> tuple[QHBoxLayout, Segmented]:
    fields: list[QWidget | int] = []
    for noun in ("户型", "面积", "总价", "朝向", "状态"):
        field = ChoiceField([("", "全部"), ("x", "三房")], label=noun)
        field.set_key("x" if narrowed and noun == "户型" else "")
        fields.append(field)
    zoom = Segmented([("dense", "密"), ("medium", "中"), ("wide", "疏")])
    words = "符合 64 / 137 套" if narrowed else "共 137 套"
    clock = ChoiceField([("", "此刻")], label="时点")
    clock.set_key("")
    more: list[QWidget | int] = [Link("清除")] if narrowed else []
    return _row([*fields, *more, 0, Label(words, "small", "ink_2"), zoom, clock], (16, 9, 16, 5), 10), zoom


def _panel() -> SidePanel:
    panel = SidePanel()
    panel.head.addLayout(
        _row(
            [
                Label("3-1604", "figure", medium=True),
                Mark("available", ["mortgaged"], words=True),
                0,
                KeyCap("Esc"),
            ]
        )
    )
    panel.head.addWidget(Label("1 单元 16 层　C 户型 三房两厅两卫　南北", "small", "ink_2"))
    price = Part("表价总价", "表价单价")
    price.column.addLayout(
        _row(
            [
                Label("2,474,308", "figure", medium=True),
                0,
                Label("20,912", "section", medium=True, align=RIGHT),
                Label("元/㎡", "small", "ink_3"),
            ],
            gap=4,
        )
    )
    price.column.addLayout(_row([Label("一房一价表 V7　11-15 生效", "small", "ink_3"), Link("调价记录"), 0]))
    panel.add_part(price)
    history = Part("经过", link="全部 9 条")
    for moment, what, who in (
        ("11-22 09:40", "抵押登记", "江宁农商行"),
        ("11-21 16:05", "预留到期，自动释放", ""),
        ("11-18 16:05", "预留 72 小时", "沈雨桐　客户 何佩芸"),
    ):
        line = QWidget()
        line.setLayout(
            _row([Label(moment, "small", "ink_3"), 6, Label(what, "small"), Label(who, "small", "ink_3"), 0])
        )
        history.add(line)
    panel.add_part(history)
    panel.foot.addWidget(Banner("refusal", "暂不能认购", "在建工程抵押未解除，预计 11-28 解押。可先预留。", "查看依据"))
    barred = Button("认购", "F4", tall=True)
    barred.set_refusal("在建工程抵押未解除，预计 11-28 解押。")
    panel.foot.addLayout(_row([PrimaryButton("预留", "F3"), barred, Button("置业计划", "F6", tall=True)]))
    return panel


def _status_line() -> Sheet:
    line = Sheet("surface_alt", "t")
    line.setFixedHeight(26)
    said = Label("● 已连接　　数据库时间 14:32:08　　2 秒前　3-1406 小订　陈立", "caption", "ink_3")
    hints = KeyHints([("↑↓←→", "移动"), ("1–6", "楼栋"), ("/", "筛选"), ("Enter", "详情"), ("F5", "看板时点")])
    line.setLayout(_row([said, hints], (16, 1, 16, 0)))
    return line


def board_page(zoom: str = "medium", *, narrowed: bool = False, width: int = 1440) -> QWidget:
    """The board with the invented project; below 1400 wide it shows the dense rows, as the screen does."""
    canvas, tabs, legend = BoardCanvas(), BuildingTabs(), Legend()
    canvas.set_cells(*project())
    canvas.set_building("3#")
    tabs.set_buildings(_summaries())
    tabs.set_key("3#")
    here = summarise(mock_building()[0])[0]
    legend.set_counts(here.states, here.restrictions)
    filters, segments = _filters(narrowed)
    shown = "dense" if width < 1400 and zoom == "medium" else zoom
    canvas.set_zoom(shown)
    if shown in ("dense", "medium", "wide"):
        segments.set_key(shown)
    if narrowed:
        canvas.set_filter(lambda cell: cell.rooms == "三房" and (cell.total_fen or 0) >= 19_000_000_00 // 10)
    canvas.select(3164)
    middle = QVBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(tabs)
    middle.addLayout(filters)
    middle.addWidget(canvas, 1)
    middle.addWidget(legend)
    rail = NavRail(_PLACES)
    rail.set_badge("cashier", 2)
    rail.set_badge("tasks", 12)
    body = QHBoxLayout()
    body.setSpacing(0)
    body.addLayout(middle, 1)
    body.addWidget(_panel())
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(_top_bar())
    right.addLayout(body, 1)
    right.addWidget(_status_line())
    page = Sheet("bg")
    outer = QHBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(rail)
    outer.addLayout(right, 1)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    return page
