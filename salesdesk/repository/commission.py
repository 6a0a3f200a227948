"""Commission read and written: schemes, reasons, what closed months gave, and the deals that it is worked out from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.commission import CommissionRules, SchemeFor, rules_from
from salesdesk.domain.commission_deals import Deal, Earner, IntroducedBy, MoneyOn, TermsThen, Waiver
from salesdesk.domain.labels import local_day, unit_label
from salesdesk.domain.money_items import PRICE_CLASSES, MoneyClass
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.states import Stage
from salesdesk.entities import (
    Building,
    CommissionEntry,
    CommissionScheme,
    CommissionWaiver,
    Customer,
    DueItem,
    Entrance,
    FollowUp,
    Introducer,
    OrderConsultant,
    OrderIntroducer,
    OrderTerms,
    Person,
    Receipt,
    ReceiptLine,
    ReceiptVoid,
    SaleOrder,
    Unit,
)


@dataclass(frozen=True)
class CommissionSchemeRow:
    """A scheme of commission, for deals subscribed from a day on."""

    id: int
    name: str
    kind: SchemeFor
    rules: CommissionRules
    valid_from: date
    active: bool
    by: str


@dataclass(frozen=True)
class EntryRow:
    """What a closed month gave somebody for an order; ``working`` as it was stored."""

    month: str
    earner: Earner
    name: str
    kind: SchemeFor
    order_id: int
    amount_fen: int
    working: Mapping[str, Any]


_BY_LOAN = MoneyClass.PRICE_BY_LOAN.value
_SIGNED = (SaleOrder.terms_version > 0, SaleOrder.subscribed_on.is_not(None), SaleOrder.stage != Stage.DRAFT.value)


class Commissions:
    """The commission of one project."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    # schemes

    def schemes(self) -> list[CommissionSchemeRow]:
        """Every scheme, the newest first."""
        rows: Any = self._connection.execute(
            sa.select(
                CommissionScheme.id, CommissionScheme.name, CommissionScheme.kind, CommissionScheme.rules,
                CommissionScheme.valid_from, CommissionScheme.active, sa.func.coalesce(Person.name, ""),
            )
            .outerjoin(Person, Person.id == CommissionScheme.created_by)
            .where(CommissionScheme.project_id == self._project_id)
            .order_by(CommissionScheme.valid_from.desc(), CommissionScheme.id.desc())
        )  # fmt: skip
        return [CommissionSchemeRow(row[0], row[1], SchemeFor(row[2]), rules_from(row[3]), *row[4:]) for row in rows]

    def add_scheme(self, name: str, kind: SchemeFor, rules: CommissionRules, valid_from: date) -> int:
        values = {"name": name, "kind": kind.value, "rules": rules.plain(), "valid_from": valid_from}
        insert = sa.insert(CommissionScheme).values(project_id=self._project_id, **values)
        return int(self._connection.execute(insert.returning(CommissionScheme.id)).scalar_one())

    def switch(self, scheme_id: int, *, active: bool) -> bool:
        """Switches a scheme on or off; False where there is none."""
        changed = self._connection.execute(
            sa.update(CommissionScheme)
            .where(CommissionScheme.id == scheme_id, CommissionScheme.project_id == self._project_id)
            .values(active=active)
        )
        return bool(changed.rowcount)

    # reasons and closed months

    def add_waiver(self, order_id: int, person_id: int, reason: str) -> int:
        values = {"order_id": order_id, "person_id": person_id, "reason": reason}
        insert = sa.insert(CommissionWaiver).values(project_id=self._project_id, **values)
        return int(self._connection.execute(insert.returning(CommissionWaiver.id)).scalar_one())

    def add_entries(self, month: str, rows: Sequence[tuple[Earner, int, int, Mapping[str, Any]]]) -> None:
        """What a month gives: who, order, fen, working."""
        values = [
            {"project_id": self._project_id, "month": month, "person_id": None if earner.introducer else earner.id,
             "introducer_id": earner.id if earner.introducer else None, "order_id": order, "amount_fen": amount,
             "working": dict(working)}
            for earner, order, amount, working in rows
        ]  # fmt: skip
        self._connection.execute(sa.insert(CommissionEntry).returning(CommissionEntry.id), values)

    def entries(self, month: str = "") -> list[EntryRow]:
        """What closed months gave, as far as the person sees it; of one month where one is named."""
        query = (
            sa.select(
                CommissionEntry.month, CommissionEntry.person_id, CommissionEntry.introducer_id,
                sa.func.coalesce(Person.name, Introducer.name, ""), Introducer.kind, CommissionEntry.order_id,
                CommissionEntry.amount_fen, CommissionEntry.working,
            )
            .outerjoin(Person, Person.id == CommissionEntry.person_id)
            .outerjoin(Introducer, Introducer.id == CommissionEntry.introducer_id)
            .where(CommissionEntry.project_id == self._project_id)
            .order_by(CommissionEntry.month, CommissionEntry.id)
        )  # fmt: skip
        rows: Any = self._connection.execute(query.where(CommissionEntry.month == month) if month else query)
        return [
            EntryRow(row[0], Earner(row[1] is None, row[2] if row[1] is None else row[1]), row[3],
                     SchemeFor(row[4] or SchemeFor.CONSULTANT), *row[5:])
            for row in rows
        ]  # fmt: skip

    def last_closed(self) -> str:
        """The newest closed month that the person sees; empty where there is none."""
        query = sa.select(sa.func.max(CommissionEntry.month)).where(CommissionEntry.project_id == self._project_id)
        return self._connection.execute(query).scalar() or ""

    def names(self, people: Sequence[int]) -> dict[int, str]:
        rows = self._connection.execute(sa.select(Person.id, Person.name).where(Person.id.in_(people)))
        return {row[0]: row[1] for row in rows}

    # deals

    def deals(self) -> list[Deal]:
        """Every deal that was ever signed, with all that its commission depends on."""
        terms, money, waivers = self._terms(), self._money(), self._waivers()
        contacts, introduced = self._contacts(), self._introduced()
        rows: Any = self._connection.execute(
            sa.select(
                SaleOrder.id, Building.name, Entrance.mark, Unit.number, Customer.name, SaleOrder.customer_id,
                SaleOrder.subscribed_on, SaleOrder.contracted_on, SaleOrder.handed_over_on, SaleOrder.cancelled_at,
            )
            .join(Unit, Unit.id == SaleOrder.unit_id)
            .join(Building, Building.id == Unit.building_id)
            .join(Entrance, Entrance.id == Unit.entrance_id)
            .outerjoin(Customer, Customer.id == SaleOrder.customer_id)
            .where(SaleOrder.project_id == self._project_id, *_SIGNED)
            .order_by(SaleOrder.id)
        )  # fmt: skip
        return [
            Deal(
                order_id=row[0], label=unit_label(row[1], row[2], row[3]), customer=row[4] or "", subscribed_on=row[6],
                contracted_on=row[7], handed_over_on=row[8], cancelled_on=local_day(row[9]) if row[9] else None,
                terms=tuple(terms[row[0]]), money=tuple(money[row[0]]), waivers=waivers[row[0]],
                follow_ups=_before(contacts[row[5]], row[6]), introduced=tuple(introduced[row[0]]),
            )
            for row in rows
        ]  # fmt: skip

    def _terms(self) -> Mapping[int, list[TermsThen]]:
        """The terms of each order, published ones alone, oldest first."""
        shares: dict[int, list[tuple[int, int]]] = defaultdict(list)
        consultants = sa.select(OrderConsultant.terms_id, OrderConsultant.person_id, OrderConsultant.share)
        mine = OrderConsultant.project_id == self._project_id
        for terms_id, person, share in self._connection.execute(consultants.where(mine).order_by(OrderConsultant.seq)):
            if person is not None:
                shares[terms_id].append((person, share))
        by_loan = sa.cast(sa.func.sum(DueItem.amount_fen), sa.BigInteger)
        owed = sa.select(DueItem.terms_id, by_loan).where(DueItem.project_id == self._project_id)
        loans: Any = self._connection.execute(owed.where(DueItem.klass == _BY_LOAN).group_by(DueItem.terms_id))
        loan_of = {row[0]: int(row[1]) for row in loans}
        rows: Any = self._connection.execute(
            sa.select(
                OrderTerms.order_id, OrderTerms.id, OrderTerms.created_at, OrderTerms.total_fen, OrderTerms.reason
            )
            .join(SaleOrder, SaleOrder.id == OrderTerms.order_id)
            .where(SaleOrder.project_id == self._project_id, OrderTerms.version <= SaleOrder.terms_version)
            .order_by(OrderTerms.order_id, OrderTerms.version)
        )
        found: dict[int, list[TermsThen]] = defaultdict(list)
        for order_id, terms_id, created_at, total, reason in rows:
            loan, swapped = loan_of.get(terms_id, 0), reason == RequestKind.SWAP
            found[order_id].append(TermsThen(local_day(created_at), total, loan, tuple(shares[terms_id]), swapped))
        return found

    def _money(self) -> Mapping[int, list[MoneyOn]]:
        """Price money by order and business day; voided entries aside."""
        fen = sa.cast(sa.func.sum(ReceiptLine.amount_fen), sa.BigInteger)
        loan = sa.cast(
            sa.func.sum(sa.case((ReceiptLine.klass == _BY_LOAN, ReceiptLine.amount_fen), else_=0)), sa.BigInteger
        )
        rows: Any = self._connection.execute(
            sa.select(Receipt.order_id, Receipt.business_day, fen, loan)
            .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
            .where(
                Receipt.project_id == self._project_id,
                ReceiptLine.klass.in_([klass.value for klass in PRICE_CLASSES]),
                Receipt.id.not_in(sa.select(ReceiptVoid.receipt_id)),
            )
            .group_by(Receipt.order_id, Receipt.business_day)
            .order_by(Receipt.order_id, Receipt.business_day)
        )
        found: dict[int, list[MoneyOn]] = defaultdict(list)
        for order_id, day, price, by_loan in rows:
            found[order_id].append(MoneyOn(day, int(price), int(by_loan)))
        return found

    def _contacts(self) -> Mapping[int, list[tuple[int, date]]]:
        """Who spoke with each customer that has an order, and when."""
        rows: Any = self._connection.execute(
            sa.select(FollowUp.customer_id, FollowUp.created_by, FollowUp.happened_at).where(
                FollowUp.project_id == self._project_id,
                FollowUp.customer_id.in_(
                    sa.select(SaleOrder.customer_id).where(SaleOrder.project_id == self._project_id, *_SIGNED)
                ),
            )
        )
        found: dict[int, list[tuple[int, date]]] = defaultdict(list)
        for customer_id, person, at in rows:
            found[customer_id].append((person, local_day(at)))
        return found

    def _introduced(self) -> Mapping[int, list[IntroducedBy]]:
        """Who introduced each order, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(
                OrderIntroducer.order_id, OrderIntroducer.created_at, OrderIntroducer.introducer_id, Introducer.kind
            )
            .outerjoin(Introducer, Introducer.id == OrderIntroducer.introducer_id)
            .where(OrderIntroducer.project_id == self._project_id)
            .order_by(OrderIntroducer.id)
        )
        found: dict[int, list[IntroducedBy]] = defaultdict(list)
        for order_id, at, introducer_id, kind in rows:
            found[order_id].append(IntroducedBy(local_day(at), introducer_id, SchemeFor(kind or SchemeFor.AGENCY)))
        return found

    def _waivers(self) -> Mapping[int, dict[int, Waiver]]:
        rows: Any = self._connection.execute(
            sa.select(
                CommissionWaiver.order_id, CommissionWaiver.person_id, CommissionWaiver.created_at,
                CommissionWaiver.reason, sa.func.coalesce(Person.name, ""),
            )
            .outerjoin(Person, Person.id == CommissionWaiver.created_by)
            .where(CommissionWaiver.project_id == self._project_id)
        )  # fmt: skip
        found: dict[int, dict[int, Waiver]] = defaultdict(dict)
        for order_id, person, at, reason, by in rows:
            found[order_id][person] = Waiver(local_day(at), reason, by)
        return found


def _before(contacts: Sequence[tuple[int, date]], day: date) -> dict[int, int]:
    """How often each person spoke with the customer up to the day of the subscription."""
    counts: dict[int, int] = defaultdict(int)
    for person, on in contacts:
        counts[person] += on <= day
    return dict(counts)
