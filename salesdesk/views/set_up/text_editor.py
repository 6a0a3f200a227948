"""An editor for a paper's text: lines with their numbers, the line of a fault marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from salesdesk.views.theme import theme, watch

_LEAST_DIGITS = 3


class _Gutter(QWidget):
    """The line numbers at the left of the editor."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(QPainter(self), event.rect())


class TextEditor(QPlainTextEdit):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self._faults: dict[int, str] = {}
        self._gutter = _Gutter(self)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self._dress()
        watch(self._dress)

    def _dress(self) -> None:
        self.setFont(theme().font("base"))
        self._make_room()
        self._gutter.update()

    def gutter_width(self) -> int:
        """Room for the longest number."""
        digits = max(_LEAST_DIGITS, len(str(self.blockCount())))
        return theme().metrics("small").horizontalAdvance("0" * digits) + 16

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    def _scrolled(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter_width(), inside.height()))

    def paint_numbers(self, painter: QPainter, rect: QRect) -> None:
        """The numbers of the lines in sight; those with a fault in the colour of danger."""
        look = theme()
        painter.fillRect(rect, look.colour("surface_alt"))
        painter.setFont(look.font("small"))
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > rect.bottom():
                return
            number = block.blockNumber() + 1
            painter.setPen(look.colour("danger" if number in self._faults else "ink_3"))
            line = QRect(0, round(place.top()), self._gutter.width() - 8, theme().line("base"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            block = block.next()

    def set_faults(self, faults: dict[int, str]) -> None:
        """The lines that have a fault, from 1, with the reason."""
        self._faults = faults
        self._gutter.update()

    def go_to_line(self, number: int) -> None:
        """Puts the cursor at the beginning of a line."""
        cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, words: str) -> None:
        """Puts words where the cursor is."""
        self.textCursor().insertText(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
