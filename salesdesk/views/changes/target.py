"""Section 1 of a swap: the unit to go to, chosen in the finder."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.services.swap_finder import SwapOffer
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import SectionTitle


class TargetSection(QWidget):
    """``changed`` tells another unit, ``finder_wanted`` that one is to be looked for."""

    changed = Signal()
    finder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit_id: int | None = None
        self.title = SectionTitle(tr("Unit to swap to"), cap="1")
        self.before = Label("", "section", "ink_2", shrink=True)
        self.label = Label("", "section", medium=True, shrink=True)
        self.about = Label("", "small", "ink_2", elide=True)
        self.button = Button(tr("Find by price gap"), "F8", icon="search")
        self.button.clicked.connect(self.finder_wanted)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.before)
        row.addWidget(Label("→", "section", "ink_3"))
        row.addWidget(self.label)
        row.addWidget(self.about, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(row)

    def reset(self, unit_label: str) -> None:
        self.unit_id = None
        self.before.setText(unit_label)
        self.label.setText("—")
        self.about.setText(tr("No unit chosen yet."))

    def choose(self, offer: SwapOffer) -> None:
        """Takes a unit of the finder."""
        unit = offer.unit
        self.unit_id = unit.id
        self.label.setText(unit.label)
        area = tr("gross {area} ㎡").format(area=format_area(unit.gross_cm2))
        self.about.setText("　".join((unit.layout, area, tr("list {sum}").format(sum=format_yuan(unit.total_fen)))))
        self.changed.emit()

    def take_cursor(self) -> None:
        self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
