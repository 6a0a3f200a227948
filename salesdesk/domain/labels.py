"""How things are called on screen and paper: one way for each, for all screens."""

from __future__ import annotations

import re
from datetime import date, datetime

from salesdesk.domain.office_time import SHANGHAI

_BUILDING_TAIL = re.compile(r"(号楼|号幢|栋|幢|楼|座|#|号)$")
_ENTRANCE_TAIL = re.compile(r"(单元|座|梯|门)$")
_ROOMS = re.compile(r".*?[一二两三四五六七八九十\d]+[房室居]")
_FIGURE_BEFORE_WORD = re.compile(r"(\d)(?=[^\d\s.#-])")
_CODE = re.compile(r"^([A-Za-z]\d{0,2}[A-Za-z]?)[ ·-]+(.+)$")


def entrance_mark(name: str) -> str:
    """``2单元`` → ``2``: what of an entrance's name stands in the labels of its units, where they need it."""
    return _ENTRANCE_TAIL.sub("", name.strip()) or name.strip()


def unit_label(building: str, mark: str, number: str) -> str:
    """``3#`` and ``1604`` → ``3-1604``, with the mark of its entrance ``3-2-1604``; ``mark`` is empty where numbers are
    unique in the building. A number that names its building already stands as it is."""
    head = _BUILDING_TAIL.sub("", building.strip()) or building.strip()
    if head and number.startswith(f"{head}-"):
        return number
    return "-".join(part for part in (head, mark, number) if part)


def split_layout(layout: str) -> tuple[str, str]:
    """``C 三房两厅`` → (``C``, ``三房两厅``); a layout without a code has an empty one."""
    found = _CODE.match(layout.strip())
    if found:
        return found.group(1), found.group(2)
    return (layout, "") if len(layout) <= 3 and layout.isascii() else ("", layout)


def short_rooms(rooms: str) -> str:
    """``三房两厅两卫`` → ``三房``, ``复式五房两厅`` → ``复式五房``; what names no rooms stands as it is."""
    found = _ROOMS.match(rooms)
    return found.group(0) if found else rooms


def spaced(words: str) -> str:
    """``1单元`` → ``1 单元``: a figure stands apart from the word it counts."""
    return _FIGURE_BEFORE_WORD.sub(r"\1 ", words)


def local_day(moment: datetime) -> date:
    """The day that a moment falls on at the office."""
    return moment.astimezone(SHANGHAI).date()


def paper_date(day: date) -> str:
    """``2026 年 11 月 22 日``, as papers write it."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
