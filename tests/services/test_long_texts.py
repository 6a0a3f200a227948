"""Every text of every form: as long as its column takes it is kept, one character more is refused at its field.

Both databases, and emoji, which count as one character whatever the program that pasted them thinks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import DiscountKind
from salesdesk.domain.schedules import Event, SchemeKind, SchemeLine
from salesdesk.services.cashier import Refund, Void, refund, take_payment, void_receipt
from salesdesk.services.contracts import Cancellation, Contract, Filing, cancel_order, file_contract, sign_contract
from salesdesk.services.customers import (
    CustomerEdit,
    NewCustomer,
    NewFollowUp,
    customer_story,
    edit_customer,
    enter_customer,
    follow_up,
)
from salesdesk.services.holds import HoldForm, Release, hold, release
from salesdesk.services.launches import Launch, launch, withdraw
from salesdesk.services.people_admin import NewPerson, add_person
from salesdesk.services.price_lists import Change, Revision, revise_prices
from salesdesk.services.projects import NewAccount, NewPermit, NewProject, add_account, add_permit, open_new_project
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.restrictions import Restrict, restrict
from salesdesk.services.schemes import NewDiscount, NewScheme, add_discount, add_scheme
from salesdesk.services.subscriptions import subscribe
from tests.services.money_helpers import pay, pay_back, payment
from tests.support.office import PASSWORD, House

EMOJI = "😀"


@dataclass(frozen=True)
class Case:
    """A verb that takes texts: who carries it out, a form that is right, and the most characters of each text."""

    login: str
    verb: Callable[..., Any]
    form: Any
    most: Mapping[str, int]


def with_text(value: Any, path: str, words: str) -> Any:
    """A copy of a form with another text: ``tenders.0.reference``."""
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        place = int(head)
        return (*value[:place], with_text(value[place], rest, words), *value[place + 1 :])
    return replace(value, **{head: with_text(getattr(value, head), rest, words) if rest else words})


def assert_limits(house: House, case: Case) -> Any:
    """One character too many is refused; the most of all at once is taken, with a NUL that is left out. The answer."""
    desk, form = house.desk(case.login), case.form
    for path, most in case.most.items():
        with pytest.raises(BadInput) as refused:
            desk.perform(case.verb, replace(with_text(form, path, EMOJI * (most + 1)), request_id=f"{most}-{path}"))
        assert refused.value.field, f"{case.verb.__name__} {path}"
        form = with_text(form, path, EMOJI * (most - 2) + "\0" + "界")
    return desk.perform(case.verb, form)


def set_up(house: House) -> Iterator[Case]:
    lines = (
        SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, "定金", amount_fen=3_000_000),
        SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, "余款", takes_rest=True),
    )
    units = (house.unit_id("0602"),)
    yield Case("operator", add_account, NewAccount(name="x", bank="x", number="x", supervised=False),
               {"name": 100, "bank": 100, "number": 60})  # fmt: skip
    yield Case(
        "operator", add_permit, NewPermit(number="x", issued_on=date(2026, 9, 1), account_id=None), {"number": 100}
    )
    yield Case("operator", add_scheme, NewScheme(name="x", kind=SchemeKind.IN_FULL, lines=lines),
               {"name": 60, "lines.0.name": 60})  # fmt: skip
    yield Case("operator", add_discount, NewDiscount(name="x", kind=DiscountKind.PERCENT, value=985_000),
               {"name": 60, "ground": 100})  # fmt: skip
    yield Case("operator", withdraw, Launch(unit_ids=units), {"note": 300})
    yield Case("operator", launch, Launch(unit_ids=units), {"note": 300})
    yield Case("operator", restrict, Restrict(unit_ids=units, mortgaged=True, note="x"), {"note": 300})
    yield Case("operator", revise_prices, Revision(name="x", change=Change.PERCENT, value=1_010_000), {"name": 200})
    yield Case("operator", open_new_project, NewProject(company="x", region="x", name="x"),
               {"company": 100, "region": 100, "name": 100, "city": 100})  # fmt: skip


def test_every_text_of_the_set_up_has_its_limit(house: House) -> None:
    for case in set_up(house):
        assert_limits(house, case)


def test_a_persons_name_has_its_limit(house: House) -> None:
    login = f"n{house.unit_id('0101')}longname"
    form = NewPerson(login=login, name="x", password=PASSWORD)
    assert_limits(house, Case("admin", add_person, form, {"name": 60}))


def test_every_text_about_a_customer_has_its_limit(house: House) -> None:
    new = NewCustomer(telephones=("13812340001",), name="x")
    limits = {"name": 60, "wish": 500, "note": 1000, "referrer": 120}
    customer_id = assert_limits(house, Case("consultant", enter_customer, new, limits))
    contact = NewFollowUp(customer_id=customer_id, kind="call_out", note="x")
    assert_limits(house, Case("consultant", follow_up, contact, {"note": 1000}))
    edit = CustomerEdit(customer_id=customer_id, version=1, name="x", level="B", channel_id=None, wish="")
    version = house.desk("consultant").read(customer_story, customer_id).customer.version
    limits = {"name": 60, "wish": 500, "address": 300, "referrer": 120}
    assert_limits(house, Case("consultant", edit_customer, replace(edit, version=version), limits))


def test_every_text_of_a_deal_has_its_limit(house: House) -> None:
    customer = house.customer()
    unit = house.unit_id("0301")
    assert_limits(house, Case("control", hold, HoldForm(unit_id=unit, reason="x"), {"reason": 300}))
    assert_limits(house, Case("control", release, Release(unit_id=unit, reason="x"), {"reason": 300}))
    reservation = Reservation(unit_id=house.unit_id("0302"), customer_id=customer)
    assert_limits(house, Case("control", reserve, reservation, {"note": 500}))
    buyers = {"buyers.0.name": 60, "buyers.0.relation": 20, "buyers.0.telephone": 30, "buyers.0.address": 300}
    limits = {"note": 500, "choices.bank": 100, **buyers}
    order_id = assert_limits(house, Case("control", subscribe, house.subscription("0301", customer), limits))
    contract = Contract(order_id=order_id, contract_number="x", contracted_on=house.today)
    assert_limits(house, Case("control", sign_contract, contract, {"contract_number": 60}))
    filing = Filing(order_id=order_id, filing_number="x", filed_on=house.today)
    assert_limits(house, Case("control", file_contract, filing, {"filing_number": 60}))
    other = house.sold("0401", "18944104410")
    assert_limits(house, Case("control", cancel_order, Cancellation(order_id=other, reason="x"), {"reason": 300}))


def test_every_text_about_money_has_its_limit(house: House) -> None:
    order_id = house.sold("0301")
    limits = {"payer": 200, "note": 300, "tenders.0.reference": 100, "lines.0.name": 60}
    taken = assert_limits(house, Case("cashier", take_payment, payment(house, order_id), limits))
    assert_limits(house, Case("cashier", void_receipt, Void(receipt_id=taken, reason="x"), {"reason": 300}))
    pay(house, order_id)
    back = Refund(order_id=order_id, lines=payment(house, order_id).lines, method="transfer", payee="x", reason="x")
    assert_limits(house, Case("cashier", refund, back, {"payee": 200, "reference": 100, "reason": 300}))
    with pytest.raises(BadInput):
        pay_back(house, order_id, payee="")
