"""What the places of set-up share: a page bar with actions, a body, and the question whether the person may."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.page_bar import PageBar


def why_not_permitted(desk: Desk, *permissions: Permission) -> str | None:
    """Why the person may not do what any of these permissions allows; None when they may."""
    if not permissions or desk.may(*permissions):
        return None
    return may_not(permissions[0])


def form_hints() -> list[tuple[str, str]]:
    """The keys of a form that stands in place of a list."""
    return [("Tab", tr("next field")), ("Ctrl Enter", tr("save")), ("Esc", tr("back"))]


class SetUpPage(QWidget):
    """One place. Subclasses fill `body` and read anew in `load`; ``needs`` is what opens the place at all.

    Signals:
        hints_changed: other keys count now, for a form was opened or closed.
    """

    hints_changed = Signal()

    needs: ClassVar[tuple[Permission, ...]] = ()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.bar = PageBar(title)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self.body, 1)

    def load(self) -> None:
        """Reads what the place shows; called when it is entered, and when something changed that it shows."""
        raise NotImplementedError

    def touched(self, touched: Touched) -> bool:
        """Whether a change concerns this place."""
        return touched.everything

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys of this place, for the status line."""
        return []

    def leave(self) -> bool:
        """Esc: back from a form to the list; false when there is nothing to go back from."""
        return False

    def action(self, button: Button, *permissions: Permission) -> Button:
        """Puts a button at the right of the bar; greyed with its reason where the person may not."""
        button.set_refusal(why_not_permitted(self.desk, *permissions))
        self.bar.add_action(button)
        return button
