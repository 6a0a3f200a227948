"""The line over the board: what it is filtered by, how many units pass, how large the cells are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr, trn
from salesdesk.views.board_view.choices import NOUNS, Test, options, predicate
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.segmented import Segmented


class FilterBar(QWidget):
    """Five filters, a link that clears them, the count, the zoom, and the clock that leads to another time.

    Signals:
        changed: another filter; `predicate` says which units pass.
        zoom_chosen: ``overview``, ``dense``, ``medium``, ``wide``.
    """

    changed = Signal()
    zoom_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields = {name: ChoiceField([("", tr("All"))], label=tr(noun)) for name, noun in NOUNS.items()}
        self.clear_link = Link(tr("Clear filters"))
        self.count = Label("", "small", "ink_2")
        self.zoom = Segmented(
            [("overview", tr("Overview")), ("dense", tr("Dense")), ("medium", tr("Middle")), ("wide", tr("Loose"))]
        )
        self.zoom.set_key("medium")
        self.clock = IconButton("clock", tr("Board at another time (F5)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 5)
        row.setSpacing(10)
        for name, field in self.fields.items():
            field.setAccessibleName(tr(NOUNS[name]))
            field.set_key("")
            field.chosen.connect(self._chosen)
            field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(field)
        row.addWidget(self.clear_link)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.zoom)
        row.addWidget(self.clock)
        reveal(self.clear_link, False)
        self.clear_link.clicked.connect(self.clear)
        self.zoom.chosen.connect(self.zoom_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where not all fits, the filters say less and the count goes; nothing of them is ever cut."""
        for short in (False, True):
            for field in self.fields.values():
                field.set_short(short)
            if self._needed() <= self.width():
                break
        reveal(self.count, self._needed() <= self.width())

    def _needed(self) -> int:
        shown = [*self.fields.values(), self.count, self.zoom, self.clock]
        shown += [self.clear_link] if self.active() else []
        return sum(widget.sizeHint().width() for widget in shown) + 10 * len(shown) + 32

    def minimumSizeHint(self) -> QSize:
        return QSize(320, super().minimumSizeHint().height())

    def set_cells(self, cells: Iterable[BoardCell]) -> None:
        """Offers what these units are; a choice that no unit is any more falls away."""
        before = self.predicate_keys()
        for name, found in options(cells).items():
            self.fields[name].set_items(found)
            if self.fields[name].key() is None:
                self.fields[name].set_key("")
            self.fields[name].updateGeometry()
        self._fit()
        if self.predicate_keys() != before:
            self._chosen()

    def predicate_keys(self) -> dict[str, str]:
        """What is chosen, by filter; empty for all."""
        return {name: field.key() or "" for name, field in self.fields.items()}

    def predicate(self) -> Test | None:
        """Whether a unit passes; None while nothing is filtered."""
        return predicate(self.predicate_keys())

    def active(self) -> bool:
        return any(self.predicate_keys().values())

    def clear(self) -> None:
        """Shows all again."""
        if not self.active():
            return
        for field in self.fields.values():
            field.set_key("")
        self._chosen()

    def _chosen(self) -> None:
        reveal(self.clear_link, self.active())
        self._fit()
        self.changed.emit()

    def set_count(self, passing: int, units: int) -> None:
        """``共 137 套``, or how many of them pass."""
        if self.active():
            words = tr("{passing} of {units} units").format(passing=passing, units=units)
        else:
            words = trn("{n} unit in all", "{n} units in all", units).format(n=units)
        self.count.setText(words)
        self._fit()

    def take_cursor(self) -> None:
        self.fields["rooms"].setFocus()
