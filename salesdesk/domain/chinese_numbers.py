"""Small numbers written in Chinese: floors, buildings, entrances."""

from __future__ import annotations

CHINESE_FIGURES = "零〇一二两三四五六七八九十廿百"
CAPITAL_FIGURES = "零壹贰叁肆伍陆柒捌玖拾佰"
"""As on receipts, simplified; some filings number buildings so."""
_PLAIN = str.maketrans(CAPITAL_FIGURES + "貳參陸兩", "零一二三四五六七八九十百二三六两")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def chinese_number(text: str) -> int:
    """``二十三`` → 23, ``一百零一`` → 101, ``廿一`` → 21, ``一二`` → 12, ``拾贰`` → 12."""
    words = text.translate(_PLAIN).replace("廿", "二十")
    if not set(words) & set("十百"):
        return int("".join(str(_DIGITS[character]) for character in words))
    total, figure = 0, 0
    for character in words:
        if character in "十百":
            total += (figure or 1) * (10 if character == "十" else 100)
            figure = 0
        else:
            figure = _DIGITS[character]
    return total + figure
