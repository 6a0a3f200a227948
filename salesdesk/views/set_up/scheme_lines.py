"""The lines of a scheme being made, in the order in which they fall due: added, moved, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money_items import DEFAULT_ITEMS, MoneyClass, MoneyItem
from salesdesk.domain.schedules import Event, SchemeLine
from salesdesk.views.kit.labels import Link
from salesdesk.views.set_up.scheme_line import SchemeLineEdit

MOST = 12
_NEXT_LINE = SchemeLine("stage_payment", MoneyClass.PRICE, Event.CONTRACT, days=30)


def first_lines(earnest_fen: int) -> tuple[SchemeLine, ...]:
    """What every scheme begins with: earnest money, where the project asks for any, and what is left."""
    earnest = SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, amount_fen=earnest_fen)
    rest = SchemeLine("balance", MoneyClass.PRICE, Event.SUBSCRIPTION, days=30, takes_rest=True)
    return (earnest, rest) if earnest_fen else (rest,)


class SchemeLines(QWidget):
    """See the module. Signals:

    edited: something of some line changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[SchemeLineEdit] = []
        self._items: Sequence[MoneyItem] = DEFAULT_ITEMS
        self._nodes: Sequence[str] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.more = Link(tr("Add a line"))
        self.more.clicked.connect(self.add_next)
        self._column.addWidget(self.more)
        for keys, slot in (("Ctrl+L", self.add_next), ("Alt+Up", lambda: self._move(-1)),
                           ("Alt+Down", lambda: self._move(1)), ("Ctrl+Delete", self._remove_here)):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def set_offer(self, items: Sequence[MoneyItem], nodes: Sequence[str]) -> None:
        """The money items and construction nodes that lines are made of."""
        self._items, self._nodes = items, nodes
        for line in self.lines:
            line.set_offer(items, nodes)

    def show_lines(self, lines: Sequence[SchemeLine]) -> None:
        """These lines instead of those that stand there."""
        for line in list(self.lines):
            self._drop(line)
        for each in lines:
            self._add(each)
        self.edited.emit()

    def add_next(self) -> None:
        """Another line, before the one that takes the rest; the cursor goes there."""
        if len(self.lines) >= MOST:
            return
        place = next((n for n, line in enumerate(self.lines) if line.line().takes_rest), len(self.lines))
        self._add(_NEXT_LINE, place)
        self.lines[place].item.setFocus()
        self.edited.emit()

    def _add(self, line: SchemeLine, place: int | None = None) -> None:
        place = len(self.lines) if place is None else place
        edit = SchemeLineEdit(line, self._items, self._nodes)
        edit.edited.connect(self.edited)
        edit.removed.connect(self._remove)
        self._column.insertWidget(place, edit)
        self.lines.insert(place, edit)
        self._in_tab_order()

    def _in_tab_order(self) -> None:
        """Lines that were put in between are reached where they stand."""
        for before, after in zip(self.lines, self.lines[1:], strict=False):
            QWidget.setTabOrder(before.less_earnest, after.item)

    def _here(self) -> SchemeLineEdit | None:
        cursor = QApplication.focusWidget()
        return next((line for line in self.lines if cursor is not None and line.isAncestorOf(cursor)), None)

    def _move(self, by: int) -> None:
        """Moves the line with the cursor up or down."""
        line = self._here()
        if line is None or not 0 <= (place := self.lines.index(line) + by) < len(self.lines):
            return
        cursor = QApplication.focusWidget()
        self.lines.remove(line)
        self.lines.insert(place, line)
        self._column.removeWidget(line)
        self._column.insertWidget(place, line)
        self._in_tab_order()
        if cursor is not None:
            cursor.setFocus()
        self.edited.emit()

    def _remove_here(self) -> None:
        if (line := self._here()) is not None:
            self._remove(line)

    def _remove(self, line: SchemeLineEdit) -> None:
        place = self.lines.index(line)
        self._drop(line)
        if self.lines:
            self.lines[min(place, len(self.lines) - 1)].item.setFocus()
        self.edited.emit()

    def _drop(self, line: SchemeLineEdit) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def scheme_lines(self) -> tuple[SchemeLine, ...]:
        return tuple(line.line() for line in self.lines)
