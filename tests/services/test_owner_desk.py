"""The owner's way into an office's file, for the command line: no password, nothing made in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.owner_desk import enter_project, make_office, open_as_owner
from salesdesk.services.sign_in import sign_in
from tests.support.office import House


@pytest.fixture
def engine_kind() -> str:
    """A server has no such way: there everybody signs in."""
    return "sqlite"


def test_the_first_operator_works_unless_somebody_is_named(house: House) -> None:
    for login, name in (("", "罗业务"), ("control", "沈雨桐")):
        office = open_as_owner(Path(house.address), login)
        assert office.person.name == name
        office.close()


def test_a_name_that_nobody_has_is_refused(house: House) -> None:
    with pytest.raises(BadInput, match="Nobody in this office is called “nobody”"):
        open_as_owner(Path(house.address), "nobody")


def test_a_missing_office_is_refused_when_only_looked_for(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no office"):
        open_as_owner(tmp_path / "none.db")


def test_a_new_office_is_opened_with_a_first_password_that_must_be_changed(tmp_path: Path) -> None:
    made = make_office(tmp_path / "new.db", "云栖里")
    made.office.close()
    office = sign_in(str(tmp_path / "new.db"), made.login, made.first_password)
    assert office.person.must_change_password
    assert office.project is not None
    assert office.project.name == "云栖里"
    assert OfficeRole.OPERATOR in office.project.roles
    office.close()


def test_a_missing_project_is_opened_in_the_same_company_with_the_same_people(house: House) -> None:
    office = open_as_owner(Path(house.address))
    assert not enter_project(office, "锦绣江南")
    assert enter_project(office, "云栖里")
    assert not enter_project(office, " 云栖里 ")
    assert office.project is not None
    head = office.read(lambda work: work.projects.head())
    assert (head.project, head.company, head.region) == ("云栖里", "栖霞地产", "江宁公司")
    office.close()
    colleague = house.another_desk("control")
    assert [project.name for project in colleague.projects] == ["锦绣江南", "云栖里"]
