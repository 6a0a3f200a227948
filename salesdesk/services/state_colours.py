"""The colours that an office gives to the sale states: asked for by every desk, set by who may change settings."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.errors import STALE, BadInput, StaleEdit, TryAgain
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.domain.stale import Newer
from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour, colours_from, one_colour, setting_name
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.repository.work import Work
from salesdesk.services.office import Form
from salesdesk.services.projects import newer_settings

Colours = dict[SaleState, Colour]


def state_colours(work: Work) -> Colours:
    """The colour of every state in this project."""
    return colours_from(work.settings.stored)


@dataclass(frozen=True, kw_only=True)
class StateColours(Form):
    """The colours as they shall be, as pairs of state and colour; states left out stay as they are. ``seen`` is what
    those states had when they were looked at; for a state without it, whatever stands there is changed."""

    colours: tuple[tuple[str, str], ...]
    seen: tuple[tuple[str, str], ...] = ()


def set_state_colours(work: Work, form: StateColours) -> int:
    """Gives the states these colours, and says of how many that is new; each change stands in the history.

    Raises:
        Refusal: two states would have the same colour.
        StaleEdit: a state has another colour by now than was seen; nothing was overwritten.
    """
    work.require(Permission.SETTINGS_WRITE)
    now, changed, seen = state_colours(work), 0, dict(form.seen)
    for state, colour in form.colours:
        if state not in tuple(SaleState) or colour not in tuple(Colour):
            raise BadInput(mark("There is no such colour of a state: {state} {colour}."), state=state, colour=colour)
    if any(now[SaleState(state)] != seen.get(state, now[SaleState(state)]) for state, _ in form.colours):
        raise StaleEdit(newer_colours(work, tuple(state for state, _ in form.colours)))
    wanted = {**now, **{SaleState(state): Colour(colour) for state, colour in form.colours}}
    if wanted != now and (reason := why_no_colours(wanted)):
        raise reason.raised()
    for state, colour in form.colours:
        before = now[SaleState(state)]
        if colour != before:
            _set(work, SaleState(state), before, Colour(colour))
            changed += 1
    if changed:
        work.touched.everything = True
    return changed


def why_no_colours(colours: Colours) -> Reason | None:
    """Why states cannot have these colours; None where they can."""
    if (pair := one_colour(colours)) is None:
        return None
    words = dict[str, object](zip(("one", "other"), (STATE_WORDS[state] for state in pair), strict=True))
    return Reason(mark("{one} and {other} have the same colour; nobody could tell them apart on the board."), words)


def _set(work: Work, state: SaleState, before: Colour, colour: Colour) -> None:
    """Sets one colour that was looked at a moment ago."""
    if not work.projects.set_from(setting_name(state), before.value, colour.value, DEFAULT_COLOURS[state].value):
        raise TryAgain(STALE)


def newer_colours(work: Work, states: tuple[str, ...]) -> Newer:
    """The colours of these states as they are now, by state, with who changed each last."""
    names = {setting_name(SaleState(state)): state for state in states}
    found = newer_settings(work, {name: DEFAULT_COLOURS[SaleState(state)].value for name, state in names.items()})
    return Newer(
        {names[name]: value for name, value in found.values.items()},
        edits={names[name]: edit for name, edit in found.edits.items()},
    )
