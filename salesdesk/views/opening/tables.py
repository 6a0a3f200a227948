"""The tables of opening balances: the orders, the money that came in for them, and the lines that cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import METHOD_WORDS, Method
from salesdesk.domain.opening import Opening, OpeningMoney, OpeningOrder, OpeningRow
from salesdesk.services.opening_status import item_words
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable

NOTHING = "—"


@dataclass(frozen=True)
class OrderLine:
    """An order of the file with what came in for it; fen."""

    order: OpeningOrder
    received_fen: int
    is_wrong: bool


@dataclass(frozen=True)
class MoneyLine:
    """A sum of the file under the name that the office has for it."""

    money: OpeningMoney
    item: str
    is_wrong: bool


@dataclass(frozen=True)
class WrongLine:
    """A line that cannot be taken; ``place`` keeps two of the same number apart."""

    place: int
    row: OpeningRow


def order_lines(opening: Opening, wrong: frozenset[tuple[str, int]], sheet: str) -> list[OrderLine]:
    received = dict[str, int]()
    for one in opening.money:
        received[one.unit] = received.get(one.unit, 0) + one.amount_fen
    return [OrderLine(one, received.get(one.unit, 0), (sheet, one.row) in wrong) for one in opening.orders]


def money_lines(
    opening: Opening, wrong: frozenset[tuple[str, int]], sheet: str, names: Mapping[str, str]
) -> list[MoneyLine]:
    return [
        MoneyLine(one, names.get(one.item) or item_words(one.item), (sheet, one.row) in wrong) for one in opening.money
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING


def orders_table() -> SheetTable:
    """Every order as it will be written; its row number is that of the file."""
    columns = (
        TableColumn(key="row", title=mark("Row"), text=lambda line: str(line.order.row),
                    sort=lambda line: line.order.row, width=38, align="right", tone="ink_3"),
        TableColumn(key="unit", title=mark("Unit"), text=lambda line: line.order.unit, width=92, medium=True,
                    tone=_tone),
        TableColumn(key="customer", title=mark("Customer"), text=lambda line: line.order.customer, width=120,
                    stretch=True),
        TableColumn(key="telephone", title=mark("Telephone"), text=lambda line: line.order.telephone or NOTHING,
                    width=96, tone="ink_2"),
        TableColumn(key="scheme", title=mark("Payment scheme"), text=lambda line: line.order.scheme or NOTHING,
                    width=104),
        TableColumn(key="consultant", title=mark("Consultant"), text=lambda line: line.order.consultant or NOTHING,
                    width=84),
        TableColumn(key="subscribed", title=mark("Subscribed"), text=lambda line: _day(line.order.subscribed_on),
                    width=84, tone="ink_2"),
        TableColumn(key="contracted", title=mark("Contracted"), text=lambda line: _day(line.order.contracted_on),
                    width=84, tone="ink_2"),
        TableColumn(key="contract", title=mark("Contract number"),
                    text=lambda line: line.order.contract_number or NOTHING, width=130, stretch=True, tone="ink_2"),
        TableColumn(key="filed", title=mark("Filed"), text=lambda line: _day(line.order.filed_on), width=84,
                    tone="ink_2"),
        TableColumn(key="total", title=mark("Contract total yuan"), text=lambda line: format_yuan(line.order.total_fen),
                    export=lambda line: line.order.total_fen, width=108, align="right", medium=True),
        TableColumn(key="received", title=mark("Received yuan"), text=lambda line: format_yuan(line.received_fen),
                    export=lambda line: line.received_fen, width=100, align="right"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda line: line.order.row), dense=True)
    table.set_empty(tr("The file holds no orders."), tr("The lines that cannot be taken say why."))
    return table


def _tone(line: OrderLine | MoneyLine) -> str:
    """What is wrong about a line stands in the last leaf; here it is red."""
    return "danger" if line.is_wrong else "ink"


def money_table() -> SheetTable:
    """Every sum as it will be entered."""
    columns = (
        TableColumn(key="row", title=mark("Row"), text=lambda line: str(line.money.row),
                    sort=lambda line: line.money.row, width=38, align="right", tone="ink_3"),
        TableColumn(key="unit", title=mark("Unit"), text=lambda line: line.money.unit, width=110, medium=True,
                    tone=_tone),
        TableColumn(key="item", title=mark("Money item"), text=lambda line: line.item, width=110),
        TableColumn(key="method", title=mark("Method"), text=_method, width=90),
        TableColumn(key="received", title=mark("Received on"), text=lambda line: _day(line.money.received_on),
                    width=96, tone="ink_2"),
        TableColumn(key="payer", title=mark("Payer"), text=lambda line: line.money.payer or NOTHING, width=140,
                    stretch=True),
        TableColumn(key="number", title=mark("Old receipt"), text=lambda line: line.money.number or NOTHING,
                    width=110, tone="ink_2"),
        TableColumn(key="amount", title=mark("Amount yuan"), text=lambda line: format_yuan(line.money.amount_fen),
                    export=lambda line: line.money.amount_fen, width=120, align="right", medium=True),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda line: line.money.row), dense=True)
    table.set_empty(tr("No money is brought in."), tr("The orders come in without any."))
    return table


def _method(line: MoneyLine) -> str:
    return tr(METHOD_WORDS[Method(line.money.method)])


def wrong_table() -> SheetTable:
    """The lines that cannot be taken, each with everything that is wrong about it."""
    columns = (
        TableColumn(key="sheet", title=mark("Sheet"), text=lambda line: tr(line.row.sheet), width=90, tone="ink_2"),
        TableColumn(key="row", title=mark("Row"), text=lambda line: str(line.row.row), sort=lambda line: line.place,
                    width=60, align="right"),
        TableColumn(key="unit", title=mark("Unit"), text=lambda line: line.row.unit or NOTHING, width=120,
                    medium=True),
        TableColumn(key="reason", title=mark("Reason"), text=_reasons, width=480, stretch=True, tone="danger"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda line: line.place), dense=True)
    table.set_empty(tr("Every line can be taken."))
    return table


def _reasons(line: WrongLine) -> str:
    return "　".join(
        f"{problem.column}：{problem}" if problem.column else str(problem) for problem in line.row.problems
    )
