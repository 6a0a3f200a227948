"""What stands on each paper, as plain values; `salesdesk.printing` turns them into PDF.

A paper is what was agreed or paid, told completely: whoever makes one looks up nothing later. Sums are whole fen,
areas cm², percentages millionths, shares ten-thousandths. The words (item, method, scheme …) are the office's own and
are printed as they stand.

`paper_hash` tells whether a paper still says what the system says (DOMAIN.md, "Papers"). When, by whom and how often
it was printed is the `PrintStamp` and no part of the hash: a reprint of unchanged data has the hash of the original.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from salesdesk.domain.change_paper import ChangePaper
from salesdesk.domain.day_sheet import DaySheetPaper
from salesdesk.domain.handover_paper import HandoverPaper
from salesdesk.domain.letterhead import Letterhead as Letterhead
from salesdesk.domain.letterhead import PrintStamp as PrintStamp


@dataclass(frozen=True, kw_only=True)
class MoneyLine:
    """One item of a receipt: what the money is for, and how much. ``note`` stands behind the name."""

    name: str
    amount_fen: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PaidBy:
    """One way a sum was paid; ``reference`` is the bank's number, the cheque's or the terminal's."""

    method: str
    amount_fen: int
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper:
    """A receipt (收款收据). One with ``reverses`` is the negative of that receipt (红冲): its sums are below zero.

    Args:
        receiving_account: the account the money went to; for price money the supervised one (DOMAIN.md, "Law").
        voided: undone before it was printed; the paper then carries 作废.
    """

    head: Letterhead
    number: str
    received_on: date
    payer: str
    unit: str
    items: tuple[MoneyLine, ...]
    paid_by: tuple[PaidBy, ...]
    receiving_account: str
    cashier: str
    stamp: PrintStamp
    remark: str = ""
    reverses: str = ""
    voided: bool = False

    @property
    def total_fen(self) -> int:
        return sum(item.amount_fen for item in self.items)

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a receipt has at least one item")
        if sum(way.amount_fen for way in self.paid_by) != self.total_fen:
            raise ValueError("the ways of payment do not add up to the items")


@dataclass(frozen=True, kw_only=True)
class RefundLine:
    """One item that is paid back: what came in for it, and what goes back."""

    name: str
    received_fen: int
    refund_fen: int


@dataclass(frozen=True, kw_only=True)
class RefundSlip:
    """Money back (退款单), item by item, with the receipts it comes from and who approved it."""

    head: Letterhead
    number: str
    refunded_on: date
    payee: str
    payee_account: str
    unit: str
    order_number: str
    lines: tuple[RefundLine, ...]
    receipts: tuple[str, ...]
    method: str
    reason: str
    requested_by: str
    approved_by: str
    cashier: str
    stamp: PrintStamp

    @property
    def total_fen(self) -> int:
        return sum(line.refund_fen for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """The home as papers tell it; what is empty or zero is left out."""

    name: str
    building: str = ""
    entrance: str = ""
    number: str = ""
    floor: str = ""
    layout: str = ""
    aspect: str = ""
    use: str = ""
    structure: str = ""
    gross_cm2: int = 0
    inner_cm2: int = 0
    shared_cm2: int = 0


@dataclass(frozen=True, kw_only=True)
class PriceStep:
    """One line of the working: the discount in the office's words, what it took off, what is left."""

    name: str
    off_fen: int
    after_fen: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of a deal with its working. ``unit_price_note`` says by which area the unit prices count (建筑面积)."""

    list_total_fen: int
    list_unit_price_fen: int
    total_fen: int
    unit_price_fen: int
    steps: tuple[PriceStep, ...] = ()
    unit_price_note: str = "建筑面积"


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One due item. ``when`` says it in words where there is no date yet (签约后 7 日内); 0 shares are not shown."""

    name: str
    amount_fen: int
    due_on: date | None = None
    when: str = ""
    share_millionths: int = 0


@dataclass(frozen=True, kw_only=True)
class LoanPlan:
    """One loan, worked out both ways: equal payments (等额本息) and equal principal (等额本金).

    ``equal_principal_less_fen`` is by how much each payment of the latter is below the one before it.
    """

    name: str
    principal_fen: int
    yearly_rate_millionths: int
    months: int
    equal_payment_fen: int
    equal_payments_interest_fen: int
    equal_principal_first_fen: int
    equal_principal_less_fen: int
    equal_principal_last_fen: int
    equal_principal_interest_fen: int


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """One estimated cost of buying beside the price; ``basis`` says how it was worked out."""

    name: str
    amount_fen: int
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class QuotePaper:
    """A quote (置业计划书): what this home would cost this customer, and how it would be paid."""

    head: Letterhead
    number: str
    made_on: date
    valid_until: date
    customer: str
    consultant: str
    consultant_telephone: str
    unit: UnitFacts
    price: Price
    scheme: str
    dues: tuple[DueLine, ...]
    loans: tuple[LoanPlan, ...]
    costs: tuple[CostLine, ...]
    stamp: PrintStamp
    disclaimer: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seller:
    """The developer as party to a contract."""

    name: str
    address: str = ""
    postcode: str = ""
    licence_number: str = ""
    legal_representative: str = ""
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class SupervisedAccount:
    """预售资金监管账户: where the law wants the price of presold homes paid."""

    holder: str = ""
    bank: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """The development as a contract tells it."""

    name: str
    location: str = ""
    permit_number: str = ""
    permit_authority: str = ""
    land_certificate: str = ""
    land_until: date | None = None
    planning_permit: str = ""
    construction_permit: str = ""
    account: SupervisedAccount = SupervisedAccount()


@dataclass(frozen=True, kw_only=True)
class BuyerLine:
    """One buyer. ``share`` is in ten-thousandths; a single buyer has them all."""

    name: str
    id_kind: str
    id_number: str
    telephone: str
    address: str = ""
    share: int = 10_000


@dataclass(frozen=True, kw_only=True)
class ConsultantLine:
    name: str
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementPaper:
    """A subscription agreement or a contract draft: the office's text, and all that it can speak of.

    ``text`` is the source of the text (`salesdesk.printing.office_text`); it is part of what was agreed, and so of the
    hash. ``earnest_fen`` is what was agreed, ``earnest_received_fen`` what came in of it: None where nothing did, or
    where the text does not speak of it.
    """

    text: str
    head: Letterhead
    number: str
    seller: Seller
    project: ProjectFacts
    unit: UnitFacts
    buyers: tuple[BuyerLine, ...]
    price: Price
    scheme: str
    dues: tuple[DueLine, ...]
    earnest_fen: int
    loan_fen: int
    subscribed_on: date
    stamp: PrintStamp
    sign_contract_by: date | None = None
    earnest_received_fen: int | None = None
    contracted_on: date | None = None
    handover_by: date | None = None
    consultants: tuple[ConsultantLine, ...] = ()
    remark: str = ""


Paper = ReceiptPaper | RefundSlip | QuotePaper | AgreementPaper | DaySheetPaper | ChangePaper | HandoverPaper


def _plain(value: object) -> object:
    """``value`` as JSON can hold it, without print stamps."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != "stamp"}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} has no place on a paper")


def canonical_text(paper: Paper) -> str:
    """What the paper says, as one line of JSON: the same paper always gives the same text."""
    told = [type(paper).__name__, _plain(paper)]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def paper_hash(paper: Paper) -> str:
    """The sha256 of `canonical_text`, 64 hexadecimal digits; its first eight stand in the footer of the paper."""
    return hashlib.sha256(canonical_text(paper).encode("utf-8")).hexdigest()
