"""What an office may set, per project: name, kind, sensible default, word for the screen. Data, never code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from salesdesk.domain.i18n import mark
from salesdesk.domain.pricing import Agreed, Basis, PointsBase, PricingRules, Rounding, StepOrder


@dataclass(frozen=True)
class Setting:
    """One setting. ``choices`` limits a text; numbers are whole (fen, millionths, days)."""

    name: str
    default: int | str | bool
    word: str
    choices: tuple[str, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting("pricing.basis", Basis.GROSS.value, mark("Unit price counts by"), tuple(Basis)),
    Setting("pricing.agreed", Agreed.TOTAL.value, mark("Agreed with the buyer"), tuple(Agreed)),
    Setting("pricing.order", StepOrder.MULTIPLY_FIRST.value, mark("Order of discounts"), tuple(StepOrder)),
    Setting("pricing.points_base", PointsBase.ORIGINAL.value, mark("Points are taken off"), tuple(PointsBase)),
    Setting("pricing.rounding", Rounding.HALF_UP.value, mark("Total is rounded"), tuple(Rounding)),
    Setting("pricing.round_to_fen", 10_000, mark("Total is rounded to (fen)")),
    Setting("discount.limit.consultant", 980_000, mark("Least share of the list price, consultant")),
    Setting("discount.limit.sales_control", 950_000, mark("Least share of the list price, sales control")),
    Setting("discount.limit.manager", 900_000, mark("Least share of the list price, manager")),
    Setting("price.signatures", 1, mark("Signatures a price list needs")),
    Setting("earnest.fen", 5_000_000, mark("Earnest money (fen)")),
    Setting("contract.days", 7, mark("Contract within days of the subscription")),
    Setting("hold.hours", 72, mark("A hold lasts (hours)")),
    Setting("hold.by_consultant", False, mark("Consultants may hold for own customers")),
    Setting("customer.valid_days", 14, mark("A customer stays yours without follow-up (days)")),
    Setting("receipt.prefix", "SD", mark("Prefix of receipt numbers")),
    Setting("receipt.digits", 7, mark("Digits of receipt numbers")),
    Setting("receipt.copies", 3, mark("Copies of a receipt")),
    Setting("loan.rate_millionths", 31_000, mark("Yearly rate of commercial loans")),
    Setting("loan.provident_rate_millionths", 26_000, mark("Yearly rate of provident fund loans")),
    Setting("loan.months", 360, mark("Months of a loan")),
    Setting("late_fee.daily_millionths", 500, mark("Late fee per day")),
    Setting("late_fee.grace_days", 0, mark("Days of grace before a late fee")),
    Setting("four_eyes", True, mark("Nobody approves their own request")),
    Setting("company.name", "", mark("Company on papers")),
)
DEFAULTS: dict[str, int | str | bool] = {setting.name: setting.default for setting in SETTINGS}


class ProjectSettings:
    """The settings of one project: what was set, else the default."""

    def __init__(self, stored: dict[str, Any] | None = None) -> None:
        self._stored = stored or {}

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
