"""A price below what one may agree: asked for with its working, agreed to by others, then taken like any other."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from salesdesk.domain.change_sheet import working_from
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.pricing import Working
from salesdesk.domain.requests import RequestKind
from salesdesk.repository.requests import NewRequest, RequestDetail
from salesdesk.repository.work import Work
from salesdesk.services.deals import Choices, work_out_deal
from salesdesk.services.office import Form
from salesdesk.services.requests import ask


@dataclass(frozen=True, kw_only=True)
class PriceRequest(Form):
    """The price that is asked for: the unit with the scheme and the discounts that lead to it."""

    unit_id: int
    choices: Choices
    customer_id: int | None = None
    reason: str = ""


def ask_price(work: Work, form: PriceRequest) -> int:
    """Asks for a price beyond the person's limit or below the floor; which of the two it is, is told to nobody."""
    unit = work.units.detail(form.unit_id)
    deal = work_out_deal(work, unit, form.choices, work.today)
    if deal.working.off_fen <= 0:
        raise BadInput(mark("This is the list price; it needs no approval."), field="discounts")
    sheet = {
        "unit_label": unit.label, "scheme": deal.scheme.scheme.name, "working": asdict(deal.working),
        "limits": _limits(work),
    }  # fmt: skip
    asked = {"unit_id": form.unit_id, "choices": asdict(form.choices)}
    return ask(
        work,
        NewRequest(RequestKind.PRICE, unit.label, form.reason, asked, sheet, None, form.unit_id, None, form.customer_id,
                   None, {form.unit_id: deal.working.total_fen}),
    )  # fmt: skip


def _limits(work: Work) -> dict[str, int]:
    """What each role may agree by itself, in millionths of the list price: so that an approver sees how far it goes."""
    return {role: work.settings.number(f"discount.limit.{role}") for role in ("consultant", "sales_control", "manager")}


def asked_working(detail: RequestDetail) -> Working:
    """The working of the price that a request asks for."""
    working = working_from(detail.sheet["working"])
    assert working is not None
    return working
