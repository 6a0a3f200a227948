"""Schemes, money items and receipt books on PostgreSQL: what is used stays; whether a scheme is used, for who sets it
up. And who introduced an order."""

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
from salesdesk.repository.postgres.plpgsql import NEWEST, NOT_HERE, definer, guard, refuse, trigger


def offer_guards() -> Iterator[str]:
    yield definer(
        "sd_scheme_open()",
        "trigger",
        "DECLARE wanted bigint; project bigint; BEGIN "
        "IF TG_OP = 'INSERT' THEN wanted := NEW.scheme_id; project := NEW.project_id; "
        "ELSE wanted := OLD.scheme_id; project := OLD.project_id; END IF;"
        # An order that is being made holds the scheme by its key; whoever changes the lines waits for it.
        + NEWEST
        + "PERFORM 1 FROM payment_scheme WHERE id = wanted AND project_id = project FOR UPDATE;"
        + NOT_HERE
        + refuse("scheme_used", SCHEME_USED.format(scheme="wanted"))
        + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
    )
    yield trigger("scheme_open", "BEFORE INSERT OR UPDATE OR DELETE ON payment_scheme_line")
    for name, table, code, condition in (
        ("scheme_kept", "payment_scheme", "scheme_used", SCHEME_KEPT),
        ("item_owed", "money_item", "item_owed", ITEM_OWED),
        ("book_used", "receipt_book", "book_used", BOOK_USED),
        ("building_named", "building", "place_agreed", BUILDING_NAMED),
        ("entrance_named", "entrance", "place_agreed", ENTRANCE_NAMED),
    ):
        yield guard(name, refuse(code, condition) + "RETURN NEW;")
        yield trigger(name, f"BEFORE UPDATE ON {table}")
    # Until its first number was given out a book may begin elsewhere; its counter, which nobody writes, goes along.
    yield guard(
        "book_restarts", "IF NEW.first_no <> OLD.first_no THEN NEW.next_no := NEW.first_no; END IF; RETURN NEW;"
    )
    yield trigger("book_restarts", "BEFORE UPDATE OF first_no ON receipt_book")
    approves = f"NEW.project_id = ANY(my_projects('{Permission.APPROVE.value}'))"
    yield guard(
        "introducer_fixed",
        "PERFORM 1 FROM sale_order WHERE id = NEW.order_id AND project_id = NEW.project_id;"
        + NOT_HERE
        + refuse(
            "introducer_fixed",
            f"app_person() IS NOT NULL AND {INTRODUCED_LATE_SQL} AND (NEW.reason = '' OR NOT ({approves}))",
        )
        + "RETURN NEW;",
    )
    yield trigger("introducer_fixed", "BEFORE INSERT ON order_introducer")
    mine = f"ANY(my_projects('{Permission.SCHEME_WRITE.value}'))"
    yield definer(
        "scheme_in_use(wanted bigint)",
        "boolean",
        f"SELECT EXISTS (SELECT 1 FROM order_terms WHERE scheme_id = wanted AND project_id = {mine})",
        "sql",
        "STABLE",
    )
