"""Gives a customer to another consultant, or to the pool; the manager's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.customer_owners import GiveOver, give_over, new_owners
from salesdesk.services.customers import CustomerStory
from salesdesk.services.rows import PersonRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_give_customer import Ui_GiveCustomer
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class GiveDialog(ActionDialog):
    """See the module."""

    def __init__(self, desk: Desk, story: CustomerStory, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._customer = story.customer
        self.ui = Ui_GiveCustomer()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        self.ui.about.setText(story.customer.name)
        self.bar(tr("Nobody is chosen"))
        self.ui.owner.chosen.connect(lambda _: self.bar(None))
        desk.ask(self, new_owners, done=self._offer)
        self.ui.owner.setFocus()

    def _offer(self, people: list[PersonRow]) -> None:
        others = [(person.id, person.name) for person in people if person.id != self._customer.owner_id]
        pool = [(None, tr("public pool"))] if self._customer.owner_id is not None else []
        self.ui.owner.set_items([*others, *pool])
        if self.ui.owner.count():
            self.ui.owner.setCurrentIndex(0)
            self.bar(None)
        else:
            self.bar(tr("There is nobody else to give the customer to."))

    def verb(self) -> Callable[[Any, Any], Any]:
        return give_over

    def form(self) -> GiveOver:
        return GiveOver(
            request_id=self.request_id, customer_id=self._customer.id, version=self._customer.version,
            owner_id=self.ui.owner.key(), reason=self.ui.reason.text(),
        )  # fmt: skip
