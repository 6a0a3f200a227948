"""Price lists: seeing the versions, revising prices, signing off. A signed version is never changed again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import price_of_area, times_millionths, unit_price_of
from salesdesk.domain.permissions import PERMISSION_WORDS, Permission
from salesdesk.domain.pricing import Basis
from salesdesk.domain.reasons import Reason
from salesdesk.repository.prices import PriceListRow, PriceRow, PriceStep
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.requests import signs_alone
from salesdesk.services.typed import checked_text
from salesdesk.services.unit_comparison import PriceChange
from salesdesk.services.unit_import import effective_from


class Change(StrEnum):
    """How a revision changes each price."""

    PERCENT = "percent"
    """Of the total: 1,020,000 millionths raise it by 2 %."""
    UNIT_PRICE = "unit_price"
    """So many fen per m² more or less."""
    SET_UNIT_PRICE = "set_unit_price"
    """So many fen per m², whatever it was: prices units that have none."""


CHANGE_WORDS: dict[Change, str] = {
    Change.PERCENT: mark("Revision in percent"),
    Change.UNIT_PRICE: mark("Revision per m²"),
    Change.SET_UNIT_PRICE: mark("Unit price set"),
}
LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class Revision(Form):
    """A price revision: which units, how, called what, from when. No units named: all of the project."""

    name: str
    change: Change
    value: int
    unit_ids: tuple[int, ...] = ()
    effective_at: datetime | None = None


def revised(work: Work, form: Revision) -> tuple[list[PriceRow], list[PriceChange]]:
    """The whole new list, and each changed price before and after. It holds floor prices: not for everybody."""
    work.require(Permission.PRICE_WRITE)
    lines = dict(work.prices.latest_lines())
    changes = list[PriceChange]()
    wanted = set(form.unit_ids)
    for cell in work.units.board():
        if wanted and cell.unit_id not in wanted:
            continue
        old = lines.get(cell.unit_id)
        new = _new_price(old, cell.unit_id, cell.gross_cm2, form)
        if new is not None and new != old:
            lines[cell.unit_id] = new
            label = unit_label(cell.building, cell.mark, cell.number)
            changes.append(PriceChange(label, old.total_fen if old else None, new.total_fen))
    return list(lines.values()), changes


def revision_preview(work: Work, form: Revision) -> list[PriceChange]:
    """Each price that the revision would change, before and after."""
    return revised(work, form)[1]


def _new_price(old: PriceRow | None, unit_id: int, gross_cm2: int, form: Revision) -> PriceRow | None:
    if form.change is Change.SET_UNIT_PRICE:
        total = price_of_area(form.value, gross_cm2)
        return PriceRow(unit_id, total, form.value, Basis.GROSS.value, old.floor_total_fen if old else None)
    if old is None:
        return None
    if form.change is Change.PERCENT:
        total = times_millionths(old.total_fen, form.value)
    else:
        total = old.total_fen + price_of_area(form.value, gross_cm2)
    if total <= 0:
        raise BadInput(mark("The revision would bring a price to zero or below; nothing was stored."))
    return replace(old, total_fen=total, unit_price_fen=unit_price_of(total, gross_cm2))


def revise_prices(work: Work, form: Revision) -> int:
    """Enters a revision as a new version that awaits its signatures; its id. Orders keep their prices."""
    work.require(Permission.PRICE_WRITE)
    lines, changes = revised(work, form)
    if not changes:
        raise BadInput(mark("The revision changes no price."))
    work.touched.everything = True
    name = checked_text(form.name, LONGEST_NAME, "name") or tr(CHANGE_WORDS[form.change])
    return work.prices.add(name, "", effective_from(work, form.effective_at), lines)


@dataclass(frozen=True, kw_only=True)
class Signature(Form):
    price_list_id: int


def why_not_sign(work: Work, price_list_id: int) -> Reason | None:
    """The first reason why the person may not sign this version off, or None."""
    row = next((row for row in work.prices.all() if row.id == price_list_id), None)
    if row is None:
        return Reason(mark("This price list does not exist in this project."), {})
    return _against_signing(work, row)


def _against_signing(work: Work, row: PriceListRow) -> Reason | None:
    if Permission.PRICE_SIGN not in work.actor.permissions:
        values: dict[str, object] = {"what": PERMISSION_WORDS[Permission.PRICE_SIGN]}
        return Reason(mark("Your role may not {what}."), values, permission=True)
    if row.signed_at is not None:
        return Reason(mark("Version {number} is signed off already."), {"number": row.version_no})
    if work.actor.person_id in row.signers:
        return Reason(mark("You have signed this price list off already."), {})
    if row.created_by == work.actor.person_id and not signs_alone(work):
        return Reason(mark("Nobody signs off what they entered themselves."), {})
    return None


def sign_price_list(work: Work, form: Signature) -> bool:
    """Signs a version off; whether it counts now. Nobody signs what they entered themselves (four eyes)."""
    if reason := why_not_sign(work, form.price_list_id):
        raise reason.raised()
    signatures = work.prices.sign(form.price_list_id)
    enough = signatures >= work.settings.number("price.signatures")
    if enough:
        work.prices.make_effective(form.price_list_id)
        work.touched.everything = True
    return enough


def price_lists(work: Work) -> list[PriceListRow]:
    return work.prices.all()


def price_history(work: Work, unit_id: int) -> list[PriceStep]:
    """What each signed version said of a unit, newest first."""
    return work.prices.history(unit_id)


class VersionState(StrEnum):
    """Where a version stands."""

    WAITING = "waiting"
    """It awaits signatures."""
    COMING = "coming"
    """Signed; its time has not come."""
    CURRENT = "current"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class PriceVersion:
    """One version as the list of versions shows it, with the reason against signing it."""

    row: PriceListRow
    state: VersionState
    against: Reason | None
    signatures_needed: int


def price_versions(work: Work) -> list[PriceVersion]:
    """Every version, newest first."""
    rows, needed = work.prices.all(), work.settings.number("price.signatures")
    begun = [row for row in rows if row.signed_at is not None and row.effective_at <= work.now]
    current = max(begun, key=lambda row: (row.effective_at, row.version_no), default=None)
    return [PriceVersion(row, _state(work, row, current), _against_signing(work, row), needed) for row in rows]


def _state(work: Work, row: PriceListRow, current: PriceListRow | None) -> VersionState:
    if row.signed_at is None:
        return VersionState.WAITING
    if row.effective_at > work.now:
        return VersionState.COMING
    return VersionState.CURRENT if current is not None and row.id == current.id else VersionState.SUPERSEDED


def version_changes(work: Work, price_list_id: int) -> list[PriceChange]:
    """What a version changed against the one before it, unit by unit."""
    work.require(Permission.BOARD_READ)
    rows = work.prices.all()
    place = next((place for place, row in enumerate(rows) if row.id == price_list_id), None)
    if place is None:
        raise BadInput(mark("This price list does not exist in this project."))
    new = work.prices.lines(price_list_id, floors=False)
    old = work.prices.lines(rows[place + 1].id, floors=False) if place + 1 < len(rows) else {}
    return [
        PriceChange(
            unit_label(cell.building, cell.mark, cell.number),
            old[cell.unit_id].total_fen if cell.unit_id in old else None,
            new[cell.unit_id].total_fen,
        )
        for cell in work.units.board()
        if cell.unit_id in new
        and (cell.unit_id not in old or old[cell.unit_id].total_fen != new[cell.unit_id].total_fen)
    ]
