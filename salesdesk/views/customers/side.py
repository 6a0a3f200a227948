"""The right of the screen: what the customer wants and is, and their orders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.customers import CustomerStory
from salesdesk.services.rows import OrderRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.labels import Label, Link, ValueLine
from salesdesk.views.kit.marks import paint_mark
from salesdesk.views.kit.paint import RIGHT, focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.panel import Part
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme


class CustomerSide(Sheet):
    """Wish, facts, orders.

    Signals:
        edit_wanted: the customer shall be changed.
        give_wanted: the customer shall belong to somebody else.
        order_wanted: an order's id; it shall be opened.
    """

    edit_wanted = Signal()
    give_wanted = Signal()
    order_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", "l")
        self.facts = Part(tr("Customer"), link=tr("Edit"))
        self.edit = self.facts.link
        self.wish = _Paragraph()
        self.lines = {
            "level": ValueLine(tr("Level")), "channel": ValueLine(tr("Channel")),
            "referrer": ValueLine(tr("Referrer")), "address": ValueLine(tr("Address")),
        }  # fmt: skip
        self.wishes = Part(tr("Wish"))
        self.wishes.add(self.wish)
        for line in self.lines.values():
            self.facts.add(line)
        self.give = Link(tr("Give over to a colleague"))
        self.give.clicked.connect(self.give_wanted)
        self.facts.add(self.give)
        self.give.setVisible(desk.may(Permission.CUSTOMER_ASSIGN))
        self.orders = Part(tr("Orders"), note=" ")
        self._order_lines: list[OrderLine] = []
        self.no_order = Label(tr("No order yet"), "small", "ink_3")
        self.orders.add(self.no_order)
        self._may_edit = desk.may(Permission.CUSTOMER_WRITE)
        self.edit.setEnabled(self._may_edit)
        if not self._may_edit:
            self.edit.setToolTip(may_not(Permission.CUSTOMER_WRITE))
        self.edit.clicked.connect(self.edit_wanted)
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for part in (self.wishes, self.facts, self.orders):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scrolling(inner))

    def show_story(self, story: CustomerStory) -> None:
        customer = story.customer
        self.wish.setText(customer.wish or tr("Nothing noted yet"))
        self.wish.set_tone("ink" if customer.wish else "ink_3")
        for key, words in (
            ("level", customer.level), ("channel", customer.channel), ("referrer", customer.referrer),
            ("address", customer.address),
        ):  # fmt: skip
            self.lines[key].set_value(words or "—", "ink" if words else "ink_3")

    def show_orders(self, orders: Sequence[OrderRow], story: CustomerStory) -> None:
        """The customer's orders, newest first; Enter or a click opens one."""
        for line in self._order_lines:
            self.orders.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._order_lines = [OrderLine(order, story) for order in orders]
        for line in self._order_lines:
            self.orders.add(line)
            line.opened.connect(self.order_wanted)
        self.no_order.setVisible(not orders)
        self.orders.note.setText(f"{len(orders)}" if orders else "")

    def order_lines(self) -> list[OrderLine]:
        return list(self._order_lines)


class _Paragraph(Label):
    """Text of any length, as high as its lines are: a part of a panel is never higher than it asks for."""

    def __init__(self) -> None:
        super().__init__("", wrap=True)

    def setText(self, words: str) -> None:
        super().setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(self.heightForWidth(self.width()), theme().line("base")))


class OrderLine(QAbstractButton):
    """One order: mark, unit, stage and date, price; Enter or a click opens it."""

    opened = Signal(int)

    def __init__(self, order: OrderRow, story: CustomerStory) -> None:
        super().__init__()
        self._order = order
        day = short_date(order.signed_on, story.today) if order.signed_on else ""
        self._note = " ".join(filter(None, (tr(STAGE_WORDS[order.stage]), day)))
        self._total = format_yuan(order.total_fen) if order.total_fen is not None else "—"
        self.setText(f"{order.unit_label} {self._note} {self._total}")
        self.setAccessibleName(self.text())
        self.setToolTip(tr("Order {number}, {buyers}").format(number=order.number, buyers=order.buyers))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.opened.emit(order.id))

    def sizeHint(self) -> QSize:
        return QSize(240, 44)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), look.colour("surface_alt"))
        cancelled = self._order.stage is Stage.CANCELLED
        ink = look.colour("ink_3" if cancelled else "ink")
        if not cancelled:
            paint_mark(painter, QRectF(0, 4, 16, 16), self._order.stage.value)
        left = 0 if cancelled else 24
        width = self.width()
        total = look.metrics("base", True).horizontalAdvance(self._total)
        price = QRectF(width - total - 1, 1, total + 1, 22)
        paint_text(painter, price, self._total, look.font("base", True), ink, RIGHT)
        unit = QRectF(left, 1, price.left() - left - 8, 22)
        paint_text(painter, unit, self._order.unit_label, look.font("base", True), ink)
        note = QRectF(left, 22, width - left, 18)
        paint_text(painter, note, self._note, look.font("small"), look.colour("ink_3"))
        paint_text(painter, note, self._order.consultant, look.font("small"), look.colour("ink_3"), RIGHT)
        painter.fillRect(QRectF(0, self.height() - 1, width, 1), look.colour("line"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
