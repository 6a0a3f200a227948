"""What is done with construction nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from salesdesk.domain.i18n import tr
from salesdesk.services.construction_nodes import NodeLine, NodeReached, reach_node
from salesdesk.services.office import new_request_id
from salesdesk.views.after_contract.node_dialogs import NewNodeDialog, NodeDayDialog
from salesdesk.views.kit import messages

if TYPE_CHECKING:
    from salesdesk.views.after_contract.screen import AfterContractScreen


class NodeDoing:
    """The acts of the page of nodes. ``dialog`` is the one that is open."""

    def __init__(self, screen: AfterContractScreen) -> None:
        self._screen, self._desk = screen, screen.desk
        self.dialog: QDialog | None = None
        screen.nodes.new_wanted.connect(self.add)
        screen.nodes.day_wanted.connect(self.day)
        screen.nodes.back_wanted.connect(self.take_back)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add(self) -> None:
        self._open(NewNodeDialog(self._desk, self._screen.reading.buildings, self._screen))

    def day(self, line: NodeLine | None, reached: bool) -> None:
        button = self._screen.nodes.reach if reached else self._screen.nodes.plan
        if line is not None and not button.refusal():
            self._open(NodeDayDialog(self._desk, line, self._screen.reading.day, self._screen, reached=reached))

    def take_back(self, line: NodeLine | None) -> None:
        """What fell due by the node waits for it again."""
        if line is None:
            return
        form = NodeReached(request_id=new_request_id(), node_id=line.node.id, reached_on=None)
        told = tr("{n} due items wait for the node again.")
        self._desk.perform(
            self._screen, reach_node, form, lambda count: messages.say(told.format(n=count)), messages.refuse
        )
