"""What money may be taken for, and how its papers are numbered, as the office arranges it (DOMAIN.md, "Money items").

A code is stable and never deleted; the name, the place and whether it is offered are the office's. Numbers of a book
begin at 1 and have no gaps; its prefix and digits are chosen before the first is given out.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.set_up_parts import BookRow, ItemRow, SetUpParts
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.office import Form
from salesdesk.services.typed import checked_text, needed_text

LONGEST_ITEM, LONGEST_PREFIX = 60, 20
LEAST_DIGITS, MOST_DIGITS = 3, 12
OWN_CLASSES = (MoneyClass.PRICE, MoneyClass.COLLECTED, MoneyClass.OTHER)
"""Classes that an office may add items of; loans and settlements are what the program works out by itself."""
KEPT = frozenset(
    {"deposit", "earnest", "loan", "provident_loan", "settlement", "handling_fee", "penalty", "late_fee"}
)  # fmt: skip
"""Items that the program itself asks for: reservations, subscriptions, loans, settlements, swaps, late fees."""
_OWN = "own_"


@dataclass(frozen=True)
class MoneySetUp:
    """Money items in the office's order, and the receipt books."""

    items: tuple[ItemRow, ...]
    books: tuple[BookRow, ...]


def _parts(work: Work) -> SetUpParts:
    return SetUpParts(work.connection, work.project_id)


def money_set_up(work: Work) -> MoneySetUp:
    """Everything that the place of money items and numbers shows."""
    return MoneySetUp(tuple(_parts(work).items()), tuple(_parts(work).books()))


@dataclass(frozen=True, kw_only=True)
class NewItem(Form):
    """A money item of the office's own."""

    name: str
    klass: MoneyClass


def add_item(work: Work, form: NewItem) -> int:
    """Adds a money item, last in the order; its id."""
    work.require(Permission.SCHEME_WRITE)
    known = _parts(work).items()
    name = _item_name(known, form.name)
    if form.klass not in OWN_CLASSES:
        raise BadInput(mark("Items of this class are the program's own."), field="klass")
    work.touched.everything = True
    code = f"{_OWN}{1 + sum(item.code.startswith(_OWN) for item in known)}"
    return _parts(work).add_item(code, form.klass, name, len(known) + 1)


def _item_name(known: list[ItemRow], text: str, item_id: int = 0) -> str:
    name = needed_text(text, LONGEST_ITEM, "name", mark("The money item needs a name."))
    if any(tr(item.name) == name and item.id != item_id for item in known):
        raise BadInput(mark("There is a money item of this name already."), field="name")
    return name


@dataclass(frozen=True, kw_only=True)
class ItemEdit(Form):
    """A money item as it shall be called; ``seen`` is what the form was filled from."""

    item_id: int
    name: str
    seen: Seen


def rename_item(work: Work, form: ItemEdit) -> int:
    """Renames a money item; what was owed and received keeps the name that it was printed with.

    Raises:
        StaleEdit: somebody else renamed it meanwhile.
    """
    work.require(Permission.SCHEME_WRITE)
    name = _item_name(_parts(work).items(), form.name, form.item_id)
    change_row(work, "money_item", form.item_id, {"name": name}, form.seen)
    work.touched.everything = True
    return form.item_id


@dataclass(frozen=True, kw_only=True)
class ItemSwitch(Form):
    item_id: int
    active: bool


def switch_item(work: Work, form: ItemSwitch) -> bool:
    """Offers a money item, or no longer.

    Raises:
        Refusal: the program itself, a scheme in use, or a running order asks for it.
    """
    work.require(Permission.SCHEME_WRITE)
    item = next((item for item in _parts(work).items() if item.id == form.item_id), None)
    if item is None:
        raise Refusal(mark("What is to be changed is not there any more."))
    if not form.active:
        _check_unused(work, item)
    _parts(work).set_item_active(item.id, form.active)
    work.touched.everything = True
    return form.active


def _check_unused(work: Work, item: ItemRow) -> None:
    if item.code in KEPT:
        raise Refusal(mark("The program itself asks for this money item; it can be renamed, not switched off."))
    for row in work.schemes.all():
        if any(line.item == item.code for line in row.scheme.lines):
            raise Refusal(mark("The scheme “{scheme}” asks for this money item."), scheme=row.scheme.name)


@dataclass(frozen=True, kw_only=True)
class ItemOrder(Form):
    """All money items by their ids, first to last."""

    item_ids: tuple[int, ...]


def order_items(work: Work, form: ItemOrder) -> int:
    """Money items stand in this order at the counter and in forms; how many they are."""
    work.require(Permission.SCHEME_WRITE)
    _parts(work).set_order("money_item", form.item_ids)
    work.touched.everything = True
    return len(form.item_ids)


@dataclass(frozen=True, kw_only=True)
class BookEdit(Form):
    """A receipt book as it shall number; ``seen`` is what the form was filled from (`book_values`)."""

    book_id: int
    name: str
    prefix: str
    digits: int
    seen: Seen


def book_values(row: BookRow) -> dict[str, object]:
    """The fields of a receipt book that may be changed, in the order of the form."""
    return {"name": row.name, "prefix": row.prefix, "digits": row.digits}


def change_book(work: Work, form: BookEdit) -> int:
    """Changes a receipt book; its prefix and its digits only before its first number was given out. Its id.

    Raises:
        StaleEdit: somebody else changed it meanwhile.
    """
    work.require(Permission.PROJECT_WRITE)
    name = needed_text(form.name, LONGEST_ITEM, "name", mark("The book needs a name."))
    prefix = checked_text(form.prefix, LONGEST_PREFIX, "prefix")
    if not LEAST_DIGITS <= form.digits <= MOST_DIGITS:
        raise BadInput(
            mark("A number has {least} to {most} digits."), least=LEAST_DIGITS, most=MOST_DIGITS, field="digits"
        )
    book = next((book for book in _parts(work).books() if book.id == form.book_id), None)
    if book and book.next_no > 1 and (book.prefix, book.digits) != (prefix, form.digits):
        raise BadInput(GUARD_SENTENCES["book_used"], field="prefix")
    change_row(work, "receipt_book", form.book_id, {"name": name, "prefix": prefix, "digits": form.digits}, form.seen)
    work.touched.everything = True
    return form.book_id
