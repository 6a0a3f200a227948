"""The menu of whoever sits here: password, lock, palette, density of tables, sign out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from salesdesk.domain.i18n import mark, tr
from salesdesk.services.desk_settings import DeskSettings, save_settings
from salesdesk.views import theme

PALETTE_WORDS = (("system", mark("As the system")), ("light", mark("Light")), ("dark", mark("Dark")))
DENSITY_WORDS = (("middle", mark("Normal rows")), ("dense", mark("Dense rows")))


def fill_person_menu(
    menu: QMenu, settings: DeskSettings, who: str, actions: Sequence[tuple[str, str, Callable[[], None]]]
) -> None:
    """``who`` heads the menu; ``actions`` are word, key and what is done, the last one apart from the others."""
    menu.clear()
    head = QAction(who, menu)
    head.setEnabled(False)
    menu.addAction(head)
    menu.addSeparator()
    for word, keys, act in actions[:-1]:
        menu.addAction(_action(menu, word, keys, act))
    menu.addSeparator()
    _choices(menu, PALETTE_WORDS, settings.palette, lambda key: use_palette(settings, key))
    menu.addSeparator()
    _choices(menu, DENSITY_WORDS, settings.density, lambda key: use_density(settings, key))
    menu.addSeparator()
    menu.addAction(_action(menu, *actions[-1]))


def _action(menu: QMenu, word: str, keys: str, act: Callable[[], None]) -> QAction:
    action = QAction(word, menu)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _=False: act())
    return action


def _choices(menu: QMenu, words: Sequence[tuple[str, str]], current: str, use: Callable[[str], None]) -> None:
    group = QActionGroup(menu)
    for key, word in words:
        action = QAction(tr(word), menu)
        action.setCheckable(True)
        action.setChecked(key == current)
        action.triggered.connect(lambda _=False, chosen=key: use(chosen))
        group.addAction(action)
        menu.addAction(action)


def use_palette(settings: DeskSettings, key: str) -> None:
    settings.palette = key
    save_settings(settings)
    theme.use(key)  # type: ignore[arg-type]  # one of PALETTES


def use_density(settings: DeskSettings, key: str) -> None:
    settings.density = key
    save_settings(settings)
    theme.use_density(dense=key == "dense")
