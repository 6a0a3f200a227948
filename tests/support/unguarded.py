"""Verbs without the guard that a control takes away: what they check was seen before they have the office's file."""

from __future__ import annotations

from datetime import date
from typing import Any

from salesdesk.repository.work import Work
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.office import Office
from salesdesk.services.subscriptions import Subscription, subscribe

_seen: dict[str, Any] = {}


def subscribe_as_seen_before(work: Work, form: Subscription) -> int:
    work.units.lock = lambda unit_id, verb: _seen["unit"]  # type: ignore[method-assign]
    return subscribe(work, form)


def _see_unit(office: Office, form: Subscription) -> None:
    _seen["unit"] = office.read(lambda work: work.units.record(form.unit_id))


def pay_by_the_number_seen_before(work: Work, form: Payment) -> int:
    work.cash._numbered = lambda book, entry: _seen["number"]  # type: ignore[method-assign]
    return take_payment(work, form)


def _see_number(office: Office, form: Payment) -> None:
    counter = "SELECT next_no, date(app_now(), '+8 hours') FROM receipt_book WHERE kind = 'receipt'"
    row = office.read(lambda work: work.connection.exec_driver_sql(counter).one())
    _seen["number"] = {"number": row[0], "business_day": date.fromisoformat(row[1])}


subscribe_as_seen_before.prepare = _see_unit  # type: ignore[attr-defined]
pay_by_the_number_seen_before.prepare = _see_number  # type: ignore[attr-defined]
