"""The before/after sheet as data: what a schedule asks for down."""

from __future__ import annotations

from salesdesk.domain.change_sheet import Side, new_down_payment_fen
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.schedules import DueItem, Event


def test_a_down_payment_is_deposit_earnest_and_down_payment_whenever_they_fall_due() -> None:
    """Not what else is due at once: a stage payment, the balance; nor what a bank pays."""
    sums = {"deposit": 1, "earnest": 20, "down_payment": 300, "stage_payment": 4_000, "balance": 50_000}
    dues = [
        DueItem(seq, item, MoneyClass.PRICE, "", Event.CONTRACT if seq < 3 else Event.NODE, 0, None, amount, 0)
        for seq, (item, amount) in enumerate(sums.items(), 1)
    ]
    loan = DueItem(9, "loan", MoneyClass.PRICE_BY_LOAN, "", Event.CONTRACT, 0, None, 600_000, 0)
    side = Side("3-0301", "subscribed", "分期三期", None, (*dues, loan), ())
    assert new_down_payment_fen(side) == 321
