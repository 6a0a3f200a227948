"""The day sheet on paper: the figures of a closed business day as they stood when it was closed, and its seal."""

from __future__ import annotations

from salesdesk.domain.day_sheet import DayEntry, DayMethod, DayNumbers, DaySheetPaper
from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import METHOD_WORDS, EntryKind, Method
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.repository.cash import DrawerLine, Entry
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.day_close import SEES, DayFigures, Numbers, figures

TOGETHER = {EntryKind.REFUND: "退款", EntryKind.REVERSAL: "红冲"}
BOOKS = {False: "收据", True: "退款单"}
ORDER = (*Method, "")


def day_sheet(work: Work, seal_id: int) -> DaySheetPaper:
    """A closed business day as plain data. What happened after the close is not in it, so that it says the same
    whenever it is printed."""
    work.require_any(SEES)
    close = work.closes.of_seal(seal_id)
    before = work.closes.before(close)
    day = figures(work, close.seal.day, before, close.at)
    return DaySheetPaper(
        head=facts.letterhead(work, work.projects.head()), first=day.first, last=day.last,
        methods=tuple(_method(line) for line in sorted(day.lines, key=_place)),
        numbers=tuple(_numbers(numbers) for numbers in day.numbers),
        entries=tuple(_entry(entry, day) for entry in day.entries),
        prints=day.prints, reprints=day.reprints, unprinted=day.unprinted,
        closed_at=f"{close.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", closed_by=close.by,
        seal_number=close.seal.number, seal_sha256=close.seal.sha256, previous_sha256=close.seal.previous_sha256,
        sealed_rows=close.seal.rows, stamp=facts.stamp(work),
    )  # fmt: skip


def day_sheet_pdf(work: Work, seal_id: int) -> bytes:
    """A day sheet as PDF."""
    from salesdesk.printing.day_sheet import render_day_sheet

    return render_day_sheet(day_sheet(work, seal_id))


def _place(line: DrawerLine) -> tuple[int, int]:
    """Receipts by method, then refunds, then reversals."""
    return list(EntryKind).index(line.kind), ORDER.index(line.method)


def _method(line: DrawerLine) -> DayMethod:
    name = TOGETHER.get(line.kind) or tr(METHOD_WORDS[Method(line.method)])
    return DayMethod(name=name, count=line.count, amount_fen=line.amount_fen)


def _numbers(numbers: Numbers) -> DayNumbers:
    return DayNumbers(
        name=BOOKS[numbers.refunds], first=numbers.first, last=numbers.last, count=numbers.count,
        missing=numbers.missing, voided=numbers.voided,
    )  # fmt: skip


def _entry(entry: Entry, day: DayFigures) -> DayEntry:
    shown = "%m-%d %H:%M" if day.first != day.last else "%H:%M"
    return DayEntry(
        number=entry.number, when=entry.created_at.astimezone(SHANGHAI).strftime(shown), unit=entry.unit_label,
        payer=entry.payer, items="、".join(line.name or facts.item_name(line.item) for line in entry.lines),
        method="、".join(dict.fromkeys(tr(METHOD_WORDS[Method(tender.method)]) for tender in entry.tenders)),
        amount_fen=entry.total_fen, voided=entry.voided, state=_state(entry, day.printed.get(entry.id, 0)),
    )  # fmt: skip


def _state(entry: Entry, prints: int) -> str:
    """``作废``, ``红冲 重打 2``, ``未打印``: nothing where all is as usual."""
    if entry.voided:
        return "作废"
    said = "未打印" if not prints else f"重打 {prints - 1}" if prints > 1 else ""
    return " ".join(part for part in (TOGETHER.get(entry.kind, ""), said) if part)
