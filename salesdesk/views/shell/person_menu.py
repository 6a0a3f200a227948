"""The menu of whoever sits here: password, lock, palette, density of tables, sign out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.services.desk_settings import DeskSettings, save_settings
from salesdesk.views import theme

PALETTE_WORDS = (("system", mark("As the system")), ("light", mark("Light")), ("dark", mark("Dark")))
DENSITY_WORDS = (("middle", mark("Normal rows")), ("dense", mark("Dense rows")))
IDLE_CHOICES = (5, 15, 30, 60)


def fill_person_menu(
    menu: QMenu,
    settings: DeskSettings,
    who: str,
    actions: Sequence[tuple[str, str, Callable[[], None]]],
    lock_after: Callable[[int], None],
) -> None:
    """``who`` heads the menu; ``actions`` are word, key and what is done, the last one apart from the others.
    ``lock_after`` is told the minutes that were chosen."""
    menu.clear()
    head = QAction(who, menu)
    head.setEnabled(False)
    menu.addAction(head)
    menu.addSeparator()
    for word, keys, act in actions[:-1]:
        menu.addAction(_action(menu, word, keys, act))
    menu.addSeparator()
    _choices(menu, _translated(PALETTE_WORDS), settings.palette, lambda key: use_palette(settings, key))
    menu.addSeparator()
    _choices(menu, _translated(DENSITY_WORDS), settings.density, lambda key: use_density(settings, key))
    menu.addSeparator()
    menu.addMenu(_idle_menu(menu, settings, lock_after))
    menu.addAction(_action(menu, *actions[-1]))


def _action(menu: QMenu, word: str, keys: str, act: Callable[[], None]) -> QAction:
    action = QAction(word, menu)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _=False: act())
    return action


def _translated(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, tr(word)) for key, word in words]


def _choices(menu: QMenu, words: Sequence[tuple[str, str]], current: str, use: Callable[[str], None]) -> None:
    group = QActionGroup(menu)
    for key, word in words:
        action = QAction(word, menu)
        action.setCheckable(True)
        action.setChecked(key == current)
        action.triggered.connect(lambda _=False, chosen=key: use(chosen))
        group.addAction(action)
        menu.addAction(action)


def _idle_menu(menu: QMenu, settings: DeskSettings, lock_after: Callable[[int], None]) -> QMenu:
    idle = QMenu(tr("Lock when idle for"), menu)
    minutes = sorted({*IDLE_CHOICES, settings.idle_minutes})
    words = [(str(n), trn("{n} minute", "{n} minutes", n).format(n=n)) for n in minutes]

    def use(key: str) -> None:
        settings.idle_minutes = int(key)
        save_settings(settings)
        lock_after(settings.idle_minutes)

    _choices(idle, words, str(settings.idle_minutes), use)
    return idle


def use_palette(settings: DeskSettings, key: str) -> None:
    settings.palette = key
    save_settings(settings)
    theme.use(key)  # type: ignore[arg-type]  # one of PALETTES


def use_density(settings: DeskSettings, key: str) -> None:
    settings.density = key
    save_settings(settings)
    theme.use_density(dense=key == "dense")
