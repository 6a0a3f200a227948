"""Price lists: seeing the versions, revising prices, signing off. A signed version is never changed again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import price_of_area, times_millionths, unit_price_of
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import Basis
from salesdesk.repository.prices import PriceListRow, PriceRow, PriceStep
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.unit_import import PriceChange


class Change(StrEnum):
    """How a revision changes each price."""

    PERCENT = "percent"
    """Of the total: 1,020,000 millionths raise it by 2 %."""
    UNIT_PRICE = "unit_price"
    """So many fen per m² more or less."""
    SET_UNIT_PRICE = "set_unit_price"
    """So many fen per m², whatever it was: prices units that have none."""


@dataclass(frozen=True, kw_only=True)
class Revision(Form):
    """A price revision: which units, how, called what, from when. No units named: all of the project."""

    name: str
    change: Change
    value: int
    unit_ids: tuple[int, ...] = ()
    effective_at: datetime | None = None


def revised(work: Work, form: Revision) -> tuple[list[PriceRow], list[PriceChange]]:
    """The whole new list, and each changed price before and after."""
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
            changes.append(PriceChange(f"{cell.building} {cell.number}", old.total_fen if old else None, new.total_fen))
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
    return work.prices.add(form.name.strip() or form.change.value, "", form.effective_at or work.now, lines)


@dataclass(frozen=True, kw_only=True)
class Signature(Form):
    price_list_id: int


def sign_price_list(work: Work, form: Signature) -> bool:
    """Signs a version off; whether it counts now. Nobody signs what they entered themselves (four eyes)."""
    work.require(Permission.PRICE_SIGN)
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
