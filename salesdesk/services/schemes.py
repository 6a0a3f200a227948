"""Payment schemes and discounts as the office sets them up. One that was used is switched off, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import MILLION
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.schedules import DueItem, EventDates, Scheme, SchemeKind, SchemeLine, schedule
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text, plain_text

LONGEST_NAME = 60
LONGEST_GROUND = 100
LAST_SORT = 1_000
USUAL_PRICE_FEN = 200_000_000
"""A price that a new scheme is tried on: 2,000,000 yuan."""


def schemes(work: Work) -> list[SchemeRow]:
    """Every scheme with its lines, those switched off too."""
    return work.schemes.all(only_active=False)


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


def example_dues(form: NewScheme) -> tuple[DueItem, ...]:
    """What a home of `USUAL_PRICE_FEN` would owe by this scheme.

    Raises:
        BadInput: the scheme cannot be: no name, a line that says nothing, sums beyond the price.
    """
    name = _named(form.name)
    _check_lines(form.lines)
    scheme = Scheme(name, form.kind, form.lines, max(form.loan_round_fen, 1))
    return schedule(scheme, USUAL_PRICE_FEN, EventDates({}, {}))


def add_scheme(work: Work, form: NewScheme) -> int:
    """Adds a scheme; its id. It is tried on an ordinary price first, so that none comes into being that does not add
    up."""
    work.require(Permission.SCHEME_WRITE)
    example_dues(form)
    work.touched.everything = True
    lines = tuple(replace(line, name=plain_text(line.name)) for line in form.lines)
    return work.schemes.add(Scheme(_named(form.name), form.kind, lines, max(form.loan_round_fen, 1)), LAST_SORT)


def _named(text: str) -> str:
    name = plain_text(text)
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(mark("A name of up to {n} characters is missing here."), n=LONGEST_NAME, field="name")
    return name


def _check_lines(lines: Sequence[SchemeLine]) -> None:
    if not lines:
        raise BadInput(mark("A scheme needs a line."), field="lines")
    for line in lines:
        checked_text(line.name, LONGEST_NAME, "lines")
        said = sum((line.share_millionths > 0, line.amount_fen > 0, line.takes_rest))
        if line.item not in ITEMS or ITEMS[line.item].klass is not line.klass or said != 1:
            raise BadInput(mark("Each line needs its item, and one of share, sum and rest."), field="lines")
    if sum(line.takes_rest for line in lines) != 1:
        raise BadInput(mark("One line takes the rest of the price, no more and no less."), field="lines")
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


def add_discount(work: Work, form: NewDiscount) -> int:
    """Adds a discount that may be chosen from now on; its id."""
    work.require(Permission.SCHEME_WRITE)
    name, ground = _checked_discount(form)
    work.touched.everything = True
    step = DiscountStep(name, form.kind, form.value, ground=ground)
    return work.schemes.add_discount(step, form.scheme_id, form.valid_from, form.valid_to, LAST_SORT)


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
        "ground": row.step.ground, "valid_from": row.valid_from, "valid_to": row.valid_to,
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
        "valid_from": form.valid_from, "valid_to": form.valid_to,
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
