"""How set-up says things: discounts as the trade writes them, values of settings, times, states of a price list."""

from __future__ import annotations

from datetime import timedelta

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import MILLION, format_percent, format_yuan_short
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import SchemeLine
from salesdesk.domain.settings import CHOICE_WORDS, Setting, SettingUnit

NOTHING = "—"

DISCOUNT_WORDS: dict[DiscountKind, str] = {
    DiscountKind.PERCENT: mark("Percentage (98 leaves 98 %)"),
    DiscountKind.POINTS: mark("Points off"),
    DiscountKind.SUM: mark("Sum off the total"),
    DiscountKind.UNIT_SUM: mark("Sum off the unit price"),
}
DISCOUNT_UNITS: dict[DiscountKind, str] = {
    DiscountKind.PERCENT: mark("% of the price"),
    DiscountKind.POINTS: mark("% off"),
    DiscountKind.SUM: mark("yuan"),
    DiscountKind.UNIT_SUM: mark("yuan/㎡"),
}


def plain_percent(millionths: int) -> str:
    """``985000`` → ``98.5``, as people type it."""
    whole, rest = divmod(abs(millionths), MILLION // 100)
    text = f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
    return f"−{text}" if millionths < 0 else text


def discount_words(step: DiscountStep) -> str:
    """``98.5 折``, ``减 0.5 点``, ``减 10,000 元``, ``每 ㎡ 减 100 元``."""
    match step.kind:
        case DiscountKind.PERCENT:
            return tr("{n} % of the price").format(n=plain_percent(step.value))
        case DiscountKind.POINTS:
            return tr("{n} points off").format(n=plain_percent(step.value))
        case DiscountKind.SUM:
            return tr("{sum} yuan off").format(sum=format_yuan_short(step.value))
        case DiscountKind.UNIT_SUM:
            return tr("{sum} yuan off per ㎡").format(sum=format_yuan_short(step.value))


def line_amount(line: SchemeLine) -> str:
    """What a line of a scheme asks for: its share, its sum, or the rest."""
    if line.takes_rest:
        return tr("the rest")
    if line.amount_fen:
        return format_yuan_short(line.amount_fen)
    words = format_percent(line.share_millionths)
    return tr("{share} less earnest money").format(share=words) if line.less_earnest else words


def setting_value(setting: Setting, value: int | str | bool) -> str:
    """A setting's value for people."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        return tr(CHOICE_WORDS[value]) if setting.choices else value or NOTHING
    return _counted(setting.unit, value)


def _counted(unit: SettingUnit | None, value: int) -> str:
    match unit:
        case SettingUnit.FEN:
            return tr("{sum} yuan").format(sum=format_yuan_short(value))
        case SettingUnit.SHARE:
            return plain_percent(value) + "%"
        case SettingUnit.DAYS:
            return trn("{n} day", "{n} days", value).format(n=value)
        case SettingUnit.HOURS:
            return trn("{n} hour", "{n} hours", value).format(n=value)
        case SettingUnit.MONTHS:
            return trn("{n} month", "{n} months", value).format(n=value)
        case _:
            return str(value)


def time_left(left: timedelta) -> str:
    """``3 天 4 小时``, ``5 小时 10 分``, ``2 分``: the two largest parts, the last minute counted whole."""
    minutes = -(-int(left.total_seconds()) // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return tr("{days} d {hours} h").format(days=days, hours=hours)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=rest) if hours else tr("{n} min").format(n=rest)
