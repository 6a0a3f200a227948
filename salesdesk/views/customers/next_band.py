"""The band over a customer's story: when the next contact is due, and when the last one was."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import local_day
from salesdesk.services.customers import CustomerStory
from salesdesk.views.customers.wording import ago_words, due_words, joined, lamp_of
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.lamps import SIDE, paint_lamp
from salesdesk.views.kit.paint import edged
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_HIGH = 56


class NextBand(QWidget):
    """A box with an edge in the lamp's colour."""

    def __init__(self) -> None:
        super().__init__()
        self._lamp, self._head, self._note = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_story(self, story: CustomerStory) -> None:
        customer, today = story.customer, story.today
        self._lamp = lamp_of(customer.next_contact_on, today)
        self._head = tr("No next contact is planned")
        if customer.next_contact_on is not None:
            day = f"{short_date(customer.next_contact_on, today)} {weekday(customer.next_contact_on)}"
            late = due_words(customer.next_contact_on, today) if self._lamp in ("overdue", "today") else ""
            self._head = joined((tr("Next contact"), day, late))
        last = local_day(customer.last_contact_at or customer.first_contact_at)
        words = tr("Last contact {day}, {ago}").format(day=short_date(last, today), ago=ago_words(last, today))
        self._note = joined((customer.owner_name, words))
        self.setAccessibleName(joined((self._head, self._note)))
        self.update()

    def words(self) -> str:
        """Both lines as they read."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(320, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.lamp(self._lamp).colour if self._lamp in ("overdue", "today") else look.colour("line_strong")
        edged(painter, QRectF(self.rect()), look.colour("surface"), look.colour("line_strong"), edge)
        left = 18
        if self._lamp:
            paint_lamp(painter, QRectF(18, (_HIGH - SIDE) / 2, SIDE, SIDE), self._lamp)
            left = 50
        width = self.width() - left - 14
        tone = {"overdue": "danger"}.get(self._lamp, "ink")
        paint_text(painter, QRectF(left, 7, width, 22), self._head, look.font("base", True), look.colour(tone))
        paint_text(painter, QRectF(left, 29, width, 18), self._note, look.font("small"), look.colour("ink_2"))
