"""What waits at the counter: agreed changes whose money is still to be taken or paid back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.repository.cash import Entry
from salesdesk.repository.requests import RequestDetail, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.changes import sheet_of
from salesdesk.services.requests import settled_entries

SETTLED = (RequestKind.SWAP, RequestKind.CANCELLATION, RequestKind.TERMS_CHANGE, RequestKind.BUYER_CHANGE)


@dataclass(frozen=True)
class Settling:
    """An agreed change at the counter: ``to_take_fen`` is still to be received, ``moves`` says whether money is still
    to be paid back or entered for another item."""

    row: RequestRow
    sheet: ChangeSheet
    to_take_fen: int
    moves: bool

    @property
    def done(self) -> bool:
        return not self.to_take_fen and not self.moves


def settlings(work: Work) -> tuple[Settling, ...]:
    """Every agreed change of the project whose money waits, the longest waiting first."""
    rows = [row for row in work.requests.in_states((RequestState.AGREED,)) if row.kind in SETTLED]
    return _waiting(work, rows)


def settlings_of(work: Work, order_id: int) -> tuple[Settling, ...]:
    """The same of one order."""
    rows = [row for row in work.requests.of_order(order_id) if row.state is RequestState.AGREED and row.kind in SETTLED]
    return _waiting(work, rows)


def _waiting(work: Work, rows: Sequence[RequestRow]) -> tuple[Settling, ...]:
    found = (settling(work, work.requests.detail(row.id)) for row in sorted(rows, key=lambda row: row.id))
    return tuple(one for one in found if not one.done)


def settling(work: Work, detail: RequestDetail) -> Settling:
    """How far the money of an agreed change is."""
    sheet = sheet_of(detail)
    assert detail.row.order_id is not None
    came_in = sum(work.cash.sums(detail.row.order_id).values()) - sheet.received_fen
    moved = bool(sheet.moved) and not settled_entries(work, detail.row)
    gone_back = 0 if moved else sheet.to_return_fen
    return Settling(detail.row, sheet, max(0, sheet.to_pay_fen - came_in - gone_back), moved)


def entries_of(work: Work, entry_ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries by which a change was settled, in their order."""
    return tuple(work.cash.entry(entry_id) for entry_id in entry_ids)
