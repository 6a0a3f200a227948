"""The head of the screen: what is being made, for which unit, and the ways out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.tags import Tag
from salesdesk.views.theme import theme


class DealBar(Sheet):
    """Title, unit, and the buttons that are not the one of the panel."""

    def __init__(self) -> None:
        super().__init__("surface", "b")
        self.setFixedHeight(theme().size("pagebar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(theme().size("m"))
        self.title = Label("", "title", medium=True)
        self.tag = Tag(tr("New deal"), "accent")
        self.about = Label("", "base", "ink_2", elide=True)
        self.to_subscription = Button(tr("Turn into a subscription"), "F4")
        self.clear = Button(tr("Clear"))
        self.back = Button(tr("Back"), "Esc")
        row.addWidget(self.title)
        row.addWidget(self.tag)
        row.addWidget(self.about, 1)
        for button in (self.to_subscription, self.clear, self.back):
            row.addWidget(button)

    def set_mode(self, *, subscribing: bool) -> None:
        self.title.setText(tr("Subscription") if subscribing else tr("Quote"))
        self.to_subscription.setVisible(not subscribing)
