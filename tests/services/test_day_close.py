"""What a business day holds before it is closed; afterwards its sheet says the same for ever, and adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from salesdesk.domain.day_sheet import DaySheetPaper, grouped
from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.i18n import use_language
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.papers import paper_hash
from salesdesk.services.accounts import drawer, order_account
from salesdesk.services.counter import counter
from salesdesk.services.day_close import DayToClose, closed_days, day_to_close
from salesdesk.services.day_sheets import day_sheet
from salesdesk.services.printed_seals import seals_file
from salesdesk.services.rows import Tender
from salesdesk.services.seals import DayClose, close_day, seals, verify
from tests.services.money_helpers import (
    EARNEST,
    days_pass,
    entry,
    line,
    note_print,
    pay,
    pay_back,
    reverse,
    today,
    void,
)
from tests.support.office import House


def to_close(house: House, login: str = "cashier", day: date | None = None) -> DayToClose:
    return house.desk(login).read(day_to_close, day)


def close(house: House, day: date | None = None) -> int:
    return house.desk("cashier").perform(close_day, DayClose(day=day or today(house)))


def sheet(house: House, seal_id: int) -> DaySheetPaper:
    return house.desk("cashier").read(day_sheet, seal_id)


def a_day_of_work(house: House) -> int:
    """Two methods, a void, a reversal, a refund, three prints; the order's id."""
    order_id = house.sold("0301")
    both = pay(house, order_id, line(), tenders=(Tender("card", 3_000_000), Tender("cash", 2_000_000)))
    printed = pay(house, order_id, line("deed_tax", 700, "collected"))
    note_print(house, both)
    note_print(house, printed)
    note_print(house, printed)
    reverse(house, printed)
    void(house, pay(house, order_id, line("deed_tax", 900, "collected")))
    pay_back(house, order_id, line(amount_fen=500))
    return order_id


# --- before -----------------------------------------------------------------------------------------------------------


def test_the_day_to_be_closed_shows_everything_that_it_holds(house: House) -> None:
    a_day_of_work(house)
    shown = to_close(house)
    day = shown.figures
    assert (shown.day, day.first, shown.why_not, shown.left_open) == (today(house), today(house), None, ())
    assert day.net_fen == EARNEST - 500
    assert [
        (one.refunds, one.first[-3:], one.last[-3:], one.count, one.missing, one.voided) for one in day.numbers
    ] == [
        (False, "001", "004", 4, 0, 1),
        (True, "001", "001", 1, 0, 0),
    ]
    assert (day.prints, day.reprints, day.unprinted, day.voided) == (3, 1, 2, 1)


def test_a_day_that_was_left_open_is_proposed_first_and_another_may_be_chosen(house: House) -> None:
    order_id = house.sold("0301")
    yesterday = today(house)
    pay(house, order_id)
    days_pass(house, 1)
    pay(house, order_id, line("deed_tax", 100, "collected"))
    shown = to_close(house)
    assert (shown.day, shown.left_open) == (yesterday, (yesterday,))
    assert [(one.day, one.entries, one.net_fen) for one in shown.days] == [
        (yesterday, 1, EARNEST),
        (today(house), 1, 100),
    ]
    both = to_close(house, day=today(house)).figures
    assert (both.first, both.last, both.net_fen) == (yesterday, today(house), EARNEST + 100)


def test_what_is_older_than_a_week_goes_into_the_next_close(house: House) -> None:
    order_id = house.sold("0301")
    long_ago = today(house)
    pay(house, order_id)
    days_pass(house, 30)
    shown = to_close(house)
    assert (shown.day, shown.figures.first) == (today(house), long_ago)
    paper = sheet(house, close(house))
    assert (paper.first, paper.last, paper.net_fen) == (long_ago, today(house), EARNEST)
    assert " " in paper.entries[0].when, "with several days the date stands beside the time"


def test_who_only_looks_is_told_why_they_do_not_close(house: House) -> None:
    for login in ("auditor", "manager", "management"):
        assert "take and return money" in str(to_close(house, login).why_not)
    for login in ("consultant", "admin"):
        with pytest.raises(NotAllowed):
            to_close(house, login)
        with pytest.raises(NotAllowed):
            house.desk(login).read(closed_days)


def test_a_day_without_money_can_be_closed_too(house: House) -> None:
    paper = sheet(house, close(house))
    assert (paper.entries, paper.numbers, paper.net_fen, paper.prints) == ((), (), 0, 0)


# --- after ------------------------------------------------------------------------------------------------------------


def test_the_sheet_adds_up_with_the_receipts_the_account_and_the_seal(house: House) -> None:
    order_id = a_day_of_work(house)
    use_language("zh_CN")
    seal_id = close(house)
    paper = sheet(house, seal_id)
    account = house.desk("cashier").read(order_account, order_id)
    assert paper.net_fen == account.received_fen == EARNEST - 500
    assert [(one.name, one.count, one.amount_fen) for one in paper.methods] == [
        ("现金", 1, 2_000_000),
        ("刷卡", 2, 3_000_700),
        ("退款", 1, -500),
        ("红冲", 1, -700),
    ]
    assert sum(one.amount_fen for one in paper.entries if not one.voided) == paper.net_fen
    assert [one.state for one in paper.entries] == ["", "重打 1", "红冲 未打印", "作废", "退款 未打印"]
    kept = house.desk("cashier").read(seals)[0]
    assert (paper.seal_number, paper.seal_sha256, paper.sealed_rows) == (1, kept.sha256, kept.rows)
    assert "".join(grouped(paper.seal_sha256)) == kept.sha256
    assert {len(group) for group in grouped(kept.sha256)} == {4}


def test_a_sheet_says_the_same_whenever_it_is_printed(house: House) -> None:
    order_id = a_day_of_work(house)
    kept = close(house)
    before = sheet(house, kept)
    receipt = next(one.id for one in house.desk("cashier").read(order_account, order_id).entries)
    days_pass(house, 1)
    note_print(house, receipt)
    pay(house, order_id, line("deed_tax", 100, "collected"))
    again = close(house)
    assert paper_hash(sheet(house, kept)) == paper_hash(before)
    later = sheet(house, again)
    assert (later.prints, later.reprints, len(later.entries)) == (1, 1, 1)
    assert later.previous_sha256 == before.seal_sha256


def test_once_today_is_closed_money_counts_for_tomorrow_and_the_counter_knows(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    assert house.desk("cashier").read(counter, order_id).business_day == today(house)
    close(house)
    tomorrow = today(house) + timedelta(days=1)
    seen = house.desk("cashier").read(counter, order_id)
    assert (seen.business_day, seen.account.today) == (tomorrow, today(house))
    shown = to_close(house)
    assert (shown.day, shown.counts_for, shown.left_open) == (tomorrow, tomorrow, ())
    assert "is closed" in str(shown.why_not)
    pay(house, order_id, line("deed_tax", 100, "collected"))
    now = house.desk("cashier").read(drawer)
    assert (now.day, now.today, now.total_fen) == (tomorrow, today(house), 100)
    assert now.last_close is not None
    assert now.last_close.by == "方雅琴"


def test_an_unprinted_receipt_of_a_closed_day_is_reversed_though_it_is_still_the_same_evening(house: House) -> None:
    receipt = pay(house, house.sold("0301"))
    close(house)
    with pytest.raises(Refusal, match="closed"):
        void(house, receipt)
    assert entry(house, reverse(house, receipt)).total_fen == -EARNEST


def test_the_list_of_closes_tells_what_each_holds_the_newest_first(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    close(house)
    days_pass(house, 2)
    void(house, pay(house, order_id, line("deed_tax", 100, "collected")))
    close(house)
    newest, first = house.desk("auditor").read(closed_days)
    assert (first.entries, first.net_fen, first.after) == (1, EARNEST, None)
    assert (newest.entries, newest.net_fen, newest.after) == (1, 0, first.close.seal.day)
    assert newest.close.seal.previous_sha256 == first.close.seal.sha256


def test_a_close_of_another_project_is_not_there(house: House) -> None:
    with pytest.raises(Refusal, match="was not closed"):
        sheet(house, 999)


def test_a_sheet_whose_methods_do_not_add_up_cannot_be_made(house: House) -> None:
    pay(house, house.sold("0301"))
    paper = sheet(house, close(house))
    with pytest.raises(ValueError, match="add up"):
        replace(paper, methods=())


# --- verifying with progress ------------------------------------------------------------------------------------------


def test_the_check_tells_how_far_it_is_and_can_be_stopped(house: House) -> None:
    close(house)
    told = list[tuple[int, int]]()
    assert house.desk("auditor").read(verify, (), lambda done, total: told.append((done, total))).sound
    assert told[-1][0] == told[-1][1] == len(told) > 30
    with pytest.raises(Stopped):
        house.desk("auditor").read(verify, (), None, lambda: True)


def test_each_office_has_a_file_of_seals_of_its_own_and_the_login_is_not_in_its_name() -> None:
    one = seals_file("postgresql://fang@server/office")
    assert one == seals_file("postgresql://server/office")
    assert one != seals_file("postgresql://server/other")
