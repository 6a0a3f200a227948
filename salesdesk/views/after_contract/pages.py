"""The left side: one list at a time, each with what narrows it and what can be done with all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.after_contract_files import HandoverLine
from salesdesk.services.after_contract_lists import HOME_FILTERS, LOAN_FILTERS, filtered_homes, filtered_loans
from salesdesk.services.area_settlements import AreaCase
from salesdesk.services.construction_nodes import NodeLine
from salesdesk.services.loans import LoanLine
from salesdesk.views.after_contract.lists import (
    AREA_COLUMNS,
    HANDOVER_COLUMNS,
    LOAN_COLUMNS,
    NODE_COLUMNS,
    node_key,
    settled_fen,
)
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable


class ListPage(Sheet):
    """A bar over a table. ``order_chosen`` tells the order of the row under the cursor, ``narrowed`` that other rows
    are shown."""

    order_chosen = Signal(int)
    narrowed = Signal()

    def __init__(self, table: SheetTable) -> None:
        super().__init__("surface")
        self.table = table
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(16, 8, 16, 8)
        self.bar.setSpacing(8)
        self.sum = Label("", "small", "ink_2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(Line())
        column.addWidget(table, 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self.sum)
        foot.addStretch(1)
        column.addLayout(foot)
        table.row_chosen.connect(self._chosen)

    def _chosen(self, row: object) -> None:
        order_id = self.order_of(row)
        if order_id is not None:
            self.order_chosen.emit(order_id)

    def order_of(self, row: object) -> int | None:
        return None

    def select_order(self, order_id: int) -> bool:
        """Puts the cursor on an order, where the list holds it."""
        for row in self.table.rows.rows():
            if self.order_of(row) == order_id:
                return self.table.select_key(self.table.rows.key_at(self.table.rows.rows().index(row)))
        return False


class LoansPage(ListPage):
    """按揭情况列表: every loan with its stage, late ones, by bank."""

    def __init__(self) -> None:
        super().__init__(SheetTable(RowsModel(LOAN_COLUMNS, lambda row: row.key)))
        self._all: Sequence[LoanLine] = ()
        self.filter = Segmented([(key, tr(words)) for key, words in LOAN_FILTERS.items()])
        self.bank = ChoiceField([("", tr("all banks"))], label=tr("Bank"))
        self.bar.addWidget(self.filter)
        self.bar.addWidget(self.bank)
        self.bar.addStretch(1)
        self.filter.chosen.connect(lambda _: self._narrow())
        self.bank.chosen.connect(lambda _: self._narrow())

    def show_rows(self, rows: Sequence[LoanLine]) -> None:
        self._all = rows
        bank = self.bank.key()
        names = sorted({row.bank for row in rows if row.bank})
        self.bank.set_items([("", tr("all banks")), *((name, name) for name in names)])
        self.bank.set_key(bank if bank in names else "")
        hint = tr("Loans come with orders whose scheme has one.")
        self.table.set_empty(tr("No loan here"), "" if rows else hint)
        self._narrow()

    def _narrow(self) -> None:
        rows = filtered_loans(self._all, self.filter.key(), self.bank.key())
        self.table.set_rows(rows)
        self.narrowed.emit()
        words = tr("{n} loans　{sum} yuan　{late} late")
        late = sum(row.days_late > 0 for row in rows)
        total = format_yuan(sum(row.order.owed_fen for row in rows))
        self.sum.setText(words.format(n=len(rows), sum=total, late=late))

    def order_of(self, row: object) -> int | None:
        return row.order.order_id if isinstance(row, LoanLine) else None


class AreasPage(ListPage):
    """The settlements of a building, and what is done with all of them.

    Signals:
        building_chosen; import_wanted; ask_wanted; finish_wanted.
    """

    building_chosen = Signal()
    import_wanted = Signal()
    ask_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, held: frozenset[Permission]) -> None:
        super().__init__(SheetTable(RowsModel(AREA_COLUMNS, lambda row: row.order.id)))
        self.rows: Sequence[AreaCase] = ()
        self.wanted_building: int | None = None
        self.building = ChoiceField([], label=tr("Building"))
        self.import_button = Button(tr("Import survey …"), icon="upload")
        self.ask = Button(tr("Ask for all …"))
        self.finish = Button(tr("Write all agreed"))
        self.bar.addWidget(self.building)
        self.bar.addStretch(1)
        for button in (self.import_button, self.ask, self.finish):
            self.bar.addWidget(button)
        self.building.chosen.connect(lambda _: self.building_chosen.emit())
        self.import_button.clicked.connect(lambda _=False: self.import_wanted.emit())
        self.ask.clicked.connect(lambda _=False: self.ask_wanted.emit())
        self.finish.clicked.connect(lambda _=False: self.finish_wanted.emit())
        words = may_not(Permission.HANDOVER_WRITE)
        self.import_button.set_refusal(None if Permission.HANDOVER_WRITE in held else words)
        hint = tr("Areas are settled of contracted homes; import the survey or enter areas one by one.")
        self.table.set_empty(tr("No contracted home in this building"), hint)

    def set_buildings(self, buildings: Sequence[tuple[int, str]]) -> None:
        key, self.wanted_building = self.wanted_building or self.building.key(), None
        self.building.set_items(buildings)
        known = [building_id for building_id, _ in buildings]
        self.building.set_key(key if key in known else known[0] if known else None)

    def show_rows(self, rows: Sequence[AreaCase]) -> None:
        self.rows = rows
        self.table.set_rows(rows)
        self.narrowed.emit()
        pays = sum(max(0, settled_fen(row)) for row in rows)
        back = sum(min(0, settled_fen(row)) for row in rows)
        words = tr("{n} homes　to receive {pays}　to return {back} yuan")
        self.sum.setText(words.format(n=len(rows), pays=format_yuan(pays), back=format_yuan(-back)))
        can_ask = any(row.why_not_ask is None for row in rows)
        why = next((str(row.why_not_ask) for row in rows if row.why_not_ask is not None), "")
        self.ask.set_refusal(None if can_ask else why or tr("No order of this building has an area to settle now."))
        waits = tr("No settlement of this building was agreed to and waits.")
        self.finish.set_refusal(None if self.agreed() else waits)

    def agreed(self) -> tuple[int, ...]:
        """The requests that were agreed to and wait to be written."""
        return tuple(row.request.id for row in self.rows if row.why_not_finish is None and row.request is not None)

    def summary(self) -> str:
        """What is asked for with one press."""
        open_rows = [row for row in self.rows if row.why_not_ask is None]
        pays = sum(max(0, settled_fen(row)) for row in open_rows)
        back = sum(min(0, settled_fen(row)) for row in open_rows)
        words = tr("{n} homes: {pays} yuan to receive, {back} yuan to return.")
        return words.format(n=len(open_rows), pays=format_yuan(pays), back=format_yuan(-back))

    def order_of(self, row: object) -> int | None:
        return row.order.id if isinstance(row, AreaCase) else None


class HandoversPage(ListPage):
    """Handovers and titles."""

    def __init__(self) -> None:
        super().__init__(SheetTable(RowsModel(HANDOVER_COLUMNS, lambda row: row.key)))
        self._all: Sequence[HandoverLine] = ()
        self.filter = Segmented([(key, tr(words)) for key, words in HOME_FILTERS.items()])
        self.bar.addWidget(self.filter)
        self.bar.addStretch(1)
        self.filter.chosen.connect(lambda _: self._narrow())
        self.table.set_empty(tr("No home here"), tr("Homes come here when their contract is signed."))

    def show_rows(self, rows: Sequence[HandoverLine]) -> None:
        self._all = rows
        self._narrow()

    def _narrow(self) -> None:
        rows = filtered_homes(self._all, self.filter.key())
        self.table.set_rows(rows)
        self.narrowed.emit()
        done = sum(row.handed_over_on is not None for row in rows)
        self.sum.setText(tr("{n} homes　{done} handed over").format(n=len(rows), done=done))

    def order_of(self, row: object) -> int | None:
        return row.order_id if isinstance(row, HandoverLine) else None


class NodesPage(ListPage):
    """Construction nodes: set up by the operator, reached by sales control.

    Signals:
        new_wanted; day_wanted: a node, and whether its reached day is meant; back_wanted: a node.
    """

    new_wanted = Signal()
    day_wanted = Signal(object, bool)
    back_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(SheetTable(RowsModel(NODE_COLUMNS, node_key)))
        self._desk = desk
        self.today = date.min
        self.add = Button(tr("Add a node …"), icon="plus")
        self.plan = Button(tr("Planned day …"))
        self.reach = Button(tr("Reached …"))
        self.back = Button(tr("Not reached after all"))
        self.bar.addWidget(self.add)
        self.bar.addStretch(1)
        for button in (self.plan, self.reach, self.back):
            self.bar.addWidget(button)
        self.add.clicked.connect(lambda _=False: self.new_wanted.emit())
        self.plan.clicked.connect(lambda _=False: self.day_wanted.emit(self.table.current_row(), False))
        self.reach.clicked.connect(lambda _=False: self.day_wanted.emit(self.table.current_row(), True))
        self.back.clicked.connect(lambda _=False: self.back_wanted.emit(self.table.current_row()))
        self.table.row_activated.connect(lambda row: self.day_wanted.emit(row, desk.may(Permission.ORDER_WRITE)))
        self.table.set_empty(tr("No construction node yet"), tr("The operator sets them up: topping out, completion …"))
        self.table.row_chosen.connect(lambda _: self._judge())
        self._judge()

    def show_rows(self, rows: Sequence[NodeLine]) -> None:
        self.table.set_rows(rows)
        self.narrowed.emit()
        if rows and self.table.current_row() is None:
            self.table.select_key(node_key(rows[0]))
        reached = sum(row.node.reached_on is not None for row in rows)
        self.sum.setText(tr("{n} nodes　{reached} reached").format(n=len(rows), reached=reached))
        self._judge()

    def _judge(self) -> None:
        row = self.table.current_row()
        none = tr("No node is chosen.") if row is None else None
        self.add.set_refusal(self._barred(Permission.PROJECT_WRITE))
        self.plan.set_refusal(self._barred(Permission.PROJECT_WRITE) or none)
        self.reach.set_refusal(self._barred(Permission.ORDER_WRITE) or none)
        not_reached = tr("It is not reached yet.") if row is not None and row.node.reached_on is None else None
        self.back.set_refusal(self._barred(Permission.ORDER_WRITE) or none or not_reached)

    def _barred(self, permission: Permission) -> str | None:
        if self._desk.may(permission):
            return None
        return may_not(permission)
