"""The one delegate of all tables: lines, right-aligned figures, marks, lamps, tags, bars, ticks, headings, total."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.checks import SIDE as CHECK_SIDE
from salesdesk.views.kit.checks import paint_check
from salesdesk.views.kit.lamps import SIDE as LAMP_SIDE
from salesdesk.views.kit.lamps import lamp_word, paint_lamp
from salesdesk.views.kit.marks import GAP, paint_mark
from salesdesk.views.kit.paint import CENTRE, LEFT, RIGHT, saved
from salesdesk.views.kit.paint import figure as paint_figure
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.tags import HEIGHT, paint_tag, tag_width
from salesdesk.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
EDGE_PADDING = 12
ROOM = 5
"""What a figure takes of the padding on its left before it is written narrower."""
_LEAST_NOTE = 56
"""A note that would be cut shorter than this is left out."""
MARK = 16
BAR = 48
_ALIGN = {"left": LEFT, "centre": CENTRE}


class SheetDelegate(QStyledItemDelegate):
    """Paints a cell of a `RowsModel`; the view tells the row height."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._view.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = _model(index.model())
        row = model.row(index.row())
        rect = QRectF(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(row, GroupRow):
                self._group(painter, rect, row, index)
                return
            self._ground(painter, rect, option, index, model)
            self._cell(painter, self._inner(rect, index, model), model, index)

    def _ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index, model: RowsModel
    ) -> None:
        look = theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        tint = "accent_tint" if selected else "" if model.is_total(index.row()) else model.tint(model.row(index.row()))
        if tint:
            painter.fillRect(rect, look.colour(tint))
        last = index.row() == model.rowCount() - 1 or model.is_total(index.row() + 1)
        line = "line_strong" if last and not model.is_total(index.row()) else "line"
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour(line))
        if not selected:
            return
        if index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), look.size("edge"), rect.height()), look.colour("accent"))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            accent = look.colour("accent")
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), accent)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), accent)
            if index.column() == model.columnCount() - 1:
                painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), accent)

    def _inner(self, rect: QRectF, index: Index, model: RowsModel) -> QRectF:
        left = EDGE_PADDING if index.column() == 0 else PADDING
        right = EDGE_PADDING if index.column() == model.columnCount() - 1 else PADDING
        return rect.adjusted(left, 0, -right, -1)

    def _cell(self, painter: QPainter, rect: QRectF, model: RowsModel, index: Index) -> None:
        column, row = model.columns[index.column()], model.row(index.row())
        total = model.is_total(index.row())
        rect = self._signs(painter, rect, column, row, total)
        words = column.text(row)
        if not words and not column.note:
            return
        medium = total or column.is_medium(row)
        ink = theme().colour("ink" if total and column.tone_of(row) != "danger" else column.tone_of(row))
        font = theme().font("base", medium)
        note = column.note(row) if column.note else ""
        if note and column.align == "left":
            advance = theme().metrics("base", medium).horizontalAdvance(words)
            room = rect.width() - advance - 8
            if room >= min(theme().metrics("small").horizontalAdvance(note), _LEAST_NOTE):
                rest = rect.adjusted(advance + 8, 0, 0, 0)
                paint_text(painter, rest, note, theme().font("small"), theme().colour("ink_3"))
        if column.align == "right":
            paint_figure(painter, rect.adjusted(-ROOM, 0, 0, 0), words, font, ink)
        else:
            cut = Qt.TextElideMode.ElideMiddle if column.key == "unit" else Qt.TextElideMode.ElideRight
            paint_text(painter, rect, words, font, ink, _ALIGN[column.align], cut)

    def _signs(self, painter: QPainter, rect: QRectF, column: TableColumn, row: Any, total: bool) -> QRectF:
        """Draw what stands beside the text; the rect that is left for the text comes back."""
        middle = rect.center().y()
        if column.lamp and not total and (lamp := column.lamp(row)):
            paint_lamp(painter, QRectF(rect.left(), round(middle - LAMP_SIDE / 2), LAMP_SIDE, LAMP_SIDE), lamp)
            rect = rect.adjusted(LAMP_SIDE + PADDING, 0, 0, 0)
        if column.marks and not total:
            for key in column.marks(row):
                paint_mark(painter, QRectF(rect.left(), round(middle - MARK / 2), MARK, MARK), key)
                rect = rect.adjusted(MARK + GAP, 0, 0, 0)
            rect = rect.adjusted(4, 0, 0, 0)
        if column.check and not total and (ticked := column.check(row)) is not None:
            x = round(rect.center().x() - CHECK_SIDE / 2)
            paint_check(painter, QRectF(x, round(middle - CHECK_SIDE / 2), CHECK_SIDE, CHECK_SIDE), ticked)
        if column.bar and (share := column.bar(row)) is not None:
            rect = self._bar(painter, rect, share, total)
        if column.tag and not total and (tag := column.tag(row)):
            rect = self._tag(painter, rect, *tag, column.align)
        return rect

    def _bar(self, painter: QPainter, rect: QRectF, share: int, total: bool) -> QRectF:
        look, width = theme(), min(float(BAR), rect.width() / 2)
        track = QRectF(rect.left(), round(rect.center().y() - 3), width, 6)
        painter.fillRect(track, look.colour("sunken"))
        track.setWidth(width * min(max(share, 0), 1_000_000) / 1_000_000)
        painter.fillRect(track, look.colour("ink" if total else "ink_2"))
        return rect.adjusted(width + PADDING, 0, 0, 0)

    def _tag(self, painter: QPainter, rect: QRectF, words: str, tone: str, align: str) -> QRectF:
        width = min(tag_width(words), rect.width())
        left = rect.right() - width if align == "right" else rect.left()
        paint_tag(painter, QRectF(round(left), round(rect.center().y() - HEIGHT / 2), width, HEIGHT), words, tone)
        return rect.adjusted(0, 0, -width - 6, 0) if align == "right" else rect.adjusted(width + 6, 0, 0, 0)

    def _group(self, painter: QPainter, rect: QRectF, row: GroupRow, index: Index) -> None:
        look = theme()
        painter.fillRect(rect, look.colour("bg"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour("line"))
        if index.column():
            return
        inner = rect.adjusted(EDGE_PADDING, 0, -EDGE_PADDING, -1)
        paint_text(painter, inner, row.words, look.font("small"), look.colour("ink_2"))
        paint_text(painter, inner, row.note, look.font("small"), look.colour("ink_3"), RIGHT)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), self.tip(index), view)
        return True

    def tip(self, index: Index) -> str:
        """The words behind marks and lamps, or the whole of a text that was cut."""
        model = _model(index.model())
        row, column = model.row(index.row()), model.columns[index.column()]
        if isinstance(row, GroupRow) or model.is_total(index.row()):
            return ""
        look = theme()
        words: list[str] = []
        if column.tip and (told := column.tip(row)):
            words.append(told)
        elif column.lamp and (lamp := column.lamp(row)):
            words.append(lamp_word(lamp))
        if column.marks:
            names = {**{k: s.name for k, s in look.states.items()}, **{k: r.name for k, r in look.restrictions.items()}}
            words += [tr(names[key]) for key in column.marks(row)]
        room = self._view.columnWidth(index.column()) - 2 * PADDING
        room -= (EDGE_PADDING - PADDING) * (index.column() in (0, model.columnCount() - 1))
        if taken(column, row) > room + (ROOM if column.align == "right" else 0):
            words.append(column.text(row))
        return "，".join(words)


def taken(column: TableColumn, row: Any) -> int:
    """How wide a cell is with all of its text and what stands beside it, without a note."""
    wide = theme().metrics("base", column.is_medium(row)).horizontalAdvance(column.text(row))
    if column.lamp and column.lamp(row):
        wide += LAMP_SIDE + PADDING
    if column.marks:
        wide += len(column.marks(row)) * (MARK + GAP) + 4
    if column.bar and column.bar(row) is not None:
        wide += BAR + PADDING
    if column.tag and (tag := column.tag(row)):
        wide += tag_width(tag[0]) + 6
    return wide


def _model(model: QAbstractItemModel | None) -> RowsModel:
    if not isinstance(model, RowsModel):
        raise TypeError("a sheet shows a RowsModel")
    return model
