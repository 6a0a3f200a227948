from __future__ import annotations

import subprocess
import sys
from datetime import date

from salesdesk.domain.working_days import add_working_days, is_working_day
from salesdesk.services.holiday_calendar import is_provisional, working_day_exceptions
from tests.support.repository_files import ROOT


def test_the_spring_festival_is_off_and_the_days_that_make_up_for_it_work() -> None:
    exceptions = working_day_exceptions([2025, 2026], {})
    assert not is_working_day(date(2026, 2, 17), exceptions)
    assert is_working_day(date(2026, 2, 14), exceptions)
    assert is_working_day(date(2025, 1, 26), exceptions)
    assert not is_working_day(date(2025, 10, 8), exceptions)
    assert add_working_days(date(2025, 12, 30), 3, exceptions) == date(2026, 1, 5)


def test_the_office_s_own_table_goes_before_the_national_calendar() -> None:
    office = {date(2026, 2, 17): True, date(2026, 6, 10): False}
    exceptions = working_day_exceptions([2026], office)
    assert is_working_day(date(2026, 2, 17), exceptions)
    assert not is_working_day(date(2026, 6, 10), exceptions)
    assert not is_working_day(date(2026, 2, 17), working_day_exceptions([2026], {}))


def test_only_the_years_asked_for_are_in_the_mapping() -> None:
    assert {day.year for day in working_day_exceptions([2026], {})} == {2026}


def test_a_year_whose_make_up_days_are_not_published_is_provisional() -> None:
    assert not is_provisional(2026)
    assert is_provisional(2060)
    assert not is_working_day(date(2060, 10, 1), working_day_exceptions([2060], {}))


def test_the_library_is_not_loaded_before_a_calendar_is_asked_for() -> None:
    code = "import sys, salesdesk.services.holiday_calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
