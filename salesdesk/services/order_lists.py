"""Orders to look at: lists, one in full."""

from __future__ import annotations

from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.states import Stage
from salesdesk.repository.order_views import OrderDetail, OrderRow
from salesdesk.repository.papers import PaperRow
from salesdesk.repository.people import PersonRow
from salesdesk.repository.work import Work

LIVE_STAGES = (Stage.RESERVED, Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER)


def order_page(
    work: Work, stages: tuple[Stage, ...] = LIVE_STAGES, limit: int = 200, before_id: int | None = None
) -> list[OrderRow]:
    """A page of orders, newest first; a consultant's own ones only."""
    own = None if Permission.ORDER_READ_ALL in work.actor.permissions else work.actor.person_id
    return work.order_views.page(stages, limit, before_id, own)


def order_detail(work: Work, order_id: int) -> OrderDetail:
    return work.order_views.detail(order_id)


def order_papers(work: Work, order_id: int) -> list[PaperRow]:
    return work.papers.of_order(order_id)


def consultants(work: Work) -> list[PersonRow]:
    """Who may be named as a deal's consultant: the project's consultants, else everybody who sells there."""
    people = work.people.colleagues(work.project_id, OfficeRole.CONSULTANT)
    return people or work.people.colleagues(work.project_id)
