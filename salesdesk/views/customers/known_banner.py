"""Looks a telephone up while it is typed, and says at once whose it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import tr
from salesdesk.domain.identity import normalise_telephone
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import Permission
from salesdesk.services.customers import known_telephone
from salesdesk.services.rows import KnownTelephone
from salesdesk.views.customers.wording import GAP
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner

_PAUSE_MS = 120


class KnownLookup(QObject):
    """Fills a banner with owner and date of a known telephone.

    Signals:
        answered: whether the telephone typed is known, as a sentence against entering it again, or empty.
        open_wanted: the customer it belongs to shall be shown; asked only of those who may see them.
    """

    answered = Signal(str)
    open_wanted = Signal(int)

    def __init__(self, desk: Desk, banner: Banner, typed: Callable[[], str]) -> None:
        super().__init__(banner)
        self._desk, self._banner, self._typed = desk, banner, typed
        self._known: KnownTelephone | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        banner.link_activated.connect(self._open)

    def typed(self) -> None:
        """Something was typed: look it up after a moment."""
        self._tell("", None)
        self._pause.start()

    def look(self) -> None:
        """Looks up what is typed now, when it is a whole number already."""
        self._pause.stop()
        number = self._number()
        if number:
            self._desk.ask(self, known_telephone, number, done=lambda known: self._answer(number, known))
        else:
            self._tell("", None)

    def _number(self) -> str:
        try:
            return normalise_telephone(self._typed())
        except BadInput:
            return ""

    def _answer(self, number: str, known: KnownTelephone | None) -> None:
        if number == self._number():
            self._tell(number, known)

    def _tell(self, number: str, known: KnownTelephone | None) -> None:
        self._known = known
        if known is None:
            self._banner.clear()
            self.answered.emit("")
            return
        sentence = tr("{owner} has entered it on {day} and owns the customer.").format(
            owner=known.owner_name or "—", day=local_day(known.since).isoformat()
        )
        if known.lapsed:
            sentence += tr("No follow-up for long: the claim has lapsed; the sales manager may give the customer over.")
        head = tr("This telephone is known")
        self._banner.set_text(head, sentence, GAP + tr("Open") if self._may_open(known) else "", kind="warning")
        self.answered.emit(head + GAP + sentence)

    def _may_open(self, known: KnownTelephone) -> bool:
        return known.owner_id == self._desk.office.person.id or self._desk.may(Permission.CUSTOMER_READ_ALL)

    def _open(self) -> None:
        if self._known is not None and self._may_open(self._known):
            self.open_wanted.emit(self._known.customer_id)
