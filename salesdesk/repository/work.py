"""One transaction of one person in one project: the connection, who asks, and every repository on it.

What a verb needs it takes from here; the transaction is begun and ended by `services.office`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import PERMISSION_WORDS, OfficeRole, Permission
from salesdesk.domain.settings import ProjectSettings
from salesdesk.entities.base import UtcDateTime
from salesdesk.repository.after_contract import OrderSteps
from salesdesk.repository.attachments import Attachments
from salesdesk.repository.building_work import BuildingWork
from salesdesk.repository.cash import Cash
from salesdesk.repository.closes import Closes
from salesdesk.repository.commands import Commands
from salesdesk.repository.commission import Commissions
from salesdesk.repository.customer_search import CustomerSearch
from salesdesk.repository.customers import Customers
from salesdesk.repository.edits import Edits
from salesdesk.repository.history import History
from salesdesk.repository.holds import Holds
from salesdesk.repository.introducers import Introducers
from salesdesk.repository.loans import Loans
from salesdesk.repository.order_views import OrderViews
from salesdesk.repository.papers import Papers
from salesdesk.repository.past_units import PastUnits
from salesdesk.repository.people import People
from salesdesk.repository.prices import Prices
from salesdesk.repository.projects import Projects
from salesdesk.repository.reports import Reports
from salesdesk.repository.requests import Requests
from salesdesk.repository.sale_orders import SaleOrders
from salesdesk.repository.schemes import Offers, Schemes
from salesdesk.repository.seals import Seals
from salesdesk.repository.set_up_views import SetUpViews
from salesdesk.repository.surveys import Surveys
from salesdesk.repository.touched import Touched
from salesdesk.repository.units import Units


@dataclass(frozen=True)
class Actor:
    """Who asks: the person, the project they stand in, what they may do there."""

    person_id: int
    name: str
    project_id: int
    permissions: frozenset[Permission]
    roles: frozenset[OfficeRole] = frozenset()


class Work:
    """See the module."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self.connection = connection
        self.actor = actor
        self.touched = Touched()

    @property
    def project_id(self) -> int:
        return self.actor.project_id

    def require(self, permission: Permission) -> None:
        """Refuses whoever does not hold ``permission`` in this project."""
        if permission not in self.actor.permissions:
            raise NotAllowed(mark("Your role may not {what}."), what=tr(PERMISSION_WORDS[permission]))

    def require_any(self, permissions: Iterable[Permission]) -> None:
        wanted = tuple(permissions)
        if not any(permission in self.actor.permissions for permission in wanted):
            self.require(wanted[0])

    def began(self, moment: datetime) -> None:
        """The database's clock came with the first statement of this transaction."""
        self.__dict__["now"] = moment

    @cached_property
    def now(self) -> datetime:
        """The database's clock at the first question of this transaction."""
        value: Any = self.connection.execute(sa.select(sa.type_coerce(sa.func.app_now(), UtcDateTime))).scalar_one()
        return value  # type: ignore[no-any-return]

    @property
    def today(self) -> date:
        """The office's day."""
        return local_day(self.now)

    @cached_property
    def settings(self) -> ProjectSettings:
        return self.projects.settings()

    @cached_property
    def offers(self) -> Offers:
        """What a deal is worked out from, asked once; the settings come along."""
        found = self.schemes.offers()
        self.__dict__["settings"] = found.settings
        return found

    @cached_property
    def projects(self) -> Projects:
        return Projects(self.connection, self.project_id)

    @cached_property
    def units(self) -> Units:
        return Units(self.connection, self.project_id, self.touched)

    @cached_property
    def past_units(self) -> PastUnits:
        return PastUnits(self.connection, self.project_id)

    @cached_property
    def prices(self) -> Prices:
        return Prices(self.connection, self.project_id)

    @cached_property
    def holds(self) -> Holds:
        return Holds(self.connection, self.project_id, self.touched)

    @cached_property
    def schemes(self) -> Schemes:
        return Schemes(self.connection, self.project_id)

    @cached_property
    def customers(self) -> Customers:
        return Customers(self.connection, self.project_id, self.touched)

    @cached_property
    def customer_search(self) -> CustomerSearch:
        return CustomerSearch(self.connection, self.project_id)

    @cached_property
    def orders(self) -> SaleOrders:
        return SaleOrders(self.connection, self.project_id, self.touched)

    @cached_property
    def order_views(self) -> OrderViews:
        return OrderViews(self.connection, self.project_id)

    @cached_property
    def cash(self) -> Cash:
        return Cash(self.connection, self.project_id, self.touched)

    @cached_property
    def seals(self) -> Seals:
        return Seals(self.connection, self.project_id)

    @cached_property
    def closes(self) -> Closes:
        return Closes(self.connection, self.project_id)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self.connection, self.project_id, self.touched)

    @cached_property
    def steps(self) -> OrderSteps:
        return OrderSteps(self.connection, self.project_id, self.touched)

    @cached_property
    def loans(self) -> Loans:
        return Loans(self.connection, self.project_id, self.touched)

    @cached_property
    def building_work(self) -> BuildingWork:
        return BuildingWork(self.connection, self.project_id, self.touched)

    @cached_property
    def surveys(self) -> Surveys:
        return Surveys(self.connection, self.project_id, self.touched)

    @cached_property
    def commissions(self) -> Commissions:
        return Commissions(self.connection, self.project_id)

    @cached_property
    def introducers(self) -> Introducers:
        return Introducers(self.connection, self.project_id)

    @cached_property
    def papers(self) -> Papers:
        return Papers(self.connection, self.project_id)

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.connection, self.project_id)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.connection, self.project_id)

    @cached_property
    def history(self) -> History:
        return History(self.connection, self.project_id)

    @cached_property
    def edits(self) -> Edits:
        return Edits(self.connection, self.project_id, self.actor.permissions)

    @cached_property
    def set_up_views(self) -> SetUpViews:
        return SetUpViews(self.connection, self.project_id)

    @cached_property
    def people(self) -> People:
        return People(self.connection)

    @cached_property
    def commands(self) -> Commands:
        return Commands(self.connection)
