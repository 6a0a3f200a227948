"""The middle of the screen: a customer's story, newest first, and at its foot the next contact."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.customers import CustomerStory
from salesdesk.views.customers.follow_up_bar import FollowUpBar
from salesdesk.views.customers.next_band import NextBand
from salesdesk.views.customers.story_head import StoryHead
from salesdesk.views.customers.timeline import FILTERS, Event, Timeline, events_of, of_kind
from salesdesk.views.desk import Desk
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.kit.segmented import Segmented

_WORDS = ("all", *FILTERS)
_MARGIN = 20


class StoryPane(Sheet):
    """Shows one customer, or says what to do while there is none.

    Signals:
        quote_wanted: a quote for the customer shown.
    """

    quote_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self._events: list[Event] = []
        self.head = StoryHead(desk)
        self.band = NextBand()
        self.kinds = Segmented()
        self.timeline = Timeline()
        self.bar = FollowUpBar(desk)
        self.empty = EmptyState("customers", "")
        reveal(self.bar, desk.may(Permission.CUSTOMER_WRITE))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.empty)
        self._layers.addWidget(self._built())
        self.kinds.chosen.connect(self._filter)
        self.head.quote_wanted.connect(self.quote_wanted)

    def _built(self) -> QWidget:
        title = SectionTitle(tr("Contacts"))
        title.add(self.kinds)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.area = scrolling(inner)
        bar = self.area.verticalScrollBar()
        # What stands at the right stays under what stands above it, with the scroll bar and without.
        bar.rangeChanged.connect(
            lambda _, last: column.setContentsMargins(_MARGIN, 12, _MARGIN - (bar.width() if last else 0), 8)
        )
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN, 14, _MARGIN, 0)
        top.setSpacing(14)
        for part in (self.head, self.band, title):
            top.addWidget(part)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self.area, 1)
        outer.addWidget(self.bar)
        return page

    def show_story(self, story: CustomerStory) -> None:
        """The customer and every contact; filter and scroll stay while it is the same customer."""
        self.head.show_story(story)
        self.band.show_story(story)
        self.bar.show_story(story)
        self._events = events_of(story)
        counts = {"all": len(story.contacts)} | {
            key: sum(contact.kind in kinds for contact in story.contacts) for key, kinds in FILTERS.items()
        }
        words = {"all": tr("All"), "visits": tr("Visits"), "calls": tr("Calls"), "others": tr("Others")}
        self.kinds.set_choices([(key, f"{words[key]} {counts[key]}") for key in _WORDS])
        self._filter()
        self._layers.setCurrentIndex(1)

    def show_nobody(self, words: str, hint: str) -> None:
        self.empty.set_words(words, hint)
        self._layers.setCurrentIndex(0)

    def shows_somebody(self) -> bool:
        return self._layers.currentIndex() == 1

    def _filter(self) -> None:
        self.timeline.set_events(of_kind(self._events, self.kinds.key()))
