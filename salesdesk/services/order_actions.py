"""What may be done with an order now: the same reasons that the verbs refuse with, for the buttons."""

from __future__ import annotations

from collections.abc import Mapping

from salesdesk.domain.i18n import mark
from salesdesk.domain.reasons import Reason, why_not
from salesdesk.domain.states import Stage, Verb
from salesdesk.repository.work import Work

ORDER_VERBS = (Verb.SUBSCRIBE, Verb.SIGN_CONTRACT, Verb.FILE, Verb.TAKE_MONEY, Verb.CANCEL)


def order_actions(work: Work, order_id: int) -> Mapping[Verb, Reason | None]:
    """A reason for each verb that this order cannot go through now, None for those that it can."""
    head = work.orders.head(order_id)
    if head.stage is Stage.CANCELLED:
        return dict.fromkeys(ORDER_VERBS, Reason(mark("The order is cancelled already."), {}))
    facts = work.units.facts(head.unit_id)
    return {verb: why_not(verb, facts, work.actor.permissions, head.customer_id) for verb in ORDER_VERBS}
