"""A commission scheme tried on a deal of the office: its number typed, its working beneath, nothing stored."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.commission import CommissionRules, SchemeFor
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.commission_schemes import TriedDeal, try_scheme, why_not_try
from salesdesk.views.commission.parts import working_widget
from salesdesk.views.desk import Desk
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.labels import Label

_PAUSE_MS = 250


class TryDeal(QWidget):
    """Asks by what `set_rules` gave last; a new number is asked after a pause in typing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rules: CommissionRules | None = None
        self._kind = SchemeFor.CONSULTANT
        self._working: QWidget | None = None
        self.tried: TriedDeal | None = None
        self.number = TextField(tr("Order or home, e.g. 3-1604"), most=40)
        self.number.set_name(tr("Order or home, e.g. 3-1604"))
        self.number.setFixedWidth(180)
        self.note = Label("", "small", "ink_3", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.number.edited.connect(self._pause.start)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(tr("Tried on a deal"), "small", "ink_2"))
        row.addWidget(self.number)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(row)
        self._column.addWidget(self.note)
        against = why_not_try(desk.office.permissions)
        self.number.setEnabled(against is None)
        self.note.setText(str(against) if against is not None else "")

    def set_rules(self, rules: CommissionRules | None, kind: SchemeFor) -> None:
        """What is tried; nothing where the rules do not add up."""
        self._rules, self._kind = rules, kind
        self._ask()

    def _ask(self) -> None:
        number, rules, kind = self.number.text().strip(), self._rules, self._kind
        if not self.number.isEnabled():
            return
        if not number or rules is None:
            self._show(None, "")
            return

        def still() -> bool:
            return (number, rules, kind) == (self.number.text().strip(), self._rules, self._kind)

        def done(found: TriedDeal) -> None:
            if still():
                self._show(found, f"{found.label}　{found.number}")

        def failed(refusal: Refusal) -> None:
            if still():
                self._show(None, str(refusal))

        self.desk.ask(self, try_scheme, rules, kind.value, number, done=done, failed=failed)

    def _show(self, tried: TriedDeal | None, note: str) -> None:
        self.tried = tried
        self.note.setText(note)
        if self._working is not None:
            self._working.hide()
            self._working.deleteLater()
            self._working = None
        if tried is not None:
            self._working = working_widget(tried.lines, told_apart=1)
            self._column.addWidget(self._working)
