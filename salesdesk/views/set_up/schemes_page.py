"""Payment schemes: each with its lines; adding, changing, copying one, switching one off for new deals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan_short
from salesdesk.domain.money_items import ITEMS, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.schedules import KIND_WORDS, SchemeLine
from salesdesk.services.rows import SchemeRow
from salesdesk.services.schemes import Switch, schemes, switch
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage, form_hints, why_not_permitted
from salesdesk.views.set_up.scheme_dues import counted
from salesdesk.views.set_up.scheme_form import SchemeForm
from salesdesk.views.set_up.words import NOTHING, line_amount


class SchemesPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._row: SchemeRow | None = None
        self.new = self.action(Button(tr("New scheme"), "Ctrl N", icon="plus"), Permission.SCHEME_WRITE)
        self.new.clicked.connect(self.open_form)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"), Permission.SCHEME_WRITE)
        self.change.clicked.connect(self.open_change)
        self.copy = self.action(Button(tr("Copy"), "Ctrl Shift N"), Permission.SCHEME_WRITE)
        self.copy.clicked.connect(self.open_copy)
        self.switch = self.action(Button(tr("Switch off"), "Ctrl D"), Permission.SCHEME_WRITE)
        self.switch.clicked.connect(self.toggle)
        self.table, self.lines = _schemes_table(), lines_table()
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.change.press())
        self.lines_head = SectionTitle(tr("Lines of the scheme"), size="base")
        self.form = SchemeForm(desk)
        self.form.left.connect(self._back)
        self.form.stored.connect(lambda _: self._back())
        self._lay_out()

    def _lay_out(self) -> None:
        listed = Sheet("surface")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        padded = QHBoxLayout(head)
        padded.setContentsMargins(16, 12, 16, 6)
        padded.addWidget(self.lines_head)
        column.addWidget(self.table, 1)
        column.addWidget(Line())
        column.addWidget(head)
        column.addWidget(self.lines, 1)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(listed)
        self.leaves.addWidget(self.form)
        self.leaves.currentChanged.connect(lambda _: self.hints_changed.emit())
        self.body.addWidget(self.leaves)

    def key_hints(self) -> list[tuple[str, str]]:
        if self.leaves.currentWidget() is self.form:
            return [("Ctrl L", tr("Add a line")), ("Alt ↑↓", tr("move the line")),
                    ("Ctrl Del", tr("Remove the line")), *form_hints()]  # fmt: skip
        return [("Ctrl N", tr("New scheme")), ("Ctrl E", tr("Edit")), ("Ctrl Shift N", tr("Copy")),
                ("Ctrl D", tr("Switch on or off"))]  # fmt: skip

    def load(self) -> None:
        self.desk.ask(self, schemes, done=self._show)

    def _show(self, rows: list[SchemeRow]) -> None:
        self.table.set_rows(rows)
        known = {row.id: row for row in rows}
        here = known.get(self._row.id) if self._row else None
        if here is None and rows:
            here = rows[0]
            self.table.select_key(here.id)
        self._choose(here)

    def _choose(self, row: SchemeRow | None) -> None:
        self._row = row
        self.lines.set_rows(list(enumerate(row.scheme.lines, 1)) if row else [])
        self.lines_head.title.setText(row.scheme.name if row else tr("Lines of the scheme"))
        reason = why_not_permitted(self.desk, Permission.SCHEME_WRITE)
        if reason is None and row is None:
            reason = tr("No scheme is chosen.")
        for button in (self.change, self.copy, self.switch):
            button.set_refusal(reason)
        self.switch.set_text(tr("Switch off") if row is None or row.active else tr("Switch on"))

    def toggle(self) -> None:
        """Switches the chosen scheme on or off."""
        if self._row is not None:
            form = Switch(what="scheme", row_id=self._row.id, active=not self._row.active)
            self.desk.perform(self, switch, form, self._switched)

    def _switched(self, active: bool) -> None:
        messages.say(tr("Offered again.") if active else tr("No longer offered; deals that have it keep it."))
        self.load()

    def open_form(self) -> None:
        """The form of a new scheme, in place of the list."""
        self._open(self.form.begin)

    def open_change(self) -> None:
        """The form of the chosen scheme."""
        if self._row is not None:
            self._open(partial(self.form.begin_change, self._row))

    def open_copy(self) -> None:
        """The form of a new scheme that begins as the chosen one is."""
        if self._row is not None:
            self._open(partial(self.form.begin_copy, self._row))

    def _open(self, begin: Callable[[], None]) -> None:
        self.leaves.setCurrentWidget(self.form)
        begin()
        self._show_actions(False)

    def _show_actions(self, shown: bool) -> None:
        for button in (self.new, self.change, self.copy, self.switch):
            button.setVisible(shown)

    def _back(self) -> None:
        self.leaves.setCurrentIndex(0)
        self._show_actions(True)
        self.table.setFocus()
        self.load()

    def leave(self) -> bool:
        if self.leaves.currentWidget() is not self.form:
            return False
        self._back()
        return True


def _schemes_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Scheme"), text=lambda row: row.scheme.name, width=200, stretch=True,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3"),
        TableColumn(key="kind", title=mark("Kind"), text=lambda row: tr(KIND_WORDS[row.scheme.kind]), width=160,
                    tone="ink_2"),
        TableColumn(key="lines", title=mark("Number of lines"), text=lambda row: str(len(row.scheme.lines)), width=80,
                    align="right"),
        TableColumn(key="round", title=mark("Loan rounded to yuan"), width=130, align="right",
                    text=lambda row: _rounding(row)),
        TableColumn(key="version", title=mark("Version"), text=lambda row: f"V{row.version}", width=72, tone="ink_2"),
        TableColumn(key="state", title="", tag=lambda row: None if row.active else (tr("switched off"), "plain"),
                    width=90, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id))
    table.set_empty(tr("No payment scheme yet."), tr("A deal needs one."))
    return table


def _rounding(row: SchemeRow) -> str:
    has_loan = any(line.klass is MoneyClass.PRICE_BY_LOAN for line in row.scheme.lines)
    return format_yuan_short(row.scheme.loan_round_fen) if has_loan else NOTHING


def item_name(line: SchemeLine) -> str:
    """The line's own name, else that of its item."""
    return line.name or (tr(ITEMS[line.item].name) if line.item in ITEMS else line.item)


def when(line: SchemeLine) -> str:
    """``认购 + 7 天``, ``主体封顶 + 2 个月``, ``2027-05-01``."""
    return line.fixed_on.isoformat() if line.fixed_on is not None else counted(line)


def parts(line: SchemeLine) -> str:
    """``3 期，每隔 1 个月``; nothing for a line that is paid at once."""
    if line.parts == 1:
        return NOTHING
    return tr("{n} parts, {gap} months apart").format(n=line.parts, gap=line.gap_months)


def lines_table() -> SheetTable:
    """The lines of one scheme: ``(place, line)`` each."""
    columns = (
        TableColumn(key="seq", title=mark("Part"), text=lambda row: str(row[0]), width=56, sortable=False),
        TableColumn(key="item", title=mark("Money item"), text=lambda row: item_name(row[1]), width=180, medium=True,
                    stretch=True, sortable=False),
        TableColumn(key="when", title=mark("Due"), text=lambda row: when(row[1]), width=200, sortable=False),
        TableColumn(key="parts", title=mark("Parts"), text=lambda row: parts(row[1]), width=150, tone="ink_2",
                    sortable=False),
        TableColumn(key="amount", title=mark("How much"), text=lambda row: line_amount(row[1]), width=170,
                    align="right", sortable=False),
    )  # fmt: skip
    return SheetTable(RowsModel(columns, key=lambda row: row[0]))
