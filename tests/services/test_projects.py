"""A project opened and set up: names, permits, accounts, settings; who may, and what is kept of each change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.settings import CHOICE_WORDS, DEFAULTS, SETTINGS
from salesdesk.services.projects import (
    NewAccount,
    NewPermit,
    NewProject,
    NewSetting,
    accounts,
    add_account,
    add_permit,
    change_setting,
    may_open_projects,
    open_new_project,
    permits,
    project_head,
    settings,
)
from salesdesk.services.set_up import permit_list, progress, setting_changes, unit_lines
from salesdesk.services.unit_pattern import generate_units
from tests.services.money_helpers import as_owner
from tests.services.test_unit_pattern import pattern
from tests.support.office import House


def project(**changes: Any) -> NewProject:
    values: dict[str, Any] = {"company": "栖霞地产", "region": "江宁公司", "name": "望江台", "city": "南京"}
    return NewProject(**{**values, **changes})


def test_a_new_project_begins_with_the_usual_and_its_operator_stands_in_it(house: House) -> None:
    desk = house.desk("operator")
    opened = desk.perform(open_new_project, project())
    desk.reload()
    desk.enter(opened)
    assert desk.read(project_head).project == "望江台"
    assert [row.scheme.name for row in desk.read(lambda work: work.schemes.all())][:2] == ["一次性", "商业贷款"]
    begun = desk.read(progress)
    assert (begun.units, begun.unsigned, begun.supervised_account) == (0, None, False)


def test_a_project_may_borrow_the_people_of_another(house: House) -> None:
    desk = house.desk("operator")
    opened = desk.perform(open_new_project, project(like_project=house.project_id))
    manager = house.another_desk("manager")
    manager.reload()
    assert opened in {row.id for row in manager.projects}


def memberships(house: House, project_id: int) -> set[tuple[str, str, date | None]]:
    """Who is what in a project, and until when."""
    query = (
        "SELECT p.login, m.office_role, m.valid_to FROM membership m JOIN person p ON p.id = m.person_id "
        f"WHERE m.project_id = {project_id}"
    )
    with house.as_owner.connect() as connection:
        rows = connection.exec_driver_sql(query).all()
    return {(row[0], row[1], date.fromisoformat(str(row[2])) if row[2] else None) for row in rows}


def test_a_project_like_no_other_has_nobody_but_who_opened_it(house: House) -> None:
    opened = house.desk("operator").perform(open_new_project, project())
    assert memberships(house, opened) == {("operator", "operator", None)}


def test_who_stands_in_for_a_time_does_so_no_longer_in_the_next_project(house: House) -> None:
    colleague, operator = (house.desk(login).person.id for login in ("colleague", "operator"))
    as_owner(house, "INSERT INTO membership (person_id, project_id, office_role, valid_to) "
                    f"VALUES ({colleague}, {house.project_id}, 'cashier', '2030-06-30')")  # fmt: skip
    as_owner(house, f"UPDATE membership SET valid_to = '2030-06-30' WHERE person_id = {operator} "
                    "AND project_id IS NOT NULL")  # fmt: skip
    opened = house.desk("operator").perform(open_new_project, project(like_project=house.project_id))
    borrowed = memberships(house, opened)
    assert ("colleague", "cashier", date(2030, 6, 30)) in borrowed
    assert ("manager", "manager", None) in borrowed
    assert [row for row in borrowed if row[1] == "operator"] == [("operator", "operator", None)]


@pytest.mark.parametrize(("changes", "field"), [
    ({"name": ""}, "name"), ({"name": "长" * 101}, "name"), ({"company": " "}, "company"), ({"region": ""}, "region"),
])  # fmt: skip
def test_a_project_needs_its_names(house: House, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        house.desk("operator").perform(open_new_project, project(**changes))
    assert refused.value.field == field


def test_two_projects_of_one_name_are_refused_in_one_sentence(house: House) -> None:
    with pytest.raises(Refusal, match="already"):
        house.desk("operator").perform(open_new_project, project(name="锦绣江南"))


@pytest.mark.parametrize("login", ["manager", "admin", "consultant"])
def test_only_an_operator_opens_a_project(house: House, login: str) -> None:
    desk = house.desk(login)
    assert not may_open_projects(desk.permissions, desk.person.roles)
    with pytest.raises(NotAllowed):
        desk.perform(open_new_project, project())


def test_before_the_first_project_the_house_wide_operator_may_open_one(house: House) -> None:
    desk = house.desk("operator")
    assert may_open_projects(frozenset(), desk.person.roles)
    assert not may_open_projects(frozenset(), house.desk("manager").person.roles)


def test_a_permit_takes_the_units_that_have_none(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(generate_units, pattern())
    assert {name: len(ids) for name, ids in desk.read(permit_list).without.items()} == {"7#": 12}
    form = NewPermit(number="宁房销第2026003号", issued_on=date(2026, 11, 1), account_id=None)
    desk.perform(add_permit, form)
    listed = desk.read(permit_list)
    assert [(row.number, count) for row, count in listed.permits] == [
        ("宁房销第2026001号", 24),
        ("宁房销第2026003号", 12),
    ]
    assert listed.without == {}
    assert desk.read(permits)[0].account == "江宁农商行 3201 0001 2222 0001"


def test_a_permit_of_tomorrow_or_without_a_number_or_entered_twice_is_refused(house: House) -> None:
    desk = house.desk("operator")
    for values, field in (({"number": " "}, "number"), ({"issued_on": house.today + timedelta(days=1)}, "issued_on")):
        form = {"number": "宁房销第9号", "issued_on": date(2026, 10, 1), "account_id": None, **values}
        with pytest.raises(BadInput) as refused:
            desk.perform(add_permit, NewPermit(**form))  # type: ignore[arg-type]
        assert refused.value.field == field
    again = NewPermit(number="宁房销第2026001号", issued_on=date(2026, 9, 1), account_id=None)
    with pytest.raises(Refusal, match="already"):
        desk.perform(add_permit, again)


def test_a_supervised_account_stands_first(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(add_account, NewAccount(name="基本户", bank="江宁农商行", number="3201 9", supervised=False))
    assert [(row.name, row.supervised) for row in desk.read(accounts)] == [("监管账户", True), ("基本户", False)]
    for name, bank in (("x", ""), ("", "x")):
        with pytest.raises(BadInput, match="needs its name"):
            desk.perform(add_account, NewAccount(name=name, bank=bank, number="1", supervised=False))


def test_a_changed_setting_counts_at_once_and_the_history_says_who_and_from_what(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(change_setting, NewSetting(name="contract.days", value=10))
    desk.perform(change_setting, NewSetting(name="contract.days", value=14))
    assert desk.read(settings).number("contract.days") == 14
    newest, first, *_ = house.desk("auditor").read(setting_changes)
    assert (newest.name, newest.before, newest.after, newest.person) == ("contract.days", 10, 14, "罗业务")
    assert (first.before, first.after) == (None, 10)
    assert desk.read(setting_changes) == []


@pytest.mark.parametrize(("name", "value"), [
    ("contract.days", -1), ("contract.days", "7"), ("contract.days", True), ("pricing.basis", "roof"),
    ("receipt.digits", 0), ("price.signatures", 0), ("no.such", 1), ("company.name", "长" * 101),
])  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused(house: House, name: str, value: Any) -> None:
    with pytest.raises(BadInput):
        house.desk("operator").perform(change_setting, NewSetting(name=name, value=value))


def test_four_eyes_stay_on_while_more_than_one_person_has_a_login(house: House) -> None:
    with pytest.raises(Refusal, match="single login"):
        house.desk("operator").perform(change_setting, NewSetting(name="four_eyes", value=False))


def test_only_who_may_change_settings_does(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.desk("manager").perform(change_setting, NewSetting(name="contract.days", value=10))


def test_every_setting_has_words_a_default_within_its_bounds_and_words_for_its_choices() -> None:
    for setting in SETTINGS:
        assert setting.word
        assert DEFAULTS[setting.name] == setting.default
        assert all(choice in CHOICE_WORDS for choice in setting.choices)
        if setting.unit is not None:
            assert isinstance(setting.default, int)
            assert setting.least <= setting.default <= setting.most


def test_the_list_of_units_says_permit_price_and_restrictions(house: House) -> None:
    lines = house.desk("operator").read(unit_lines)
    first = lines[0]
    assert len(lines) == 24
    assert (first.label, first.permit, first.total_fen, first.state.value) == (
        "3-0101", "宁房销第2026001号", 236_640_000, "available",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        house.desk("admin").read(unit_lines)
