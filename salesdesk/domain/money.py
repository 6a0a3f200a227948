"""Money is a whole number of fen, area a whole number of cm², a share a whole number of ten-thousandths.

The one rounding rule of the house lives here: half up, away from zero, on integers. No float ever holds a sum.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000
CM2_PER_M2 = 10_000
MILLION = 1_000_000
TEN_THOUSAND = 10_000
MAX_FEN = 10**14
"""A million million yuan: nothing a sales office takes is larger; a sum beyond it is a slip of the finger."""


def divide_half_up(dividend: int, divisor: int) -> int:
    """``dividend / divisor`` rounded half up, away from zero; the house's one rounding rule."""
    if divisor <= 0:
        raise ValueError("divisor must be positive")
    sign = -1 if dividend < 0 else 1
    return sign * ((2 * abs(dividend) + divisor) // (2 * divisor))


def times_millionths(fen: int, millionths: int) -> int:
    """``fen × millionths / 1,000,000``, to the fen, half up. A discount of 95 is 950,000 millionths."""
    return divide_half_up(fen * millionths, MILLION)


def price_of_area(unit_price_fen: int, area_cm2: int) -> int:
    """Fen per m² × cm², to the fen, half up."""
    return divide_half_up(unit_price_fen * area_cm2, CM2_PER_M2)


def unit_price_of(total_fen: int, area_cm2: int) -> int:
    """Fen per m² that a total comes to; shown, never multiplied back."""
    return divide_half_up(total_fen * CM2_PER_M2, area_cm2) if area_cm2 else 0


def split_evenly(total: int, parts: int) -> list[int]:
    """``parts`` whole numbers that add up to ``total``; the first ones take the remainder, one each."""
    if parts < 1:
        raise ValueError("parts must be positive")
    base, rest = divmod(total, parts)
    return [base + (1 if index < rest else 0) for index in range(parts)]


_NUMBER = re.compile(r"[+\-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+\-]?\d{1,3}(,\d{3})+(\.\d*)?")
_WAN = re.compile(r"(万元|万|萬元|萬)$")
_YUAN = re.compile(r"(元整|元|圆|yuan|rmb)$", re.IGNORECASE)


def clean_number_text(text: str) -> str:
    """Full-width digits made plain; every kind of blank, currency sign and digit grouping taken away.

    Raises:
        BadInput: a comma stands where no thousands end (``1,23``): it may have been meant as a decimal point.
    """
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("，", ",")
    plain = "".join(ch for ch in plain if not ch.isspace() and ch not in "¥￥$'’\u200b\ufeff")
    head = re.match(r"[+\-\d,.]*", plain)
    figures = head.group(0) if head else ""
    if "," in figures and not _GROUPED.fullmatch(figures):
        raise BadInput(mark("“{text}”: the commas do not stand at the thousands."), text=text.strip())
    return figures.replace(",", "") + plain[len(figures) :]


def parse_decimal(text: str) -> Decimal:
    """A plain decimal number out of what people type or paste; no exponent, no NaN, no word.

    Raises:
        BadInput: it is empty or not a number.
    """
    plain = clean_number_text(text)
    if not plain:
        raise BadInput(mark("A number is missing here."))
    if len(plain) > 40 or not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise BadInput(mark("“{text}” is not a number."), text=text.strip()[:40])
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise BadInput(mark("“{text}” is not a number."), text=text.strip()[:40]) from error


def parse_yuan(text: str) -> int:
    """Fen out of a sum of yuan as people type it: ``1,234.5``, ``￥１２，３４５．６``, ``12.5万``, ``3000元``.

    Raises:
        BadInput: not a number, finer than a fen, or beyond what an office takes.
    """
    plain = clean_number_text(text)
    factor = FEN_PER_YUAN
    if _WAN.search(plain):
        plain, factor = _WAN.sub("", plain), FEN_PER_WAN
    else:
        plain = _YUAN.sub("", plain)
    exact = parse_decimal(plain) * factor
    if exact != exact.to_integral_value():
        raise BadInput(mark("“{text}” is finer than one fen; nothing was rounded."), text=text.strip())
    if abs(exact) > MAX_FEN:
        raise BadInput(mark("“{text}” is larger than any sum a sales office takes."), text=text.strip())
    return int(exact)


def format_yuan(fen: int) -> str:
    """``-123456`` → ``−1,234.56``: thousands with commas, a true minus, always two decimals."""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def format_yuan_short(fen: int) -> str:
    """As `format_yuan`, without the decimals where they are zero."""
    text = format_yuan(fen)
    return text[:-3] if text.endswith(".00") else text


def format_wan(fen: int) -> str:
    """Fen in units of 10,000 yuan with one decimal, as the board shows them: ``247.4``."""
    tenths = divide_half_up(fen * 10, FEN_PER_WAN)
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10:,}.{abs(tenths) % 10}"


def parse_area(text: str) -> int:
    """cm² out of an area in m² as people type it; up to four decimals are exact, more are rounded half up.

    Raises:
        BadInput: not a number, not positive, or larger than 100,000 m².
    """
    plain = clean_number_text(text)
    for suffix in ("平方米", "平米", "m2", "m²", "㎡", "平"):
        plain = plain.removesuffix(suffix)
    value = parse_decimal(plain)
    if value <= 0:
        raise BadInput(mark("An area must be more than zero: “{text}”."), text=text.strip())
    if value > 100_000:
        raise BadInput(mark("“{text}” m² is larger than any unit."), text=text.strip())
    return int((value * CM2_PER_M2).quantize(Decimal(1), ROUND_HALF_UP))


def format_area(cm2: int) -> str:
    """cm² as m²: two decimals, more where the area has them (``138.9929``)."""
    text = f"{cm2 // CM2_PER_M2}.{cm2 % CM2_PER_M2:04d}"
    while text.endswith("0") and len(text.split(".")[1]) > 2:
        text = text[:-1]
    return text


def format_percent(millionths: int, decimals: int = 2) -> str:
    """Millionths as percent: ``976000`` → ``97.60%``."""
    scaled = divide_half_up(millionths * 10**decimals, TEN_THOUSAND)
    whole, rest = divmod(abs(scaled), 10**decimals)
    sign = "−" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}%" if decimals else f"{sign}{whole}%"
