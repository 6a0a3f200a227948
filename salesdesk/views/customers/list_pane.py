"""The left of the screen: which customers, who of them, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.identity import normalise_telephone
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.customer_lists import PAGE, CustomerCounts, customer_counts, due_page, my_customers
from salesdesk.services.customers import customer_page, find_customers
from salesdesk.services.rows import CustomerRow
from salesdesk.views.customers.list_model import Listed, with_headings
from salesdesk.views.customers.list_view import CustomerList
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.theme import theme

MOST_FOUND = 50


class ListPane(Sheet):
    """Contacts that fall due, one's own customers, all of them; or what the search finds.

    Signals:
        chosen, opened: the customer under the cursor; one that Enter was pressed on.
        new_wanted: a customer shall be entered.
        settled: the list shows what was asked for.
    """

    chosen = Signal(int)
    opened = Signal(int)
    new_wanted = Signal()
    settled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", "r")
        self.desk = desk
        self._asked = self._shown = 0
        self._then: Callable[[], None] | None = None
        self._complete = True
        self._growing = False
        self.counts: CustomerCounts | None = None
        self.sees_all = desk.may(Permission.CUSTOMER_READ_ALL)
        self.which = Segmented(self._choices(None))
        self.search = SearchField(tr("Name, pinyin, telephone"))
        self.new_button = Button(tr("New customer"), "Ctrl N")
        self.list = CustomerList()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 14, 8)
        head.addWidget(Label(tr("Customers"), "title", medium=True))
        head.addStretch(1)
        head.addWidget(self.which)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 0, 14, 10)
        tools.setSpacing(theme().size("s"))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(Line())
        column.addWidget(self.list, 1)
        if not self.desk.may(Permission.CUSTOMER_WRITE):
            self.new_button.set_refusal(may_not(Permission.CUSTOMER_WRITE))

    def _connect(self) -> None:
        self.which.chosen.connect(self._switched)
        self.search.searched.connect(lambda _: self.load())
        self.search.submitted.connect(lambda _: self._when_shown(self._into_list))
        self.search.left_downwards.connect(lambda: self._when_shown(self._into_list))
        self.new_button.clicked.connect(self.new_wanted)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.more_wanted.connect(self._grow)

    def _choices(self, counts: CustomerCounts | None) -> list[tuple[str, str]]:
        due = f" {counts.overdue + counts.due_today:,}" if counts else ""
        mine = f" {counts.mine:,}" if counts else ""
        choices = [("due", tr("To contact") + due), ("mine", tr("Mine") + mine)]
        if self.sees_all:
            choices.append(("all", tr("All customers") + (f" {counts.all:,}" if counts else "")))
        return choices

    # what is asked for

    def load(self, rows: int = PAGE) -> None:
        """Asks for the list anew, as many rows as are shown; a later question leaves an earlier answer behind."""
        self._asked += 1
        self._growing = False
        asked = self._asked
        self.desk.ask(self, customer_counts, done=self._count)
        question, args = self._question(None, max(rows, PAGE))
        self.desk.ask(self, question, *args, done=lambda found: self._show(found, asked, max(rows, PAGE)))

    def refresh(self) -> None:
        """Asks for what is shown, which somebody changed."""
        self.load(len(self.list.rows.customers()))

    def _question(self, last: CustomerRow | None, limit: int) -> tuple[Callable[..., list[CustomerRow]], Sequence[Any]]:
        if self.search.text():
            return find_customers, (self.search.text(), MOST_FOUND)
        if self.which.key() == "due":
            after = (last.next_contact_on, last.id) if last is not None else None
            return due_page, (after, limit)
        before = last.id if last is not None else None
        return (my_customers if self.which.key() == "mine" else customer_page), (before, limit)

    def _count(self, counts: CustomerCounts) -> None:
        self.counts = counts
        self.list.today = counts.today
        self.which.set_choices(self._choices(counts))

    def _show(self, found: list[CustomerRow], asked: int, limit: int) -> None:
        if asked != self._asked:
            return
        searched = bool(self.search.text())
        self._complete = searched or len(found) < limit
        self.search.set_note(self._found_words(len(found)) if searched else "")
        self.list.shows_owner = self.sees_all and (searched or self.which.key() != "mine")
        self.list.show_rows(self._listed(found))
        self._say_empty(searched)
        self._shown = asked
        then, self._then = self._then, None
        if then is not None:
            then()
        self.settled.emit()

    def _grow(self) -> None:
        customers = self.list.rows.customers()
        if self._complete or self._growing or not customers:
            return
        self._growing = True
        asked = self._asked
        question, args = self._question(customers[-1], PAGE)
        self.desk.ask(self, question, *args, done=lambda found: self._grown(found, asked), failed=self._not_grown)

    def _not_grown(self, refusal: Refusal) -> None:
        self._growing = False
        messages.refuse(refusal)

    def _grown(self, found: list[CustomerRow], asked: int) -> None:
        if asked != self._asked:
            return
        self._growing = False
        self._complete = len(found) < PAGE
        known = {row.id for row in self.list.rows.customers()}
        fresh = [row for row in found if row.id not in known]
        self.list.grow(self._listed([*self.list.rows.customers(), *fresh]))

    def _listed(self, rows: Sequence[CustomerRow]) -> Sequence[Listed]:
        due = self.which.key() == "due" and not self.search.text()
        return with_headings(rows, self.counts) if due and self.counts is not None else rows

    # what the person does

    def _switched(self) -> None:
        self.search.line.clear()
        self.list.show_rows([])
        self.load()

    def _when_shown(self, then: Callable[[], None]) -> None:
        """Does it at once, or when what was asked for is there."""
        if self._shown == self._asked:
            then()
        else:
            self._then = then

    def _into_list(self) -> None:
        """Down or Enter in the search: to the customers found."""
        if not self.list.customer_id():
            self.list.choose_first()
        if self.list.customer_id():
            self.list.setFocus()

    def show_customer(self, customer_id: int) -> None:
        """Shows the list that a customer stands in, and puts the cursor on them."""
        if self.list.choose(customer_id):
            return
        self.search.set_text("")
        self.which.set_key("all" if self.sees_all else "mine")
        self.load()
        self._then = lambda: self._point_at(customer_id)

    def _point_at(self, customer_id: int) -> None:
        if not self.list.choose(customer_id):
            self.list.clear_choice()

    def _say_empty(self, searched: bool) -> None:
        if searched:
            words = tr("Nobody is found by “{text}”").format(text=self.search.text()[:20])
            hint = tr("A part of the name, pinyin initials, or the end of the telephone")
            self.list.set_empty(words, tr("Ctrl N enters this telephone") if self.telephone_searched() else hint)
        elif self.which.key() == "due":
            self.list.set_empty(tr("Nobody is waiting to be contacted"), tr("Everything planned up to today is done"))
        else:
            self.list.set_empty(tr("No customer yet"), tr("Ctrl N enters the first one"))

    def telephone_searched(self) -> str:
        """The telephone that was searched for, when nobody has it; empty else."""
        if self.list.rows.customers():
            return ""
        try:
            return normalise_telephone(self.search.text())
        except BadInput:
            return ""

    def _found_words(self, count: int) -> str:
        return tr("first {n}").format(n=count) if count == MOST_FOUND else f"{count}"
