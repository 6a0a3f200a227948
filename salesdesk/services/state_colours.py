"""The colours that an office gives to the sale states: asked for by every desk, set by who may change settings."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.state_colours import Colour, colours_from, setting_name
from salesdesk.domain.states import SaleState
from salesdesk.repository.work import Work
from salesdesk.services.office import Form

Colours = dict[SaleState, Colour]


def state_colours(work: Work) -> Colours:
    """The colour of every state in this project."""
    return colours_from(work.settings.stored)


@dataclass(frozen=True, kw_only=True)
class StateColours(Form):
    """The colours as they shall be, as pairs of state and colour; states left out stay as they are."""

    colours: tuple[tuple[str, str], ...]


def set_state_colours(work: Work, form: StateColours) -> int:
    """Gives the states these colours, and says of how many that is new; each change stands in the history."""
    work.require(Permission.SETTINGS_WRITE)
    now, changed = state_colours(work), 0
    for state, colour in form.colours:
        if state not in tuple(SaleState) or colour not in tuple(Colour):
            raise BadInput(mark("There is no such colour of a state: {state} {colour}."), state=state, colour=colour)
        if now[SaleState(state)] != colour:
            work.projects.set(setting_name(SaleState(state)), colour)
            changed += 1
    if changed:
        work.touched.everything = True
    return changed
