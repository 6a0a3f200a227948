"""A price beyond what one may agree by oneself: asked for with its reason, from where it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.services.deals import Choices
from salesdesk.services.price_requests import PriceRequest, ask_price
from salesdesk.services.quotes import DealPreview
from salesdesk.services.request_views import price_under_way
from salesdesk.services.rows import RequestRow
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_ask_price import Ui_AskPrice
from salesdesk.views.kit import messages
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed


class AskPriceDialog(ActionDialog):
    """Says which price it is, and asks why; one that is asked for already is not asked for twice."""

    def __init__(
        self, desk: Desk, preview: DealPreview, choices: Choices, customer_id: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        unit, working = preview.deal.unit, preview.working
        self._unit_id, self._choices, self._customer_id = unit.id, choices, customer_id
        self.ui = Ui_AskPrice()
        self.ui.setupUi(self)
        self.ui.about.setText(unit.label)
        words = tr("{total} yuan, {ratio} of the list total; {off} yuan off.")
        self.ui.price.setText(
            words.format(
                total=format_yuan(working.total_fen),
                ratio=format_percent(working.ratio_millionths),
                off=format_yuan(working.off_fen),
            )
        )
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"reason": self.ui.reason})
        desk.ask(self, price_under_way, unit.id, working.total_fen, done=self._known)
        self.carried_out.connect(lambda _: messages.say(tr("The price is asked for; it waits for an answer.")))
        self.ui.reason.line.setFocus()

    def _known(self, row: RequestRow | None) -> None:
        if row is not None:
            self.bar(tr("This price is asked for already ({number}).").format(number=row.number))

    def verb(self) -> Callable[[Any, Any], Any]:
        return ask_price

    def form(self) -> PriceRequest | None:
        reason = typed(self.ui.reason, tr("A request needs its reason."))
        if reason is None:
            return None
        return PriceRequest(
            request_id=self.request_id, unit_id=self._unit_id, choices=self._choices, customer_id=self._customer_id,
            reason=reason,
        )  # fmt: skip
