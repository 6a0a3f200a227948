"""The last line of the window: whether the database answers, its time, what was last said, the screen's keys."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.notices import Desks
from salesdesk.views.kit import messages
from salesdesk.views.kit.key_hints import KeyHints
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme


class Dot(QWidget):
    """A filled circle: green while the database answers, red and open while it does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(9, 9)
        self._up = True

    def set_up(self, up: bool) -> None:
        self._up = up
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("ok" if self._up else "danger"))
        if self._up:
            painter.setBrush(look.colour("ok"))
        painter.drawEllipse(QRectF(1, 1, 7, 7))


class StatusLine(Sheet):
    """26 high. The message's age is counted from when it was said."""

    def __init__(self) -> None:
        super().__init__("surface_alt", "t")
        self.setFixedHeight(theme().size("statusbar"))
        self.dot = Dot()
        self.state = Label("", "caption", "ink_2")
        self.clock = Label("", "caption", "ink_3")
        self.message = Label("", "caption", "ink_2", elide=True)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hints = KeyHints()
        self._said, self._said_at = "", 0.0
        self._up, self._desks = True, Desks(0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.dot)
        row.addSpacing(-10)
        row.addWidget(self.state)
        row.addWidget(self.clock)
        row.addWidget(self.message, 1)
        row.addWidget(self.hints, 2)
        messages.bridge.said.connect(self.take)
        messages.bridge.noted.connect(self.take)
        messages.bridge.refused.connect(self.take)
        self.set_connected(True)

    def sizeHint(self) -> QSize:
        return QSize(600, 26)

    def set_connected(self, up: bool) -> None:
        self._up = up
        self.dot.set_up(up)
        self._show_state()

    def set_desks(self, desks: Desks) -> None:
        """How many desks are at work; that this person sits at a second one is said, for it may be somebody else."""
        self._desks = desks
        self._show_state()

    def _show_state(self) -> None:
        several = self._desks.mine > 1
        words = tr("Connected") if self._up else tr("No connection; trying again")
        if self._up and self._desks.online > 1:
            n = self._desks.online
            words += "　" + trn("{n} desk online", "{n} desks online", n).format(n=n)
        if self._up and several:
            words += "　" + tr("you are signed in at {n} desks").format(n=self._desks.mine)
        self.state.setText(words)
        self.state.set_tone("danger" if not self._up else "warn" if several else "ink_2")

    def set_time(self, moment: datetime | None) -> None:
        """The database's time; without one nothing stands there."""
        if moment is None:
            self.clock.setText("")
            return
        words = tr("Database time {time}")
        self.clock.setText(words.format(time=moment.astimezone(SHANGHAI).strftime("%H:%M:%S")))
        self._age()

    def take(self, sentence: str) -> None:
        self._said, self._said_at = sentence.strip().splitlines()[0] if sentence.strip() else "", monotonic()
        self._age()

    def _age(self) -> None:
        if not self._said:
            self.message.setText("")
            return
        seconds = int(monotonic() - self._said_at)
        age = (
            trn("{n} second ago", "{n} seconds ago", seconds).format(n=seconds)
            if seconds < 60
            else trn("{n} minute ago", "{n} minutes ago", seconds // 60).format(n=seconds // 60)
        )
        self.message.setText(f"{age}　{self._said}" if seconds else self._said)
