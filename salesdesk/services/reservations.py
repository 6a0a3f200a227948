"""Reservations (小订): a small refundable deposit takes a unit off sale for a customer, before terms are agreed."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import why_not
from salesdesk.domain.states import Stage, Verb
from salesdesk.entities import SaleOrder
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text

LONGEST_NOTE = 500


@dataclass(frozen=True, kw_only=True)
class Reservation(Form):
    unit_id: int
    customer_id: int
    consultant_id: int | None = None
    note: str = ""


def reserve(work: Work, form: Reservation) -> int:
    """Reserves a unit for a customer; the order's id. Its deposit is taken by the cashier."""
    work.require(Permission.ORDER_WRITE)
    unit = work.units.lock(form.unit_id, Verb.RESERVE)
    if reason := why_not(Verb.RESERVE, unit.facts, work.actor.permissions, form.customer_id):
        raise reason.raised()
    number = work.orders.next_number(SaleOrder, "RG", work.today.year)
    note = checked_text(form.note, LONGEST_NOTE, "note")
    head = work.orders.draft(number, form.unit_id, form.customer_id, form.consultant_id, note)
    work.orders.move(head, Stage.RESERVED, {"reserved_on": work.today})
    if unit.has_hold:
        work.holds.end(form.unit_id, "reserved")
    return head.id
