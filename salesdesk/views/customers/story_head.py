"""The head of a customer's story: name and level, telephone without its middle, channel, first contact, owner."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.identity import mask_telephone
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.customers import CustomerStory
from salesdesk.views.customers.list_view import paint_level
from salesdesk.views.customers.wording import joined, short_moment
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button, IconButton
from salesdesk.views.kit.date_text import short_date
from salesdesk.views.kit.labels import Label
from salesdesk.views.theme import theme


class StoryHead(QWidget):
    """Signals: ``quote_wanted``, a quote shall be made for this customer."""

    quote_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._story: CustomerStory | None = None
        self._open = False
        self.name = Label("", "title", medium=True, elide=True)
        self.level = _Level()
        self.telephone = Label("", tone="ink_2")
        self.eye = IconButton("eye", tr("Show the telephone"), side=20)
        self.about = Label("", tone="ink_2", elide=True)
        self.quote = Button(tr("Quote"), "F6")
        if not desk.may(Permission.QUOTE_WRITE):
            self.quote.set_refusal(may_not(Permission.QUOTE_WRITE))
        self._build()
        self.eye.clicked.connect(self._toggle)
        self.quote.clicked.connect(self.quote_wanted)

    def _build(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row in (upper, lower):
            row.setSpacing(theme().size("s"))
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        upper.addWidget(self.name)
        upper.addWidget(self.level)
        upper.addStretch(1)
        lower.addWidget(self.telephone)
        lower.addWidget(self.eye)
        lower.addWidget(self.about, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(upper)
        words.addLayout(lower)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().size("m"))
        row.addLayout(words, 1)
        row.addWidget(self.quote)

    def show_story(self, story: CustomerStory) -> None:
        """Whom it is about; the telephone closes again with another customer."""
        if self._story is None or self._story.customer.id != story.customer.id:
            self._open = False
        self._story = story
        customer = story.customer
        self.name.setText(customer.name)
        self.level.set_level(customer.level)
        first = tr("first contact {day}").format(day=short_date(local_day(customer.first_contact_at), story.today))
        owner = tr("owner {name} since {moment}").format(
            name=customer.owner_name or "—", moment=short_moment(customer.created_at, story.today)
        )
        self.about.setText(joined((customer.channel, first, owner)))
        self._show_telephone()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_telephone()

    def _show_telephone(self) -> None:
        if self._story is None:
            return
        shown = self._story.telephones_shown
        numbers = self._story.customer.telephones
        masked = numbers if not shown or self._open else tuple(map(mask_telephone, numbers))
        self.telephone.setText("、".join(masked))
        self.eye.set_icon("eye-off" if self._open else "eye")
        self.eye.setEnabled(shown)
        words = tr("Hide the telephone") if self._open else tr("Show the telephone")
        self.eye.setToolTip(words if shown else tr("Only who deals with the buyer sees the whole number."))
        self.eye.setVisible(bool(numbers))


class _Level(QWidget):
    """The level in its box."""

    def __init__(self) -> None:
        super().__init__()
        self._level = ""
        self.setFixedSize(QSize(18, 18))

    def set_level(self, level: str) -> None:
        self._level = level
        self.setAccessibleName(tr("Level {level}").format(level=level))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_level(painter, QRectF(self.rect()), self._level)
