"""The whole past of a unit, and every version of its price, each in a small window of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.money import format_yuan_short
from salesdesk.services.board import UnitPanel
from salesdesk.views.board_view.story import PriceMove, StoryLine, moment_words, price_moves, signed_yuan, story
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable

_STORY = (
    TableColumn(key="at", title=mark("Time"), text=lambda line: moment_words(line.at), width=110, tone="ink_3"),
    TableColumn(key="what", title=mark("Event"), text=lambda line: line.what, width=150),
    TableColumn(key="rest", title=mark("By whom, why"), text=lambda line: line.rest, stretch=True, tone="ink_2"),
)
_PRICES = (
    TableColumn(key="version", title=mark("Version"), text=lambda move: f"V{move.step.version_no}", width=56),
    TableColumn(key="name", title=mark("Price list"), text=lambda move: move.step.name, stretch=True),
    TableColumn(
        key="from", title=mark("In force from"), text=lambda move: local_day(move.step.effective_at).isoformat(),
        width=96,
    ),
    TableColumn(
        key="total", title=mark("List total"), text=lambda move: format_yuan_short(move.step.total_fen),
        width=110, align="right", medium=True,
    ),
    TableColumn(key="change", title=mark("Change"), text=lambda move: _change(move), width=96, align="right"),
    TableColumn(key="signed", title=mark("Signed by"), text=lambda move: move.step.signed_by, width=76),
)  # fmt: skip


def _change(move: PriceMove) -> str:
    return "—" if move.change_fen is None else signed_yuan(move.change_fen)


class PastDialog(QDialog):
    """A title, the unit, and a table; Esc closes it."""

    def __init__(self, title: str, unit_label: str, table: SheetTable, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(f"{title} {unit_label}")
        self.table = table
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(title, "section", medium=True))
        head.addWidget(Label(unit_label, tone="ink_2"))
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        back = Button(tr("Close"), "Esc", tall=True)
        back.clicked.connect(self.reject)
        foot.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(table, 1)
        column.addLayout(foot)
        self.resize(width, min(190 + 30 * table.rows.rowCount(), 560))
        table.setFocus()


def story_dialog(panel: UnitPanel, parent: QWidget) -> PastDialog:
    """Everything that became of the unit."""
    lines: Sequence[StoryLine] = story(panel)
    places = {id(line): place for place, line in enumerate(lines)}
    table = SheetTable(RowsModel(_STORY, lambda line: places[id(line)]))
    table.set_rows(lines)
    return PastDialog(tr("History"), panel.unit.label, table, 560, parent)


def prices_dialog(panel: UnitPanel, parent: QWidget) -> PastDialog:
    """Every signed version of its price."""
    table = SheetTable(RowsModel(_PRICES, lambda move: move.step.version_no))
    table.set_rows(price_moves(panel.prices))
    return PastDialog(tr("Price history"), panel.unit.label, table, 640, parent)
