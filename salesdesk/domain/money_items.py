"""What money is for, in two levels: class and item; and how it comes in (DOMAIN.md, "Money items")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.i18n import mark


class MoneyClass(StrEnum):
    """The first level. The due items of the two price classes together always equal the contract total."""

    PRICE = "price"
    PRICE_BY_LOAN = "price_by_loan"
    COLLECTED = "collected"
    SETTLEMENT = "settlement"
    OTHER = "other"


PRICE_CLASSES = frozenset({MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN})


class Method(StrEnum):
    """How a sum is paid."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    CHEQUE = "cheque"
    LOAN = "loan"
    WECHAT = "wechat"
    ALIPAY = "alipay"


class EntryKind(StrEnum):
    """What an entry of an order's account is. Money in is positive, a refund and a reversal of money in negative; a
    transfer moves money from item to item and comes to nothing."""

    RECEIPT = "receipt"
    REFUND = "refund"
    REVERSAL = "reversal"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class MoneyItem:
    """One item of the second level; ``code`` is stable, the name is the office's."""

    code: str
    klass: MoneyClass
    name: str


DEFAULT_ITEMS: tuple[MoneyItem, ...] = (
    MoneyItem("deposit", MoneyClass.PRICE, mark("Deposit")),
    MoneyItem("earnest", MoneyClass.PRICE, mark("Earnest money")),
    MoneyItem("down_payment", MoneyClass.PRICE, mark("Down payment")),
    MoneyItem("stage_payment", MoneyClass.PRICE, mark("Stage payment")),
    MoneyItem("balance", MoneyClass.PRICE, mark("Balance")),
    MoneyItem("loan", MoneyClass.PRICE_BY_LOAN, mark("Commercial loan")),
    MoneyItem("provident_loan", MoneyClass.PRICE_BY_LOAN, mark("Provident fund loan")),
    MoneyItem("deed_tax", MoneyClass.COLLECTED, mark("Deed tax")),
    MoneyItem("maintenance_fund", MoneyClass.COLLECTED, mark("Maintenance fund")),
    MoneyItem("settlement", MoneyClass.SETTLEMENT, mark("Area settlement")),
    MoneyItem("handling_fee", MoneyClass.OTHER, mark("Handling fee")),
    MoneyItem("penalty", MoneyClass.OTHER, mark("Penalty")),
    MoneyItem("late_fee", MoneyClass.OTHER, mark("Late fee")),
    MoneyItem("other", MoneyClass.OTHER, mark("Other")),
)
"""What a new project begins with."""

DOWN_PAYMENT_ITEMS = frozenset({"deposit", "earnest", "down_payment"})
"""What a buyer pays down before paying in parts or by a bank; an item that an office adds is none of these."""

ITEMS: dict[str, MoneyItem] = {item.code: item for item in DEFAULT_ITEMS}

METHOD_WORDS: dict[Method, str] = {
    Method.CASH: mark("Cash"),
    Method.CARD: mark("Card"),
    Method.TRANSFER: mark("Bank transfer"),
    Method.CHEQUE: mark("Cheque"),
    Method.LOAN: mark("Loan pay-out"),
    Method.WECHAT: mark("WeChat Pay"),
    Method.ALIPAY: mark("Alipay"),
}
CLASS_WORDS: dict[MoneyClass, str] = {
    MoneyClass.PRICE: mark("Price money"),
    MoneyClass.PRICE_BY_LOAN: mark("Price money by loan"),
    MoneyClass.COLLECTED: mark("Collected for others"),
    MoneyClass.SETTLEMENT: mark("Settlement"),
    MoneyClass.OTHER: mark("Other money"),
}
ENTRY_WORDS: dict[EntryKind, str] = {
    EntryKind.RECEIPT: mark("Receipt"),
    EntryKind.REFUND: mark("Refund"),
    EntryKind.REVERSAL: mark("Reversal"),
    EntryKind.TRANSFER: mark("Transfer between items"),
}
