"""Invented papers, each with what is hard to print: rare names, long names, many items."""

from __future__ import annotations

from datetime import UTC, date, datetime

from salesdesk.domain.papers import (
    AgreementPaper,
    BuyerLine,
    ConsultantLine,
    CostLine,
    DueLine,
    Letterhead,
    LoanPlan,
    MoneyLine,
    PaidBy,
    Price,
    PriceStep,
    PrintStamp,
    ProjectFacts,
    QuotePaper,
    ReceiptPaper,
    RefundLine,
    RefundSlip,
    Seller,
    SupervisedAccount,
    UnitFacts,
)

HEAD = Letterhead(
    company="宁州栖霞置业有限公司",
    project="锦绣江南·一期",
    address="宁州市江宁区文澜路 18 号营销中心",
    telephone="025-5550 1234",
)
STAMP = PrintStamp(printed_at=datetime(2026, 11, 22, 6, 32, tzinfo=UTC), printed_by="方雅琴")
THREE_COPIES = ("第一联 存根", "第二联 交款人", "第三联 记账")
RARE_NAME = "𬭎䶮㛃𠮷"
LONG_NAME = (
    "古丽米热·阿卜杜热西提江·麦麦提吐尔逊巴依（代理人：宁州市江宁区锦绣社区居民委员会）、欧阳清扬婉兮与上官若水共同"
)


def receipt(**changes: object) -> ReceiptPaper:
    values: dict[str, object] = {
        "head": HEAD,
        "number": "JX01-0002188",
        "received_on": date(2026, 11, 22),
        "payer": "林晓岚",
        "unit": "3 栋 1 单元 0705",
        "items": (MoneyLine(name="二期款", amount_fen=64590320), MoneyLine(name="滞纳金", amount_fen=193771)),
        "paid_by": (PaidBy(method="转账", amount_fen=64784091, reference="0932 2026 1122 0047 18"),),
        "receiving_account": "宁州银行江宁支行 预售资金监管专户 6229 0100 2345 6789 012",
        "cashier": "方雅琴",
        "stamp": STAMP,
    }
    return ReceiptPaper(**(values | changes))  # type: ignore[arg-type]


def refund(**changes: object) -> RefundSlip:
    values: dict[str, object] = {
        "head": HEAD,
        "number": "JT01-0000031",
        "refunded_on": date(2026, 11, 22),
        "payee": "林晓岚",
        "payee_account": "招商银行宁州江宁支行 6214 8301 2345 6789",
        "unit": "3 栋 1 单元 0705",
        "order_number": "R2026-000431",
        "lines": (
            RefundLine(name="定金", received_fen=5000000, refund_fen=5000000),
            RefundLine(name="首付款", received_fen=65942740, refund_fen=65942740),
        ),
        "receipts": ("JX01-0001862", "JX01-0001877"),
        "method": "转账",
        "reason": "贷款未获批准，按认购协议第五条解除认购",
        "requested_by": "唐静仪",
        "approved_by": "周明远",
        "cashier": "方雅琴",
        "stamp": STAMP,
    }
    return RefundSlip(**(values | changes))  # type: ignore[arg-type]


UNIT = UnitFacts(
    name="3 栋 1 单元 0705",
    building="3 栋",
    entrance="1 单元",
    number="0705",
    floor="第 7 层",
    layout="三室两厅两卫",
    aspect="南北",
    use="住宅",
    structure="钢筋混凝土剪力墙",
    gross_cm2=1_389_929,
    inner_cm2=1_098_044,
    shared_cm2=291_885,
)
PRICE = Price(
    list_total_fen=242_291_000,
    list_unit_price_fen=1_743_189,
    total_fen=236_475_800,
    unit_price_fen=1_701_352,
    steps=(
        PriceStep(name="按时签约", note="98 折", off_fen=4_845_820, after_fen=237_445_180),
        PriceStep(name="老业主推荐", note="减 0.4 点", off_fen=969_164, after_fen=236_476_016),
        PriceStep(name="取整", off_fen=216, after_fen=236_475_800),
    ),
)
DUES = (
    DueLine(name="定金", amount_fen=5_000_000, when="认购当日", share_millionths=21_144),
    DueLine(name="首付款", amount_fen=66_475_800, due_on=date(2026, 11, 29), share_millionths=281_110),
    DueLine(name="商业贷款", amount_fen=120_000_000, when="银行放款", share_millionths=507_451),
    DueLine(name="公积金贷款", amount_fen=45_000_000, when="公积金放款", share_millionths=190_295),
)
LOANS = (
    LoanPlan(name="商业贷款", principal_fen=120_000_000, yearly_rate_millionths=31_000, months=360,
             equal_payment_fen=512_420, equal_payments_interest_fen=64_471_200, equal_principal_first_fen=643_333,
             equal_principal_less_fen=861, equal_principal_last_fen=334_194, equal_principal_interest_fen=55_955_000),
    LoanPlan(name="公积金贷款", principal_fen=45_000_000, yearly_rate_millionths=26_000, months=360,
             equal_payment_fen=180_152, equal_payments_interest_fen=19_854_720, equal_principal_first_fen=222_500,
             equal_principal_less_fen=271, equal_principal_last_fen=125_271, equal_principal_interest_fen=17_598_750),
)  # fmt: skip
COSTS = (
    CostLine(name="契税", basis="成交总价 × 1.00%（首套 140 ㎡以下）", amount_fen=2_169_503),
    CostLine(name="专项维修资金", basis="建筑面积 × 90 元/㎡", amount_fen=1_250_936),
    CostLine(name="不动产登记费", basis="住宅 80 元/件", amount_fen=8_000),
)


def quote(**changes: object) -> QuotePaper:
    values: dict[str, object] = {
        "head": HEAD,
        "number": "Q2026-001207",
        "made_on": date(2026, 11, 22),
        "valid_until": date(2026, 11, 25),
        "customer": "林晓岚",
        "consultant": "唐静仪",
        "consultant_telephone": "139 5550 0187",
        "unit": UNIT,
        "price": PRICE,
        "scheme": "组合贷款（首付三成）",
        "dues": DUES,
        "loans": LOANS,
        "costs": COSTS,
        "stamp": STAMP,
    }
    return QuotePaper(**(values | changes))  # type: ignore[arg-type]


SELLER = Seller(
    name="宁州栖霞置业有限公司",
    address="宁州市江宁区文澜路 18 号 5 层",
    postcode="211100",
    licence_number="91320199MA1XK4T27Q",
    legal_representative="周明远",
    telephone="025-5550 1200",
)
PROJECT = ProjectFacts(
    name="锦绣江南花园一期",
    location="宁州市江宁区文澜路与芳草街交会处东北侧",
    permit_number="宁房预字第 2026012 号",
    permit_authority="宁州市住房保障和房产局",
    land_certificate="宁（2024）不动产权第 0018842 号",
    land_until=date(2094, 6, 17),
    planning_permit="建字第 320199202400318 号",
    construction_permit="320199202407150101",
    account=SupervisedAccount(
        holder="宁州栖霞置业有限公司（锦绣江南预售资金监管专户）",
        bank="宁州银行江宁支行",
        number="6229 0100 2345 6789 012",
    ),
)
BUYERS = (
    BuyerLine(name="林晓岚", id_kind="居民身份证", id_number="320199199203145028", telephone="13955500931",
              address="宁州市鼓楼区湖东路 66 号 2 栋 1203 室", share=6_000),
    BuyerLine(name=RARE_NAME, id_kind="居民身份证", id_number="320199199011022235", telephone="13955500174",
              share=4_000),
)  # fmt: skip


def agreement(text: str, **changes: object) -> AgreementPaper:
    values: dict[str, object] = {
        "text": text,
        "head": HEAD,
        "number": "R2026-000431",
        "seller": SELLER,
        "project": PROJECT,
        "unit": UNIT,
        "buyers": BUYERS,
        "price": PRICE,
        "scheme": "组合贷款（首付三成）",
        "dues": DUES,
        "earnest_fen": 5_000_000,
        "earnest_received_fen": 5_000_000,
        "loan_fen": 165_000_000,
        "subscribed_on": date(2026, 11, 22),
        "sign_contract_by": date(2026, 11, 29),
        "handover_by": date(2028, 6, 30),
        "consultants": (ConsultantLine(name="唐静仪", telephone="139 5550 0187"),),
        "stamp": STAMP,
    }
    return AgreementPaper(**(values | changes))  # type: ignore[arg-type]
