"""After the contract: keys taken back, areas measured anew, papers made good, steps beside a change that is pending."""

from __future__ import annotations

import json

from tests.support.asking import insert_request
from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.requests import SIGNED, agreed, answers, asks, by, settlement
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets

_BY = "app_now(), :me)"


def _adds(login: str, statement: str) -> Step:
    return lambda raw, day: raw.run(statement, p=day.project, o=day.order, me=day.people[login])


def _step(login: str, step: str, day: str) -> Step:
    return _adds(login, "INSERT INTO order_step (project_id, order_id, step, item, done_on, note, created_at, "
                 f"created_by) VALUES (:p, :o, '{step}', 'loan', '{day}', '', {_BY}")  # fmt: skip


STEP = _step("control", "loan.submitted", "2026-01-02")
POINT = _adds("service", "INSERT INTO handover_check (project_id, order_id, item, passed, note, created_at, "
              f"created_by) VALUES (:p, :o, '水电', true, '', {_BY}")  # fmt: skip
LOAN = sets("order_loan", "months = 240", "order_id = {order}")
_SUBSCRIBED = sets("sale_order", SIGNED.removeprefix(", ").replace("HT-7", "HT-8"), "id = {unpaid}")
HANDED_OVER = in_turn(
    _SUBSCRIBED, sets("sale_order", "stage = 'handed_over', handed_over_on = contracted_on", "id = {unpaid}")
)
BACK_AGREED = agreed("handover_back", "unpaid", "service")
TAKEN_BACK = sets("sale_order", "stage = 'contracted', handed_over_on = NULL", "id = {unpaid}")
CONTRACTED = sets("sale_order", SIGNED.removeprefix(", "), "id = {order}")
PENDING = by("control", asks("postponement", "order"))
SETTLED = settlement("unpaid")
MEASURED = sets("unit", "surveyed_gross_cm2 = 1000000", "id = {unpaid_unit}")


def corrected(gross: int) -> Step:
    """A correction to this area, agreed to."""

    def ask(raw: Raw, day: Day) -> None:
        asked = json.dumps({"areas": {"gross_cm2": gross, "inner_cm2": None}, "settlement": {"amount_fen": 60}})
        insert_request(raw.connection, day.project, "area_correction", day.unpaid, asked=asked)

    return in_turn(by("service", ask), by("manager", answers()))


_BACK = ("sd_handover_back ON sale_order",)
_MOVE, _LITE_MOVE = ("sd_order_move ON sale_order",), ("sd_order_move_unrestricted ON sale_order",)
_DUE, _LITE_DUE = ("sd_due_item_open ON due_item",), ("sd_due_item_before_publish ON due_item",)

AFTER_CONTRACT = (
    Wrong("keys taken back without a request", "change_not_agreed", "service", TAKEN_BACK, _BACK, before=HANDED_OVER),
    Wrong("keys taken back whose day stays", "handover_elsewhere", "service",
          sets("sale_order", "stage = 'contracted'", "id = {unpaid}"), _BACK,
          before=in_turn(HANDED_OVER, BACK_AGREED)),
    Wrong("another day of the keys", "handover_elsewhere", "service",
          sets("sale_order", "handed_over_on = '2026-01-01'", "id = {unpaid}"), _BACK, before=HANDED_OVER),
    Wrong("a filing while a change is pending", "unit_restricted", "control",
          sets("sale_order", "stage = 'filed', filed_on = contracted_on", "id = {order}"), _MOVE, _LITE_MOVE,
          before=in_turn(CONTRACTED, PENDING)),
    Wrong("keys while a change is pending", "unit_restricted", "service",
          sets("sale_order", "stage = 'handed_over', handed_over_on = contracted_on", "id = {order}"), _MOVE,
          _LITE_MOVE, before=in_turn(CONTRACTED, PENDING)),
    Wrong("a step of a loan while a change is pending", "unit_restricted", "control", STEP,
          ("sd_step_not_while_changing ON order_step",), before=PENDING),
    Wrong("a step of a day that has not come", "step_in_future", "control",
          _step("control", "loan.submitted", "2999-01-01"), ("sd_step_right ON order_step",)),
    Wrong("a loan paid out by who takes no money", "step_not_yours", "control",
          _step("control", "loan.paid_out", "2026-01-02"), ("sd_step_right ON order_step",),
          owner=False, engines=("postgresql",)),
    Wrong("a loan approved by who hands homes over", "step_not_yours", "service",
          _step("service", "loan.approved", "2026-01-02"), ("sd_step_right ON order_step",),
          owner=False, engines=("postgresql",)),
    Wrong("a point of the handover while a change is pending", "unit_restricted", "service", POINT,
          ("sd_check_not_while_changing ON handover_check",), before=PENDING),
    Wrong("another loan while a change is pending", "unit_restricted", "control", LOAN,
          ("sd_loan_not_while_changing ON order_loan",), ("sd_loan_stays_while_changing ON order_loan",),
          before=PENDING),
    Wrong("a settlement while a change is pending", "unit_restricted", "service", SETTLED, _DUE, _LITE_DUE,
          before=by("control", asks("postponement", "unpaid"))),
    Wrong("a settlement of another sum than others agreed to", "change_not_agreed", "service",
          settlement("unpaid", 99), _DUE, _LITE_DUE),
    Wrong("a settlement written a second time", "change_not_agreed", "service",
          lambda raw, day: raw.run("INSERT INTO due_item (project_id, order_id, terms_id, seq, item, klass, name, "
                                   "event, node, months, days, day_kind, amount_fen, share_millionths) SELECT "
                                   "project_id, order_id, terms_id, 91, item, klass, name, event, node, months, days, "
                                   "day_kind, amount_fen, 0 FROM due_item WHERE klass = 'settlement'"),
          _DUE, _LITE_DUE, before=by("service", SETTLED)),
    Wrong("a settled area measured anew", "area_settled", "service", MEASURED, ("sd_area_settled ON unit",),
          before=by("service", SETTLED)),
    Wrong("a settled area corrected to another one than agreed", "area_settled", "service", MEASURED,
          ("sd_area_settled ON unit",), before=in_turn(by("service", SETTLED), corrected(990_000))),
    Wrong("a change that counts in another month than it was carried out in", "append_only", "control",
          sets("request", "closed_at = '2020-01-01 00:00:00.000000'", "id = {settled}"),
          ("sd_request_closed_stays ON request",),
          before=by("control", sets("request", "state = 'done', version = version + 1", "id = {settled}")),
          engines=("sqlite",)),
    Wrong("a void paper that is good again", "append_only", "control",
          sets("paper", "superseded_at = NULL", "order_id = {order}"), ("sd_paper_void ON paper",),
          before=by("control", sets("paper", "superseded_at = app_now()", "order_id = {order}"))),
    Wrong("an agreement made void by who hands homes over", "append_only", "service",
          sets("paper", "superseded_at = app_now()", "order_id = {order}"), ("sd_paper_void ON paper",),
          owner=False, engines=("postgresql",)),
)  # fmt: skip
