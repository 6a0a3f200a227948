"""A project without units: what it needs next, and who can do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.empty import EmptyState

_LEAD_TO: tuple[tuple[str, dict[str, str]], ...] = (("import", {}), ("set-up", {"place": "units"}))


class NothingHere(EmptyState):
    """Tells `wanted` with the key of a screen and what it should show."""

    wanted = Signal(str, dict)

    def __init__(self, permissions: frozenset[Permission]) -> None:
        may = Permission.UNIT_WRITE in permissions
        hint = (
            tr("Import the price list as it was filed, or generate the units from a pattern of floors.")
            if may
            else tr("The business operator imports the price list; then the board stands here.")
        )
        super().__init__("board", tr("This project has no units yet"), hint)
        self.buttons: list[Button] = []
        if may:
            self.buttons = [PrimaryButton(tr("Import price list")), Button(tr("Generate units"), tall=True)]
            row = QHBoxLayout()
            row.setSpacing(8)
            row.setAlignment(Qt.AlignmentFlag.AlignCenter)
            for button, there in zip(self.buttons, _LEAD_TO, strict=True):
                button.clicked.connect(lambda _=False, there=there: self.wanted.emit(*there))
                row.addWidget(button)
            column = self.layout()
            if isinstance(column, QBoxLayout):
                column.insertSpacing(column.count() - 1, 8)
                column.insertLayout(column.count() - 1, row)
