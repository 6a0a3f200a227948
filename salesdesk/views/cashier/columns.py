"""How the counter's columns share the width: three beside each other; where it is narrow the right one goes under."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable

_ENTRY = (340, 376, 440)
_RIGHT = (360, 400, 460)
_NARROW = 1180
"""Below this the receipt and the drawer stand under the account."""
_MIDDLE, _WIDE = 1340, 1600


class Columns(QWidget):
    """Left: search, order, account. Middle: what is given, of fixed width. Right: what `add_right` puts there."""

    def __init__(self, finder: QWidget, head: QWidget, account: QWidget, empty: QWidget, middle: QWidget) -> None:
        super().__init__()
        self._head, self._empty = head, empty
        self.right = QWidget()
        self._right_column = QVBoxLayout(self.right)
        self._right_column.setContentsMargins(16, 12, 16, 16)
        self._right_column.setSpacing(18)
        self._right_column.addStretch(1)
        self.right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._left_scroll, self._left_body = _scrolling()
        self._left_body.addWidget(account)
        self._left_body.addStretch(1)
        self._right_scroll, self._right_body = _scrolling()
        self._right_body.addWidget(self.right)
        self._right_sheet = Sheet("bg", "l")
        _fill(self._right_sheet, self._right_scroll, left=1)
        self._middle_sheet = Sheet("surface_alt", "l")
        _fill(self._middle_sheet, middle, left=1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(finder), 1)
        row.addWidget(self._middle_sheet)
        row.addWidget(self._right_sheet)
        self._narrow = False

    def _left(self, finder: QWidget) -> QWidget:
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (finder, self._head):
            column.addWidget(widget)
        column.addWidget(self._left_scroll, 1)
        column.addWidget(self._empty, 1)
        return left

    def add_right(self, widget: QWidget) -> None:
        """Under what the right column has already."""
        self._right_column.insertWidget(self._right_column.count() - 1, widget)

    def show_order(self, there: bool) -> None:
        """The order's parts, or the words that there is none."""
        self._head.setVisible(there)
        self._left_scroll.setVisible(there)
        self._empty.setVisible(not there)

    def show_row(self, table: SheetTable) -> None:
        """Brings the present row of a table of the left column into sight."""
        row = table.visualRect(table.currentIndex())
        inner = self._left_scroll.widget()
        if inner is not None and row.isValid():
            y = table.viewport().mapTo(inner, row.center()).y()
            self._left_scroll.ensureVisible(0, y, 0, row.height())

    def show_receipt(self) -> None:
        """Brings the receipt into sight where it stands under the account."""
        if self._narrow:
            self._left_scroll.ensureWidgetVisible(self.right, 0, 0)

    def fit(self, width: int) -> None:
        """Share this width."""
        narrow = width < _NARROW
        size = 2 if width >= _WIDE else 1 if width >= _MIDDLE else 0
        self._middle_sheet.setFixedWidth(_ENTRY[size])
        self._right_sheet.setFixedWidth(_RIGHT[size])
        if narrow != self._narrow:
            self._narrow = narrow
            self._right_sheet.setVisible(not narrow)
            if narrow:
                self._left_body.insertWidget(1, self.right)
            else:
                self._right_body.insertWidget(0, self.right)


def _scrolling() -> tuple[QScrollArea, QVBoxLayout]:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return scrolling(inner), column


def _fill(sheet: QWidget, widget: QWidget, left: int = 0) -> None:
    column = QVBoxLayout(sheet)
    column.setContentsMargins(left, 0, 0, 0)
    column.addWidget(widget)
