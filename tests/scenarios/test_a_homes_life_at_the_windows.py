"""The life of a home at the windows of everybody concerned, in the office's words: sold by instalments, swapped, its
buyers and its terms changed, its loan paid out, its area settled, handed over; and another one cancelled with a
penalty. Keys alone, and every figure as it stands on the screen.

The same life goes through the services in `test_a_homes_life`, on both databases; here the swapped home is lent on with
the discount of the loan, as the screen offers it. People sit at windows of their own with logins of their own, so the
long story is told on a server, the short one on a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from salesdesk.domain.requests import RequestKind
from salesdesk.views import theme
from salesdesk.views.after_contract.order_dialogs import AreaDialog, LoanDialog, SettlementDialog
from salesdesk.views.after_contract.screen import AfterContractScreen
from salesdesk.views.after_contract.step_dialogs import HandOverDialog, StepDialog
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.cashier.settling import SettleDialog
from salesdesk.views.unit_actions.contracting import FileContractDialog, SignContractDialog
from tests.services.after_helpers import YUAN, square_building
from tests.services.money_helpers import line, pay
from tests.services.selling_helpers import launched_building
from tests.support.clerks import (
    agree,
    ask,
    begin_change,
    carry_out,
    entries,
    order_of,
    owed,
    quote,
    subscribe,
    sums,
    take,
    void_papers,
)
from tests.support.invariants import assert_in_order
from tests.support.office import House
from tests.support.windows import Windows, cells, differences, open_windows, value_lines

INSTALMENTS, IN_A_LOAN = "5", "2"
CARD, TRANSFER, LOAN = "2", "3", "5"
IDENTITY = "320199199006150185"
"""Right in every digit, of a county that there is not."""


@pytest.fixture
def office(house: House, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Windows]:
    """8-0101 has 100 m² at 10,000 yuan, 9-0101 118.32 m² at 11,000; deals are rounded down to hundreds."""
    theme.install(qapp, "light")
    square_building(house, 1)
    launched_building(house, "9#", 11_000 * YUAN)
    with open_windows(house, monkeypatch, tmp_path) as windows:
        yield windows


def sold_by_instalments(office: Windows) -> None:
    """30 % within a week with the earnest money, 40 % and the rest after the contract."""
    deal = quote(office, "8-0101", "韩若溪", "13812342046", INSTALMENTS)
    assert (deal.panel.amount.text(), deal.panel.capitals.text()) == ("1,000,000", "壹佰万元整")
    orders = subscribe(office, "韩若溪", IDENTITY)
    office.picture("subscribed")
    assert sums(orders) == ("1,000,000.00", "0.00", "1,000,000.00", "—")
    assert owed(orders) == [
        ("定金", "50,000.00", "—", "50,000.00"),
        ("首付款", "250,000.00", "—", "250,000.00"),
        ("二期款", "400,000.00", "—", "400,000.00"),
        ("三期款", "300,000.00", "—", "300,000.00"),
        ("合计", "1,000,000.00", "—", "1,000,000.00"),
    ]
    assert take(office, "8-0101", CARD) == ("SD01-0000001", "定金", "50,000.00")
    assert take(office, "8-0101", TRANSFER) == ("SD01-0000002", "首付款", "250,000.00")
    office.picture("paid")
    office.call("control")
    office.wait("the money to be seen at sales control", lambda: sums(orders)[1] == "300,000.00")
    assert sums(orders) == ("1,000,000.00", "300,000.00", "700,000.00", "—")


def swapped(office: Windows) -> None:
    """118.32 × 11,000 = 1,301,520, rounded to 1,301,500: 301,500 more, by the schedule; only the fee is due at once."""
    screen = begin_change(office, "8-0101", RequestKind.SWAP)
    office.press("F8")
    office.wait("other homes", lambda: screen.finder.offers)
    office.press("/")
    office.write("9-0101")
    office.press("Return")
    office.write("换大户型")
    office.press("Tab")
    office.write("3000")
    office.press("Tab")
    number = ask(office, screen, "swap-sheet")
    requests = agree(office, number, "swap-request")
    assert requests.panel.sum.amount.text() == "3,000"
    assert value_lines(requests.panel.sum) == {
        "总价差额": "+301,500.00", "新首付": "390,450.00", "手续费": "3,000.00", "已收款": "300,000.00",
        "8-0101 退回为": "待售",
    }  # fmt: skip
    told = differences(requests.reading.sheet.box.lines)
    assert told["成交总价"] == ("1,000,000.00", "1,301,500.00")
    assert told["待收"] == ("700,000.00", "1,004,500.00")
    assert void_papers(requests.panel) == ["认购协议书 RG2026-00001"]
    assert take(office, "8-0101", CARD, agreed=True) == ("SD01-0000003", "手续费", "3,000.00")
    carry_out(office)
    orders = order_of(office, "9-0101")
    office.picture("swapped")
    assert sums(orders) == ("1,301,500.00", "303,000.00", "1,001,500.00", "—")
    assert owed(orders) == [
        ("定金", "50,000.00", "50,000.00", "✓"),
        ("首付款", "340,450.00", "250,000.00", "90,450.00"),
        ("二期款", "520,600.00", "—", "520,600.00"),
        ("三期款", "390,450.00", "—", "390,450.00"),
        ("手续费", "3,000.00", "3,000.00", "✓"),
        ("合计", "1,304,500.00", "303,000.00", "1,001,500.00"),
    ]


def joined_by_his_wife(office: Windows) -> None:
    screen = begin_change(office, "9-0101", RequestKind.BUYER_CHANGE)
    office.press("Ctrl+B")
    office.write("周敏")
    office.press("Alt+2")
    office.write("增加配偶")
    number = ask(office, screen, "buyers-sheet")
    requests = agree(office, number, "buyers-request")
    told = differences(requests.reading.sheet.box.lines)
    assert told["买方 1"] == ("韩若溪　本人　100.00%", "韩若溪　本人　50.00%")
    assert told["买方 2"] == ("—", "周敏　配偶　50.00%")
    assert void_papers(requests.panel) == [], "the agreement is void by the swap already"
    carry_out(office)
    orders = order_of(office, "9-0101")
    assert cells(orders.detail.buyers, "name", "share") == [("韩若溪", "50.00%"), ("周敏", "50.00%")]


def with_a_loan_instead(office: Windows) -> None:
    """1,301,520 × 0.995 = 1,295,012.40, rounded to 1,295,000; 70 % of it is 906,500, a loan is rounded down to 10,000:
    900,000. What is left after the earnest money, 345,000, is the down payment; 250,000 of it came in."""
    screen = begin_change(office, "9-0101", RequestKind.TERMS_CHANGE)
    office.press(IN_A_LOAN)
    office.press("Alt+3")
    office.write("改为按揭")
    number = ask(office, screen, "terms-sheet")
    requests = agree(office, number, "terms-request")
    assert requests.panel.sum.amount.text() == "0"
    assert value_lines(requests.panel.sum) == {
        "总价差额": "−6,500.00", "新首付": "395,000.00", "已收款": "303,000.00"
    }  # fmt: skip
    carry_out(office)
    orders = order_of(office, "9-0101")
    assert sums(orders) == ("1,295,000.00", "303,000.00", "995,000.00", "—")
    assert owed(orders) == [
        ("定金", "50,000.00", "50,000.00", "✓"),
        ("首付款", "345,000.00", "250,000.00", "95,000.00"),
        ("商业贷款", "900,000.00", "—", "900,000.00"),
        ("手续费", "3,000.00", "3,000.00", "✓"),
        ("合计", "1,298,000.00", "303,000.00", "995,000.00"),
    ]


def contracted_and_filed(office: Windows) -> None:
    orders = order_of(office, "9-0101")
    office.press("F6")
    office.answer(SignContractDialog, "HT-9", picture="contract")
    office.press("F8")
    office.answer(FileContractDialog, "BA-9")
    assert orders.detail.terms["contract"].value.text() == "HT-9"
    assert orders.detail.duty.words().startswith("以后　收首付款")
    assert take(office, "9-0101", TRANSFER) == ("SD01-0000004", "首付款", "95,000.00")


def comes_next(office: Windows, after: AfterContractScreen, words: str) -> None:
    """Until the filled button says so."""
    office.wait(words, lambda: words in after.pane.next.text())


def lent(office: Windows) -> None:
    """Step by step at sales control; that the bank paid is known from the counter."""
    order_of(office, "9-0101")
    office.press("F7")
    after = office.shown(AfterContractScreen)
    office.wait("what follows the contract", lambda: after.pane.file is not None)
    office.settle()
    office.press("Ctrl+Return")
    office.answer(LoanDialog, "江宁农商行", picture="loan")
    for step in ("按揭资料齐全", "已报送银行", "银行已审批", "已签借款合同"):
        comes_next(office, after, step)
        office.press("Ctrl+Return")
        office.answer(StepDialog)
    office.wait("all that is done here", lambda: after.pane.next.refusal() == "出纳收到放款时自动记录。")
    assert take(office, "9-0101", LOAN) == ("SD01-0000005", "商业贷款", "900,000.00")
    office.picture("loan-paid-out")
    office.call("control")
    office.wait("the pay-out to be seen at sales control", lambda: not after.pane.next.isVisible())
    assert cells(after.loans.table, "unit", "bank", "amount", "stage") == [
        ("9-0101", "江宁农商行", "900,000.00", "已放款")
    ]  # fmt: skip


def measured_and_settled(office: Windows) -> None:
    """120 m² instead of 118.32: 1.68 m² (1.42 %) at 1,295,000 ÷ 118.32 = 10,944.90 come to 18,387.43."""
    office.call("service")
    after = office.go_to(AfterContractScreen)
    office.press("Ctrl+PgDown")
    office.wait("the order", lambda: after.pane.file is not None and after.areas.rows)
    office.settle()
    assert after.pane.banner.sentence() == "此房实测面积尚未录入。"
    assert after.pane.area.survey is not None
    office.click(after.pane.area.survey)
    office.answer(AreaDialog, "120")
    office.wait("the settlement to be worked out", lambda: after.pane.next.isEnabled())
    office.press("Ctrl+Return")
    office.answer(SettlementDialog, "实测报告已出", picture="settlement")
    request = "SQ2026-00004　RG2026-00001"
    requests = agree(office, request, "settlement-request")
    told = differences(requests.reading.sheet.box.lines)
    assert told["实测面积 ㎡"] == ("118.32", "120.00")
    assert told["3%以内（含）"] == ("—", "1.68 × 10,944.90 × 1")
    assert told["应收合计"] == ("1,298,000.00", "1,316,387.43")
    office.call("service")
    office.wait("the agreement", lambda: after.pane.next.isEnabled() and after.pane.next.text() == "写入补差")
    office.press("Ctrl+Return")
    office.wait("the settlement to be written", lambda: not after.pane.next.isVisible())
    office.settle()
    office.picture("settled")
    assert cells(after.areas.table, "unit", "contract", "surveyed", "ratio", "amount", "state") == [
        ("9-0101", "118.32", "120.00", "+1.42%", "+18,387.43", "已补差")
    ]  # fmt: skip
    assert take(office, "9-0101", CARD) == ("SD01-0000006", "面积补差款", "18,387.43")


def handed_over(office: Windows) -> None:
    office.call("service")
    after = office.shown(AfterContractScreen)
    office.press("Ctrl+PgDown")
    for step in ("已通知入伙", "已验房"):
        comes_next(office, after, step)
        office.press("Ctrl+Return")
        office.answer(StepDialog)
    comes_next(office, after, "交房")
    points = after.pane.handover.points
    first = next(iter(points.values()))[0]
    first.setFocus()
    for _ in range(len(points)):
        office.press("Space")
    office.picture("handover")
    office.press("Ctrl+Return")
    office.answer(HandOverDialog)
    office.wait("the keys to be handed over", lambda: not after.pane.next.isVisible())
    assert [row[0] for row in cells(after.handovers.table, "handover")] == ["已交房"]


def looked_back_on(office: Windows) -> None:
    """What the order says at the end of it all."""
    orders = order_of(office, "9-0101")
    office.picture("end")
    assert sums(orders) == ("1,295,000.00", "1,316,387.43", "0.00", "—")
    assert entries(orders) == [
        ("SD01-0000001", "收据", "定金", "50,000.00"),
        ("SD01-0000002", "收据", "首付款", "250,000.00"),
        ("SD01-0000003", "收据", "手续费", "3,000.00"),
        ("SD01-0000004", "收据", "首付款", "95,000.00"),
        ("SD01-0000005", "收据", "商业贷款", "900,000.00"),
        ("SD01-0000006", "收据", "面积补差款", "18,387.43"),
    ]
    assert owed(orders)[-1] == ("合计", "1,316,387.43", "1,316,387.43", "✓")
    happened = [what for (what,) in cells(orders.detail.story, "what")]
    assert [what for what in reversed(happened) if what not in ("收据", "已打印")] == [
        "首次录入", "认购", "申请换房", "换房审批同意", "换房办结", "申请更名", "更名审批同意", "更名办结",
        "申请变更付款方式与折扣", "变更付款方式与折扣审批同意", "变更付款方式与折扣办结", "签约", "备案",
        "申请面积补差", "面积补差审批同意", "面积补差办结", "交房",
    ]  # fmt: skip


CHAPTERS = (
    sold_by_instalments, swapped, joined_by_his_wife, with_a_loan_instead, contracted_and_filed, lent,
    measured_and_settled, handed_over, looked_back_on,
)  # fmt: skip


@pytest.mark.parametrize("engine_kind", ["postgresql"])
def test_a_home_from_the_first_visit_to_the_keys(office: Windows) -> None:
    for chapter in CHAPTERS:
        chapter(office)
    assert_in_order(office.house)


@pytest.mark.parametrize("engine_kind", ["sqlite"])
def test_another_one_is_cancelled_with_a_penalty(office: Windows) -> None:
    """50,000 came in, 20,000 are kept: 30,000 go back."""
    pay(office.house, office.house.sold("0301"), line("earnest", 50_000 * YUAN))
    screen = begin_change(office, "3-0301", RequestKind.CANCELLATION)
    office.write("买受人违约")
    office.press("Tab")
    office.write("20000")
    office.press("Tab")
    number = ask(office, screen, "cancellation-sheet")
    requests = agree(office, number, "cancellation-request")
    assert requests.panel.sum.amount.text() == "30,000"
    moved = {"定金 → 转为违约金": "20,000.00", "定金 → 退还客户": "30,000.00"}
    assert value_lines(requests.panel.moved) == moved
    till = paid_back(office)
    assert till.receipt.entry is not None
    assert till.receipt.number.text() == "SD01T-0000001"
    assert cells(till.account.receipts, "items", "sum") == [
        ("定金", "−30,000.00"), ("定金、违约金", "0.00"), ("定金", "50,000.00")
    ]  # fmt: skip
    carry_out(office)
    orders = order_of(office, "3-0301")
    office.picture("cancelled")
    assert orders.detail.cancelled.accessibleName() == "已取消"
    assert sums(orders) == ("2,366,400.00", "20,000.00", "—", "—")
    assert entries(orders)[-1] == ("SD01T-0000001", "退款", "定金", "−30,000.00")
    assert office.house.state_of("0301") == "available"
    assert_in_order(office.house)


def paid_back(office: Windows) -> CashierScreen:
    """The cashier is told, keeps the penalty and pays the rest back; nothing more is taken meanwhile."""
    office.call("cashier")
    till = office.go_to(CashierScreen)
    office.wait("the cancellation to be told at the counter", lambda: till.waiting.isEnabled())
    assert till.waiting.text() == "待结算 1"
    office.press("F7")
    office.press("Return")
    office.wait("the agreed change", lambda: till.account.settling.isVisible())
    office.settle()
    assert till.account.settling.banner.sentence().endswith("扣留 20,000.00，应退 30,000.00")
    assert "不再收款" in till.entry.foot.button.refusal()
    office.press("Ctrl+J")
    office.answer(SettleDialog, "6222 0001", picture="pay-back")
    office.wait("the refund", lambda: till.receipt.entry is not None)
    office.settle()
    office.picture("paid-back")
    return till
