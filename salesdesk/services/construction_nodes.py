"""Construction nodes (工程节点): the operator sets them up, sales control says when one is reached.

What is due on a node falls due from that day, for every order of the building at once; the day may be set right later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.errors import BadInput, Refusal, TryAgain
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.schedules import Event
from salesdesk.repository.building_work import LaterDue, NodeRow
from salesdesk.repository.guard_rules import GUARD_SENTENCES
from salesdesk.repository.work import Work
from salesdesk.services.later_dates import due_day
from salesdesk.services.office import Form
from salesdesk.services.typed import needed_text

LONGEST_NODE = 60
LAST_SORT = 1_000
SEE_ORDERS = (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.CUSTOMER_WRITE)


@dataclass(frozen=True)
class NodeLine:
    """A node with how many due items wait for it or have their day from it."""

    node: NodeRow
    dues: int


def construction_nodes(work: Work) -> tuple[NodeLine, ...]:
    """Every node of the project, with what depends on it as far as the person sees orders."""
    nodes = work.building_work.nodes()
    sees_orders = any(permission in work.actor.permissions for permission in SEE_ORDERS)
    dues = work.building_work.later_dues(Event.NODE) if sees_orders else []
    return tuple(NodeLine(node, len(_waiting(node, nodes, dues))) for node in nodes)


def node_names(work: Work) -> tuple[str, ...]:
    """What a line of a scheme may count from; each name once, in the office's order."""
    return tuple(dict.fromkeys(node.name for node in work.building_work.nodes()))


@dataclass(frozen=True, kw_only=True)
class NewNode(Form):
    """A node to be set up; of all buildings where ``building_id`` is None."""

    name: str
    building_id: int | None = None
    planned_on: date | None = None


def add_node(work: Work, form: NewNode) -> int:
    """Sets a node up; its id."""
    work.require(Permission.PROJECT_WRITE)
    name = needed_text(form.name, LONGEST_NODE, "name", mark("The node needs a name."))
    known = work.building_work.nodes()
    if any(node.name == name and node.building_id == form.building_id for node in known):
        raise BadInput(mark("There is a node of this name already."), field="name")
    work.touched.everything = True
    return work.building_work.add_node(form.building_id, name, form.planned_on, min(len(known) + 1, LAST_SORT))


@dataclass(frozen=True, kw_only=True)
class NodePlan(Form):
    """The day on which a node is planned to be reached."""

    node_id: int
    planned_on: date | None


def plan_node(work: Work, form: NodePlan) -> int:
    """Changes the planned day of a node; nothing falls due by it."""
    work.require(Permission.PROJECT_WRITE)
    node = _node(work, form.node_id)
    _write(work, node, {"planned_on": form.planned_on})
    return node.id


@dataclass(frozen=True, kw_only=True)
class NodeReached(Form):
    """The day on which a node was reached; None takes it back."""

    node_id: int
    reached_on: date | None


def reach_node(work: Work, form: NodeReached) -> int:
    """Says when a node was reached: what waited for it falls due from then on; how many due items.

    Raises:
        BadInput: the day lies ahead.
    """
    work.require(Permission.ORDER_WRITE)
    if form.reached_on is not None and form.reached_on > work.today:
        raise BadInput(mark("A node is reached on that day or before it, not ahead."), field="reached_on")
    node = _node(work, form.node_id)
    if node.reached_on == form.reached_on:
        raise Refusal(mark("Nothing is changed."))
    _write(work, node, {"reached_on": form.reached_on})
    dues = _waiting(node, work.building_work.nodes(), work.building_work.later_dues(Event.NODE, node=node.name))
    work.building_work.set_dates([(due, due_day(due, form.reached_on)) for due in dues])
    return len(dues)


def _node(work: Work, node_id: int) -> NodeRow:
    for node in work.building_work.nodes():
        if node.id == node_id:
            return node
    raise Refusal(mark("This node does not exist in this project."))


def _write(work: Work, node: NodeRow, values: dict[str, object]) -> None:
    if not work.building_work.change_node(node, values):
        raise TryAgain(GUARD_SENTENCES["old_view"])
    work.touched.everything = True


def _waiting(node: NodeRow, nodes: Iterable[NodeRow], dues: Iterable[LaterDue]) -> list[LaterDue]:
    """The due items that count from this very node: a building's own goes before that of all buildings."""
    named = [due for due in dues if due.node == node.name]
    if node.building_id is not None:
        return [due for due in named if due.building_id == node.building_id]
    own = {other.building_id for other in nodes if other.name == node.name and other.building_id is not None}
    return [due for due in named if due.building_id not in own]
