"""A track as lines: lamp, step, day, and the one thing to do about it; a button that is grey says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.after_contract import STEP_WORDS, Step
from salesdesk.domain.i18n import tr
from salesdesk.domain.timelines import StepState
from salesdesk.services.order_steps import WRITTEN_BY_OTHERS, StepCard
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.section import Line
from salesdesk.views.theme import theme

_NAME_WIDE, _DAY_WIDE = 132, 160


class Timeline(QWidget):
    """The steps of one track; of one loan where ``item`` names it.

    Signals:
        wanted, back_wanted: a step that shall be done or taken back, and its item.
    """

    wanted = Signal(object, str)
    back_wanted = Signal(object, str)

    def __init__(self, item: str = "") -> None:
        super().__init__()
        self.item = item
        self.buttons: dict[tuple[Step, str], Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, cards: Sequence[StepCard], today: date) -> None:
        self.buttons = {}
        last = max((place for place, card in enumerate(cards) if card.state.done_on), default=-1)
        for place, card in enumerate(cards):
            self._column.addWidget(self._row(card, today, may_go_back=place == last))
            if place + 1 < len(cards):
                self._column.addWidget(Line())

    def _row(self, card: StepCard, today: date, *, may_go_back: bool) -> QWidget:
        state = card.state
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(8)
        done = state.done_on is not None
        name = Label(tr(STEP_WORDS[state.step]), tone="ink" if done or state.is_next else "ink_3", medium=state.is_next)
        day = Label(day_words(state, today), tone="danger" if state.days_late else "ink_2" if done else "ink_3")
        name.setFixedWidth(_NAME_WIDE)
        day.setFixedWidth(_DAY_WIDE)
        note = Label("　".join(part for part in (state.person, state.note) if part), "small", "ink_3", elide=True)
        for widget in (Lamp(lamp_of(state, today)), name, day):
            line.addWidget(widget)
        line.addWidget(note, 1)
        if state.is_next:
            line.addWidget(self._button(card, tr("Done …"), "do", card.why_not_do))
        elif may_go_back and state.step not in WRITTEN_BY_OTHERS:
            line.addWidget(self._button(card, tr("Take back"), "back", card.why_not_back))
        row.setMinimumHeight(theme().size("control") + 4)
        return row

    def _button(self, card: StepCard, words: str, what: str, against: object | None) -> Button:
        button = Button(words)
        button.set_refusal(str(against) if against is not None else None)
        button.setAccessibleName(f"{words} {tr(STEP_WORDS[card.state.step])}")
        told = self.wanted if what == "do" else self.back_wanted
        button.clicked.connect(lambda _=False, step=card.state.step: told.emit(step, self.item))
        self.buttons[card.state.step, what] = button
        return button


def lamp_of(state: StepState, today: date) -> str:
    """The lamp of a step: done, late, today, later."""
    if state.done_on is not None:
        return "done"
    if state.days_late:
        return "overdue"
    return "today" if state.is_next and state.due_on == today else "upcoming"


def day_words(state: StepState, today: date) -> str:
    """``09-22 周二``, or until when it is to be done, and how late it is."""
    if state.done_on is not None:
        return f"{short_date(state.done_on, today)} {weekday(state.done_on)}"
    if state.due_on is None:
        return "—"
    until = tr("until {day}").format(day=short_date(state.due_on, today))
    late = tr("{n} days late").format(n=state.days_late) if state.days_late else ""
    return f"{until}　{late}".strip()
