"""Construction nodes: what is due on one falls due when it is reached, for every order of the building."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.schedules import Event, SchemeKind, SchemeLine, price_sum
from salesdesk.repository.recount import Recount
from salesdesk.services.construction_nodes import (
    NewNode,
    NodeLine,
    NodePlan,
    NodeReached,
    add_node,
    construction_nodes,
    node_names,
    plan_node,
    reach_node,
)
from salesdesk.services.postponements import FinishPostponement, Postponement, ask_postponement, finish_postponement
from salesdesk.services.recount import recount
from salesdesk.services.schemes import NewScheme, add_scheme
from tests.services.after_helpers import contracted, detail
from tests.services.change_helpers import agree
from tests.support.office import House

TOPPED = "结构封顶"


def staged(house: House) -> str:
    """A scheme whose second part is due ten days after the topping out."""
    lines = (
        SchemeLine("earnest", MoneyClass.PRICE, Event.SUBSCRIPTION, amount_fen=5_000_000),
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.NODE, days=10, share_millionths=400_000, node=TOPPED),
        SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, days=30, takes_rest=True),
    )
    house.desk("operator").perform(add_scheme, NewScheme(name="封顶付", kind=SchemeKind.STAGES, lines=lines))
    return "封顶付"


def node(house: House, building: str | None = None) -> int:
    building_id = (
        house.desk("operator").read(lambda work: dict((n, i) for i, n in work.units.buildings())).get(building or "")
    )
    return house.desk("operator").perform(add_node, NewNode(name=TOPPED, building_id=building_id))


def reached(house: House, node_id: int, day: date | None) -> int:
    return house.desk("control").perform(reach_node, NodeReached(node_id=node_id, reached_on=day))


def waits(house: House, order_id: int) -> date | None:
    [due] = [due for due in detail(house, order_id).dues if due.event is Event.NODE]
    return due.due_on


def lines(house: House) -> tuple[NodeLine, ...]:
    return house.desk("control").read(construction_nodes)


def test_what_waits_for_a_node_falls_due_when_it_is_reached(house: House) -> None:
    node_id, order_id = node(house), contracted(house, scheme=staged(house))
    assert waits(house, order_id) is None
    assert [line.dues for line in lines(house)] == [1]
    assert reached(house, node_id, house.today) == 1
    assert waits(house, order_id) == house.today + timedelta(days=10)
    order = detail(house, order_id)
    assert order.working is not None
    assert price_sum(order.dues) == order.working.total_fen


def test_a_node_that_is_reached_while_a_change_waits_for_its_answer_dates_the_new_terms(house: House) -> None:
    node_id, order_id, control = node(house), contracted(house, scheme=staged(house)), house.desk("control")
    last = detail(house, order_id).dues[-1]
    assert last.due_on is not None
    form = Postponement(order_id=order_id, due_on=((last.seq, last.due_on + timedelta(days=9)),), reason="资金周转")
    on_request = control.perform(ask_postponement, form)
    agree(house, on_request)
    reached(house, node_id, house.today)
    control.perform(finish_postponement, FinishPostponement(on_request=on_request))
    assert detail(house, order_id).terms_version == 3
    assert waits(house, order_id) == house.today + timedelta(days=10)


def test_the_day_of_a_node_is_set_right_later(house: House) -> None:
    node_id, order_id = node(house), contracted(house, scheme=staged(house))
    reached(house, node_id, house.today)
    reached(house, node_id, None)
    assert waits(house, order_id) is None
    with pytest.raises(BadInput, match="not ahead"):
        reached(house, node_id, house.today + timedelta(days=1))


def test_nobody_owes_from_before_the_own_deal(house: House) -> None:
    scheme, node_id = staged(house), node(house)
    reached(house, node_id, house.today - timedelta(days=100))
    order_id = contracted(house, scheme=scheme)
    assert waits(house, order_id) == house.today + timedelta(days=10)
    other = contracted(house, "0401", scheme)
    reached(house, node_id, house.today - timedelta(days=50))
    assert waits(house, other) == house.today + timedelta(days=10)


def test_a_buildings_own_node_goes_before_that_of_all(house: House) -> None:
    scheme, everywhere, here = staged(house), node(house), node(house, "3#")
    order_id = contracted(house, scheme=scheme)
    assert reached(house, everywhere, house.today) == 0
    assert waits(house, order_id) is None
    assert reached(house, here, house.today) == 1
    assert waits(house, order_id) is not None


def test_the_operator_sets_nodes_up_and_sales_control_reaches_them(house: House) -> None:
    node_id = node(house)
    with pytest.raises(NotAllowed):
        house.desk("control").perform(add_node, NewNode(name="主体完工"))
    with pytest.raises(NotAllowed):
        house.desk("operator").perform(reach_node, NodeReached(node_id=node_id, reached_on=house.today))
    with pytest.raises(BadInput, match="already"):
        node(house)
    house.desk("operator").perform(plan_node, NodePlan(node_id=node_id, planned_on=house.today))
    assert [line.node.planned_on for line in lines(house)] == [house.today]
    assert house.desk("operator").read(node_names) == (TOPPED,)
    assert [line.dues for line in house.desk("operator").read(construction_nodes)] == [0]
    with pytest.raises(Refusal, match="does not exist"):
        reached(house, 999_999, house.today)


def test_a_scheme_line_that_waits_for_a_node_names_it(house: House) -> None:
    nameless = (
        SchemeLine("stage_payment", MoneyClass.PRICE, Event.NODE, share_millionths=400_000),
        SchemeLine("balance", MoneyClass.PRICE, Event.CONTRACT, takes_rest=True),
    )
    with pytest.raises(BadInput, match="node"):
        house.desk("operator").perform(add_scheme, NewScheme(name="x", kind=SchemeKind.STAGES, lines=nameless))


def test_an_office_counted_anew_finds_nothing_wrong_with_nodes(house: House) -> None:
    node_id, order_id = node(house), contracted(house, scheme=staged(house))
    reached(house, node_id, house.today)
    assert waits(house, order_id) is not None
    with house.as_owner.connect() as connection:
        assert [str(one) for one in recount(Recount(connection))] == []
