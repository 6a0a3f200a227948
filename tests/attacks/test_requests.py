"""Nobody agrees to what they ask for, and a deal changes as others agreed or not at all."""

from __future__ import annotations

from tests.attacks.test_sales import LIKE_BEFORE, PUBLISH, due, new_terms
from tests.support.yard import Yard


def asked(kind: str, more: str = "", values: str = "") -> str:
    """A request about the order with money."""
    return (
        "INSERT INTO request (project_id, number, kind, state, needs, order_id, unit_id, subject, reason, asked, "
        f"sheet, closing_words, version{more}) VALUES (%(project)s, '', '{kind}', 'asked', '', %(order)s, %(sold)s, "
        f"'', 'x', '{{}}', '{{}}', '', 1{values})"
    )


ANSWER = (
    "INSERT INTO request_answer (project_id, request_id, office_role, agrees, words) "
    "VALUES (%(project)s, %(asked)s, '{role}', true, '')"
)
NEWEST = ANSWER.replace("%(asked)s", "(SELECT max(id) FROM request)")
STATE = "SELECT state, needs, created_by FROM request ORDER BY id DESC LIMIT 1"


def test_a_request_begins_unanswered_in_ones_own_name_whatever_is_sent(yard: Yard) -> None:
    forged = asked("swap", ", target_unit_id, created_by, created_at, decided_at, closed_at",
                   ", %(free)s, %(person_manager)s, '2020-01-01', now(), now()")  # fmt: skip
    agreed = forged.replace("'asked', ''", "'agreed', ''")
    control = yard.ids["person_control"]
    assert yard.attempt("control", agreed, STATE).rows == (("asked", "manager", control),)
    numbered = agreed.replace("%(project)s, '',", "%(project)s, 'X-1',")
    unguarded = ["DROP TRIGGER sd_request_begins ON request", "DROP TRIGGER sd_a_stamp_request ON request"]
    assert yard.without(unguarded, "control", numbered, STATE).rows == (("agreed", "", yard.ids["person_manager"]),)


def test_nobody_answers_without_the_right_the_role_or_on_their_own(yard: Yard) -> None:
    for login in ("control", "consultant", "service", "operator", "auditor"):
        assert yard.attempt(login, ANSWER.format(role="manager")).code == "42501", login
    for login in ("cashier", "management"):
        assert yard.attempt(login, ANSWER.format(role="manager")).code == "not_asked_of_you", login
    assert yard.attempt("management", ANSWER.format(role="management")).code == "not_asked_of_you"
    assert yard.attempt("manager", ANSWER.format(role="manager")).went
    own = (asked("price"), NEWEST.format(role="manager"))
    assert yard.attempt("manager", *own).code == "own_request"
    assert yard.without("DROP TRIGGER sd_answer_allowed ON request_answer", "manager", *own).went


def test_an_answer_is_given_in_ones_own_name(yard: Yard) -> None:
    forged = (
        ANSWER.format(role="manager")
        .replace("words)", "words, created_by, created_at)")
        .replace("'')", "'', %(person_management)s, now())")
    )
    signer = "SELECT created_by FROM request_answer ORDER BY id DESC LIMIT 1"
    assert yard.attempt("manager", forged, signer).rows == ((yard.ids["person_manager"],),)
    stamp = "DROP TRIGGER sd_a_stamp_request_answer ON request_answer"
    assert yard.without(stamp, "manager", forged, signer).rows == ((yard.ids["person_management"],),)


def test_what_was_asked_for_is_not_changed_after_the_answer(yard: Yard) -> None:
    price = (
        "INSERT INTO request_price (project_id, request_id, unit_id, total_fen) "
        "VALUES (%(project)s, %(settled)s, %(free)s, 1)"
    )
    for change in ("sheet = '[]'", "asked = '[]'", "reason = 'y'", "needs = ''", "decided_at = now()"):
        assert yard.attempt("control", f"UPDATE request SET {change} WHERE id = %(asked)s").code == "42501", change
    assert yard.attempt("control", price).code == "request_decided"
    assert yard.without("DROP TRIGGER sd_price_of_open_request ON request_price", "control", price).went


def test_what_is_being_asked_is_not_asked_anew_later(yard: Yard) -> None:
    """The first version of a request, written in this very transaction, is the one that totals are added to."""
    price = (
        "INSERT INTO request_price (project_id, request_id, unit_id, total_fen) "
        "VALUES (%(project)s, %(settled)s, %(unpaid_unit)s, 150000000)"
    )
    again = "UPDATE request SET version = 1 WHERE id = %(settled)s"
    assert yard.attempt("control", again, price).code == "request_decided"
    shown = "DROP TRIGGER sd_price_of_open_request ON request_price"
    begun = asked("price", ", created_by", ", 1").replace("'', 1,", "'', 0,")
    waiting = "UPDATE request SET version = 1 WHERE id = (SELECT max(id) FROM request)"
    assert yard.attempt("control", begun, waiting, "SELECT version FROM request ORDER BY id DESC LIMIT 1").rows == (
        (2,),
    )
    open_again = (
        "DROP TRIGGER sd_request_move ON request",
        f"{shown}; CREATE TRIGGER sd_price_of_open_request BEFORE INSERT ON request_price FOR EACH ROW "
        "EXECUTE FUNCTION sd_part_of_open_request()",
    )
    assert yard.without(open_again[1:], "control", again, price).code == "request_decided"
    assert yard.without(open_again, "control", again, price).went


def test_a_total_is_asked_for_as_the_request_shows_it(yard: Yard) -> None:
    """A correction of a telephone that carries a price along; a price that is shown as another."""
    hidden = asked("customer_correction").replace("%(order)s, %(sold)s", "NULL, %(free)s")
    shown = asked("price").replace("'{}', '{}'", """'{}', '{"working": {"total_fen": 200000000}}'""")
    shown = shown.replace("%(order)s, %(sold)s", "NULL, %(free)s")

    def price(total: int) -> str:
        return (
            "INSERT INTO request_price (project_id, request_id, unit_id, total_fen) "
            f"SELECT project_id, id, %(free)s, {total} FROM request ORDER BY id DESC LIMIT 1"
        )

    for login in ("consultant", "control"):
        assert yard.attempt(login, hidden, price(1)).code == "price_not_shown"
        assert yard.attempt(login, shown, price(1)).code == "price_not_shown"
        assert yard.attempt(login, shown, price(200_000_000)).went
        guard = "DROP TRIGGER sd_price_of_open_request ON request_price"
        assert yard.without(guard, login, hidden, price(1)).went


def test_a_request_is_asked_and_carried_out_by_those_whose_work_it_is(yard: Yard) -> None:
    assert yard.attempt("consultant", asked("swap", ", target_unit_id", ", %(free)s")).code == "42501"
    assert yard.attempt("cashier", asked("cancellation")).code == "42501"
    assert yard.attempt("service", asked("terms_change")).code == "42501"
    assert yard.attempt("service", asked("area_settlement")).went
    done = "UPDATE request SET state = 'done' WHERE id = %(settled)s"
    assert yard.attempt("cashier", done).code == "42501"
    assert yard.attempt("service", done).went


def test_a_deal_changes_as_others_agreed_or_not_at_all(yard: Yard) -> None:
    terms = (new_terms(), *LIKE_BEFORE, PUBLISH)
    open_again = "UPDATE request SET state = 'undone' WHERE id = %(settled)s"
    assert yard.attempt("control", *terms).went
    assert yard.attempt("control", open_again, *terms).code == "change_not_agreed"
    for change in ("unit_id = %(free)s", "customer_id = %(other)s"):
        assert (
            yard.attempt("control", f"UPDATE sale_order SET {change} WHERE id = %(order)s").code == "change_not_agreed"
        )
    settlement = due("order_id", "100", terms="order").replace("'price'", "'settlement'")
    for login in ("control", "service"):
        assert yard.attempt(login, settlement).code == "change_not_agreed"
    guard = "DROP TRIGGER sd_due_item_open ON due_item"
    assert yard.without(guard, "service", settlement.replace("id, 1,", "id, 9,")).went


def test_a_contract_is_signed_on_what_was_subscribed(yard: Yard) -> None:
    """Without a request nothing but days is new: no other schedule, no other buyers, nobody else's commission."""
    undone = "UPDATE request SET state = 'undone' WHERE id = %(settled)s"
    signed = PUBLISH.replace(
        " WHERE", ", stage = 'contracted', contracted_on = subscribed_on, contract_number = 'H' WHERE"
    )
    dues, sellers, buyer = LIKE_BEFORE
    colleague = sellers.replace("seq, person_id, share FROM", "seq, %(person_colleague)s, share FROM")
    assert yard.attempt("control", undone, new_terms(), *LIKE_BEFORE, signed).went
    for parts in (
        (due("order_id", "total_fen"), sellers, buyer),
        (dues, colleague, buyer),
        (dues, buyer),
        (dues, sellers, buyer.replace("韩若溪", "邵文博")),
    ):
        changed = (undone, new_terms(), *parts, signed)
        assert yard.attempt("control", *changed).code == "change_not_agreed"
        assert yard.without("DROP TRIGGER sd_terms_publish ON sale_order", "control", *changed).went


def test_one_desk_writes_no_dues_of_another(yard: Yard) -> None:
    """Customer service writes what areas come to, and nothing else that is owed."""
    collected = due("order_id", "100").replace("'price'", "'collected'").replace("id, 1,", "id, 9,")
    assert yard.attempt("control", collected).went
    assert yard.attempt("service", collected).code == "42501"
    assert yard.attempt("service", collected.replace("'collected'", "'settlement'")).went
