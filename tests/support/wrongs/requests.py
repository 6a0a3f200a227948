"""Requests that answer themselves, and orders that change without one."""

from __future__ import annotations

import json
from typing import Any

from tests.support.asking import insert_answer, insert_identity, insert_price, insert_request, showing
from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.money import entry, part
from tests.support.wrongs.orders import new_terms
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets


def by(login: str, *steps: Step) -> Step:
    """Something done before, as this person."""

    def act(raw: Raw, day: Day) -> None:
        raw.be(login)
        in_turn(*steps)(raw, day)
        raw.be(None)

    return act


def wanted_terms(raw: Raw, day: Day, order_id: int, target: int | None = None, total: int = 0) -> str:
    """What `new_terms` will write, as a request asks for it."""
    old = raw.run("SELECT * FROM order_terms WHERE order_id = :o ORDER BY version DESC LIMIT 1", o=order_id)
    terms = old.mappings().one()
    price = "SELECT total_fen FROM price_list_line WHERE unit_id = :u AND price_list_id = :l"
    total = raw.one(price, u=target, l=day.signed_list) if target else total or terms["total_fen"]
    dues = raw.run("SELECT * FROM due_item WHERE terms_id = :t ORDER BY seq", t=terms["id"]).mappings().all()
    off = total - terms["total_fen"]
    wanted = [
        {"seq": due["seq"], "item": due["item"], "klass": due["klass"], "event": due["event"], "due_on": None,
         "amount_fen": due["amount_fen"] + (off if due["seq"] == 2 else 0)} for due in dues
    ]  # fmt: skip
    plain = {"unit_id": target or terms["unit_id"], "scheme_id": terms["scheme_id"], "working": {"total_fen": total},
             "dues": wanted, "buyers": []}  # fmt: skip
    return json.dumps({"terms_version": terms["version"], "terms": plain})


def loan_money(raw: Raw, day: Day) -> None:
    """The bank pays out for the order."""
    receipt = int(str(entry(total=5_000)(raw, day)))
    part("receipt_line", receipt, 5_000, "price_by_loan")(raw, day)
    part("receipt_tender", receipt, 5_000, "loan")(raw, day)


def asks(kind: str, order: str = "", **values: str) -> Step:
    """A request about an order of the day; ``values`` name fields of the day."""

    def act(raw: Raw, day: Day) -> int:
        named: dict[str, Any] = {column: getattr(day, name) for column, name in values.items()}
        if order and kind in ("terms_change", "swap"):
            named["asked"] = wanted_terms(raw, day, getattr(day, order), named.get("target_unit_id"))
        return insert_request(raw.connection, day.project, kind, getattr(day, order) if order else None, **named)

    return act


def answers(role: str = "manager", request: str = "", *, agrees: bool = True) -> Step:
    """An answer to a request of the day, or to the newest."""

    def act(raw: Raw, day: Day) -> None:
        wanted = getattr(day, request) if request else raw.one("SELECT MAX(id) FROM request")
        insert_answer(raw.connection, day.project, wanted, role, agrees=agrees)

    return act


def agreed(kind: str, order: str, login: str = "control", **values: str) -> Step:
    """A request that was agreed to, in the same transaction."""
    return in_turn(by(login, asks(kind, order, **values)), by("manager", answers()))


def asks_for_price(request: str, total: int = 1) -> Step:
    return lambda raw, day: insert_price(raw.connection, day.project, getattr(day, request), day.held, total)


def asks_another_price(raw: Raw, day: Day) -> None:
    """The sheet shows a fen more than what is asked for."""
    shown = showing(day.asked_total)
    request = insert_request(raw.connection, day.project, "price", unit_id=day.free, sheet=shown)
    insert_price(raw.connection, day.project, request, day.free, day.asked_total - 1)


def state(new: str, request: str = "asked") -> Step:
    return sets("request", f"state = '{new}'", f"id = {{{request}}}")


def all_paid_back(klass: str = "price") -> Step:
    """Every fen of the order goes back, booked as money of this class."""

    def act(raw: Raw, day: Day) -> None:
        receipt = int(str(entry("refund", -3_900_000, reason="退房")(raw, day)))
        part("receipt_line", receipt, -3_900_000, klass)(raw, day)

    return by("cashier", act)


def settlement(order: str, amount: int = 100) -> Step:
    """What a surveyed area costs more, added to terms that are agreed."""
    return lambda raw, day: raw.run(
        "INSERT INTO due_item (project_id, order_id, terms_id, seq, item, klass, name, event, node, months, days, "
        "day_kind, amount_fen, share_millionths) SELECT project_id, order_id, id, 90, 'area', 'settlement', '', "
        f"'settlement', '', 0, 0, 'calendar', {amount}, 0 FROM order_terms WHERE order_id = :order "
        "ORDER BY version DESC LIMIT 1",
        order=getattr(day, order),
    )


def passport_away(raw: Raw) -> None:
    raw.drop("sd_request_identity_fixed ON request_identity" if raw.postgres
             else "sd_request_identity_delete_refused ON request_identity")  # fmt: skip
    raw.run("DELETE FROM request_identity")


_CANCELLED = sets("sale_order", "stage = 'cancelled', cancelled_at = app_now()", "id = {order}")
_EXCHANGED = sets("sale_order", "unit_id = {free}", "id = {order}")
SIGNED = ", stage = 'contracted', contracted_on = subscribed_on, contract_number = 'HT-7'"
_MOVE, _BEGINS = ("sd_request_move ON request",), ("sd_request_begins ON request",)
_ANSWERED = ("sd_answer_allowed ON request_answer",)
_AS_ASKED = "sd_terms_published_as_asked ON sale_order"
_PUBLISH, _LITE_PUBLISH = ("sd_terms_publish ON sale_order", _AS_ASKED), ("sd_terms_agreed ON sale_order", _AS_ASKED)
_CHANGES, _LITE_SWAPS = ("sd_order_changes ON sale_order",), ("sd_order_swaps ON sale_order",)
_DUE_OPEN, _LITE_DUE_OPEN = ("sd_due_item_open ON due_item",), ("sd_due_item_before_publish ON due_item",)
_SWAP = agreed("swap", "order", target_unit_id="free")

REQUESTS = (
    Wrong("a request carried out that nobody answered", "illegal_request", "control", state("done"), _MOVE),
    Wrong("a request that is open again", "illegal_request", "control", state("asked", "settled"), _MOVE),
    Wrong("a request agreed to by hand", "not_agreed", "control", state("agreed"), _MOVE),
    Wrong("a request declined by hand", "not_agreed", "control", state("declined"), _MOVE),
    Wrong("a request withdrawn by somebody else", "request_not_yours", "cashier", state("withdrawn"), _MOVE,
          owner=False, engines=("postgresql",)),
    Wrong("an answer to what is decided", "request_decided", "manager", answers(), _ANSWERED,
          before=by("cashier", asks("refund", "order"))),
    Wrong("a total added to what others agreed to", "request_decided", "control", asks_for_price("settled"),
          ("sd_price_of_open_request ON request_price",)),
    Wrong("a total that its request shows as another", "price_not_shown", "control", asks_another_price,
          ("sd_price_of_open_request ON request_price",), owner=False),
    Wrong("a request that is being asked once more", "append_only", "control",
          sets("request", "version = 1", "id = {settled}"), ("sd_request_fixed ON request",), engines=("sqlite",)),
    Wrong("a passport added to what others agreed to", "request_decided", "control",
          lambda raw, day: insert_identity(raw.connection, day.project, day.settled),
          ("sd_identity_of_open_request ON request_identity",),
          before=lambda raw, day: passport_away(raw)),
    Wrong("an answer to one's own request", "own_request", "manager", answers(), _ANSWERED,
          before=by("manager", asks("price", unit_id="free")), owner=False),
    Wrong("an answer in a role that was not asked", "not_asked_of_you", "management", answers("management", "asked"),
          _ANSWERED),
    Wrong("an answer in a role that is not one's own", "not_asked_of_you", "management", answers("manager", "asked"),
          _ANSWERED, owner=False),
    Wrong("a change of an order that is cancelled", "order_not_live", "control", asks("postponement", "cancelled"),
          _BEGINS),
    Wrong("a change of an order on a unit that a court has sealed", "unit_restricted", "control",
          asks("postponement", "order"), _BEGINS, before=sets("unit", "sealed = true", "id = {sold}")),
    Wrong("a second change of an order beside the first", "unit_restricted", "control", asks("buyer_change", "order"),
          ("uq_request_open_special",), before=by("control", asks("postponement", "order")), owner=False),
    Wrong("new terms of a subscribed order without a request", "change_not_agreed", "control",
          new_terms(order="order"), _PUBLISH, _LITE_PUBLISH, owner=False),
    Wrong("new terms after the bank paid out since they were asked for", "loan_paid_out", "control",
          new_terms(order="order"), _PUBLISH, _LITE_PUBLISH,
          before=in_turn(agreed("terms_change", "order"), by("cashier", loan_money)), owner=False),
    Wrong("another total than others agreed to", "change_not_agreed", "control",
          new_terms(order="order", total_fen=234_000_000), _PUBLISH, _LITE_PUBLISH,
          before=agreed("terms_change", "order"), owner=False),
    Wrong("other buyers in the contract than in the subscription", "change_not_agreed", "control",
          new_terms(order="order", name="邵文博", also=SIGNED), _PUBLISH, _LITE_PUBLISH, owner=False),
    Wrong("a contract signed as another consultant's deal", "change_not_agreed", "control",
          new_terms(order="order", sold_by="colleague", also=SIGNED), _PUBLISH, _LITE_PUBLISH, owner=False),
    Wrong("another unit under an order without a request", "change_not_agreed", "control", _EXCHANGED,
          _CHANGES, _LITE_SWAPS),
    Wrong("another unit under an order than the one agreed to", "change_not_agreed", "control",
          sets("sale_order", "unit_id = {held}", "id = {order}"), _CHANGES, _LITE_SWAPS, before=_SWAP),
    Wrong("another unit under an order at the terms of the old one", "illegal_stage", "control", _EXCHANGED,
          _CHANGES, _LITE_SWAPS, before=_SWAP),
    Wrong("another customer of an order without a request", "change_not_agreed", "control",
          sets("sale_order", "customer_id = {other}", "id = {order}"), _CHANGES,
          ("sd_order_buyers_change ON sale_order",)),
    Wrong("an order with money cancelled without a request", "change_not_agreed", "control", _CANCELLED,
          ("sd_order_move ON sale_order",), ("sd_order_cancel_clean ON sale_order",), before=all_paid_back()),
    Wrong("an order cancelled whose penalties went back in place of the price", "money_for_order", "control",
          _CANCELLED, ("sd_order_move ON sale_order",), ("sd_order_cancel_clean ON sale_order",),
          before=in_turn(agreed("cancellation", "order"), all_paid_back("other"))),
    Wrong("a settlement of areas that nobody agreed to", "change_not_agreed", "control", settlement("order"),
          _DUE_OPEN, _LITE_DUE_OPEN),
    Wrong("the day of a due item that counts from the subscription, set by hand", "append_only", "control",
          sets("due_item", "due_on = '2031-01-01'", "order_id = {order} AND seq = 1"), ("sd_due_dated ON due_item",)),
    Wrong("an opening balance that nobody agreed to", "change_not_agreed", "cashier", entry(book="opening"),
          ("sd_receipt_enters ON receipt",), ("sd_opening_agreed ON receipt",)),
)  # fmt: skip
