"""How the money comes: one method by its digit, or several that share the sum."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.money_items import Method
from salesdesk.views.cashier.draft import Draft, Part
from salesdesk.views.cashier.wording import METHODS, method_word
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.paint import RIGHT, box
from salesdesk.views.kit.segmented import MethodBar
from salesdesk.views.theme import theme

_MOST = 5


class _PartRow(QWidget):
    """One of several methods: its word, its sum, a button that takes it away. The first takes what is left."""

    def __init__(self, owner: TenderEdit, place: int) -> None:
        super().__init__()
        self._owner, self.place = owner, place
        self.here = False
        self.word = Label("", medium=True)
        self.rest = Label("", align=RIGHT)
        self.edit = MoneyEdit()
        self.remove = IconButton("close", tr("Take this method away"))
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 3, 4, 3)
        line.setSpacing(8)
        line.addWidget(self.word)
        line.addStretch(1)
        if place:
            self.edit.setFixedWidth(150)
            self.edit.set_name(tr("Sum by this method"))
            line.addWidget(self.edit)
            line.addWidget(self.remove)
            self.edit.value_changed.connect(lambda value: owner.set_sum(place, value))
            self.remove.clicked.connect(lambda: owner.remove(place))
            on_enter(self.edit.line, owner.leave)
        else:
            self.setFixedHeight(34)
            line.addWidget(self.rest)
            line.addSpacing(32)
        self.edit.line.installEventFilter(owner)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._owner.go_to(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.colour("accent_tint" if self.here else "surface"))


class TenderEdit(QWidget):
    """The methods of a `Draft`. ``+`` adds one, digits choose the method of the present one.

    Signals:
        changed: a method or a sum changed.
        present: another part is the present one (its reference is shown).
        done: Enter: on to the next field.
    """

    changed = Signal()
    present = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self._place = 0
        self.bar = MethodBar([(method.value, method_word(method)) for method in METHODS])
        self.more = Link(tr("Another method too  +"))
        self._rows: list[_PartRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.bar.chosen.connect(self._choose)
        self.more.clicked.connect(self.add)

    def show_draft(self, draft: Draft) -> None:
        """Another draft, or the same with another sum."""
        if draft is not self._draft:
            self._draft, self._place = draft, 0
        if len(self._rows) != (len(draft.parts) if len(draft.parts) > 1 else 0):
            self._build()
        self._refresh()

    def part(self) -> Part:
        """The present way of payment."""
        return self._draft.parts[self._place]

    def _build(self) -> None:
        for old in self._rows:
            old.hide()
            old.deleteLater()
        several = len(self._draft.parts) > 1
        self._rows = [_PartRow(self, place) for place in range(len(self._draft.parts))] if several else []
        for row in self._rows:
            row.edit.set_value(self._draft.parts[row.place].amount_fen)
            self._list.addWidget(row)

    def _refresh(self) -> None:
        self._show_method()
        for row in self._rows:
            row.here = row.place == self._place
            method = self._draft.parts[row.place].method
            row.word.setText(method_word(method) if method else tr("Method?"))
            row.update()
        if self._rows:
            rest = self._draft.first_part_fen
            self._rows[0].rest.setText(format_yuan(rest))
            self._rows[0].rest.set_tone("ink" if rest > 0 else "danger")
        self.more.setVisible(len(self._draft.parts) < _MOST)

    def _show_method(self) -> None:
        method = self.part().method
        if method is None:
            self.bar.clear()
        else:
            self.bar.set_key(method.value)

    def _choose(self, key: str) -> None:
        self.part().method = Method(key)
        self._refresh()
        self.changed.emit()

    def add(self) -> None:
        """Another method that takes part of the sum; its digit, Enter, its sum."""
        if len(self._draft.parts) >= _MOST:
            return
        self._draft.parts.append(Part())
        self._place = len(self._draft.parts) - 1
        self._build()
        self._refresh()
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()
        self.present.emit()

    def remove(self, place: int) -> None:
        """The sum of this method goes back to the first."""
        del self._draft.parts[place]
        self._place = 0
        self._build()
        self._refresh()
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()
        self.present.emit()

    def go_to(self, place: int) -> None:
        """Make this part the present one."""
        if place != self._place and place < len(self._draft.parts):
            self._place = place
            self._refresh()
            self.present.emit()

    def set_sum(self, place: int, value: int | None) -> None:
        self._draft.parts[place].amount_fen = value
        self._refresh()
        self.changed.emit()

    def leave(self) -> None:
        """Enter: to the method or the sum that is missing, else on."""
        if self.part().method is None:
            self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        for row in self._rows[1:]:
            if not self._draft.parts[row.place].amount_fen:
                self.go_to(row.place)
                row.edit.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and self.bar.hasFocus():
            self.add()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.bar.hasFocus() and self._place:
            self.remove(self._place)
        else:
            super().keyPressEvent(event)
