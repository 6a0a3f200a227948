"""Finding anything: a unit, a customer by name, pinyin or the end of a telephone, an order, a quote, a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.identity import mask_telephone
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.repository.cash import Entry
from salesdesk.repository.customers import CustomerRow
from salesdesk.repository.finding import Finding
from salesdesk.repository.order_views import OrderRow
from salesdesk.repository.work import Work
from salesdesk.services.customers import find_customers

EACH = 5
_ORDERS = (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.CUSTOMER_WRITE)
_CUSTOMERS = (Permission.CUSTOMER_READ_ALL, Permission.CUSTOMER_WRITE)
_DEALS = (Permission.QUOTE_WRITE, Permission.ORDER_WRITE)


class FoundKind(StrEnum):
    UNIT = "unit"
    CUSTOMER = "customer"
    ORDER = "order"
    QUOTE = "quote"
    RECEIPT = "receipt"


@dataclass(frozen=True)
class Found:
    """One thing that the words may mean. ``sign`` is a unit's sale state or an order's stage; ``order_id`` is the
    order of a receipt."""

    kind: FoundKind
    id: int
    title: str
    note: str
    right: str = ""
    sign: str = ""
    order_id: int = 0


def find_anything(work: Work, text: str) -> list[Found]:
    """What ``text`` may mean to this person, a few of each kind, the nearest first; nothing for less than a word."""
    plain = " ".join(text.split())
    if not plain:
        return []
    customers = find_customers(work, plain) if _may(work, _CUSTOMERS) else []
    return [
        *_units(work, plain),
        *(_customer(row) for row in customers[:EACH]),
        *_orders(work, plain, [row.id for row in customers[:EACH]]),
        *_quotes(work, plain, [row.id for row in customers[:EACH]]),
        *_receipts(work, plain),
    ]


def _may(work: Work, permissions: tuple[Permission, ...]) -> bool:
    return not work.actor.permissions.isdisjoint(permissions)


def _units(work: Work, text: str) -> list[Found]:
    if not _may(work, (Permission.BOARD_READ,)):
        return []
    ids = Finding(work.connection, work.project_id).unit_ids(text, EACH)
    cells = {cell.unit_id: cell for cell in work.units.board(ids)} if ids else {}
    return [
        Found(
            FoundKind.UNIT,
            cell.unit_id,
            unit_label(cell.building, cell.mark, cell.number),
            " ".join(part for part in (cell.entrance, cell.layout, cell.rooms) if part),
            f"{format_area(cell.gross_cm2)} ㎡",
            cell.state,
        )
        for cell in (cells[unit_id] for unit_id in ids if unit_id in cells)
    ]


def _customer(row: CustomerRow) -> Found:
    telephone = mask_telephone(row.telephone) if row.telephone else ""
    return Found(FoundKind.CUSTOMER, row.id, row.name, telephone, row.owner_name)


def _orders(work: Work, text: str, customer_ids: list[int]) -> list[Found]:
    if not _may(work, _ORDERS):
        return []
    own = None if Permission.ORDER_READ_ALL in work.actor.permissions else work.actor.person_id
    rows = work.order_views.find(text, customer_ids, EACH, own)
    return [_order(row) for row in rows]


def _order(row: OrderRow) -> Found:
    return Found(FoundKind.ORDER, row.id, f"{row.unit_label} {row.buyers}", row.number, row.consultant, row.stage.value)


def _quotes(work: Work, text: str, customer_ids: list[int]) -> list[Found]:
    if not _may(work, _DEALS):
        return []
    own = None if _may(work, (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE)) else work.actor.person_id
    return [
        Found(FoundKind.QUOTE, row.id, f"{row.unit_label} {row.customer}".strip(), row.number,
              format_yuan(row.total_fen))
        for row in Finding(work.connection, work.project_id).quotes(text, customer_ids, EACH, own)
    ]  # fmt: skip


def _receipts(work: Work, text: str) -> list[Found]:
    if not _may(work, (Permission.MONEY_READ, Permission.RECEIPT_WRITE)):
        return []
    ids = Finding(work.connection, work.project_id).receipt_ids(text, EACH)
    return [_receipt(work.cash.entry(receipt_id)) for receipt_id in ids]


def _receipt(entry: Entry) -> Found:
    note = f"{entry.unit_label} {entry.payer}"
    return Found(FoundKind.RECEIPT, entry.id, entry.number, note, format_yuan(entry.total_fen), order_id=entry.order_id)
