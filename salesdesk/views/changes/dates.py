"""Section 1 of a postponement: the open due items with their dates as they are and as they shall be."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.change_lines import item_words
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.states import Stage
from salesdesk.services.change_forms import ChangeStart
from salesdesk.views.deal.words import due_day
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.figures import NumberEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.section import Line, SectionTitle

CONTRACT = 0
MOST_DAYS = 3650
_WIDTHS = (120, 112, 116, 180)


class DatesSection(QWidget):
    """``changed`` tells any edit. A date that is left as it is stays out of the form."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.today()
        self.was: dict[int, date] = {}
        self.edits: dict[int, DateEdit] = {}
        self.days = NumberEdit(least=1, most=MOST_DAYS, unit=tr("days"))
        self.days.set_name(tr("Days later for all"))
        self.days.setFixedWidth(104)
        self.shift = Button(tr("Move all later"))
        self.shift.clicked.connect(self.shift_all)
        self.none = Label(tr("Nothing is open any more whose date could move."), "small", "ink_3")
        self._rows = QWidget()
        self._box = QVBoxLayout()
        self._box.addWidget(self._rows)
        title = SectionTitle(tr("New dates"), cap="1")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.days, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.shift, 0, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(self._box)
        column.addWidget(self.none)
        column.addLayout(foot)

    def show_start(self, start: ChangeStart) -> None:
        """The open due items of an order that have a date; the contract's day while it is not signed."""
        self._today = start.today
        self.was, self.edits = {}, {}
        rows = list[tuple[int, str, str, date]]()
        order = start.order
        if order.stage is Stage.SUBSCRIBED and order.contract_due_on is not None:
            rows.append((CONTRACT, tr("Contract to be signed by"), "", order.contract_due_on))
        rows += [
            (state.due.seq, item_words(state.due), format_yuan(state.open_fen), state.due.due_on)
            for state in start.dues
            if state.open_fen > 0 and state.due.due_on is not None
        ]
        self._replace(self._grid(rows))
        self.none.setVisible(not rows)
        self.days.set_value(None)
        why = None if rows else tr("Nothing is open any more whose date could move.")
        self.shift.set_refusal(why)

    def _grid(self, rows: list[tuple[int, str, str, date]]) -> QWidget:
        grid = QWidget()
        cells = QGridLayout(grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(16)
        cells.setVerticalSpacing(4)
        heads = (tr("Item"), tr("Still owed"), tr("Due on"), tr("New date"))
        for place, words in enumerate(heads):
            align = RIGHT if place == 1 else Qt.AlignmentFlag.AlignLeft
            cells.addWidget(Label(words, "small", "ink_3", align=align), 0, place)
            cells.setColumnMinimumWidth(place, _WIDTHS[place])
        cells.addWidget(Line(strong=True), 1, 0, 1, len(heads) + 1)
        cells.setColumnStretch(len(heads), 1)
        for place, (seq, words, owed, day) in enumerate(rows, 2):
            edit = DateEdit(today=lambda: self._today, earliest=lambda day=day: day)  # type: ignore[misc]
            edit.set_name(f"{words} {tr('New date')}")
            edit.set_value(day)
            edit.setFixedWidth(_WIDTHS[3])
            edit.value_changed.connect(lambda _: self.changed.emit())
            self.was[seq], self.edits[seq] = day, edit
            cells.addWidget(Label(words), place, 0)
            cells.addWidget(Label(owed, align=RIGHT), place, 1)
            cells.addWidget(Label(due_day(day, self._today), tone="ink_2"), place, 2)
            cells.addWidget(edit, place, 3)
        return grid

    def _replace(self, rows: QWidget) -> None:
        old, self._rows = self._rows, rows
        self._box.replaceWidget(old, rows)
        old.hide()
        old.deleteLater()

    def shift_all(self) -> None:
        """Every date so many days later than it is now."""
        days = self.days.value()
        if days is None:
            self.days.refuse(tr("By how many days?"))
            self.days.line.setFocus()
            return
        for seq, edit in self.edits.items():
            edit.set_value(self.was[seq] + timedelta(days=days))
            edit.check()
        self.changed.emit()

    def due_on(self) -> tuple[tuple[int, date], ...]:
        """The new dates by the number of the due item."""
        return tuple((seq, day) for seq, day in self._moved() if seq != CONTRACT)

    def contract_due_on(self) -> date | None:
        return next((day for seq, day in self._moved() if seq == CONTRACT), None)

    def _moved(self) -> list[tuple[int, date]]:
        found = ((seq, edit.value()) for seq, edit in self.edits.items())
        return [(seq, day) for seq, day in found if day is not None and day != self.was[seq]]

    def problem(self) -> str:
        return next((words for edit in self.edits.values() if (words := edit.problem())), "")

    def field(self, name: str) -> Field | None:
        """The first date that was changed, which is what the service complains about; the contract's by its name."""
        if name == "contract_due_on":
            return self.edits.get(CONTRACT)
        if name != "due_on":
            return None
        first = next((seq for seq, _ in self._moved()), next(iter(self.edits), None))
        return self.edits.get(first) if first is not None else None

    def take_cursor(self) -> None:
        first = next(iter(self.edits.values()), None)
        if first is not None:
            first.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
