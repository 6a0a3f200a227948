"""The demo's commission: schemes of each kind, agencies and a referrer who bring customers, and the months closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from salesdesk.demo.build import STARTED_DAYS_AGO, Year
from salesdesk.domain.commission import CommissionRules, LadderBy, Rung, SchemeFor, usual_rules
from salesdesk.services.commission_schemes import NewCommissionScheme, add_commission_scheme
from salesdesk.services.commissions import CommissionClose, close_commission, commission_sheet
from salesdesk.services.introducers import NewIntroducer, add_introducer
from salesdesk.services.reports import month_key

CLOSED_ON = 9
"""The day of the next month on which the manager closes one: by then every business day of it is closed."""
EACH = 6
"""Of so many homes one is sold through an agency or a referrer."""
INTRODUCERS = (
    (SchemeFor.AGENCY, "安居联行", "章晓东 13951680021"),
    (SchemeFor.AGENCY, "江宁好房分销", "025-52180066"),
    (SchemeFor.REFERRER, "胡建军", "13813870045"),
)
CONSULTANTS = CommissionRules(
    ladder=(Rung(0, 2_000), Rung(500_000_000, 2_500), Rung(1_000_000_000, 3_000)), ladder_by=LadderBy.MONTH,
    follow_ups=1,
)  # fmt: skip
SCHEMES = (
    ("顾问提成 2026", SchemeFor.CONSULTANT, CONSULTANTS),
    ("分销佣金 2026", SchemeFor.AGENCY, replace(usual_rules(SchemeFor.AGENCY), ladder=(Rung(0, 15_000),))),
    ("老带新奖励", SchemeFor.REFERRER, usual_rules(SchemeFor.REFERRER)),
)


def set_up_commission(year: Year) -> None:
    """The operator enters schemes, agencies and a referrer before the first home is sold."""
    first = (year.today - timedelta(days=STARTED_DAYS_AGO)).replace(day=1)
    for name, kind, rules in SCHEMES:
        form = NewCommissionScheme(name=name, kind=kind.value, valid_from=first, rules=rules)
        year.does("he", add_commission_scheme, form)
    year.introducers = tuple(
        year.does("he", add_introducer, NewIntroducer(kind=kind.value, name=name, contact=contact))
        for kind, name, contact in INTRODUCERS
    )


def introducer_of(year: Year, unit_id: int) -> int | None:
    """Who brought the buyer of a home, if anybody."""
    return year.introducers[unit_id // EACH % len(year.introducers)] if unit_id % EACH == 0 else None


def commission_life(year: Year) -> tuple[date, Iterator[date]]:
    """The manager closes the commission of each month up to the last one."""
    start = (year.today - timedelta(days=STARTED_DAYS_AGO)).replace(day=1)
    ends = list(_closing_days(start, year.today))
    return ends[0], _life(year, ends)


def _closing_days(start: date, today: date) -> Iterator[date]:
    day = (start + timedelta(days=32)).replace(day=CLOSED_ON)
    while day < today:
        yield day
        day = (day + timedelta(days=32)).replace(day=CLOSED_ON)


def _life(year: Year, days: list[date]) -> Iterator[date]:
    for day, following in zip(days, [*days[1:], None], strict=True):
        year.later(day, 9)
        month = month_key(day.replace(day=1) - timedelta(days=1))
        sheet = commission_sheet(year.work("luo"), month)
        if sheet.why_not_close is None:
            year.does("luo", close_commission, CommissionClose(month=month, total_fen=sheet.total_fen))
        if following is not None:
            yield following
