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
from salesdesk.services.unit_import import PriceChange, effective_from


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
            label = unit_label(cell.building, cell.entrance, cell.number)
            changes.append(PriceChange(label, old.total_fen if old else None, new.total_fen))
    return list(lines.values()), changes


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
    name = form.name.strip() or tr(CHANGE_WORDS[form.change])
    return work.prices.add(name[:LONGEST_NAME], "", effective_from(work, form.effective_at), lines)


@dataclass(frozen=True, kw_only=True)
class Signature(Form):
    price_list_id: int


def why_not_sign(work: Work, price_list_id: int) -> Reason | None:
    """The first reason why the person may not sign this version off, or None."""
    if Permission.PRICE_SIGN not in work.actor.permissions:
        values: dict[str, object] = {"what": PERMISSION_WORDS[Permission.PRICE_SIGN]}
        return Reason(mark("Your role may not {what}."), values, permission=True)
    row = next((row for row in work.prices.all() if row.id == price_list_id), None)
    if row is None:
        return Reason(mark("This price list does not exist in this project."), {})
    if row.signed_at is not None:
        return Reason(mark("Version {number} is signed off already."), {"number": row.version_no})
    if work.actor.person_id in row.signers:
        return Reason(mark("You have signed this price list off already."), {})
    if row.created_by == work.actor.person_id and work.settings.flag("four_eyes"):
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
