"""Money is a whole number of fen, area a whole number of cm², a share a whole number of ten-thousandths.

The one rounding rule of the house lives here: half up, away from zero, on integers. No float ever holds a sum.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

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
_GROUPED = re.compile(r"[+\-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s'’]+(?=\d)")
_CURRENCY = re.compile(r"^([+\-]?)¥|¥$")
_WAN = re.compile(r"(万元|万|萬元|萬)$")
_YUAN = re.compile(r"(元整|元|圆|yuan|rmb)$", re.IGNORECASE)
_SQUARE_METRES = re.compile(r"(平方米|平米|m2|平)$", re.IGNORECASE)
_SQUARE = re.compile(r"(?<=[mMｍＭ])²")
_MOST_FIGURES = 28
"""As many as `Decimal` keeps; with more, a multiplication would round in silence."""


def _shown(text: str) -> str:
    """What was typed, short enough for a sentence."""
    return text.strip()[:40]


def _plain(text: str) -> str:
    """Full-width signs made plain. A raised, ringed or broken digit stays: made plain, ``5²`` would become 52.

    Raises:
        BadInput: it holds such a digit.
    """
    if text.isascii():
        return text
    text = _SQUARE.sub("2", text.replace("㎡", "m2").replace("\u200b", "").replace("\ufeff", ""))
    for ch in text:
        if not (ch.isascii() or ch.isdecimal()) and re.search(r"\d", unicodedata.normalize("NFKC", ch)):
            raise BadInput(mark("“{text}” is not a number."), text=_shown(text))
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("，", ",")


def clean_number_text(text: str) -> str:
    """Full-width digits made plain; blanks, the sign of the yuan and digit grouping taken away.

    Raises:
        BadInput: a comma or a blank stands where no thousands end (``1,23``, ``12 5``): it may have been meant as a
            decimal point, or the text holds two numbers.
    """
    plain = _plain(text)
    joined = _BETWEEN_DIGITS.sub(",", plain)
    joined = _CURRENCY.sub(r"\1", "".join(ch for ch in joined if not ch.isspace() and ch not in "'’"))
    head = re.match(r"[+\-\d,.]*", joined)
    figures = head.group(0) if head else ""
    if "," in figures and not _GROUPED.fullmatch(figures):
        if _BETWEEN_DIGITS.search(plain):
            raise BadInput(mark("“{text}” may be two numbers."), text=_shown(text))
        raise BadInput(mark("“{text}”: the commas do not stand at the thousands."), text=_shown(text))
    return figures.replace(",", "") + joined[len(figures) :]


def parse_decimal(text: str) -> Decimal:
    """A plain decimal number out of what people type or paste; no exponent, no NaN, no word.

    Raises:
        BadInput: it is empty or not a number.
    """
    plain = clean_number_text(text)
    if not plain:
        raise BadInput(mark("A number is missing here."))
    if len(plain) > _MOST_FIGURES or not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise BadInput(mark("“{text}” is not a number."), text=_shown(text))
    return Decimal(plain)


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
        raise BadInput(mark("“{text}” is finer than one fen; nothing was rounded."), text=_shown(text))
    if abs(exact) > MAX_FEN:
        raise BadInput(mark("“{text}” is larger than any sum a sales office takes."), text=_shown(text))
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
    value = parse_decimal(_SQUARE_METRES.sub("", clean_number_text(text)))
    if value > 100_000:
        raise BadInput(mark("“{text}” m² is larger than any unit."), text=_shown(text))
    area = int((value * CM2_PER_M2).quantize(Decimal(1), ROUND_HALF_UP))
    if area <= 0:
        raise BadInput(mark("An area must be more than zero: “{text}”."), text=_shown(text))
    return area


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
