"""The colours of the states: one for each, taken from one palette, and how far apart they are to every eye."""

from __future__ import annotations

import pytest

from salesdesk.domain.colour_sight import LEAST, Sight, contrast, difference, too_alike
from salesdesk.domain.settings import SETTINGS
from salesdesk.domain.state_colours import (
    COLOUR_WORDS,
    DEFAULT_COLOURS,
    Colour,
    colours_from,
    setting_name,
    state_of,
)
from salesdesk.domain.states import SaleState


def test_every_state_has_a_colour_of_its_own_from_the_beginning() -> None:
    assert list(DEFAULT_COLOURS) == list(SaleState)
    assert len(set(DEFAULT_COLOURS.values())) == len(SaleState)
    assert set(COLOUR_WORDS) == set(Colour)


def test_what_an_office_stored_stands_before_the_default() -> None:
    found = colours_from({"colour.held": "red", "contract.days": 9})
    assert found[SaleState.HELD] is Colour.RED
    assert {**found, SaleState.HELD: Colour.VIOLET} == DEFAULT_COLOURS


def test_a_colour_that_this_program_does_not_know_is_the_default() -> None:
    assert colours_from({"colour.held": "ultraviolet", "colour.filed": 3, "colour.roof": "red"}) == DEFAULT_COLOURS


def test_the_names_under_which_they_are_stored_lead_back_and_are_no_other_settings() -> None:
    for state in SaleState:
        assert state_of(setting_name(state)) is state
    assert not any(state_of(setting.name) for setting in SETTINGS)
    assert state_of("colour.roof") is None
    assert state_of("held") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#FFFFFF", "#000000", 100.0),
        ("#FFFFFF", "#FFFFFF", 0.0),
        ("#FF0000", "#00FF00", 170.6),
        ("#808080", "#7F7F7F", 0.4),
    ],
)
def test_distances_are_those_of_the_standard(one: str, other: str, expected: float) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=0.1)


def test_red_and_green_that_an_eye_without_green_confuses_are_far_apart_to_others() -> None:
    red, green = "#8C2A22", "#5C4E12"
    assert difference(red, green) > 30
    assert difference(red, green, Sight.DEUTAN) < LEAST[Sight.DEUTAN]
    assert too_alike({"sold": red, "reserved": green}) == [("sold", "reserved", Sight.DEUTAN)]


def test_colours_that_nobody_can_tell_apart_are_named_as_such() -> None:
    assert too_alike({"a": "#FFFFFF", "b": "#FEFEFE", "c": "#000000"}) == [("a", "b", Sight.NORMAL)]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
