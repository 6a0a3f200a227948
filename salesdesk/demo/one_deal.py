"""One deal of the demo: from its subscription to where it stands today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.demo.after_contract import hand_over_home, loan_steps
from salesdesk.demo.build import Year
from salesdesk.demo.commission import introducer_of
from salesdesk.demo.crowd import Somebody
from salesdesk.demo.names import Crowd
from salesdesk.domain.board import BoardCell
from salesdesk.domain.identity import IdentityKind
from salesdesk.domain.money import TEN_THOUSAND
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
from salesdesk.services.quotes import choices_for
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.requests import RequestAnswerForm, answer_request
from salesdesk.services.settlements import Settlement, settle_change
from salesdesk.services.subscriptions import Subscription, subscribe

LOAN_DAYS = 50
PENALTY_FEN = 1_000_000
LOANS_SEEN = 62
"""Contracts of so many days have their loans followed step by step; before, only the bank's money is told of."""
BANK, LOAN_MONTHS = "建设银行江宁支行", 360
IN_FULL, IN_STAGES, BY_LOAN = "一次性", "分期三期", "商业贷款"
SCHEMES = (BY_LOAN, BY_LOAN, BY_LOAN, BY_LOAN, "公积金", "组合贷", IN_FULL, IN_STAGES)
PAYING = ("transfer", "transfer", "card", "card", "cash", "wechat")
STRAGGLES = 40
"""Days that some contracts and filings are overdue by; what is older was brought to its end."""


@dataclass(frozen=True)
class Plan:
    """A deal to be made: which home, by whom, on which day."""

    cell: BoardCell
    buyer: Somebody
    day: date


class Deal:
    """One deal from its subscription to where it stands today."""

    def __init__(self, year: Year, crowd: Crowd, plan: Plan) -> None:
        self.year, self.crowd, self.plan = year, crowd, plan
        self.luck = crowd.random.random()
        self.order_id = 0
        self.scheme = ""
        self.changing = False
        """A change of it is under way: nothing else happens until others have said their word."""

    def life(self) -> Iterator[date]:
        """The deal step by step; each step yields the day of the next one, so that all deals share one calendar."""
        signed = self.plan.day
        self._subscribe()
        self.pay(signed, "earnest")
        if self.luck > 0.985:
            yield signed + timedelta(days=5)
            self._change_of_heart(signed + timedelta(days=5))
            return
        late = 12 if self.luck > 0.96 else self.crowd.random.randrange(4, 8)
        paid, contracted = signed + timedelta(days=late), signed + timedelta(days=max(late, 6) + 1)
        yield paid
        if self.changing:
            return
        self.pay(paid, "down_payment")
        if self.luck > 0.94 and (self.year.today - contracted).days < STRAGGLES:
            return
        yield contracted
        if self.changing:
            return
        self._contract(contracted)
        for day, step in self._after(contracted):
            yield day
            if self.changing:
                return
            step(day)

    def _after(self, contracted: date) -> list[tuple[date, Callable[[date], object]]]:
        """What comes after the contract, on its days: filing, the bank's steps and money, later instalments, keys."""
        steps: list[tuple[int, Callable[[date], object]]] = [
            (20, self._file),
            (LOAN_DAYS + int(self.luck * 12), self._money_of_loans),
        ]
        if self.scheme == IN_STAGES:
            steps.append((118, lambda day: self.pay(day, "stage_payment")))
        if (self.year.today - contracted).days < LOANS_SEEN:
            steps += loan_steps(self)
        if self.luck < 0.3:
            steps.append((235, lambda day: hand_over_home(self, day)))
        return [(contracted + timedelta(days=days), step) for days, step in sorted(steps, key=lambda one: one[0])]

    def _money_of_loans(self, day: date) -> None:
        if self.scheme == IN_STAGES:
            self.pay(day, "stage_payment")
        elif self.scheme != IN_FULL and not self.stuck:
            self.pay(day, "loan", "provident_loan")

    @property
    def stuck(self) -> bool:
        """The bank does not come to an end with this one: its lamp is red."""
        return 0.74 < self.luck < 0.8 and (self.year.today - self.plan.day).days < LOANS_SEEN

    def _subscribe(self) -> None:
        year, crowd, plan = self.year, self.crowd, self.plan
        year.later(plan.day, 10 + crowd.random.random() * 6)
        self.scheme = crowd.random.choice(SCHEMES)
        wanted = ["按时签约"] * (crowd.random.random() < 0.8) + ["商业贷款优惠", "一次性付款优惠"]
        choices = self.choices(plan.cell.unit_id, wanted)
        form = Subscription(
            unit_id=plan.cell.unit_id, customer_id=plan.buyer.id, buyers=self._buyers(),
            choices=choices, consultants=self._consultants(), introducer_id=introducer_of(year, plan.cell.unit_id),
        )  # fmt: skip
        self.order_id = year.does("shen", subscribe, form)

    def choices(self, unit_id: int, discounts: Sequence[str] = (), scheme: str = "") -> Choices:
        """The scheme, by name, and those of the discounts that go with it, as the office has them for a unit."""
        schemes, offered = choices_for(self.year.work("shen"), unit_id)
        found = next(row for row in schemes if row.scheme.name == (scheme or self.scheme))
        chosen = (row.id for row in offered if row.step.name in discounts and row.scheme_id in (None, found.id))
        return Choices(found.id, tuple(chosen), BANK, LOAN_MONTHS)

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

    def pay(self, day: date, *items: str) -> None:
        """Pays what is open of the items on ``day``, of each the first that is."""
        self.year.later(day, 9.5 + self.crowd.random.random() * 7)
        dues = order_account(self.year.work("fang"), self.order_id).dues
        for item in items:
            state = next((state for state in dues if state.due.item == item and state.open_fen > 0), None)
            if state is not None:
                self.receive(item, state.due.klass.value, state.due.name, state.open_fen, day)

    def receive(self, item: str, klass: str, name: str, fen: int, day: date) -> int:
        method = "loan" if klass == "price_by_loan" else self.crowd.random.choice(PAYING)
        payer = BANK if method == "loan" else self.plan.buyer.name
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
        if self.luck < 0.8 or (self.year.today - day).days >= STRAGGLES:
            self.year.later(day, 16)
            number = f"BA{day:%Y%m%d}{self.order_id:04d}"
            self.year.does("shen", file_contract, Filing(order_id=self.order_id, filing_number=number, filed_on=day))
        if self.scheme == IN_FULL:
            self.pay(day, "balance")
