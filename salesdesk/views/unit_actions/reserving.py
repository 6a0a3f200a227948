"""Reserving a unit for a customer: off sale at once, the deposit at the cashier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.states import Verb
from salesdesk.services.board import UnitPanel, unit_panel
from salesdesk.services.customers import CustomerStory, customer_story
from salesdesk.services.order_lists import consultants
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import PersonRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_reserve_unit import Ui_ReserveUnit
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class ReserveDialog(ActionDialog):
    """Reserves a unit; a customer whom it is held for is filled in."""

    def __init__(
        self,
        desk: Desk,
        unit_label: str,
        unit_id: int,
        parent: QWidget | None = None,
        *,
        customer_id: int | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.unit_id = unit_id
        self.ui = Ui_ReserveUnit()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.ui.customer.use(desk)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"note": self.ui.note})
        self.ui.customer.picked.connect(self._customer_picked)
        desk.ask(self, consultants, done=self._show_consultants)
        desk.ask(self, unit_panel, unit_id, done=self._loaded)
        if customer_id is not None:
            self.ui.customer.set_customer(customer_id)
        self.ui.customer.search.line.setFocus()

    def _show_consultants(self, people: list[PersonRow]) -> None:
        self.ui.consultant.set_items((person.id, person.name) for person in people)

    def _loaded(self, panel: UnitPanel) -> None:
        if (reason := panel.why_not[Verb.RESERVE]) is not None:
            self.bar(reason)
        elif panel.facts.hold_customer_id is not None and self.ui.customer.customer_id() is None:
            self.ui.customer.set_customer(panel.facts.hold_customer_id)

    def _customer_picked(self, customer_id: int | None) -> None:
        if self.ui.go.isEnabled():
            self.ui.banner.clear()
        if customer_id is not None:
            self.ui.note.line.setFocus()
            self.desk.ask(self, customer_story, customer_id, done=self._take_owner)

    def _take_owner(self, story: CustomerStory) -> None:
        """The deal belongs to whoever owns the customer, unless somebody else was chosen already."""
        if self.ui.consultant.key() is None:
            self.ui.consultant.set_key(story.customer.owner_id)

    def verb(self) -> Callable[[Any, Any], Any]:
        return reserve

    def form(self) -> Reservation | None:
        customer_id = self.ui.customer.customer_id()
        if customer_id is None:
            self.ui.banner.set_text("", tr("A reservation is for a customer; choose one."))
            self.ui.customer.search.line.setFocus()
            return None
        return Reservation(
            request_id=self.request_id, unit_id=self.unit_id, customer_id=customer_id,
            consultant_id=self.ui.consultant.key(), note=self.ui.note.text().strip(),
        )  # fmt: skip
