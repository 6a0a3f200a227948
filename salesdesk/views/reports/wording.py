"""How figures stand on the overview: large sums shortened, nothing as a dash."""

from __future__ import annotations

from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import split_layout
from salesdesk.domain.money import FEN_PER_WAN, divide_half_up, format_percent
from salesdesk.domain.sales_figures import By
from salesdesk.services.report_sheets import line_name

NOTHING = "—"
FEN_PER_YI = 10_000 * FEN_PER_WAN


def decimal(value: int, divisor: int, decimals: int) -> str:
    """``value / divisor``, half up, thousands with commas, a true minus."""
    scaled = divide_half_up(value * 10**decimals, divisor)
    whole, rest = divmod(abs(scaled), 10**decimals)
    sign = "−" if scaled < 0 else ""
    return f"{sign}{whole:,}.{rest:0{decimals}d}" if decimals else f"{sign}{whole:,}"


def wan(fen: int) -> str:
    """Units of 10,000 yuan, two decimals: ``26,919.31``; a dash for nothing."""
    return decimal(fen, FEN_PER_WAN, 2) if fen else NOTHING


def count(number: int) -> str:
    return f"{number:,}" if number else NOTHING


def percent(millionths: int | None, decimals: int = 1) -> str:
    return NOTHING if millionths is None else format_percent(millionths, decimals)


def whole_yuan(fen: int | None) -> str:
    return NOTHING if fen is None else decimal(fen, 100, 0)


def is_large(fen: int) -> bool:
    """Whether a sum is told in units of 100 million yuan."""
    return abs(fen) >= FEN_PER_YI


def large_sum(fen: int) -> tuple[str, str]:
    """A sum as a key figure, and its unit: ``8.850`` 亿元, below that ``7,123.45`` 万元; nothing has no unit."""
    if is_large(fen):
        return decimal(fen, FEN_PER_YI, 3), yi_unit()
    return wan(fen), wan_unit() if fen else ""


def in_unit(fen: int, unit: str) -> str:
    """A sum in the unit that stands beside it already: that of a key figure, for the sums in its notes."""
    return decimal(fen, FEN_PER_YI, 3) if fen and unit == yi_unit() else wan(fen)


def yi_unit() -> str:
    return tr("100M yuan")


def wan_unit() -> str:
    return tr("10k yuan")


def coded_name(by: By | None, key: str) -> tuple[str, str]:
    """The code of a layout and its words; other lines have no code."""
    if by is By.LAYOUT and key:
        return split_layout(key)
    return "", line_name(by, key)
