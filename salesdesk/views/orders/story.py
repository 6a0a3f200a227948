"""What happened to an order, newest first: its stages, what was asked and answered, its money, its papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import ENTRY_WORDS
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import ROLE_WORDS
from salesdesk.domain.requests import KIND_WORDS, RequestState
from salesdesk.domain.states import STAGE_WORDS, STATE_WORDS, SaleState, Stage
from salesdesk.services.order_files import OrderFile
from salesdesk.services.rows import OrderDetail, UnitEvent
from salesdesk.views.deal.introducer import introducer_words
from salesdesk.views.kit.rows import TableColumn

_ENDS = {
    RequestState.DONE: mark("{what} carried out"),
    RequestState.WITHDRAWN: mark("{what} withdrawn"),
    RequestState.UNDONE: mark("{what} given up"),
}


_RANK = {state.value: rank for rank, state in enumerate(SaleState)}
"""How far a state is: an order that goes back to an earlier one had a filing withdrawn, or a handover taken back."""


@dataclass(frozen=True)
class Happening:
    """One line of the story."""

    key: str
    at: datetime
    when: str
    what: str
    detail: str
    person: str = ""


STORY_COLUMNS = (
    TableColumn(key="when", title=mark("When"), text=lambda row: row.when, width=136, tone="ink_2", sortable=False),
    TableColumn(key="what", title=mark("What"), text=lambda row: row.what, note=lambda row: row.detail, width=200,
                stretch=True, sortable=False),
    TableColumn(key="person", title=mark("By"), text=lambda row: row.person, width=88, tone="ink_2", sortable=False),
)  # fmt: skip


def story(file: OrderFile) -> list[Happening]:
    """Everything that is known to have happened, newest first."""
    found = [*_stages(file), *_requests(file), *_money(file), *_papers(file), *_scans(file), *_introduced(file)]
    return sorted(found, key=lambda event: (event.at, event.key != "made"), reverse=True)


def _stages(file: OrderFile) -> Iterable[Happening]:
    order = file.account.order
    yield _moment("made", order.created_at, tr("Entered"), order.number, order.created_by)
    befores = (*file.moves[1:], None)
    for place, (move, before) in enumerate(zip(file.moves, befores, strict=False)):
        words = tr(STATE_WORDS[SaleState(move.new_state)])
        if before is not None and _RANK[move.new_state] < _RANK[before.new_state]:
            words = tr("Back to “{state}”").format(state=words)
        yield _moment(f"move {place}", move.at, words, _told(order, move), move.person)
    if order.cancelled_at is not None:
        yield _moment("cancelled", order.cancelled_at, tr(STAGE_WORDS[Stage.CANCELLED]), order.cancel_reason, "")


def _told(order: OrderDetail, move: UnitEvent) -> str:
    """What belongs to a stage, with its own day where that is another than the day of entry."""
    state = SaleState(move.new_state)
    days = {
        SaleState.RESERVED: order.reserved_on, SaleState.SUBSCRIBED: order.subscribed_on,
        SaleState.CONTRACTED: order.contracted_on, SaleState.FILED: order.filed_on,
    }  # fmt: skip
    words = {SaleState.SUBSCRIBED: order.scheme_name, SaleState.CONTRACTED: order.contract_number}
    day = days.get(state)
    other = day.isoformat() if day is not None and day != local_day(move.at) else ""
    return "　".join(part for part in (words.get(state, ""), other) if part)


def _requests(file: OrderFile) -> Iterable[Happening]:
    """Asked, each answer, and how it ended."""
    for asked in file.requests:
        row, what = asked.row, tr(KIND_WORDS[asked.row.kind])
        told = "　".join(part for part in (row.number, row.reason) if part)
        yield _moment(f"asked {row.id}", row.asked_at, tr("{what} asked for").format(what=what), told, row.asked_by)
        for place, answer in enumerate(asked.answers):
            words = tr("{what} agreed to") if answer.agrees else tr("{what} declined")
            said = "　".join(part for part in (row.number, tr(ROLE_WORDS[answer.office_role]), answer.words) if part)
            yield _moment(f"answer {row.id} {place}", answer.at, words.format(what=what), said, answer.person)
        if row.closed_at is not None and row.state in _ENDS:
            ended = "　".join(part for part in (row.number, row.closing_words) if part)
            yield _moment(
                f"ended {row.id}", row.closed_at, tr(_ENDS[row.state]).format(what=what), ended, row.closed_by
            )


def _money(file: OrderFile) -> Iterable[Happening]:
    for entry in file.account.entries:
        void = "　" + tr("void") if entry.voided else ""
        detail = f"{entry.number}　{format_yuan(entry.total_fen)}{void}"
        yield _moment(f"entry {entry.id}", entry.created_at, tr(ENTRY_WORDS[entry.kind]), detail, entry.cashier)


def _papers(file: OrderFile) -> Iterable[Happening]:
    for paper in file.papers:
        yield _moment(f"paper {paper.id}", paper.created_at, tr("Printed"), paper.title, paper.created_by)


def _scans(file: OrderFile) -> Iterable[Happening]:
    for scan in file.scans:
        yield _moment(f"scan {scan.id}", scan.created_at, tr("Signed scan attached"), scan.name, scan.created_by)


def _introduced(file: OrderFile) -> Iterable[Happening]:
    """Who was named as having introduced it: with the subscription, and each time that the manager changed it."""
    for place, said in enumerate(file.introductions):
        what = tr("Introducer changed") if said.reason else tr("Introduced by")
        detail = "　".join(part for part in (introducer_words(said.kind, said.name), said.reason) if part)
        yield _moment(f"introduced {place}", said.at, what, detail, said.by)


def _moment(key: str, at: datetime, what: str, detail: str, person: str) -> Happening:
    return Happening(key, at, minute(at), what, detail, person)
