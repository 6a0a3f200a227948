"""The colours of the sale states: chosen from one palette, seen in light and dark before they are saved, and undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.colour_sight import Sight, too_alike
from salesdesk.domain.errors import Refusal, StaleEdit
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission
from salesdesk.domain.stale import Newer, Values
from salesdesk.domain.state_colours import COLOUR_WORDS, DEFAULT_COLOURS, Colour, state_of
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import SettingChange
from salesdesk.services.set_up import setting_changes
from salesdesk.services.state_colours import Colours, StateColours, set_state_colours, state_colours, why_no_colours
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.section import Sheet
from salesdesk.views.set_up.colour_grid import ColourGrid
from salesdesk.views.set_up.colour_preview import ColourPreview
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.words import NOTHING
from salesdesk.views.stale.dialog import StaleDialog, Wording
from salesdesk.views.theme import Theme

_MOST_WARNED, _MOST_CHANGES = 3, 6


class ColoursPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._stored: Colours = dict(DEFAULT_COLOURS)
        self._seen: Colours = {}
        self.comparison: StaleDialog | None = None
        self._request_id = new_request_id()
        self._saving = False
        self.reset = self.action(Button(tr("All as at first")), Permission.SETTINGS_WRITE)
        self.reset.clicked.connect(self._all_to_default)
        self.grid, self.side = ColourGrid(), ColourSide()
        self.grid.changed.connect(self._edited)
        self.grid.state_chosen.connect(self._show_state)
        self.side.reset.clicked.connect(self._one_to_default)
        self.side.go.clicked.connect(self.save)
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        self.body.addLayout(row)

    def key_hints(self) -> list[tuple[str, str]]:
        return [
            ("↑↓", tr("state")), ("←→", tr("colour")), ("Del", tr("as at first")), ("Ctrl Enter", tr("Save")),
        ]  # fmt: skip

    def load(self) -> None:
        self.desk.ask(self, state_colours, done=self._show)
        self.desk.ask(self, setting_changes, done=self._show_changes)

    def _show(self, stored: Colours) -> None:
        """What is stored now; what the person chose meanwhile stays chosen."""
        mine = {state: colour for state, colour in self.grid.colours().items() if colour is not self._stored[state]}
        # What the person saw when they chose: another desk's colour that came since is not overwritten unseen.
        self._seen = {state: self._seen.get(state, self._stored[state]) for state in mine}
        self._stored = stored
        self.grid.set_colours({**stored, **mine})
        self._edited()

    def _show_changes(self, changes: list[SettingChange]) -> None:
        self.side.show_changes(changes, self.desk.may(Permission.HISTORY_READ))

    def _show_state(self) -> None:
        state = self.grid.state()
        self.side.show_state(state, self.grid.colours()[state])

    def _edited(self) -> None:
        """What is chosen now: seen beside the others, barred where it may not be saved or nothing is new."""
        chosen = self.grid.colours()
        self._show_state()
        self.side.preview.set_colours(chosen)
        reason = why_not_permitted(self.desk, Permission.SETTINGS_WRITE)
        self.grid.setEnabled(reason is None)
        self.side.reset.set_refusal(reason)
        unchanged = tr("Nothing is changed.") if chosen == self._stored else None
        same = None if unchanged else why_no_colours(chosen)
        self.side.warn([] if same else _alike(self.side.preview.palettes))
        self.side.bar(reason or unchanged or (str(same) if same else None), told=bool(reason or same))

    def _one_to_default(self) -> None:
        state = self.grid.state()
        self.grid.choose(state, DEFAULT_COLOURS[state])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_to_default(self) -> None:
        self.grid.set_colours(DEFAULT_COLOURS)
        self._edited()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Gives the states these colours, once; every desk of the project takes them on."""
        if self._saving or not self.side.go.isEnabled():
            return
        self._saving = True
        self.side.go.setEnabled(False)
        colours = tuple(
            (state.value, colour.value)
            for state, colour in self.grid.colours().items()
            if colour is not self._stored[state]
        )
        seen = tuple((state, self._seen.get(SaleState(state), self._stored[SaleState(state)]).value)
                     for state, _ in colours)  # fmt: skip
        form = StateColours(request_id=self._request_id, colours=colours, seen=seen)
        self.desk.perform(self, set_state_colours, form, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        self._saving = False
        self._request_id = new_request_id()
        self._stored, self._seen = self.grid.colours(), {}
        messages.say(tr("Changed; it counts from now on."))
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.side.bar(None)
        if isinstance(refusal, StaleEdit):
            self._compare(refusal.newer)
        else:
            self.side.banner.set_text("", str(refusal))

    def _compare(self, newer: Newer) -> None:
        """Another desk gave a state another colour meanwhile; the grid stays as chosen until it is decided."""
        states = {key: SaleState(key) for key in newer.values}
        before = {key: self._seen.get(state, self._stored[state]).value for key, state in states.items()}
        mine = {key: self.grid.colours()[state].value for key, state in states.items()}
        wording = Wording(lambda key: tr(STATE_WORDS[SaleState(key)]), lambda key, value: _colour_word(
            SaleState(key), value))  # fmt: skip
        self.comparison = StaleDialog(self, tr("Colours of states"), before, mine, newer, wording)
        self.comparison.written.connect(lambda values: self._write(newer, values))
        self.comparison.dropped.connect(lambda: self._write(newer, newer.values))
        self.comparison.finished.connect(self._compared)
        self.comparison.open()

    def _compared(self) -> None:
        self.comparison = None

    def _write(self, newer: Newer, values: Values) -> None:
        """What was chosen, on top of what is there now; where all of it is theirs, there is nothing to save."""
        self._request_id, self._seen = new_request_id(), {}
        self._stored = {**self._stored, **_colours(newer.values)}
        self.grid.set_colours({**self.grid.colours(), **_colours(values)})
        self._edited()
        if self.grid.colours() != self._stored:
            self.save()
        else:
            messages.say(tr("Dropped; it stays as it is now."))
            self.load()


def _colours(values: Values) -> Colours:
    """Colours by state, out of a comparison."""
    return {SaleState(key): Colour(str(value)) for key, value in values.items()}


class ColourSide(SidePanel):
    """The state one is at, the cells as they would look, what is hard to tell apart, who changed what."""

    def __init__(self) -> None:
        super().__init__()
        self.word = Label("", "section", medium=True)
        self.head.addWidget(self.word)
        part = Part(tr("Colour"))
        self.now, self.first = ValueLine(tr("Chosen")), ValueLine(tr("Default"))
        self.reset = Button(tr("Back to the default"))
        for widget in (self.now, self.first, self.reset):
            part.add(widget)
        self.add_part(part)
        shown = Part(tr("In light and dark"))
        self.preview = ColourPreview()
        shown.add(self.preview)
        self.add_part(shown)
        history = Part(tr("Changes"))
        self.changes = Label("", "small", "ink_2", wrap=True)
        history.add(self.changes)
        self.add_part(history)
        self.warning, self.banner = Banner("warning"), Banner("refusal")
        self.go = PrimaryButton(tr("Save"), "Ctrl Enter")
        for foot in (self.warning, self.banner, self.go):
            self.foot.addWidget(foot)

    def show_state(self, state: SaleState, colour: Colour) -> None:
        self.word.setText(tr(STATE_WORDS[state]))
        self.now.set_value(tr(COLOUR_WORDS[colour]))
        self.first.set_value(tr(COLOUR_WORDS[DEFAULT_COLOURS[state]]))

    def warn(self, sentences: list[str]) -> None:
        """What some eyes could not tell apart; the marks still do."""
        more = len(sentences) - _MOST_WARNED
        shown = sentences[:_MOST_WARNED] + (
            [trn("and {n} pair more", "and {n} pairs more", more).format(n=more)] if more > 0 else []
        )
        self.warning.set_text(tr("Hard to tell apart") if shown else "", "；".join(shown))

    def bar(self, reason: str | None, *, told: bool = True) -> None:
        """Greys the button; a reason that goes without saying stays in its tooltip."""
        self.go.set_refusal(reason)
        self.banner.set_text("", reason or "" if told else "")

    def show_changes(self, changes: list[SettingChange], may_read: bool) -> None:
        if not may_read:
            self.changes.setText(tr("Each change is kept; administrator and auditor read who made it."))
            return
        mine = [words for change in changes if (words := _said(change))]
        self.changes.setText("\n".join(mine[:_MOST_CHANGES]) or tr("never changed"))


def _said(change: SettingChange) -> str:
    """``2026-11-22 14:32　严管理　预留 紫 → 红``; empty for other settings."""
    state = state_of(change.name)
    if state is None:
        return ""
    before, after = (_colour_word(state, value) for value in (change.before, change.after))
    return f"{minute(change.at)}　{change.person or NOTHING}\n{tr(STATE_WORDS[state])}　{before} → {after}"


def _colour_word(state: SaleState, value: object) -> str:
    known = value in tuple(Colour)
    return tr(COLOUR_WORDS[Colour(str(value)) if known else DEFAULT_COLOURS[state]])


def _alike(palettes: list[Theme]) -> list[str]:
    """The pairs of states that are hard to tell apart in either palette; hatched cells differ in form."""
    found = dict[tuple[str, str], bool]()
    for look in palettes:
        fills = {key: state.fill.name() for key, state in look.states.items() if not state.hatch}
        for one, other, sight in too_alike(fills):
            found[one, other] = found.get((one, other), False) or sight is Sight.NORMAL
    words = {state.value: tr(word) for state, word in STATE_WORDS.items()}
    pair, blind = tr("{one} and {other}"), tr("{one} and {other} for the colour-blind")
    return [(pair if all_eyes else blind).format(one=words[one], other=words[other])
            for (one, other), all_eyes in found.items()]  # fmt: skip
