"""What every change needs: its reason, and where they belong to it a fee, a penalty, and how the unit returns."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.segmented import Segmented

MOST_REASON, MOST_PROOF = 300, 200
_NOUN = 96


class ReasonSection(QWidget):
    """The last section, with the digit of its cap; only the fields that were asked for are there. ``changed`` tells any
    edit."""

    changed = Signal()

    def __init__(
        self, cap: int, *, fee: bool = False, penalty: bool = False, returns: bool = False, proof: bool = False
    ) -> None:
        super().__init__()
        self.reason = TextField(tr("Why it is asked for"), most=MOST_REASON)
        self.fee = MoneyEdit("0.00")
        self.penalty = MoneyEdit("0.00")
        self.proof = TextField(tr("Marriage certificate, household register …"), most=MOST_PROOF)
        states = (SaleState.AVAILABLE, SaleState.HELD)
        self.returns = Segmented([(state.value, tr(STATE_WORDS[state])) for state in states])
        self.last: QWidget = self.reason.line
        """Where Tab stops last; the button comes next."""
        self.returns.setSizePolicy(self.returns.sizePolicy().Policy.Fixed, self.returns.sizePolicy().Policy.Fixed)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _NOUN)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionTitle(tr("Reason and conditions"), cap=str(cap)))
        column.addLayout(self._grid)
        self._add(tr("Reason"), self.reason)
        if penalty:
            self._add(tr("Kept as penalty"), self.penalty, narrow=True)
        if fee:
            self._add(tr("Handling fee"), self.fee, narrow=True)
        if returns:
            self._add(tr("The unit returns"), self.returns, narrow=True)
        if proof:
            self._add(tr("Proof of the relation"), self.proof)
        for field in (self.reason, self.proof):
            field.edited.connect(self.changed)
        for sum_field in (self.fee, self.penalty):
            sum_field.value_changed.connect(lambda _: self.changed.emit())
        self.returns.chosen.connect(lambda _: self.changed.emit())

    def _add(self, noun: str, widget: QWidget, *, narrow: bool = False) -> None:
        place = self._grid.rowCount()
        if isinstance(widget, Field):
            widget.set_name(noun)
            self.last = widget.line
        else:
            widget.setAccessibleName(noun)
            self.last = widget
        label = Label(noun, "base", "ink_2")
        label.setContentsMargins(0, 5, 0, 5)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        if not narrow:
            self._grid.addWidget(widget, place, 1)
            return
        row = QHBoxLayout()
        if isinstance(widget, MoneyEdit):
            widget.setFixedWidth(180)
        row.addWidget(widget)
        row.addStretch(1)
        self._grid.addLayout(row, place, 1)

    def fee_fen(self) -> int:
        return self.fee.value() or 0

    def penalty_fen(self) -> int:
        return self.penalty.value() or 0

    def problem(self) -> str:
        """What is missing or cannot be read here; empty when all is right."""
        for field in (self.fee, self.penalty):
            if not field.isHidden() and field.text().strip() and field.value() is None:
                return field.problem() or tr("This sum cannot be read.")
        return "" if self.reason.text().strip() else tr("A request needs its reason.")

    def reset(self) -> None:
        self.reason.set_text("")
        self.proof.set_text("")
        self.fee.set_value(None)
        self.penalty.set_value(None)
        self.returns.set_key(SaleState.AVAILABLE.value)

    def take_cursor(self) -> None:
        self.reason.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
