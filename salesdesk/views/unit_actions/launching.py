"""Putting units on sale, and taking them off it, several at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.reasons import Reason
from salesdesk.services.launches import Launch, launch, why_not_launch, why_not_withdraw, withdraw
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_launch_units import Ui_LaunchUnits
from salesdesk.views.unit_actions.action_dialog import ActionDialog

_MOST_REASONS = 6


class LaunchDialog(ActionDialog):
    """Launches units. Those that cannot be are named with their reason and left out; the others may go ahead."""

    def __init__(self, desk: Desk, unit_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.unit_ids = tuple(unit_ids)
        self.ui = Ui_LaunchUnits()
        self.ui.setupUi(self)
        self.ui.title.setText(self.head())
        self.setWindowTitle(self.head())
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"note": self.ui.note})
        self._show_refused([])
        self._show_count()
        self.bar(tr("No unit is chosen.") if not self.unit_ids else None)
        if self.unit_ids:
            desk.ask(self, self.question(), self.unit_ids, done=self._loaded)
        self.ui.note.line.setFocus()

    def head(self) -> str:
        return tr("Launch")

    def question(self) -> Callable[..., Mapping[int, Reason]]:
        return why_not_launch

    def verb(self) -> Callable[[Any, Any], Any]:
        return launch

    def _loaded(self, against: Mapping[int, Reason]) -> None:
        self.unit_ids = tuple(unit_id for unit_id in self.unit_ids if unit_id not in against)
        self._show_count()
        sentences = list(dict.fromkeys(str(reason) for reason in against.values()))
        self._show_refused(sentences)
        if not self.unit_ids:
            self.bar(sentences[0] if len(sentences) == 1 else tr("None of these units can go ahead."))

    def _show_refused(self, sentences: Sequence[str]) -> None:
        shown = list(sentences[:_MOST_REASONS])
        if len(sentences) > len(shown):
            shown.append(tr("… and {n} more").format(n=len(sentences) - len(shown)))
        self.ui.refused.setText("\n".join([tr("Left out:"), *shown]))
        self.ui.refused.setVisible(bool(shown))

    def _show_count(self) -> None:
        count = len(self.unit_ids)
        self.ui.about.setText(trn("{n} unit", "{n} units", count).format(n=count))
        self.ui.go.set_text(f"{self.head()} {count}" if count > 1 else self.head())

    def form(self) -> Launch:
        return Launch(request_id=self.request_id, unit_ids=self.unit_ids, note=self.ui.note.text().strip())


class WithdrawDialog(LaunchDialog):
    """Takes units off sale again, as long as they are free."""

    def head(self) -> str:
        return tr("Withdraw")

    def question(self) -> Callable[..., Mapping[int, Reason]]:
        return why_not_withdraw

    def verb(self) -> Callable[[Any, Any], Any]:
        return withdraw
