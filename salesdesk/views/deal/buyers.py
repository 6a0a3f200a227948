"""Section 1: whose deal it is, and who buys, with shares that add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import TEN_THOUSAND
from salesdesk.services.deal_drafts import DraftBuyer
from salesdesk.services.rows import Buyer, CustomerDetail
from salesdesk.views.deal.buyer_row import BELOW, CELLS, NARROWEST, NO_LIMIT, WIDE, BuyerRow
from salesdesk.views.deal.shares import filled_up
from salesdesk.views.deal.words import share_text
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import KeyCap
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.section import Line, SectionTitle
from salesdesk.views.unit_actions.customer_pick import CustomerPick

MOST_BUYERS = 10


class BuyersSection(QWidget):
    """``changed`` tells any edit, ``customer_picked`` the customer's id or ``None``."""

    changed = Signal()
    customer_picked = Signal(object)

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._with_buyers = True
        self._origin = ""
        self._cursor_waits = False
        self._narrow = False
        self.title = SectionTitle(tr("Buyers"), cap="1")
        self.another = Link(tr("Another customer"))
        self.another.hide()
        self.title.add(self.another)
        self.pick = CustomerPick()
        self.pick.use(desk)
        self.rows: list[BuyerRow] = []
        self._sheet = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add_link = Link(tr("＋ Add a buyer"))
        self.sum = Label("", "small", "ink_2", align=Qt.AlignmentFlag.AlignRight)
        self._lay_out()
        self.pick.picked.connect(self._picked)
        self.another.clicked.connect(self.pick.take_back)
        self.add_link.clicked.connect(self.add_buyer)
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(self.add_buyer)
        self.reset()

    def _lay_out(self) -> None:
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(0)
        self._heads: dict[str, Label] = {}
        sheet.addWidget(self._head())
        sheet.addWidget(Line(strong=True))
        sheet.addLayout(self._lines)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.setSpacing(4)
        foot.addWidget(self.add_link)
        foot.addWidget(KeyCap("Ctrl B"))
        foot.addStretch(1)
        foot.addWidget(self.sum)
        sheet.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.pick)
        column.addWidget(self._sheet)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 2, 0, 4)
        row.setSpacing(0)
        for cell in CELLS:
            align = Qt.AlignmentFlag.AlignRight if cell.key == "share" else Qt.AlignmentFlag.AlignLeft
            label = self._heads[cell.key] = Label(tr(cell.title), "small", "ink_3", align=align)
            left = 9 if cell.key not in ("place", "share") else 0
            label.setContentsMargins(left, 0, 9 if cell.key == "share" else 0, 0)
            if cell.width:
                label.setFixedWidth(cell.width)
            row.addWidget(label, 0 if cell.width else 1)
        return head

    def minimumSizeHint(self) -> QSize:
        """As narrow as the lines may be; what a line holds beside each other now says nothing about that."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < WIDE
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for cell in BELOW:
            self._heads[cell.key].setVisible(not narrow)
        name, width = self._heads["name"], next(cell.width for cell in CELLS if cell.key == "name")
        name.setMaximumWidth(NO_LIMIT if narrow else width)
        for row in self.rows:
            row.set_narrow(narrow)

    def reset(self) -> None:
        """Nobody chosen, one empty line."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self.pick.clear()
        self._append()
        self._arrange()

    def show_buyers(self, shown: bool) -> None:
        """A quote is for a customer; buyers come with the subscription."""
        self._with_buyers = shown
        self.title.title.setText(tr("Buyers") if shown else tr("Customer"))
        self._arrange()

    def set_origin(self, words: str) -> None:
        """Where the customer was known from: a hold, a reservation, a quote."""
        self._origin = words
        self._arrange()

    # the customer

    def customer_id(self) -> int | None:
        return self.pick.customer_id()

    def set_customer(self, customer_id: int | None) -> None:
        if customer_id is not None and customer_id != self.customer_id():
            self.pick.set_customer(customer_id)

    def _picked(self, customer_id: int | None) -> None:
        focus = QApplication.focusWidget()
        self._cursor_waits = customer_id is not None and focus is not None and self.pick.isAncestorOf(focus)
        self._arrange()
        self.customer_picked.emit(customer_id)
        self.changed.emit()

    def take_customer(self, customer: CustomerDetail) -> None:
        """Fills the first buyer with what is known of the customer; what was typed for somebody else stays."""
        first = self.rows[0]
        if first.is_empty() or first.customer_id not in (None, customer.id):
            kind, number = customer.identities[0] if customer.identities else ("", "")
            telephone = customer.telephones[0] if customer.telephones else ""
            first.fill(
                Buyer(customer.name, 0, "self", kind, number, "", telephone, customer.address, customer.id)
            )  # fmt: skip
        self._arrange()
        self._go_on()
        self.changed.emit()

    def _go_on(self) -> None:
        """The search that found the customer is gone: the cursor goes to what is not known of them yet."""
        waited, self._cursor_waits = self._cursor_waits, False
        if waited and self._sheet.isVisibleTo(self):
            row = self.rows[0]
            fields: tuple[Field, ...] = (row.name, row.identity, row.telephone, row.address)
            open_field = next((field for field in fields if not field.text().strip()), row.name)
            open_field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # the buyers

    def add_buyer(self) -> None:
        """A further line, with the cursor in its name."""
        if not self._sheet.isVisible() or len(self.rows) >= MOST_BUYERS:
            return
        row = self._append()
        self._arrange()
        row.name.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def restore(self, begun: Sequence[DraftBuyer]) -> None:
        """The lines as they were begun before."""
        while len(self.rows) < len(begun):
            self._append()
        while len(self.rows) > max(1, len(begun)):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for row, buyer in zip(self.rows, begun, strict=False):
            row.restore(buyer)
        self._arrange()
        self.changed.emit()

    def fill(self, buyers: Sequence[Buyer]) -> None:
        """Shows these buyers with their shares, as an order has them."""
        for place, buyer in enumerate(buyers):
            row = self.rows[place] if place < len(self.rows) else self._append()
            row.fill(buyer)
            row.relation.set_key(buyer.relation or None)  # what nobody said is not said for them
            row.customer_id = buyer.customer_id
            row.share.set_value(buyer.share)
            row.share_typed = [one.share for one in buyers] != filled_up([None] * len(buyers))
        self._arrange()

    def _append(self) -> BuyerRow:
        row = BuyerRow(self._today, first=not self.rows)
        row.set_narrow(self._narrow)
        row.changed.connect(self.changed)
        row.shared.connect(self._shared)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._order_stops()
        return row

    def _order_stops(self) -> None:
        """Tab goes through the lines and then on: what is made last would come last."""
        before: QWidget = self.pick.change
        for stop in (*(stop for row in self.rows for stop in row.stops()), self.add_link):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _remove(self, row: BuyerRow) -> None:
        if len(self.rows) == 1:
            return
        place = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._arrange()
        self.rows[max(0, place - 1)].name.line.setFocus()
        self.changed.emit()

    def _shared(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Numbers, shares that nobody typed, the sum, and what is shown at all."""
        chosen = self.customer_id() is not None
        self.pick.setVisible(not chosen)
        self.another.setVisible(chosen)
        name = tr("Customer {name}").format(name=self.pick.customer_name()) if chosen else ""
        self.title.set_note("　".join(part for part in (self._origin, name) if part))
        self._sheet.setVisible(self._with_buyers and (chosen or not self.rows[0].is_empty()))
        typed = [row.share.value() or 0 if row.share_typed else None for row in self.rows]
        for place, (row, share) in enumerate(zip(self.rows, filled_up(typed), strict=True), 1):
            row.set_place(place, alone=len(self.rows) == 1)
            if not row.share_typed and row.share.value() != share:
                row.share.set_value(share)
        total = self.total()
        right = total == TEN_THOUSAND
        words = tr("Shares together {sum}").format(sum=share_text(total))
        self.sum.setText(f"{words} ✓" if right else f"{words}　{_gap(total)}")
        self.sum.set_tone("ok" if right else "danger")

    def total(self) -> int:
        """All shares together, in ten-thousandths."""
        return sum(row.share.value() or 0 for row in self.rows)

    def buyers(self) -> tuple[Buyer, ...]:
        return tuple(row.buyer() for row in self.rows)

    def field(self, name: str) -> Field | None:
        """The field that a service names: ``buyers.2.identity``."""
        parts = name.split(".")
        if parts[0] != "buyers":
            return None
        if len(parts) == 3 and parts[1].isdigit() and 0 < int(parts[1]) <= len(self.rows):
            found = getattr(self.rows[int(parts[1]) - 1], parts[2], None)
            return found if isinstance(found, Field) else None
        return self.rows[0].share if name == "buyers.share" else self.rows[0].name

    def take_cursor(self) -> None:
        """The first thing to be typed here."""
        target = self.pick.search.line if self.pick.isVisibleTo(self) else self.rows[0].name.line
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _gap(total: int) -> str:
    if total < TEN_THOUSAND:
        return tr("{share} missing").format(share=share_text(TEN_THOUSAND - total))
    return tr("{share} too much").format(share=share_text(total - TEN_THOUSAND))
