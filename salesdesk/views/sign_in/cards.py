"""Choosing an office: one known already, or one of three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.paint import box, focus_ring, text
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.theme import theme

_UP = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Right)


class Card(QAbstractButton):
    """An icon, a title and one sentence, pressed as a whole; arrow keys go to the next one."""

    def __init__(self, icon: str, title: str, sentence: str, *, low: bool = False) -> None:
        super().__init__()
        self.setText(title)
        self._icon, self._sentence, self._low = icon, sentence, low
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence if low else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, 40 if self._low else 68)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() in _DOWN:
            self.focusNextChild()
        elif event.key() in _UP:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = "sunken" if not self.isEnabled() else "surface_alt" if lively else "surface"
        box(painter, area, look.colour(fill), look.colour("line_strong"), 6)
        if self.hasFocus():
            focus_ring(painter, area, 6)
        tone = "accent" if self.isEnabled() else "ink_off"
        paint_icon(painter, self._icon, QRectF(16, round(area.height() / 2 - 10), 20, 20), tone)
        ink = look.colour("ink" if self.isEnabled() else "ink_off")
        if self._low:
            line = QRectF(48, 0, area.width() - 64, area.height())
            text(painter, line, self.text(), look.font(), ink)
            return
        text(painter, QRectF(48, 12, area.width() - 64, 22), self.text(), look.font("base", True), ink)
        below = QRectF(48, 35, area.width() - 64, 20)
        text(painter, below, self._sentence, look.font("small"), look.colour("ink_3"))


class OfficePage(QWidget):
    """The offices that this PC knows (address and name), and the three ways to begin with another."""

    office_chosen = Signal(str)
    demo_wanted = Signal()
    new_wanted = Signal()
    server_wanted = Signal()
    left = Signal()

    def __init__(self, offices: list[tuple[str, str]], *, demo: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().size("m"))
        column.addWidget(Label(tr("Choose an office") if offices else tr("Begin"), "title", medium=True))
        first = tr("This PC knows these offices.") if offices else tr("There is no office on this PC yet.")
        column.addWidget(Label(first, "small", "ink_3", wrap=True))
        column.addSpacing(4)
        self.cards: list[Card] = []
        for address, words in offices[:3]:
            self._add_known(column, address, words)
        if demo:
            self._add(column, "overview", tr("Try the demo office"), tr("Six buildings, 2,000 customers, eight roles"))
            self.cards[-1].clicked.connect(self.demo_wanted)
        self._add(column, "home", tr("Open a new office on this PC"), tr("One file, no server; for one sales desk"))
        self.cards[-1].clicked.connect(self.new_wanted)
        self._add(column, "folder", tr("Connect to a server"), tr("Many desks work together, each by own login"))
        self.cards[-1].clicked.connect(self.server_wanted)
        if offices:
            back = Link(tr("Back to sign-in"))
            back.clicked.connect(self.left)
            column.addWidget(back)
        self.note = Label("", "small", "ink_2", wrap=True)
        self.note.hide()
        self.strip = ProgressStrip()
        column.addWidget(self.note)
        column.addWidget(self.strip)
        column.addStretch(1)
        self.setFocusProxy(self.cards[0])

    def _add_known(self, column: QVBoxLayout, address: str, words: str) -> None:
        card = Card("key", words, address, low=True)
        card.clicked.connect(lambda: self.office_chosen.emit(address))
        self.cards.append(card)
        column.addWidget(card)

    def _add(self, column: QVBoxLayout, icon: str, title: str, sentence: str) -> None:
        self.cards.append(Card(icon, title, sentence))
        column.addWidget(self.cards[-1])

    def set_busy(self, busy: bool) -> None:
        """Cards rest while the demo office is being made, and it is said what the wait is for."""
        for card in self.cards:
            card.setEnabled(not busy)
        self.note.setText(tr("Making the demo office; this takes some seconds the first time each day."))
        self.note.setVisible(busy)

    def tell(self, sentence: str) -> None:
        """Says why the demo office was not made."""
        self.note.setText(sentence)
        self.note.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.strip.isVisible():
                self.strip.stop()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)
