"""A settled area set right (面积补差更正): the surveyor's figure was wrong.

Asked for with the right figure and a reason, agreed to like the settlement itself, then written: the home has its new
area, and beside the settlement stands one more due item, the difference to what the right area comes to by the same
scheme. What was settled stays as it was written; both together are what is owed, to the fen, and money that was paid
for the first counts towards the sum (`domain.accounts.allocate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from salesdesk.domain.area_settlement import AreaScheme, Settlement
from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.repository.requests import NewRequest
from salesdesk.repository.work import Work
from salesdesk.services.area_settlements import AreaCase, area_case, settlement_due, worked_out
from salesdesk.services.changes import side_of
from salesdesk.services.handover_backs import HANDOVER_SHEET
from salesdesk.services.office import Form
from salesdesk.services.requests import ask, carried_out, to_carry_out
from salesdesk.services.surveyed_areas import SurveyedArea, changes, check_area

_KIND = RequestKind.AREA_CORRECTION


@dataclass(frozen=True)
class AreaCorrection:
    """A correction worked out, before anything is written; fen. ``paid_fen`` is what came in for the settlement less
    what went back for it; ``left_fen`` is still to come from the buyer, or below zero to go back."""

    before_fen: int
    settlement: Settlement
    paid_fen: int

    @property
    def difference_fen(self) -> int:
        return self.settlement.amount_fen - self.before_fen

    @property
    def left_fen(self) -> int:
        return self.settlement.amount_fen - self.paid_fen


@dataclass(frozen=True, kw_only=True)
class AskAreaCorrection(Form):
    """The right areas of a settled home; cm², None where that area was not surveyed."""

    order_id: int
    gross_cm2: int | None
    inner_cm2: int | None
    reason: str = ""


def preview_correction(work: Work, form: AskAreaCorrection) -> AreaCorrection:
    """What a correction comes to; nothing is written.

    Raises:
        Refusal: the area is not settled, a correction or another change is under way, or not this person's to ask.
        BadInput: the area is none, or the one that is stored.
    """
    return _worked_out(work, area_case(work, form.order_id), form)


def ask_area_correction(work: Work, form: AskAreaCorrection) -> int:
    """Asks for a correction of a settled area; the request's id."""
    work.orders.lock(form.order_id)
    case = area_case(work, form.order_id)
    found = _worked_out(work, case, form)
    order = case.order
    asked = {
        "terms_version": order.terms_version, "settlement": asdict(found.settlement), "before_fen": found.before_fen,
        "areas": {"gross_cm2": form.gross_cm2, "inner_cm2": form.inner_cm2},
        "areas_before": {"gross_cm2": case.unit.surveyed_gross_cm2, "inner_cm2": case.unit.surveyed_inner_cm2},
    }  # fmt: skip
    subject = f"{order.unit_label} {order.customer_name}"[:200]
    sheet = replace(_sheet(work, case, found), reason=form.reason).plain()
    new = NewRequest(_KIND, subject, form.reason, asked, sheet, order.id, order.unit_id, None, order.customer_id)
    return ask(work, new)


def _worked_out(work: Work, case: AreaCase, form: AskAreaCorrection) -> AreaCorrection:
    if case.why_not_correct is not None:
        raise case.why_not_correct.raised()
    area = SurveyedArea(case.unit.id, form.gross_cm2, form.inner_cm2)
    check_area(case.unit, area)
    if not changes(case.unit, area):
        raise BadInput(mark("This is the area that it is settled by already."), field="gross")
    working = case.order.working
    assert working is not None
    unit = replace(case.unit, surveyed_gross_cm2=form.gross_cm2, surveyed_inner_cm2=form.inner_cm2)
    scheme, band = _settled_by(work, case)
    settlement = worked_out(work, working, unit, scheme, band)
    if settlement is None:
        raise BadInput(mark("The area that the price counts by is missing."), field="gross")
    return AreaCorrection(case.settled_fen, settlement, _paid(work, case.order.id))


def _settled_by(work: Work, case: AreaCase) -> tuple[AreaScheme | None, int | None]:
    """The scheme and band that it was settled by; those of the project where an opening balance brought it."""
    if case.request is None or case.request.state is not RequestState.DONE:
        return None, None
    asked = work.requests.plain(case.request.id).asked
    return AreaScheme(asked["settlement"]["scheme"]), asked.get("band")


def _paid(work: Work, order_id: int) -> int:
    return sum(fen for (klass, _), fen in work.cash.sums(order_id).items() if klass is MoneyClass.SETTLEMENT)


def _sheet(work: Work, case: AreaCase, found: AreaCorrection) -> ChangeSheet:
    order, before = case.order, side_of(case.order)
    due = settlement_due(work, order, found.difference_fen, _name())
    after = replace(before, dues=(*before.dues, *([due] if due else [])))
    return ChangeSheet(
        _KIND, order.number, order.customer_name, before, after, sum(work.cash.sums(order.id).values()),
        to_pay_fen=max(0, found.left_fen), to_return_fen=max(0, -found.left_fen), counts_in=f"{work.today:%Y-%m}",
        papers=tuple({row.title for row in work.papers.of_order(order.id)
                      if row.kind == HANDOVER_SHEET and row.superseded_at is None}),
        settlement=found.settlement,
    )  # fmt: skip


def _name() -> str:
    return tr("Area settlement, corrected")


@dataclass(frozen=True, kw_only=True)
class FinishAreaCorrection(Form):
    """A correction that was agreed to."""

    on_request: int


def finish_area_correction(work: Work, form: FinishAreaCorrection) -> int:
    """Writes an agreed correction: the area of the home, and the difference as a due item; the order's id. A printed
    handover sheet, which names area and settlement, is void.

    Raises:
        Refusal: it is not agreed to, a change is pending, or terms, area or settlement changed since it was asked.
    """
    detail = to_carry_out(work, form.on_request, _KIND)
    assert detail.row.order_id is not None
    work.orders.lock(detail.row.order_id)
    case = area_case(work, detail.row.order_id)
    if case.why_not_finish_correction is not None:
        raise case.why_not_finish_correction.raised()
    _check_same(case, detail.asked)
    areas = detail.asked["areas"]
    work.surveys.store({case.unit.id: (areas["gross_cm2"], areas["inner_cm2"])})
    difference = int(detail.asked["settlement"]["amount_fen"]) - case.settled_fen
    if due := settlement_due(work, case.order, difference, _name()):
        work.building_work.add_due(case.order.id, case.order.terms_version, due)
    work.papers.supersede(case.order.id, HANDOVER_SHEET)
    carried_out(work, detail.row)
    return case.order.id


def _check_same(case: AreaCase, asked: Mapping[str, Any]) -> None:
    before, unit = asked["areas_before"], case.unit
    same = (before["gross_cm2"], before["inner_cm2"]) == (unit.surveyed_gross_cm2, unit.surveyed_inner_cm2)
    if not same or asked["terms_version"] != case.order.terms_version or asked["before_fen"] != case.settled_fen:
        raise Refusal(mark("The order or its area has changed since this was asked; ask for it anew."))
