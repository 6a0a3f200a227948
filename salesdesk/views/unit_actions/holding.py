"""Holding a unit for a while, and giving it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.holds import HoldForm, HoldTerms, Release, hold, hold_terms, release
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_hold_unit import Ui_HoldUnit
from salesdesk.views.forms.ui_release_unit import Ui_ReleaseUnit
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class HoldDialog(ActionDialog):
    """Holds a unit, for a customer or none, with a reason, until a time that is shown."""

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
        self._now: datetime | None = None
        self.ui = Ui_HoldUnit()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.ui.customer.use(desk)
        self.ui.hours.add_unit(tr("hours"))
        self.wire(
            self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason, "hours": self.ui.hours}
        )  # fmt: skip
        self.ui.hours.value_changed.connect(self._show_until)
        self.ui.customer.picked.connect(lambda chosen: self.ui.reason.line.setFocus() if chosen else None)
        desk.ask(self, hold_terms, unit_id, done=self._loaded)
        if customer_id is not None:
            self.ui.customer.set_customer(customer_id)
        self.ui.customer.search.line.setFocus()

    def _loaded(self, terms: HoldTerms) -> None:
        self._now = terms.now
        if self.ui.hours.value() is None and not self.ui.hours.text():
            self.ui.hours.set_value(terms.hours)
        self._show_until()
        if terms.why_not is not None:
            self.bar(terms.why_not)

    def _show_until(self) -> None:
        hours = self.ui.hours.value()
        if self._now is None or hours is None:
            self.ui.until.setText("")
            return
        until = (self._now + timedelta(hours=hours)).astimezone(SHANGHAI)
        day = short_date(until.date(), self._now.astimezone(SHANGHAI).date())
        self.ui.until.setText(
            tr("Until {day} {weekday} {time}; then it is free again by itself.").format(
                day=day, weekday=weekday(until.date()), time=until.strftime("%H:%M")
            )
        )

    def verb(self) -> Callable[[Any, Any], Any]:
        return hold

    def form(self) -> HoldForm | None:
        reason = typed(self.ui.reason, tr("A hold needs its reason."))
        if reason is None or not self.ui.hours.check():
            return None
        return HoldForm(
            request_id=self.request_id, unit_id=self.unit_id, reason=reason,
            customer_id=self.ui.customer.customer_id(), hours=self.ui.hours.value(),
        )  # fmt: skip


class ReleaseDialog(ActionDialog):
    """Gives a held unit back, with a reason."""

    def __init__(self, desk: Desk, unit_label: str, unit_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.unit_id = unit_id
        self.ui = Ui_ReleaseUnit()
        self.ui.setupUi(self)
        self.ui.about.setText(unit_label)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        desk.ask(self, hold_terms, unit_id, done=self._loaded)
        self.ui.reason.line.setFocus()

    def _loaded(self, terms: HoldTerms) -> None:
        self.ui.held_for.setText(
            tr("Held for {customer}.").format(customer=terms.customer_name)
            if terms.customer_name
            else tr("Held for nobody in particular.")
        )
        if terms.why_not_release is not None:
            self.bar(terms.why_not_release)

    def verb(self) -> Callable[[Any, Any], Any]:
        return release

    def form(self) -> Release | None:
        reason = typed(self.ui.reason, tr("A release needs its reason."))
        return None if reason is None else Release(request_id=self.request_id, unit_id=self.unit_id, reason=reason)
