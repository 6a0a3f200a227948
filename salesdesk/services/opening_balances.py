"""Opening balances (期初): an office that moves in brings its running orders and the money received for them.

The file is checked line by line like a price list; nothing is asked for until every line is right. Others agree to the
whole, sales control writes the orders, the cashier the money, in a book of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

from salesdesk.domain.board import BoardCell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.identity import IdentityKind, check_identity, mask_identity, normalise_telephone
from salesdesk.domain.labels import unit_label
from salesdesk.domain.long_work import Cancelled, Progress, stop_if
from salesdesk.domain.money import format_yuan, unit_price_of
from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.domain.opening import MONEY, ORDERS, Opening, OpeningMoney, OpeningOrder, OpeningRow, own_problems
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import Basis, DiscountKind, Working, WorkingLine
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import OPEN_STATES, RequestKind
from salesdesk.domain.schedules import schedule
from salesdesk.domain.states import SaleState, Stage
from salesdesk.domain.unit_sheet import Problem
from salesdesk.entities import SaleOrder
from salesdesk.repository.cash import EntryLine, NewEntry, Tender
from salesdesk.repository.one_unit import OrderHead, UnitDetail
from salesdesk.repository.requests import NewRequest, RequestDetail
from salesdesk.repository.sale_orders import Buyer, NewTerms
from salesdesk.repository.schemes import SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.customers import NewCustomer, write_customer
from salesdesk.services.deals import event_dates
from salesdesk.services.office import Form
from salesdesk.services.requests import ask, carried_out, to_carry_out

NUMBER_PREFIX = "QC"


def save_opening_template(path: str | Path) -> None:
    """Writes the empty template, with one invented line that is passed by when it is read."""
    from salesdesk.excel.opening import write_template

    write_template(path)


def read_opening_file(work: Work, path: str | Path) -> Opening:
    """Reads a filled-in template; what cannot be taken is in ``wrong``, line by line.

    Raises:
        BadInput: the file cannot be read, or is not the template.
    """
    from salesdesk.excel.opening import read_opening

    return check_opening(work, read_opening(path, tuple(work.schemes.items())))


def check_opening(work: Work, opening: Opening) -> Opening:
    """The same with what the office itself has against its lines: no such home, sold already, dearer than its list."""
    known = _Known.of(work)
    wrong = [*opening.wrong, *own_problems(opening.orders, opening.money, work.today)]
    wrong += known.under_other_names(opening)
    for order in opening.orders:
        if problems := known.against(order, work.today):
            wrong.append(OpeningRow(ORDERS, order.row, order.unit, tuple(problems)))
    return replace(opening, wrong=tuple(sorted(wrong, key=lambda row: (row.sheet != ORDERS, row.row))))


@dataclass(frozen=True)
class _Known:
    """What the office has, by the names that a file uses."""

    units: Mapping[str, BoardCell]
    schemes: Mapping[str, SchemeRow]
    consultants: Mapping[str, int]

    @classmethod
    def of(cls, work: Work) -> _Known:
        cells = work.units.board()
        return cls(
            units_by_name(cells),
            {row.scheme.name: row for row in work.schemes.all()},
            {person.name: person.id for person in work.people.colleagues(work.project_id)},
        )

    def scheme(self, name: str) -> SchemeRow:
        return self.schemes[name] if name else next(iter(self.schemes.values()))

    def against(self, order: OpeningOrder, today: date) -> list[Problem]:
        found = self._against_unit(order)
        if order.scheme and order.scheme not in self.schemes:
            found.append(Problem.error("", mark("There is no payment scheme “{name}”."), name=order.scheme))
        if order.consultant and order.consultant not in self.consultants:
            found.append(Problem.error("", mark("There is nobody of the name {name} here."), name=order.consultant))
        try:
            normalise_telephone(order.telephone)
            if order.identity:
                check_identity(IdentityKind.RESIDENT, order.identity, today)
        except BadInput as error:
            found.append(Problem.of("", error))
        return found

    def _against_unit(self, order: OpeningOrder) -> list[Problem]:
        cell = self.units.get(order.unit)
        if cell is None:
            return [Problem.error("", mark("The project has no unit {number}."), number=order.unit)]
        if cell.state != SaleState.AVAILABLE.value or cell.restrictions:
            return [Problem.error("", mark("Unit {number} is not on sale; it has to be launched and free."),
                                  number=order.unit)]  # fmt: skip
        if cell.total_fen is None or order.total_fen > cell.total_fen:
            return [Problem.error("", mark("The price is above the list price of {list} yuan; revise the list first."),
                                  list=format_yuan(cell.total_fen or 0))]  # fmt: skip
        if 2 * order.total_fen < cell.total_fen:
            words = mark("The price is less than half of the list price of {list} yuan; is it in yuan?")
            return [Problem.error("", words, list=format_yuan(cell.total_fen))]
        return []

    def under_other_names(self, opening: Opening) -> list[OpeningRow]:
        """Lines that name a home otherwise than another line does: one home twice, or money apart from its order."""
        names = dict[int, set[str]]()
        for order in opening.orders:
            if cell := self.units.get(order.unit):
                names.setdefault(cell.unit_id, set()).add(order.unit)
        lines = [(ORDERS, one.row, one.unit) for one in opening.orders]
        lines += [(MONEY, one.row, one.unit) for one in opening.money]
        return [
            OpeningRow(sheet, row, unit, (Problem.error("", mark("This home stands under another name too.")),))
            for sheet, row, unit in lines
            if (cell := self.units.get(unit)) and names.get(cell.unit_id, set()) - {unit}
        ]


def units_by_name(cells: Sequence[BoardCell]) -> dict[str, BoardCell]:
    """Every unit by the names that people write: ``3-0301``, ``3#-0301``, ``3#0301``, ``3#1单元0301``. What could be
    two units is none."""
    named, twice = dict[str, BoardCell](), set[str]()
    for cell in cells:
        place = f"{cell.building}{cell.entrance}"
        names = {
            unit_label(cell.building, cell.mark, cell.number), f"{cell.building}-{cell.number}",
            f"{cell.building}{cell.number}", f"{place}-{cell.number}", f"{place}{cell.number}",
        }  # fmt: skip
        twice |= {name for name in names if name in named}
        named |= dict.fromkeys(names, cell)
    return {name: cell for name, cell in named.items() if name not in twice}


@dataclass(frozen=True, kw_only=True)
class OpeningRequest(Form):
    """A file that was read without fault."""

    orders: tuple[OpeningOrder, ...]
    money: tuple[OpeningMoney, ...]
    source: str = ""
    reason: str = ""


def ask_opening(work: Work, form: OpeningRequest) -> int:
    """Asks for opening balances; the request's id. The file is checked anew, and taken whole or not at all."""
    work.require(Permission.ORDER_WRITE)
    if reason := why_not_ask_opening(work):
        raise reason.raised()
    opening = check_opening(work, Opening(form.orders, form.money, (), len(form.orders) + len(form.money)))
    if not form.orders:
        raise BadInput(mark("The file holds no orders."), field="file")
    if opening.wrong:
        wrong = len(opening.wrong)
        raise Refusal(mark("{n} lines are not right yet; mend them in the file and read it again."), n=wrong)
    known = _Known.of(work)
    prices = {known.units[order.unit].unit_id: order.total_fen for order in form.orders}
    asked = {
        "orders": [asdict(replace(order, identity=_masked(order.identity))) for order in form.orders],
        "money": [asdict(one) for one in form.money],
    }
    sheet = {
        "source": form.source, "orders": len(form.orders), "total_fen": opening.total_fen, "money": len(form.money),
        "received_fen": opening.received_fen, "by_item": dict(_by_item(form.money)),
    }  # fmt: skip
    subject = f"{form.source} {len(form.orders)}"[:200]
    on_request = ask(work, NewRequest(RequestKind.OPENING_BALANCE, subject, form.reason, asked, sheet, prices=prices))
    kind = IdentityKind.RESIDENT.value
    work.requests.add_identities(on_request, [(kind, order.identity) for order in form.orders])
    return on_request


def why_not_ask_opening(work: Work) -> Reason | None:
    """The first reason against asking for opening balances: some are under way already."""
    rows = work.requests.of_kind(RequestKind.OPENING_BALANCE)
    other = next((row for row in rows if row.state in OPEN_STATES), None)
    if other is None:
        return None
    return Reason(mark("Opening balances are under way already ({number}); they have to end first."),
                  {"number": other.number})  # fmt: skip


def _masked(identity: str) -> str:
    return mask_identity(identity) if identity else ""


def _by_item(money: tuple[OpeningMoney, ...]) -> Counter[str]:
    sums = Counter[str]()
    for one in money:
        sums[one.item] += one.amount_fen
    return sums


@dataclass(frozen=True, kw_only=True)
class OpeningStep(Form):
    on_request: int


OpeningVerb = Callable[[Work, OpeningStep], int]


def watched_opening(verb: Callable[..., int], progress: Progress, cancelled: Cancelled) -> OpeningVerb:
    """One of the two verbs below so that it tells how far it is and can be stopped; to the office it is the same."""

    @wraps(verb)
    def watched(work: Work, form: OpeningStep) -> int:
        return verb(work, form, progress=progress, cancelled=cancelled)

    return watched


def write_opening_orders(
    work: Work, form: OpeningStep, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> int:
    """Sales control's part: writes every order of agreed opening balances, at the stage it has come to; how many."""
    work.require(Permission.ORDER_WRITE)
    detail = to_carry_out(work, form.on_request, RequestKind.OPENING_BALANCE)
    orders, known = _asked_orders(detail), _Known.of(work)
    if any((cell := known.units.get(order.unit)) and cell.state != SaleState.AVAILABLE.value for order in orders):
        raise Refusal(mark("The orders are written already, or a unit is no longer free."))
    for order in orders:
        for problem in known.against(replace(order, identity=""), work.today):
            raise Refusal(problem.source, **dict(problem.values))
    work.require(Permission.IDENTITY_READ)
    papers = work.requests.identities(detail.row.id)
    work.units.lock_all(*(known.units[order.unit].unit_id for order in orders))
    for place, order in enumerate(orders, 1):
        _advance(place - 1, len(orders), progress, cancelled)
        _write_order(work, known, order, papers.get(place, ("", "")), detail.row.number)
    if not detail.asked["money"]:
        carried_out(work, detail.row)
    return len(orders)


def _advance(done: int, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
    stop_if(cancelled)
    if progress is not None:
        progress(done, total)


def _write_order(work: Work, known: _Known, order: OpeningOrder, paper: tuple[str, str], number: str) -> None:
    unit = work.units.detail(known.units[order.unit].unit_id)
    consultant = known.consultants.get(order.consultant)
    customer = _customer(work, order, consultant)
    head = work.orders.draft(
        work.orders.next_number(SaleOrder, NUMBER_PREFIX, work.today.year), unit.id, customer, consultant,
        f"{number} {order.note}".strip(),
    )  # fmt: skip
    scheme, signed = known.scheme(order.scheme), order.contracted_on or order.subscribed_on
    buyer = Buyer(order.customer, 10_000, "", *paper, _masked(paper[1]), order.telephone, "", customer)
    dues = schedule(scheme.scheme, order.total_fen, event_dates(order.subscribed_on, signed))
    assert unit.price_list_id is not None
    work.orders.write_terms(
        NewTerms(head.id, 1, unit.id, scheme.id, unit.price_list_id, _working(unit, order), (buyer,),
                 ((consultant, 10_000),) if consultant else (), dues, reason="opening")
    )  # fmt: skip
    dates = {"subscribed_on": order.subscribed_on, "contract_due_on": signed, "terms_version": 1}
    work.orders.move(head, Stage.SUBSCRIBED, dates)
    if order.contracted_on:
        signing = {"contracted_on": order.contracted_on, "contract_number": order.contract_number}
        work.orders.move(head, Stage.CONTRACTED, signing)
    if order.filed_on:
        filing = {"filed_on": order.filed_on, "filing_number": order.filing_number}
        work.orders.move(head, Stage.FILED, filing)


def _customer(work: Work, order: OpeningOrder, consultant: int | None) -> int:
    """The customer of this telephone, or a new one."""
    known = work.customers.known_telephone(normalise_telephone(order.telephone))
    if known is not None:
        return known.customer_id
    form = NewCustomer(telephones=(order.telephone,), name=order.customer, owner_id=consultant)
    return write_customer(work, form)


def _working(unit: UnitDetail, order: OpeningOrder) -> Working:
    """The price as it was agreed elsewhere: one line off the list price says so."""
    assert unit.total_fen is not None
    off, area = unit.total_fen - order.total_fen, unit.gross_cm2
    name = tr("As agreed before (opening balance)")
    line = WorkingLine(name, DiscountKind.SUM.value, off, unit.total_fen, off, order.total_fen)
    return Working(
        unit.total_fen, unit_price_of(unit.total_fen, area), area, Basis(unit.basis), (line,) if off else (),
        order.total_fen, unit_price_of(order.total_fen, area),
    )  # fmt: skip


def write_opening_money(
    work: Work, form: OpeningStep, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> int:
    """The cashier's part: enters every sum in the book of opening balances, on its own day; how many."""
    work.require(Permission.RECEIPT_WRITE)
    detail = to_carry_out(work, form.on_request, RequestKind.OPENING_BALANCE)
    money, known = _asked_money(detail), _Known.of(work)
    heads = dict[str, OrderHead]()
    for place, one in enumerate(sorted(money, key=lambda one: (one.received_on, one.row))):
        _advance(place, len(money), progress, cancelled)
        order = heads.get(one.unit) or _written_by(work, known, one.unit, detail.row.number)
        if order is None:
            raise Refusal(mark("The order of unit {number} is not written yet; sales control does that first."),
                          number=one.unit)  # fmt: skip
        heads[one.unit] = order
        line = EntryLine(one.item, one.klass.value, one.amount_fen)
        work.cash.write(
            NewEntry(EntryKind.RECEIPT, order.id, order.unit_id, one.payer or tr("Opening balance"), one.received_on,
                     (line,), (Tender(one.method, one.amount_fen, one.number),), note=detail.row.number, book="opening")
        )  # fmt: skip
    carried_out(work, detail.row)
    return len(money)


def _written_by(work: Work, known: _Known, unit: str, number: str) -> OrderHead | None:
    """The order on a unit, where it is the one that this very request brought in."""
    cell = known.units.get(unit)
    order = work.units.record(cell.unit_id).order if cell else None
    mine = order is not None and work.order_views.detail(order.id).note.split(" ")[0] == number
    return order if mine else None


def asked_opening(detail: RequestDetail) -> Opening:
    """The orders and the money that a request asks for."""
    orders, money = tuple(_asked_orders(detail)), tuple(_asked_money(detail))
    return Opening(orders, money, (), len(orders) + len(money))


def _asked_orders(detail: RequestDetail) -> list[OpeningOrder]:
    return [OpeningOrder(**_dated(plain)) for plain in detail.asked["orders"]]


def _asked_money(detail: RequestDetail) -> list[OpeningMoney]:
    return [OpeningMoney(**{**_dated(plain), "klass": MoneyClass(plain["klass"])}) for plain in detail.asked["money"]]


def _dated(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value for name, value in plain.items()
    }
