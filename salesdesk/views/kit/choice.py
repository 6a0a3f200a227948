"""One out of many: a list that opens under the line and narrows while typing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QSizePolicy

from salesdesk.domain.i18n import tr
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.paint import LEFT, box, focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_KEY = Qt.ItemDataRole.UserRole
_SEARCH = Qt.ItemDataRole.UserRole + 1
_LINE_MARGIN = 2
"""Before the text of a `QLineEdit`, whatever its style sheet says."""


class ChoiceLine(QLineEdit):
    """The line of a choice: while nobody types in it, words too long for it end in an ellipsis, the whole is told."""

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.rect().adjusted(_LINE_MARGIN, 0, 0, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        cut = words != self.text()
        self.setToolTip(self.text() if cut else "")
        if not cut or self.hasFocus():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.Text))
        painter.drawText(room, LEFT, words)


class ChoiceField(QComboBox):
    """A combo box over keys. Typing narrows the list by words, and by ``search`` (pinyin initials) where given.

    ``label`` stands quietly before the choice, as in the board's filters (``户型 全部``); such a field is not typed in.
    Where room is short it says one of the two: the label, or what was chosen (`set_short`).
    """

    chosen = Signal(object)

    def __init__(self, items: Iterable[tuple[Any, ...]] = (), *, label: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._label, self._short = label, False
        self._empty = placeholder
        self._line = ChoiceLine()
        self._last: Any = None
        self.setModel(QStandardItemModel(self))
        self.setView(_view(self))
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(0 if label else 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if label:
            self.setProperty("labelled", True)
        else:
            self._make_typable()
        self.activated.connect(self._on_activated)
        self.set_items(items)

    def set_placeholder(self, words: str) -> None:
        """What stands there while nothing is chosen."""
        self._empty = words
        self._line.setPlaceholderText(words)

    def _make_typable(self) -> None:
        line = self._line
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.setPlaceholderText(self._empty)
        line.installEventFilter(self)
        narrowed = _Narrowed(self)
        narrowed.setSourceModel(self.model())
        completer = QCompleter(narrowed, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setPopup(_view(self))
        completer.activated.connect(self._on_completed)
        self.setCompleter(completer)
        # The line lends its focus to the field: what Qt tells of focus and keys comes here, and to the line unfiltered.
        # After the completer's own filter, which would swallow the end of the focus while its list is open.
        self.installEventFilter(self)
        line.textEdited.connect(narrowed.narrow)
        self._narrowed = narrowed

    def set_short(self, short: bool) -> None:
        """A field with a label says its label alone until something is chosen."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def set_items(self, items: Iterable[tuple[Any, ...]]) -> None:
        """``(key, words)`` or ``(key, words, search)``; the present choice stays when its key is still there."""
        present = self.key()
        model = self.model()
        if not isinstance(model, QStandardItemModel):
            raise TypeError("the model was replaced")
        model.clear()
        for key, words, *search in items:
            item = QStandardItem(words)
            item.setData(key, _KEY)
            item.setData(" ".join([words, *search]).casefold(), _SEARCH)
            model.appendRow(item)
        self.set_key(present)

    def key(self) -> Any:
        """The key of what is chosen, ``None`` for nothing."""
        return self.itemData(self.currentIndex(), _KEY) if self.currentIndex() >= 0 else None

    def set_key(self, key: Any) -> None:
        """Choose without telling `chosen`; an unknown key chooses nothing."""
        place = next((i for i in range(self.count()) if self.itemData(i, _KEY) == key), -1) if key is not None else -1
        self.setCurrentIndex(place)
        if self.isEditable():
            self.setEditText(self.itemText(place) if place >= 0 else "")
            self._line.setCursorPosition(0)
        self._last = self.key()
        self.setAccessibleDescription(self.currentText())

    def _on_activated(self, place: int) -> None:
        key = self.itemData(place, _KEY)
        if key != self._last:
            self.set_key(key)
            self.chosen.emit(key)

    def _on_completed(self, words: str) -> None:
        place = self.findText(words, Qt.MatchFlag.MatchExactly)
        if place >= 0:
            self.setCurrentIndex(place)
            self._on_activated(place)

    def _settle(self) -> None:
        """What was typed becomes a choice when it fits one alone, else the choice before comes back."""
        typed = self.currentText().strip().casefold()
        if not typed:
            self._forget()
            return
        exact = [i for i in range(self.count()) if self.itemText(i).casefold() == typed]
        fitting = exact or [i for i in range(self.count()) if typed in str(self.itemData(i, _SEARCH))]
        if len(fitting) == 1 or exact:
            self.setCurrentIndex(fitting[0])
            self._on_activated(fitting[0])
        self.set_key(self._last)

    def _forget(self) -> None:
        had = self._last
        self.set_key(None)
        if had is not None:
            self.chosen.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.reason() != Qt.FocusReason.PopupFocusReason and self.isEditable():
            if event.lostFocus():
                self._settle()
            elif event.gotFocus():
                self._line.selectAll()
                self._narrowed.narrow("")
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.showPopup()
            return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it never changes a value by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label:
            self._paint_labelled()
        else:
            super().paintEvent(event)
        painter = QPainter(self)
        where = QRectF(self.width() - 25, round((self.height() - 16) / 2), 16, 16)
        paint_icon(painter, "chevron-down", where, "ink_3" if self.isEnabled() else "ink_off")

    def _paint_labelled(self) -> None:
        look, area = theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        narrowed = self.currentIndex() > 0
        box(
            painter,
            area,
            look.colour("accent_tint" if narrowed else "surface"),
            look.colour("accent_line" if narrowed else "line_strong"),
        )
        if self.hasFocus():
            focus_ring(painter, area)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink_3" if self.isEnabled() else "ink_off"))
        inner = area.adjusted(10, 0, -26, 0)
        if not self._short or not narrowed:
            painter.drawText(inner, LEFT, self._label)
            inner.adjust(look.metrics("small").horizontalAdvance(self._label) + 6, 0, 0, 0)
        if self._short and not narrowed:
            return
        ink = look.colour("accent" if narrowed else "ink" if self.isEnabled() else "ink_off")
        paint_text(painter, inner, self.currentText() or tr("All"), look.font("small", medium=True), ink)

    def sizeHint(self) -> QSize:
        return self._labelled_size(160) if self._label else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._labelled_size(24) if self._label else super().minimumSizeHint()

    def _labelled_size(self, room: int) -> QSize:
        """As wide as label and longest choice, the choice at most ``room``."""
        look = theme()
        metrics = look.metrics("small", medium=True)
        words = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=24)
        noun = look.metrics("small").horizontalAdvance(self._label)
        if self._short:
            return QSize(noun + 40, look.size("table_dense"))
        return QSize(noun + min(words, room) + 42, look.size("table_dense"))


class _Narrowed(QSortFilterProxyModel):
    """The items whose words or search text hold what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = ""

    def narrow(self, typed: str) -> None:
        self.beginFilterChange()
        self._typed = typed.strip().casefold()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Any) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        return self._typed in str(self.sourceModel().data(index, _SEARCH))


def _view(parent: QComboBox) -> QListView:
    view = QListView(parent)
    view.setObjectName("choices")
    view.setUniformItemSizes(True)
    return view
