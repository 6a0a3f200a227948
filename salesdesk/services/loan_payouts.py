"""What the cashier's entries say of a loan: paid out once all of it came in from the bank, not any more when an entry
is undone. Called by the cashier's verbs in their own transaction, while they hold the order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from salesdesk.domain.after_contract import Step
from salesdesk.domain.money_items import EntryKind, Method, MoneyClass
from salesdesk.domain.schedules import loan_sum
from salesdesk.repository.after_contract import newest
from salesdesk.repository.cash import Entry, EntryLine, Tender
from salesdesk.repository.work import Work
from salesdesk.services.accounts import counted, received_by_item
from salesdesk.services.order_steps import loan_items, write_step


def concerns_loan(lines: Iterable[EntryLine], tenders: Iterable[Tender]) -> bool:
    """Whether an entry may change what a bank has paid out."""
    by_bank = any(tender.method == Method.LOAN for tender in tenders)
    return by_bank or any(line.klass == MoneyClass.PRICE_BY_LOAN for line in lines)


def note_pay_outs(work: Work, order_id: int) -> None:
    """Writes the step “paid out” of each loan that came in whole from the bank, and takes it back of one that is not
    there any more."""
    order = work.order_views.detail(order_id)
    entries = counted(work.cash.of_order(order_id))
    came, held = from_bank(entries), received_by_item(entries)
    stands = newest(work.steps.told(order_id))
    for item in loan_items(order):
        paid = min(came.get(item, 0), held.get((MoneyClass.PRICE_BY_LOAN, item), 0))
        whole = paid >= loan_sum(order.dues, item)
        if whole and (Step.LOAN_PAID_OUT, item) not in stands:
            write_step(work, order, Step.LOAN_PAID_OUT, _last_day(entries, item), item=item)
        elif not whole and (Step.LOAN_PAID_OUT, item) in stands:
            write_step(work, order, Step.LOAN_PAID_OUT, None, item=item)


def from_bank(entries: Iterable[Entry]) -> dict[str, int]:
    """What of each loan came in by the bank's pay-out, reversals taken off; fen. Of an entry paid in several ways, the
    bank's part goes to its lines of loans in their order."""
    sums = dict[str, int]()
    for entry in entries:
        if entry.kind not in (EntryKind.RECEIPT, EntryKind.REVERSAL):
            continue
        left = abs(sum(tender.amount_fen for tender in entry.tenders if tender.method == Method.LOAN))
        sign = 1 if entry.total_fen >= 0 else -1
        for line in entry.lines:
            if line.klass == MoneyClass.PRICE_BY_LOAN:
                part = min(left, abs(line.amount_fen))
                sums[line.item] = sums.get(line.item, 0) + sign * part
                left -= part
    return sums


def _last_day(entries: Iterable[Entry], item: str) -> date:
    return max(
        entry.received_on
        for entry in entries
        if entry.kind is EntryKind.RECEIPT and any(line.item == item for line in entry.lines)
    )
