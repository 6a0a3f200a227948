"""Rows whose order the office sets: Alt with an arrow moves the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shifted(ids: Sequence[int], row_id: int, by: int) -> tuple[int, ...] | None:
    """The ids with one of them moved up or down; None where it stands at the end already."""
    moved = list(ids)
    place = moved.index(row_id)
    if not 0 <= place + by < len(moved):
        return None
    moved.insert(place + by, moved.pop(place))
    return tuple(moved)


def bind_moves(table: QWidget, move: Callable[[int], None]) -> None:
    """Alt with an arrow up or down calls ``move`` with -1 or 1, while the table has the cursor."""
    for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
        shortcut = QShortcut(QKeySequence(keys), table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(partial(move, by))
