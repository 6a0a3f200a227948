"""The life of a home in the office's words: sold by instalments, swapped, its buyers and its terms changed, its loan
paid out, its area settled, handed over; and another one cancelled with a penalty. Every figure to the fen.
"""

from __future__ import annotations

from salesdesk.domain.after_contract import Step
from salesdesk.domain.money_items import MoneyClass
from salesdesk.domain.states import Stage
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.accounts import order_account
from salesdesk.services.after_contract_files import after_contract_file
from salesdesk.services.buyer_changes import BuyerChange, FinishBuyerChange, ask_buyer_change, finish_buyer_change
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
)
from salesdesk.services.contracts import Contract, Filing, file_contract, sign_contract
from salesdesk.services.handovers import CheckPoint, HandOver, check_point, hand_over
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap
from salesdesk.services.terms_changes import FinishTermsChange, TermsChange, ask_terms_change, finish_terms_change
from tests.services.after_helpers import (
    YUAN,
    detail,
    done,
    paid_out,
    settled,
    settlement_due,
    square_building,
    surveyed,
    with_loan,
)
from tests.services.change_helpers import agree, settle, sheet
from tests.services.money_helpers import by_item, line, pay
from tests.services.selling_helpers import launched_building
from tests.support.invariants import assert_in_order
from tests.support.office import House

SETTLEMENT = 1_847_971
WIFE = Buyer("周敏", 5_000, "配偶", telephone="13900001111")


def yuan(*sums: int) -> list[int]:
    return [one * YUAN for one in sums]


def asked_of(house: House, order_id: int) -> list[int]:
    """The sums of the due items of the price, in their order."""
    dues = detail(house, order_id).dues
    return [due.amount_fen for due in dues if due.klass in (MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN)]


def sold_by_instalments(house: House) -> int:
    customer = house.customer()
    form = house.subscription("0101", customer, unit_id=house.unit_id("0101", "8#"), choices=house.choices("分期三期"))
    order_id = house.desk("control").perform(subscribe, form)
    assert asked_of(house, order_id) == yuan(50_000, 250_000, 400_000, 300_000)
    pay(house, order_id, line("earnest", 50_000 * YUAN))
    pay(house, order_id, line("down_payment", 250_000 * YUAN))
    return order_id


def swapped(house: House, order_id: int) -> None:
    """To a home of 118.32 m² at 11,000: 1,301,520 yuan, rounded to hundreds as the project says."""
    target = house.unit_id("0101", "9#")
    form = Swap(order_id=order_id, target_unit_id=target, choices=house.choices("分期三期"), reason="换大户型",
                fee_fen=3_000 * YUAN)  # fmt: skip
    on_request = house.desk("control").perform(ask_swap, form)
    shown = sheet(house, on_request)
    assert (shown.before.total_fen, shown.after.total_fen) == (1_000_000 * YUAN, 1_301_500 * YUAN)
    assert (shown.difference_fen, shown.to_pay_fen, shown.to_return_fen) == (301_500 * YUAN, 3_000 * YUAN, 0)
    agree(house, on_request)
    pay(house, order_id, line("handling_fee", 3_000 * YUAN, "other"))
    house.desk("control").perform(finish_swap, FinishSwap(on_request=on_request))
    assert asked_of(house, order_id) == yuan(50_000, 340_450, 520_600, 390_450)
    assert detail(house, order_id).unit_label == "9-0101"


def joined_by_wife(house: House, order_id: int) -> None:
    buyers = (Buyer("韩若溪", 5_000, telephone="13812342046"), WIFE)
    form = BuyerChange(order_id=order_id, buyers=buyers, proof="结婚证", reason="增加配偶")
    on_request = house.desk("control").perform(ask_buyer_change, form)
    agree(house, on_request)
    house.desk("control").perform(finish_buyer_change, FinishBuyerChange(on_request=on_request))
    assert [(one.name, one.share) for one in detail(house, order_id).buyers] == [("韩若溪", 5_000), ("周敏", 5_000)]


def with_a_loan_instead(house: House, order_id: int) -> None:
    """70 % of 1,301,500 is 911,050; a loan is rounded down to 10,000."""
    form = TermsChange(order_id=order_id, choices=house.choices("商业贷款"), reason="改为按揭")
    on_request = house.desk("control").perform(ask_terms_change, form)
    shown = sheet(house, on_request)
    assert (shown.difference_fen, shown.to_pay_fen) == (0, 0)
    agree(house, on_request)
    house.desk("control").perform(finish_terms_change, FinishTermsChange(on_request=on_request))
    assert asked_of(house, order_id) == yuan(50_000, 341_500, 910_000)
    assert [due.amount_fen for due in detail(house, order_id).dues if due.klass is MoneyClass.OTHER] == yuan(3_000)


def contracted_and_filed(house: House, order_id: int) -> None:
    control = house.desk("control")
    control.perform(sign_contract, Contract(order_id=order_id, contract_number="HT-9", contracted_on=house.today))
    control.perform(file_contract, Filing(order_id=order_id, filing_number="BA-9", filed_on=house.today))
    pay(house, order_id, line("down_payment", 91_500 * YUAN))


def lent(house: House, order_id: int) -> None:
    with_loan(house, order_id)
    for step in (Step.LOAN_PAPERS, Step.LOAN_SUBMITTED, Step.LOAN_APPROVED, Step.LOAN_SIGNED):
        done(house, order_id, step, item="loan")
    paid_out(house, order_id)
    account = house.desk("cashier").read(order_account, order_id)
    assert account.price_open_fen == 0


def measured_and_settled(house: House, order_id: int) -> None:
    """120 m² instead of 118.32: 1.68 m² at 10,999.83, all within 3 %."""
    surveyed(house, "0101", 120, building="9#")
    settled(house, order_id)
    assert settlement_due(house, order_id) == SETTLEMENT
    pay(house, order_id, line("settlement", SETTLEMENT, "settlement"))


def handed_over(house: House, order_id: int) -> None:
    service = house.desk("service")
    for point in service.read(after_contract_file, order_id).handover.points:
        service.perform(check_point, CheckPoint(order_id=order_id, point=point.name, passed=True))
    service.perform(hand_over, HandOver(order_id=order_id, handed_over_on=house.today))


def test_a_home_from_the_subscription_to_the_keys(house: House) -> None:
    square_building(house, 1)
    launched_building(house, "9#", 11_000 * YUAN)
    order_id = sold_by_instalments(house)
    for chapter in (swapped, joined_by_wife, with_a_loan_instead, contracted_and_filed, lent, measured_and_settled,
                    handed_over):  # fmt: skip
        chapter(house, order_id)
        assert_in_order(house)
    order = detail(house, order_id)
    assert (order.stage, order.terms_version) == (Stage.HANDED_OVER, 5)
    assert by_item(house, order_id) == {
        (MoneyClass.PRICE, "earnest"): 50_000 * YUAN,
        (MoneyClass.PRICE, "down_payment"): 341_500 * YUAN,
        (MoneyClass.PRICE_BY_LOAN, "loan"): 910_000 * YUAN,
        (MoneyClass.OTHER, "handling_fee"): 3_000 * YUAN,
        (MoneyClass.SETTLEMENT, "settlement"): SETTLEMENT,
    }
    account = house.desk("cashier").read(order_account, order_id)
    assert account.received_fen == (1_301_500 + 3_000) * YUAN + SETTLEMENT
    assert sum(state.open_fen for state in account.dues) == 0


def test_another_one_is_cancelled_with_a_penalty(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line("earnest", 50_000 * YUAN))
    form = CancellationRequest(order_id=order_id, reason="买受人违约", penalty_fen=20_000 * YUAN)
    on_request = house.desk("control").perform(ask_cancellation, form)
    shown = sheet(house, on_request)
    assert (shown.received_fen, shown.penalty_fen, shown.to_return_fen) == tuple(yuan(50_000, 20_000, 30_000))
    agree(house, on_request)
    settle(house, on_request)
    house.desk("control").perform(finish_cancellation, FinishCancellation(on_request=on_request))
    assert detail(house, order_id).stage is Stage.CANCELLED
    assert by_item(house, order_id) == {(MoneyClass.OTHER, "penalty"): 20_000 * YUAN}
    assert_in_order(house)
