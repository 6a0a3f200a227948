"""The review of who may what: every person with every role, on paper and as a workbook, for the administrator alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from salesdesk.domain.errors import NotAllowed
from salesdesk.domain.permissions import MATRIX, PERMISSION_WORDS, OfficeRole
from salesdesk.excel.sheets import open_sheets
from salesdesk.services.people_admin import Closing, RoleOfPerson, close_login, give_role, person_called
from salesdesk.services.rights_review import review_name, review_pdf, review_sheet, write_review
from tests.printing.pdf_reading import holds
from tests.support.office import House


def lines(house: House) -> list[tuple[object, ...]]:
    return [tuple(row) for row in house.desk("admin").read(review_sheet).rows]


def test_every_role_of_every_person_is_a_line_with_all_that_it_allows(house: House) -> None:
    (cashier,) = [row for row in lines(house) if row[1] == "cashier"]
    assert cashier[:4] == ("方雅琴", "cashier", "锦绣江南", "Cashier")
    assert str(cashier[6]).split(", ") == [
        PERMISSION_WORDS[one] for one in PERMISSION_WORDS if one in MATRIX[OfficeRole.CASHIER]
    ]
    (admin,) = [row for row in lines(house) if row[1] == "admin"]
    assert admin[2:4] == ("For the whole house", "System administrator")


def test_who_stands_in_is_told_with_the_days_and_who_left_stands_last(house: House) -> None:
    desk, last = house.desk("admin"), house.today + timedelta(days=9)
    login, gone = house.newcomer(), house.newcomer(OfficeRole.MANAGER)
    who = desk.read(person_called, login)
    desk.perform(give_role, RoleOfPerson(person_id=who.id, role=OfficeRole.CASHIER, first=house.today, last=last))
    desk.perform(close_login, Closing(person_id=desk.read(person_called, gone).id))
    found = lines(house)
    (stands_in,) = [row for row in found if row[1] == login]
    assert (stands_in[3], stands_in[4], stands_in[5]) == ("Cashier", house.today, last)
    assert (found[-1][1], found[-1][3], found[-1][7]) == (gone, "no role", "closed")


def test_it_is_printed_and_written_as_a_workbook(house: House, tmp_path: Path) -> None:
    desk = house.desk("admin")
    assert holds(desk.read(review_pdf), "Review: who may what", "方雅琴", "cashier", "Cashier") == []
    path = tmp_path / review_name("锦绣江南", house.today)
    assert write_review(desk, path) == len(lines(house))
    (sheet,) = open_sheets(path)
    assert "方雅琴" in {cell.text for row in sheet.rows for cell in row.cells}


@pytest.mark.parametrize("login", ["operator", "manager", "auditor", "consultant"])
def test_nobody_else_reads_it(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        house.desk(login).read(review_sheet)
