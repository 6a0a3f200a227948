"""Floors as people write them (``十二层``, ``地下一层``, ``B1``, ``17-18层``), and as a unit's number tells them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from salesdesk.domain.chinese_numbers import CHINESE_FIGURES, chinese_number
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

LOWEST, HIGHEST = -9, 150
MOST_FLOORS = 10
"""No unit reaches over more; a wider span is a total or a slip."""

_ONE = rf"(?:第)?(-|负|地下|地|b)?([0-9]{{1,3}}|[{CHINESE_FIGURES}]+)(?:层|楼|层楼|f)?"
_SPAN = re.compile(rf"{_ONE}(?:(?:-|–|—|~|至|到|、|,|\+|和|&){_ONE})?")
_WHOLE = frozenset({"全", "全部", "全栋", "全幢", "整栋", "整幢", "整层", "独栋"})
_NAMED = {"首层": 1, "底层": 1, "地下室": -1, "地下": -1, "负": -1}
_DUPLEX = re.compile(r"\(.*\)|复式|跃层|跃|loft|上下")
_PLAIN = str.maketrans("層樓棟負兩−～", "层楼栋负两-~")


class FloorSpan(NamedTuple):
    """From which floor to which; ``whole`` where the file says "the whole building" and no number."""

    floor: int
    floor_to: int
    whole: bool = False


def read_floor(text: str) -> FloorSpan:
    """The floor or floors that a cell names.

    Raises:
        BadInput: it names none, or one that no building has.
    """
    words = unicodedata.normalize("NFKC", text).lower().translate(_PLAIN)
    words = _DUPLEX.sub("", "".join(words.split()))
    if words in _WHOLE:
        return FloorSpan(1, 1, whole=True)
    if words in _NAMED:
        return FloorSpan(_NAMED[words], _NAMED[words])
    match = _SPAN.fullmatch(words)
    if match is None:
        raise BadInput(mark("“{text}” names no floor."), text=text.strip()[:20])
    first = _floor(match.group(1), match.group(2))
    last = _floor(match.group(3), match.group(4)) if match.group(4) else first
    low, high = min(first, last), max(first, last)
    if not (LOWEST <= low <= high <= HIGHEST and low and high and high - low < MOST_FLOORS):
        raise BadInput(mark("No building has a floor “{text}”."), text=text.strip()[:20])
    return FloorSpan(low, high)


def _floor(below_ground: str | None, figures: str) -> int:
    number = int(figures) if figures.isascii() else chinese_number(figures)
    return -number if below_ground else number


_PARTS = re.compile(r"[-_/\s#]|单元|栋|棟|幢|座|号楼|號樓")
_LEVEL = re.compile(r"(?:^|[^A-Z0-9])(B|-)?(\d{1,2})F")
_ROOM = re.compile(r"(B)?(\d{1,2})(?:\d{2}[A-Z]?|[A-Z]\d?)(?:室|号|房|户)?")


def floor_of_number(number: str) -> int | None:
    """The floor that a unit's number tells: 1604 → 16, 0302 → 3, 12B → 12, -106 → −1, 2单元-102 → 1; else None."""
    text = unicodedata.normalize("NFKC", number).upper()
    level = _LEVEL.search(text)
    if level:
        return _plausible(int(level.group(2)), bool(level.group(1)))
    is_negative = re.match(r"-\d", text) is not None
    parts = [part for part in _PARTS.split(text) if part]
    basement = re.fullmatch(r"B(\d)", parts[0]) if len(parts) > 1 else None
    if basement:
        return _plausible(int(basement.group(1)), below_ground=True)
    room = _ROOM.fullmatch(parts[-1]) if parts else None
    return _plausible(int(room.group(2)), bool(room.group(1)) or is_negative) if room else None


def _plausible(floor: int, below_ground: bool) -> int | None:
    if not 0 < floor <= (-LOWEST if below_ground else HIGHEST):
        return None
    return -floor if below_ground else floor
