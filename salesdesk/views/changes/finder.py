"""The finder for swaps: every free unit by its price gap, with what is to pay or to return; Enter takes one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.change_lines import signed_yuan
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.services.deals import Choices
from salesdesk.services.swap_finder import SwapOffer, SwapOffers, swap_offers
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.figures import AreaEdit, MoneyEdit, NumberEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable

ANY = ""
EITHER, DEARER, CHEAPER = "either", "dearer", "cheaper"


def _floor(offer: SwapOffer) -> str:
    unit = offer.unit
    return str(unit.floor) if unit.floor == unit.floor_to else f"{unit.floor}–{unit.floor_to}"


def _nothing(fen: int) -> str:
    return format_yuan(fen) if fen else "—"


COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda one: one.unit.label, width=104, medium=True,
                marks=lambda one: (one.unit.state.value,)),
    TableColumn(key="layout", title=mark("Layout"), text=lambda one: one.unit.layout, width=108, stretch=True),
    TableColumn(key="floor", title=mark("Floor"), text=_floor, width=56, align="right", tone="ink_2",
                sort=lambda one: one.unit.floor),
    TableColumn(key="area", title=mark("Gross area ㎡"), text=lambda one: format_area(one.unit.gross_cm2), width=88,
                align="right", sort=lambda one: one.unit.gross_cm2),
    TableColumn(key="total", title=mark("New total"), text=lambda one: format_yuan(one.total_fen), width=116,
                align="right", sort=lambda one: one.total_fen),
    TableColumn(key="gap", title=mark("Price gap"), text=lambda one: signed_yuan(one.gap_fen) or "0.00", width=116,
                align="right", medium=True, sort=lambda one: one.gap_fen),
    TableColumn(key="pay", title=mark("To pay now"), text=lambda one: _nothing(one.to_pay_fen), width=108,
                align="right", sort=lambda one: one.to_pay_fen),
    TableColumn(key="back", title=mark("To return"), text=lambda one: _nothing(one.to_return_fen), width=108,
                align="right", sort=lambda one: one.to_return_fen),
    TableColumn(key="down", title=mark("New down payment"), text=lambda one: format_yuan(one.down_payment_fen),
                width=120, align="right", tone="ink_2", sort=lambda one: one.down_payment_fen),
)  # fmt: skip


class SwapFinder(Sheet):
    """``chosen`` tells the offer that Enter was pressed on."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.offers: tuple[SwapOffer, ...] = ()
        self.direction = Segmented(
            [(EITHER, tr("All gaps")), (DEARER, tr("Dearer")), (CHEAPER, tr("Cheaper"))]
        )  # fmt: skip
        self.unit = SearchField(tr("Unit"), "/")
        self.unit.setFixedWidth(150)
        self.layout_field = ChoiceField([(ANY, tr("Any layout"))])
        self.layout_field.setAccessibleName(tr("Layout"))
        self.area = (AreaEdit(tr("from")), AreaEdit(tr("to")))
        self.floor = (NumberEdit(tr("from"), least=-9, most=200), NumberEdit(tr("to"), least=-9, most=200))
        self.price = (MoneyEdit(tr("from")), MoneyEdit(tr("to")))
        self.clear = Button(tr("Clear filters"))
        self.count = Label("", "small", "ink_3")
        self.banner = Banner("refusal")
        self.table = SheetTable(RowsModel(COLUMNS, lambda one: one.unit.id))
        self.table.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Units to swap to"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        self.layout_field.setFixedWidth(150)
        first.addWidget(self.direction)
        first.addWidget(self.unit)
        first.addWidget(self.layout_field)
        first.addStretch(1)
        first.addWidget(self.count)
        first.addWidget(self.clear)
        for noun, pair, wide in self._pairs():
            second.addWidget(Label(noun, "small", "ink_3"))
            for field, words in zip(pair, (tr("from"), tr("to")), strict=True):
                field.set_name(f"{noun} {words}")
                field.setFixedWidth(wide)
                second.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
            second.addSpacing(4)
        second.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(8)
        head.addLayout(first)
        head.addLayout(second)
        head.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.table, 1)

    def _pairs(self) -> tuple[tuple[str, tuple[AreaEdit | NumberEdit | MoneyEdit, ...], int], ...]:
        return ((tr("Area"), self.area, 84), (tr("Floor"), self.floor, 48), (tr("Total"), self.price, 120))

    def _connect(self) -> None:
        self.direction.chosen.connect(lambda _: self._show())
        self.unit.searched.connect(lambda _: self._show())
        self.unit.submitted.connect(lambda _: self._take_or_look())
        self.unit.left_downwards.connect(self.take_cursor)
        self.layout_field.chosen.connect(lambda _: self._show())
        for _, pair, _ in self._pairs():
            for field in pair:
                field.value_changed.connect(lambda _: self._show())
        self.clear.clicked.connect(self.clear_filters)
        self.table.row_activated.connect(self.chosen)

    def look_for(self, order_id: int, choices: Choices) -> None:
        """Reads what can be chosen with this scheme and these discounts."""
        self.banner.clear()
        self.table.set_empty(tr("The units are being read."), "")
        self.offers = ()
        self._show()
        self.desk.ask(self, swap_offers, order_id, choices, done=self._found, failed=self._refused)

    def _found(self, found: SwapOffers) -> None:
        self.offers = found.offers
        layouts = sorted({one.unit.layout for one in self.offers})
        kept = self.layout_field.key()
        self.layout_field.set_items([(ANY, tr("Any layout")), *((name, name) for name in layouts)])
        self.layout_field.set_key(kept if kept in layouts else ANY)
        self.table.set_empty(tr("No unit fits"), tr("Clear the filters, or choose another scheme."))
        self._show()
        self.take_cursor()

    def _refused(self, refusal: object) -> None:
        self.table.set_empty(tr("No unit fits"), "")
        self.banner.set_text("", str(refusal))
        self.table.viewport().update()

    def _show(self) -> None:
        rows = [one for one in self.offers if self._fits(one)]
        self.table.set_rows(rows)
        self.count.setText(trn("{n} unit", "{n} units", len(rows)).format(n=len(rows)))
        if rows and self.table.current_row() is None:
            self.table.select_key(rows[0].unit.id)

    def _fits(self, one: SwapOffer) -> bool:
        if self.unit.text() not in one.unit.label:
            return False
        wanted = self.layout_field.key() or ANY
        if wanted != ANY and one.unit.layout != wanted:
            return False
        if (self.direction.key(), one.gap_fen > 0) in ((DEARER, False), (CHEAPER, True)):
            return False
        checked = ((one.unit.gross_cm2, self.area), (one.unit.floor, self.floor), (one.total_fen, self.price))
        return all(_within(value, (field.value() for field in pair)) for value, pair in checked)

    def _take_or_look(self) -> None:
        """Enter behind a number: the one unit it names is taken, several are looked at."""
        rows = self.table.rows.rows()
        if self.unit.text() and len(rows) == 1:
            self.chosen.emit(rows[0])
        else:
            self.take_cursor()

    def clear_filters(self) -> None:
        """Every unit again."""
        self.direction.set_key(EITHER)
        self.unit.set_text("")
        self.layout_field.set_key(ANY)
        for _, pair, _ in self._pairs():
            for field in pair:
                field.set_value(None)
        self._show()

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _within(value: int, bounds: Iterable[int | None]) -> bool:
    least, most = bounds
    return (least is None or value >= least) and (most is None or value <= most)
