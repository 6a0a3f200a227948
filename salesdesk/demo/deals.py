"""The demo's deals: subscriptions through the year, and what became of each by today."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.demo.build import Year, raise_prices
from salesdesk.demo.closes import closing_life
from salesdesk.demo.crowd import Somebody
from salesdesk.demo.names import Crowd
from salesdesk.demo.town import BLOCKS
from salesdesk.domain.board import BoardCell
from salesdesk.domain.identity import IdentityKind
from salesdesk.domain.long_work import Progress
from salesdesk.domain.money import TEN_THOUSAND
from salesdesk.domain.states import Stage
from salesdesk.repository.cash import EntryLine, Tender
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.accounts import order_account
from salesdesk.services.cancellations import (
    CancellationRequest,
    FinishCancellation,
    ask_cancellation,
    finish_cancellation,
)
from salesdesk.services.cashier import Payment, Reversal, reverse_receipt, take_payment
from salesdesk.services.contracts import Contract, Filing, file_contract, sign_contract
from salesdesk.services.deals import Choices
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.quotes import choices_for
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.requests import RequestAnswerForm, answer_request
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.settlements import Settlement, settle_change
from salesdesk.services.subscriptions import Subscription, subscribe

RAISED_DAYS_AGO = 120
LOAN_DAYS = 50
DEPOSIT_FEN = 1_000_000
PENALTY_FEN = 1_000_000
SCHEMES = ("商业贷款", "商业贷款", "商业贷款", "商业贷款", "公积金", "组合贷", "一次性", "分期三期")
PAYING = ("transfer", "transfer", "card", "card", "cash", "wechat")


@dataclass(frozen=True)
class Plan:
    """A deal to be made: which home, by whom, on which day."""

    cell: BoardCell
    buyer: Somebody
    day: date


def sell_through_the_year(year: Year, crowd: Crowd, customers: list[Somebody], progress: Progress | None) -> None:
    """Every deal on its day, oldest first; the price revision in between; holds and reservations of the last days; the
    closes of the evenings."""
    plans = _plans(year, crowd, customers)
    begun = [(plan.day, _Deal(year, crowd, plan).life()) for plan in plans]
    begun += _lately(year, crowd, customers, {plan.cell.unit_id for plan in plans})
    begun.append(closing_life(year))  # the last one: a day is closed when everything of it is done
    lives = [(day, number, life) for number, (day, life) in enumerate(begun)]
    heapq.heapify(lives)
    raised, ended = False, 0
    while lives:
        day, number, life = heapq.heappop(lives)
        if not raised and (year.today - day).days < RAISED_DAYS_AGO:
            raise_prices(year, RAISED_DAYS_AGO)
            raised = True
        next_day = next(life, None) if day <= year.today else None
        if next_day is not None:
            heapq.heappush(lives, (next_day, number, life))
            continue
        ended += 1
        if progress is not None:
            progress(ended, len(begun))


def _plans(year: Year, crowd: Crowd, customers: list[Somebody]) -> list[Plan]:
    cells = year.work("he").units.board()
    buyers = list(customers)
    crowd.random.shuffle(buyers)
    plans = list[Plan]()
    for block in BLOCKS:
        free = [cell for cell in cells if cell.building == block.name and not cell.restrictions]
        wanted = crowd.random.sample(free, len(free) * block.sold_percent // 100)
        for cell in wanted:
            window = block.launched_days_ago or 1
            day = year.today - timedelta(days=int(window * crowd.random.random() ** 0.8))
            buyer = next(index for index, person in enumerate(buyers) if person.since <= day)
            plans.append(Plan(cell, buyers.pop(buyer), day))
    return sorted(plans, key=lambda plan: (plan.day, plan.cell.unit_id))


class _Deal:
    """One deal from its subscription to where it stands today."""

    def __init__(self, year: Year, crowd: Crowd, plan: Plan) -> None:
        self.year, self.crowd, self.plan = year, crowd, plan
        self.luck = crowd.random.random()
        self.order_id = 0

    def life(self) -> Iterator[date]:
        """The deal step by step; each step yields the day of the next one, so that all deals share one calendar."""
        signed = self.plan.day
        self._subscribe()
        self._pay_item("earnest", signed)
        if self.luck > 0.985:
            yield signed + timedelta(days=5)
            self._change_of_heart(signed + timedelta(days=5))
            return
        late = 12 if self.luck > 0.96 else self.crowd.random.randrange(4, 8)
        paid, contracted = signed + timedelta(days=late), signed + timedelta(days=max(late, 6) + 1)
        yield paid
        self._pay_item("down_payment", paid)
        if self.luck > 0.94:
            return
        yield contracted
        self._contract(contracted)
        filed = contracted + timedelta(days=20)
        yield filed
        self._file(filed)
        self._pay_item("balance", filed)
        yield from self._later(contracted)

    def _later(self, contracted: date) -> Iterator[date]:
        """What comes after the contract: the bank's money, later instalments, the keys."""
        loan_day = contracted + timedelta(days=LOAN_DAYS + int(self.luck * 12))
        yield loan_day
        for item in ("loan", "provident_loan", "stage_payment"):
            self._pay_item(item, loan_day)
        yield contracted + timedelta(days=118)
        self._pay_item("stage_payment", contracted + timedelta(days=118))
        yield contracted + timedelta(days=235)
        if self.luck < 0.3:
            self._hand_over(contracted + timedelta(days=235))

    def _subscribe(self) -> None:
        year, crowd, plan = self.year, self.crowd, self.plan
        year.later(plan.day, 10 + crowd.random.random() * 6)
        schemes, discounts = choices_for(year.work("shen"), plan.cell.unit_id)
        wanted = crowd.random.choice(SCHEMES)
        scheme = next(row for row in schemes if row.scheme.name == wanted)
        names = ["按时签约"] * (crowd.random.random() < 0.8) + ["商业贷款优惠", "一次性付款优惠"]
        chosen = tuple(row.id for row in discounts if row.step.name in names and row.scheme_id in (None, scheme.id))
        form = Subscription(
            unit_id=plan.cell.unit_id, customer_id=plan.buyer.id, buyers=self._buyers(),
            choices=Choices(scheme.id, chosen, "建设银行江宁支行", 360), consultants=self._consultants(),
        )  # fmt: skip
        self.order_id = year.does("shen", subscribe, form)

    def _buyers(self) -> tuple[Buyer, ...]:
        crowd, plan = self.crowd, self.plan
        born = crowd.random.randrange(1968, 2000)
        resident = IdentityKind.RESIDENT.value
        first = Buyer(plan.buyer.name, TEN_THOUSAND, "本人", resident, crowd.identity(born), "", plan.buyer.telephone,
                      crowd.address(), plan.buyer.id)  # fmt: skip
        if crowd.random.random() < 0.55:
            return (first,)
        share = crowd.random.choice((5000, 6000, 9900))
        spouse = Buyer(crowd.name(), TEN_THOUSAND - share, "配偶", resident, crowd.identity(born + 1), "",
                       crowd.telephone(), first.address)  # fmt: skip
        return (Buyer(**{**first.__dict__, "share": share}), spouse)

    def _consultants(self) -> tuple[tuple[int, int], ...]:
        owner = self.year.ids[self.plan.buyer.owner]
        other = self.year.ids["chen" if self.plan.buyer.owner != "chen" else "xu"]
        return ((owner, TEN_THOUSAND),) if self.crowd.random.random() < 0.9 else ((owner, 7000), (other, 3000))

    def _pay_item(self, item: str, day: date) -> None:
        """Pays what is open of an item on ``day``."""
        self.year.later(day, 9.5 + self.crowd.random.random() * 7)
        account = order_account(self.year.work("fang"), self.order_id)
        for state in account.dues:
            if state.due.item == item and state.open_fen > 0:
                self._receive(state.due.item, state.due.klass.value, state.due.name, state.open_fen, day)
                return

    def _receive(self, item: str, klass: str, name: str, fen: int, day: date) -> int:
        method = "loan" if klass == "price_by_loan" else self.crowd.random.choice(PAYING)
        payer = "建设银行江宁支行" if method == "loan" else self.plan.buyer.name
        form = Payment(
            order_id=self.order_id, lines=(EntryLine(item, klass, fen, name),), tenders=(Tender(method, fen),),
            payer=payer, received_on=day,
        )  # fmt: skip
        receipt_id = self.year.does("fang", take_payment, form)
        self.year.does("fang", note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id))
        return receipt_id

    def _change_of_heart(self, day: date) -> None:
        """The buyer withdraws: others agree, the earnest money goes back, some keep a penalty, and the order is
        cancelled. Where the money had come from the wrong account, it is gone before."""
        year, luck = self.year, self.luck
        year.later(day, 15)
        if wrong_account := luck > 0.993:
            entry = order_account(year.work("fang"), self.order_id).entries[0]
            year.does("fang", reverse_receipt, Reversal(receipt_id=entry.id, reason="付款账户有误，原路退回"))
        penalty = PENALTY_FEN if luck > 0.989 and not wrong_account else 0
        form = CancellationRequest(order_id=self.order_id, reason="客户资金原因退订", penalty_fen=penalty)
        on_request = year.does("shen", ask_cancellation, form)
        year.does("luo", answer_request, RequestAnswerForm(on_request=on_request, agrees=True))
        if not wrong_account:
            year.does("fang", settle_change, Settlement(on_request=on_request, payee=self.plan.buyer.name))
        year.does("shen", finish_cancellation, FinishCancellation(on_request=on_request))

    def _contract(self, day: date) -> None:
        self.year.later(day, 14)
        number = f"宁房合字{day.year}第{self.order_id:05d}号"
        form = Contract(order_id=self.order_id, contract_number=number, contracted_on=day)
        self.year.does("shen", sign_contract, form)

    def _file(self, day: date) -> None:
        if self.luck < 0.8:
            self.year.later(day, 16)
            number = f"BA{day:%Y%m%d}{self.order_id:04d}"
            self.year.does("shen", file_contract, Filing(order_id=self.order_id, filing_number=number, filed_on=day))

    def _hand_over(self, day: date) -> None:
        self.year.later(day, 10)
        work = self.year.work("qin")
        work.orders.move(work.orders.head(self.order_id), Stage.HANDED_OVER, {"handed_over_on": day})


def _lately(year: Year, crowd: Crowd, customers: list[Somebody], taken: set[int]) -> list[tuple[date, Iterator[date]]]:
    """Reservations and holds of the last days, each with its day."""
    free = [
        cell for cell in year.work("he").units.board()
        if cell.state == "available" and cell.unit_id not in taken and not cell.restrictions
    ]  # fmt: skip
    lives = list[tuple[date, Iterator[date]]]()
    for index, cell in enumerate(crowd.random.sample(free, 14)):
        person = crowd.random.choice(customers[-200:])
        day = max(person.since, year.today - timedelta(days=crowd.random.randrange(0, 3)))
        life = _reservation(year, cell, person, day) if index < 7 else _hold(year, cell, person, day)
        lives.append((day, life))
    return lives


def _reservation(year: Year, cell: BoardCell, person: Somebody, day: date) -> Iterator[date]:
    year.later(day, 11)
    form = Reservation(unit_id=cell.unit_id, customer_id=person.id, consultant_id=year.ids[person.owner])
    order_id = year.does("shen", reserve, form)
    deposit = Payment(
        order_id=order_id, lines=(EntryLine("deposit", "price", DEPOSIT_FEN, "小订"),), payer=person.name,
        tenders=(Tender("wechat", DEPOSIT_FEN),), received_on=day,
    )  # fmt: skip
    receipt_id = year.does("fang", take_payment, deposit)
    year.does("fang", note_receipt_print, ReceiptPrintForm(receipt_id=receipt_id))
    yield from ()


def _hold(year: Year, cell: BoardCell, person: Somebody, day: date) -> Iterator[date]:
    year.later(day, 11)
    year.does("shen", hold, HoldForm(unit_id=cell.unit_id, customer_id=person.id, reason="客户筹款", hours=96))
    yield from ()
