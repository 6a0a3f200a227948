"""Two ways to write one building, entrance or unit: ``1#`` and ``第1栋``, ``1单元`` and ``1``, ``0101`` and ``101``.

Nothing is taken for the same by this alone. A name that is like one that is taken is told to a person before it is
stored: one home under two names could be sold twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from salesdesk.domain.chinese_numbers import CHINESE_FIGURES, chinese_number

Key = tuple[str, str, str]
"""Building, entrance and number of a unit."""
_Reading = tuple[str, str]
"""An entrance, and a number within it."""

_CHINESE = re.compile(f"[{CHINESE_FIGURES}]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DASHES = str.maketrans("–—―−_/", "------")
_BUILDING_TAIL = "(?:号楼|號樓|号幢|号栋|#楼|#|号|號|栋|棟|幢|座|楼|樓)"
_BUILDING = re.compile(f"第?(?P<stem>.+?){_BUILDING_TAIL}*")
_ENTRANCE = re.compile(r"第?(?P<stem>.+?)(?:单元|單元|梯|门|門|座)*")
_ROOM_TAIL = re.compile(r"(?<=[\da-z])(?:号房|號房|室|号|號|房|户|戶)$")
_IN_ENTRANCE = re.compile(r"(?:第?(?P<named>[^-]+?)(?:单元|單元)-?|(?P<plain>\d+)-)(?P<room>.+)")


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


def _plain(text: str) -> str:
    """Small letters, narrow figures, one kind of dash, no blanks, Chinese numbers as figures, no zeros before them."""
    narrow = unicodedata.normalize("NFKC", text).lower().translate(_DASHES)
    figures = _CHINESE.sub(lambda found: str(chinese_number(found.group())), "".join(narrow.split()))
    return _ZEROS.sub("", figures)


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
    building, entrance, number = _building(key[0]), _entrance(key[1]), _ROOM_TAIL.sub("", _plain(key[2]))
    found = [(entrance, number)]
    for rest in _without_building(building, number):
        found.append((entrance, rest))
    for _, rest in list(found):
        inside = _IN_ENTRANCE.fullmatch(rest)
        if inside and entrance in ("", _entrance(inside["named"] or inside["plain"])):
            found.append((_entrance(inside["named"] or inside["plain"]), inside["room"]))
    return list(dict.fromkeys(found))


def _without_building(building: str, number: str) -> Iterator[str]:
    if building and (found := _in_building(building).fullmatch(number)):
        yield found[1]


@lru_cache(maxsize=1024)
def _in_building(building: str) -> re.Pattern[str]:
    return re.compile(f"第?{re.escape(building)}(?:{_BUILDING_TAIL}+-?|-)(.+)")
