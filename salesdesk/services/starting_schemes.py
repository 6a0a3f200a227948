"""The schemes and discounts that a new project begins with: the usual ones of the trade, the office's to change."""

from __future__ import annotations

from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import Event, Scheme, SchemeKind, SchemeLine
from salesdesk.domain.settings import ProjectSettings

_PRICE, _LOAN = MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN
_EARNEST = SchemeLine("earnest", _PRICE, Event.SUBSCRIPTION, "定金", amount_fen=ProjectSettings().number("earnest.fen"))
_WAN = 1_000_000

STARTING_SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "一次性",
        SchemeKind.IN_FULL,
        (_EARNEST, SchemeLine("balance", _PRICE, Event.SUBSCRIPTION, "房款余款", days=30, takes_rest=True)),
    ),
    Scheme(
        "商业贷款",
        SchemeKind.COMMERCIAL_LOAN,
        (
            _EARNEST,
            SchemeLine("down_payment", _PRICE, Event.SUBSCRIPTION, "首付款", days=7, takes_rest=True),
            SchemeLine("loan", _LOAN, Event.CONTRACT, "商业贷款", days=45, share_millionths=700_000),
        ),
        _WAN,
    ),
    Scheme(
        "公积金",
        SchemeKind.PROVIDENT_FUND,
        (
            _EARNEST,
            SchemeLine("down_payment", _PRICE, Event.SUBSCRIPTION, "首付款", days=7, takes_rest=True),
            SchemeLine("provident_loan", _LOAN, Event.CONTRACT, "公积金贷款", days=60, share_millionths=500_000),
        ),
        _WAN,
    ),
    Scheme(
        "组合贷",
        SchemeKind.COMBINED_LOAN,
        (
            _EARNEST,
            SchemeLine("down_payment", _PRICE, Event.SUBSCRIPTION, "首付款", days=7, takes_rest=True),
            SchemeLine("provident_loan", _LOAN, Event.CONTRACT, "公积金贷款", days=60, share_millionths=300_000),
            SchemeLine("loan", _LOAN, Event.CONTRACT, "商业贷款", days=45, share_millionths=400_000),
        ),
        _WAN,
    ),
    Scheme(
        "分期三期",
        SchemeKind.STAGES,
        (
            _EARNEST,
            SchemeLine(
                "down_payment",
                _PRICE,
                Event.SUBSCRIPTION,
                "首付款",
                days=7,
                share_millionths=300_000,
                less_earnest=True,
            ),
            SchemeLine("stage_payment", _PRICE, Event.CONTRACT, "二期款", days=60, share_millionths=400_000),
            SchemeLine("stage_payment", _PRICE, Event.CONTRACT, "三期款", days=120, takes_rest=True),
        ),
    ),
)

STARTING_DISCOUNTS: tuple[tuple[DiscountStep, str | None], ...] = (
    (DiscountStep("按时签约", DiscountKind.PERCENT, 990_000, ground="7 日内签约"), None),
    (DiscountStep("一次性付款优惠", DiscountKind.PERCENT, 980_000, ground="随付款方案"), "一次性"),
    (DiscountStep("商业贷款优惠", DiscountKind.PERCENT, 995_000, ground="随付款方案"), "商业贷款"),
    (DiscountStep("老带新", DiscountKind.POINTS, 5_000, ground="推荐人为业主"), None),
    (DiscountStep("开盘礼遇", DiscountKind.SUM, 1_000_000, ground="开盘期内"), None),
)
"""Each with the name of the scheme that it is tied to, if any."""
