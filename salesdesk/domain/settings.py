"""What an office may set, per project: name, kind, sensible default, word for the screen. Data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from salesdesk.domain.area_settlement import LAW_BAND_MILLIONTHS, SCHEME_WORDS, AreaScheme
from salesdesk.domain.duty_days import CHECK_WORDS, DAYS, SEVERITIES, Check, Severity, check_name
from salesdesk.domain.i18n import mark
from salesdesk.domain.pricing import Agreed, Basis, PointsBase, PricingRules, Rounding, StepOrder
from salesdesk.domain.requests import DEFAULT_RULES, KIND_WORDS, RULE_CHOICES, RULE_WORDS, RequestKind, rule_name


class SettingUnit(StrEnum):
    """What the whole number of a setting counts."""

    FEN = "fen"
    SHARE = "share"
    """Millionths."""
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"
    PIECES = "pieces"


@dataclass(frozen=True)
class Setting:
    """One setting. ``choices`` limits a text; a number is whole, in ``unit``, from ``least`` to ``most``."""

    name: str
    default: int | str | bool
    word: str
    choices: tuple[str, ...] = ()
    unit: SettingUnit | None = None
    least: int = 0
    most: int = 1_000_000


def _choice(name: str, default: str, word: str, choices: type[StrEnum]) -> Setting:
    return Setting(name, default, word, tuple(choices))


def _share(name: str, default: int, word: str, least: int = 0) -> Setting:
    return Setting(name, default, word, unit=SettingUnit.SHARE, least=least)


class Against(StrEnum):
    """What a check of the office does with what it finds: it forbids, or it warns."""

    FORBID = "forbid"
    WARN = "warn"


def _days(name: str, default: int, word: str) -> Setting:
    return Setting(name, default, word, unit=SettingUnit.DAYS, most=365)


NEXT_CONTACT: dict[str, tuple[int, str]] = {
    "A": (3, mark("Next contact within, level A")),
    "B": (4, mark("Next contact within, level B")),
    "C": (5, mark("Next contact within, level C")),
    "D": (5, mark("Next contact within, level D")),
}
"""The rhythm of follow-ups by level: every 3 to 5 days (DOMAIN.md, "The day of a sales office", 3)."""

_U = SettingUnit
SETTINGS: tuple[Setting, ...] = (
    _choice("pricing.basis", Basis.GROSS.value, mark("Unit price counts by"), Basis),
    _choice("pricing.agreed", Agreed.TOTAL.value, mark("Agreed with the buyer"), Agreed),
    _choice("pricing.order", StepOrder.MULTIPLY_FIRST.value, mark("Order of discounts"), StepOrder),
    _choice("pricing.points_base", PointsBase.ORIGINAL.value, mark("Points are taken off"), PointsBase),
    _choice("pricing.rounding", Rounding.HALF_UP.value, mark("Total is rounded"), Rounding),
    Setting("pricing.round_to_fen", 10_000, mark("Total is rounded to"), unit=_U.FEN, least=1, most=10_000_000),
    _share("discount.limit.consultant", 980_000, mark("Least share of the list price, consultant"), 1),
    _share("discount.limit.sales_control", 950_000, mark("Least share of the list price, sales control"), 1),
    _share("discount.limit.manager", 900_000, mark("Least share of the list price, manager"), 1),
    Setting("price.signatures", 1, mark("Signatures a price list needs"), unit=_U.PIECES, least=1, most=5),
    Setting("earnest.fen", 5_000_000, mark("Earnest money of a new scheme"), unit=_U.FEN, most=10**10),
    Setting("quote.days", 3, mark("A quote is valid for"), unit=_U.DAYS, least=1, most=90),
    # 财政部公告 2024 年第 16 号: homes up to 140 m² and larger ones, as a first or second home.
    _share("quote.small_deed_tax", 10_000, mark("Deed tax shown in a quote, up to 140 ㎡")),
    _share("quote.deed_tax", 15_000, mark("Deed tax shown in a quote, above 140 ㎡")),
    Setting("quote.fund_fen", 10_000, mark("Maintenance fund shown in a quote, per ㎡"), unit=_U.FEN, most=100_000),
    Setting("contract.days", 7, mark("Contract within days of the subscription"), unit=_U.DAYS, most=365),
    Setting("hold.hours", 72, mark("A hold lasts"), unit=_U.HOURS, least=1, most=24 * 60),
    Setting("hold.by_consultant", False, mark("Consultants may hold for own customers")),
    Setting(
        "customer.valid_days", 14, mark("A customer stays yours without follow-up"), unit=_U.DAYS, least=1, most=999
    ),
    *(
        Setting(f"customer.next_days.{level}", days, word, unit=_U.DAYS, least=1, most=90)
        for level, (days, word) in NEXT_CONTACT.items()
    ),
    Setting("customer.needs.channel", False, mark("A new customer needs the source channel")),
    Setting("customer.needs.wish", False, mark("A new customer needs what they want")),
    Setting("customer.needs.note", False, mark("A new customer needs a word about the first contact")),
    Setting("receipt.prefix", "SD", mark("Prefix of a new receipt book")),
    Setting("receipt.digits", 7, mark("Digits of a new receipt book"), unit=_U.PIECES, least=4, most=10),
    Setting("receipt.copies", 3, mark("Copies of a receipt"), unit=_U.PIECES, least=1, most=6),
    _share("loan.rate_millionths", 31_000, mark("Yearly rate of commercial loans")),
    _share("loan.provident_rate_millionths", 26_000, mark("Yearly rate of provident fund loans")),
    Setting("loan.months", 360, mark("Months of a loan"), unit=_U.MONTHS, least=12, most=480),
    _days("loan.days.papers", 15, mark("Loan papers complete within days of the contract")),
    _days("loan.days.submitted", 3, mark("Submitted within days of complete papers")),
    _days("loan.days.approved", 15, mark("Approved within days of being submitted")),
    _days("loan.days.signed", 7, mark("Loan contract within days of the approval")),
    _days("loan.days.paid_out", 15, mark("Paid out within days of the loan contract")),
    _choice("settlement.scheme", AreaScheme.LAW.value, mark("Surveyed areas are settled"), AreaScheme),
    _share("settlement.band", LAW_BAND_MILLIONTHS, mark("Band within which no area is settled")),
    _days("settlement.days", 30, mark("A settlement is paid within days")),
    Setting("handover.points", "门窗、墙地面、水电、防水、门禁钥匙、交房资料", mark("Points checked at a handover")),
    _choice("handover.unpaid", Against.FORBID.value, mark("Handover while sums are unpaid"), Against),
    _choice("handover.unsettled", Against.FORBID.value, mark("Handover while the area is not settled"), Against),
    _choice("handover.checks", Against.WARN.value, mark("Handover while points are not passed"), Against),
    _share("late_fee.daily_millionths", 500, mark("Late fee per day")),
    Setting("late_fee.grace_days", 0, mark("Days of grace before a late fee"), unit=_U.DAYS, most=365),
    *(Setting(name, days, word, unit=_U.DAYS, most=999) for name, (days, word) in DAYS.items()),
    *(_choice(check_name(check), SEVERITIES[check].value, CHECK_WORDS[check], Severity) for check in Check),
    Setting("four_eyes", True, mark("Nobody approves their own request")),
    *(Setting(rule_name(kind), DEFAULT_RULES[kind], KIND_WORDS[kind], RULE_CHOICES) for kind in RequestKind),
    Setting("password.days", 0, mark("A password counts for, 0 without end"), unit=_U.DAYS, most=999),
    Setting("company.name", "", mark("Company on papers")),
)
DEFAULTS: dict[str, int | str | bool] = {setting.name: setting.default for setting in SETTINGS}
LONGEST_TEXT = 100

CHOICE_WORDS: dict[str, str] = {
    Basis.GROSS: mark("gross area"),
    Basis.INNER: mark("inner area"),
    Basis.HOME: mark("the home"),
    Agreed.TOTAL: mark("the total"),
    Agreed.UNIT_PRICE: mark("the unit price"),
    StepOrder.SUBTRACT_FIRST: mark("subtract first"),
    StepOrder.MULTIPLY_FIRST: mark("multiply first"),
    PointsBase.ORIGINAL: mark("the list price"),
    PointsBase.RUNNING: mark("the running price"),
    Rounding.HALF_UP: mark("half up"),
    Rounding.UP: mark("up"),
    Rounding.DOWN: mark("down"),
    **{scheme.value: word for scheme, word in SCHEME_WORDS.items()},
    Against.FORBID: mark("forbids"),
    Against.WARN: mark("warns"),
    **RULE_WORDS,
}
"""The choices' names for people; sources for `tr`."""


class ProjectSettings:
    """The settings of one project: what was set, else the default."""

    def __init__(self, stored: dict[str, Any] | None = None) -> None:
        self._stored = stored or {}

    @property
    def stored(self) -> Mapping[str, Any]:
        """What was set, also what is none of `SETTINGS`."""
        return self._stored

    def value(self, name: str) -> int | str | bool:
        """As it is stored, or the default."""
        stored: int | str | bool = self._stored.get(name, DEFAULTS[name])
        return stored

    def number(self, name: str) -> int:
        return int(self._stored.get(name, DEFAULTS[name]))

    def text(self, name: str) -> str:
        return str(self._stored.get(name, DEFAULTS[name]))

    def flag(self, name: str) -> bool:
        return bool(self._stored.get(name, DEFAULTS[name]))

    @property
    def pricing(self) -> PricingRules:
        return PricingRules(
            StepOrder(self.text("pricing.order")),
            PointsBase(self.text("pricing.points_base")),
            Rounding(self.text("pricing.rounding")),
            self.number("pricing.round_to_fen"),
            Agreed(self.text("pricing.agreed")),
            Basis(self.text("pricing.basis")),
        )
