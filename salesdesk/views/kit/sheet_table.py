"""The table of the house: a `QTableView` with the one delegate, for every list and every sum on a screen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.column_widths import fitted, needs
from salesdesk.views.kit.paint import CENTRE
from salesdesk.views.kit.rows import GroupRow, RowsModel
from salesdesk.views.kit.sheet_delegate import SheetDelegate
from salesdesk.views.kit.sheet_head import SheetHead
from salesdesk.views.theme import theme, watch


class SheetTable(QTableView):
    """Rows of a `RowsModel`. ``dense`` rows are 26 high, else 30. ``fit`` makes the table as high as its rows.

    Enter or a double click activates a row, space ticks its box, Ctrl+C copies the selected rows as
    tab-separated text, the menu key or a right click asks for the row's menu.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)
    row_menu = Signal(object, QPoint)
    check_toggled = Signal(object, str)

    def __init__(
        self, model: RowsModel, *, dense: bool = False, fit: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fit, self._empty, self._dense = fit, ("", ""), dense
        self._narrow = False
        self._sharing = QTimer(self, singleShot=True, interval=0)
        self._sharing.timeout.connect(self._share_out)
        self.setHorizontalHeader(SheetHead(self))
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._dress_rows()
        watch(self._redress_rows)
        self.setItemDelegate(SheetDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        if fit:
            # A bar below would lie over the last row, which is the sum.
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.rows = model
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
            signal.connect(self._rows_changed)
        model.dataChanged.connect(self._words_changed)
        self._rows_changed()

    # rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; selection stays, and the row at the top stays at the top."""
        top = self.indexAt(QPoint(1, 1))
        anchor = self.rows.key_at(top.row()) if top.isValid() and not self.rows.is_total(top.row()) else None
        offset = self.rowViewportPosition(top.row()) if top.isValid() else 0
        at_top = self.verticalScrollBar().value() == 0
        self.rows.set_rows(rows)
        if anchor is None or at_top:
            return
        place = self.rows.place_of(anchor)
        if place >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(place) - offset)

    def set_total(self, row: Any) -> None:
        self.rows.set_total(row)

    def current_row(self) -> Any:
        """The row under the cursor, ``None`` when there is none."""
        index = self.currentIndex()
        row = self.rows.row(index.row()) if index.isValid() and not self.rows.is_total(index.row()) else None
        return None if isinstance(row, GroupRow) else row

    def selected_rows(self) -> list[Any]:
        """The selected rows from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.row(place) for place in places]

    def select_key(self, key: Hashable) -> bool:
        """Select the row with this key and bring it into sight; false when it is not there."""
        place = self.rows.place_of(key)
        if place < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), flags)
        self.scrollTo(self.rows.index(place, 0))
        return True

    def choose_none(self) -> None:
        """No row is selected any more, and the cursor is on none."""
        self.selectionModel().clear()
        self.viewport().update()

    def set_empty(self, words: str, hint: str = "") -> None:
        """What stands in the middle while there are no rows: what is so, and what to do next."""
        self._empty = (words, hint)
        self._rows_changed()

    # out of the table

    def export(self) -> tuple[list[str], list[list[object]]]:
        """Titles and the values behind the cells as shown and sorted, for Excel."""
        titles = [tr(column.title) for column in self.rows.columns]
        return titles, [[column.value(row) for column in self.rows.columns] for row in self.rows.rows()]

    def copy_selection(self) -> None:
        """The selected rows to the clipboard, cells between tabs, with the titles above when there are several."""
        rows = self.selected_rows()
        lines = ["\t".join(tr(column.title) for column in self.rows.columns)] if len(rows) > 1 else []
        lines += ["\t".join(_plain(column.text(row)) for column in self.rows.columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CTRL:
            self._activate(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self._toggle(self.currentIndex()):
            return
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._activate(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.rows.columns[index.column()].check:
            self._toggle(index)

    def _activate(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None and not isinstance(row, GroupRow) and not self.rows.is_total(index.row()):
            self.row_activated.emit(row)

    def _toggle(self, index: QModelIndex) -> bool:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is None or isinstance(row, GroupRow) or self.rows.is_total(index.row()):
            return False
        for column in (self.rows.columns[index.column()], *self.rows.columns):
            if column.check and column.check(row) is not None:
                self.check_toggled.emit(row, column.key)
                return True
        return False

    def _ask_menu(self, point: QPoint) -> None:
        row = self.current_row()
        if row is not None:
            self.row_menu.emit(row, self.viewport().mapToGlobal(point))

    def _current_changed(self) -> None:
        self.viewport().update()
        row = self.current_row()
        if row is not None:
            self.row_chosen.emit(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows() and event.reason() in _BY_KEY:
            first = next(i for i in range(self.rows.rowCount()) if not isinstance(self.rows.row(i), GroupRow))
            self.select_key(self.rows.key_at(first))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # measures

    def _dress_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().size("table_dense" if self._dense else "table"))

    def _redress_rows(self) -> None:
        self._dress_rows()
        self._rows_changed()

    def _rows_changed(self) -> None:
        self.clearSpans()
        for place in range(self.rows.rowCount()):
            if isinstance(self.rows.row(place), GroupRow):
                self.setSpan(place, 0, 1, self.rows.columnCount())
        if self._fit:
            rows = self.rows.rowCount() or (_ROOM_FOR_WORDS if self._empty[0] else 0)
            self.setFixedHeight(theme().size("table_head") + rows * self.verticalHeader().defaultSectionSize())
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._words_changed()
        self.viewport().update()

    def _words_changed(self) -> None:
        """Where columns have only what their words need, other words need other widths."""
        if self._narrow:
            self._sharing.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """What width is left goes to the columns that stretch; where there is too little, see `column_widths`."""
        columns = self.rows.columns
        left = self.viewport().width() - sum(column.width for column in columns)
        self._narrow = left < 0
        if self._narrow:
            scrolls = self.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            widths = fitted(columns, needs(self.rows), self.viewport().width(), scrolls=scrolls)
        else:
            stretching = [place for place, column in enumerate(columns) if column.stretch]
            share = left // len(stretching) if stretching else 0
            widths = [column.width + share * column.stretch for column in columns]
            if stretching:
                widths[stretching[-1]] += left - share * len(stretching)
        for place, width in enumerate(widths):
            self.setColumnHidden(place, not width)
            if width:
                self.setColumnWidth(place, width)

    def sizeHint(self) -> QSize:
        rows = min(self.rows.rowCount(), 12) * self.verticalHeader().defaultSectionSize()
        return QSize(sum(column.width for column in self.rows.columns), theme().size("table_head") + rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme().size("table_head") + self.verticalHeader().defaultSectionSize())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words, hint = self._empty
        if self.rows.rows() or not words:
            return
        painter = QPainter(self.viewport())
        area, look = self.viewport().rect(), theme()
        painter.setFont(look.font("base"))
        painter.setPen(look.colour("ink_2"))
        painter.drawText(area.adjusted(0, -22 if hint else 0, 0, 0), CENTRE, words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink_3"))
        painter.drawText(area.adjusted(0, 22, 0, 0), CENTRE, hint)


_ROOM_FOR_WORDS = 3
_CTRL = Qt.KeyboardModifier.ControlModifier
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def _plain(words: str) -> str:
    """A cell that a spreadsheet reads as it was meant: a plain minus before figures, and no text that it would run."""
    if words == "—":
        return ""
    if words.startswith("−"):
        return "-" + words[1:]
    words = words.replace("\t", " ").replace("\n", " ")
    return "'" + words if words[:1] in ("=", "+", "-", "@") and not _is_figure(words) else words


def _is_figure(words: str) -> bool:
    return words[1:].replace(",", "").replace(".", "").rstrip("%").isdigit()
