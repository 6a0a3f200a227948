"""Which field a heading names, in which unit, and whether the area is predicted or surveyed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from salesdesk.domain.money import FEN_PER_WAN, FEN_PER_YUAN
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.heading_words import FOREIGN, HARMLESS, HEADINGS, PREDICTED, SURVEYED, TRADITIONAL

_AREA_UNIT = r"(?:平方米|平方公尺|平米|平方|m2|sqm|sq\.?m\.?)"
_MONEY_UNIT = r"(?:人民币)?(?:百万|万|千)?(?:元|圆|yuan|rmb|cny)"
_HOME_UNIT = r"(?:套|户|间|个|unit)"
_UNIT = re.compile(
    rf"(?:单位:?)?(?:{_MONEY_UNIT}(?:[/每]?{_AREA_UNIT}|[/每]{_HOME_UNIT})?|[/每]?{_AREA_UNIT}|万|{_HOME_UNIT})"
)
_TRAILING_UNIT = re.compile(rf"(?P<name>.+?)/?(?P<unit>{_MONEY_UNIT}(?:[/每]?{_AREA_UNIT})?|{_AREA_UNIT}|万)")
_BRACKET = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_PUNCTUATION = re.compile(r"[\W_]+")
_FACTORS = {"": FEN_PER_YUAN, "千": FEN_PER_YUAN * 1_000, "万": FEN_PER_WAN, "百万": FEN_PER_WAN * 100}

_FIELD_OF = {name: (field, rank) for field, names in HEADINGS.items() for rank, name in enumerate(names.split())}


class Heading(NamedTuple):
    """What a heading names. ``fen`` is what one of its unit is worth (None: it names no unit of money).

    ``rank`` is smaller for the better of two columns that name the same field.
    """

    field: UnitField
    rank: tuple[int, int, int]
    fen: int | None


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text with full-width forms, blanks, line breaks and traditional characters made plain; lower case."""
    folded = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).lower()
    return "".join(character for character in folded if not character.isspace() and character not in "\u200b\ufeff*")


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading | None:
    """The field that a heading names; None where it names none that is known."""
    if not text or len(text) > 60:
        return None
    name, unit, said = _parts(plain(text))
    if _is_something_else(name, said):
        return None
    found = _look_up(name + said) or _look_up(said + name) or _look_up(name)
    field = _field_in_unit(found[0], unit) if found else None
    return Heading(field, found[1], _worth(unit)) if field and found else None


def _is_something_else(name: str, said: str) -> bool:
    if any(word in name for word in FOREIGN) and name not in _FIELD_OF:
        return True
    return any(word in said for word in FOREIGN) and not said.startswith(("含", "不含", "包括", "不包括"))


def _field_in_unit(field: UnitField, unit: str) -> UnitField | None:
    """A price per m² is no total, and a price per home no unit price, whatever the heading calls it."""
    if not re.search("元|圆|yuan|rmb|cny", unit):
        return field
    per_area, per_home = re.search(_AREA_UNIT, unit), re.search(_HOME_UNIT, unit)
    if per_area and field in (UnitField.TOTAL, UnitField.FLOOR_TOTAL):
        return UnitField.UNIT_PRICE if field is UnitField.TOTAL else None
    return UnitField.TOTAL if per_home and field is UnitField.UNIT_PRICE else field


def is_foreign(text: str) -> bool:
    """Whether a group heading makes the columns below it something else (a parking space's price)."""
    return any(word in plain(text) for word in FOREIGN)


def is_only_a_unit(text: str) -> bool:
    """Whether a cell below a heading holds nothing but a unit (``元/㎡``)."""
    bare = _BRACKET.sub(r"\1", plain(text))
    return _UNIT.fullmatch(bare) is not None


def _parts(name: str) -> tuple[str, str, str]:
    """The name without its units, its unit, and what other brackets say."""
    unit, said = "", []
    for content in _BRACKET.findall(name):
        if _UNIT.fullmatch(content):
            unit = content
        else:
            said.append(content)
    name = _BRACKET.sub("", name)
    trailing = None if name in _FIELD_OF else _TRAILING_UNIT.fullmatch(name)
    if trailing:  # 单元 is no price in yuan.
        name, unit = trailing.group("name"), unit or trailing.group("unit")
    return _PUNCTUATION.sub("", name), unit, _PUNCTUATION.sub("", "".join(said))


def _worth(unit: str) -> int | None:
    match = re.search(r"(百万|万|千)?(?:元|圆|yuan|rmb|cny)|^(万)$", unit)
    return _FACTORS[match.group(1) or match.group(2) or ""] if match else None


def _look_up(name: str) -> tuple[UnitField, tuple[int, int, int]] | None:
    """The field of a name, taking away words that do not matter until it is known."""
    survey, taken = 0, 0
    while name:
        if name in _FIELD_OF:
            field, rank = _FIELD_OF[name]
            return field, (survey, taken, rank)
        for word in (*PREDICTED, *SURVEYED, *HARMLESS):
            if name != word and (name.startswith(word) or name.endswith(word)):
                name = name.removeprefix(word) if name.startswith(word) else name.removesuffix(word)
                survey = max(survey, 2 if word in SURVEYED else 1 if word in PREDICTED else 0)
                taken += word in HARMLESS
                break
        else:
            return None
    return None
