"""What other desks are told when rows change: by table, whose ids go into the notice.

A notice is a hint. It names units, orders or customers, or says ``all``; a desk reads the rows under its own rights and
decides nothing by the notice itself.
"""

from __future__ import annotations

from salesdesk.repository.touched import Touched

UNITS, ORDERS, CUSTOMERS, ALL = "units", "orders", "customers", "all"
MOST_IDS = 200
"""Beyond this a notice says ``all``: PostgreSQL takes 8,000 bytes, and more than that would undo the transaction."""

EVERYTHING = (
    "building", "presale_permit", "price_list", "price_list_signature", "payment_scheme", "discount",
    "project_setting", "receiving_account", "receipt_book", "construction_node", "introducer",
)  # fmt: skip
"""Tables whose rows show on too many screens to be named."""

NOTICES: dict[str, dict[str, str]] = {
    "unit": {UNITS: "c.id"},
    "unit_launch": {UNITS: "c.unit_id"},
    "hold": {UNITS: "c.unit_id"},
    "sale_order": {UNITS: "c.unit_id", ORDERS: "c.id"},
    "receipt": {ORDERS: "c.order_id"},
    "receipt_void": {ORDERS: "(SELECT r.order_id FROM receipt r WHERE r.id = c.receipt_id)"},
    "receipt_print": {ORDERS: "(SELECT r.order_id FROM receipt r WHERE r.id = c.receipt_id)"},
    "customer": {CUSTOMERS: "c.id"},
    "customer_telephone": {CUSTOMERS: "c.customer_id"},
    "follow_up": {CUSTOMERS: "c.customer_id"},
    "request": {UNITS: "c.unit_id", ORDERS: "c.order_id", CUSTOMERS: "c.customer_id"},
    "request_answer": {ORDERS: "(SELECT q.order_id FROM request q WHERE q.id = c.request_id)"},
    "order_loan": {ORDERS: "c.order_id"},
    "order_step": {ORDERS: "c.order_id"},
    "handover_check": {ORDERS: "c.order_id"},
    "order_introducer": {ORDERS: "c.order_id"},
    **{table: {} for table in EVERYTHING},
}
"""Table → kind → the expression that gives the id, of a changed row ``c``. A table without kinds changes everything."""

NAMELESS = ("request",)
"""Tables whose rows may be about nothing that has an id (opening balances): such a change says ``all``."""

NOT_FROM_WITHIN = ("unit", "receipt_book")
"""Tables that triggers write for each row of another table, whose own notice says it all: a launch of a block would
else send one notice a unit, and every receipt one about its book's counter."""


def read_notice(payload: str) -> Touched:
    """What a notice says; whatever cannot be understood (a newer program's, a forged one) means everything."""
    touched = Touched()
    sets = {UNITS: touched.units, ORDERS: touched.orders, CUSTOMERS: touched.customers}
    for part in payload.split():
        kind, _, ids = part.partition(":")
        numbers = ids.split(",")
        if kind not in sets or not all(number.isdecimal() and len(number) < 19 for number in numbers):
            return Touched(everything=True)
        sets[kind].update(int(number) for number in numbers)
    return touched if payload.strip() else Touched(everything=True)
