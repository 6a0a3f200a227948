"""A request as its screen shows it: in full, what the person may do, how its money stands, its signed scans."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesdesk.domain.change_sheet import ChangeSheet, from_plain
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.domain.states import Stage
from salesdesk.repository.attachments import AttachmentRow
from salesdesk.repository.requests import Answer, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services.change_papers import signed_scans
from salesdesk.services.changes import counts_in
from salesdesk.services.requests import RequestFile, request_file, request_lists, roles_to_answer
from salesdesk.services.reviews import is_stopped, why_not_ask_anew
from salesdesk.services.settlement_lists import SETTLED, Settling, settling


@dataclass(frozen=True)
class RequestView:
    """See the module. ``sheet`` is None for a request that changes no order; ``settling`` for one whose money does not
    wait; ``roles`` are those as which the person may answer; ``stopped`` says that it is a review which an order waits
    for in vain, with the reason against asking for it anew."""

    file: RequestFile
    sheet: ChangeSheet | None
    settling: Settling | None
    roles: tuple[OfficeRole, ...]
    scans: tuple[AttachmentRow, ...]
    stopped: bool = False
    why_not_anew: Reason | None = None

    @property
    def needs_contract_number(self) -> bool:
        """A swap of a signed contract is carried out with the number of the new one."""
        swap = self.file.row.kind is RequestKind.SWAP
        return swap and self.sheet is not None and self.sheet.before.stage == Stage.CONTRACTED.value


def request_view(work: Work, on_request: int) -> RequestView:
    """Everything about one request; its money only for who may see receipts or carries it out."""
    file = request_file(work, on_request)
    detail = file.detail
    sheet = from_plain(detail.sheet) if {"before", "after"} <= set(detail.sheet) else None
    if sheet is not None:
        sheet = replace(sheet, counts_in=counts_in(detail.row, work.today))
    money: Settling | None = None
    may = {Permission.MONEY_READ, Permission.ORDER_WRITE} & work.actor.permissions
    if may and detail.row.state is RequestState.AGREED and detail.row.kind in SETTLED:
        money = settling(work, detail)
    if file.why_not_carry_out is None and money is not None and not money.done:
        file = replace(file, why_not_carry_out=_not_settled(money))
    stopped = is_stopped(detail.row)
    anew = why_not_ask_anew(work, detail.row) if stopped else None
    roles = roles_to_answer(work, detail)
    return RequestView(file, sheet, money, roles, signed_scans(work, on_request), stopped, anew)


def _not_settled(money: Settling) -> Reason:
    """Why it is not carried out yet: the same that the verb refuses with."""
    if money.to_take_fen:
        words: dict[str, object] = {"sum": format_yuan(money.to_take_fen)}
        return Reason(mark("The cashier has still to take {sum} yuan."), words)
    moved = sum(one.amount_fen for one in money.sheet.moved)
    return Reason(mark("The cashier has still to settle {sum} yuan of this order."), {"sum": format_yuan(moved)})


@dataclass(frozen=True)
class AskedRequest:
    """A request about an order with its answers: what the order's story tells of it."""

    row: RequestRow
    answers: tuple[Answer, ...]


def asked_of_order(work: Work, order_id: int) -> tuple[AskedRequest, ...]:
    """Every request about an order, newest first, in two questions however many there are."""
    rows = work.requests.of_order(order_id)
    answers = work.requests.answers_of([row.id for row in rows])
    return tuple(AskedRequest(row, answers.get(row.id, ())) for row in rows)


def price_under_way(work: Work, unit_id: int, total_fen: int) -> RequestRow | None:
    """The request that asks for just this price of a unit and waits for its answer."""
    return work.requests.asked_price(unit_id, total_fen)


def waiting_for_me(work: Work) -> int:
    """How many requests wait for the person's answer or are to be carried out at their counter: the count of the
    rail."""
    lists = request_lists(work)
    return len(lists.to_answer) + len(lists.to_carry_out)
