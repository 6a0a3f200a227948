"""Which days work: the State Council's calendar as the `holidays` library knows it, and what the office adds to it.

The library is imported when a calendar is first asked for, never by a window that opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType


@lru_cache(maxsize=64)
def _national(year: int) -> Mapping[date, bool]:
    """The exceptions of one year: holidays False, weekend days that make up for them (调休) True."""
    from holidays import country_holidays

    calendar = country_holidays("CN", years=year)
    exceptions = {day: False for day in calendar if day.year == year}
    exceptions |= {day: True for day in calendar.weekend_workdays if day.year == year}
    return MappingProxyType(exceptions)


def working_day_exceptions(years: Iterable[int], office: Mapping[date, bool]) -> dict[date, bool]:
    """The exceptions that `salesdesk.domain.working_days` counts with.

    Args:
        years: the years that a term may touch.
        office: the office's own table, date → works; it goes before the national calendar.
    """
    exceptions: dict[date, bool] = {}
    for year in years:
        exceptions |= _national(year)
    return exceptions | dict(office)


def is_provisional(year: int) -> bool:
    """Whether the days that make up for holidays are still unknown for ``year``; they are published in November before.

    Until then only the statutory holidays are counted, and the office may enter what it knows.
    """
    return not any(_national(year).values())
