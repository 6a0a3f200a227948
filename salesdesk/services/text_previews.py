"""A text as it would be printed, before it is stored: from a real order where the person sees any, else an example.

The example is a real home at its real price, with an invented buyer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.papers import AgreementPaper, BuyerLine
from salesdesk.domain.permissions import Permission
from salesdesk.domain.schedules import loan_sum
from salesdesk.domain.states import Stage
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.deals import Choices, work_out_deal
from salesdesk.services.order_papers import written_paper

EXAMPLE_BUYERS = (
    BuyerLine(name="甲某（示例）", id_kind="居民身份证", id_number="000000000000000000", telephone="00000000000",
              address="示例地址", share=5_000),
    BuyerLine(name="乙某（示例）", id_kind="居民身份证", id_number="000000000000000000", telephone="00000000000",
              address="示例地址", share=5_000),
)  # fmt: skip
_AGREED = (Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER)


@dataclass(frozen=True)
class TextPreview:
    """The pages, and what they were made from: the number of an order, empty for the example."""

    pdf: bytes
    order: str


def preview_text(work: Work, name: str, source: str, order_number: str = "") -> TextPreview:
    """The paper that this text makes.

    Raises:
        Refusal: the text has a fault, there is no such order, or no home has a price to make an example of.
    """
    from salesdesk.printing.agreement import render_agreement

    paper, number = _paper(work, name, source, order_number.strip())
    return TextPreview(render_agreement(paper), number)


def _paper(work: Work, name: str, source: str, order_number: str) -> tuple[AgreementPaper, str]:
    if Permission.ORDER_READ_ALL in work.actor.permissions:
        rows = work.order_views.find(order_number, ()) if order_number else work.order_views.page(_AGREED, 1)
        if rows:
            order = work.order_views.detail(rows[0].id)
            return written_paper(work, order, source, name), order.number
    if order_number:
        raise Refusal(mark("There is no order “{number}” that you may see."), number=order_number)
    return _example(work, source), ""


def _example(work: Work, source: str) -> AgreementPaper:
    """A home that has a price, by the first scheme that is offered, subscribed today."""
    priced = next((line for line in work.set_up_views.units() if line.total_fen is not None), None)
    offered = work.offers.schemes
    if priced is None or not offered:
        raise Refusal(mark("A preview needs a home with a price and a payment scheme in use."))
    unit, today = work.units.detail(priced.id), work.today
    deal = work_out_deal(work, unit, Choices(offered[0].id), today)
    head = work.projects.head()
    return AgreementPaper(
        text=source,
        head=facts.letterhead(work, head),
        number="RG-0000",
        seller=facts.seller(work, head),
        project=facts.project_facts(work, head, unit),
        unit=facts.agreed_facts(unit, deal.working),
        buyers=EXAMPLE_BUYERS,
        price=facts.price(deal.working),
        scheme=deal.scheme.scheme.name,
        dues=facts.due_lines(deal.dues),
        earnest_fen=sum(due.amount_fen for due in deal.dues if due.item == "earnest"),
        loan_fen=loan_sum(deal.dues),
        subscribed_on=today,
        stamp=facts.stamp(work),
        sign_contract_by=today + timedelta(days=work.settings.number("contract.days")),
    )
