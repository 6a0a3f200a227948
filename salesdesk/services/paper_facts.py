"""What stands on papers, gathered once from what is stored, in the words of the paper's language: Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesdesk.domain.i18n import tr
from salesdesk.domain.identity import IDENTITY_WORDS, IdentityKind
from salesdesk.domain.money_items import ITEMS, PRICE_CLASSES
from salesdesk.domain.papers import (
    BuyerLine,
    DueLine,
    Letterhead,
    Price,
    PriceStep,
    PrintStamp,
    ProjectFacts,
    Seller,
    SupervisedAccount,
    UnitFacts,
)
from salesdesk.domain.pricing import Basis, Working
from salesdesk.domain.schedules import EVENT_WORDS, DueItem
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.projects import ProjectHead
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.work import Work

KIND_WORDS = {"home": "住宅", "shop": "商铺", "storage": "储藏室", "parking": "车位"}
BASIS_WORDS = {Basis.GROSS: "建筑面积", Basis.INNER: "套内建筑面积", Basis.HOME: "套"}
ROUNDING = "取整"


def letterhead(work: Work, head: ProjectHead) -> Letterhead:
    return Letterhead(
        company=work.settings.text("company.name") or head.company, project=head.project, address=head.address
    )


def stamp(work: Work, print_no: int = 1, copies: tuple[str, ...] = ()) -> PrintStamp:
    return PrintStamp(printed_at=work.now, printed_by=work.actor.name, print_no=print_no, copies=copies)


def seller(work: Work, head: ProjectHead) -> Seller:
    return Seller(name=work.settings.text("company.name") or head.company, address=head.address)


def project_facts(work: Work, head: ProjectHead, unit: UnitDetail) -> ProjectFacts:
    """The development with permit and supervised account (城市商品房预售管理办法, articles 6 and 11)."""
    account = next((row for row in work.projects.accounts() if row.supervised), None)
    supervised = (
        SupervisedAccount(holder=account.name, bank=account.bank, number=account.number)
        if account
        else SupervisedAccount()
    )
    place = " ".join(part for part in (head.city, head.address) if part)
    return ProjectFacts(name=head.project, location=place, permit_number=unit.permit, account=supervised)


def unit_facts(unit: UnitDetail) -> UnitFacts:
    return UnitFacts(
        name=unit.label, building=unit.building, entrance=unit.entrance, number=unit.number,
        floor=floor_on_paper(unit.floor, unit.floor_to), layout=unit.layout, aspect=unit.aspect,
        use=KIND_WORDS.get(unit.kind, unit.kind), gross_cm2=unit.gross_cm2, inner_cm2=unit.inner_cm2 or 0,
        shared_cm2=unit.shared_cm2 or 0,
    )  # fmt: skip


def agreed_facts(unit: UnitDetail, working: Working) -> UnitFacts:
    """The home of an order. The area that its price counts by is the agreed one, whatever is stored of the unit now."""
    facts = unit_facts(unit)
    if working.basis is Basis.INNER and unit.inner_cm2:
        return replace(facts, inner_cm2=working.area_cm2)
    return replace(facts, gross_cm2=working.area_cm2)


def floor_on_paper(first: int, last: int) -> str:
    """``第 2 层``, ``第 17–18 层``, ``地下第 1 层``: as contracts write it. How many floors the building has is not
    known here: the homes of the list may end below its roof."""
    if first < 0 < last:
        return f"地下第 {-first} 层至地上第 {last} 层"
    low, high = sorted((abs(first), abs(last)))
    return ("地下" if first < 0 else "") + (f"第 {low} 层" if low == high else f"第 {low}–{high} 层")


def price(working: Working) -> Price:
    steps = tuple(
        PriceStep(name=line.name or ROUNDING, off_fen=line.off_fen, after_fen=line.after_fen, note=line.ground)
        for line in working.lines
    )
    return Price(
        list_total_fen=working.list_total_fen, list_unit_price_fen=working.list_unit_price_fen,
        total_fen=working.total_fen, unit_price_fen=working.unit_price_fen, steps=steps,
        unit_price_note=BASIS_WORDS[working.basis],
    )  # fmt: skip


def due_lines(dues: Sequence[DueItem]) -> tuple[DueLine, ...]:
    return tuple(
        DueLine(
            name=due.name or item_name(due.item), amount_fen=due.amount_fen, due_on=due.due_on,
            when="" if due.due_on else tr(EVENT_WORDS[due.event]),
            share_millionths=due.share_millionths if due.klass in PRICE_CLASSES else 0,
        )
        for due in dues
    )  # fmt: skip


def buyer_lines(buyers: Sequence[Buyer]) -> tuple[BuyerLine, ...]:
    """Buyers with their identity numbers in full where the person may see them, else masked."""
    return tuple(
        BuyerLine(
            name=buyer.name, id_kind=tr(IDENTITY_WORDS[IdentityKind(buyer.identity_kind or "resident")]),
            id_number=buyer.identity_number or buyer.identity_masked, telephone=buyer.telephone,
            address=buyer.address, share=buyer.share,
        )
        for buyer in buyers
    )  # fmt: skip


def item_name(code: str) -> str:
    """What a money item is called on paper."""
    return tr(ITEMS[code].name) if code in ITEMS else code
