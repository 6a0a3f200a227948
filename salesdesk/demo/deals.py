"""The demo's deals: subscriptions through the year, and what became of each by today."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, timedelta

from salesdesk.demo.after_contract import after_lives
from salesdesk.demo.asked import asked_lives
from salesdesk.demo.build import Year, raise_prices
from salesdesk.demo.changes import changing_lives
from salesdesk.demo.closes import closing_life
from salesdesk.demo.commission import commission_life
from salesdesk.demo.crowd import Somebody
from salesdesk.demo.names import Crowd
from salesdesk.demo.one_deal import Deal, Plan
from salesdesk.demo.town import BLOCKS
from salesdesk.domain.board import BoardCell
from salesdesk.domain.long_work import Progress
from salesdesk.repository.cash import EntryLine, Tender
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.reservations import Reservation, reserve

RAISED_DAYS_AGO = 120
DEPOSIT_FEN = 1_000_000


def sell_through_the_year(year: Year, crowd: Crowd, customers: list[Somebody], progress: Progress | None) -> None:
    """Every deal on its day, oldest first; the price revision in between; holds and reservations of the last days; the
    closes of the evenings."""
    plans = _plans(year, crowd, customers)
    deals = [Deal(year, crowd, plan) for plan in plans]
    begun = [(deal.plan.day, deal.life()) for deal in deals]
    free = _free(year, {plan.cell.unit_id for plan in plans})
    lately = crowd.random.sample(free, 14)
    begun += _lately(year, crowd, customers, lately)
    begun += after_lives(year)
    others = [cell for cell in free if cell not in lately]
    begun += changing_lives(year, deals, others)
    begun += asked_lives(year, deals, others)
    begun.append(commission_life(year))
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


def _free(year: Year, taken: set[int]) -> list[BoardCell]:
    """The homes that nobody of the demo ever buys."""
    return [
        cell for cell in year.work("he").units.board()
        if cell.state == "available" and cell.unit_id not in taken and not cell.restrictions
    ]  # fmt: skip


def _lately(
    year: Year, crowd: Crowd, customers: list[Somebody], cells: list[BoardCell]
) -> list[tuple[date, Iterator[date]]]:
    """Reservations and holds of the last days, each with its day."""
    lives = list[tuple[date, Iterator[date]]]()
    for index, cell in enumerate(cells):
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
