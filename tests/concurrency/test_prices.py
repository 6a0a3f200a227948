"""Prices and facts of units that change while they are sold: every order has one price that counted, and its own area.

What each test tries several times is tried with another desk a little ahead each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from salesdesk.repository.prices import Prices
from salesdesk.repository.sale_orders import SaleOrders
from salesdesk.repository.units import Units
from salesdesk.services.office import Office
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.invariants import assert_in_order, broken
from tests.support.office import House, rows_of
from tests.support.races import Answer, Desks, Try, asked, owner_does, without_in

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"])
ROUNDS = ("0201", "0202", "0301", "0302")
ONE_MORE = 1_010_000


def won(answers: Sequence[Answer]) -> list[bool]:
    return [answer.won for answer in answers]


def raises(house: House, *numbers: str, by: int = ONE_MORE) -> Try:
    units = tuple(house.unit_id(number) for number in numbers)
    return Try("operator", revise_prices, Revision(name="上调", change=Change.PERCENT, value=by, unit_ids=units))


def entered(house: House, *numbers: str) -> int:
    """A revision that awaits its signature."""
    one = raises(house, *numbers)
    house.desk(one.login).perform(one.verb, one.form)
    return int(asked(house, "SELECT MAX(id) FROM price_list"))


def signs(price_list: int) -> Try:
    return Try("manager", sign_price_list, Signature(price_list_id=price_list))


def subscribes(house: House, number: str, customer: int) -> Try:
    return Try("control", subscribe, house.subscription(number, customer, choices=house.choices()))


def prices(house: House, number: str) -> list[int]:
    query = f"SELECT total_fen FROM price_list_line WHERE unit_id = {house.unit_id(number)} ORDER BY price_list_id"
    with house.as_owner.connect() as owner:
        return [row[0] for row in owner.exec_driver_sql(query)]


# --- a revision that is signed while a unit is sold -------------------------------------------------------------------


def test_a_unit_sold_while_its_price_is_revised_has_the_one_price_or_the_other_whole(
    house: House, desks: Desks
) -> None:
    customer, lists = house.customer(), dict[int, int]()
    for turn, number in enumerate(ROUNDS):
        price_list = entered(house, *ROUNDS)
        answers = desks.at_once(
            signs(price_list).later(turn), subscribes(house, number, customer).later(2 * (3 - turn))
        )
        assert answers[0].won
        if answers[1].won:
            query = "SELECT price_list_id FROM order_terms WHERE order_id = {}"
            lists[answers[1].value] = asked(house, query.format(answers[1].value)) - price_list
    assert set(lists.values()) <= {0, -1}
    assert_in_order(house)


def sold_while_the_price_is_signed(house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The deal is worked out; before it is written, the manager signs another price."""
    price_list, sale = entered(house, "0301"), subscribes(house, "0301", house.customer())
    sign, write, manager = signs(price_list), SaleOrders.write_terms, house.desk("manager")

    def write_later(self: SaleOrders, terms: Any) -> int:
        manager.perform(sign.verb, sign.form)
        return write(self, terms)

    monkeypatch.setattr(SaleOrders, "write_terms", write_later)
    return desks.at_once(sale)[0]


@ON_POSTGRES
def test_a_price_that_no_longer_counts_is_not_agreed(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = sold_while_the_price_is_signed(house, desks, monkeypatch)
    assert "price list has changed meanwhile" in answer.sentence
    assert asked(house, "SELECT COUNT(*) FROM sale_order") == 0
    assert house.state_of("0301") == "available"


@ON_POSTGRES
def test_control_without_the_guard_of_the_terms_it_is_sold_at_the_old_price(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_in(
        house, "sd_terms_publish", ("NOT (t.price_list_id = COALESCE(", "NOT (true OR t.price_list_id = COALESCE(")
    )
    assert sold_while_the_price_is_signed(house, desks, monkeypatch).won
    agreed = asked(house, "SELECT total_fen FROM order_terms")
    assert agreed == prices(house, "0301")[0] < prices(house, "0301")[-1]


# --- two new price lists at once --------------------------------------------------------------------------------------


def test_of_two_revisions_at_the_same_instant_neither_loses_the_other_s_prices(house: House, desks: Desks) -> None:
    before = {number: prices(house, number)[-1] for number in ROUNDS}
    for turn in range(2):
        assert all(won(desks.at_once(raises(house, "0201").later(turn), raises(house, "0202"))))
    raised = {number: prices(house, number)[-1] / before[number] for number in ROUNDS}
    assert raised == pytest.approx({"0201": 1.0201, "0202": 1.0201, "0301": 1, "0302": 1})
    assert_in_order(house)


def revised_while_another_is_made(house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision of one unit has read the newest list; before it is written, a revision of another is there."""
    other, add, colleague = raises(house, "0202"), Prices.add, house.desk("operator")
    monkeypatch.setattr(Prices, "add", lambda self, *parts: _after(colleague, other, add, self, *parts))
    assert won(desks.at_once(raises(house, "0201"))) == [True]


def _after(colleague: Office, other: Try, add: Any, prices: Prices, *parts: Any) -> int:
    with pytest.MonkeyPatch.context() as as_before:
        as_before.setattr(Prices, "add", add)
        colleague.perform(other.verb, other.form)
    return int(add(prices, *parts))


@ON_POSTGRES
def test_a_revision_made_from_a_list_that_is_no_longer_the_newest_is_made_again(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    revised_while_another_is_made(house, desks, monkeypatch)
    for number in ("0201", "0202"):
        assert prices(house, number)[-1] > prices(house, number)[0]


@ON_POSTGRES
def test_control_a_list_that_does_not_follow_the_one_it_was_made_from_loses_prices(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Prices.add

    def add_as_newest(self: Prices, *parts: Any) -> int:
        self._begun_from = asked(house, "SELECT MAX(version_no) FROM price_list")
        return add(self, *parts)

    monkeypatch.setattr(Prices, "add", add_as_newest)
    revised_while_another_is_made(house, desks, monkeypatch)
    assert prices(house, "0201")[-1] > prices(house, "0201")[0]
    assert prices(house, "0202")[-1] == prices(house, "0202")[0]


# --- a list that changes units while they are sold --------------------------------------------------------------------


def imports(*numbers: str) -> Try:
    """The list of 3# with other areas for some units."""
    rows = tuple(
        replace(row, gross_cm2=row.gross_cm2 + 10_000, inner_cm2=(row.inner_cm2 or 0) + 10_000)
        if row.number in numbers
        else row
        for row in rows_of("3#")
    )
    return Try("operator", import_units, UnitImport(rows=rows, source="实测"))


def test_a_list_with_other_areas_changes_no_unit_that_is_sold_meanwhile(house: House, desks: Desks) -> None:
    customer = house.customer()
    for turn, number in enumerate(ROUNDS):
        sale = subscribes(house, number, customer).later(2 * (3 - turn))
        assert all(won(desks.at_once(imports(number).later(turn), sale)))
    assert_in_order(house)


def imported_while_it_is_sold(house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """The list is compared; before the first unit is changed, it is sold."""
    sale, change = subscribes(house, "0301", house.customer()), Units.change_unsold
    control = house.desk("control")

    def change_later(self: Units, unit_id: int, values: Any) -> None:
        control.perform(sale.verb, sale.form)
        change(self, unit_id, values)

    monkeypatch.setattr(Units, "change_unsold", change_later)
    return desks.at_once(imports("0301"))


@ON_POSTGRES
def test_a_unit_sold_since_the_list_was_compared_stays_as_agreed(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    (answer,) = imported_while_it_is_sold(house, desks, monkeypatch)
    assert (answer.value["changed"], answer.value["kept"]) == (0, 1)
    assert_in_order(house)


@ON_POSTGRES
def test_control_without_asking_again_and_without_guard_an_order_is_left_with_another_area_than_its_unit(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Units, "change_unsold", Units.change)
    owner_does(house, "DROP TRIGGER sd_unit_agreed ON unit")
    answers = imported_while_it_is_sold(house, desks, monkeypatch)
    assert won(answers) == [True], answers
    with house.as_owner.connect() as owner:
        assert "an agreed area is not that of the unit" in "; ".join(broken(owner))
