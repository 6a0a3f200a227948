"""What stands on the papers of a deal and in the book of contacts, on PostgreSQL: days that follow one another and do
not lie ahead, numbers that stay once they are filed, quotes that the price list bears out."""

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
from salesdesk.repository.postgres.plpgsql import TODAY, guard, listed, refuse, trigger
from salesdesk.repository.postgres.price_guards import CURRENT_LIST
from salesdesk.repository.request_rules import opened_sql


def paper_guards() -> Iterator[str]:
    yield from _orders()
    yield from _quotes()
    yield from _contacts()


def _changed(columns: tuple[str, ...]) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return f"({new}) IS DISTINCT FROM ({old})"


def _orders() -> Iterator[str]:
    filed = listed(FILED_STAGES)
    yield guard(
        "sale_order_papers",
        refuse("papers_fixed",
               f"OLD.stage = 'cancelled' AND {_changed(PAPER_COLUMNS)} OR OLD.stage IN ({filed}) "
               f"AND ({_changed(SIGNED_COLUMNS)} OR NEW.stage IN ({filed}) AND OLD.filing_number <> '' "
               f"AND {_changed(('filing_number', 'filed_on'))})")
        + refuse("paper_days",
                 f"GREATEST(NEW.subscribed_on, NEW.contracted_on, NEW.filed_on) > {TODAY} "
                 "OR NEW.contracted_on < NEW.subscribed_on OR NEW.filed_on < NEW.contracted_on "
                 "OR NEW.subscribed_on IS DISTINCT FROM OLD.subscribed_on "
                 f"AND NEW.subscribed_on < {TODAY} - {LONGEST_SUBSCRIBED_BACK} "
                 f"AND NOT {opened_sql('NEW.project_id', 'NEW.unit_id')}")
        + refuse("paper_unnumbered",
                 f"NEW.stage IN ({listed(SIGNED_STAGES)}) AND (NEW.contracted_on IS NULL "
                 "OR COALESCE(btrim(NEW.contract_number), '') = '') OR NEW.stage = 'filed' AND NEW.filed_on IS NULL")
        + "RETURN NEW;",
    )  # fmt: skip
    # A reservation has no paper: it does not come as far as the function. Compared column by column, since a dump writes
    # a comparison of rows otherwise than it read it.
    moved = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ("stage", *PAPER_COLUMNS))
    yield trigger("sale_order_papers", "BEFORE UPDATE ON sale_order",
                  condition=f"NEW.stage NOT IN ('draft', 'reserved') AND ({moved})")  # fmt: skip


def _quotes() -> Iterator[str]:
    listed_price = (
        "SELECT 1 FROM price_list_line l WHERE l.project_id = NEW.project_id AND l.unit_id = NEW.unit_id "
        f"AND l.price_list_id = {CURRENT_LIST.format(project='NEW.project_id')}"
    )
    yield guard(
        "quote_begins",
        refuse("not_your_customer",
               "NEW.customer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer WHERE id = NEW.customer_id "
               "AND project_id = NEW.project_id AND (app_person() IS NULL OR owner_id = app_person() "
               f"OR project_id = ANY(my_projects('{Permission.CUSTOMER_READ_ALL}'))))")
        + refuse("quote_beyond",
                 f"NOT EXISTS ({listed_price} AND NEW.total_fen <= l.total_fen AND 2 * NEW.total_fen >= l.total_fen)")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("quote_begins", "BEFORE INSERT ON quote")


def _far(column: str) -> str:
    return (f"NEW.{column} > app_now() + interval '5 minutes' OR NEW.{column} < app_now() - "
            f"interval '{LONGEST_BACK} days'")  # fmt: skip


def _contacts() -> Iterator[str]:
    planned = f"> {TODAY} + {LONGEST_PLAN}"
    columns = ("first_contact_at", "last_contact_at", "next_contact_on")
    yield guard(
        "customer_days",
        refuse("contact_day",
               f"NEW.first_contact_at IS DISTINCT FROM OLD.first_contact_at AND ({_far('first_contact_at')}) "
               f"OR NEW.last_contact_at IS DISTINCT FROM OLD.last_contact_at AND ({_far('last_contact_at')}) "
               f"OR NEW.next_contact_on IS DISTINCT FROM OLD.next_contact_on AND NEW.next_contact_on {planned}")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("customer_days", f"BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON customer")
    yield guard(
        "customer_channel",
        refuse("channel_fixed",
               "app_person() IS NOT NULL "
               f"AND NOT NEW.project_id = ANY(my_projects('{Permission.CUSTOMER_ASSIGN}'))")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("customer_channel", "BEFORE UPDATE OF channel_id ON customer",
                  condition="OLD.channel_id IS NOT NULL AND NEW.channel_id IS DISTINCT FROM OLD.channel_id")  # fmt: skip
    yield guard(
        "follow_up_days",
        refuse("contact_day", f"{_far('happened_at')} OR NEW.next_on {planned}") + "RETURN NEW;",
    )
    yield trigger("follow_up_days", "BEFORE INSERT ON follow_up")
