"""The before/after sheet line by line: what differs says by how much, in the words of its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesdesk.domain.change_lines import ChangeLine, change_groups, differences, signed_yuan
from salesdesk.domain.change_sheet import BuyerLine, ChangeSheet, Side
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.pricing import DiscountKind, DiscountStep, PricingRules, work_out
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import DueItem, Event

HAN, JIANG = BuyerLine("韩若溪", 10_000, "self"), BuyerLine("蒋怀瑾", 5_000, "spouse")


def due(seq: int, amount_fen: int, day: int, item: str = "stage_payment") -> DueItem:
    return DueItem(seq, item, MoneyClass.PRICE, "", Event.CONTRACT, 0, date(2026, 12, day), amount_fen, 0)


def side(total: int = 200_000_000, *steps: DiscountStep, **changes: object) -> Side:
    working = work_out(total, 1_000_000, steps, PricingRules())
    dues = (due(1, working.total_fen - 100, 1), due(2, 100, 9))
    return replace(Side("3-0301", "subscribed", "一次性", working, dues, (HAN,)), **changes)  # type: ignore[arg-type]


def sheet(before: Side, after: Side, kind: RequestKind = RequestKind.SWAP, **changes: object) -> ChangeSheet:
    made = ChangeSheet(kind, "RG2026-00001", "韩若溪", before, after, 0, counts_in="2026-11")
    return replace(made, **changes)  # type: ignore[arg-type]


def lines(made: ChangeSheet) -> dict[str, ChangeLine]:
    return {line.key: line for group in change_groups(made) for line in group.lines}


def test_a_sheet_of_the_same_on_both_sides_differs_in_its_month_alone() -> None:
    groups = change_groups(sheet(side(), side()))
    assert [line.key for group in groups for line in group.lines if line.differs] == ["month"]
    assert differences(groups) == 1


def test_each_discount_stands_once_with_what_it_takes_off_on_either_side() -> None:
    kept = DiscountStep("按时签约", DiscountKind.PERCENT, 990_000)
    gone = DiscountStep("开盘礼遇", DiscountKind.SUM, 1_000_000)
    found = lines(sheet(side(200_000_000, kept, gone), side(220_000_000, kept)))
    assert (found["discount 0"].words, found["discount 0"].before, found["discount 0"].after) == (
        "按时签约",
        "−20,000.00",
        "−22,000.00",
    )
    assert (found["discount 1"].after, found["discount 1"].difference) == ("—", "+10,000.00")
    assert found["total"].difference == signed_yuan(20_000_000 * 99 // 100 + 1_000_000)


def test_two_instalments_of_one_item_are_two_lines_and_a_later_date_says_by_how_many_days() -> None:
    before = side()
    later = replace(before, dues=(before.dues[0], replace(before.dues[1], due_on=date(2026, 12, 19))))
    found = lines(sheet(before, later, RequestKind.POSTPONEMENT))
    assert not found["due 0"].differs
    assert found["due 1"].difference == "+10 days"
    assert "contract" in found


def test_buyers_who_stay_are_compared_and_who_goes_stands_beside_who_comes() -> None:
    half = replace(HAN, share=5_000)
    found = lines(sheet(side(), side(buyers=(half, JIANG)), RequestKind.BUYER_CHANGE))
    assert (found["buyer 0"].before, found["buyer 0"].after) == (
        "韩若溪　In person　100.00%",
        "韩若溪　In person　50.00%",
    )
    assert found["buyer 1"].before == "—"
    swapped = lines(sheet(side(), side(buyers=(replace(JIANG, share=10_000),)), RequestKind.BUYER_CHANGE))
    assert swapped["buyer 0"].before.startswith("韩若溪")
    assert swapped["buyer 0"].after.startswith("蒋怀瑾")


def test_an_order_that_ends_has_nothing_on_its_right_side() -> None:
    ended = Side("3-0301", "cancelled", "", None, (), (HAN,))
    found = lines(sheet(side(), ended, RequestKind.CANCELLATION, unit_returns_as="available"))
    assert {found[key].after for key in ("list", "total", "scheme", "due 0", "together", "left")} == {"—"}
    assert found["returns"].after == "Available"
