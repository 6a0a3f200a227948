"""The menu of changes of an order: what may be asked for, and why not what may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.reasons import Reason
from salesdesk.domain.states import Stage
from salesdesk.services.change_forms import OrderChanges
from salesdesk.views.changes.wording import CHANGE_WORDS
from salesdesk.views.theme import theme

_WIDEST = 460


class ChangeMenu(QMenu):
    """``change_wanted`` tells a kind of change, ``filing_wanted`` that the filing is to be withdrawn.

    A grey entry carries its reason behind the word: a menu has no place for it otherwise.
    """

    change_wanted = Signal(object)
    filing_wanted = Signal()

    def __init__(self, changes: OrderChanges, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        for kind, reason in changes.why_not.items():
            self._add(tr(CHANGE_WORDS[kind]), reason, partial(self.change_wanted.emit, kind))
        if stage is Stage.FILED:
            self.addSeparator()
            self._add(tr("Withdraw the filing"), changes.filing, self.filing_wanted.emit)
        self.aboutToHide.connect(self.deleteLater)

    def _add(self, words: str, reason: Reason | None, act: Callable[[], None]) -> None:
        if reason is not None:
            told = f"{words}　{reason}"
            metrics = theme().metrics()
            words = metrics.elidedText(told, Qt.TextElideMode.ElideRight, _WIDEST)
        action = self.addAction(words)
        action.setEnabled(reason is None)
        action.setToolTip(str(reason) if reason is not None else "")
        action.triggered.connect(lambda _=False: act())

    def show_above(self, button: QWidget) -> None:
        """Over its button, the first that may be chosen under the cursor."""
        self.popup(button.mapToGlobal(QPoint(0, -self.sizeHint().height())))
        first = next((action for action in self.actions() if action.isEnabled() and not action.isSeparator()), None)
        if first is not None:
            self.setActiveAction(first)
