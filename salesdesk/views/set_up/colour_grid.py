"""The palette beside each sale state: a cell in every colour, as the board would paint it, the chosen one ringed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.state_colours import COLOUR_WORDS, DEFAULT_COLOURS, Colour
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.views.board_view.grounds import paint_tint
from salesdesk.views.kit.marks import paint_state_mark
from salesdesk.views.kit.paint import focus_ring
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import Theme, theme, watch

ROW, NAME, GAP = 40, 92, 5
MARGIN = 16
_WIDEST, _LEAST, _HIGH, _MARK = 52, 12, 28, 16
_STATES, _COLOURS = tuple(SaleState), tuple(Colour)


class ColourGrid(QWidget):
    """Up and down walk through the states, left and right choose a colour, Delete gives a state its own one back.

    Signals:
        changed: a state has another colour now.
        state_chosen: another state is the one that left and right are about.
    """

    changed = Signal()
    state_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._colours = dict(DEFAULT_COLOURS)
        self._row = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW * len(_STATES))
        watch(self.update)
        self._describe()

    def colours(self) -> dict[SaleState, Colour]:
        """The colour of each state as chosen here."""
        return dict(self._colours)

    def set_colours(self, colours: dict[SaleState, Colour]) -> None:
        """Shows these; does not tell `changed`."""
        self._colours = dict(colours)
        self._describe()
        self.update()

    def state(self) -> SaleState:
        """The state that left and right are about."""
        return _STATES[self._row]

    def choose(self, state: SaleState, colour: Colour) -> None:
        """As the person does; nothing while the grid is barred."""
        self._go_to(_STATES.index(state))
        if self.isEnabled() and self._colours[state] is not colour:
            self._colours[state] = colour
            self._describe()
            self.update()
            self.changed.emit()

    def _go_to(self, row: int) -> None:
        row = max(0, min(row, len(_STATES) - 1))
        if row != self._row:
            self._row = row
            self._describe()
            self.update()
            self.state_chosen.emit()

    def _describe(self) -> None:
        state = self.state()
        self.setAccessibleName(f"{tr(STATE_WORDS[state])}　{tr(COLOUR_WORDS[self._colours[state]])}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self.state()
        here = _COLOURS.index(self._colours[state])
        across = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: 99}
        down = {Qt.Key.Key_Up: self._row - 1, Qt.Key.Key_Down: self._row + 1}
        key = Qt.Key(event.key())
        if key in across:
            self.choose(state, _COLOURS[max(0, min(across[key], len(_COLOURS) - 1))])
        elif key in down:
            self._go_to(down[key])
        elif key == Qt.Key.Key_Delete:
            self.choose(state, DEFAULT_COLOURS[state])
        else:
            super().keyPressEvent(event)

    # places

    def _width(self) -> float:
        room = self.width() - 2 * MARGIN - NAME
        return min(_WIDEST, room / len(_COLOURS) - GAP)

    def cell(self, state: SaleState, colour: Colour) -> QRectF:
        """Where a state stands in a colour."""
        left = MARGIN + NAME + _COLOURS.index(colour) * (self._width() + GAP)
        top = _STATES.index(state) * ROW + (ROW - _HIGH) / 2
        return QRectF(round(left), top, round(self._width()), _HIGH)

    def _at(self, point: QPointF) -> tuple[SaleState, Colour] | None:
        row = int(point.y() // ROW)
        if not 0 <= row < len(_STATES):
            return None
        state = _STATES[row]
        return next(((state, one) for one in _COLOURS if self.cell(state, one).contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.choose(*found)
        else:
            self._go_to(int(event.position().y() // ROW))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tr(COLOUR_WORDS[found[1]]) if found else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(2 * MARGIN + NAME + len(_COLOURS) * (_WIDEST + GAP), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * MARGIN + NAME + len(_COLOURS) * (_LEAST + GAP), self.height())

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, state in enumerate(_STATES):
            area = QRectF(0, row * ROW, self.width(), ROW)
            here = row == self._row
            if here:
                painter.fillRect(area, look.colour("accent_tint"))
                painter.fillRect(QRectF(0, area.top(), look.size("edge"), ROW), look.colour("accent"))
            painter.fillRect(QRectF(0, area.bottom() - 1, self.width(), 1), look.colour("line"))
            name = QRectF(MARGIN, area.top(), NAME - 8, ROW)
            own = self._colours[state] is DEFAULT_COLOURS[state]
            paint_text(painter, name, tr(STATE_WORDS[state]), look.font(medium=not own), look.colour("ink"))
            for colour in _COLOURS:
                self._paint_cell(painter, look, state, colour)
            if here and self.hasFocus():
                focus_ring(painter, area.adjusted(0, 0, 0, -1), 0)

    def _paint_cell(self, painter: QPainter, look: Theme, state: SaleState, colour: Colour) -> None:
        rect, as_if = self.cell(state, colour), look.state_in(state, colour)
        chosen = colour is self._colours[state]
        paint_tint(painter, rect, as_if, look)
        if chosen or rect.width() >= 2 * _MARK:
            paint_state_mark(painter, QRectF(rect.right() - _MARK - 2, rect.top() + 6, _MARK, _MARK), as_if)
        if chosen:
            focus_ring(painter, rect.adjusted(-2, -2, 2, 2))
