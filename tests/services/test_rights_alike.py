"""Whoever asks, a file answers what a server's policies let through: every question, by every role, on both databases.

A server refuses or hides by grants and policies, which are tried in tests/attacks; here it is the measure.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import salesdesk.services
from salesdesk.domain.errors import Refusal
from salesdesk.domain.sales_figures import By
from salesdesk.repository.database import utc_now
from salesdesk.services.exports import ReportKind
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.office import Office
from salesdesk.services.office_texts import TEXTS, delivered_text
from salesdesk.services.order_papers import PaperPrint, note_paper
from salesdesk.services.packed_rows import PackedRows
from salesdesk.services.price_lists import Change, Revision, price_lists
from salesdesk.services.quotes import QuoteForm, make_quote
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from tests.services.money_helpers import pay, payment
from tests.support.office import PEOPLE, House, office_copy, rows_of

TELEPHONES = {"consultant": "13812342046", "colleague": "13900001111"}
INSIDE = frozenset(
    (
        "letterhead",
        "stamp",
        "seller",
        "project_facts",
        "agreement_pdf",
        "contract_pdf",
        "quote_pdf",
        "summary_pdf",
        "deals_pdf",
        "hold_rights",
        "only_own",
        "require_reports",
        "check_price_allowed",
        "price_allowed",
        "work_out_deal",
        "loan_plans",
        "effective_from",
        "why_not_take",
        "why_not_refund",
        "revised",
        "why_not_launch",
        "why_not_withdraw",
        "why_not_sign",
        "superseded",
        "outcomes",
        "beat",
        "channel_of",
        "outside_name",
        "settings",
        "day_sheet_pdf",
        "sessions",
        "change_row",
        "void_papers",
        "note_pay_outs",
        "introduce",
    )
)
"""Parts of other questions, papers made of what is asked here, what only a server has, and what tells nobody anything
of the office."""


class Owned(NamedTuple):
    """What belongs to one consultant, by ids."""

    customer: int
    order: int
    unit: int
    receipt: int
    quote: int
    held: int
    reserved: int
    reservation: int


@dataclass(frozen=True)
class Side:
    """One of the two offices, and what there is in it."""

    house: House
    own: Owned
    other: Owned
    price_list: int


def owned(house: House, login: str, places: tuple[str, str, str]) -> Owned:
    """A customer with a subscribed and paid unit, one on hold, one reserved, and a quote."""
    person, control = house.desk(login).person.id, house.desk("control")
    customer = house.customer("韩若溪" if login == "consultant" else "周念真", TELEPHONES[login], login)
    sold, held, reserved = (house.unit_id(number) for number in places)
    order = control.perform(subscribe, house.subscription(places[0], customer, consultants=((person, 10_000),)))
    control.perform(note_paper, PaperPrint(order_id=order, kind="agreement"))
    receipt = pay(house, order)
    control.perform(hold, HoldForm(unit_id=held, reason="客户筹款", customer_id=customer))
    reservation = Reservation(unit_id=reserved, customer_id=customer, consultant_id=person)
    ordered = control.perform(reserve, reservation)
    quote = QuoteForm(unit_id=house.unit_id("0401"), choices=house.choices(), customer_id=customer)
    return Owned(customer, order, sold, receipt, house.desk(login).perform(make_quote, quote), held, reserved, ordered)


@pytest.fixture(scope="module")
def sides(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Side, Side]]:
    """The same office as a file and on a server; everybody only asks."""
    with ExitStack() as stack:
        made = []
        for kind in ("sqlite", "postgresql"):
            house = stack.enter_context(office_copy(kind, request, tmp_path_factory.mktemp("alike")))
            own, other = (
                owned(house, "consultant", ("0301", "0501", "0601")),
                owned(house, "colleague", ("0302", "0502", "0602")),
            )
            newest = house.desk("operator").read(price_lists)[0].id
            made.append(Side(house, own, other, newest))
        yield made[0], made[1]


Asked = tuple[str, str, tuple[Any, ...]]


def about(side: Side, whose: Owned, login: str) -> Iterator[Asked]:
    """What is asked of somebody's customer, deals and money."""
    for order in (whose.order, whose.reservation):
        for question in ("accounts.order_account", "order_lists.order_detail", "order_lists.order_papers",
                         "order_files.order_file", "order_files.order_actions", "counter.counter"):  # fmt: skip
            yield f"{login} {order}", question, (order,)
    for paper in ("order_papers.agreement_paper", "order_papers.contract_paper"):
        yield login, paper, (whose.order,)
    for question in ("accounts.receipt", "receipt_papers.receipt_pdf", "receipt_papers.print_preview"):
        yield login, question, (whose.receipt,)
    yield login, "receipt_papers.preview_pdf", (payment(side.house, whose.order),)
    for question in ("quotes.quote", "order_papers.quote_paper"):
        yield login, question, (whose.quote,)
    yield login, "deal_forms.deal_start", (None, None, whose.quote)
    for question in ("accounts.orders_of_customer", "customers.customer_story", "customers.newer_customer",
                     "customers.seen_customer"):  # fmt: skip
        yield login, question, (whose.customer,)
    yield login, "edits.newer_row", ("customer", whose.customer, ("name", "wish"))
    yield login, "customers.known_telephone", (TELEPHONES[login],)
    for unit in (whose.unit, whose.held, whose.reserved):
        for question in ("board.unit_panel", "holds.hold_terms", "deal_forms.deal_start"):
            yield f"{login} unit {unit}", question, (unit,)


BY_NAME: dict[str, Callable[[Owned], int | str]] = {
    "order_id": lambda owned: owned.order,
    "unit_id": lambda owned: owned.unit,
    "customer_id": lambda owned: owned.customer,
    "receipt_id": lambda owned: owned.receipt,
    "quote_id": lambda owned: owned.quote,
    "month": lambda _: "2026-11",
    **dict.fromkeys(("on_request", "request_id", "building_id", "scheme_id", "scan_id", "total_fen"), lambda _: 1),
}
"""What is given to a question by the names of what it needs, where nothing more telling stands in `about`."""


def needs(function: Callable[..., Any]) -> list[str]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return [parameter.name for parameter in parameters if parameter.default is parameter.empty]


def takes_rows(function: Callable[..., Any]) -> bool:
    """Part of a question, given what another one read: not asked by itself."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    plain_kinds = ("int", "str", "bool", "int | None", "str | None")
    return any(one.default is one.empty and one.annotation not in plain_kinds for one in parameters)


def by_words() -> Iterator[Asked]:
    for words in ("0302", "韩若溪", "周念真", "znz", "1111", "RG2026-00003", "ZY2026-00001", "ZY2026-00002", "0000002"):
        for question in (
            "accounts.find_orders",
            "counter.find_at_counter",
            "find.find_anything",
            "customers.find_customers",
        ):
            yield words, question, (words,)


def of_the_project(side: Side) -> Iterator[Asked]:
    unit, choices = side.own.unit, side.house.choices(discounts=("按时签约",))
    yield "", "board.board_cells", ([side.own.unit, side.other.unit],)
    yield "", "board.board_at", (utc_now() - timedelta(days=1),)
    yield "", "deal_forms.nearby_free", (unit,)
    yield "", "quotes.choices_for", (unit,)
    yield "", "quotes.preview_deal", (side.house.unit_id("0401"), side.house.choices())
    yield "with a discount", "quotes.preview_deal", (side.house.unit_id("0401"), choices)
    yield "", "price_lists.price_history", (unit,)
    yield "", "price_lists.version_changes", (side.price_list,)
    yield "", "price_lists.revision_preview", (Revision(name="x", change=Change.PERCENT, value=1_010_000),)
    yield "", "unit_import.preview_import", (rows_of("3#"),)
    yield "", "day_close.figures", (side.house.today, None, None)
    yield "a day that was not closed", "day_sheets.day_sheet", (1,)
    for name in TEXTS:
        yield name, "office_texts.office_text", (name,)
        yield name, "text_previews.preview_text", (name, delivered_text(name))
    yield "", "projects.newer_settings", ({"four_eyes": True, "discount.limit.manager": 0},)
    yield "", "state_colours.newer_colours", (("available", "contracted"),)
    yield "", "people_admin.person_called", ("colleague",)
    yield "", "scans.scans_of", (side.price_list,)
    yield "", "seals.verify_here", (Path("no file of seals"), (), _nothing, _nothing)
    yield "a scan that is not there", "scans.scan_content", (1,)
    for kind in ReportKind:
        yield str(kind), "exports.report_rows", (kind,)
    for by in By:
        yield str(by), "reports.sales_summary", (by,)
        yield str(by), "report_sheets.sales_summary_sheet", (by,)
    for question in ("reports.deals_of", "report_sheets.deal_list_sheet"):
        yield "", question, ()


def _nothing(*_: object) -> None:
    """No progress is shown, nobody stops it."""


def public_questions() -> dict[str, Callable[..., Any]]:
    """Every function of the services that asks, ``module.name``; those that carry out take a form."""
    found = dict[str, Callable[..., Any]]()
    for module in pkgutil.iter_modules(salesdesk.services.__path__):
        loaded = importlib.import_module(f"salesdesk.services.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_") and _asks(function):
                found[f"{module.name}.{name}"] = function
    return found


def _asks(function: Callable[..., Any]) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters or parameters[0].annotation != "Work" or function.__name__ in INSIDE:
        return False
    return not (len(parameters) > 1 and parameters[1].name == "form" and function.__name__ not in ("revision_preview",))


QUESTIONS = public_questions()


def asked(side: Side) -> Iterator[Asked]:
    """Everything that is asked, with a word that tells it from the same question about something else."""
    special = [
        *about(side, side.own, "consultant"),
        *about(side, side.other, "colleague"),
        *by_words(),
        *of_the_project(side),
    ]
    yield from special
    for name in sorted(QUESTIONS.keys() - {question for _, question, _ in special}):
        wanted = needs(QUESTIONS[name])
        if set(wanted) <= BY_NAME.keys():
            for whose in (side.own, side.other) if wanted else (side.own,):
                yield f"of {whose.order}" if wanted else "", name, tuple(BY_NAME[one](whose) for one in wanted)


def test_every_question_is_asked_here(sides: tuple[Side, Side]) -> None:
    """A new question that is asked with something is added to `asked`."""
    named = {name for _, name, _ in asked(sides[0])}
    assert [name for name in sorted(set(QUESTIONS) - named) if not takes_rows(QUESTIONS[name])] == []


def plain(value: Any) -> Any:
    """An answer as both databases can give it: without the clock, papers by their being there."""
    if isinstance(value, datetime):
        return "a moment"
    if isinstance(value, bytes):
        return "a paper"
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple | PackedRows):
        return [plain(part) for part in value]
    words = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a request", repr(value))
    return re.sub(r"\d\d:\d\d", "a minute", words)


def differences(on_file: Any, on_server: Any) -> Iterator[str]:
    """Where two answers differ, and how."""
    if isinstance(on_file, dict) and isinstance(on_server, dict) and on_file.keys() == on_server.keys():
        for key in on_file:
            yield from (f".{key}{more}" for more in differences(on_file[key], on_server[key]))
    elif isinstance(on_file, list) and isinstance(on_server, list) and len(on_file) == len(on_server):
        for place, (one, another) in enumerate(zip(on_file, on_server, strict=True)):
            yield from (f"[{place}]{more}" for more in differences(one, another))
    elif on_file != on_server:
        yield f": {str(on_file)[:200]} in the file, {str(on_server)[:200]} on the server"


def answer(desk: Office, name: str, given: tuple[Any, ...]) -> Any:
    try:
        return plain(desk.read(QUESTIONS[name], *given))
    except Refusal as refusal:
        return f"{type(refusal).__name__}: {refusal}"


@pytest.mark.parametrize("login", PEOPLE)
def test_a_file_answers_a_person_as_a_server_does(sides: tuple[Side, Side], login: str) -> None:
    file, server = sides
    unlike = list[str]()
    for (word, name, given), (_, same, alike) in zip(asked(file), asked(server), strict=True):
        assert name == same
        on_file, on_server = answer(file.house.desk(login), name, given), answer(server.house.desk(login), name, alike)
        unlike += [f"{name} {word}{difference}" for difference in differences(on_file, on_server)]
    assert not unlike, "\n".join(unlike)


def test_a_consultant_learns_nothing_of_a_colleagues_deals(sides: tuple[Side, Side]) -> None:
    """Control of the comparison itself: what is asked here is refused, and answered to whom it belongs."""
    file, _ = sides
    for name in ("accounts.order_account", "order_lists.order_detail", "order_files.order_file", "counter.counter"):
        assert str(answer(file.house.desk("consultant"), name, (file.other.order,))).startswith(
            ("Refusal", "NotAllowed")
        )
        assert isinstance(answer(file.house.desk("manager"), name, (file.other.order,)), dict)
    assert isinstance(answer(file.house.desk("colleague"), "order_lists.order_detail", (file.other.order,)), dict)
