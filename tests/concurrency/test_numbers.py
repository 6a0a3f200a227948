"""Numbers without gap or double, whoever writes at the same instant: receipts, orders, quotes, prints."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from salesdesk.domain.labels import local_day
from salesdesk.repository.cash import Cash
from salesdesk.repository.database import utc_now
from salesdesk.services.quotes import QuoteForm, make_quote
from salesdesk.services.receipt_papers import ReceiptPrintForm, note_receipt_print
from salesdesk.services.subscriptions import subscribe
from tests.support.invariants import assert_in_order
from tests.support.office import House
from tests.support.paying import YUAN, bought, paid, payment, pays
from tests.support.races import Answer, Desks, ProgramDesks, Try, meet_in, owner_does, without_in
from tests.support.unguarded import pay_by_the_number_seen_before

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"])
ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"])
FREE = [f"0{floor}0{column}" for floor in range(1, 7) for column in (1, 2)]
CASHIERS, EACH = 32, 3


def column(house: House, query: str) -> list[object]:
    with house.as_owner.connect() as owner:
        return [row[0] for row in owner.exec_driver_sql(query)]


def numbers(house: House) -> list[object]:
    book = "(SELECT id FROM receipt_book WHERE kind = 'receipt')"
    return column(house, f"SELECT number FROM receipt WHERE book_id = {book} ORDER BY number")


def order_numbers(house: House) -> list[object]:
    return column(house, "SELECT number FROM sale_order ORDER BY number")


def in_a_row(prefix: str, count: int) -> list[str]:
    year = local_day(utc_now()).year
    return [f"{prefix}{year}-{place:05d}" for place in range(1, count + 1)]


def all_won(answers: Sequence[Sequence[Answer]]) -> bool:
    return all(answer.won for said in answers for answer in said)


@ON_POSTGRES
def test_thirty_two_cashiers_take_money_into_one_book_without_a_failure_or_a_gap(house: House, desks: Desks) -> None:
    orders = bought(house, *FREE[:8])
    cashiers = [
        [pays(house, orders[place % 8], YUAN * (1 + turn)) for turn in range(EACH)] for place in range(CASHIERS)
    ]
    assert all_won(desks.in_parallel(*cashiers))
    assert numbers(house) == list(range(1, CASHIERS * EACH + 1))
    assert_in_order(house)


@ON_POSTGRES
def test_control_a_number_looked_up_without_the_lock_of_the_book_is_given_twice(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = bought(house, *FREE[:4])
    without_in(house, "sd_receipt_enters", (
        "UPDATE receipt_book SET next_no = next_no + 1 WHERE id = NEW.book_id AND project_id = NEW.project_id "
        "AND active RETURNING next_no - 1, GREATEST(open_day, today) INTO NEW.number, NEW.business_day;",
        "SELECT COALESCE((SELECT MAX(number) FROM receipt x WHERE x.book_id = b.id), 0) + 1, GREATEST(open_day, today) "
        "FROM receipt_book b WHERE id = NEW.book_id INTO NEW.number, NEW.business_day;",
    ))  # fmt: skip
    owner_does(house, "ALTER TABLE receipt DROP CONSTRAINT uq_receipt_book_id_number")
    meet_in(monkeypatch, Cash, "_parts", 4)
    assert all_won(desks.whatever(*([pays(house, order, YUAN)] for order in orders)))
    assert numbers(house) == [1, 1, 1, 1]


@ON_SQLITE
def test_four_programs_take_money_into_one_book_without_a_failure_or_a_gap(house: House, desks: ProgramDesks) -> None:
    orders = bought(house, *FREE[:4])
    cashiers = [[pays(house, order, YUAN * (1 + turn)) for turn in range(8)] for order in orders]
    assert all_won(desks.in_parallel(*cashiers))
    assert numbers(house) == list(range(1, 33))
    assert_in_order(house)


@ON_SQLITE
def test_control_programs_that_look_the_number_up_before_they_have_the_file_lose_payments(
    house: House, desks: ProgramDesks
) -> None:
    orders = bought(house, *FREE[:4])
    owner_does(house, "DROP TRIGGER sd_receipt_enters")
    tries = [Try("cashier", pay_by_the_number_seen_before, payment(house, order, YUAN)) for order in orders]
    said = desks.whatever(*([one] for one in tries))
    assert [answers[0].won for answers in said].count(True) == 1, said
    assert numbers(house) == [1]


def each_a_home(house: House, count: int) -> list[Try]:
    customer, choices = house.customer(), house.choices()
    forms = (house.subscription(number, customer, choices=choices) for number in FREE[:count])
    return [Try("control", subscribe, form) for form in forms]


def test_desks_that_each_sell_a_home_at_the_same_instant_all_sell_it(house: House, desks: Desks) -> None:
    """An opening day: no desk is sent away because another one took the same number for its order."""
    count = 12 if house.kind == "postgresql" else 4
    answers = desks.at_once(*each_a_home(house, count))
    assert all(answer.won for answer in answers), answers
    assert order_numbers(house) == in_a_row("RG", count)
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_numbers_given_one_after_another_most_desks_are_sent_away(house: House, desks: Desks) -> None:
    without_in(house, "newest_number", ("PERFORM 1 FROM project WHERE id = wanted_project FOR NO KEY UPDATE;", ""))
    said = desks.whatever(*([one] for one in each_a_home(house, 12)))
    assert {answers[0].refusal for answers in said} == {"", "TryAgain"}


def test_consultants_who_see_their_own_quotes_only_give_no_number_twice(house: House, desks: Desks) -> None:
    form = QuoteForm(unit_id=house.unit_id("0501"), choices=house.choices())
    logins = ("consultant", "colleague", "control", "consultant")
    quotes = [Try(login, make_quote, QuoteForm(unit_id=form.unit_id, choices=form.choices)) for login in logins]
    assert all(answer.won for answer in desks.at_once(*quotes))
    assert column(house, "SELECT number FROM quote ORDER BY number") == in_a_row("ZY", 4)


@ON_POSTGRES
def test_control_a_consultant_who_counts_the_quotes_that_they_see_gets_none_done(house: House, desks: Desks) -> None:
    without_in(house, "newest_number", ("SECURITY DEFINER", "SECURITY INVOKER"),
               ("PERFORM 1 FROM project WHERE id = wanted_project FOR NO KEY UPDATE;", ""))  # fmt: skip
    form = QuoteForm(unit_id=house.unit_id("0501"), choices=house.choices())
    first, second = (desks.whatever([Try(login, make_quote, form)])[0][0] for login in ("consultant", "colleague"))
    assert (first.won, second.refusal) == (True, "TryAgain")


def test_a_home_is_sold_while_quotes_are_made_for_it(house: House, desks: Desks) -> None:
    customer, choices = house.customer(), house.choices()
    for number in FREE[:3]:
        form = QuoteForm(unit_id=house.unit_id(number), choices=choices)
        quotes = [Try(login, make_quote, QuoteForm(unit_id=form.unit_id, choices=choices))
                  for login in ("consultant", "colleague")]  # fmt: skip
        sale = Try("control", subscribe, house.subscription(number, customer, choices=choices))
        assert all(answer.won for answer in desks.at_once(*quotes, sale))
    assert_in_order(house)


def test_of_desks_that_print_one_receipt_at_once_one_has_the_first_print_and_each_knows_which_it_has(
    house: House, desks: Desks
) -> None:
    (order,) = bought(house, "0301")
    receipt = paid(house, order, YUAN)
    prints = [Try("cashier", note_receipt_print, ReceiptPrintForm(receipt_id=receipt)) for _ in range(4)]
    assert sorted(answer.value for answer in desks.at_once(*prints)) == [1, 2, 3, 4]


@ON_POSTGRES
def test_control_without_another_try_a_print_at_the_same_instant_is_a_fault_of_the_program(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = bought(house, "0301")
    receipt = house.desk("cashier").perform(pays(house, order, YUAN).verb, payment(house, order, YUAN))
    monkeypatch.setattr("salesdesk.repository.database.RETRIED", ())
    meet_in(monkeypatch, Cash, "note_print")
    prints = [Try("cashier", note_receipt_print, ReceiptPrintForm(receipt_id=receipt)) for _ in range(4)]  # type: ignore[arg-type]
    said = desks.whatever(*([one] for one in prints))
    assert any("uq_receipt_print_receipt_id_copy_no" in answers[0].fault for answers in said)
