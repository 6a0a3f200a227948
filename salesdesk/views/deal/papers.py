"""Section 5: which papers leave the printer once the subscription is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.section import SectionTitle


class PapersSection(QWidget):
    """Ticks; in the system first, on paper after."""

    def __init__(self) -> None:
        super().__init__()
        self.title = SectionTitle(tr("Papers to print"), cap="5", note=tr("In the system first, on paper after"))
        self.agreement = CheckBox(tr("Subscription agreement"))
        self.contract = CheckBox(tr("Contract draft"))
        self.agreement.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        for box in (self.agreement, self.contract):
            row.addWidget(box)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(row)

    def wanted(self) -> tuple[str, ...]:
        """The kinds to print, in order."""
        boxes = (("agreement", self.agreement), ("contract", self.contract))
        return tuple(kind for kind, box in boxes if box.isChecked())

    def take_cursor(self) -> None:
        self.agreement.setFocus(Qt.FocusReason.ShortcutFocusReason)
