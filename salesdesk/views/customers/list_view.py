"""The list of customers: two lines each, painted; arrows or J and K walk it, Enter opens, more come while scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from salesdesk.domain.identity import mask_telephone
from salesdesk.services.rows import CustomerRow
from salesdesk.views.customers.list_model import CustomersModel, Listed
from salesdesk.views.customers.wording import due_words, joined, lamp_of, last_words
from salesdesk.views.kit.lamps import SIDE, lamp_word, paint_lamp
from salesdesk.views.kit.paint import CENTRE, LEFT, RIGHT, box, saved
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.rows import ROW_ROLE, GroupRow
from salesdesk.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT, _TEXT = 16, 14, 44
_TONES = {"overdue": "danger", "today": "warn", "upcoming": "ink_2", "": "ink_3"}
_NEAR_THE_END = 6
"""Rows before the last at which the next page is asked for."""


class CustomerList(QListView):
    """The list.

    Signals:
        chosen: the id of the customer under the cursor.
        opened: Enter or a double click on one.
        more_wanted: the last rows are in sight.
    """

    chosen = Signal(int)
    opened = Signal(int)
    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = CustomersModel()
        self.today = date(2000, 1, 1)
        self.shows_owner = False
        self._empty = ("", "")
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    # rows

    def show_rows(self, listed: Sequence[Listed]) -> None:
        """Shows these rows; the cursor stays on its customer, and the scroll where it is."""
        kept, scroll = self.customer_id(), self.verticalScrollBar().value()
        self.rows.show(listed)
        place = self.rows.place_of(kept) if kept else -1
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()

    def grow(self, listed: Sequence[Listed]) -> None:
        self.rows.grow(listed)

    def customer_id(self) -> int:
        """The customer under the cursor; 0 where there is none."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row.id if isinstance(row, CustomerRow) else 0

    def choose(self, customer_id: int) -> bool:
        """Puts the cursor on a customer; false where they are not listed."""
        place = self.rows.place_of(customer_id)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
            self.scrollTo(self.rows.index(place, 0))
        return place >= 0

    def choose_first(self) -> None:
        """Puts the cursor on the first customer, where there is any."""
        customers = self.rows.customers()
        if customers:
            self.choose(customers[0].id)

    def clear_choice(self) -> None:
        """The cursor stands on nobody: whom the screen shows is not listed here."""
        self.setCurrentIndex(QModelIndex())

    def set_empty(self, words: str, hint: str) -> None:
        """What stands in the middle while there is nobody."""
        self._empty = (words, hint)
        self.viewport().update()

    def _on_current(self) -> None:
        if customer_id := self.customer_id():
            self.chosen.emit(customer_id)
        self._look_ahead()

    def _look_ahead(self) -> None:
        last = self.indexAt(self.viewport().rect().bottomLeft())
        near = self.rows.rowCount() - _NEAR_THE_END
        if self.rows.rowCount() and (not last.isValid() or last.row() >= near or self.currentIndex().row() >= near):
            self.more_wanted.emit()

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key())) if plain else None
        if step is not None:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.customer_id():
            self.opened.emit(self.customer_id())
        elif event.text().isprintable() and event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next customer up or down, past a heading."""
        place = self.currentIndex().row() + by
        while 0 <= place < self.rows.rowCount():
            if isinstance(self.rows.index(place, 0).data(ROW_ROLE), CustomerRow):
                self.setCurrentIndex(self.rows.index(place, 0))
                return
            place += by
        if by < 0:
            self.scrollToTop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.customer_id():
            self.opened.emit(self.customer_id())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.customer_id():
            self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words, hint = self._empty
        if self.rows.rowCount() or not words:
            return
        look, painter = theme(), QPainter(self.viewport())
        area = self.viewport().rect().adjusted(16, 0, -16, 0)
        middle = CENTRE | Qt.TextFlag.TextWordWrap
        for size, tone, below, line in (("base", "ink_2", -11, words), ("small", "ink_3", 13, hint)):
            painter.setFont(look.font(size))
            painter.setPen(look.colour(tone))
            painter.drawText(area.translated(0, below), middle, line)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}


class _Delegate(QStyledItemDelegate):
    """Paints a customer in two lines, or a heading."""

    def __init__(self, view: CustomerList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(ROW_ROLE), GroupRow)
        return QSize(100, theme().size("table_head" if heading else "list_two_line"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW_ROLE), QRectF(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(row, GroupRow):
                self._heading(painter, rect, row)
                return
            self._ground(painter, rect, bool(option.state & QStyle.StateFlag.State_Selected), index)
            self._upper(painter, rect, row)
            self._lower(painter, rect, row)

    def _heading(self, painter: QPainter, rect: QRectF, row: GroupRow) -> None:
        look = theme()
        painter.fillRect(rect, look.colour("bg"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour("line"))
        inner = rect.adjusted(_LEFT, 0, -_RIGHT, -1)
        paint_text(painter, inner, row.words, look.font("small"), look.colour("ink_2"))
        paint_text(painter, inner, row.note, look.font("small"), look.colour("ink_3"), RIGHT)

    def _ground(self, painter: QPainter, rect: QRectF, selected: bool, index: Index) -> None:
        look = theme()
        if selected:
            painter.fillRect(rect, look.colour("accent_tint"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour("line"))
        if selected:
            accent = look.colour("accent")
            painter.fillRect(QRectF(rect.left(), rect.top(), look.size("edge"), rect.height()), accent)
            if self._view.hasFocus():
                for x, y, width, height in (
                    (rect.left(), rect.top(), rect.width(), 2), (rect.left(), rect.bottom() - 2, rect.width(), 2),
                    (rect.right() - 2, rect.top(), 2, rect.height()),
                ):  # fmt: skip
                    painter.fillRect(QRectF(x, y, width, height), accent)

    def _upper(self, painter: QPainter, rect: QRectF, row: CustomerRow) -> None:
        """Lamp, name, level; when the next contact is, on the right."""
        look = theme()
        lamp = lamp_of(row.next_contact_on, self._view.today)
        if lamp:
            paint_lamp(painter, QRectF(rect.left() + _LEFT, rect.top() + 10, SIDE, SIDE), lamp)
        line = QRectF(rect.left() + _TEXT, rect.top() + 7, rect.width() - _TEXT - _RIGHT, 22)
        due = due_words(row.next_contact_on, self._view.today) or last_words(row.last_contact_at, self._view.today)
        paint_text(painter, line, due, look.font("small"), look.colour(_TONES[lamp]), RIGHT)
        room = line.width() - look.metrics("small").horizontalAdvance(due) - 12
        name = min(look.metrics("base", True).horizontalAdvance(row.name), room - 24)
        paint_text(painter, QRectF(line.left(), line.top(), name, 22), row.name, look.font("base", True),
                   look.colour("ink"))  # fmt: skip
        paint_level(painter, QRectF(round(line.left() + name + 8), line.top() + 3, 16, 16), row.level)

    def _lower(self, painter: QPainter, rect: QRectF, row: CustomerRow) -> None:
        """Telephone without its middle and wish; the owner on the right where the list holds several people's."""
        look = theme()
        line = QRectF(rect.left() + _TEXT, rect.top() + 29, rect.width() - _TEXT - _RIGHT, 18)
        owner = row.owner_name if self._view.shows_owner else ""
        wide = min(look.metrics("small").horizontalAdvance(owner), 72)
        right = QRectF(line.right() - wide, line.top(), wide, 18)
        paint_text(painter, right, owner, look.font("small"), look.colour("ink_3"), RIGHT)
        words = joined((mask_telephone(row.telephone) if row.telephone else "", row.wish or row.channel))
        left = line.adjusted(0, 0, -(wide + 12 if owner else 0), 0)
        paint_text(painter, left, words, look.font("small"), look.colour("ink_3"), LEFT)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, CustomerRow):
            return False
        lamp = lamp_of(row.next_contact_on, self._view.today)
        words = (row.name, row.wish, row.owner_name, lamp_word(lamp) if lamp else "")
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, words)), view)
        return True


def paint_level(painter: QPainter, rect: QRectF, level: str) -> None:
    """The level of a customer in a small outlined box."""
    look = theme()
    box(painter, rect, look.colour("surface"), look.colour("line_strong"), 3)
    painter.setFont(look.font("mark"))
    painter.setPen(look.colour("ink_2"))
    painter.drawText(rect, CENTRE, level)
