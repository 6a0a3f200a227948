"""What customers of the demo ask for after they bought: swaps, cancellations, other buyers, other terms, later dates;
some are done, some wait for an answer or for the cashier. Prices beyond the limits and corrections are asked for too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from salesdesk.demo.build import Year
from salesdesk.demo.one_deal import BY_LOAN, IN_FULL, Deal
from salesdesk.domain.accounts import allocate
from salesdesk.domain.board import BoardCell
from salesdesk.domain.money import TEN_THOUSAND
from salesdesk.domain.states import Stage
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.area_settlements import AskSettlement, ask_settlement
from salesdesk.services.buyer_changes import BuyerChange, FinishBuyerChange, ask_buyer_change, finish_buyer_change
from salesdesk.services.cancellations import CancellationRequest, ask_cancellation
from salesdesk.services.customer_corrections import Correction, ask_correction
from salesdesk.services.order_lists import order_detail
from salesdesk.services.postponements import FinishPostponement, Postponement, ask_postponement, finish_postponement
from salesdesk.services.price_requests import PriceRequest, ask_price
from salesdesk.services.requests import RequestAnswerForm, answer_request
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap
from salesdesk.services.terms_changes import FinishTermsChange, TermsChange, ask_terms_change, finish_terms_change

FEE_FEN = 200_000
BEFORE_MONEY, BEFORE_FILING = (1, 4), (9, 24)
"""Days after the subscription: only the earnest money is there; the contract is signed and not filed yet."""
SUBSCRIBED, CONTRACTED = (Stage.SUBSCRIBED, BEFORE_MONEY), (Stage.CONTRACTED, BEFORE_FILING)
LATER_DAYS = 15
EVERYTHING = ("按时签约", "商业贷款优惠", "一次性付款优惠", "老带新", "开盘礼遇")


def changing_lives(year: Year, deals: list[Deal], free: list[BoardCell]) -> list[tuple[date, Iterator[date]]]:
    """Each change on its day; ``free`` are homes that nobody else is going to buy."""
    changes = _Changes(year, deals, free)
    told: tuple[tuple[int, Callable[[date], None]], ...] = (
        (46, changes.swap_done), (38, changes.terms_done), (31, changes.buyers_done), (24, changes.later_done),
        (17, changes.contract_swapped), (12, changes.buyers_declined), (9, changes.prices), (6, changes.settlements),
        (3, changes.correction), (2, changes.terms_asked), (2, changes.later_asked), (1, changes.cancellations),
        (1, changes.swap_to_settle), (0, changes.swap_asked),
    )  # fmt: skip
    return [(day, _life(act, day)) for act, day in ((act, year.today - timedelta(days=ago)) for ago, act in told)]


def _life(act: Callable[[date], None], day: date) -> Iterator[date]:
    act(day)
    yield from ()


class _Changes:
    """The changes, each of an order that stands where it can begin on that day."""

    def __init__(self, year: Year, deals: list[Deal], free: list[BoardCell]) -> None:
        self.year, self.deals, self.free = year, deals, free

    def swap_done(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        on_request = self._swap(deal, "想要高一点的楼层")
        self._answer(on_request, "同意，老客户")
        self.year.does("shen", finish_swap, FinishSwap(on_request=on_request))

    def contract_swapped(self, day: date) -> None:
        deal = self._deal(CONTRACTED, day)
        on_request = self._swap(deal, "家中老人同住，换三房")
        self._answer(on_request)
        number = f"宁房合字{day.year}第{deal.order_id:05d}-2号"
        self.year.does("shen", finish_swap, FinishSwap(on_request=on_request, contract_number=number))

    def swap_to_settle(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        self._answer(self._swap(deal, "换到同一单元，与父母相邻", fee_fen=FEE_FEN))
        deal.changing = True

    def swap_asked(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        self._swap(deal, "客户预算增加，换大户型")
        deal.changing = True

    def cancellations(self, day: date) -> None:
        """One is agreed to and waits for the cashier, one waits for the manager."""
        for agreed, reason in ((True, "客户征信未通过，协商退房"), (False, "客户工作调动")):
            deal = self._deal(SUBSCRIBED, day)
            form = CancellationRequest(order_id=deal.order_id, reason=reason, penalty_fen=10 * FEE_FEN)
            on_request = self.year.does("shen", ask_cancellation, form)
            deal.changing = True
            if agreed:
                self._answer(on_request, "按协议扣违约金两万元")

    def buyers_done(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        on_request = self.year.does("shen", ask_buyer_change, with_spouse(self.year, deal))
        self._answer(on_request)
        self.year.does("shen", finish_buyer_change, FinishBuyerChange(on_request=on_request))

    def buyers_declined(self, day: date) -> None:
        deal = self._deal(CONTRACTED, day)
        on_request = self.year.does("shen", ask_buyer_change, with_spouse(self.year, deal))
        self._answer(on_request, "已签约，增名走法务流程", agrees=False)

    def terms_done(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        on_request = self._terms(deal)
        self._answer(on_request)
        self.year.does("shen", finish_terms_change, FinishTermsChange(on_request=on_request))

    def terms_asked(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        self._terms(deal)
        deal.changing = True

    def _terms(self, deal: Deal) -> int:
        """Another scheme: at once instead of by a loan, or the other way round."""
        deal.scheme = scheme = IN_FULL if deal.scheme != IN_FULL else BY_LOAN
        choices = deal.choices(deal.plan.cell.unit_id, EVERYTHING[:3], scheme)
        form = TermsChange(order_id=deal.order_id, choices=choices, reason=f"客户改为{scheme}")
        return self.year.does("shen", ask_terms_change, form)

    def later_done(self, day: date) -> None:
        on_request = self._later(self._deal(SUBSCRIBED, day))
        self._answer(on_request)
        self.year.does("shen", finish_postponement, FinishPostponement(on_request=on_request))

    def later_asked(self, day: date) -> None:
        deal = self._deal(SUBSCRIBED, day)
        self._later(deal)
        deal.changing = True

    def _later(self, deal: Deal) -> int:
        work = self.year.work("shen")
        order = order_detail(work, deal.order_id)
        state = next(state for state in allocate(order.dues, work.cash.sums(order.id)) if state.open_fen > 0)
        assert state.due.due_on is not None
        later = state.due.due_on + timedelta(days=LATER_DAYS)
        form = Postponement(order_id=order.id, due_on=((state.due.seq, later),), reason="客户理财到期后付款")
        return self.year.does("shen", ask_postponement, form)

    def prices(self, day: date) -> None:
        """Prices beyond what one may agree: one agreed to, one declined, one that waits."""
        self.year.later(day, 11)
        for answer, words in ((True, "尾房，同意"), (False, "价格太低"), (None, "")):
            cell = self.free.pop()
            choices = self.deals[0].choices(cell.unit_id, EVERYTHING, IN_FULL)
            form = PriceRequest(unit_id=cell.unit_id, choices=choices, reason="客户一次付清，申请全部优惠")
            on_request = self.year.does("chen", ask_price, form)
            if answer is not None:
                self._answer(on_request, words, agrees=answer)

    def settlements(self, day: date) -> None:
        """Areas of homes that are not handed over yet: two wait for an answer, one to be written."""
        self.year.later(day, 14)
        surveyed = [deal for deal in self.deals if deal.plan.cell.building == "1#" and 0.3 <= deal.luck < 0.7]
        differing = [deal for deal in surveyed if deal.plan.cell.unit_id % 7 != 2]
        for place, deal in enumerate(differing[:3]):
            form = AskSettlement(order_id=deal.order_id, reason="实测面积已出具")
            on_request = self.year.does("qin", ask_settlement, form)
            if not place:
                self._answer(on_request)

    def correction(self, day: date) -> None:
        self.year.later(day, 15)
        buyer = next(deal.plan.buyer for deal in reversed(self.deals) if deal.plan.buyer.owner == "chen")
        right = f"{buyer.telephone[:-2]}{(int(buyer.telephone[-2:]) + 7) % 100:02d}"
        form = Correction(
            customer_id=buyer.id, telephone=buyer.telephone, right_telephone=right, reason="录入时少看一位"
        )
        self.year.does("chen", ask_correction, form)

    def _swap(self, deal: Deal, reason: str, fee_fen: int = 0) -> int:
        """To the free home whose price is the next above."""
        assert deal.plan.cell.total_fen is not None
        least = deal.plan.cell.total_fen
        target = min(self.free, key=lambda cell: ((cell.total_fen or 0) < least, abs((cell.total_fen or 0) - least)))
        self.free.remove(target)
        choices = deal.choices(target.unit_id, EVERYTHING[:3])
        form = Swap(order_id=deal.order_id, target_unit_id=target.unit_id, choices=choices, reason=reason,
                    fee_fen=fee_fen)  # fmt: skip
        return self.year.does("shen", ask_swap, form)

    def _answer(self, on_request: int, words: str = "", *, agrees: bool = True) -> None:
        form = RequestAnswerForm(on_request=on_request, agrees=agrees, words=words)
        self.year.does("luo", answer_request, form)

    def _deal(self, wanted: tuple[Stage, tuple[int, int]], day: date) -> Deal:
        """A deal that stands there on this day; where none is in its usual days, the one that comes next."""
        self.year.later(day, 10.5)
        stage, (first, last) = wanted
        middle = (first + last) // 2
        orders = self.year.work("shen").orders
        begun = [deal for deal in self.deals if deal.order_id and not deal.changing and deal.luck <= 0.94]
        for deal in sorted(begun, key=lambda deal: abs((day - deal.plan.day).days - middle)):
            if orders.head(deal.order_id).stage is stage:
                return deal
        raise LookupError(f"no order is {stage} on {day}")


def with_spouse(year: Year, deal: Deal) -> BuyerChange:
    """One more buyer, or other shares where there are two."""
    order = order_detail(year.work("shen"), deal.order_id)
    first, *others = order.buyers
    share = first.share - 1000 if others else TEN_THOUSAND // 2
    known = others[0] if others else Buyer("龚静文", 0, "配偶", "", "", "", deal.crowd.telephone(), first.address)
    buyers = (replace(first, share=share), replace(known, share=TEN_THOUSAND - share))
    return BuyerChange(order_id=order.id, buyers=buyers, proof="结婚证", reason="夫妻共有")
