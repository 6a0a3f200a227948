"""What money may be taken for, and how its papers are numbered, as the office arranges it (DOMAIN.md, "Money items").

A code is stable and never deleted; the name, the place and whether it is offered are the office's. Numbers of a book
have no gaps from its first number on; that one, the prefix and the digits are chosen before the first is given out.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.repository.guard_rules import GUARD_SENTENCES, UNIQUE_SENTENCES
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
BOOK_LETTERS = {"receipt": "", "refund": "T", "opening": "Q"}
"""The kinds of books, each with the letter by which its numbers are told from the others'."""
_OWN = "own_"


@dataclass(frozen=True)
class UsualBook:
    """What a new book begins as by the settings of the project, in this year."""

    prefix: str
    digits: int
    year: int

    def prefix_of(self, kind: str) -> str:
        """``SD2027-``; refunds and opening balances carry a letter more."""
        return f"{self.prefix}{BOOK_LETTERS[kind]}{self.year}-"


@dataclass(frozen=True)
class MoneySetUp:
    """Money items in the office's order, the receipt books, and how another would usually number (`UsualBook`)."""

    items: tuple[ItemRow, ...]
    books: tuple[BookRow, ...]
    usual: UsualBook


def _parts(work: Work) -> SetUpParts:
    return SetUpParts(work.connection, work.project_id)


def money_set_up(work: Work) -> MoneySetUp:
    """Everything that the place of money items and numbers shows."""
    parts, settings = _parts(work), work.settings
    usual = UsualBook(settings.text("receipt.prefix"), settings.number("receipt.digits"), work.today.year)
    return MoneySetUp(tuple(parts.items()), tuple(parts.books()), usual)


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
    first_no: int
    seen: Seen


def book_values(row: BookRow) -> dict[str, object]:
    """The fields of a receipt book that may be changed, in the order of the form."""
    return {"name": row.name, "prefix": row.prefix, "digits": row.digits, "first_no": row.first_no}


def change_book(work: Work, form: BookEdit) -> int:
    """Changes a receipt book; prefix, digits and first number only before that one was given out. Its id.

    Raises:
        StaleEdit: somebody else changed it meanwhile.
    """
    work.require(Permission.PROJECT_WRITE)
    books = _parts(work).books()
    book = next((book for book in books if book.id == form.book_id), None)
    values = _numbering(form, [other for other in books if other.id != form.book_id])
    if book and book.given and any(values[name] != getattr(book, name) for name in ("prefix", "digits", "first_no")):
        raise BadInput(GUARD_SENTENCES["book_used"], field="prefix")
    change_row(work, "receipt_book", form.book_id, values, form.seen)
    work.touched.everything = True
    return form.book_id


def _numbering(form: BookEdit | NewBook, others: list[BookRow]) -> dict[str, str | int]:
    """How a book is to number, beside the others of the project: no number may be of two of them."""
    name = needed_text(form.name, LONGEST_ITEM, "name", mark("The book needs a name."))
    prefix = checked_text(form.prefix, LONGEST_PREFIX, "prefix")
    if not LEAST_DIGITS <= form.digits <= MOST_DIGITS:
        raise BadInput(
            mark("A number has {least} to {most} digits."), least=LEAST_DIGITS, most=MOST_DIGITS, field="digits"
        )
    if not 1 <= form.first_no < 10**form.digits:
        raise BadInput(
            mark("The first number lies between 1 and {most}."), most=f"{10**form.digits - 1:,}", field="first_no"
        )
    for field, value in (("name", name), ("prefix", prefix)):
        if any(getattr(other, field) == value for other in others):
            raise BadInput(UNIQUE_SENTENCES[f"uq_receipt_book_project_id_{field}"][1], field=field)
    return {"name": name, "prefix": prefix, "digits": form.digits, "first_no": form.first_no}


@dataclass(frozen=True, kw_only=True)
class NewBook(Form):
    """A book to be opened, for one of `BOOK_LETTERS`, from ``first_no`` on."""

    kind: str
    name: str
    prefix: str
    digits: int
    first_no: int = 1


def open_book(work: Work, form: NewBook) -> int:
    """Opens a book in place of the one that numbers this kind now, which is closed and kept; its id.

    Raises:
        BadInput: another book has this name, or numbers with this prefix.
    """
    work.require(Permission.PROJECT_WRITE)
    if form.kind not in BOOK_LETTERS:
        raise BadInput(mark("“{value}” is not one of the choices."), value=form.kind, field="kind")
    parts = _parts(work)
    values = _numbering(form, parts.books())
    work.touched.everything = True
    return parts.add_book(form.kind, values, work.today)
