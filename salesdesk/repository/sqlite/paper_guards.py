"""What stands on the papers of a deal and in the book of contacts, on SQLite: see the module of the same name for
PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.permissions import Permission
from salesdesk.repository.guard_rules import (
    FILED_STAGES,
    LONGEST_BACK,
    LONGEST_PLAN,
    LONGEST_SUBSCRIBED_BACK,
    PAPER_COLUMNS,
    SIGNED_COLUMNS,
    SIGNED_STAGES,
)
from salesdesk.repository.request_rules import opened_sql
from salesdesk.repository.sqlite.plain import TODAY, VALID, listed, refuse, trigger


def paper_guards() -> Iterator[str]:
    yield _orders()
    yield _quotes()
    yield from _contacts()


def _holds(permission: Permission) -> str:
    """Whether the person of this connection holds a permission in the project of the row."""
    return (
        "EXISTS (SELECT 1 FROM membership m JOIN office_role_permission r ON r.office_role = m.office_role "
        "WHERE m.person_id = app_person() AND (m.project_id = NEW.project_id OR m.project_id IS NULL) "
        f"AND {VALID} AND r.permission = '{permission}')"
    )


def _changed(columns: tuple[str, ...]) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return f"({new}) IS NOT ({old})"


def _orders() -> str:
    filed = listed(FILED_STAGES)
    days = " OR ".join(f"NEW.{column} > {TODAY}" for column in ("subscribed_on", "contracted_on", "filed_on"))
    return trigger(
        "sale_order_papers",
        "BEFORE UPDATE ON sale_order",
        refuse("papers_fixed",
               f"OLD.stage = 'cancelled' AND {_changed(PAPER_COLUMNS)} OR OLD.stage IN ({filed}) "
               f"AND ({_changed(SIGNED_COLUMNS)} OR NEW.stage IN ({filed}) AND OLD.filing_number <> '' "
               f"AND {_changed(('filing_number', 'filed_on'))})")
        + refuse("paper_days",
                 f"{days} OR NEW.contracted_on < NEW.subscribed_on OR NEW.filed_on < NEW.contracted_on "
                 "OR NEW.subscribed_on IS NOT OLD.subscribed_on "
                 f"AND NEW.subscribed_on < date({TODAY}, '-{LONGEST_SUBSCRIBED_BACK} days') "
                 f"AND NOT {opened_sql('NEW.project_id', 'NEW.unit_id')}")
        + refuse("paper_unnumbered",
                 f"NEW.stage IN ({listed(SIGNED_STAGES)}) AND (NEW.contracted_on IS NULL "
                 "OR COALESCE(trim(NEW.contract_number), '') = '') OR NEW.stage = 'filed' AND NEW.filed_on IS NULL"),
        f"NEW.stage NOT IN ('draft', 'reserved') AND {_changed(('stage', *PAPER_COLUMNS))}",
    )  # fmt: skip


def _quotes() -> str:
    current = (
        "(SELECT id FROM price_list WHERE project_id = NEW.project_id AND signed_at IS NOT NULL "
        "AND effective_at <= app_now() ORDER BY effective_at DESC, version_no DESC LIMIT 1)"
    )
    seen = (
        "SELECT 1 FROM customer WHERE id = NEW.customer_id AND project_id = NEW.project_id "
        f"AND (app_person() IS NULL OR owner_id = app_person() OR {_holds(Permission.CUSTOMER_READ_ALL)})"
    )
    return trigger(
        "quote_begins",
        "BEFORE INSERT ON quote",
        refuse("not_your_customer", f"NEW.customer_id IS NOT NULL AND NOT EXISTS ({seen})")
        + refuse("quote_beyond",
                 "NOT EXISTS (SELECT 1 FROM price_list_line l WHERE l.project_id = NEW.project_id "
                 f"AND l.unit_id = NEW.unit_id AND l.price_list_id = {current} "
                 "AND NEW.total_fen <= l.total_fen AND 2 * NEW.total_fen >= l.total_fen)"),
    )  # fmt: skip


def _far(column: str) -> str:
    return (f"NEW.{column} > datetime(app_now(), '+5 minutes') OR NEW.{column} < "
            f"datetime(app_now(), '-{LONGEST_BACK} days')")  # fmt: skip


def _contacts() -> Iterator[str]:
    planned = f"> date({TODAY}, '+{LONGEST_PLAN} days')"
    far = f"{_far('first_contact_at')} OR {_far('last_contact_at')} OR NEW.next_contact_on {planned}"
    yield trigger("customer_days", "BEFORE INSERT ON customer", refuse("contact_day", far))
    yield trigger(
        "customer_days_changed",
        "BEFORE UPDATE OF first_contact_at, last_contact_at, next_contact_on ON customer",
        refuse("contact_day",
               f"NEW.first_contact_at IS NOT OLD.first_contact_at AND ({_far('first_contact_at')}) "
               f"OR NEW.last_contact_at IS NOT OLD.last_contact_at AND ({_far('last_contact_at')}) "
               f"OR NEW.next_contact_on IS NOT OLD.next_contact_on AND NEW.next_contact_on {planned}"),
    )  # fmt: skip
    yield trigger(
        "customer_channel",
        "BEFORE UPDATE OF channel_id ON customer",
        refuse("channel_fixed", f"app_person() IS NOT NULL AND NOT {_holds(Permission.CUSTOMER_ASSIGN)}"),
        "OLD.channel_id IS NOT NULL AND NEW.channel_id IS NOT OLD.channel_id",
    )
    yield trigger("follow_up_days", "BEFORE INSERT ON follow_up",
                  refuse("contact_day", f"{_far('happened_at')} OR NEW.next_on {planned}"))  # fmt: skip
