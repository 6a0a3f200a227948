"""Prices on PostgreSQL: lists that are signed by others and then fixed, and deals at the list price or within limits."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.guard_rules import DISCOUNT_LIMITS, FOUR_EYES_OFF_SQL, SIGNATURES
from salesdesk.repository.postgres.plpgsql import NEWEST, NO_POLICY, NOT_HERE, VALID, definer, guard, refuse, trigger
from salesdesk.repository.request_rules import agreed_price_sql

CURRENT_LIST = (
    "(SELECT id FROM price_list WHERE project_id = {project} AND signed_at IS NOT NULL AND effective_at <= app_now() "
    "ORDER BY effective_at DESC, version_no DESC LIMIT 1)"
)


def price_guards() -> Iterator[str]:
    yield from _lists()
    yield from _signatures()
    yield _price_allowed()
    yield _price_may_be_agreed()


def _lists() -> Iterator[str]:
    yield definer(
        "sd_price_open()",
        "trigger",
        "DECLARE wanted bigint; project bigint; BEGIN "
        "IF TG_OP = 'INSERT' THEN wanted := NEW.price_list_id; project := NEW.project_id; "
        "ELSE wanted := OLD.price_list_id; project := OLD.project_id; END IF;"
        # The lock keeps the list from being signed between this question and the end of the transaction.
        + NEWEST
        + "PERFORM 1 FROM price_list WHERE id = wanted AND project_id = project FOR SHARE;"
        + NOT_HERE
        # Whoever signs must not have entered it: all lines are those of the person whose list it is.
        + "IF app_person() IS NOT NULL AND NOT EXISTS (SELECT 1 FROM price_list WHERE id = wanted "
        f"AND created_by = app_person()) THEN {NO_POLICY} END IF;"
        + refuse("price_list_signed",
                 "EXISTS (SELECT 1 FROM price_list WHERE id = wanted AND signed_at IS NOT NULL) "
                 "OR EXISTS (SELECT 1 FROM price_list_signature WHERE price_list_id = wanted)")
        + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
    )  # fmt: skip
    for table in ("price_list_line", "unit_floor_price"):
        yield trigger(f"{table}_price_open", f"BEFORE INSERT OR UPDATE OR DELETE ON {table}", "price_open")
    needed = (
        "GREATEST(1, COALESCE((SELECT value::int FROM project_setting WHERE project_id = NEW.project_id "
        f"AND name = 'price.signatures'), {SIGNATURES}))"
    )
    yield guard(
        "list_signed",
        refuse("price_list_signed",
               "OLD.signed_at IS NOT NULL AND (NEW.signed_at, NEW.effective_at) IS DISTINCT FROM (OLD.signed_at, OLD.effective_at) "
               "OR NEW.effective_at <> OLD.effective_at AND EXISTS (SELECT 1 FROM price_list_signature WHERE price_list_id = NEW.id)")
        + "IF OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL THEN "
        + NEWEST
        + refuse("signatures_missing",
                 f"(SELECT COUNT(*) FROM price_list_signature WHERE price_list_id = NEW.id) < {needed}")
        + "NEW.signed_at := app_now(); END IF; RETURN NEW;",
    )  # fmt: skip
    yield trigger("list_signed", "BEFORE UPDATE ON price_list")


def _signatures() -> Iterator[str]:
    yield guard(
        "signature_of_another",
        NEWEST
        + "PERFORM 1 FROM price_list WHERE id = NEW.price_list_id AND project_id = NEW.project_id FOR UPDATE;"
        + NOT_HERE
        + refuse("price_list_signed",
                 "EXISTS (SELECT 1 FROM price_list WHERE id = NEW.price_list_id AND signed_at IS NOT NULL)")
        + refuse("own_signature",
                 "EXISTS (SELECT 1 FROM price_list WHERE id = NEW.price_list_id AND created_by = app_person()) "
                 f"AND NOT {FOUR_EYES_OFF_SQL.format(project='NEW.project_id')}") + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("signature_of_another", "BEFORE INSERT ON price_list_signature")


def _price_allowed() -> str:
    """Whether the person who asks may agree a total by themselves: not below the floor, within the limit of their
    role. One answer for both, so that it tells nobody a floor that lies below what they may agree anyway. A floor above
    that can be found by trying totals until one is refused: that is what it is to be told whether one may agree.
    """
    roles = ", ".join(f"('{role}', {least})" for role, least in DISCOUNT_LIMITS)
    return definer(
        "sd_price_allowed(project bigint, list bigint, wanted bigint, total bigint, list_total bigint)",
        "boolean",
        f"""SELECT NOT EXISTS (SELECT 1 FROM unit_floor_price f WHERE f.price_list_id = list AND f.unit_id = wanted
            AND f.floor_total_fen > total)
        AND 2 * total::numeric * 1000000 >= list_total::numeric * (2 * (
            SELECT COALESCE(MIN(COALESCE(s.value::bigint, d.least)), 1000000) FROM membership m
            JOIN (VALUES {roles}) d (office_role, least) ON d.office_role = m.office_role
            LEFT JOIN project_setting s ON s.project_id = project AND s.name = 'discount.limit.' || d.office_role
            WHERE m.person_id = app_person() AND (m.project_id = project OR m.project_id IS NULL) AND {VALID}
        ) - 1)""",
        "sql",
        "STABLE",
    )


def _price_may_be_agreed() -> str:
    """The same question for a desk, before anything is written, at the list in force; who agrees no prices is told no."""
    return definer(
        "price_may_be_agreed(wanted_project bigint, wanted_unit bigint, total bigint)",
        "boolean",
        f"""SELECT wanted_project = ANY(my_projects('order.write')) AND NOT EXISTS (
            SELECT 1 FROM price_list_line l WHERE l.project_id = wanted_project AND l.unit_id = wanted_unit
            AND l.price_list_id = {CURRENT_LIST.format(project="wanted_project")} AND total < l.total_fen
            AND NOT sd_price_allowed(wanted_project, l.price_list_id, wanted_unit, total, l.total_fen))""",
        "sql",
        "STABLE",
    )


def agreed_price() -> str:
    """What terms ``t`` of an order ``NEW`` must keep to when they are published: the list price of a signed list (the
    one in force, or the one that this order was made at), and a total that the person may agree."""
    current = CURRENT_LIST.format(project="t.project_id")
    earlier = (
        "SELECT 1 FROM order_terms e WHERE e.order_id = t.order_id AND e.version < t.version AND e.unit_id = t.unit_id"
    )
    return refuse(
        "price_not_listed",
        "NOT EXISTS (SELECT 1 FROM price_list_line l WHERE l.price_list_id = t.price_list_id AND l.unit_id = t.unit_id "
        "AND l.total_fen = t.list_total_fen) "
        f"OR NOT (t.price_list_id = COALESCE({current}, 0) OR EXISTS ({earlier} AND e.price_list_id = t.price_list_id) "
        f"OR {agreed_price_sql('t.project_id', 't.unit_id', 't.total_fen')})",
    ) + refuse(
        "price_needs_approval",
        "app_person() IS NOT NULL AND t.total_fen < t.list_total_fen "
        f"AND NOT EXISTS ({earlier} AND e.total_fen = t.total_fen AND e.list_total_fen = t.list_total_fen) "
        f"AND NOT {agreed_price_sql('t.project_id', 't.unit_id', 't.total_fen')} "
        "AND NOT sd_price_allowed(t.project_id, t.price_list_id, t.unit_id, t.total_fen, t.list_total_fen)",
    )
