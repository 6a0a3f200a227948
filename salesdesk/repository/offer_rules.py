"""What the databases ask of schemes, money items, receipt books and names of places by themselves, in SQL that both
speak."""

from __future__ import annotations

SCHEME_USED = "EXISTS (SELECT 1 FROM order_terms WHERE scheme_id = {scheme})"
"""Whether terms of any order rest on a scheme: its lines say what their due items are."""
SCHEME_KEPT = (
    "(NEW.kind <> OLD.kind OR NEW.loan_round_fen <> OLD.loan_round_fen "
    "OR COALESCE(NEW.former_name, NEW.name) <> COALESCE(OLD.former_name, OLD.name)) "
    f"AND {SCHEME_USED.format(scheme='OLD.id')}"
)
"""A change of what orders know of a scheme; switching it off is none."""
ITEM_OWED = (
    "OLD.active AND NOT NEW.active AND EXISTS (SELECT 1 FROM due_item d "
    "JOIN order_terms t ON t.id = d.terms_id JOIN sale_order o ON o.id = d.order_id AND o.terms_version = t.version "
    "WHERE d.project_id = OLD.project_id AND d.item = OLD.code "
    "AND o.stage NOT IN ('draft', 'cancelled', 'handed_over'))"
)
"""An item is switched off that a running order owes: nobody could take the money."""
_LIVE_THERE = (
    "EXISTS (SELECT 1 FROM sale_order o JOIN unit u ON u.id = o.unit_id WHERE u.{column} = OLD.id "
    "AND o.stage NOT IN ('draft', 'cancelled'))"
)
BUILDING_NAMED = f"NEW.name <> OLD.name AND {_LIVE_THERE.format(column='building_id')}"
ENTRANCE_NAMED = f"NEW.name <> OLD.name AND {_LIVE_THERE.format(column='entrance_id')}"
"""A new name for where sold homes are: their papers say the old one."""
BOOK_USED = (
    "OLD.next_no > OLD.first_no "
    "AND (NEW.prefix <> OLD.prefix OR NEW.digits <> OLD.digits OR NEW.first_no <> OLD.first_no)"
)
"""Receipts name their number by the book's prefix and digits, and its numbers have no gap from the first on: given out,
the three stay."""
