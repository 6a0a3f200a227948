"""The Excel file of opening balances: the template that is given, and the file that comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import METHOD_WORDS, MoneyItem
from salesdesk.domain.opening import MONEY, ORDERS, Opening, OpeningMoney, OpeningOrder, OpeningRow
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.unit_sheet import Problem
from salesdesk.excel.cells import Came, Cell, Sheet, SourceRow
from salesdesk.excel.sheets import open_sheets
from salesdesk.excel.values import code_text, read_sum, says_nothing
from salesdesk.excel.workbook import write_workbook

YUAN = 100
LONGEST = 60
HEADINGS: dict[str, tuple[str, ...]] = {
    "unit": ("房号", "房间号", "楼栋房号", "房源"),
    "customer": ("买受人", "客户姓名", "姓名", "客户", "购房人"),
    "telephone": ("电话", "手机", "联系电话", "手机号"),
    "identity": ("证件号码", "身份证号", "身份证", "证件号"),
    "scheme": ("付款方案", "付款方式"),
    "consultant": ("置业顾问", "销售", "顾问"),
    "total": ("成交总价", "合同总价", "总价"),
    "subscribed_on": ("认购日期", "认购日"),
    "contract_number": ("合同编号", "合同号"),
    "contracted_on": ("签约日期", "合同日期"),
    "filing_number": ("备案号", "备案编号"),
    "filed_on": ("备案日期",),
    "note": ("备注",),
    "item": ("款项", "收款项目", "款项名称"),
    "method": ("收款方式", "支付方式"),
    "amount": ("金额", "收款金额", "实收金额"),
    "received_on": ("收款日期", "到账日期"),
    "payer": ("付款人", "交款人"),
    "number": ("原收据号", "收据号", "票据号"),
}
ORDER_FIELDS = ("unit", "customer", "telephone", "identity", "scheme", "consultant", "total", "subscribed_on",
                "contract_number", "contracted_on", "filing_number", "filed_on", "note")  # fmt: skip
MONEY_FIELDS = ("unit", "item", "method", "amount", "received_on", "payer", "number")
NEEDED = {ORDERS: ("unit", "customer", "total", "subscribed_on"), MONEY: ("unit", "item", "amount", "received_on")}
SHEET_NAMES = {ORDERS: "订单", MONEY: "已收款"}
_MONEY_KINDS = {"total": ColumnKind.YUAN, "amount": ColumnKind.YUAN}

T = TypeVar("T", OpeningOrder, OpeningMoney)


def write_template(path: str | Path) -> None:
    """Writes the empty template, both sheets with their headings and one invented example line each."""
    day = date(2026, 1, 15)
    order = ("1-0101", "示例：张三", "13800000000", "", "商业贷款", "", 123_456_700, day, "HT-001", day, "", None, "")
    money = ("1-0101", "定金", "转账", 5_000_000, day, "张三", "0000123")
    write_workbook(path, [_sheet(ORDERS, ORDER_FIELDS, order), _sheet(MONEY, MONEY_FIELDS, money)])


def _sheet(which: str, fields: Sequence[str], example: Sequence[object]) -> ReportSheet:
    columns = tuple(Column(HEADINGS[field][0], _kind(field), 16) for field in fields)
    return ReportSheet(SHEET_NAMES[which], columns, [example])


def _kind(field: str) -> ColumnKind:
    return ColumnKind.DATE if field.endswith("_on") else _MONEY_KINDS.get(field, ColumnKind.TEXT)


def read_opening(path: str | Path, items: Sequence[MoneyItem]) -> Opening:
    """Reads a filled-in template; every line is either taken or named with what is wrong about it.

    Args:
        items: what money may be for in this project, by the names that the office gave.

    Raises:
        BadInput: the file cannot be read, or a sheet or column is missing.
    """
    sheets = open_sheets(path)
    wrong = list[OpeningRow]()
    reader = _Reader(items)
    orders = _rows(_found(sheets, ORDERS), ORDERS, reader.order, wrong)
    money_sheet = next((sheet for sheet in sheets if sheet.name.strip() == SHEET_NAMES[MONEY]), None)
    money = _rows(money_sheet, MONEY, reader.money, wrong) if money_sheet is not None else ()
    return Opening(orders, money, tuple(wrong), len(orders) + len(money) + len(wrong))


def _found(sheets: Sequence[Sheet], which: str) -> Sheet:
    named = [sheet for sheet in sheets if sheet.name.strip() == SHEET_NAMES[which]]
    if not named and len(sheets) > 1:
        raise BadInput(mark("The file has no sheet “{sheet}”; take the template."), sheet=SHEET_NAMES[which])
    return named[0] if named else sheets[0]


def _rows(
    sheet: Sheet, which: str, read: Callable[[Mapping[str, Cell], int], T], wrong: list[OpeningRow]
) -> tuple[T, ...]:
    taken = list[T]()
    for row, cells in _cells(sheet, which):
        try:
            if row.fault is not None:
                wrong.append(OpeningRow(which, row.number, "", (row.fault,)))
                continue
            taken.append(read(cells, row.number))
        except BadInput as error:
            unit = cells["unit"].text.strip()[:20] if "unit" in cells else ""
            wrong.append(OpeningRow(which, row.number, unit, (Problem.of(error.field or "", error),)))
    return tuple(taken)


def _cells(sheet: Sheet, which: str) -> Iterator[tuple[SourceRow, Mapping[str, Cell]]]:
    """The lines below the heading, by field; blank ones and the template's example are passed by."""
    columns, heading = _columns(sheet, which)
    for row in sheet.rows:
        if row.number <= heading or row.is_blank:
            continue
        cells = {field: row.cell(index) for field, index in columns.items()}
        if cells.get("customer", Cell("", Came.BLANK)).text.startswith("示例"):
            continue
        if "".join(cell.text for cell in cells.values()).strip() and not _is_total(row):
            yield row, cells


def _is_total(row: SourceRow) -> bool:
    return any(text.strip() in ("合计", "总计", "小计") for text in row.texts)


def _columns(sheet: Sheet, which: str) -> tuple[dict[str, int], int]:
    for row in sheet.rows[:20]:
        texts = ["".join(text.split()).replace("（元）", "").replace("(元)", "") for text in row.texts]
        found = {
            field: next((place for place, text in enumerate(texts) if text in names), -1)
            for field, names in HEADINGS.items()
        }
        columns = {field: place for field, place in found.items() if place >= 0}
        if "unit" in columns and len(columns) > 2:
            missing = [HEADINGS[field][0] for field in NEEDED[which] if field not in columns]
            if missing:
                raise BadInput(
                    mark("Sheet “{sheet}” lacks the column “{column}”."), sheet=sheet.name, column="、".join(missing)
                )
            return columns, row.number
    raise BadInput(mark("Sheet “{sheet}” has no row of headings; take the template."), sheet=sheet.name)


class _Reader:
    """Reads one line; what is missing or not to be understood is refused with its column."""

    def __init__(self, items: Sequence[MoneyItem]) -> None:
        self._items = {tr(item.name): item for item in items} | {item.name: item for item in items}
        self._methods = {tr(word): method.value for method, word in METHOD_WORDS.items()}
        self._methods |= {"现金": "cash", "刷卡": "card", "银行卡": "card", "转账": "transfer", "支票": "cheque",
                          "微信": "wechat", "支付宝": "alipay", "按揭": "loan", "贷款": "loan"}  # fmt: skip

    def order(self, cells: Mapping[str, Cell], row: int) -> OpeningOrder:
        return OpeningOrder(
            row, _needed(cells, "unit"), _needed(cells, "customer"), _text(cells, "telephone"),
            _text(cells, "identity"), _text(cells, "scheme"), _text(cells, "consultant"), _sum(cells, "total"),
            _needed_day(cells, "subscribed_on"), _text(cells, "contract_number"), _day(cells, "contracted_on"),
            _text(cells, "filing_number"), _day(cells, "filed_on"), _text(cells, "note"),
        )  # fmt: skip

    def money(self, cells: Mapping[str, Cell], row: int) -> OpeningMoney:
        name = _needed(cells, "item")
        if name not in self._items:
            raise BadInput(mark("Money is not taken for “{item}” here."), item=name, field=HEADINGS["item"][0])
        item, method = self._items[name], _text(cells, "method") or "转账"
        if method not in self._methods:
            raise BadInput(mark("“{method}” is no way of paying."), method=method, field=HEADINGS["method"][0])
        return OpeningMoney(
            row, _needed(cells, "unit"), item.code, item.klass, self._methods[method], _sum(cells, "amount"),
            _needed_day(cells, "received_on"), _text(cells, "payer"), _text(cells, "number"),
        )  # fmt: skip


def _text(cells: Mapping[str, Cell], field: str) -> str:
    cell = cells.get(field)
    if cell is None or says_nothing(cell):
        return ""
    text = code_text(cell)
    if len(text) > LONGEST:
        raise BadInput(mark("“{text}…” is too long for this column."), text=text[:20], field=HEADINGS[field][0])
    return text


def _needed(cells: Mapping[str, Cell], field: str) -> str:
    text = _text(cells, field)
    if not text:
        raise BadInput(mark("This line has nothing under “{column}”."), column=HEADINGS[field][0])
    return text


def _sum(cells: Mapping[str, Cell], field: str) -> int:
    found = read_sum(cells[field], YUAN)
    if found is None:
        raise BadInput(mark("This line has nothing under “{column}”."), column=HEADINGS[field][0])
    if found.given:
        raise BadInput(mark("“{text}” is finer than one fen."), text=found.given, field=HEADINGS[field][0])
    return found.fen


def _day(cells: Mapping[str, Cell], field: str) -> date | None:
    cell = cells.get(field)
    if cell is None or says_nothing(cell):
        return None
    text = cell.text.strip().split(" ")[0].replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-")
    try:
        year, month, day = (int(part) for part in text.rstrip("日").split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise BadInput(
            mark("“{text}” is no date; write it like 2026-03-18."), text=cell.text[:20], field=HEADINGS[field][0]
        ) from error


def _needed_day(cells: Mapping[str, Cell], field: str) -> date:
    day = _day(cells, field)
    if day is None:
        raise BadInput(mark("This line has nothing under “{column}”."), column=HEADINGS[field][0])
    return day
