"""Payment schemes and discounts as the office sets them up. One that was used is switched off, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import MILLION
from salesdesk.domain.money_items import DEFAULT_ITEMS, PRICE_CLASSES, MoneyClass, MoneyItem
from salesdesk.domain.only_for import EVERY_UNIT, OnlyFor
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import DueItem, Event, EventDates, Scheme, SchemeKind, SchemeLine, schedule
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.construction_nodes import node_names
from salesdesk.services.deals import event_dates
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.later_dates import nodes_of_scheme
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text, plain_text

LONGEST_NAME = 60
LONGEST_GROUND = 100
LAST_SORT = 1_000
USUAL_PRICE_FEN = 200_000_000
"""A price that a new scheme is tried on: 2,000,000 yuan."""
OTHER_PRICE_FEN = 317_654_321
"""Another one."""
MOST_PARTS = 60


def schemes(work: Work) -> list[SchemeRow]:
    """Every scheme with its lines, those switched off too; of each the version that is newest."""
    return [row for row in work.schemes.all(only_active=False) if not row.replaced]


@dataclass(frozen=True)
class SchemeParts:
    """What lines are made of: money items, names of construction nodes, and the office's day to count from."""

    items: tuple[MoneyItem, ...]
    nodes: tuple[str, ...]
    today: date
    contract_days: int
    earnest_fen: int
    """What a new scheme asks as earnest money, until it says otherwise."""

    @property
    def dates(self) -> EventDates:
        """The dates of a deal that is made today and signed when it is due."""
        return event_dates(self.today, self.today + timedelta(days=self.contract_days))


def scheme_parts(work: Work) -> SchemeParts:
    """Everything that the form of a scheme offers."""
    items = tuple(item for item in work.schemes.items() if item.klass is not MoneyClass.SETTLEMENT)
    return SchemeParts(items, node_names(work), work.today, work.settings.number("contract.days"),
                       work.settings.number("earnest.fen"))  # fmt: skip


@dataclass(frozen=True)
class TrialUnit:
    """A unit that a scheme may be tried on; fen."""

    id: int
    label: str
    total_fen: int


def trial_units(work: Work) -> list[TrialUnit]:
    """The units that have a price."""
    lines = work.set_up_views.units()
    return [TrialUnit(line.id, line.label, line.total_fen) for line in lines if line.total_fen is not None]


@dataclass(frozen=True)
class SchemeTrial:
    """What a deal of a day would owe by a scheme."""

    price_fen: int
    dues: tuple[DueItem, ...]


def try_scheme(work: Work, form: NewScheme, price_fen: int, unit_id: int | None, day: date) -> SchemeTrial:
    """A scheme that is not saved yet, on a price or at the list price of a unit, subscribed on ``day``: due dates by
    the calendar of working days, and by the construction nodes that the unit's building has reached.

    Raises:
        BadInput: the scheme cannot be (`example_dues`).
        Refusal: the unit has no price.
    """
    work.require(Permission.SCHEME_WRITE)
    parts = scheme_parts(work)
    example_dues(form, parts, price_fen)
    scheme = Scheme(form.name, form.kind, form.lines, max(form.loan_round_fen, 1))
    nodes: Mapping[str, date] = {}
    if unit_id is not None:
        unit = work.units.detail(unit_id)
        if unit.total_fen is None:
            raise Refusal(mark("Unit {number} has no price in a signed price list yet."), number=unit.label)
        price_fen, nodes = unit.total_fen, nodes_of_scheme(work, scheme, unit_id, day)
    dates = event_dates(day, day + timedelta(days=parts.contract_days), nodes)
    return SchemeTrial(price_fen, schedule(scheme, price_fen, dates))


def discounts(work: Work) -> list[DiscountRow]:
    """Every discount, those switched off too."""
    return work.schemes.discounts(only_active=False)


@dataclass(frozen=True, kw_only=True)
class NewScheme(Form):
    """A scheme to be added. ``loan_round_fen`` is the step that loans are rounded down to."""

    name: str
    kind: SchemeKind
    lines: tuple[SchemeLine, ...]
    loan_round_fen: int = 1_000_000


def example_dues(
    form: NewScheme, parts: SchemeParts | None = None, price_fen: int = USUAL_PRICE_FEN
) -> tuple[DueItem, ...]:
    """What a home of this price would owe by this scheme; with days where ``parts`` says from when they count.

    Raises:
        BadInput: the scheme cannot be: a line that says nothing, sums that do not come to the price. The name is not
            looked at: what it would ask for is seen before it has one.
    """
    _check_lines(form.lines, parts.items if parts else DEFAULT_ITEMS)
    scheme = Scheme(form.name, form.kind, form.lines, max(form.loan_round_fen, 1))
    # Sums that make up one price by chance make up no other.
    schedule(scheme, OTHER_PRICE_FEN, EventDates({}, {}))
    return schedule(scheme, price_fen, parts.dates if parts else EventDates({}, {}))


def add_scheme(work: Work, form: NewScheme) -> int:
    """Adds a scheme; its id. It is tried on ordinary prices first, so that none comes into being that does not add
    up."""
    scheme = _tried(work, form)
    return work.schemes.add(scheme, LAST_SORT)


@dataclass(frozen=True, kw_only=True)
class SchemeEdit(NewScheme):
    """A scheme as it shall be from now on; ``seen`` is the version that the form was filled from."""

    scheme_id: int
    seen: int


@dataclass(frozen=True)
class SchemeChanged:
    """What came of a change; ``kept`` says that orders rest on the version before, which stays for them."""

    scheme_id: int
    kept: bool


def scheme_in_use(work: Work, scheme_id: int) -> bool:
    """Whether orders rest on a scheme, so that a change makes a new version of it."""
    work.require(Permission.SCHEME_WRITE)
    return work.schemes.in_use(scheme_id)


def change_scheme(work: Work, form: SchemeEdit) -> SchemeChanged:
    """Changes a scheme for new deals. Orders that rest on it keep it: then the change is a new version, which discounts
    that were tied to the one before now go with.

    Raises:
        Refusal: somebody else changed it meanwhile; nothing was overwritten.
    """
    scheme = _tried(work, form)
    kept = work.schemes.in_use(form.scheme_id)
    if kept:
        changed = work.schemes.replace(form.scheme_id, scheme, form.seen)
    else:
        changed = form.scheme_id if work.schemes.rewrite(form.scheme_id, scheme, form.seen) else None
    if changed is None:
        raise Refusal(mark("Another desk has changed this scheme meanwhile. Go back and open it again."))
    return SchemeChanged(changed, kept)


def _tried(work: Work, form: NewScheme) -> Scheme:
    """The scheme as it is stored, tried on ordinary prices."""
    work.require(Permission.SCHEME_WRITE)
    name, parts = _named(form.name), scheme_parts(work)
    named = {item.code: tr(item.name) for item in parts.items}
    lines = tuple(replace(line, name=plain_text(line.name) or named.get(line.item, "")) for line in form.lines)
    example_dues(replace(form, lines=lines), parts)
    work.touched.everything = True
    return Scheme(name, form.kind, lines, max(form.loan_round_fen, 1))


def _named(text: str) -> str:
    name = plain_text(text)
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(mark("A name of up to {n} characters is missing here."), n=LONGEST_NAME, field="name")
    return name


def _check_lines(lines: Sequence[SchemeLine], items: Sequence[MoneyItem]) -> None:
    if not lines:
        raise BadInput(mark("A scheme needs a line."), field="lines")
    classes = {item.code: item.klass for item in items}
    for line in lines:
        checked_text(line.name, LONGEST_NAME, "lines")
        said = sum((line.share_millionths > 0, line.amount_fen > 0, line.takes_rest))
        if (
            classes.get(line.item) is not line.klass
            or said != 1
            or (line.takes_rest and line.klass not in PRICE_CLASSES)
        ):
            raise BadInput(mark("Each line needs its item, and one of share, sum and rest."), field="lines")
        if (line.event is Event.NODE) != bool(line.node.strip()):
            raise BadInput(mark("A line that counts from a construction node names it."), field="lines")
        if line.event is Event.FIXED_DATE and line.fixed_on is None:
            raise BadInput(mark("A line that falls due on a fixed day names the day."), field="lines")
        if not 1 <= line.parts <= MOST_PARTS or not 0 <= line.gap_months <= MOST_PARTS:
            raise BadInput(mark("A line has 1 to {n} parts, up to {n} months apart."), n=MOST_PARTS, field="lines")
    if sum(line.takes_rest for line in lines) > 1:
        raise BadInput(mark("Only one line takes the rest of the price."), field="lines")
    shares = sum(line.share_millionths for line in lines if line.klass in PRICE_CLASSES)
    if shares > MILLION:
        raise BadInput(mark("The shares come to more than 100 %."), field="lines")


@dataclass(frozen=True, kw_only=True)
class NewDiscount(Form):
    """A discount to be added. ``value`` as its kind says: millionths that remain or are taken off, or fen."""

    name: str
    kind: DiscountKind
    value: int
    ground: str = ""
    scheme_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    only_for: OnlyFor = EVERY_UNIT


def add_discount(work: Work, form: NewDiscount) -> int:
    """Adds a discount that may be chosen from now on; its id."""
    work.require(Permission.SCHEME_WRITE)
    name, ground = _checked_discount(form)
    work.touched.everything = True
    step = DiscountStep(name, form.kind, form.value, ground=ground)
    return work.schemes.add_discount(
        step, form.scheme_id, form.valid_from, form.valid_to, LAST_SORT, form.only_for
    )  # fmt: skip


def _checked_discount(form: NewDiscount) -> tuple[str, str]:
    """Name and ground as they are stored."""
    name, ground = _named(form.name), checked_text(form.ground, LONGEST_GROUND, "ground")
    most = MILLION if form.kind in (DiscountKind.PERCENT, DiscountKind.POINTS) else 10**12
    if not 0 < form.value <= most:
        raise BadInput(mark("How much is taken off is missing, or too much."), field="value")
    if form.valid_from and form.valid_to and form.valid_to < form.valid_from:
        raise BadInput(mark("The discount ends before it begins."), field="valid_to")
    return name, ground


@dataclass(frozen=True, kw_only=True)
class DiscountEdit(NewDiscount):
    """A discount as it shall be from now on; ``seen`` is what the form was filled from (`discount_values`)."""

    discount_id: int
    seen: Seen


def discount_values(row: DiscountRow) -> dict[str, object]:
    """The fields of a discount that may be changed, in the order of the form."""
    return {
        "name": row.step.name, "kind": row.step.kind.value, "value": row.step.value, "scheme_id": row.scheme_id,
        "ground": row.step.ground, "only_for": row.only_for.plain(), "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }  # fmt: skip


def change_discount(work: Work, form: DiscountEdit) -> int:
    """Changes a discount for new deals; deals that have it keep what was agreed. Its id.

    Raises:
        StaleEdit: somebody else changed it meanwhile; nothing was overwritten.
    """
    work.require(Permission.SCHEME_WRITE)
    name, ground = _checked_discount(form)
    values = {
        "name": name, "kind": form.kind.value, "value": form.value, "scheme_id": form.scheme_id, "ground": ground,
        "only_for": form.only_for.plain(), "valid_from": form.valid_from, "valid_to": form.valid_to,
    }  # fmt: skip
    change_row(work, "discount", form.discount_id, values, form.seen)
    work.touched.everything = True
    return form.discount_id


@dataclass(frozen=True, kw_only=True)
class Switch(Form):
    """A scheme or a discount to be switched on or off for new deals."""

    what: Literal["scheme", "discount"]
    row_id: int
    active: bool


def switch(work: Work, form: Switch) -> bool:
    """Switches a scheme or a discount on or off; deals that have it keep it."""
    work.require(Permission.SCHEME_WRITE)
    work.schemes.set_active(form.what, form.row_id, form.active)
    work.touched.everything = True
    return form.active
