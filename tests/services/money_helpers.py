"""What tests about money share: a payment in one line, a look at the account, a day that passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from salesdesk.domain.money_items import MoneyClass
from salesdesk.repository.database import utc_now
from salesdesk.services.accounts import order_account, receipt, received_by_item
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
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.rows import Entry, EntryLine, Tender
from tests.support.office import House

YUAN = 100
EARNEST = 50_000 * YUAN


def line(item: str = "earnest", amount_fen: int = EARNEST, klass: str = "price") -> EntryLine:
    return EntryLine(item, klass, amount_fen)


def today(house: House) -> date:
    """The day of the office, also after `days_pass`."""
    return house.desk("cashier").read(lambda work: work.today)


def payment(house: House, order_id: int, *lines: EntryLine, **changes: Any) -> Payment:
    """A payment of today by card, meant as it is; earnest money unless lines say otherwise."""
    lines = lines or (line(),)
    values: dict[str, Any] = {
        "order_id": order_id,
        "lines": lines,
        "tenders": (Tender("card", sum(one.amount_fen for one in lines), "6222"),),
        "payer": "韩若溪",
        "received_on": today(house),
        "meant_twice": True,
    }
    return Payment(**{**values, **changes})


def pay(house: House, order_id: int, *lines: EntryLine, login: str = "cashier", **changes: Any) -> int:
    """Takes it; the receipt's id."""
    return house.desk(login).perform(take_payment, payment(house, order_id, *lines, **changes))


def void(house: House, receipt_id: int, reason: str = "点错") -> int:
    return house.desk("cashier").perform(void_receipt, Void(receipt_id=receipt_id, reason=reason))


def reverse(house: House, receipt_id: int, reason: str = "金额有误") -> int:
    return house.desk("cashier").perform(reverse_receipt, Reversal(receipt_id=receipt_id, reason=reason))


def pay_back(house: House, order_id: int, *lines: EntryLine, **changes: Any) -> int:
    values: dict[str, Any] = {"method": "transfer", "payee": "韩若溪", "reason": "解除认购"}
    form = Refund(order_id=order_id, lines=lines, **{**values, **changes})
    return house.desk("cashier").perform(refund, form)


def note_print(house: House, receipt_id: int) -> int:
    return house.desk("cashier").perform(note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id))


def entry(house: House, receipt_id: int) -> Entry:
    return house.desk("cashier").read(receipt, receipt_id)


def by_item(house: House, order_id: int) -> Mapping[tuple[MoneyClass, str], int]:
    """What is held for each item; items that hold nothing are left out."""
    entries = house.desk("cashier").read(order_account, order_id).entries
    return {key: amount for key, amount in received_by_item(entries).items() if amount}


def numbers(house: House) -> list[int]:
    """The numbers that the book of receipts gave, in their order."""
    book = "SELECT id FROM receipt_book WHERE kind = 'receipt'"
    query = f"SELECT number FROM receipt WHERE book_id = ({book}) ORDER BY number"
    with house.as_owner.connect() as connection:
        return [row[0] for row in connection.execute(sa.text(query))]


def days_pass(house: House, days: int) -> None:
    """From now on it is so many days later, for every desk of this test."""
    if house.kind == "postgresql":
        body = f"SELECT clock_timestamp() + interval ''{days} days''"
        with house.as_owner.begin() as connection:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE "
                f"SET search_path = pg_catalog, pg_temp AS '{body}'"
            )
        return
    for office in house._desks.values():
        office.database.clock = lambda: utc_now() + timedelta(days=days)


def clock_stands(house: House, moment: datetime) -> None:
    """From now on it is this moment, for every desk that this test has opened."""
    if house.kind == "postgresql":
        stands = "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS "
        as_owner(house, f"{stands} $$SELECT timestamptz '{moment.isoformat()}'$$")
        return
    for office in house._desks.values():
        office.database.clock = lambda: moment


def as_owner(house: House, statement: str) -> None:
    """Carries out what no desk may: only to show what a guard prevents."""
    with house.as_owner.begin() as connection:
        connection.exec_driver_sql(statement)


def without_guard(house: House, table: str, *names: str) -> None:
    """Drops triggers, so that a control can show that the wrong thing then succeeds."""
    for name in names:
        as_owner(house, f"DROP TRIGGER {name} ON {table}" if house.kind == "postgresql" else f"DROP TRIGGER {name}")


def insert_receipt(
    house: House, order_id: int, amount_fen: int = EARNEST, book: str = "receipt", **columns: object
) -> None:
    """A receipt written past the services, as the cashier's own login."""
    values: dict[str, object] = {
        "project_id": house.project_id,
        "book_id": 1,
        "number": "(SELECT next_no FROM receipt_book WHERE id = 1)",
        "kind": "'receipt'",
        "order_id": order_id,
        "unit_id": house.unit_id("0301"),
        "total_fen": amount_fen,
        "payer": "'x'",
        "received_on": f"'{house.today}'",
        "business_day": f"'{house.today}'",
        "reason": "''",
        "note": "''",
        "created_at": "app_now()",
        "created_by": "app_person()",
    } | columns
    parts = (
        ("receipt_line", "item, klass, name", "'earnest', 'price', ''"),
        ("receipt_tender", "method, reference", "'card', ''"),
    )
    with house.desk("cashier").database.writing() as connection:
        which = f"SELECT id FROM receipt_book WHERE kind = '{book}'"
        if house.kind == "sqlite":
            connection.exec_driver_sql(f"UPDATE receipt_book SET next_no = next_no + 1 WHERE kind = '{book}'")
            values["number"] = f"(SELECT next_no - 1 FROM receipt_book WHERE id = ({which}))"
        values["book_id"] = f"({which})"
        row = ", ".join(str(value) for value in values.values())
        connection.exec_driver_sql(f"INSERT INTO receipt ({', '.join(values)}) VALUES ({row})")
        newest = f"(SELECT MAX(id) FROM receipt WHERE order_id = {order_id})"
        for table, names, said in parts:
            connection.exec_driver_sql(
                f"INSERT INTO {table} (project_id, receipt_id, seq, amount_fen, {names}) "
                f"VALUES ({house.project_id}, {newest}, 1, {amount_fen}, {said})"
            )
