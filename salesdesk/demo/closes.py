"""The demo's day closes: the cashier closes each business day in the evening, and every seal is chained to the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from salesdesk.demo.build import STARTED_DAYS_AGO, Year
from salesdesk.services.seals import DayClose, close_day

DAILY = 14
"""So many days up to yesterday are closed one by one; before, to be made faster, once a week."""
EVENING = 18.6


def closing_life(year: Year) -> tuple[date, Iterator[date]]:
    """The evenings on which a day is closed, up to yesterday; today is still open."""
    evenings = list(_evenings(year.today))
    return evenings[0], _life(year, evenings)


def _evenings(today: date) -> Iterator[date]:
    for days_ago in range(STARTED_DAYS_AGO, 0, -1):
        day = today - timedelta(days=days_ago)
        if days_ago <= DAILY or day.weekday() == 6:
            yield day


def _life(year: Year, evenings: list[date]) -> Iterator[date]:
    for day, following in zip(evenings, [*evenings[1:], None], strict=True):
        year.later(day, EVENING)
        year.does("fang", close_day, DayClose(day=day))
        if following is not None:
            yield following
