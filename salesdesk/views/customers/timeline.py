"""Every contact with a customer, painted from the newest to the first: an icon on a line, when, what, who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import local_day
from salesdesk.services.customers import CustomerStory
from salesdesk.services.rows import FollowUpRow
from salesdesk.views.customers.wording import CONTACT_ICONS, contact_word, joined, short_moment
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.paint import LEFT, RIGHT, box
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme

_SIDE, _WHEN, _HEAD = 24, 36, 116
_AFTER = 22


@dataclass(frozen=True)
class Event:
    """One contact as it is painted. ``kind`` is what the filter goes by."""

    kind: str
    icon: str
    when: str
    head: str
    text: str
    who: str


def events_of(story: CustomerStory) -> list[Event]:
    """The contacts newest first, visits numbered, and among them how the customer came into the office."""
    visits = sum(contact.kind == "visit" for contact in story.contacts)
    events: list[Event] = []
    for contact in story.contacts:
        events.append(_event(story, contact, visits if contact.kind == "visit" else 0))
        visits -= contact.kind == "visit"
    events.insert(_place_of_entry(story), _entry(story))
    return events


def _place_of_entry(story: CustomerStory) -> int:
    """Beneath the contact that came into the office together with the customer, however late it was entered, and
    beneath what happened since."""
    first = min((contact.id for contact in story.contacts), default=0)
    since = (contact.id == first or contact.happened_at > story.customer.created_at for contact in story.contacts)
    return max((place + 1 for place, later in enumerate(since) if later), default=0)


def _event(story: CustomerStory, contact: FollowUpRow, visit: int) -> Event:
    head = contact_word(contact.kind)
    if visit == 1:
        head = tr("First visit")
    elif visit > 1:
        head = joined((head, tr("No. {n}").format(n=visit)))
    late = local_day(contact.created_at) > local_day(contact.happened_at)
    entered = short_date(local_day(contact.created_at), story.today)
    who = joined((contact.person, tr("entered {day}").format(day=entered) if late else ""))
    when = short_moment(contact.happened_at, story.today)
    return Event(contact.kind, CONTACT_ICONS[contact.kind], when, head, contact.note, who)


def _entry(story: CustomerStory) -> Event:
    customer = story.customer
    channel = tr("Channel {channel}").format(channel=customer.channel) if customer.channel else ""
    referrer = tr("Referred by {name}").format(name=customer.referrer) if customer.referrer else ""
    when = short_moment(customer.created_at, story.today)
    return Event("entry", "plus", when, tr("Entered"), joined((channel, referrer)), customer.owner_name)


class Timeline(QWidget):
    """Paints events; as high as they are at the width it is given."""

    def __init__(self) -> None:
        super().__init__()
        self._events: list[Event] = []
        self._tops: list[int] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_events(self, events: Sequence[Event]) -> None:
        self._events = list(events)
        self.setAccessibleName("\n".join(joined((one.when, one.head, one.text, one.who)) for one in events))
        self.updateGeometry()
        self.update()

    def events(self) -> list[Event]:
        return list(self._events)

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(event, width) for event in self._events)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 0)

    def _height(self, event: Event, width: int) -> int:
        lines = len(_lines(event.text, theme().font(), width - _HEAD)) if event.text else 0
        return max((1 + lines) * theme().line("base"), _SIDE) + _AFTER

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for place, one in enumerate(self._events):
            height = self._height(one, self.width())
            if top + height >= event.rect().top() and top <= event.rect().bottom():
                self._paint(painter, one, top, height, last=place == len(self._events) - 1)
            top += height

    def _paint(self, painter: QPainter, one: Event, top: int, height: int, *, last: bool) -> None:
        look = theme()
        if not last:
            painter.fillRect(QRectF(_SIDE / 2 - 0.5, top + _SIDE, 1, height - _SIDE), look.colour("line_strong"))
        square = QRectF(0, top, _SIDE, _SIDE)
        box(painter, square, look.colour("surface"), look.colour("line_strong"))
        paint_icon(painter, one.icon, square.adjusted(4, 4, -4, -4), "ink_2")
        line = look.line("base")
        small, quiet = look.font("small"), look.colour("ink_2")
        paint_text(painter, QRectF(_WHEN, top + 2, _HEAD - _WHEN - 6, line), one.when, small, quiet)
        who = look.metrics("small").horizontalAdvance(one.who)
        right = QRectF(self.width() - who - 1, top + 2, who + 1, line)
        paint_text(painter, right, one.who, small, look.colour("ink_3"), RIGHT)
        head = QRectF(_HEAD, top + 2, right.left() - _HEAD - 12, line)
        paint_text(painter, head, one.head, look.font("base", True), look.colour("ink"))
        painter.setFont(look.font())
        painter.setPen(look.colour("ink_2"))
        for number, words in enumerate(_lines(one.text, look.font(), self.width() - _HEAD), 1):
            painter.drawText(QRectF(_HEAD, top + 2 + number * line, self.width() - _HEAD, line), LEFT, words)


def _lines(words: str, font: QFont, width: int) -> list[str]:
    """The text broken into lines: between words and characters, and anywhere in what is longer than a line."""
    layout = QTextLayout(words, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    for line in iter(layout.createLine, None):
        if not line.isValid():
            break
        line.setLineWidth(max(width, 60))
        line.setPosition(QPointF(0, 0))
        # Qt counts in UTF-16, in which a rare character is two
        piece = words.encode("utf-16-le")[line.textStart() * 2 : (line.textStart() + line.textLength()) * 2]
        lines.append(piece.decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


FILTERS: dict[str, frozenset[str]] = {
    "visits": frozenset({"visit"}),
    "calls": frozenset({"call_in", "call_out"}),
    "others": frozenset({"message", "dunning", "other"}),
}
"""What the segments over the timeline leave."""


def of_kind(events: Sequence[Event], key: str) -> list[Event]:
    return list(events) if key not in FILTERS else list(filter(partial(_is_in, FILTERS[key]), events))


def _is_in(kinds: frozenset[str], event: Event) -> bool:
    return event.kind in kinds
