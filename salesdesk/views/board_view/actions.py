"""The foot of the panel: what stands in the way, and the buttons of the person's role; the same as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import SaleState
from salesdesk.services.board import UnitPanel
from salesdesk.views.board_view.verbs import (
    KEYS,
    MOST_BUTTONS,
    WORDS,
    Action,
    against,
    has,
    primary,
    refusal,
    sensible,
)
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme


class ActionButton(PrimaryButton):
    """A button that is filled while it does the next thing, outlined else. One stands for each key, so that ``F3`` is
    always the same button, whatever it does with the unit shown."""

    missed = Signal(str)

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__(tr(WORDS[actions[0]]), KEYS.get(actions[0], ""))
        self.means, self.action = tuple(actions), actions[0]

    def take(self, action: Action, reason: str, *, filled: bool) -> None:
        """Does this from now on, or says why not."""
        self.action, self.filled = action, filled
        self.set_text(tr(WORDS[action]))
        self.set_refusal(reason or None)
        self.update()

    def press(self) -> None:
        """Its key while another button stands in its place: says so instead of doing nothing."""
        if self.isHidden():
            self.missed.emit(KEYS[self.action])
        else:
            super().press()

    def _tones(self) -> tuple[str, str | None, str, str, str]:
        return super()._tones() if self.filled else Button._tones(self)

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        if self.filled:
            super()._paint_focus(painter, area)
        else:
            Button._paint_focus(self, painter, area)


class ActionBar(QWidget):
    """Banner and up to three buttons.

    Signals:
        wanted: the action that was pressed.
        missed: a key whose button is not on show.
    """

    wanted = Signal(str)
    missed = Signal(str)

    def __init__(self, permissions: frozenset[Permission]) -> None:
        super().__init__()
        self._permissions = permissions
        self.banner = Banner("refusal")
        self.buttons = [self._button(actions) for actions in _by_key() if any(has(a, permissions) for a in actions)]
        self._shown: list[ActionButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(theme().size("s"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().size("s"))
        column.addWidget(self.banner)
        column.addLayout(self._row)
        for button in self.buttons:
            button.hide()

    def _button(self, actions: Sequence[Action]) -> ActionButton:
        button = ActionButton(actions)
        button.setParent(self)
        button.clicked.connect(lambda: self.wanted.emit(button.action.value))
        button.missed.connect(self.missed)
        return button

    def show_panel(self, panel: UnitPanel) -> None:
        """Buttons and reasons for this unit."""
        actions = sensible(panel.facts.state, self._permissions)[:MOST_BUTTONS]
        next_one = primary(actions, panel)
        for button in self.buttons:
            self._row.removeWidget(button)
            reveal(button, not set(actions).isdisjoint(button.means))
        self._shown = [self._standing_for(action) for action in actions]
        for button, action in zip(self._shown, actions, strict=True):
            button.take(action, against(action, panel), filled=action is next_one)
            self._row.addWidget(button, button.sizeHint().width())
        self.banner.set_text(*refusal(panel, self._permissions))

    def _standing_for(self, action: Action) -> ActionButton:
        return next(button for button in self.buttons if action in button.means)

    def shown(self) -> list[ActionButton]:
        """The buttons from left to right."""
        return list(self._shown)

    def empty(self) -> bool:
        """Whether nothing can be said or done here."""
        return not self.shown() and not self.banner.sentence()

    def take_cursor(self) -> None:
        """The keyboard goes to the next thing to do, else to the first button that can be pressed."""
        possible = [button for button in self.shown() if button.isEnabled()]
        for button in sorted(possible, key=lambda button: not button.filled)[:1]:
            button.setFocus()


def _by_key() -> list[tuple[Action, ...]]:
    """Actions that share a key share a button."""
    keyed = [tuple(action for action in Action if KEYS.get(action) == keys) for keys in ("F3", "F4", "F6")]
    return keyed + [(action,) for action in Action if action not in KEYS]


def action_menu(
    parent: QWidget, panel: UnitPanel, permissions: frozenset[Permission], do: Callable[[Action], None]
) -> QMenu:
    """Everything this role does with the unit; what cannot be done is greyed and says why in its tooltip."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for action in sensible(SaleState(panel.facts.state), permissions):
        entry = QAction(f"{tr(WORDS[action])}\t{KEYS.get(action, '')}".rstrip("\t"), menu)
        reason = against(action, panel)
        entry.setEnabled(not reason)
        entry.setToolTip(reason)
        entry.triggered.connect(lambda _=False, chosen=action: do(chosen))
        menu.addAction(entry)
    return menu


def open_menu(menu: QMenu, where: QPoint) -> None:
    """Shows the menu; it goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)
