"""Set-up: the places on the left, the place chosen on the right. A place is made when it is first entered."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission as P
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.place_list import PlaceList


class Place(NamedTuple):
    """One place: its word, the module and class of its page, what must be held to read it."""

    key: str
    word: str
    module: str
    page: str
    needs: tuple[P, ...] = ()


_SETS_UP = (P.PROJECT_WRITE, P.UNIT_WRITE, P.PRICE_WRITE, P.PRICE_SIGN, P.SCHEME_WRITE, P.UNIT_LAUNCH)
GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (mark("Project"), (
        Place("project", mark("Project"), "project_page", "ProjectPage"),
        Place("permits", mark("Permits and accounts"), "permits_page", "PermitsPage", (P.BOARD_READ,)),
    )),
    (mark("Units and prices"), (
        Place("grounds", mark("Phases and buildings"), "grounds_page", "GroundsPage", (P.BOARD_READ,)),
        Place("units", mark("Units"), "units_page", "UnitsPage", (P.BOARD_READ,)),
        Place("prices", mark("Price lists"), "prices_page", "PricesPage", (P.BOARD_READ,)),
        Place("launch", mark("Launch"), "launch_page", "LaunchPage", (P.BOARD_READ,)),
    )),
    (mark("Deals"), (
        Place("schemes", mark("Payment schemes"), "schemes_page", "SchemesPage", (P.BOARD_READ,)),
        Place("discounts", mark("Discounts"), "discounts_page", "DiscountsPage", (P.BOARD_READ,)),
        Place(
            "commission", mark("Commission schemes"), "commission_page", "CommissionPage",
            (P.SCHEME_WRITE, P.APPROVE, P.REPORT_READ),
        ),
        Place(
            "introducers", mark("Agencies and referrers"), "introducers_page", "IntroducersPage",
            (P.SCHEME_WRITE, P.APPROVE, P.REPORT_READ),
        ),
        Place("money", mark("Money items and numbers"), "money_page", "MoneyPage", (P.PROJECT_WRITE, P.MONEY_READ)),
        Place("texts", mark("Contract texts"), "texts_page", "TextsPage", (P.BOARD_READ,)),
        Place("approvals", mark("Approvals"), "approvals_page", "ApprovalsPage"),
        Place("settings", mark("Settings"), "settings_page", "SettingsPage"),
        Place("colours", mark("Colours of states"), "colours_page", "ColoursPage"),
    )),
    (mark("People"), (
        Place("people", mark("People and roles"), "people_page", "PeoplePage", (P.PEOPLE_WRITE,)),
        Place("matrix", mark("Permissions"), "matrix_page", "MatrixPage"),
        Place("sessions", mark("Sessions and backups"), "sessions_page", "SessionsPage", (P.PEOPLE_WRITE,)),
    )),
)  # fmt: skip
PLACES = {place.key: place for _, places in GROUPS for place in places}


class SetUpScreen(Screen):
    """See the module; ``enter(place="prices")`` goes there."""

    key: ClassVar[str] = "set-up"
    needs: ClassVar[tuple[P, ...]] = (*_SETS_UP, P.SETTINGS_WRITE, P.PEOPLE_WRITE, P.HISTORY_READ)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.places = PlaceList(
            [(tr(word), [(place.key, tr(place.word)) for place in places]) for word, places in GROUPS]
        )
        self.places.chosen.connect(self.go_to)
        self.pages = QStackedWidget()
        self._made: dict[str, SetUpPage] = {}
        self._stale: set[str] = set()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.places)
        row.addWidget(self.pages, 1)
        self._nowhere = EmptyState("lock", tr("Nothing here is open to your role"))
        self.pages.addWidget(self._nowhere)
        back = QShortcut(QKeySequence("Esc"), self)
        back.activated.connect(self._leave)
        desk.changed.connect(self._others_changed)
        desk.project_entered.connect(self._entered_project)
        self._bar_places()

    def _bar_places(self) -> None:
        reasons = {key: why_not_permitted(self.desk, *place.needs) for key, place in PLACES.items()}
        self.places.set_refusals({key: reason for key, reason in reasons.items() if reason})

    def enter(self, **wanted: Any) -> None:
        """Goes to ``place``; without one to the last place, or the first that is open."""
        free = self.places.free()
        key = str(wanted.get("place") or self.places.key())
        if key not in free:
            key = free[0] if free else ""
        self.go_to(key) if key else self.pages.setCurrentWidget(self._nowhere)
        self.places.setFocus()

    def page(self, key: str) -> SetUpPage:
        """The page of a place, made at the first need."""
        if key not in self._made:
            place = PLACES[key]
            module = import_module(f"salesdesk.views.set_up.{place.module}")
            make: Callable[[Desk, str], SetUpPage] = getattr(module, place.page)
            self._made[key] = make(self.desk, tr(place.word))
            self._made[key].hints_changed.connect(self.hints_changed)
            self.pages.addWidget(self._made[key])
        return self._made[key]

    def go_to(self, key: str) -> None:
        """Shows a place, read anew."""
        page = self.page(key)
        self.places.set_key(key)
        self.pages.setCurrentWidget(page)
        self._stale.discard(key)
        page.load()
        self.hints_changed.emit()

    def key_hints(self) -> list[tuple[str, str]]:
        page = self._made.get(self.places.key())
        return page.key_hints() if page else []

    def _leave(self) -> None:
        page = self._made.get(self.places.key())
        if page is None or not page.leave():
            self.places.setFocus()

    def _others_changed(self, touched: Touched) -> None:
        self._stale |= {key for key, page in self._made.items() if page.touched(touched)}
        here = self.places.key()
        if here in self._stale and self.isVisible():
            self._stale.discard(here)
            self._made[here].load()

    def _entered_project(self) -> None:
        self._bar_places()
        for page in self._made.values():
            self.pages.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        if self.isVisible():
            self.enter()
