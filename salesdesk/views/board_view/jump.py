"""Finding a unit by its number: a box over the board that lists what fits while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_area
from salesdesk.views.board_view.cells import total_words
from salesdesk.views.board_view.stock import label_of
from salesdesk.views.kit.input_method import figures_only, on_enter
from salesdesk.views.kit.marks import mark_words, paint_mark
from salesdesk.views.kit.paint import box
from salesdesk.views.kit.paint import figure as paint_figure
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_ROW = 28
_WIDTH = 300
_LABEL = 94
_PADDING = 8

Find = Callable[[str], Sequence[BoardCell]]


class _Matches(QWidget):
    """What was found; the first is taken unless an arrow chooses another."""

    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[BoardCell] = []
        self.place = 0
        self.typed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_cells(self, cells: Sequence[BoardCell], *, typed: bool) -> None:
        self.cells, self.place, self.typed = list(cells), 0, typed
        self._describe()

    def step(self, by: int) -> None:
        self.place = max(0, min(self.place + by, len(self.cells) - 1))
        self._describe()

    def _describe(self) -> None:
        cell = self.cells[self.place] if self.cells else None
        self.setAccessibleName(f"{label_of(cell)} {mark_words(str(cell.state), cell.restrictions)}" if cell else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _ROW * max(len(self.cells), 1 if self.typed else 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // _ROW
        if 0 <= place < len(self.cells):
            self.taken.emit(self.cells[place].unit_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.cells:
            rect = QRectF(6, 0, self.width(), _ROW)
            paint_text(painter, rect, tr("No such unit"), look.font("small"), look.colour("ink_3"))
        for place, cell in enumerate(self.cells):
            row = QRectF(0, place * _ROW, self.width(), _ROW)
            if place == self.place:
                box(painter, row, look.colour("accent_tint"), None, 3)
            self._paint_row(painter, row, cell)

    def _paint_row(self, painter: QPainter, row: QRectF, cell: BoardCell) -> None:
        look = theme()
        paint_mark(painter, QRectF(6, row.top() + 6, 16, 16), str(cell.state))
        label = QRectF(30, row.top(), _LABEL, _ROW)
        words = shortened(label_of(cell), _LABEL)
        paint_text(painter, label, words, look.font("base", medium=True), look.colour("ink"))
        kind = f"{cell.layout} {cell.rooms} {format_area(cell.gross_cm2)}".strip()
        small = look.font("small")
        paint_text(painter, row.adjusted(128, 0, -58, 0), kind, small, look.colour("ink_3"))
        paint_figure(painter, row.adjusted(240, 0, -6, 0), total_words(cell), small, look.colour("ink_2"))


def shortened(label: str, width: int) -> str:
    """A unit's label in so many pixels: where the building's name is long, the unit's number stays."""
    return theme().metrics("base", True).elidedText(label, Qt.TextElideMode.ElideMiddle, width)


class JumpBox(QWidget):
    """Opened with what was typed already; Enter or a click takes a unit, Esc or going elsewhere closes it.

    Signals:
        taken: the unit.
        closed: the keyboard goes back to the board.
    """

    taken = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget, find: Find) -> None:
        super().__init__(parent)
        self._find = find
        self.line, self.matches = QLineEdit(), _Matches()
        self.line.setPlaceholderText(tr("Number, such as 0301 or 3-0301"))
        self.line.setAccessibleName(tr("Number of a unit"))
        self.line.setMaxLength(30)
        figures_only(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.matches)
        self.setFixedWidth(_WIDTH)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        on_enter(self.line, self._take)
        self.matches.taken.connect(self._taken)
        self.hide()

    def open_with(self, typed: str) -> None:
        """Shows the box with this text in it, the cursor behind."""
        self.line.setText(typed)
        self._search()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.deselect()
        self.line.end(False)

    def _search(self) -> None:
        typed = self.line.text().strip()
        self.matches.set_cells(self._find(typed) if typed else [], typed=bool(typed))
        self.matches.setVisible(bool(typed))
        self.setFixedHeight(self.sizeHint().height())

    def _take(self) -> None:
        if self.matches.cells:
            self._taken(self.matches.cells[self.matches.place].unit_id)

    def _taken(self, unit_id: int) -> None:
        self.close_box()
        self.taken.emit(unit_id)

    def close_box(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.matches.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.colour("surface"), look.colour("line_strong"), look.size("panel"))
