"""The fields and filters that an office's text may use, as data: what an editor offers, what `check_text` knows.

A field is a Chinese name: ``订单.总价`` stands alone, ``买受人.姓名`` belongs to a list and is written inside
``{% for 人 in 买受人 %} … {% endfor %}``. Each value prints itself as people write it; an empty one prints a blank to
be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_area, format_percent, format_wan, format_yuan

BLANK = "_" * 8
"""Where a value is not known yet: room to write it by hand."""


class Kind(StrEnum):
    """What a value is, and so how it prints itself and which filters fit it."""

    TEXT = "text"
    MONEY = "money"
    AREA = "area"
    DATE = "date"
    PERCENT = "percent"
    LIST = "list"


@dataclass(frozen=True)
class Value:
    """One value of a text. Money is fen, area cm², percent millionths; what is unknown prints a blank."""

    kind: Kind
    raw: str | int | date | None

    def __bool__(self) -> bool:
        return bool(self.raw)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        unknown = self.raw is None or self.raw == "" or (self.kind is Kind.AREA and not self.raw)
        return BLANK if unknown else _PRINTED[self.kind](self.raw)


def _long_date(raw: object) -> str:
    return f"{raw.year}年{raw.month}月{raw.day}日" if isinstance(raw, date) else str(raw)


def _percent(raw: object) -> str:
    return format_percent(_whole(raw)).replace(".00%", "%") if raw else "—"


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError(f"a whole number, not {raw!r}")
    return raw


_PRINTED: dict[Kind, Callable[[object], str]] = {
    Kind.TEXT: str,
    Kind.MONEY: lambda raw: format_yuan(_whole(raw)),
    Kind.AREA: lambda raw: format_area(_whole(raw)),
    Kind.DATE: _long_date,
    Kind.PERCENT: _percent,
}


@dataclass(frozen=True)
class TextFilter:
    """A filter: what it makes of a value, the kinds it fits, and what it is for."""

    name: str
    fits: frozenset[Kind]
    note: str
    apply: Callable[[Value], str | int]


def _short_date(value: Value) -> str:
    return value.raw.isoformat() if isinstance(value.raw, date) else BLANK


def _capital(value: Value) -> str:
    return BLANK if value.raw is None else capital_figures(_whole(value.raw))


def _wan(value: Value) -> str:
    return BLANK if value.raw is None else format_wan(_whole(value.raw))


def _masked(value: Value) -> str:
    """The first four and the last four characters; short ones lose their middle half."""
    text = str(value.raw or "")
    shown = min(4, len(text) // 4)
    return text[:shown] + "*" * (len(text) - 2 * shown) + text[len(text) - shown :] if text else BLANK


def _count(values: object) -> int:
    return len(values) if isinstance(values, tuple) else 0


FILTERS: tuple[TextFilter, ...] = (
    TextFilter("大写", frozenset({Kind.MONEY}), "金额大写：壹佰元整", _capital),
    TextFilter("万元", frozenset({Kind.MONEY}), "以万元计，一位小数", _wan),
    TextFilter("短日期", frozenset({Kind.DATE}), "2026-11-22", _short_date),
    TextFilter("掩码", frozenset({Kind.TEXT}), "隐去号码中间各位", _masked),
    TextFilter("数量", frozenset({Kind.LIST}), "列表有几项", _count),
)


@dataclass(frozen=True)
class TextField:
    """One field of the list that an editor shows. ``each`` is True for the fields of a list's entries."""

    name: str
    kind: Kind
    note: str
    each: bool = False

    @property
    def snippet(self) -> str:
        """What an editor puts into the text for it."""
        if not self.each:
            return f"{{{{ {self.name} }}}}"
        group, _, name = self.name.partition(".")
        return f"{{% for 项 in {group} %}}{{{{ 项.{name} }}}}{{% endfor %}}"


def _group(name: str, fields: str, each: bool = False) -> tuple[TextField, ...]:
    """Fields out of lines ``name kind note``."""
    rows = [line.split(maxsplit=2) for line in fields.strip().splitlines()]
    return tuple(TextField(f"{name}.{row[0]}", Kind(row[1]), row[2], each) for row in rows)


FIELDS: tuple[TextField, ...] = (
    *_group("出卖人", """
        名称 text 开发企业全称
        地址 text 住所
        邮编 text 邮政编码
        营业执照 text 统一社会信用代码
        法定代表人 text 法定代表人姓名
        电话 text 联系电话"""),
    *_group("项目", """
        名称 text 项目核准名称
        坐落 text 项目所在地
        预售许可证 text 预售许可证号
        发证机关 text 批准预售的机关
        土地证 text 建设用地使用权证号
        土地终止日期 date 建设用地使用权终止日期
        规划许可证 text 建设工程规划许可证号
        施工许可证 text 建筑工程施工许可证号
        监管户名 text 预售资金监管账户名称
        监管银行 text 预售资金监管银行
        监管账号 text 预售资金监管账号"""),
    *_group("房屋", """
        名称 text 楼栋、单元与房号连写
        楼栋 text 楼栋
        单元 text 单元
        房号 text 房号
        楼层 text 所在层，如 第 2 层
        户型 text 户型
        朝向 text 朝向
        用途 text 规划用途
        结构 text 主体结构
        建筑面积 area 平方米
        套内面积 area 平方米
        公摊面积 area 平方米"""),
    *_group("订单", """
        编号 text 认购或合同编号
        总价 money 成交总价
        单价 money 成交单价
        计价面积 text 单价所依据的面积
        表价总价 money 价目表总价
        表价单价 money 价目表单价
        优惠合计 money 表价与成交价之差
        定金 money 认购定金
        已收定金 money 定金已收到的部分，未收时留空
        贷款 money 贷款合计，没有时留空
        付款方案 text 付款方案名称
        认购日期 date 认购日期
        签约期限 date 最迟签订合同之日
        签约日期 date 签订合同之日
        交付期限 date 最迟交付之日
        补充约定 text 订单上的补充约定"""),
    TextField("买受人姓名", Kind.TEXT, "全部买受人，以顿号相连"),
    *_group("买受人", """
        序号 text 从 1 起
        姓名 text 姓名或名称
        证件类型 text 居民身份证等
        证件号码 text 证件号码
        电话 text 联系电话
        地址 text 通讯地址
        份额 percent 所占份额""", each=True),
    *_group("价格步骤", """
        序号 text 从 1 起
        名称 text 优惠名称
        说明 text 折扣或金额
        优惠 money 本步减去
        优惠后 money 本步之后""", each=True),
    *_group("应收款", """
        序号 text 从 1 起
        名称 text 款项
        时间 text 应付日期或条件
        比例 percent 占成交总价
        金额 money 应付金额""", each=True),
    *_group("置业顾问", """
        姓名 text 姓名
        电话 text 联系电话""", each=True),
)  # fmt: skip
"""Every field there is, in the order an editor shows them."""

KINDS: Mapping[str, Kind] = {field.name: field.kind for field in FIELDS}
LISTS: frozenset[str] = frozenset(field.name.partition(".")[0] for field in FIELDS if field.each)
GROUPS: frozenset[str] = frozenset(field.name.partition(".")[0] for field in FIELDS if "." in field.name) - LISTS
