"""Dialogs of construction nodes: a new one, the day it is planned on, the day it was reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.construction_nodes import (
    NewNode,
    NodeLine,
    NodePlan,
    NodeReached,
    add_node,
    plan_node,
    reach_node,
)
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_after_node import Ui_AfterNode
from salesdesk.views.forms.ui_after_node_day import Ui_AfterNodeDay
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed
from salesdesk.views.unit_actions.contracting import begin_at, chosen_day

EVERYWHERE = 0


class NewNodeDialog(ActionDialog):
    """A node of one building or of all."""

    def __init__(self, desk: Desk, buildings: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_AfterNode()
        self.ui.setupUi(self)
        self.ui.building.set_items([(EVERYWHERE, tr("all buildings")), *buildings])
        self.ui.building.set_key(EVERYWHERE)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"name": self.ui.name, "planned_on": self.ui.planned})
        self.ui.name.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_node

    def form(self) -> NewNode | None:
        name = typed(self.ui.name, tr("The node needs a name."))
        if name is None or not self.ui.planned.check():
            return None
        return NewNode(
            request_id=self.request_id, name=name, building_id=self.ui.building.key() or None,
            planned_on=self.ui.planned.value(),
        )  # fmt: skip


class NodeDayDialog(ActionDialog):
    """The day on which a node is planned, or was reached: then what waits for it falls due from it."""

    def __init__(
        self, desk: Desk, line: NodeLine, today: date, parent: QWidget | None = None, *, reached: bool
    ) -> None:
        super().__init__(desk, parent)
        self._node, self._reached = line.node, reached
        self.ui = Ui_AfterNodeDay()
        self.ui.setupUi(self)
        self.ui.title.setText(tr("Node reached") if reached else tr("Planned day of a node"))
        self.ui.about.setText(f"{line.node.building or tr('all buildings')}　{line.node.name}")
        counted = tr("{n} due items fall due counted from this day.").format(n=line.dues)
        self.ui.about_node.setText(counted if reached else tr("Nothing falls due by a planned day."))
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reached_on": self.ui.day, "planned_on": self.ui.day})
        stands = line.node.reached_on if reached else line.node.planned_on
        if stands is not None:
            self.ui.day.set_value(stands)
        if reached:
            begin_at(self.ui.day, today, None)
        else:
            self.ui.day.house_today = today
        self.ui.day.line.setFocus()
        self.ui.day.line.selectAll()

    def verb(self) -> Callable[[Any, Any], Any]:
        return reach_node if self._reached else plan_node

    def form(self) -> NodeReached | NodePlan | None:
        day = chosen_day(self.ui.day)
        if day is None:
            return None
        if self._reached:
            return NodeReached(request_id=self.request_id, node_id=self._node.id, reached_on=day)
        return NodePlan(request_id=self.request_id, node_id=self._node.id, planned_on=day)
