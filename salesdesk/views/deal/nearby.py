"""When the unit is gone: one kind sentence, and free units of the same layout to go on with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import format_area, format_yuan_short
from salesdesk.views.deal.words import signed_yuan
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.theme import theme


class NearbyUnits(QWidget):
    """Stands above the form while its unit cannot be had. ``unit_chosen`` tells the unit to go on with."""

    unit_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._gone_fen = 0
        self.banner = Banner("refusal")
        model = RowsModel(self._columns(), lambda cell: cell.unit_id)
        self.table = SheetTable(model, dense=True, fit=True)
        self.table.row_activated.connect(lambda cell: self.unit_chosen.emit(cell.unit_id))
        self.banner.link_activated.connect(self._take_first)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(theme().size("s"))
        column.addWidget(self.banner)
        column.addWidget(self.table)
        self.hide()

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn(
                key="unit", title=mark("Free units of the same layout"), text=_label, width=170, stretch=True,
                marks=lambda cell: (cell.state,), sortable=False,
            ),
            TableColumn(key="layout", title=mark("Layout"), text=lambda cell: f"{cell.layout} {cell.rooms}".strip(),
                        width=150, sortable=False),
            TableColumn(key="aspect", title=mark("Aspect"), text=lambda cell: cell.aspect, width=70, sortable=False),
            TableColumn(key="area", title=mark("Gross ㎡"), text=lambda cell: format_area(cell.gross_cm2), width=84,
                        align="right", sortable=False),
            TableColumn(key="total", title=mark("List total"), text=lambda cell: format_yuan_short(cell.total_fen or 0),
                        width=116, align="right", sortable=False),
            TableColumn(key="apart", title=mark("Difference"), text=self._apart, width=116, align="right",
                        tone="ink_2", sortable=False),
        )  # fmt: skip

    def _apart(self, cell: BoardCell) -> str:
        return signed_yuan((cell.total_fen or 0) - self._gone_fen)

    def show_gone(self, sentence: str, gone_fen: int, cells: Sequence[BoardCell]) -> None:
        """The unit is gone: ``sentence`` says so; these may be had instead."""
        self._gone_fen = gone_fen
        self.banner.set_text("", sentence, tr("Go on with {unit}").format(unit=_label(cells[0])) if cells else "")
        self.table.set_rows(cells)
        self.table.setVisible(bool(cells))
        self.show()

    def _take_first(self) -> None:
        cells = self.table.rows.rows()
        if cells:
            self.unit_chosen.emit(cells[0].unit_id)


def _label(cell: BoardCell) -> str:
    return unit_label(cell.building, cell.mark, cell.number)
