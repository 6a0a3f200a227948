"""Carries out what was chosen for a unit: a dialog of the counter, or the screen where it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.board import UnitPanel
from salesdesk.views.board_view.verbs import WORDS, Action
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class Doing(QObject):
    """``finished`` when a dialog closes: the keyboard goes back to the board."""

    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent

    def do(self, action: Action, panel: UnitPanel) -> None:
        """Begins the action for a unit; whether it may be, was asked before."""
        unit_id, order_id = panel.unit.id, panel.unit.order_id
        if action in (Action.SUBSCRIBE, Action.QUOTE):
            self._desk.go.emit("deal", {"unit_id": unit_id, "mode": action.value})
        elif action is Action.CASHIER:
            self._desk.go.emit("cashier", {"order_id": order_id})
        elif action is Action.ORDER:
            self.open_order(order_id)
        else:
            self._open(action, self._dialog(action, panel), panel.unit.label)

    def open_order(self, order_id: int | None) -> None:
        self._desk.go.emit("orders", {"order_id": order_id})

    def _dialog(self, action: Action, panel: UnitPanel) -> ActionDialog:
        from salesdesk.views.unit_actions import holding, launching, reserving

        label, unit_id = panel.unit.label, panel.unit.id
        if action is Action.HOLD:
            return holding.HoldDialog(self._desk, label, unit_id, self._window)
        if action is Action.RELEASE:
            return holding.ReleaseDialog(self._desk, label, unit_id, self._window)
        if action is Action.RESERVE:
            return reserving.ReserveDialog(self._desk, label, unit_id, self._window)
        if action is Action.WITHDRAW:
            return launching.WithdrawDialog(self._desk, [unit_id], self._window)
        return launching.LaunchDialog(self._desk, [unit_id], self._window)

    def launch(self, unit_ids: Sequence[int]) -> None:
        """Launches several units at once."""
        from salesdesk.views.unit_actions.launching import LaunchDialog

        self._open(Action.LAUNCH, LaunchDialog(self._desk, unit_ids, self._window), "")

    def _open(self, action: Action, dialog: ActionDialog, label: str) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = tr("{what} done").format(what=tr(WORDS[action]))
        dialog.carried_out.connect(lambda _: messages.say(f"{label} {words}".strip()))
        dialog.finished.connect(self.finished)
        dialog.open()
