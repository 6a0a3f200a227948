"""The price of a deal, worked out line by line (DOMAIN.md, "Price of a deal").

From the list total, discounts are taken one after another in the project's order; each step rounds half up to the fen;
the result is rounded as the project says and cut to the list total. What is returned is the whole working, so that
screen, paper and the stored order show the same lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.money import (
    CM2_PER_M2,
    MILLION,
    divide_half_up,
    price_of_area,
    times_millionths,
    unit_price_of,
)


class DiscountKind(StrEnum):
    """The four kinds of discount of the trade."""

    PERCENT = "percent"
    """打折: × 0.95. The value is what remains, in millionths (950,000)."""
    POINTS = "points"
    """减点: minus 0.5 % of the original or the running price. The value is what is taken off, in millionths."""
    SUM = "sum"
    """总价优惠: minus a sum, in fen."""
    UNIT_SUM = "unit_sum"
    """单价优惠: minus a sum per m², in fen, times the area that is priced."""


class Basis(StrEnum):
    """What a price is counted by."""

    GROSS = "gross"
    INNER = "inner"
    HOME = "home"


class StepOrder(StrEnum):
    SUBTRACT_FIRST = "subtract_first"
    MULTIPLY_FIRST = "multiply_first"


class PointsBase(StrEnum):
    ORIGINAL = "original"
    RUNNING = "running"


class Rounding(StrEnum):
    HALF_UP = "half_up"
    UP = "up"
    DOWN = "down"


class Agreed(StrEnum):
    """Which of the two is agreed with the buyer; the other is only shown, never multiplied back."""

    TOTAL = "total"
    UNIT_PRICE = "unit_price"


@dataclass(frozen=True)
class PricingRules:
    """How a project prices its deals; each is a setting of the project."""

    order: StepOrder = StepOrder.MULTIPLY_FIRST
    points_base: PointsBase = PointsBase.ORIGINAL
    rounding: Rounding = Rounding.HALF_UP
    round_to_fen: int = 100
    agreed: Agreed = Agreed.TOTAL
    basis: Basis = Basis.GROSS


@dataclass(frozen=True)
class DiscountStep:
    """One discount that applies to a deal."""

    name: str
    kind: DiscountKind
    value: int
    discount_id: int | None = None
    ground: str = ""


@dataclass(frozen=True)
class WorkingLine:
    """One line of the working: what was applied, to what, what it took off, what is left. All in fen."""

    name: str
    kind: str
    value: int
    base_fen: int
    off_fen: int
    after_fen: int
    discount_id: int | None = None
    ground: str = ""


@dataclass(frozen=True)
class Working:
    """The price of a deal with every line that led to it."""

    list_total_fen: int
    list_unit_price_fen: int
    area_cm2: int
    basis: Basis
    lines: tuple[WorkingLine, ...]
    total_fen: int
    unit_price_fen: int

    @property
    def off_fen(self) -> int:
        """All that was taken off the list total."""
        return self.list_total_fen - self.total_fen

    @property
    def ratio_millionths(self) -> int:
        """The total as a share of the list total (综合折扣)."""
        return divide_half_up(self.total_fen * MILLION, self.list_total_fen) if self.list_total_fen else MILLION


def _sorted_steps(steps: Sequence[DiscountStep], order: StepOrder) -> list[DiscountStep]:
    multiplies = [step for step in steps if step.kind is DiscountKind.PERCENT]
    subtracts = [step for step in steps if step.kind is not DiscountKind.PERCENT]
    return multiplies + subtracts if order is StepOrder.MULTIPLY_FIRST else subtracts + multiplies


def _apply(step: DiscountStep, running: int, list_total: int, area_cm2: int, rules: PricingRules) -> tuple[int, int]:
    """The base a step works on and what is left after it, both in fen; never below zero."""
    match step.kind:
        case DiscountKind.PERCENT:
            return running, times_millionths(running, step.value)
        case DiscountKind.POINTS:
            base = list_total if rules.points_base is PointsBase.ORIGINAL else running
            return base, max(0, running - times_millionths(base, step.value))
        case DiscountKind.SUM:
            return running, max(0, running - step.value)
        case DiscountKind.UNIT_SUM:
            return running, max(0, running - price_of_area(step.value, area_cm2))


def round_total(fen: int, rules: PricingRules) -> int:
    """``fen`` rounded to the project's step (1, 10, 100 or 1,000 yuan, or the fen itself)."""
    step = rules.round_to_fen
    if step <= 1:
        return fen
    match rules.rounding:
        case Rounding.HALF_UP:
            return divide_half_up(fen, step) * step
        case Rounding.UP:
            return -(-fen // step) * step
        case Rounding.DOWN:
            return fen // step * step


def _agree(total: int, area_cm2: int, rules: PricingRules) -> tuple[int, int]:
    """Total and unit price, the agreed one first; an agreed unit price makes the total by area.

    The unit price is the largest whose total, rounded half up, stays within ``total``: so a price that was made of a
    unit price gives that very unit price back, where cutting the quotient off would lose a fen per m².
    """
    if rules.agreed is Agreed.UNIT_PRICE and rules.basis is not Basis.HOME and area_cm2:
        unit_price = ((2 * total + 1) * CM2_PER_M2 - 1) // (2 * area_cm2)
        return price_of_area(unit_price, area_cm2), unit_price
    return total, unit_price_of(total, area_cm2)


def work_out(
    list_total_fen: int, area_cm2: int, steps: Sequence[DiscountStep], rules: PricingRules | None = None
) -> Working:
    """The price of a deal and its working.

    Args:
        list_total_fen: what the price list says for the unit.
        area_cm2: the area that the unit price is counted by (gross or inner, as the project prices).
        steps: discounts in the order they were chosen; the project's order sorts them.
    """
    rules = rules or PricingRules()
    running, lines = list_total_fen, list[WorkingLine]()
    for step in _sorted_steps(steps, rules.order):
        base, after = _apply(step, running, list_total_fen, area_cm2, rules)
        lines.append(
            WorkingLine(
                step.name, step.kind.value, step.value, base, running - after, after, step.discount_id, step.ground
            )
        )
        running = after
    rounded = min(round_total(running, rules), list_total_fen)
    total, unit_price = _agree(rounded, area_cm2, rules)
    if total != running:
        lines.append(WorkingLine("", "rounding", rules.round_to_fen, running, running - total, total))
    list_unit = unit_price_of(list_total_fen, area_cm2)
    return Working(list_total_fen, list_unit, area_cm2, rules.basis, tuple(lines), total, unit_price)
