"""The page of the kit: each widget in its states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.money import format_yuan
from salesdesk.views.kit.banner import Banner, PreviewBand
from salesdesk.views.kit.bars import SellThroughBar
from salesdesk.views.kit.buttons import Button, IconButton, PrimaryButton
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.figures import AreaEdit, MoneyEdit, PercentEdit
from salesdesk.views.kit.key_hints import KeyHints
from salesdesk.views.kit.labels import Label, Link, ValueLine
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.password import PasswordEdit
from salesdesk.views.kit.progress import ProgressStrip, ShareBar
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.segmented import Cards, MethodBar, Segmented
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.kit.tags import Avatar, Tag
from salesdesk.views.theme import theme


@dataclass(frozen=True)
class Due:
    name: str
    day: str
    late: str
    lamp: str
    owed: int
    paid: int
    ticked: bool | None
    sold: int


DUES = [
    Due("定金", "09-02", "", "done", 5_000_000, 5_000_000, None, 891_000),
    Due("首付款 30%", "09-09", "", "done", 65_942_740, 65_942_740, None, 519_000),
    Due("二期款 40%", "11-16", "逾期 6 天", "overdue", 94_590_320, 30_000_000, True, 275_000),
    Due("滞纳金 日 0.05%", "11-22", "6 天", "today", 193_771, 0, True, 0),
    Due("三期款 30%", "2027-01-16", "", "upcoming", 70_942_740, 0, False, 1_000_000),
]
OTHERS = [
    Due("契税", "交房时", "", "upcoming", 0, 0, False, 0),
    Due("专项维修资金", "交房时", "", "blocked", 1_183_200, 0, False, 0),
]


def _money(fen: int) -> str:
    return format_yuan(fen) if fen else "—"


def due_table() -> SheetTable:
    columns = [
        TableColumn(key="item", title="应收款", text=lambda r: r.name, lamp=lambda r: r.lamp, width=170, stretch=True),
        TableColumn(
            key="day",
            title="到期日",
            text=lambda r: r.day,
            note=lambda r: r.late,
            tone=lambda r: "danger" if r.lamp == "overdue" else "ink_2",
            width=140,
        ),
        TableColumn(key="owed", title="应收", text=lambda r: _money(r.owed), align="right", export=lambda r: r.owed),
        TableColumn(key="paid", title="已收", text=lambda r: _money(r.paid), align="right", tone="ink_3"),
        TableColumn(
            key="open", title="欠款", text=lambda r: _money(r.owed - r.paid), align="right", medium=True, width=110
        ),
        TableColumn(
            key="share", title="去化率", bar=lambda r: r.sold, text=lambda r: f"{r.sold / 10_000:.1f}%", width=130
        ),
        TableColumn(key="tick", title="选", align="centre", check=lambda r: r.ticked, width=48, sortable=False),
    ]
    model = RowsModel(columns, key=lambda r: r.name, tint=lambda r: "danger_tint" if r.lamp == "overdue" else "")
    table = SheetTable(model, fit=True)
    table.set_rows([*DUES, GroupRow("others", "代收款　不计入房款", "2"), *OTHERS])
    table.set_total(Due("合计", "", "", "", 231_669_571, 100_942_740, None, 656_000))
    return table


def unit_table() -> SheetTable:
    columns = [
        TableColumn(key="unit", title="房号", text=lambda r: r[0], medium=True, width=90),
        TableColumn(key="name", title="客户", text=lambda r: r[1], width=120, stretch=True),
        TableColumn(key="phone", title="电话", text=lambda r: r[2], tone="ink_3", width=130),
        TableColumn(key="state", title="状态", marks=lambda r: r[3], width=70),
        TableColumn(key="tag", title="", tag=lambda r: r[4], align="right", width=100),
    ]
    table = SheetTable(RowsModel(columns, key=lambda r: r[0]), fit=True, dense=True)
    table.set_rows(
        [
            ("3-0705", "林晓岚　梁启航", "178 **** 0931", ["contracted"], ("逾期 6 天", "danger")),
            ("4-0705", "唐静仪", "136 **** 0705", ["change_pending", "subscribed"], ("未到期", "plain")),
            ("2-0705", "欧阳晨曦与其配偶之共有人甲乙丙丁戊己庚辛", "150 **** 6612", ["filed"], ("已结清", "ok")),
        ]
    )
    table.select_key("3-0705")
    return table


def _row(*widgets: QWidget, stretch: bool = True) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return holder


def _buttons() -> QWidget:
    barred = Button("认购", "F4", tall=True)
    barred.set_refusal("在建工程抵押未解除")
    focus = Button("换一套", "F8")
    focus.setObjectName("focus")
    return _row(
        PrimaryButton("预留", "F3"),
        barred,
        Button("置业计划", "F6", tall=True),
        PrimaryButton("导出 Excel", "Ctrl E", icon="download", tall=False),
        Button("打印", "Ctrl P", icon="print"),
        focus,
        IconButton("close", "关闭"),
        IconButton("calendar", "日历"),
        Link("调价记录"),
    )


def _fields() -> list[QWidget]:
    money, bad, day, far = MoneyEdit("0.00"), MoneyEdit(), DateEdit(today=lambda: date(2026, 11, 22)), DateEdit()
    money.set_value(64_784_091)
    bad.line.setText("1.005")
    bad.check()
    day.set_value(date(2026, 11, 22))
    far.line.setText("20206-11-22")
    far.check()
    area, percent, word = AreaEdit(), PercentEdit(), PasswordEdit("密码")
    area.set_value(1_183_200)
    percent.set_value(976_000)
    bank = ChoiceField([(1, "招商银行 江宁支行"), (2, "建设银行 江宁支行")])
    bank.set_key(1)
    empty = ChoiceField([(1, "x")], placeholder="选择渠道")
    search = SearchField("房号、客户、拼音首字母、手机尾号、订单、收据", "Ctrl K")
    return [_row(money, bad, day, far, stretch=False), _row(area, percent, word, bank, empty, stretch=False), search]


def _signs() -> QWidget:
    marks = [Mark(key, words=True) for key in theme().states]
    return _row(*marks, Mark("available", ["sealed", "mortgaged", "change_pending", "price_pending"]))


def _lamps() -> QWidget:
    tags = [
        Tag("新建", "accent"),
        Tag("草稿"),
        Tag("撞单待裁定", "warn"),
        Tag("逾期 6 天", "danger"),
        Tag("已核", "ok"),
    ]
    return _row(*[Lamp(key) for key in theme().lamps], *tags, Avatar("沈雨桐"), Label("沈雨桐", medium=True))


def _choices() -> list[QWidget]:
    zoom, cards = Segmented([("dense", "密"), ("medium", "中"), ("wide", "疏")]), Cards()
    zoom.set_key("medium")
    cards.set_choices(
        [("full", "一次性"), ("loan", "商业贷款"), ("fund", "公积金"), ("both", "组合贷"), ("parts", "分期三期")]
    )
    cards.set_notes({"full": "98 折", "loan": "99.5 折", "fund": "99.5 折", "both": "99.5 折", "parts": "不打折"})
    cards.set_key("loan")
    cards.set_refusals({"both": "公积金中心未准入"})
    methods = MethodBar(
        [("cash", "现金"), ("card", "刷卡"), ("transfer", "转账"), ("cheque", "支票"), ("loan", "按揭")]
    )
    methods.set_key("transfer")
    kinds = ChoiceField([("", "全部"), ("3", "三房")], label="户型")
    kinds.set_key("")
    narrowed = ChoiceField([("", "全部"), ("3", "三房")], label="户型")
    narrowed.set_key("3")
    first = _row(zoom, kinds, narrowed, CheckBox("认购协议书", "3 份"), CheckBox("置业计划", "1 份"))
    for box in first.findChildren(CheckBox)[:1]:
        box.setChecked(True)
    return [first, cards, _row(methods)]


def _banners() -> list[QWidget]:
    return [
        Banner("refusal", "暂不能认购", "在建工程抵押未解除，预计 11-28 解押。可先预留。", "查看依据"),
        Banner("warning", "", "客户问卷未填，限 11-24 前补齐。确认后生成任务。"),
        Banner("danger", "数据库连不上", "刚才的认购没有写入，连上后可再确认。"),
        Banner("done", "已存", "收据号 JX01-0002188。"),
        PreviewBand("预览", "确认之前，不写入任何数据。", "16 处不同"),
    ]


def kit_page() -> QWidget:
    """One tall sheet with everything on it."""
    page = Sheet("surface")
    page.resize(1160, 1500)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    column.addWidget(SectionTitle("按钮", cap="1", note="来自预留　客户 韩若溪"))
    column.addWidget(_buttons())
    column.addWidget(Line())
    for widget in [*_fields(), _signs(), _lamps(), *_choices(), *_banners()]:
        column.addWidget(widget)
    column.addWidget(SectionTitle("表格", cap="2", note="应收合计等于成交总价"))
    column.addWidget(due_table())
    column.addWidget(unit_table())
    big = MoneyEdit(big=True)
    big.set_value(64_784_091)
    big.setFixedWidth(335)
    strip = ProgressStrip()
    strip.start("读取价目表")
    strip.advance(3_120, 5_000)
    lines = QWidget()
    sums = QVBoxLayout(lines)
    sums.setContentsMargins(0, 0, 0, 0)
    sums.setSpacing(0)
    for line in (
        ValueLine("二期款", "645,903.20"),
        ValueLine("滞纳金", "1,937.71"),
        ValueLine("分配合计", "647,840.91 ✓", strong=True),
    ):
        sums.addWidget(line)
    lines.setFixedWidth(320)
    column.addWidget(_row(big, lines, EmptyState("home", "还没有房源", "先导入一房一价表", Button("导入", "Ctrl I"))))
    column.addWidget(strip)
    bar = SellThroughBar({"handed_over": 56, "filed": 54, "contracted": 12, "held": 2, "available": 13})
    column.addWidget(bar)
    share = ShareBar()
    share.set_share(800_000)
    column.addWidget(share)
    column.addWidget(
        KeyHints([("↑↓←→", "移动"), ("1–6", "楼栋"), ("/", "筛选"), ("Enter", "详情"), ("F5", "看板时点")])
    )
    column.addStretch(1)
    return page
