"""An office in the middle of its day: orders in every stage, money taken, printed, reversed and paid back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.repository.cash import EntryLine, Tender
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.cashier import (
    Payment,
    Refund,
    Reversal,
    Void,
    refund,
    reverse_receipt,
    take_payment,
    void_receipt,
)
from salesdesk.services.contracts import Cancellation, cancel_order
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_papers import PaperPrint, note_paper
from salesdesk.services.price_lists import Change, Revision, revise_prices
from salesdesk.services.quotes import QuoteForm, make_quote
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.after_contract import keep_after_contract
from tests.support.asking import agreed, ask
from tests.support.office import PEOPLE, House, office_copy, rows_of
from tests.support.raw import raw

PASSPORT = "EH1234567"


@dataclass(frozen=True)
class Day:
    """What there is, by its ids. Units are those of building 3# unless said otherwise."""

    house: House
    project: int
    people: dict[str, int]
    customer: int
    """The consultant's, who buys; ``other`` is the colleague's."""
    other: int
    free: int
    held: int
    hold: int
    unlaunched: int
    unpriced: int
    sold: int
    order: int
    """Subscribed, on ``sold``, with money; ``unpaid`` is subscribed too, without any."""
    unpaid: int
    unpaid_unit: int
    reserved: int
    cancelled: int
    receipt: int
    """Neither printed nor undone; ``printed`` is printed, ``reversed`` is undone by ``reversal``."""
    printed: int
    reversed: int
    reversal: int
    signed_list: int
    open_list: int
    asked: int
    """A request for ``asked_total`` on ``free``, sales control's, that waits for the manager."""
    asked_total: int
    settled: int
    """The settlement of areas that was agreed to for ``unpaid``, so that its terms may change."""


def pay(house: House, order_id: int, fen: int) -> int:
    """Earnest money in cash; the receipt's id."""
    form = Payment(order_id=order_id, lines=(EntryLine("earnest", "price", fen),), tenders=(Tender("cash", fen),),
                   payer="韩若溪", received_on=house.today)  # fmt: skip
    return house.desk("cashier").perform(take_payment, form)


def live_through(house: House) -> Day:
    control, cashier = house.desk("control"), house.desk("cashier")
    customer, other = house.customer(), house.customer("周念真", "18944104410", "colleague")
    buyer = Buyer("韩若溪", 10_000, identity_kind="passport", identity_number=PASSPORT)
    discounted = house.choices("商业贷款", ("按时签约",))
    form = house.subscription("0301", customer, buyers=(buyer,), choices=discounted)
    order = control.perform(subscribe, form)
    unpaid = control.perform(subscribe, house.subscription("0302", customer))
    reserved = control.perform(reserve, Reservation(unit_id=house.unit_id("0202"), customer_id=customer))
    cancelled = control.perform(subscribe, house.subscription("0402", customer))
    control.perform(cancel_order, Cancellation(order_id=cancelled, reason="客户放弃"))
    hold_form = HoldForm(unit_id=house.unit_id("0201"), reason="等待付款", customer_id=customer)
    hold_id = control.perform(hold, hold_form)
    receipt, printed, undone = (pay(house, order, fen) for fen in (3_000_000, 1_000_000, 500_000))
    for receipt_id in (printed, undone):
        cashier.perform(note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id))
    cashier.perform(void_receipt, Void(receipt_id=pay(house, order, 200_000), reason="重复"))
    reversal = cashier.perform(reverse_receipt, Reversal(receipt_id=undone, reason="金额录错"))
    lines = (EntryLine("earnest", "price", 100_000),)
    cashier.perform(refund, Refund(order_id=order, lines=lines, method="cash", payee="韩若溪", reason="多收"))
    house.desk("consultant").perform(make_quote, QuoteForm(unit_id=house.unit_id("0501"), choices=house.choices()))
    control.perform(note_paper, PaperPrint(order_id=order, kind="agreement"))
    operator = house.desk("operator")
    unpriced = tuple(replace(row, total_fen=None, unit_price_fen=None) for row in rows_of("5#", range(1, 2)))
    operator.perform(import_units, UnitImport(rows=unpriced, source="无价"))
    open_list = operator.perform(revise_prices, Revision(name="上调", change=Change.PERCENT, value=1_010_000))
    keep_after_contract(house, order)
    free, total = house.unit_id("0601"), 150_000_000
    asked = ask(house, "price", prices={free: total}, unit_id=free)
    owed = json.dumps({"settlement": {"amount_fen": 100}})
    settled = agreed(house, "area_settlement", unpaid, passport=True, asked=owed)
    return Day(
        house, house.project_id, {login: house.desk(login).person.id for login in PEOPLE}, customer, other,
        free, house.unit_id("0201"), hold_id, house.unit_id("0101", "4#"),
        house.unit_id("0101", "5#"), house.unit_id("0301"), order, unpaid, house.unit_id("0302"), reserved, cancelled,
        receipt, printed, undone, reversal, open_list - 1, open_list, asked, total, settled,
    )  # fmt: skip


def keep_attachment(day: Day) -> None:
    """A scan of the permit; entered by hand, since no screen stores one yet."""
    with day.house.desk("operator").database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO attachment (project_id, subject, subject_id, name, mime, sha256, content, created_at, "
            f"created_by) VALUES ({day.project}, 'permit', 1, '预售证.pdf', 'application/pdf', 'f00', 'x', app_now(), "
            "app_person())"
        )


SEAL = (
    "INSERT INTO seal (project_id, number, day, rows, previous_sha256, sha256, created_at, created_by) "
    "VALUES (:project, :number, :day, 1, '', 'f00', app_now(), :person)"
)


def keep_seal(day: Day) -> None:
    """A business day that was closed long ago, and a proved backup; entered by hand, for a real close would end this
    day too."""
    postgres = day.house.kind == "postgresql"
    with day.house.as_owner.begin() as owner:
        if postgres:
            owner.exec_driver_sql("ALTER TABLE seal DISABLE TRIGGER sd_seal_closes")
        values = {"project": day.project, "number": 1, "day": "2026-01-01", "person": day.people["cashier"]}
        stamped = SEAL.replace("app_now()", ":now")
        owner.execute(sa.text("SET LOCAL session_replication_role = 'replica'" if postgres else "SELECT 1"))
        owner.execute(sa.text(stamped), {**values, "now": "2026-01-01 12:00:00.000000"})
        owner.execute(
            sa.text("INSERT INTO sealed_row (table_name, row_id, project_id, seal_number, sha256) "
                    "VALUES ('receipt', 0, :project, 1, 'f00')"),
            {"project": day.project},
        )  # fmt: skip
        owner.execute(
            sa.text("INSERT INTO backup_proof (backup, taken_at, passed, summary, created_at) "
                    "VALUES ('b', :now, true, '', :now)"),
            {"now": "2026-01-01 12:00:00.000000"},
        )  # fmt: skip
        if postgres:
            owner.exec_driver_sql("ALTER TABLE seal ENABLE TRIGGER sd_seal_closes")


@contextmanager
def a_day(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Day]:
    """A day of its own on one of the two databases."""
    with office_copy(kind, request, folder) as house:
        day = live_through(house)
        keep_attachment(day)
        keep_seal(day)
        yield day


__all__ = ["Day", "a_day", "pay", "raw"]
