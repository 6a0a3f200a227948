"""The colours of the sale states. There is no standard in the trade (green means held in one system and sold in
another), so an office chooses them from one palette; the marks and the hatch of a state stay (DOMAIN.md, "States").

The palette's values stand in ``resources/style/tokens.json``, a light and a dark one for each name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from salesdesk.domain.i18n import mark
from salesdesk.domain.states import SaleState


class Colour(StrEnum):
    """One colour of the palette; what a state is called has nothing to do with it."""

    WHITE = "white"
    GREY = "grey"
    VIOLET = "violet"
    YELLOW = "yellow"
    ORANGE = "orange"
    SKY = "sky"
    STEEL = "steel"
    SAND = "sand"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PINK = "pink"
    RED = "red"
    BROWN = "brown"


COLOUR_WORDS: dict[Colour, str] = {
    Colour.WHITE: mark("White"),
    Colour.GREY: mark("Grey"),
    Colour.VIOLET: mark("Violet"),
    Colour.YELLOW: mark("Yellow"),
    Colour.ORANGE: mark("Orange"),
    Colour.SKY: mark("Sky blue"),
    Colour.STEEL: mark("Steel"),
    Colour.SAND: mark("Sand"),
    Colour.GREEN: mark("Green"),
    Colour.TEAL: mark("Teal"),
    Colour.BLUE: mark("Blue"),
    Colour.PINK: mark("Pink"),
    Colour.RED: mark("Red"),
    Colour.BROWN: mark("Brown"),
}

DEFAULT_COLOURS: dict[SaleState, Colour] = {
    SaleState.UNLAUNCHED: Colour.GREY,
    SaleState.AVAILABLE: Colour.WHITE,
    SaleState.HELD: Colour.VIOLET,
    SaleState.RESERVED: Colour.YELLOW,
    SaleState.SUBSCRIBED: Colour.ORANGE,
    SaleState.CONTRACTED: Colour.SKY,
    SaleState.FILED: Colour.STEEL,
    SaleState.HANDED_OVER: Colour.SAND,
}
PREFIX = "colour."


def one_colour(colours: Mapping[SaleState, Colour]) -> tuple[SaleState, SaleState] | None:
    """Two states that have the same colour, which no eye tells apart; None where each has its own. Any two colours of
    the palette differ to the common eye, and what stands on them can be read."""
    first = dict[Colour, SaleState]()
    for state, colour in colours.items():
        if (other := first.setdefault(colour, state)) is not state:
            return other, state
    return None


def setting_name(state: SaleState) -> str:
    """Under what name the office's choice for a state is stored among the settings of a project."""
    return PREFIX + state.value


def state_of(setting: str) -> SaleState | None:
    """The state whose colour a setting is; None for other settings."""
    name = setting.removeprefix(PREFIX)
    return SaleState(name) if name != setting and name in tuple(SaleState) else None


def colours_from(stored: Mapping[str, Any]) -> dict[SaleState, Colour]:
    """The colour of every state: as stored, else the default; a colour that this program does not know (a newer one
    stored it) is the default too."""
    known = tuple(Colour)
    found = dict(DEFAULT_COLOURS)
    for state in SaleState:
        value = stored.get(setting_name(state))
        if value in known:
            found[state] = Colour(value)
    return found
