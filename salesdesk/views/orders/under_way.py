"""The band over an order that something is asked about: what, where it stands, and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.requests import KIND_WORDS, OPEN_STATES, STATE_WORDS
from salesdesk.services.request_views import AskedRequest
from salesdesk.services.reviews import is_stopped, newest_review
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
        """The newest one that is still open, else the review that stopped the order; without either the band hides."""
        reviewed = newest_review(one.row for one in requests)
        stopped = reviewed is not None and is_stopped(reviewed)
        shown = (one for one in requests if one.row.state in OPEN_STATES or (stopped and one.row is reviewed))
        asked = next(shown, None)
        reveal(self, asked is not None)
        if asked is None:
            return
        row = asked.row
        self._request_id = row.id
        self.head.setText(tr(KIND_WORDS[row.kind]))
        given = {answer.office_role for answer in asked.answers}
        waits = roles_words(tuple(role for role in row.needs if role not in given)) if row.state in OPEN_STATES else ""
        said = next((answer.words for answer in asked.answers if answer.words and not answer.agrees), "")
        parts = (tr(STATE_WORDS[row.state]), waits, row.number, said or row.reason)
        self.link.setText(tr("Open the request") if row.state in OPEN_STATES else tr("Ask for it anew"))
        self.link.updateGeometry()
        self.words.setText("　".join(part for part in parts if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.colour("warn_tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("warn_line"))
