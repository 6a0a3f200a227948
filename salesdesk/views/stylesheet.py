"""The style sheet, made from the tokens: borders, radii and paddings of inputs, menus, headers, scroll bars.

Everything with a meaning (buttons, marks, lamps, cells) is painted by its own widget. A focus border of 2 px takes
1 px off the padding, so that nothing jumps.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_SHEET = Template(
    """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $ink; border: 1px solid $line_strong; border-radius: 4px;
  selection-background-color: $accent_line; selection-color: $ink; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; padding: 4px 8px; }
QLineEdit { padding: 4px 8px 3px; }
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit:focus { padding: 3px 7px 2px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 4px; }
QLineEdit[refused="true"], QComboBox[refused="true"], QPlainTextEdit[refused="true"] { border-color: $danger; }
QLineEdit[cell="true"]:!focus, QComboBox[cell="true"]:!focus { border-color: transparent; background: transparent; }
QLineEdit[cell="true"][refused="true"]:!focus { border-color: $danger; }
QLineEdit:read-only { background: $surface_alt; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled {
  background: $sunken; color: $ink_off; border-color: $line; }
QComboBox[labelled="true"], QComboBox[labelled="true"]:focus { min-height: 16px; max-height: 16px;
  padding: 4px 8px; border-width: 1px; }
QComboBox { max-height: 20px; combobox-popup: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { width: 24px; border: none; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, QListView#choices {
  background: $surface; color: $ink; border: 1px solid $line_strong; outline: none; padding: 3px;
  selection-background-color: $accent_tint; selection-color: $ink; }
QListView#choices::item, QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 3px; }
QListView#choices::item:hover { background: $surface_alt; }
QListView#choices::item:selected { background: $accent_tint; color: $ink; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { min-height: 20px; padding: 4px 28px 4px 12px; border-radius: 3px; color: $ink; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $ink_off; background: transparent; }
QMenu::indicator { margin-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line_strong; padding: 4px 8px; }
QHeaderView { background: $surface; border: none; }
QTableView, QListView, QTreeView, QScrollArea { border: none; outline: none; }
QTableView, QListView, QTreeView { background: $surface; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink_3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QDialog { background: $surface; }
"""
)


def stylesheet(colour: Callable[[str], QColor]) -> str:
    """The sheet for one palette; ``colour`` gives a token's colour by name."""

    class Names(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return str(colour(name).name())

    return _SHEET.substitute(Names())
