"""Two desks enter the same telephone at the same second: the first entry owns, the second is told whose it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from salesdesk.domain.errors import Refusal
from salesdesk.repository.work import Work
from salesdesk.services.customers import NewCustomer, enter_customer
from salesdesk.services.projects import NewProject, open_new_project
from tests.support.office import House

TELEPHONE = "13812342046"


def both_enter(house: House, verb: Callable[[Work, NewCustomer], int]) -> list[int | Refusal]:
    """What two consultants are answered who enter one telephone together."""
    desks = [house.desk("consultant"), house.desk("colleague")]

    def enter(number: int) -> int | Refusal:
        try:
            return desks[number].perform(verb, NewCustomer(telephones=(TELEPHONE,), name="韩若溪"))
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(enter, range(2)))


def meeting(engine_kind: str) -> Callable[[Work, NewCustomer], int]:
    """The verb, made so that on a server both desks have looked the telephone up before either writes it.

    On one PC the second desk cannot even begin before the first has ended.
    """
    met = Barrier(2, timeout=20)
    waited = set[int]()

    def enter(work: Work, form: NewCustomer) -> int:
        add = work.customers.add

        def add_together(values: dict[str, object]) -> int:
            if engine_kind == "postgresql" and work.actor.person_id not in waited:
                waited.add(work.actor.person_id)
                met.wait()
            return add(values)

        work.customers.add = add_together  # type: ignore[method-assign, assignment]
        return enter_customer(work, form)

    enter.__name__ = enter_customer.__name__
    return enter


def stored(house: House) -> int:
    with house.as_owner.connect() as connection:
        query = text("SELECT count(*) FROM customer_telephone WHERE number = :number")
        return int(connection.execute(query, {"number": TELEPHONE}).scalar_one())


def test_one_of_two_desks_owns_and_the_other_is_told_who(house: House, engine_kind: str) -> None:
    answers = both_enter(house, meeting(engine_kind))
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == 1
    winner = "许知行" if answers.index(refused[0]) == 0 else "陈立"
    assert winner in str(refused[0])
    assert house.today.isoformat() in str(refused[0])
    assert stored(house) == 1


def test_without_the_rule_of_the_database_both_would_own(house: House, engine_kind: str) -> None:
    if engine_kind == "sqlite":
        # The guard of one PC is that desks write one after another; what it guards is tried above.
        return
    with house.as_owner.begin() as connection:
        connection.execute(
            text("ALTER TABLE customer_telephone DROP CONSTRAINT uq_customer_telephone_project_id_number")
        )
    answers = both_enter(house, meeting(engine_kind))
    assert not [answer for answer in answers if isinstance(answer, Refusal)]
    assert stored(house) == 2


def test_a_telephone_is_known_in_its_own_project_alone(house: House) -> None:
    house.desk("consultant").perform(enter_customer, NewCustomer(telephones=(TELEPHONE,), name="韩若溪"))
    form = NewProject(company="栖霞地产", region="江宁公司", name="锦绣江北", like_project=house.project_id)
    other = house.desk("operator").perform(open_new_project, form)
    desk = house.another_desk("consultant")
    desk.enter(other)
    assert desk.perform(enter_customer, NewCustomer(telephones=(TELEPHONE,), name="韩若溪")) > 0
    with pytest.raises(Refusal):
        desk.perform(enter_customer, NewCustomer(telephones=(TELEPHONE,), name="韩若溪"))
