"""What of a window cannot be read: words that are cut with nothing that tells the whole, widgets that lie over each
other or stick out, forms that have to be scrolled sideways, figures that end in an ellipsis.

Only what Qt lays out can be looked at; what a widget paints for itself (board, legend, rail) has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import NARROWEST
from salesdesk.views.kit.rows import GroupRow
from salesdesk.views.kit.sheet_delegate import PADDING, ROOM
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.theme import theme

_ROWS = 30


def cut_off(root: QWidget, *, sideways: bool = False) -> list[str]:
    """A line for each thing that cannot be read. ``sideways``: whether tables may be scrolled sideways."""
    shown = [one for one in (root, *root.findChildren(QWidget)) if one.isVisible() and one.window() is root.window()]
    return list(dict.fromkeys(found for one in shown for found in _of(one, sideways)))


def _of(one: QWidget, sideways: bool) -> Iterator[str]:
    called = _called(one)
    if isinstance(one, QLabel):
        yield from (f"{called} {why}" for why in _label(one))
    elif isinstance(one, SheetTable):
        yield from (f"{called} {why}" for why in _table(one, sideways))
    elif isinstance(one, QScrollArea) and one.horizontalScrollBar().maximum() > 0:
        yield f"{called} is scrolled sideways"
    elif isinstance(one, QLineEdit):
        yield from (f"{called} {why}" for why in _line(one))
    elif _is_leaf(one) and one.width() < one.minimumSizeHint().width() - 1:
        yield f"{called} is {one.width()} wide and takes {one.minimumSizeHint().width()}"
    yield from (f"{called} {why}" for why in _place(one))
    yield from _overlaps(one)


def _called(one: QWidget) -> str:
    return f"{type(one).__name__} “{_words(one)[:24]}”"


def _words(one: QWidget) -> str:
    return one.text() if isinstance(one, QLabel | QAbstractButton | QLineEdit) else one.accessibleName()


def _is_leaf(one: QWidget) -> bool:
    return not isinstance(one, QAbstractScrollArea | QComboBox) and one.layout() is None


def _label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        if label.text() and label.height() < label.heightForWidth(label.width()) - 2:
            yield f"is {label.height()} high and takes {label.heightForWidth(label.width())}"
    elif not (isinstance(label, Label) and label.elides()) and label.width() < label.sizeHint().width() - 1:
        yield f"is {label.width()} wide and takes {label.sizeHint().width()}"


def _line(line: QLineEdit) -> Iterator[str]:
    """What stands in an empty field must be read whole; what is typed into it scrolls."""
    if line.text() or not line.placeholderText() or line.toolTip() == line.placeholderText():
        return
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    room = inside.width() - line.textMargins().left() - line.textMargins().right() - 4
    takes = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if takes > room + 1:
        yield f"says “{line.placeholderText()}” in {room} and takes {takes}"


def _table(table: SheetTable, sideways: bool) -> Iterator[str]:
    if table.horizontalScrollBar().maximum() > 0 and not sideways:
        yield "is scrolled sideways"
    rows = [table.rows.row(place) for place in range(min(table.rows.rowCount(), _ROWS))]
    for place, column in enumerate(table.rows.columns):
        if column.align != "right" or table.isColumnHidden(place):
            continue
        room = table.columnWidth(place) - 2 * PADDING + ROOM
        for row in rows:
            takes = 0 if isinstance(row, GroupRow) else theme().metrics().horizontalAdvance(column.text(row))
            if room < NARROWEST * takes:
                yield f"cuts the figure “{column.text(row)}” in {room}"
                break


def _place(one: QWidget) -> Iterator[str]:
    parent = one.parentWidget()
    if parent is None or one.isWindow() or isinstance(parent, QAbstractScrollArea):
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
        yield f"at {one.geometry().getRect()} sticks out of {type(parent).__name__} {parent.width()}x{parent.height()}"


def _overlaps(one: QWidget) -> Iterator[str]:
    layout = one.layout()
    if layout is None or isinstance(layout, QStackedLayout):
        return
    inside = [widget for widget in _laid_out(layout) if widget.isVisible()]
    for place, first in enumerate(inside):
        for second in inside[place + 1 :]:
            if first.geometry().intersects(second.geometry()):
                yield f"{_called(first)} lies under {_called(second)}"


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None and not isinstance(inner, QStackedLayout):
            yield from _laid_out(inner)


def settle_layout() -> None:
    """Until everything has its place."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
