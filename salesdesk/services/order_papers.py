"""Papers of a deal: quote, subscription agreement, contract draft. Each print is kept with what it was printed from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import divide_half_up, format_yuan_short
from salesdesk.domain.papers import (
    AgreementPaper,
    ConsultantLine,
    CostLine,
    LoanPlan,
    QuotePaper,
    canonical_text,
    paper_hash,
)
from salesdesk.domain.permissions import Permission
from salesdesk.domain.schedules import loan_sum
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.accounts import earnest_received, order_account
from salesdesk.services.deals import work_out_deal
from salesdesk.services.office import Form
from salesdesk.services.office_texts import office_text
from salesdesk.services.quotes import LoanPlans, loan_plans, quote

SMALL_HOME_CM2 = 1_400_000
RECEIVED_FIELD = "订单.已收定金"
"""An office's text that speaks of what came in; one that does not is not superseded by a receipt."""
LOAN_NAMES = {"loan": "商业贷款", "provident_loan": "公积金贷款"}
DISCLAIMER = (
    "本计划书依据当日价格表与折扣测算，供选购参考，不构成要约；以认购协议书与商品房买卖合同为准。",
    "贷款额度、利率与期限以银行及公积金中心审批为准；税费以征收机关核定为准。",
)


def agreement_paper(work: Work, order_id: int) -> AgreementPaper:
    """The subscription agreement of an order, as plain data."""
    return _agreement(work, order_id, "subscription_agreement")


def contract_paper(work: Work, order_id: int) -> AgreementPaper:
    """The contract draft of an order, as plain data."""
    return _agreement(work, order_id, "contract_draft")


def _agreement(work: Work, order_id: int, text: str) -> AgreementPaper:
    return written_paper(work, work.order_views.detail(order_id), office_text(work, text), text)


def written_paper(work: Work, order: OrderDetail, source: str, text: str) -> AgreementPaper:
    """An order as this text says it; the text need not be stored."""
    if order.working is None or order.subscribed_on is None:
        raise Refusal(mark("A reservation has no terms to print yet; they come with the subscription."))
    head, unit = work.projects.head(), work.units.detail(order.unit_id)
    return AgreementPaper(
        text=source,
        head=facts.letterhead(work, head),
        number=order.contract_number if text == "contract_draft" and order.contract_number else order.number,
        seller=facts.seller(work, head),
        project=facts.project_facts(work, head, unit),
        unit=facts.agreed_facts(unit, order.working),
        buyers=facts.buyer_lines(order.buyers),
        price=facts.price(order.working),
        scheme=order.scheme_name,
        dues=facts.due_lines(order.dues),
        earnest_fen=sum(due.amount_fen for due in order.dues if due.item == "earnest"),
        earnest_received_fen=_earnest_received(work, order.id) if RECEIVED_FIELD in source else None,
        loan_fen=loan_sum(order.dues),
        subscribed_on=order.subscribed_on,
        stamp=facts.stamp(work),
        sign_contract_by=order.contract_due_on,
        contracted_on=order.contract_on,
        consultants=tuple(ConsultantLine(name=name) for _, name, _ in order.consultants),
        remark=order.note,
    )


def _earnest_received(work: Work, order_id: int) -> int | None:
    """What came in; nothing at all, or whoever may not see receipts, leaves a blank to be filled in by hand."""
    if Permission.MONEY_READ not in work.actor.permissions:
        return None
    return earnest_received(order_account(work, order_id)) or None


def agreement_pdf(work: Work, order_id: int) -> bytes:
    """The subscription agreement as PDF."""
    from salesdesk.printing.agreement import render_agreement

    return render_agreement(agreement_paper(work, order_id))


def contract_pdf(work: Work, order_id: int) -> bytes:
    """The contract draft as PDF."""
    from salesdesk.printing.agreement import render_agreement

    return render_agreement(contract_paper(work, order_id))


@dataclass(frozen=True, kw_only=True)
class PaperPrint(Form):
    """A paper about to be printed; ``kind`` is agreement or contract."""

    order_id: int
    kind: str


def note_paper(work: Work, form: PaperPrint) -> int:
    """Keeps what a paper is printed from, before it leaves: so it knows later that it is superseded."""
    paper = contract_paper(work, form.order_id) if form.kind == "contract" else agreement_paper(work, form.order_id)
    title = "合同草稿" if form.kind == "contract" else "认购协议书"
    data = json.loads(canonical_text(paper))
    return work.papers.add(form.kind, form.order_id, f"{title} {paper.number}", data, paper_hash(paper))


def superseded(work: Work, order_id: int) -> frozenset[str]:
    """The kinds of paper of an order whose data has changed since the last print."""
    order: OrderDetail = work.order_views.detail(order_id)
    if order.working is None:
        return frozenset()
    now = {
        "agreement": paper_hash(agreement_paper(work, order_id)),
        "contract": paper_hash(contract_paper(work, order_id)),
    }
    last = dict[str, str]()
    for paper in reversed(work.papers.of_order(order_id)):
        last[paper.kind] = paper.data_sha256
    return frozenset(kind for kind, sha in last.items() if kind in now and now[kind] != sha)


def quote_paper(work: Work, quote_id: int) -> QuotePaper:
    """A quote worked out at today's prices, as plain data."""
    unit_id, customer_id, choices = quote(work, quote_id)
    deal = work_out_deal(work, work.units.detail(unit_id), choices, work.today)
    customer = work.customers.detail(customer_id) if customer_id else None
    months = choices.loan_months or work.settings.number("loan.months")
    return QuotePaper(
        head=facts.letterhead(work, work.projects.head()),
        number=work.orders.quote_number(quote_id),
        made_on=work.today,
        valid_until=work.today + timedelta(days=work.settings.number("quote.days")),
        customer=customer.name if customer else "",
        consultant=work.actor.name,
        consultant_telephone="",
        unit=facts.unit_facts(deal.unit),
        price=facts.price(deal.working),
        scheme=deal.scheme.scheme.name,
        dues=facts.due_lines(deal.dues),
        loans=tuple(_loan(plans) for plans in loan_plans(work, deal.dues, months)),
        costs=_costs(work, deal.working.total_fen, deal.unit.gross_cm2),
        stamp=facts.stamp(work),
        disclaimer=DISCLAIMER,
    )


def quote_pdf(work: Work, quote_id: int) -> bytes:
    """A quote as PDF."""
    from salesdesk.printing.quote import render_quote

    return render_quote(quote_paper(work, quote_id))


def _loan(plans: LoanPlans) -> LoanPlan:
    equal, falling = plans.equal_payments, plans.equal_principal
    second = falling.instalments[1].payment_fen if len(falling.instalments) > 1 else falling.first_payment_fen
    return LoanPlan(
        name=LOAN_NAMES[plans.item], principal_fen=plans.loan.principal_fen,
        yearly_rate_millionths=plans.loan.annual_rate_millionths, months=plans.loan.months,
        equal_payment_fen=equal.first_payment_fen, equal_payments_interest_fen=equal.total_interest_fen,
        equal_principal_first_fen=falling.first_payment_fen,
        equal_principal_less_fen=falling.first_payment_fen - second,
        equal_principal_last_fen=falling.last_payment_fen, equal_principal_interest_fen=falling.total_interest_fen,
    )  # fmt: skip


def _costs(work: Work, total_fen: int, gross_cm2: int) -> tuple[CostLine, ...]:
    rate = work.settings.number("quote.small_deed_tax" if gross_cm2 <= SMALL_HOME_CM2 else "quote.deed_tax")
    per_m2 = work.settings.number("quote.fund_fen")
    tax = divide_half_up(total_fen * rate, 1_000_000)
    fund = divide_half_up(per_m2 * gross_cm2, 10_000)
    return (
        CostLine(name="契税", amount_fen=tax, basis=f"成交总价 × {rate / 10_000:g}%，首套或二套"),
        CostLine(name="专项维修资金", amount_fen=fund, basis=f"建筑面积 × {format_yuan_short(per_m2)} 元/㎡"),
    )
