"""The band over an order that something is asked about: what, where it stands, and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.requests import KIND_WORDS, OPEN_STATES, STATE_WORDS
from salesdesk.services.request_views import AskedRequest
from salesdesk.views.changes.wording import roles_words
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme


class UnderWay(QWidget):
    """``wanted`` tells the request to be opened."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._request_id = 0
        self.head = Label("", tone="warn", medium=True)
        self.words = Label("", "small", elide=True)
        self.link = Link(tr("Open the request"))
        self.link.clicked.connect(lambda: self.wanted.emit(self._request_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Lamp("today"))
        row.addWidget(self.head)
        row.addWidget(self.words, 1)
        row.addWidget(self.link)
        self.setFixedHeight(34)
        reveal(self, False)

    def show_requests(self, requests: Sequence[AskedRequest]) -> None:
        """The newest one that is still open; without one the band hides."""
        asked = next((one for one in requests if one.row.state in OPEN_STATES), None)
        reveal(self, asked is not None)
        if asked is None:
            return
        row = asked.row
        self._request_id = row.id
        self.head.setText(tr(KIND_WORDS[row.kind]))
        given = {answer.office_role for answer in asked.answers}
        waits = roles_words(tuple(role for role in row.needs if role not in given))
        parts = (tr(STATE_WORDS[row.state]), waits, row.number, row.reason)
        self.words.setText("　".join(part for part in parts if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.colour("warn_tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("warn_line"))
