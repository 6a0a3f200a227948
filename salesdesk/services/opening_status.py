"""Opening balances as their screen shows them: what a file comes to, line by line and in sums; where the last request
stands, and what this person may do about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES
from salesdesk.domain.opening import MONEY, ORDERS, Opening, OpeningRow
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import SaleState
from salesdesk.repository.requests import RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.opening_balances import asked_opening, units_by_name, why_not_ask_opening
from salesdesk.services.requests import RequestFile, request_file


@dataclass(frozen=True)
class OpeningSums:
    """What a file comes to; fen. ``items`` are the names of the money items with what came in for each."""

    lines: int
    orders: int
    money: int
    wrong: int
    total_fen: int
    received_fen: int
    price_fen: int
    items: tuple[tuple[str, int], ...]

    @property
    def open_fen(self) -> int:
        """What is still to come in of the contract totals."""
        return self.total_fen - self.price_fen

    @property
    def adds_up(self) -> bool:
        """Whether every line is accounted for, and the items come to what came in."""
        return self.lines == self.orders + self.money + self.wrong and self.received_fen == sum(
            fen for _, fen in self.items
        )


def opening_sums(opening: Opening, names: Mapping[str, str]) -> OpeningSums:
    """The sums of a file; what is wrong counts as a line and in no sum.

    Args:
        names: what the office calls its money items, by code.
    """
    wrong = {(row.sheet, row.row) for row in opening.wrong}
    orders = [order for order in opening.orders if (ORDERS, order.row) not in wrong]
    money = [one for one in opening.money if (MONEY, one.row) not in wrong]
    by_item = Counter[str]()
    for one in money:
        by_item[one.item] += one.amount_fen
    return OpeningSums(
        opening.lines, len(orders), len(money), len(wrong), sum(order.total_fen for order in orders),
        sum(one.amount_fen for one in money), sum(one.amount_fen for one in money if one.klass in PRICE_CLASSES),
        tuple((names.get(code) or item_words(code), fen) for code, fen in _in_order(by_item)),
    )  # fmt: skip


def _in_order(by_item: Mapping[str, int]) -> list[tuple[str, int]]:
    """Money items as the office knows them: earnest money first, its own ones last."""
    known = list(ITEMS)
    return sorted(by_item.items(), key=lambda one: known.index(one[0]) if one[0] in ITEMS else len(known))


def item_words(code: str) -> str:
    return tr(ITEMS[code].name) if code in ITEMS else code


def merged(wrong: tuple[OpeningRow, ...]) -> tuple[OpeningRow, ...]:
    """Each wrong line once, with all that is wrong about it."""
    found = dict[tuple[str, int], OpeningRow]()
    for row in wrong:
        known = found.get((row.sheet, row.row))
        problems = (*known.problems, *row.problems) if known else row.problems
        found[row.sheet, row.row] = OpeningRow(row.sheet, row.row, row.unit, problems)
    return tuple(found.values())


def save_wrong_lines(path: str | Path, wrong: tuple[OpeningRow, ...]) -> int:
    """Writes the lines that cannot be taken as .xlsx with sheet, row and reason; how many.

    Raises:
        BadInput: the file cannot be written.
    """
    from salesdesk.excel.workbook import write_workbook

    columns = (
        Column(tr("Sheet")), Column(tr("Row"), ColumnKind.INTEGER, 8), Column(tr("Unit")), Column(tr("Column")),
        Column(tr("Reason"), ColumnKind.TEXT, 60),
    )  # fmt: skip
    rows = [
        (tr(row.sheet), row.row, row.unit, problem.column, str(problem)) for row in wrong for problem in row.problems
    ]
    write_workbook(path, [ReportSheet(tr("Lines that cannot be taken"), columns, rows)])
    return len(wrong)


@dataclass(frozen=True)
class OpeningStatus:
    """The last request for opening balances: what it holds, what is written of it, the reasons against each step."""

    file: RequestFile
    opening: Opening
    sums: OpeningSums
    orders_written: bool
    why_not_orders: Reason | None
    why_not_money: Reason | None

    @property
    def row(self) -> RequestRow:
        return self.file.row


@dataclass(frozen=True)
class OpeningPlace:
    """What the screen begins with: the last request, if any, and the reason against asking for more."""

    status: OpeningStatus | None
    why_not_ask: Reason | None
    item_names: Mapping[str, str]


def opening_place(work: Work) -> OpeningPlace:
    """See `OpeningPlace`; for everybody who may see requests."""
    names = {item.code: tr(item.name) for item in work.schemes.items()}
    rows = work.requests.of_kind(RequestKind.OPENING_BALANCE)
    why_not = _not_permitted(work, Permission.ORDER_WRITE) or why_not_ask_opening(work)
    return OpeningPlace(_status(work, rows[0].id, names) if rows else None, why_not, names)


def _status(work: Work, request_id: int, names: Mapping[str, str]) -> OpeningStatus:
    file = request_file(work, request_id)
    opening = asked_opening(file.detail)
    written = file.row.state is RequestState.DONE or _written(work, opening)
    return OpeningStatus(
        file, opening, opening_sums(opening, names), written, _why_not_orders(work, file, written),
        _why_not_money(work, file, written),
    )  # fmt: skip


def _written(work: Work, opening: Opening) -> bool:
    """Whether the orders stand already: their units are no longer on sale."""
    units = units_by_name(work.units.board())
    return all(order.unit in units and units[order.unit].state not in _FREE for order in opening.orders)


_FREE = {SaleState.UNLAUNCHED.value, SaleState.AVAILABLE.value, SaleState.HELD.value}


def _why_not_orders(work: Work, file: RequestFile, written: bool) -> Reason | None:
    if written:
        return Reason(mark("The orders are written already."), {})
    return _not_permitted(work, Permission.ORDER_WRITE) or file.why_not_carry_out


def _why_not_money(work: Work, file: RequestFile, written: bool) -> Reason | None:
    if file.row.state is RequestState.DONE:
        return Reason(mark("Everything is written."), {})
    if reason := _not_permitted(work, Permission.RECEIPT_WRITE) or file.why_not_carry_out:
        return reason
    return None if written else Reason(mark("Sales control writes the orders first."), {})


def _not_permitted(work: Work, permission: Permission) -> Reason | None:
    if permission in work.actor.permissions:
        return None
    return Reason(mark("Your role may not {what}."), {"what": PERMISSION_WORDS[permission]}, permission=True)
