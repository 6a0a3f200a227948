"""How things are called on screen and paper: one way for each, for all screens."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_BUILDING_TAIL = re.compile(r"(号楼|号幢|栋|幢|楼|座|#|号)$")
_CODE = re.compile(r"^([A-Za-z]\d{0,2}[A-Za-z]?)[ ·-]+(.+)$")


def unit_label(building: str, entrance: str, number: str) -> str:
    """``3#`` and ``1604`` → ``3-1604``; a number that names its entrance or building already stands as it is."""
    head = _BUILDING_TAIL.sub("", building.strip()) or building.strip()
    if not head or number.startswith(f"{head}-"):
        return number
    return f"{head}-{number}"


def split_layout(layout: str) -> tuple[str, str]:
    """``C 三房两厅`` → (``C``, ``三房两厅``); a layout without a code has an empty one."""
    found = _CODE.match(layout.strip())
    if found:
        return found.group(1), found.group(2)
    return (layout, "") if len(layout) <= 3 and layout.isascii() else ("", layout)


def local_day(moment: datetime) -> date:
    """The day that a moment falls on at the office."""
    return moment.astimezone(SHANGHAI).date()


def paper_date(day: date) -> str:
    """``2026 年 11 月 22 日``, as papers write it."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
