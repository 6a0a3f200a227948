"""What may go back, item by item: what came in, and a field for what is paid back of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import MoneyClass, MoneyItem
from salesdesk.services.rows import EntryLine
from salesdesk.views.cashier.payable import item_name
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.paint import LEFT, RIGHT
from salesdesk.views.kit.section import Line
from salesdesk.views.theme import theme

_TOP = Qt.AlignmentFlag.AlignTop
Key = tuple[MoneyClass, str]


class RefundLines(QWidget):
    """A row for each item that holds money. More than came in is refused at its field.

    Signals:
        changed: one of the sums changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._came_in: dict[Key, int] = {}
        self.edits: dict[Key, MoneyEdit] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.total = ValueLine(tr("Goes back"), "0.00", strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addWidget(Line())
        column.addWidget(self.total)

    def show_items(self, came_in: Mapping[Key, int], items: Sequence[MoneyItem]) -> None:
        """The items that hold money, with what came in for each; fen."""
        self._came_in = {key: amount for key, amount in came_in.items() if amount > 0}
        nouns = (tr("Money item"), tr("Came in"), tr("Goes back"))
        for place, words in enumerate(nouns):
            self._grid.addWidget(Label(words, "small", "ink_3", align=RIGHT if place else LEFT), 0, place)
        for row, (key, amount) in enumerate(self._came_in.items(), 1):
            edit = MoneyEdit()
            edit.setFixedWidth(150)
            name = item_name(key[1], tuple(items))
            edit.set_name(name)
            edit.value_changed.connect(self._show_total)
            edit.settled.connect(self.check)
            self.edits[key] = edit
            noun, came = Label(name, elide=True), Label(format_yuan(amount), align=RIGHT)
            for label in (noun, came):
                label.setFixedHeight(theme().size("control"))
            for place, widget in enumerate((noun, came, edit)):
                self._grid.addWidget(widget, row, place, _TOP)

    def take_cursor(self) -> None:
        for edit in self.edits.values():
            edit.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return

    def total_fen(self) -> int:
        return sum(edit.value() or 0 for edit in self.edits.values())

    def _show_total(self) -> None:
        self.total.set_value(format_yuan(self.total_fen()))
        self.changed.emit()

    def check(self) -> bool:
        """Whether every sum can be taken; the first that cannot says so and takes the cursor when asked for."""
        return self._refused() is None

    def _refused(self) -> MoneyEdit | None:
        wrong: MoneyEdit | None = None
        for key, edit in self.edits.items():
            fits = edit.check()
            value = edit.value()
            if fits and value is not None and not 0 <= value <= self._came_in[key]:
                words = mark("{available} yuan came in for this item; {wanted} cannot go back.")
                sums = {"available": format_yuan(self._came_in[key]), "wanted": format_yuan(value)}
                edit.refuse(BadInput(words, **sums))
                fits = False
            wrong = wrong if fits or wrong else edit
        return wrong

    def lines(self) -> tuple[EntryLine, ...] | None:
        """What goes back, positive sums; ``None`` when something is refused or nothing is typed, which is then said."""
        wrong = self._refused()
        if wrong is None and not self.total_fen():
            wrong = next(iter(self.edits.values()), None)
            if wrong is not None:
                wrong.refuse(tr("How much goes back?"))
        if wrong is not None or not self.edits:
            if wrong is not None:
                wrong.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return None
        return tuple(
            EntryLine(item, klass.value, amount)
            for (klass, item), edit in self.edits.items()
            if (amount := edit.value())
        )
