"""The middle of opening balances: orders, money, and the lines that cannot be taken, under one row of tabs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.opening import MONEY, ORDERS, Opening
from salesdesk.services.opening_status import merged
from salesdesk.views.kit.banner import PreviewBand
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.opening.tables import (
    WrongLine,
    money_lines,
    money_table,
    order_lines,
    orders_table,
    wrong_table,
)

TABS = ("orders", "money", "wrong")


class Leaves(Sheet):
    """Ctrl+PgUp and Ctrl+PgDn turn them; ``save_wrong`` when the wrong lines are wanted as a file."""

    save_wrong = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.band = PreviewBand(tr("Preview"), tr("Nothing is stored until you confirm it."))
        self.tabs = Segmented(small=False)
        self.tabs.chosen.connect(self.turn_to)
        self.save = Button(tr("Save these lines as Excel"), "Ctrl S", icon="download")
        self.save.clicked.connect(self.save_wrong)
        self.orders, self.money, self.wrong = orders_table(), money_table(), wrong_table()
        self._shown: tuple[Opening, bool] | None = None
        self.leaves = QStackedWidget()
        for leaf in (self.orders, self.money, self.wrong):
            self.leaves.addWidget(leaf)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.save)
        column.addWidget(self.band)
        column.addWidget(bar)
        column.addWidget(self.leaves, 1)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn_by, by))

    def show_opening(self, opening: Opening, names: Mapping[str, str], *, preview: bool) -> None:
        """What a file, or a request, holds; a preview says that nothing is stored yet. What is shown already stays as
        it is, with the row that was chosen and the leaf that was turned to."""
        if (opening, preview) == self._shown:
            return
        self._shown = opening, preview
        lines = [WrongLine(place, row) for place, row in enumerate(merged(opening.wrong))]
        wrong = frozenset((line.row.sheet, line.row.row) for line in lines)
        self.orders.set_rows(order_lines(opening, wrong, ORDERS))
        self.money.set_rows(money_lines(opening, wrong, MONEY, names))
        self.wrong.set_rows(lines)
        reveal(self.band, preview)
        words = {"orders": tr("Orders"), "money": tr("Money"), "wrong": tr("Cannot be taken")}
        counts = {"orders": len(opening.orders), "money": len(opening.money), "wrong": len(lines)}
        shown = TABS if preview else TABS[:2]
        was = self.tabs.key()
        self.tabs.set_choices([(key, f"{words[key]} {counts[key]:,}") for key in shown])
        self.turn_to("wrong" if preview and lines else was if was in shown and not preview else "orders")

    def turn_to(self, key: str) -> None:
        """Shows one of the leaves."""
        self.tabs.set_key(key)
        self.leaves.setCurrentIndex(TABS.index(key))
        reveal(self.save, key == "wrong" and bool(self.wrong.rows.rows()))

    def _turn_by(self, by: int) -> None:
        shown = TABS if not self.band.isHidden() else TABS[:2]
        self.turn_to(shown[(shown.index(self.tabs.key()) + by) % len(shown)])
