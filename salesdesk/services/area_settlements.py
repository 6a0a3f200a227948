"""Area settlement (面积补差): what the surveyed area comes to by the project's scheme, asked for one order or for a
building at once, agreed to by others, then a due item that the buyer pays or the office returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from salesdesk.domain.area_settlement import AreaScheme, Settlement, settle_area
from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.pricing import Basis, Working
from salesdesk.domain.reasons import Reason
from salesdesk.domain.requests import ASKED_BY, OPEN_STATES, RequestKind, RequestState
from salesdesk.domain.schedules import DueItem, Event
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.requests import NewRequest, RequestRow
from salesdesk.repository.surveys import SurveyedUnit
from salesdesk.repository.work import Work
from salesdesk.services.changes import side_of
from salesdesk.services.office import Form
from salesdesk.services.order_steps import against_change
from salesdesk.services.requests import ask, carried_out, to_carry_out, why_not_carry_out

SETTLED_AT = frozenset({Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER})
_KIND, _CORRECTION = RequestKind.AREA_SETTLEMENT, RequestKind.AREA_CORRECTION


@dataclass(frozen=True)
class AreaCase:
    """The area of one order: ``settlement`` is None until the unit is surveyed; ``request`` is the newest one about it,
    ``correction`` the newest about setting it right; ``settled_fen`` what was settled in all, above zero from the
    buyer; ``settled`` also where nothing is to be paid either way."""

    order: OrderDetail
    unit: SurveyedUnit
    settlement: Settlement | None
    request: RequestRow | None
    settled: bool
    settled_fen: int
    why_not_ask: Reason | None
    why_not_finish: Reason | None
    correction: RequestRow | None = None
    why_not_correct: Reason | None = None
    why_not_finish_correction: Reason | None = None


def area_case(work: Work, order_id: int) -> AreaCase:
    """How an order's area stands, with the working of what is to be settled."""
    order = work.order_views.detail(order_id)
    [unit] = work.surveys.units(unit_id=order.unit_id)
    return case_of(work, order, unit, work.requests.of_order(order_id))


def case_of(work: Work, order: OrderDetail, unit: SurveyedUnit, requests: list[RequestRow]) -> AreaCase:
    """The same, of what was read already; ``requests`` are those of the order, newest first."""
    own = [one for one in requests if one.kind is _KIND]
    corrections = [one for one in requests if one.kind is _CORRECTION]
    dues = [one for one in order.dues if one.klass is MoneyClass.SETTLEMENT]
    settled = bool(dues) or any(one.state is RequestState.DONE for one in own)
    settlement = worked_out(work, order.working, unit) if order.working else None
    case = AreaCase(
        order, unit, settlement, own[0] if own else None, settled, sum(due.amount_fen for due in dues), None, None,
        corrections[0] if corrections else None,
    )  # fmt: skip
    return replace(
        case, why_not_ask=_why_not_ask(work, case), why_not_finish=_why_not_finish(work, case),
        why_not_correct=_why_not_correct(work, case), why_not_finish_correction=_why_not_finish_correction(work, case),
    )  # fmt: skip


def surveyed_area(working: Working, unit: SurveyedUnit) -> int | None:
    """The surveyed area of the kind that the price counts by; cm²."""
    return unit.surveyed_inner_cm2 if working.basis is Basis.INNER else unit.surveyed_gross_cm2


def worked_out(
    work: Work, working: Working, unit: SurveyedUnit, scheme: AreaScheme | None = None, band: int | None = None
) -> Settlement | None:
    """The settlement by the project's scheme unless another is named; a home sold as a whole is not settled. None until
    it is surveyed."""
    surveyed = surveyed_area(working, unit)
    if surveyed is None:
        return None
    by_project = AreaScheme(work.settings.text("settlement.scheme"))
    by = AreaScheme.PER_HOME if working.basis is Basis.HOME else scheme or by_project
    within = work.settings.number("settlement.band") if band is None else band
    return settle_area(by, working.area_cm2, surveyed, working.unit_price_fen, within)


def _why_not_ask(work: Work, case: AreaCase) -> Reason | None:
    request = case.request
    if reason := _against(work, case.order, _KIND):
        return reason
    if case.settled:
        return Reason(mark("The area of this home is settled already."), {})
    if request is not None and request.state in OPEN_STATES:
        return Reason(mark("The settlement is asked for already ({number})."), {"number": request.number})
    if case.settlement is None:
        return Reason(mark("The surveyed area of this home is not entered yet."), {})
    return against_change(work, case.order)


def _against(work: Work, order: OrderDetail, kind: RequestKind) -> Reason | None:
    """Why a settlement, or its correction, is not asked for: the person's role, the stage of the order."""
    if not any(permission in work.actor.permissions for permission in ASKED_BY[kind]):
        what: dict[str, object] = {"what": PERMISSION_WORDS[Permission.HANDOVER_WRITE]}
        return Reason(mark("Your role may not {what}."), what, permission=True)
    if order.stage not in SETTLED_AT:
        words: dict[str, object] = {"number": order.number, "stage": STAGE_WORDS[order.stage]}
        return Reason(mark("Order {number} is in the stage “{stage}”; this is not its time."), words)
    return None


def _why_not_finish(work: Work, case: AreaCase) -> Reason | None:
    if case.request is None or case.request.state not in OPEN_STATES:
        return Reason(mark("The settlement is not asked for yet."), {})
    return why_not_carry_out(work, case.request) or against_change(work, case.order)


def _why_not_correct(work: Work, case: AreaCase) -> Reason | None:
    if reason := _against(work, case.order, _CORRECTION):
        return reason
    if not case.settled:
        return Reason(mark("The area of this home is not settled yet; enter the right one."), {})
    if case.correction is not None and case.correction.state in OPEN_STATES:
        return Reason(mark("The correction is asked for already ({number})."), {"number": case.correction.number})
    return against_change(work, case.order)


def _why_not_finish_correction(work: Work, case: AreaCase) -> Reason | None:
    if case.correction is None or case.correction.state not in OPEN_STATES:
        return Reason(mark("The correction is not asked for yet."), {})
    return why_not_carry_out(work, case.correction) or against_change(work, case.order)


@dataclass(frozen=True, kw_only=True)
class AskSettlement(Form):
    """The area of one order is to be settled."""

    order_id: int
    reason: str = ""


def ask_settlement(work: Work, form: AskSettlement) -> int:
    """Asks for the settlement of an order's area; the request's id.

    Raises:
        Refusal: it is not surveyed, settled or asked for already, or not this person's to ask.
    """
    work.orders.lock(form.order_id)
    return _ask(work, area_case(work, form.order_id), form.reason)


@dataclass(frozen=True, kw_only=True)
class AskBuilding(Form):
    """The areas of all orders of a building that can be settled."""

    building_id: int
    reason: str = ""


def ask_building(work: Work, form: AskBuilding) -> tuple[int, ...]:
    """Asks for every settlement of a building that is open; the requests' ids. Each stands by itself."""
    work.require_any(ASKED_BY[_KIND])
    cases = [case for case in building_cases(work, form.building_id) if case.why_not_ask is None]
    if not cases:
        raise Refusal(mark("No order of this building has an area to settle now."))
    for case in sorted(cases, key=lambda one: one.order.id):
        work.orders.lock(case.order.id)
    return tuple(_ask(work, case, form.reason) for case in cases)


def building_cases(work: Work, building_id: int) -> tuple[AreaCase, ...]:
    """The orders of a building whose areas are to be settled or are, in the order of the board."""
    units = [unit for unit in work.surveys.units(building_id=building_id) if unit.stage in SETTLED_AT]
    requests = dict[int, list[RequestRow]]()
    for row in (*work.requests.of_kind(_KIND), *work.requests.of_kind(_CORRECTION)):
        requests.setdefault(row.order_id or 0, []).append(row)
    return tuple(
        case_of(work, work.order_views.detail(unit.order_id), unit, requests.get(unit.order_id, []))
        for unit in units
        if unit.order_id is not None
    )


def _ask(work: Work, case: AreaCase, reason: str) -> int:
    if case.why_not_ask is not None:
        raise case.why_not_ask.raised()
    order, settlement = case.order, case.settlement
    assert settlement is not None
    asked = {
        "terms_version": order.terms_version, "settlement": asdict(settlement),
        "band": work.settings.number("settlement.band"),
    }  # fmt: skip
    subject = f"{order.unit_label} {order.customer_name}"[:200]
    sheet = _sheet(work, case, settlement)
    return ask(
        work, NewRequest(_KIND, subject, reason, asked, replace(sheet, reason=reason).plain(), order.id, order.unit_id,
                         None, order.customer_id),
    )  # fmt: skip


def _sheet(work: Work, case: AreaCase, settlement: Settlement) -> ChangeSheet:
    """The same sheet as of a special transaction: the order as it stands, and with the settlement beside its price."""
    order, before = case.order, side_of(case.order)
    due = settlement_due(work, order, settlement.amount_fen)
    after = replace(before, dues=(*before.dues, *([due] if due else [])))
    return ChangeSheet(
        _KIND, order.number, order.customer_name, before, after, sum(work.cash.sums(order.id).values()),
        to_pay_fen=max(0, settlement.amount_fen), to_return_fen=max(0, -settlement.amount_fen),
        counts_in=f"{work.today:%Y-%m}", settlement=settlement,
    )  # fmt: skip


def settlement_due(work: Work, order: OrderDetail, amount_fen: int, name: str = "") -> DueItem | None:
    """The due item of a settlement, due in the days that the project gives; None where nothing is to be paid."""
    if not amount_fen:
        return None
    seq = max((due.seq for due in order.dues), default=0) + 1
    days = work.settings.number("settlement.days")
    day = work.today + timedelta(days=days)
    return DueItem(seq, "settlement", MoneyClass.SETTLEMENT, name, Event.SETTLEMENT, days, day, amount_fen, 0)


@dataclass(frozen=True, kw_only=True)
class FinishSettlement(Form):
    """Settlements that were agreed to: one, or those of a building."""

    on_requests: tuple[int, ...]


def finish_settlement(work: Work, form: FinishSettlement) -> tuple[int, ...]:
    """Writes what was agreed to as a due item of its order: above zero the buyer pays, below it goes back; the orders'
    ids. From now on the orders are not changed any more.

    Raises:
        Refusal: it is not agreed to, or terms or surveyed area are no longer what was asked for.
    """
    return tuple(_finish(work, on_request) for on_request in sorted(form.on_requests))


def _finish(work: Work, on_request: int) -> int:
    detail = to_carry_out(work, on_request, _KIND)
    assert detail.row.order_id is not None
    work.orders.lock(detail.row.order_id)
    case = area_case(work, detail.row.order_id)
    if case.settled:
        raise Refusal(mark("The area of this home is settled already."))
    if case.why_not_finish is not None:
        raise case.why_not_finish.raised()
    _check_same(case, detail.asked)
    amount = int(detail.asked["settlement"]["amount_fen"])
    if due := settlement_due(work, case.order, amount):
        work.building_work.add_due(case.order.id, case.order.terms_version, due)
    carried_out(work, detail.row)
    return case.order.id


def _check_same(case: AreaCase, asked: Mapping[str, Any]) -> None:
    then = asked["settlement"]
    now = surveyed_area(case.order.working, case.unit) if case.order.working else None
    if asked["terms_version"] != case.order.terms_version or then["surveyed_cm2"] != now:
        raise Refusal(mark("The order or its area has changed since this was asked; ask for it anew."))
