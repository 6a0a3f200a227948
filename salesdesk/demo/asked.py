"""What else is asked for in the demo's last days and waits: of every kind of request one is open, so that the places of
requests and tasks show each. Where the office usually asks nobody, it does for this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from salesdesk.demo.build import Year
from salesdesk.demo.changes import with_spouse
from salesdesk.demo.one_deal import BY_LOAN, IN_FULL, Deal
from salesdesk.domain.board import BoardCell
from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.domain.opening import OpeningMoney, OpeningOrder
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestKind, rule_name
from salesdesk.domain.states import Stage
from salesdesk.repository.cash import EntryLine
from salesdesk.services.approved_money import RefundRequest, ReversalRequest, ask_refund, ask_reversal
from salesdesk.services.area_corrections import AskAreaCorrection, ask_area_correction
from salesdesk.services.area_settlements import AreaCase, area_case
from salesdesk.services.buyer_changes import ask_buyer_change
from salesdesk.services.handover_backs import AskHandoverBack, ask_handover_back
from salesdesk.services.holds import HoldExtension, HoldForm, ask_extension, hold
from salesdesk.services.opening_balances import OpeningRequest, ask_opening
from salesdesk.services.projects import NewSetting, change_setting
from salesdesk.services.requests import RequestAnswerForm, answer_request
from salesdesk.services.reviews import ask_review

T = TypeVar("T")
TOO_MUCH_FEN = 1_000_000
ONE_M2 = 10_000
LEAST_DAYS = 3
MOVED_IN = ("徐亦涵", "13770041286", "13770041304")


def asked_lives(year: Year, deals: list[Deal], free: list[BoardCell]) -> list[tuple[date, Iterator[date]]]:
    """Each request on its day; ``free`` are homes that nobody else is going to buy."""
    asked = _Asked(year, deals, free)
    told: tuple[tuple[int, Callable[[date], object]], ...] = (
        (4, asked.opening), (3, asked.handover_back), (3, asked.area_correction), (2, asked.extension),
        (2, asked.refund), (1, asked.reversal), (1, asked.buyers), (1, asked.reviews),
    )  # fmt: skip
    return [(day, _life(act, day)) for act, day in ((act, year.today - timedelta(days=ago)) for ago, act in told)]


def _life(act: Callable[[date], object], day: date) -> Iterator[date]:
    act(day)
    yield from ()


class _Asked:
    """The requests, each about an order or a home that nothing else of the demo's last days is about."""

    def __init__(self, year: Year, deals: list[Deal], free: list[BoardCell]) -> None:
        self.year, self.deals, self.free = year, deals, free

    def opening(self, day: date) -> None:
        """Two orders of before the office moved in; the manager agreed, the management has still to."""
        self.year.later(day, 10)
        name, *telephones = MOVED_IN
        began = self.year.today - timedelta(days=320)
        orders, money = list[OpeningOrder](), list[OpeningMoney]()
        for row, telephone in enumerate(telephones, 2):
            cell = self.free.pop()
            unit, total = f"{cell.building}-{cell.number}", (cell.total_fen or 0) // 1_000_000 * 1_000_000
            scheme = IN_FULL if row % 2 else BY_LOAN
            orders.append(OpeningOrder(row, unit, name, telephone, "", scheme, "陈立", total, began))
            money.append(OpeningMoney(row, unit, "earnest", MoneyClass.PRICE, "transfer", 5 * TOO_MUCH_FEN, began, name,
                                      f"00{row + 4177}"))  # fmt: skip
        form = OpeningRequest(orders=tuple(orders), money=tuple(money), source="期初余额.xlsx", reason="旧系统订单转入")
        on_request = self.year.does("shen", ask_opening, form)
        answer = RequestAnswerForm(on_request=on_request, agrees=True, office_role=OfficeRole.MANAGER)
        self.year.does("luo", answer_request, answer)

    def extension(self, day: date) -> None:
        self.year.later(day, 11.2)
        unit_id = self.free.pop().unit_id
        buyer = self.deals[-1].plan.buyer
        self.year.does("shen", hold, HoldForm(unit_id=unit_id, customer_id=buyer.id, reason="等家人来看", hours=96))
        form = HoldExtension(unit_id=unit_id, hours=48, reason="家人周末到宁，再留两天")
        self._as_wanted(RequestKind.HOLD_EXTENSION, "manager", lambda: self.year.does("shen", ask_extension, form))

    def refund(self, day: date) -> None:
        deal = self._deal(Stage.SUBSCRIBED, day)
        line = EntryLine("earnest", MoneyClass.PRICE.value, TOO_MUCH_FEN, "定金")
        form = RefundRequest(
            order_id=deal.order_id, lines=(line,), payee=deal.plan.buyer.name, reason="定金多刷一万元，退回原卡"
        )
        self._as_wanted(RequestKind.REFUND, "manager", lambda: self.year.does("fang", ask_refund, form))

    def reversal(self, day: date) -> None:
        deal = self._deal(Stage.CONTRACTED, day)
        entries = self.year.work("fang").cash.of_order(deal.order_id)
        receipt = next(
            one for one in entries if one.kind is EntryKind.RECEIPT and not one.voided and one.reversed_by is None
        )
        form = ReversalRequest(receipt_id=receipt.id, reason="付款人写错，红冲后重开")
        self._as_wanted(RequestKind.REVERSAL, "manager", lambda: self.year.does("fang", ask_reversal, form))

    def buyers(self, day: date) -> None:
        deal = self._deal(Stage.SUBSCRIBED, day)
        self.year.does("shen", ask_buyer_change, with_spouse(self.year, deal))

    def reviews(self, day: date) -> None:
        """Finance looks at a subscription and at a contract."""
        for kind, stage in (
            (RequestKind.SUBSCRIPTION_REVIEW, Stage.SUBSCRIBED), (RequestKind.CONTRACT_REVIEW, Stage.CONTRACTED),
        ):  # fmt: skip
            order_id = self._deal(stage, day).order_id
            self._as_wanted(kind, "cashier", lambda: ask_review(self.year.work("shen"), kind, order_id))  # noqa: B023

    def handover_back(self, day: date) -> None:
        deal = self._deal(Stage.HANDED_OVER, day)
        self.year.does("qin", ask_handover_back, AskHandoverBack(order_id=deal.order_id, reason="钥匙登记错房号"))

    def area_correction(self, day: date) -> None:
        def case(order_id: int) -> AreaCase:
            return area_case(self.year.work("qin"), order_id)

        deal = self._deal(Stage.HANDED_OVER, day, lambda order_id: case(order_id).why_not_correct is None)
        unit = case(deal.order_id).unit
        form = AskAreaCorrection(
            order_id=deal.order_id, gross_cm2=(unit.surveyed_gross_cm2 or 0) + ONE_M2,
            inner_cm2=unit.surveyed_inner_cm2, reason="测绘院更正实测面积",
        )  # fmt: skip
        self.year.does("qin", ask_area_correction, form)

    def _as_wanted(self, kind: RequestKind, rule: str, ask: Callable[[], T]) -> T:
        """Asks while the office wants this kind agreed to."""
        for value in (rule, ""):
            self.year.does("he", change_setting, NewSetting(name=rule_name(kind), value=value))
            if value:
                answer = ask()
        return answer

    def _deal(self, stage: Stage, day: date, fits: Callable[[int], bool] = lambda _: True) -> Deal:
        """The newest deal that stands there, has nothing else to come, and goes no further from now on."""
        self.year.later(day, 13)
        orders = self.year.work("shen").orders
        begun = (deal for deal in reversed(self.deals) if deal.order_id and not deal.changing and deal.luck <= 0.94)
        grown = (deal for deal in begun if (day - deal.plan.day).days > LEAST_DAYS)
        for deal in grown:
            if orders.head(deal.order_id).stage is stage and fits(deal.order_id):
                deal.changing = True
                return deal
        raise LookupError(f"no order is {stage} on {day}")
