"""Which permission opens which table, for reading and for writing: the matrix carried down to the tables.

PostgreSQL's grants and policies are generated from this; the services ask for the same permissions in words. A table
that is not named here is closed to every desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.domain.permissions import Permission as P
from salesdesk.domain.requests import ASKED_BY, CARRIED_OUT_BY, RequestKind

ANYBODY: tuple[P, ...] = tuple(P)
_ME = "(SELECT app_person())"
"""Asked once a query; without the inner SELECT it would be asked for every row."""
_MY_COMMAND = f"person_id = {_ME}"
OWN_CUSTOMER = f"owner_id = {_ME}"
OWN_ORDER = f"consultant_id = {_ME}"
SEEN_CUSTOMER = "customer_id IN (SELECT id FROM customer)"
"""The customer is one that the person sees under the customer's own policies."""

OF_OWN_CUSTOMER = f"customer_id IN (SELECT id FROM customer WHERE {OWN_CUSTOMER})"
"""The customer is one's own: what belongs to it is found by the owner's index, not by looking at all customers."""

MEMBERSHIP_SEEN = (
    f"(person_id = {_ME} OR (project_id IS NULL AND {_ME} IS NOT NULL) "
    "OR project_id = ANY((SELECT my_projects(''))::bigint[]) OR (SELECT i_may_everywhere('people.write')))"
)
"""Who works in a project is known there, and to whom gives roles in the whole house; to others the project does not
exist."""
HISTORY_SEEN = (
    "((project_id IS NULL AND (SELECT i_may('history.read'))) "
    "OR project_id = ANY((SELECT my_projects('history.read'))::bigint[])) "
    "AND (table_name IN ('person', 'membership', 'office_role_permission', 'project', 'project_setting') "
    "OR project_id = ANY((SELECT my_projects('board.read'))::bigint[]))"
)
"""Whose history is read: that of people and parameters by the administrator, that of sales by who sees sales."""


def _child(column: str, parent: str) -> str:
    """Rows whose parent row the person sees under the parent's own policies."""
    return f"{column} IN (SELECT id FROM {parent})"


@dataclass(frozen=True)
class Access:
    """How one table is opened.

    ``read`` sees every row of the project; ``read_own`` permissions see the rows that ``own`` names. ``update`` says
    which permission may change which columns. ``house`` tables belong to no project.
    ``asked_by_all``: everybody may name the table in a query, and finds in it only the rows that the policy shows; for
    tables that board and lists join, where a missing row is the answer and a refusal would hide the rest.
    """

    read: tuple[P, ...] = ()
    read_own: tuple[P, ...] = ()
    own: str = ""
    insert: tuple[P, ...] = ()
    insert_check: str = ""
    update: Mapping[P, tuple[str, ...]] = field(default_factory=dict)
    delete: tuple[P, ...] = ()
    house: bool = False
    asked_by_all: bool = False


_BOARD = (P.BOARD_READ,)
_MONEY = (P.MONEY_READ, P.RECEIPT_WRITE)
_ORDERS = (P.ORDER_READ_ALL, P.ORDER_WRITE)
_CUSTOMERS = (P.CUSTOMER_READ_ALL,)
_SELLS = (P.BOARD_READ,)
_REQUESTS = (P.ORDER_READ_ALL, P.ORDER_WRITE, P.APPROVE, P.RECEIPT_WRITE)
_ASKS = tuple(dict.fromkeys(permission for kind in RequestKind for permission in ASKED_BY[kind]))
_CLOSES = tuple(dict.fromkeys((*_ASKS, *(one for kind in RequestKind for one in CARRIED_OUT_BY[kind]))))
_COMMISSION = (P.SCHEME_WRITE, P.APPROVE, P.REPORT_READ)
_UNIT_COLUMNS = (
    "permit_id building_id entrance_id number floor floor_to position kind layout aspect gross_cm2 inner_cm2 "
    "shared_cm2 surveyed_gross_cm2 surveyed_inner_cm2 note mortgaged sealed price_pending restriction_note version"
)


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


ACCESS: dict[str, Access] = {
    "schema_info": Access(read=ANYBODY, house=True),
    "company": Access(read=ANYBODY, insert=(P.PROJECT_WRITE,), house=True),
    "region": Access(read=ANYBODY, insert=(P.PROJECT_WRITE,), house=True),
    "working_day_exception": Access(read=ANYBODY, insert=(P.SETTINGS_WRITE,), delete=(P.SETTINGS_WRITE,), house=True),
    "project": Access(read=ANYBODY, update={P.PROJECT_WRITE: ("name", "city", "address")}),
    "project_setting": Access(
        read=ANYBODY, insert=(P.SETTINGS_WRITE,), update={P.SETTINGS_WRITE: ("value",)}, delete=(P.SETTINGS_WRITE,)
    ),
    "phase": Access(read=_BOARD, insert=(P.UNIT_WRITE,), update={P.UNIT_WRITE: ("name", "sort")}),
    "building": Access(
        read=_BOARD, insert=(P.UNIT_WRITE,), update={P.UNIT_WRITE: ("name", "sort", "opens_on", "handover_on")}
    ),
    "entrance": Access(read=_BOARD, insert=(P.UNIT_WRITE,), update={P.UNIT_WRITE: ("name", "sort", "mark")}),
    "building_gap": Access(read=_BOARD, insert=(P.UNIT_WRITE,), delete=(P.UNIT_WRITE,)),
    "presale_permit": Access(
        read=_BOARD, insert=(P.PROJECT_WRITE,), update={P.PROJECT_WRITE: ("issued_on", "supervised_account_id")}
    ),
    "unit": Access(
        read=_BOARD,
        insert=(P.UNIT_WRITE,),
        update={
            P.UNIT_WRITE: _columns(_UNIT_COLUMNS),
            P.HANDOVER_WRITE: ("surveyed_gross_cm2", "surveyed_inner_cm2", "version"),
        },
    ),
    "unit_launch": Access(read=_BOARD, insert=(P.UNIT_LAUNCH,)),
    "unit_state_change": Access(read=_BOARD),
    "hold": Access(
        read=_BOARD,
        # For whom HOLD_OWN may hold, and whether, is held by a guard.
        insert=(P.HOLD_WRITE, P.HOLD_OWN, P.ORDER_WRITE),
        update={
            P.HOLD_WRITE: ("released_at", "released_by", "release_reason", "expires_at"),
            P.HOLD_OWN: ("released_at", "released_by", "release_reason", "expires_at"),
            P.ORDER_WRITE: ("released_at", "released_by", "release_reason"),
        },
    ),
    "price_list": Access(
        read=_BOARD, insert=(P.PRICE_WRITE,), update={P.PRICE_SIGN: ("signed_at",), P.PRICE_WRITE: ("effective_at",)}
    ),
    "price_list_line": Access(read=_BOARD, insert=(P.PRICE_WRITE,), delete=(P.PRICE_WRITE,)),
    "unit_floor_price": Access(read=(P.FLOOR_PRICE_READ,), insert=(P.PRICE_WRITE,), delete=(P.PRICE_WRITE,)),
    "price_list_signature": Access(read=_BOARD, insert=(P.PRICE_SIGN,)),
    "money_item": Access(read=ANYBODY, insert=(P.SCHEME_WRITE,), update={P.SCHEME_WRITE: ("name", "sort", "active")}),
    "payment_scheme": Access(
        read=_SELLS,
        insert=(P.SCHEME_WRITE,),
        update={P.SCHEME_WRITE: _columns("name kind loan_round_fen sort active version former_name")},
    ),
    "payment_scheme_line": Access(read=_SELLS, insert=(P.SCHEME_WRITE,), delete=(P.SCHEME_WRITE,)),
    "discount": Access(
        read=_SELLS,
        insert=(P.SCHEME_WRITE,),
        update={P.SCHEME_WRITE: _columns("name kind value scheme_id ground only_for valid_from valid_to sort active")},
    ),
    "source_channel": Access(read=_BOARD, insert=(P.SETTINGS_WRITE,), update={P.SETTINGS_WRITE: ("name", "active")}),
    "customer": Access(
        asked_by_all=True,
        read=_CUSTOMERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=OWN_CUSTOMER,
        insert=(P.CUSTOMER_WRITE,),
        insert_check=f"({OWN_CUSTOMER} OR project_id = ANY((SELECT my_projects('customer.read_all'))::bigint[]))",
        update={
            P.CUSTOMER_WRITE: _columns(
                "name kind channel_id referrer level wish address last_contact_at next_contact_on lost_reason version"
            ),
            P.CUSTOMER_ASSIGN: ("owner_id", "channel_id", "first_contact_at", "version"),
        },
    ),
    "customer_telephone": Access(
        asked_by_all=True,
        read=_CUSTOMERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=OF_OWN_CUSTOMER,
        insert=(P.CUSTOMER_WRITE,),
        insert_check=SEEN_CUSTOMER,
        update={P.CUSTOMER_ASSIGN: ("number", "reversed")},
    ),
    "customer_identity": Access(
        asked_by_all=True,
        read=(P.IDENTITY_READ,),
        read_own=(P.CUSTOMER_WRITE,),
        own=OF_OWN_CUSTOMER,
        insert=(P.CUSTOMER_WRITE,),
        insert_check=SEEN_CUSTOMER,
        update={P.CUSTOMER_WRITE: ("number",)},
    ),
    "customer_name_key": Access(
        asked_by_all=True,
        read=_CUSTOMERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=OF_OWN_CUSTOMER,
        insert=(P.CUSTOMER_WRITE,),
        insert_check=SEEN_CUSTOMER,
        delete=(P.CUSTOMER_WRITE,),
    ),
    "follow_up": Access(
        read=_CUSTOMERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=OF_OWN_CUSTOMER,
        insert=(P.CUSTOMER_WRITE,),
        insert_check=SEEN_CUSTOMER,
    ),
    "sale_order": Access(
        asked_by_all=True,
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=OWN_ORDER,
        insert=(P.ORDER_WRITE,),
        update={
            P.ORDER_WRITE: _columns(
                "unit_id customer_id stage terms_version reserved_on subscribed_on contract_due_on contracted_on "
                "contract_number filed_on filing_number cancelled_at cancel_reason note consultant_id version"
            ),
            P.HANDOVER_WRITE: ("stage", "handed_over_on", "version"),
        },
    ),
    "order_terms": Access(
        asked_by_all=True,
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("order_id", "sale_order"),
        insert=(P.ORDER_WRITE,),
    ),
    "order_buyer": Access(
        asked_by_all=True,
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("terms_id", "order_terms"),
        insert=(P.ORDER_WRITE,),
    ),
    "buyer_identity": Access(asked_by_all=True, read=(P.IDENTITY_READ,), insert=(P.ORDER_WRITE,)),
    "order_consultant": Access(
        asked_by_all=True,
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("terms_id", "order_terms"),
        insert=(P.ORDER_WRITE,),
    ),
    "working_line": Access(
        read=_ORDERS, read_own=(P.CUSTOMER_WRITE,), own=_child("terms_id", "order_terms"), insert=(P.ORDER_WRITE,)
    ),
    "due_item": Access(
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("order_id", "sale_order"),
        # What may be added to terms that are published, and which dates may come later, is held by guards.
        insert=(P.ORDER_WRITE, P.HANDOVER_WRITE),
        update={P.ORDER_WRITE: ("due_on",), P.HANDOVER_WRITE: ("due_on",)},
    ),
    "quote": Access(read=_ORDERS, read_own=(P.QUOTE_WRITE,), own=f"created_by = {_ME}", insert=(P.QUOTE_WRITE,)),
    "request": Access(
        read=_REQUESTS,
        read_own=_ASKS,
        own=f"created_by = {_ME}",
        # Which kind may be asked and carried out by whom, and when, is held by guards.
        insert=_ASKS,
        update=dict.fromkeys(_CLOSES, ("state", "closing_words", "version")),
    ),
    "request_price": Access(
        read=_REQUESTS,
        read_own=_ASKS,
        own=_child("request_id", "request"),
        insert=_ASKS,
        insert_check="request_id IN (SELECT id FROM request)",
    ),
    "request_identity": Access(
        asked_by_all=True,
        read=(P.IDENTITY_READ,),
        insert=(P.ORDER_WRITE,),
        insert_check="request_id IN (SELECT id FROM request)",
    ),
    "request_answer": Access(
        read=_REQUESTS, read_own=_ASKS, own=_child("request_id", "request"), insert=(P.APPROVE, P.RECEIPT_WRITE)
    ),
    "order_loan": Access(
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("order_id", "sale_order"),
        insert=(P.ORDER_WRITE,),
        update={
            P.ORDER_WRITE: _columns(
                "bank branch amount_fen months rate_millionths repayment contract_number note version"
            )
        },
    ),
    "order_step": Access(
        read=_ORDERS,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("order_id", "sale_order"),
        insert=(P.ORDER_WRITE, P.HANDOVER_WRITE, P.RECEIPT_WRITE),
    ),
    "handover_check": Access(
        read=_ORDERS, read_own=(P.CUSTOMER_WRITE,), own=_child("order_id", "sale_order"), insert=(P.HANDOVER_WRITE,)
    ),
    "construction_node": Access(
        read=_BOARD,
        insert=(P.PROJECT_WRITE,),
        update={P.PROJECT_WRITE: _columns("name planned_on sort version"), P.ORDER_WRITE: ("reached_on", "version")},
    ),
    # Whom a customer came through is for who makes the order and for who works the commission out, no consultant.
    "introducer": Access(
        asked_by_all=True,
        read=(*_ORDERS, *_COMMISSION),
        insert=(P.SCHEME_WRITE,),
        update={P.SCHEME_WRITE: ("name", "contact", "active")},
    ),
    # That only the manager changes it later, with a reason, is held by a guard.
    "order_introducer": Access(asked_by_all=True, read=_ORDERS, insert=(P.ORDER_WRITE, P.APPROVE)),
    "commission_scheme": Access(read=_COMMISSION, insert=(P.SCHEME_WRITE,), update={P.SCHEME_WRITE: ("active",)}),
    "commission_waiver": Access(read=_COMMISSION, insert=(P.APPROVE,)),
    "commission_entry": Access(
        read=_COMMISSION, read_own=(P.CUSTOMER_WRITE,), own=f"person_id = {_ME}", insert=(P.APPROVE,)
    ),
    "receiving_account": Access(
        read=_BOARD, insert=(P.PROJECT_WRITE,), update={P.PROJECT_WRITE: ("name", "bank", "supervised", "active")}
    ),
    "receipt_book": Access(
        read=(*_MONEY, P.PROJECT_WRITE),
        insert=(P.PROJECT_WRITE,),
        update={P.PROJECT_WRITE: ("name", "prefix", "digits", "first_no", "active")},
    ),
    # A consultant asks the buyers of own orders for what is overdue, and so sees what came in for these.
    "receipt": Access(
        asked_by_all=True,
        read=_MONEY,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("order_id", "sale_order"),
        insert=(P.RECEIPT_WRITE,),
    ),
    "receipt_line": Access(
        asked_by_all=True,
        read=_MONEY,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("receipt_id", "receipt"),
        insert=(P.RECEIPT_WRITE,),
    ),
    "receipt_tender": Access(asked_by_all=True, read=_MONEY, insert=(P.RECEIPT_WRITE,)),
    "receipt_void": Access(
        asked_by_all=True,
        read=_MONEY,
        read_own=(P.CUSTOMER_WRITE,),
        own=_child("receipt_id", "receipt"),
        insert=(P.RECEIPT_WRITE,),
    ),
    "receipt_print": Access(asked_by_all=True, read=_MONEY, insert=(P.RECEIPT_WRITE,)),
    "seal": Access(read=(*_MONEY, P.HISTORY_READ), insert=(P.RECEIPT_WRITE,)),
    "sealed_row": Access(read=(P.HISTORY_READ,)),
    "attachment": Access(read=(P.PROJECT_WRITE, *_ORDERS), insert=(P.PROJECT_WRITE, P.PRICE_WRITE, P.ORDER_WRITE)),
    "paper": Access(
        read=_ORDERS,
        read_own=(P.QUOTE_WRITE,),
        own=f"created_by = {_ME}",
        insert=(P.QUOTE_WRITE, P.ORDER_WRITE, P.RECEIPT_WRITE, P.HANDOVER_WRITE),
        insert_check="(order_id IS NULL OR order_id IN (SELECT id FROM sale_order))",
        update={P.ORDER_WRITE: ("superseded_at",), P.HANDOVER_WRITE: ("superseded_at",)},
    ),
    "person": Access(read=ANYBODY, house=True),
    "person_password": Access(house=True),
    "backup_proof": Access(read=(P.PEOPLE_WRITE,), house=True),
    "team": Access(read=_BOARD, insert=(P.PEOPLE_WRITE,)),
    "membership": Access(read=ANYBODY, own=MEMBERSHIP_SEEN, house=True),
    "office_role_permission": Access(read=ANYBODY, house=True),
    "command": Access(
        read=ANYBODY,
        own=_MY_COMMAND,
        insert=ANYBODY,
        insert_check=_MY_COMMAND,
        update=dict.fromkeys(ANYBODY, ("result",)),
        house=True,
    ),
    "audit": Access(read=(P.HISTORY_READ,), own=HISTORY_SEEN, house=True),
}
