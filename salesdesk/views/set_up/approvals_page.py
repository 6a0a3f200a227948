"""Who must agree to what: each kind of request with the roles it is put to, how far each role may go by itself, and
that nobody agrees to their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import MATRIX, ROLE_WORDS, OfficeRole
from salesdesk.domain.requests import ASKED_BY, NEVER_ALONE, RequestKind, rule_name
from salesdesk.domain.settings import SETTINGS, Setting
from salesdesk.services.set_up import open_logins
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.set_up.settings_page import SettingsPage

ABOUT_KINDS: Mapping[RequestKind, str] = {
    RequestKind.PRICE: mark("A total below the floor price, or beyond what the role may agree by itself."),
    RequestKind.SWAP: mark("The order moves to another unit; both stay locked until it is carried out."),
    RequestKind.CANCELLATION: mark("The order ends, its money goes back item by item, and the unit returns."),
    RequestKind.BUYER_CHANGE: mark("Buyers are changed, added or removed, or their shares."),
    RequestKind.TERMS_CHANGE: mark("Another scheme or other discounts; the old schedule stays beside the new one."),
    RequestKind.POSTPONEMENT: mark("Only dates change, no sum."),
    RequestKind.AREA_SETTLEMENT: mark("Money for the surveyed against the agreed area."),
    RequestKind.AREA_CORRECTION: mark("The surveyed area of a settled home was wrong: what was settled is set right."),
    RequestKind.HANDOVER_BACK: mark("A handover that was written by mistake is taken back."),
    RequestKind.REFUND: mark("Money goes back to who paid it; never more than came in."),
    RequestKind.REVERSAL: mark("A receipt of a closed day is undone by its negative."),
    RequestKind.CUSTOMER_CORRECTION: mark("Telephone, channel or first contact of a customer is set right."),
    RequestKind.HOLD_EXTENSION: mark("A unit is held for longer than a hold lasts."),
    RequestKind.SUBSCRIPTION_REVIEW: mark("A subscription is looked at before it counts as checked."),
    RequestKind.CONTRACT_REVIEW: mark("A contract is looked at before it counts as checked."),
    RequestKind.OPENING_BALANCE: mark("Running orders and money are brought along by an office that moves in."),
}
_RULES = {rule_name(kind): kind for kind in RequestKind}
_LIMIT = "discount.limit."


class ApprovalsPage(SettingsPage):
    """See the module."""

    listed: ClassVar[tuple[Setting, ...]] = tuple(
        setting
        for start in ("approval.", _LIMIT, "price.signatures", "four_eyes")
        for setting in SETTINGS
        if setting.name.startswith(start)
    )

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self.alone = Banner("warning")
        self.body.insertWidget(0, self.alone)
        self.alone.clear()

    def load(self) -> None:
        super().load()
        self.desk.ask(self, open_logins, done=self._know_logins)

    def _know_logins(self, count: int) -> None:
        off = not self._stored.flag("four_eyes")
        words = tr("One person may agree to their own requests here; each time it is recorded.")
        ended = tr("It is set off, but counts as on: more than one login is open.")
        self.alone.set_text(tr("Four eyes are off") if off else "", (words if count == 1 else ended) if off else "")

    def group(self, setting: Setting) -> str:
        if setting.name in _RULES:
            return tr("Who must agree")
        return tr("How far a role may go by itself") if setting.name.startswith(_LIMIT) else tr("Signatures")

    def about(self, setting: Setting) -> str:
        kind = _RULES.get(setting.name)
        if kind is None:
            return self._about_limits(setting)
        asks = tr(", ").join(tr(ROLE_WORDS[role]) for role in OfficeRole if MATRIX[role].intersection(ASKED_BY[kind]))
        said = [tr(ABOUT_KINDS[kind]), tr("Asked by: {roles}").format(roles=asks)]
        if kind in NEVER_ALONE:
            said.append(tr("It never goes without another person: nobody chosen counts as the sales manager."))
        return "\n".join(said)

    def _about_limits(self, setting: Setting) -> str:
        if setting.name.startswith(_LIMIT):
            return tr("What is left of the list price must be at least this share; below it a request is needed.")
        if setting.name == "price.signatures":
            return tr("So many people sign a price list off; the first data of a project takes two.")
        return tr("Can be off only in an office with a single login; each approval of one's own is then recorded.")
