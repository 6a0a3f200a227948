"""The search field: an icon, the words, a count of what was found, a cap of its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.buttons import KeyCap, key_sequences
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label

_PAUSE_MS = 150
_SIDES = 22
"""Border, padding, and what Qt keeps free before the words."""


class SearchField(QWidget):
    """Type to search: `searched` comes after a short pause and at Enter; `submitted` at Enter alone.

    Esc empties it, Down leaves it for the results (`left_downwards`). ``keys`` shows a cap and puts the cursor here.
    """

    searched = Signal(str)
    submitted = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setTextMargins(26, 0, 0, 0)
        self.note = Label("", "small", "ink_3")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.line)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addStretch(1)
        inside.addWidget(self.note)
        self._cap = KeyCap(keys) if keys else None
        if self._cap is not None:
            inside.addWidget(self._cap)
            for sequence in key_sequences(keys):
                self._bind(sequence)
        self.setFocusProxy(self.line)
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._on_changed)
        on_enter(self.line, self._submit)
        self.line.installEventFilter(self)

    def _bind(self, sequence: QKeySequence) -> None:
        QShortcut(sequence, self).activated.connect(self.take_cursor)

    def take_cursor(self) -> None:
        """Put the cursor here with everything selected, so that typing replaces it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, words: str) -> None:
        self.line.setText(words)

    def set_note(self, words: str) -> None:
        """A quiet word at the right: ``3 个结果``."""
        self.note.setText(words)
        self._margins()

    def _margins(self) -> None:
        right = self.note.sizeHint().width() + 8 if self.note.text() else 0
        right += self._cap.width() + 6 if self._cap is not None else 0
        self.line.setTextMargins(26, 0, right, 0)

    def _on_changed(self) -> None:
        self._pause.start()

    def _search(self) -> None:
        if self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self._asked)

    def _submit(self) -> None:
        self._pause.stop()
        self._search()
        self.submitted.emit(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
            return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(400, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 30)


class _Line(QLineEdit):
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What may be typed here is told whole where the line is too short to say it."""
        super().resizeEvent(event)
        margins, words = self.textMargins(), self.placeholderText()
        room = self.width() - margins.left() - margins.right() - _SIDES
        self.setToolTip(words if self.fontMetrics().horizontalAdvance(words) > room else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, "search", QRectF(10, round((self.height() - 16) / 2), 16, 16), "ink_3")
