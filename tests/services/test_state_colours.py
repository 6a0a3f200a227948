"""The office's colours of the sale states: who sets them, that every desk asks for the same, and who changed what."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour
from salesdesk.domain.states import SaleState
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.rows import Touched
from salesdesk.services.set_up import setting_changes
from salesdesk.services.state_colours import StateColours, set_state_colours, state_colours
from tests.support.office import PEOPLE, House


def chosen(house: House, *colours: tuple[str, str], login: str = "operator") -> int:
    return house.desk(login).perform(set_state_colours, StateColours(colours=colours))


def test_before_anybody_chose_the_colours_are_those_of_the_house(house: House) -> None:
    assert house.desk("consultant").read(state_colours) == DEFAULT_COLOURS


@pytest.mark.parametrize("login", sorted(PEOPLE))
def test_what_the_operator_chose_every_desk_reads(house: House, login: str) -> None:
    assert chosen(house, ("available", "green"), ("subscribed", "red")) == 2
    found = house.desk(login).read(state_colours)
    wanted = {SaleState.AVAILABLE: Colour.GREEN, SaleState.SUBSCRIBED: Colour.RED}
    assert found == {**DEFAULT_COLOURS, **wanted}


def test_only_what_is_new_is_stored_and_told(house: House) -> None:
    told = list[Touched]()
    house.desk("operator").on_change(told.append)
    everything = tuple((state.value, colour.value) for state, colour in DEFAULT_COLOURS.items())
    assert chosen(house, *everything) == 0
    assert not any(one.everything for one in told)
    assert chosen(house, *everything[:-1], ("handed_over", "brown")) == 1
    assert told[-1].everything
    assert [change.name for change in house.desk("auditor").read(setting_changes)] == ["colour.handed_over"]


def test_the_history_says_who_chose_what_and_going_back_is_a_change_too(house: House) -> None:
    chosen(house, ("held", "pink"), login="admin")
    chosen(house, ("held", "violet"))
    newest, first = house.desk("auditor").read(setting_changes)
    assert (first.person, first.before, first.after) == ("严管理", None, "pink")
    assert (newest.person, newest.before, newest.after) == ("罗业务", "pink", "violet")
    assert house.desk("control").read(state_colours) == DEFAULT_COLOURS


@pytest.mark.parametrize("login", ["consultant", "control", "cashier", "manager", "management", "auditor"])
def test_who_may_not_change_settings_chooses_no_colours(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        chosen(house, ("held", "red"), login=login)


@pytest.mark.parametrize(("state", "colour"), [("held", "ultraviolet"), ("roof", "red"), ("", ""), ("held", "#FF0000")])
def test_what_is_no_state_or_no_colour_of_the_palette_is_refused_and_nothing_of_it_stored(
    house: House, state: str, colour: str
) -> None:
    with pytest.raises(BadInput):
        chosen(house, ("available", "green"), (state, colour))
    assert house.desk("operator").read(state_colours) == DEFAULT_COLOURS


def test_two_states_of_one_colour_are_refused_and_a_swap_is_not(house: House) -> None:
    with pytest.raises(Refusal, match="nobody could tell them apart"):
        chosen(house, *((state.value, "white") for state in SaleState))
    with pytest.raises(Refusal, match="Held and Reserved have the same colour"):
        chosen(house, ("reserved", "violet"))
    assert house.desk("operator").read(state_colours) == DEFAULT_COLOURS
    assert chosen(house, ("reserved", "violet"), ("held", "yellow")) == 2


def test_another_project_keeps_its_own(house: House) -> None:
    chosen(house, ("held", "red"))
    desk = house.desk("operator")
    project_id = desk.perform(open_new_project, NewProject(company="栖霞地产", region="江宁公司", name="望江台"))
    desk.reload()
    desk.enter(project_id)
    assert desk.read(state_colours) == DEFAULT_COLOURS
