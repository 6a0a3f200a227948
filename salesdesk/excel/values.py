"""What a cell of a price list says: a code, an area, a sum, a kind, yes or no."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import (
    FEN_PER_WAN,
    FEN_PER_YUAN,
    MAX_FEN,
    clean_number_text,
    parse_area,
    parse_decimal,
)
from salesdesk.excel.cells import Came, Cell
from salesdesk.excel.headings import plain

NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "未定", "未定价", "n/a", "#n/a", "null"}
)
"""What people write into a cell that holds nothing."""

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_CODE = str.maketrans({**{chr(wide): chr(narrow) for wide, narrow in _WIDE.items()}, "－": "-", "＃": "#", "　": " "})
_SUM = re.compile(
    r"(?P<number>[+\-.\d,]*)(?P<times>百万|万|萬|千)?(?P<yuan>元|圆|圓|yuan|rmb|cny)?整?"
    r"(?:[/每](?:m2|平方米|平方公尺|平米|平|套|户|个|间))?",
    re.IGNORECASE,
)
_TIMES = {"千": FEN_PER_YUAN * 1_000, "万": FEN_PER_WAN, "萬": FEN_PER_WAN, "百万": FEN_PER_WAN * 100}


class Sum(NamedTuple):
    """A sum in fen; ``given`` is the figure as it stands where it was finer than one fen, else empty."""

    fen: int
    given: str


def says_nothing(cell: Cell) -> bool:
    return cell.came is Came.BLANK or plain(cell.text) in NOTHING


def code_text(cell: Cell) -> str:
    """A code as text: full-width letters and digits made plain, blanks at the ends and doubled ones taken away.

    Raises:
        BadInput: Excel has turned it into a date (``1-12``), or it is longer than any code.
    """
    if cell.came is Came.DATE:
        raise BadInput(mark("Excel has turned this code into a date: “{text}”."), text=cell.text)
    text = " ".join(cell.text.translate(_CODE).replace("\u200b", "").replace("\ufeff", "").split())
    if len(text) > 50:
        raise BadInput(mark("“{text}…” is too long for this column."), text=text[:20])
    return text


def read_sum(cell: Cell, fen: int) -> Sum | None:
    """A sum of money in a column whose unit is worth ``fen``; a unit in the cell itself comes first.

    None where there is nothing, or zero: a price of zero is one that is not set yet. What is finer than one fen
    (the result of a formula) is rounded half up, and given back as it stands.

    Raises:
        BadInput: no number, negative, or larger than any sum of an office.
    """
    if says_nothing(cell):
        return None
    cleaned = clean_number_text(cell.text)
    match = _SUM.fullmatch(cleaned)
    if match is None:
        raise BadInput(mark("“{text}” is no sum of money."), text=cell.text.strip()[:40])
    value = parse_decimal(match.group("number"))
    exact = value * _unit(match, fen)
    if exact < 0:
        raise BadInput(mark("A price cannot be negative: “{text}”."), text=cell.text.strip())
    if exact > MAX_FEN:
        raise BadInput(mark("“{text}” is larger than any sum a sales office takes."), text=cell.text.strip()[:40])
    rounded = int(exact.to_integral_value(ROUND_HALF_UP))
    return Sum(rounded, "" if exact == rounded else cell.text.strip()) if rounded else None


def _unit(match: re.Match[str], fen: int) -> Decimal:
    if match.group("times"):
        return Decimal(_TIMES[match.group("times")])
    return Decimal(FEN_PER_YUAN if match.group("yuan") else fen)


def read_area(cell: Cell) -> int:
    """cm² of a cell that holds an area.

    Raises:
        BadInput: no number, not positive, or larger than any unit.
    """
    return parse_area(re.sub(r"(平方公尺|平方)$", "", clean_number_text(cell.text)))


def is_zero(cell: Cell) -> bool:
    return re.fullmatch(r"0+(\.0*)?", plain(cell.text)) is not None


_YES = frozenset(
    {"1", "是", "有", "true", "yes", "y", "√", "✓", "已抵押", "抵押", "抵押中", "已查封", "查封", "查封中"}
)
_NO = frozenset({"0", "否", "无", "false", "no", "n", "×", "未抵押", "未查封", "正常", "无抵押", "无查封", "不抵押"})


def yes_or_no(cell: Cell) -> bool | None:
    """What a cell about a mortgage or a seal says; None where it cannot be told."""
    text = plain(cell.text)
    if text in _YES:
        return True
    return False if text in _NO or text in NOTHING else None


_KINDS = (
    ("parking", ("车位", "车库", "停车", "parking", "garage")),
    ("storage", ("储藏", "储物", "仓储", "杂物", "storage")),
    ("shop", ("铺", "底商", "店", "shop", "retail")),
    ("home", ("住", "公寓", "别墅", "洋房", "高层", "复式", "loft", "resid", "home", "apartment")),
    ("shop", ("商", "办公", "写字楼", "office", "commercial")),
)


def kind_of(text: str) -> str | None:
    """home, shop, storage or parking; None where the words name none of them."""
    words = plain(text)
    return next((kind for kind, signs in _KINDS if any(sign in words for sign in signs)), None)
