"""How far a project is set up: what is entered, what it still lacks before the first home can be sold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.stale import LastEdit
from salesdesk.domain.states import SaleState
from salesdesk.repository.projects import AccountRow, PermitRow
from salesdesk.repository.set_up_views import SettingChange, UnitLine
from salesdesk.repository.work import Work
from salesdesk.services.launches import why_not_launch


@dataclass(frozen=True)
class Progress:
    """What a project has and lacks. ``unsigned`` is the newest price list version that awaits its signatures."""

    units: int
    without_price: int
    without_permit: int
    unlaunched: int
    unsigned: int | None
    supervised_account: bool


def progress(work: Work) -> Progress:
    """How far the project is."""
    lines = work.set_up_views.units()
    unsigned = [row.version_no for row in work.prices.all() if row.signed_at is None]
    return Progress(
        len(lines),
        sum(line.total_fen is None for line in lines),
        sum(not line.permit for line in lines),
        sum(line.state is SaleState.UNLAUNCHED for line in lines),
        max(unsigned, default=None),
        any(account.supervised for account in work.projects.accounts()),
    )


def today(work: Work) -> date:
    """The office's day; a dialog bounds its dates by it."""
    return work.today


def unit_lines(work: Work) -> list[UnitLine]:
    """Every unit of the project, as the list of units shows it."""
    work.require(Permission.BOARD_READ)
    return work.set_up_views.units()


@dataclass(frozen=True)
class LaunchList:
    """What may be launched: every unit not yet on sale, and why one cannot be."""

    lines: tuple[UnitLine, ...]
    against: Mapping[int, Reason]


def launch_list(work: Work) -> LaunchList:
    """The units that are not on sale yet, each with the reason against launching it."""
    lines = tuple(line for line in work.set_up_views.units() if line.state is SaleState.UNLAUNCHED)
    return LaunchList(lines, why_not_launch(work, tuple(line.id for line in lines)))


@dataclass(frozen=True)
class PermitList:
    """Permits with the number of their units, accounts, and how many units of each building have none."""

    permits: tuple[tuple[PermitRow, int], ...]
    accounts: tuple[AccountRow, ...]
    without: Mapping[str, tuple[int, ...]]


def permit_list(work: Work) -> PermitList:
    """Presale permits and receiving accounts."""
    counts = work.set_up_views.permit_units()
    without = dict[str, list[int]]()
    for line in work.set_up_views.units():
        if not line.permit:
            without.setdefault(line.building, []).append(line.id)
    return PermitList(
        tuple((row, counts.get(row.id, 0)) for row in work.projects.permits()),
        tuple(work.projects.accounts()),
        {building: tuple(ids) for building, ids in without.items()},
    )


def open_logins(work: Work) -> int:
    """How many people can sign in to the office."""
    return work.people.open_logins()


def setting_edits(work: Work) -> dict[str, LastEdit]:
    """Who changed each setting last, as far as the person may change settings."""
    ids = work.projects.setting_ids(tuple(work.projects.settings().stored))
    found = {name: work.edits.last("project_setting", row_id, ("value",)) for name, row_id in ids.items()}
    return {name: edit["value"] for name, edit in found.items() if "value" in edit}


def setting_changes(work: Work) -> list[SettingChange]:
    """Who changed which setting; empty for who may not read the history."""
    if Permission.HISTORY_READ not in work.actor.permissions:
        return []
    return work.set_up_views.setting_changes()
