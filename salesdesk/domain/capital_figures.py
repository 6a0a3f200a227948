"""Sums in capital figures, as receipts and contracts carry them.

The rule is 正确填写票据和结算凭证的基本规定 (People's Bank of China, annex 1 of 支付结算办法). Where it leaves a
choice, the variant that it prints first is taken:

* 整 stands after 元, never after 分, and not after 角 (壹仟肆佰零玖元伍角);
* a zero in the place of 元 before a 角 that is not zero is written (壹仟陆佰捌拾元零叁角贰分);
* a zero that ends a group of four, before a thousand that is not zero, is not (壹拾万柒仟元零伍角叁分).

The word 人民币 is not part of the result: most forms have it printed; where it is not, it goes directly before.
"""

from __future__ import annotations

from salesdesk.domain.money import MAX_FEN

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LARGE_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def _whole(number: int) -> str:
    """A positive whole number in capital figures."""
    for size, unit in _LARGE_UNITS:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _whole(head) + unit + gap + (_whole(rest) if rest else "")
    return _DIGITS[number]


def capital_figures(fen: int) -> str:
    """A sum of fen in capital figures: ``140950`` → ``壹仟肆佰零玖元伍角``; zero is 零元整, below zero begins with 负.

    Raises:
        ValueError: the sum is beyond ``MAX_FEN``, which no entry field lets through.
    """
    if abs(fen) > MAX_FEN:
        raise ValueError(f"{fen} fen is beyond what capital figures are written for")
    if fen == 0:
        return "零元整"
    yuan, rest = divmod(abs(fen), 100)
    jiao, odd_fen = divmod(rest, 10)
    text = "负" if fen < 0 else ""
    if yuan:
        text += _whole(yuan) + "元"
    if not rest:
        return text + "整"
    if yuan and (jiao == 0 or yuan % 10 == 0):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    return text + (_DIGITS[odd_fen] + "分" if odd_fen else "")
