"""Two ways to write one building, entrance or unit: ``1#``, ``第1栋``; ``1单元``, ``1``; ``0101``, ``101``, ``01-01``.

Nothing is taken for the same by this alone. A name that is like one that is taken is told to a person before it is
stored: one home under two names could be sold twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from salesdesk.domain.chinese_numbers import CAPITAL_FIGURES, CHINESE_FIGURES, chinese_number

Key = tuple[str, str, str]
"""Building, entrance and number of a unit."""
_Reading = tuple[str, str]
"""An entrance, and a number within it."""

_CHINESE = re.compile(f"[{CHINESE_FIGURES}]+|[{CAPITAL_FIGURES}貳參陸]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DASHES = str.maketrans("–—―−_/", "------")
_BUILDING_TAIL = "(?:号楼|號樓|号幢|号栋|#楼|#|号|號|栋|棟|幢|座|楼|樓)"
_BUILDING = re.compile(f"第?(?P<stem>.+?){_BUILDING_TAIL}*")
_ENTRANCE = re.compile(r"第?(?P<stem>.+?)(?:单元|單元|梯|门|門|座)*")
_ROOM_TAIL = re.compile(r"(?<=[\da-z])(?:号房|號房|室|号|號|房|户|戶)$")
_IN_ENTRANCE = re.compile(r"(?:第?(?P<named>[^-]+?)(?:单元|單元)-?|(?P<plain>\d+)-)(?P<room>.+)")
_ON_FLOOR = re.compile(
    r"(?P<floor>-?\d{1,2})(?:-(?P<two>\d\d)|(?:层|層|楼|樓|f)-?(?:(?P<column>\d{1,2})|(?P<whole>\d{3,4})))"
)
"""A floor and the home on it, written apart: ``01-01``, ``1层01``, ``1F-0101``. A column after a dash has two figures:
``1-1`` is the first home of an entrance, ``1-101`` too."""


class UnitNames:
    """The names that are taken in a project.

    A unit is like another one of its building where their numbers come to the same, with or without building and
    entrance written before them, and where their entrances are the same or one has none.
    """

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._buildings = dict[str, list[str]]()
        self._entrances = dict[tuple[str, str], list[str]]()
        self._whole = dict[tuple[str, str], list[tuple[str, Key]]]()
        self._parts = dict[tuple[str, str], list[tuple[str, Key]]]()
        for key in keys:
            self.add(key)

    def add(self, key: Key) -> None:
        """Takes a name."""
        building, entrance, _ = key
        _note(self._buildings.setdefault(_building(building), []), building)
        _note(self._entrances.setdefault((building, _entrance(entrance)), []), entrance)
        whole, *parts = _readings(key)
        self._whole.setdefault((building, whole[1]), []).append((whole[0], key))
        for entrance_of_part, room in parts:
            self._parts.setdefault((building, room), []).append((entrance_of_part, key))

    def building_like(self, building: str) -> str:
        """How this building is written already; as it is given where it is written so, or there is none like it."""
        return _spelling(self._buildings.get(_building(building), []), building)

    def entrance_like(self, building: str, entrance: str) -> str:
        """How this entrance of a building is written already; as it is given where it is written so, or there is none
        like it."""
        return _spelling(self._entrances.get((building, _entrance(entrance)), []), entrance)

    def units_like(self, key: Key) -> tuple[Key, ...]:
        """The units of the building that this one may be; it is among them where its very name is taken."""
        building = key[0]
        whole, *parts = _readings(key)
        found = [*_fitting(whole, self._whole, building), *_fitting(whole, self._parts, building)]
        for part in parts:
            found.extend(_fitting(part, self._whole, building))
        return tuple(dict.fromkeys(found))


def _note(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


def _spelling(names: list[str], given: str) -> str:
    return given if given in names or not names else names[0]


def _fitting(reading: _Reading, taken: dict[tuple[str, str], list[tuple[str, Key]]], building: str) -> Iterator[Key]:
    entrance, room = reading
    for other, key in taken.get((building, room), ()):
        if not entrance or not other or entrance == other:
            yield key


def _narrow(text: str) -> str:
    """Small letters, narrow figures, one kind of dash, no blanks, Chinese numbers as figures."""
    narrow = unicodedata.normalize("NFKC", text).lower().translate(_DASHES)
    return _CHINESE.sub(lambda found: str(chinese_number(found.group())), "".join(narrow.split()))


def _short(figures: str) -> str:
    """Without the zeros before each number."""
    return _ZEROS.sub("", figures)


def _plain(text: str) -> str:
    return _short(_narrow(text))


def _stem(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(_plain(text))
    return found["stem"] if found else ""


@lru_cache(maxsize=1024)
def _building(name: str) -> str:
    return _stem(_BUILDING, name)


@lru_cache(maxsize=1024)
def _entrance(name: str) -> str:
    return _stem(_ENTRANCE, name)


def _readings(key: Key) -> list[_Reading]:
    """What a unit's name may mean: first the number as a whole, then what is left of it when building and entrance are
    taken from its beginning."""
    building, entrance, number = _building(key[0]), _entrance(key[1]), _ROOM_TAIL.sub("", _narrow(key[2]))
    found = [(entrance, number)]
    for rest in _without_building(building, number):
        found.append((entrance, rest))
    for _, rest in list(found):
        inside = _IN_ENTRANCE.fullmatch(rest)
        if inside and entrance in ("", _entrance(inside["named"] or inside["plain"])):
            found.append((_entrance(inside["named"] or inside["plain"]), inside["room"]))
    for at, rest in list(found):
        if apart := _ON_FLOOR.fullmatch(rest):
            found.append((at, _together(apart)))
    return list(dict.fromkeys((at, _short(room)) for at, room in found))


def _together(apart: re.Match[str]) -> str:
    """Floor and column as one number."""
    return apart["whole"] or f"{apart['floor']}{int(apart['two'] or apart['column']):02d}"


def _without_building(building: str, number: str) -> Iterator[str]:
    if building and (found := _in_building(building).fullmatch(number)):
        yield found[1]


@lru_cache(maxsize=1024)
def _in_building(building: str) -> re.Pattern[str]:
    return re.compile(f"第?0*{re.escape(building)}(?:{_BUILDING_TAIL}+-?|-)(.+)")
