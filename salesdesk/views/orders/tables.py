"""The tables of an order in full: buyers, working, due items with what is paid, the account that adds up, papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.identity import mask_telephone
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ENTRY_WORDS, METHOD_WORDS, Method
from salesdesk.domain.office_time import short_minute
from salesdesk.domain.pricing import Working
from salesdesk.domain.relations import relation_word
from salesdesk.services.accounts import OrderAccount
from salesdesk.services.rows import DueState, Entry, PaperRow
from salesdesk.views.deal.dues import item_name
from salesdesk.views.deal.words import (
    due_day,
    extent,
    formula,
    list_formula,
    rounding_words,
    share_text,
    signed_yuan,
)
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.rows import TableColumn

# Two buyers may be alike in everything but their place: a row is (place, buyer).
BUYER_COLUMNS = (
    TableColumn(key="name", title=mark("Full name"), text=lambda row: row[1].name, width=110, stretch=True,
                sortable=False),
    TableColumn(key="relation", title=mark("Relation"), text=lambda row: relation_word(row[1].relation), width=72,
                tone="ink_2", sortable=False),
    TableColumn(key="identity", title=mark("Identity number"), width=168, sortable=False,
                text=lambda row: row[1].identity_masked or "—"),
    TableColumn(key="telephone", title=mark("Telephone"), text=lambda row: masked(row[1].telephone), width=116,
                sortable=False),
    TableColumn(key="share", title=mark("Share"), text=lambda row: share_text(row[1].share), width=88, align="right",
                sortable=False),
)  # fmt: skip


def masked(telephone: str) -> str:
    return mask_telephone(telephone) if telephone else "—"


@dataclass(frozen=True)
class PriceRow:
    """A line of the working as it was agreed."""

    key: str
    name: str
    extent: str = ""
    formula: str = ""
    off: str = ""
    after: str = ""


PRICE_COLUMNS = (
    TableColumn(key="name", title=mark("Discount"), text=lambda row: row.name, width=128, stretch=True,
                sortable=False),
    TableColumn(key="extent", title=mark("Extent"), text=lambda row: row.extent, width=96, tone="ink_2",
                sortable=False),
    TableColumn(key="formula", title=mark("Formula"), text=lambda row: row.formula, width=214, align="right",
                tone="ink_3", sortable=False),
    TableColumn(key="off", title=mark("Amount"), text=lambda row: row.off, width=104, align="right", sortable=False),
    TableColumn(key="after", title=mark("Running total"), text=lambda row: row.after, width=120, align="right",
                sortable=False),
)  # fmt: skip


def price_rows(working: Working) -> tuple[list[PriceRow], PriceRow]:
    """The working line by line, and its total."""
    rows = [
        PriceRow("list", tr("List total"), formula=list_formula(working), after=format_yuan(working.list_total_fen))
    ]
    for place, line in enumerate(working.lines):
        rounds = line.kind == "rounding"
        rows.append(
            PriceRow(
                f"{place}", tr("Rounding") if rounds else line.name,
                rounding_words(line.value) if rounds else extent(line.kind, line.value),
                formula(line, working.area_cm2), signed_yuan(-line.off_fen), format_yuan(line.after_fen),
            )
        )  # fmt: skip
    off, after = signed_yuan(-working.off_fen), format_yuan(working.total_fen)
    return rows, PriceRow("total", tr("Agreed total"), off=off, after=after)


@dataclass(frozen=True)
class OwedRow:
    """A due item with what is paid of it; the total has no number."""

    key: int
    lamp: str
    name: str
    day: str
    note: str
    amount_fen: int
    paid_fen: int
    paid_known: bool = True

    @property
    def open_fen(self) -> int:
        return self.amount_fen - self.paid_fen


OWED_COLUMNS = (
    TableColumn(key="name", title=mark("Item"), text=lambda row: row.name, width=128, stretch=True,
                lamp=lambda row: row.lamp, sortable=False),
    TableColumn(key="day", title=mark("Due on"), text=lambda row: row.day, note=lambda row: row.note, width=176,
                tone=lambda row: "danger" if row.lamp == "overdue" else "ink", sortable=False),
    TableColumn(key="amount", title=mark("Amount"), text=lambda row: format_yuan(row.amount_fen), width=120,
                align="right", sortable=False),
    TableColumn(key="paid", title=mark("Paid"), text=lambda row: format_yuan(row.paid_fen) if row.paid_fen else "—",
                width=120, align="right", tone=lambda row: "ink" if row.paid_fen else "ink_3", sortable=False),
    TableColumn(key="open", title=mark("Still owed"), width=120,
                text=lambda row: "—" if not row.paid_known else format_yuan(row.open_fen) if row.open_fen else "✓",
                align="right", sortable=False,
                tone=lambda row: "danger" if row.lamp == "overdue" else "ink" if row.open_fen else "ok"),
)  # fmt: skip


def owed_rows(account: OrderAccount, *, paid_known: bool) -> tuple[list[OwedRow], OwedRow | None]:
    """The due items with paid and open, and their sum. Who may not see receipts sees what is due, not what is late."""
    rows = [_owed(state, account.today) if paid_known else _due_only(state, account.today) for state in account.dues]
    if not rows:
        return [], None
    amount, paid = sum(row.amount_fen for row in rows), sum(row.paid_fen for row in rows)
    return rows, OwedRow(0, "", tr("Together"), "", "", amount, paid, paid_known)


def _due_only(state: DueState, today: date) -> OwedRow:
    due = state.due
    name = due.name or item_name(due.item)
    return OwedRow(due.seq, "", name, due_day(due.due_on, today), "", due.amount_fen, 0, paid_known=False)


def _owed(state: DueState, today: date) -> OwedRow:
    late = state.days_overdue(today)
    lamp = "done" if not state.open_fen else "overdue" if late else "upcoming"
    if state.open_fen > 0 and state.due.due_on == today:
        lamp = "today"
    note = tr("{n} days late").format(n=late) if late else tr("goes back") if state.open_fen < 0 else ""
    due = state.due
    return OwedRow(due.seq, lamp, due.name or item_name(due.item), due_day(due.due_on, today), note, due.amount_fen,
                   state.paid_fen)  # fmt: skip


@dataclass(frozen=True)
class EntryRow:
    """An entry of the account; the total has the key 0."""

    key: int
    number: str
    day: str
    kind: str
    items: str
    methods: str
    void: bool
    amount_fen: int
    balance_fen: int | None


def _entry_tone(row: EntryRow) -> str:
    return "ink_off" if row.void else "danger" if row.amount_fen < 0 else "ink"


ENTRY_COLUMNS = (
    TableColumn(key="number", title=mark("Receipt no."), text=lambda row: row.number, width=116, tone="ink_2",
                tag=lambda row: (tr("void"), "danger") if row.void else None, sortable=False),
    TableColumn(key="day", title=mark("Received on"), text=lambda row: row.day, width=84, sortable=False),
    TableColumn(key="kind", title=mark("Entry"), text=lambda row: row.kind, width=64, tone=_entry_tone,
                sortable=False),
    TableColumn(key="items", title=mark("Item"), text=lambda row: row.items, width=96, stretch=True, sortable=False),
    TableColumn(key="methods", title=mark("Method"), text=lambda row: row.methods, width=84, tone="ink_2",
                sortable=False),
    TableColumn(key="amount", title=mark("Amount"), text=lambda row: format_yuan(row.amount_fen), width=112,
                align="right", tone=_entry_tone, sortable=False),
    TableColumn(key="balance", title=mark("Sum so far"), align="right", width=112, tone="ink_3", sortable=False,
                text=lambda row: "" if row.balance_fen is None else format_yuan(row.balance_fen)),
)  # fmt: skip


def entry_rows(account: OrderAccount) -> tuple[list[EntryRow], EntryRow | None]:
    """Every entry, oldest first, with the sum so far; what was voided counts nothing. The total is the account's own
    sum, so that both can be compared by eye."""
    rows, balance = list[EntryRow](), 0
    for entry in account.entries:
        balance += 0 if entry.voided else entry.total_fen
        rows.append(_entry(entry, None if entry.voided else balance, account.today))
    if not rows:
        return [], None
    return rows, EntryRow(0, tr("Together"), "", "", "", "", False, account.received_fen, None)


def _entry(entry: Entry, balance: int | None, today: date) -> EntryRow:
    items = "、".join(line.name or item_name(line.item) for line in entry.lines)
    methods = "、".join(dict.fromkeys(_method(tender.method) for tender in entry.tenders))
    return EntryRow(
        entry.id, entry.number, short_date(entry.received_on, today), tr(ENTRY_WORDS[entry.kind]), items, methods,
        entry.voided, entry.total_fen, balance,
    )  # fmt: skip


def _method(code: str) -> str:
    return tr(METHOD_WORDS[Method(code)]) if code in set(Method) else code


@dataclass(frozen=True)
class PaperLine:
    """A paper that was printed; ``old`` when what it was printed from has changed since."""

    key: int
    kind: str
    title: str
    at: str
    person: str
    old: bool


PAPER_COLUMNS = (
    TableColumn(key="title", title=mark("Printed paper"), text=lambda row: row.title, width=180, stretch=True,
                sortable=False,
                tag=lambda row: (tr("superseded"), "danger") if row.old else None,
                tone=lambda row: "ink_3" if row.old else "ink"),
    TableColumn(key="at", title=mark("Printed"), text=lambda row: row.at, width=128, tone="ink_2", sortable=False),
    TableColumn(key="person", title=mark("By"), text=lambda row: row.person, width=88, tone="ink_2", sortable=False),
)  # fmt: skip


def paper_lines(papers: Sequence[PaperRow], superseded: frozenset[str]) -> list[PaperLine]:
    """Papers, newest first; all of a kind but the newest are old, the newest too once its data has changed."""
    lines, seen = list[PaperLine](), set[str]()
    for paper in papers:
        old = paper.kind in seen or paper.kind in superseded or paper.superseded_at is not None
        seen.add(paper.kind)
        at = short_minute(paper.created_at)
        lines.append(PaperLine(paper.id, paper.kind, paper.title, at, paper.created_by, old))
    return lines
