"""Schemes, money items and receipt books on SQLite: what is used stays. And who introduced an order."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.permissions import Permission
from salesdesk.repository.guard_rules import INTRODUCED_LATE_SQL
from salesdesk.repository.offer_rules import (
    BOOK_USED,
    BUILDING_NAMED,
    ENTRANCE_NAMED,
    ITEM_OWED,
    SCHEME_KEPT,
    SCHEME_USED,
)
from salesdesk.repository.sqlite.plain import VALID, refuse, trigger

_APPROVES = (
    "EXISTS (SELECT 1 FROM membership m JOIN office_role_permission r ON r.office_role = m.office_role "
    "WHERE m.person_id = app_person() AND (m.project_id = NEW.project_id OR m.project_id IS NULL) "
    f"AND {VALID} AND r.permission = '{Permission.APPROVE.value}')"
)


def offer_guards() -> Iterator[str]:
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        used = SCHEME_USED.format(scheme=f"{row}.scheme_id")
        name = f"scheme_line_{verb.lower()}_open"
        yield trigger(name, f"BEFORE {verb} ON payment_scheme_line", refuse("scheme_used", used))
    for name, table, code, condition in (
        ("scheme_kept", "payment_scheme", "scheme_used", SCHEME_KEPT),
        ("item_owed", "money_item", "item_owed", ITEM_OWED),
        ("book_used", "receipt_book", "book_used", BOOK_USED),
        ("building_named", "building", "place_agreed", BUILDING_NAMED),
        ("entrance_named", "entrance", "place_agreed", ENTRANCE_NAMED),
    ):
        yield trigger(name, f"BEFORE UPDATE ON {table}", refuse(code, condition))
    yield trigger("book_restarts", "AFTER UPDATE OF first_no ON receipt_book",
                  "UPDATE receipt_book SET next_no = NEW.first_no WHERE id = NEW.id;",
                  "NEW.first_no <> OLD.first_no")  # fmt: skip
    late = f"app_person() IS NOT NULL AND {INTRODUCED_LATE_SQL} AND (NEW.reason = '' OR NOT {_APPROVES})"
    yield trigger("introducer_fixed", "BEFORE INSERT ON order_introducer", refuse("introducer_fixed", late))
