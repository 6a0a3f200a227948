"""What a home would owe by a scheme: the table of due items beside the form, with its total against the price."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES
from salesdesk.domain.schedules import EVENT_WORDS, DayKind, DueItem, Event, SchemeLine
from salesdesk.views.kit.date_text import weekday
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable


@dataclass(frozen=True)
class Total:
    """What the due items of the price come to, and what they must."""

    sum_fen: int
    price_fen: int


def dues_table() -> SheetTable:
    """The due items; the last line says whether they come to the price."""
    columns = (
        TableColumn(key="item", title=mark("Money item"), text=_item, width=90, medium=True, stretch=True,
                    sortable=False, tone=lambda row: "ink" if _of_price(row) else "ink_3"),
        TableColumn(key="when", title=mark("Due"), text=_when, width=126, sortable=False, tone="ink_2"),
        TableColumn(key="day", title=mark("Day"), text=_day, width=112, sortable=False, yields=True),
        TableColumn(key="share", title=mark("Share"), text=_share, width=66, align="right", tone="ink_2",
                    sortable=False, yields=True),
        TableColumn(key="amount", title=mark("Amount yuan"), text=_amount, width=112, align="right", sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.seq))
    table.set_empty(tr("The scheme does not add up yet."))
    return table


def _of_price(row: DueItem | Total) -> bool:
    return isinstance(row, Total) or row.klass in PRICE_CLASSES


def _item(row: DueItem | Total) -> str:
    if isinstance(row, Total):
        return tr("Price all together")
    return row.name or (tr(ITEMS[row.item].name) if row.item in ITEMS else row.item)


def counted(line: DueItem | SchemeLine) -> str:
    """``认购 + 7 天``, ``主体封顶 + 1 个月 + 5 个工作日``."""
    event = getattr(line, "node", "") if line.event is Event.NODE else ""
    parts = [event or tr(EVENT_WORDS[line.event])]
    if line.months:
        parts.append(tr("{n} months").format(n=line.months))
    if line.days:
        words = tr("{n} working days") if line.day_kind is DayKind.WORKING else tr("{n} days")
        parts.append(words.format(n=line.days))
    return " + ".join(parts)


def _when(row: DueItem | Total) -> str:
    if isinstance(row, Total):
        return tr("✓ equal") if row.sum_fen == row.price_fen else tr("✗ differs")
    return counted(row)


def _day(row: DueItem | Total) -> str:
    if isinstance(row, Total):
        return ""
    return f"{row.due_on.isoformat()} {weekday(row.due_on)}" if row.due_on else "—"


def _share(row: DueItem | Total) -> str:
    return format_percent(1_000_000 if isinstance(row, Total) else row.share_millionths)


def _amount(row: DueItem | Total) -> str:
    return format_yuan(row.sum_fen if isinstance(row, Total) else row.amount_fen)
