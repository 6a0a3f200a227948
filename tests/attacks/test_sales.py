"""No unit is sold twice, no state comes from nowhere, no price is one's own: tried by whoever comes nearest to it."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.support.yard import Outcome, Yard, local

ORDER = (
    "INSERT INTO sale_order (project_id, number, unit_id, customer_id, stage, terms_version, note, version) "
    "VALUES (%(project)s, 'X-1', %(sold)s, %(customer)s, 'draft', 0, '', 1)"
)
ORDER_ON_FREE = ORDER.replace("%(sold)s", "%(free)s")
LAST_TERMS = "FROM order_terms WHERE order_id = %(unpaid)s ORDER BY version DESC LIMIT 1"


def new_terms(total: str = "total_fen") -> str:
    """The next version of an order's terms, like the last but for its total."""
    return (
        "INSERT INTO order_terms (project_id, order_id, version, unit_id, scheme_id, price_list_id, list_total_fen, "
        "list_unit_price_fen, area_cm2, basis, total_fen, unit_price_fen, bank, loan_months, reason) "
        "SELECT project_id, order_id, version + 1, unit_id, scheme_id, price_list_id, list_total_fen, "
        f"list_unit_price_fen, area_cm2, basis, {total}, unit_price_fen, bank, loan_months, reason {LAST_TERMS}"
    )


def due(order: str, amount: str, terms: str = "unpaid") -> str:
    return (
        "INSERT INTO due_item (project_id, order_id, terms_id, seq, item, klass, name, event, node, months, days, "
        f"day_kind, amount_fen, share_millionths) SELECT project_id, {order}, id, 1, 'balance', 'price', '', "
        f"'contract', '', 0, 0, 'calendar', {amount}, 0 "
        f"FROM order_terms WHERE order_id = %({terms})s ORDER BY version DESC LIMIT 1"
    )


BUYER = (
    "INSERT INTO order_buyer (project_id, terms_id, seq, name, relation, identity_masked, telephone, address, share) "
    f"SELECT project_id, id, 1, '韩若溪', '', '', '', '', 10000 {LAST_TERMS}"
)
FORMER = LAST_TERMS.replace("LIMIT 1", "OFFSET 1 LIMIT 1")
LIKE_BEFORE = (
    "INSERT INTO due_item (project_id, order_id, terms_id, seq, item, klass, name, event, node, months, days, "
    f"day_kind, due_on, amount_fen, share_millionths) SELECT project_id, order_id, (SELECT id {LAST_TERMS}), "
    "seq, item, klass, name, event, node, months, days, day_kind, due_on, amount_fen, share_millionths FROM due_item "
    f"WHERE terms_id = (SELECT id {FORMER})",
    "INSERT INTO order_consultant (project_id, terms_id, seq, person_id, share) "
    f"SELECT project_id, (SELECT id {LAST_TERMS}), seq, person_id, share FROM order_consultant "
    f"WHERE terms_id = (SELECT id {FORMER})",
    BUYER,
)
"""What else the next version of the terms says, like the last one."""
PUBLISH = "UPDATE sale_order SET terms_version = terms_version + 1 WHERE id = %(unpaid)s"


def refused_for_all(yard: Yard, statement: str) -> dict[str, Outcome]:
    """What everybody of the first project is told, the operator and the administrator of it among them."""
    logins = ("consultant", "control", "cashier", "manager", "service", "management", "auditor", "operator", "admin")
    return {login: yard.attempt(login, statement) for login in logins}


# --- units and orders -------------------------------------------------------------------------------------------------


def test_a_second_live_order_on_a_unit_is_refused(yard: Yard) -> None:
    assert yard.attempt("control", ORDER).code == "unit_not_free"
    assert yard.attempt("control", ORDER_ON_FREE).went
    guards = ["DROP TRIGGER sd_order_begins ON sale_order", "DROP INDEX uq_sale_order_live_per_unit"]
    assert yard.without(guards[:1], "control", ORDER).code == "23505"
    assert yard.without(guards, "control", ORDER).went


def test_a_unit_is_not_moved_to_an_order_and_an_order_not_to_a_unit(yard: Yard) -> None:
    """An order that is live already, put on another unit."""
    move = "UPDATE sale_order SET unit_id = %(sold)s WHERE id = %(unpaid)s"
    assert yard.attempt("control", move).code == "change_not_agreed"
    assert yard.attempt("cashier", move).code == "42501"
    guards = ["DROP TRIGGER sd_order_changes ON sale_order", "DROP INDEX uq_sale_order_live_per_unit"]
    assert yard.without(guards[:1], "control", move).code == "23505"
    assert yard.without(guards, "control", move).went


def test_a_units_state_is_written_by_nobody(yard: Yard) -> None:
    state = "UPDATE unit SET sale_state = 'held' WHERE id = %(free)s"
    assert {outcome.code for outcome in refused_for_all(yard, state).values()} == {"42501"}
    assert yard.without(f"GRANT UPDATE (sale_state) ON unit TO {yard.role('operator')}", "operator", state).count == 1


def test_a_unit_is_not_entered_as_sold(yard: Yard) -> None:
    unit = (
        "INSERT INTO unit (project_id, building_id, entrance_id, number, floor, floor_to, position, kind, layout, "
        "aspect, gross_cm2, note, sale_state, mortgaged, sealed, change_pending, price_pending, restriction_note, "
        "version) SELECT project_id, building_id, entrance_id, 'X', 1, 1, 9, kind, layout, aspect, gross_cm2, '', "
        "'contracted', false, false, false, false, '', 1 FROM unit WHERE id = %(free)s"
    )
    seen = "SELECT sale_state FROM unit WHERE number = 'X'"
    assert yard.attempt("operator", unit, seen).rows == (("unlaunched",),)
    assert yard.without("DROP TRIGGER sd_unit_begins ON unit", "operator", unit, seen).rows == (("contracted",),)


def test_the_story_of_a_unit_is_written_by_nobody(yard: Yard) -> None:
    told = (
        "INSERT INTO unit_state_change (project_id, unit_id, old_state, new_state) "
        "VALUES (%(project)s, %(free)s, 'available', 'subscribed')"
    )
    assert {outcome.code for outcome in refused_for_all(yard, told).values()} == {"42501"}
    columns = "created_at = created_at - interval '1 day'"
    assert yard.attempt("control", f"UPDATE unit_state_change SET {columns}").code == "42501"
    grants = [
        f"GRANT INSERT, UPDATE ON unit_state_change TO {yard.role('control')}",
        f"GRANT USAGE ON SEQUENCE unit_state_change_id_seq TO {yard.role('control')}",
        "ALTER TABLE unit_state_change DISABLE ROW LEVEL SECURITY",
    ]
    dated = told.replace("new_state)", "new_state, created_at)").replace("'subscribed')", "'subscribed', now())")
    assert yard.without(grants, "control", dated).went
    assert yard.without(grants, "control", f"UPDATE unit_state_change SET {columns}").code == "append_only"


@pytest.mark.parametrize(
    ("login", "stage", "rightful"),
    [("control", "handed_over", "service"), ("service", "contracted", "control"), ("cashier", "contracted", "control"),
     ("consultant", "contracted", "control"), ("manager", "cancelled", "control")],
)  # fmt: skip
def test_an_order_is_moved_by_the_desk_that_owns_the_verb(yard: Yard, login: str, stage: str, rightful: str) -> None:
    before = {"handed_over": "filed"}.get(stage, "subscribed")
    placed = [
        "ALTER TABLE sale_order DISABLE TRIGGER USER",
        f"UPDATE sale_order SET stage = '{before}', contracted_on = subscribed_on, contract_number = 'X' "
        "WHERE id = %(unpaid)s",
        "ALTER TABLE unit DISABLE TRIGGER USER",
        f"UPDATE unit SET sale_state = '{before}' WHERE id = %(unpaid_unit)s",
        "ALTER TABLE sale_order ENABLE TRIGGER USER",
        "ALTER TABLE unit ENABLE TRIGGER USER",
    ]
    move = f"UPDATE sale_order SET stage = '{stage}' WHERE id = %(unpaid)s"
    assert yard.without(placed, login, move).code == "42501"
    assert yard.without(placed, rightful, move).count == 1


# --- prices -----------------------------------------------------------------------------------------------------------


def test_the_price_of_a_unit_is_changed_by_nobody(yard: Yard) -> None:
    price = "UPDATE price_list_line SET total_fen = 1 WHERE price_list_id = %(signed_list)s"
    assert {outcome.code for outcome in refused_for_all(yard, price).values()} == {"42501"}
    grants = [
        f"GRANT UPDATE ON price_list_line TO {yard.role('operator')}",
        "CREATE POLICY x ON price_list_line FOR UPDATE USING (true)",
    ]
    assert yard.without(grants, "operator", price).code == "price_list_signed"
    assert yard.without(
        [*grants, "DROP TRIGGER sd_price_list_line_price_open ON price_list_line"], "operator", price
    ).went


def test_the_price_of_an_order_is_changed_by_nobody(yard: Yard) -> None:
    price = "UPDATE order_terms SET total_fen = 1 WHERE order_id = %(unpaid)s"
    assert {outcome.code for outcome in refused_for_all(yard, price).values()} == {"42501"}
    grants = [
        f"GRANT UPDATE ON order_terms TO {yard.role('control')}",
        "CREATE POLICY x ON order_terms FOR UPDATE USING (true)",
    ]
    assert yard.without(grants, "control", price).code == "append_only"
    assert yard.without([*grants, "DROP TRIGGER sd_order_terms_fixed ON order_terms"], "control", price).went


def test_a_price_beyond_ones_limit_is_not_agreed(yard: Yard) -> None:
    cheap = (new_terms("1000000"), due("order_id", "1000000"), BUYER, PUBLISH)
    assert yard.attempt("control", *cheap).code == "price_needs_approval"
    assert yard.attempt("control", new_terms(), *LIKE_BEFORE, PUBLISH).went
    guards = [f"DROP TRIGGER sd_{name} ON sale_order" for name in ("terms_publish", "terms_published_as_asked")]
    assert yard.without(guards, "control", *cheap).went


def test_whoever_sells_does_not_set_the_limit(yard: Yard) -> None:
    limit = (
        "INSERT INTO project_setting (project_id, name, value) "
        "VALUES (%(project)s, 'discount.limit.sales_control', '1')"
    )
    assert {login for login, outcome in refused_for_all(yard, limit).items() if outcome.went} == {"operator", "admin"}


def test_due_items_of_an_order_are_written_for_that_order_alone(yard: Yard) -> None:
    """A sum that is owed for one deal, put down as another's."""
    elsewhere = (new_terms(), due("%(order)s", "total_fen"), BUYER, PUBLISH)
    assert yard.attempt("control", *elsewhere[:2]).code == "terms_published"
    guards = ["DROP TRIGGER sd_due_item_open ON due_item", "DROP TRIGGER sd_terms_publish ON sale_order",
              "DROP TRIGGER sd_terms_published_as_asked ON sale_order"]  # fmt: skip
    assert yard.without(guards[:1], "control", *elsewhere).code == "dues_differ"
    assert yard.without(guards, "control", *elsewhere).went


def test_what_is_owed_is_changed_by_nobody(yard: Yard) -> None:
    for change in ("UPDATE due_item SET amount_fen = 1", "DELETE FROM due_item"):
        assert {outcome.code for outcome in refused_for_all(yard, change).values()} == {"42501"}
    assert yard.attempt("control", due("order_id", "1", terms="order")).code == "terms_published"


# --- signatures -------------------------------------------------------------------------------------------------------

SIGN = "INSERT INTO price_list_signature (project_id, price_list_id) VALUES (%(project)s, %(open_list)s)"
COUNT = "UPDATE price_list SET signed_at = now() WHERE id = %(open_list)s"
LINE = (
    "INSERT INTO price_list_line (project_id, price_list_id, unit_id, total_fen, unit_price_fen, basis) "
    "VALUES (%(project)s, %(open_list)s, %(unpriced)s, 1, 1, 'gross')"
)


def test_nobody_signs_off_their_own_price_list(yard: Yard) -> None:
    assert yard.attempt("operator", SIGN).code == "own_signature"
    assert yard.attempt("manager", SIGN, COUNT).went
    alone = "DROP TRIGGER sd_signature_of_another ON price_list_signature"
    assert yard.without(alone, "operator", SIGN, COUNT).went


def test_nobody_signs_in_anothers_name(yard: Yard) -> None:
    forged = (
        "INSERT INTO price_list_signature (project_id, price_list_id, created_by) "
        "VALUES (%(project)s, %(open_list)s, %(person_manager)s)"
    )
    assert yard.attempt("operator", forged).code == "own_signature"
    signer = "SELECT created_by FROM price_list_signature WHERE price_list_id = %(open_list)s"
    assert yard.attempt("management", forged, signer).rows == ((yard.ids["person_management"],),)
    stamp = "DROP TRIGGER sd_a_stamp_price_list_signature ON price_list_signature"
    dated = forged.replace("created_by)", "created_by, created_at)").replace("manager)s)", "manager)s, now())")
    assert yard.without(stamp, "management", dated, signer).rows == ((yard.ids["person_manager"],),)


def test_a_list_does_not_count_without_a_signature_even_where_the_setting_asks_for_none(yard: Yard) -> None:
    """The operator may both enter price lists and change settings."""
    none = "INSERT INTO project_setting (project_id, name, value) VALUES (%(project)s, 'price.signatures', '0')"
    assert yard.attempt("operator", none, COUNT).code == "signatures_missing"
    assert yard.without("DROP TRIGGER sd_list_signed ON price_list", "operator", COUNT).went


def test_nobody_enters_prices_in_anothers_list_to_sign_it_off_then(yard: Yard) -> None:
    second = local(OfficeRole.OPERATOR)
    assert yard.attempt(second, LINE).code == "42501"
    assert yard.attempt(second, "DELETE FROM price_list_line WHERE price_list_id = %(open_list)s").code == "42501"
    assert yard.attempt("operator", LINE).went
    open_to_all = "DROP TRIGGER sd_price_list_line_price_open ON price_list_line"
    assert yard.without(open_to_all, second, LINE, SIGN, COUNT).went


def test_a_list_that_somebody_signed_counts_from_the_day_that_they_saw(yard: Yard) -> None:
    later = "UPDATE price_list SET effective_at = effective_at - interval '1 year' WHERE id = %(open_list)s"
    assert yard.attempt("operator", later).went
    signed = (
        "INSERT INTO price_list_signature (project_id, price_list_id, created_by, created_at) "
        "VALUES (%(project)s, %(open_list)s, %(person_manager)s, now())"
    )
    placed = ["ALTER TABLE price_list_signature DISABLE TRIGGER USER", signed]
    assert yard.without(placed, "operator", later).code == "price_list_signed"
    assert yard.without([*placed, "DROP TRIGGER sd_list_signed ON price_list"], "operator", later).went
