"""A subscription that was begun before: what it holds, and whether it is taken up or discarded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.deal_drafts import DealDraft
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.theme import theme


class DraftOffer(QWidget):
    """Stands above the form until one of the two is chosen."""

    taken = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("note")
        self.take, self.discard = Button(tr("Take it up"), "Alt D"), Button(tr("Discard"), "Alt X")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(theme().size("s"))
        row.addWidget(self.banner, 1)
        row.addWidget(self.take)
        row.addWidget(self.discard)
        self.take.clicked.connect(self.taken)
        self.discard.clicked.connect(self.discarded)
        self.hide()

    def show_draft(self, draft: DealDraft) -> None:
        """What was begun, whose, and that its numbers are typed again."""
        names = "、".join(buyer.name for buyer in draft.buyers if buyer.name.strip())
        head = tr("Begun {moment} and not finished").format(moment=f"{draft.saved_at.astimezone(SHANGHAI):%m-%d %H:%M}")
        more = tr("Identity and telephone numbers are not kept; they are typed again.")
        self.banner.set_text(head, "　".join(part for part in (names, more) if part))
        self.show()
