"""Discounts: what each takes off, by which ground, with which scheme, until when; adding, changing, switching off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.pricing import PricingRules
from salesdesk.domain.settings import ProjectSettings
from salesdesk.services.projects import settings
from salesdesk.services.rows import DiscountRow, SchemeRow, UnitLine
from salesdesk.services.schemes import Switch, discounts, schemes, switch
from salesdesk.services.set_up import today, unit_lines
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.discount_dialog import DiscountDialog
from salesdesk.views.set_up.discount_side import only_for_words
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.words import NOTHING, discount_words


class DiscountsPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._schemes: list[SchemeRow] = []
        self._lines: list[UnitLine] = []
        self._rules = PricingRules()
        self._today = date.today()
        self.new = self.action(Button(tr("New discount"), "Ctrl N", icon="plus"), Permission.SCHEME_WRITE)
        self.new.clicked.connect(self.open_dialog)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"), Permission.SCHEME_WRITE)
        self.change.clicked.connect(self.open_change)
        self.switch = self.action(Button(tr("Switch off"), "Ctrl D"), Permission.SCHEME_WRITE)
        self.switch.clicked.connect(self.toggle)
        self.table = _table(self._scheme_name, lambda row: only_for_words(row.only_for, self._lines))
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.change.press())
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.body.addWidget(sheet)
        self._choose(None)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New discount")), ("Ctrl E", tr("Edit")), ("Ctrl D", tr("Switch on or off"))]

    def load(self) -> None:
        self.desk.ask(self, today, done=self._know_day)
        self.desk.ask(self, schemes, done=self._know_schemes)
        self.desk.ask(self, unit_lines, done=self._know_units)
        self.desk.ask(self, settings, done=self._know_settings)
        self.desk.ask(self, discounts, done=self._show)

    def _know_day(self, day: date) -> None:
        self._today = day

    def _know_schemes(self, rows: list[SchemeRow]) -> None:
        self._schemes = rows

    def _know_units(self, lines: list[UnitLine]) -> None:
        self._lines = lines
        self.table.viewport().update()

    def _know_settings(self, stored: ProjectSettings) -> None:
        self._rules = stored.pricing

    def _show(self, rows: list[DiscountRow]) -> None:
        self.table.set_rows(rows)
        if rows and self.table.current_row() is None:
            self.table.select_key(rows[0].id)
        self._choose(self.table.current_row())

    def _scheme_name(self, row: DiscountRow) -> str:
        return next((scheme.scheme.name for scheme in self._schemes if scheme.id == row.scheme_id), NOTHING)

    def _choose(self, row: DiscountRow | None) -> None:
        reason = why_not_permitted(self.desk, Permission.SCHEME_WRITE)
        if reason is None and row is None:
            reason = tr("No discount is chosen.")
        self.change.set_refusal(reason)
        self.switch.set_refusal(reason)
        self.switch.set_text(tr("Switch off") if row is None or row.active else tr("Switch on"))

    def toggle(self) -> None:
        """Switches the chosen discount on or off."""
        row = self.table.current_row()
        if row is not None:
            form = Switch(what="discount", row_id=row.id, active=not row.active)
            self.desk.perform(self, switch, form, self._switched)

    def _switched(self, active: bool) -> None:
        messages.say(tr("Offered again.") if active else tr("No longer offered; deals that have it keep it."))

    def open_dialog(self) -> DiscountDialog:
        dialog = DiscountDialog(self.desk, self._schemes, self._today, self)
        dialog.know(self._lines, self._rules)
        dialog.open()
        return dialog

    def open_change(self) -> DiscountDialog | None:
        """The dialog of the discount that is chosen."""
        row = self.table.current_row()
        if row is None:
            return None
        dialog = DiscountDialog(self.desk, self._schemes, self._today, self)
        dialog.fill(row)
        dialog.know(self._lines, self._rules)
        dialog.finished.connect(lambda _: self.load())
        dialog.open()
        return dialog


def _table(scheme_name: Callable[[DiscountRow], str], units: Callable[[DiscountRow], str]) -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Discount"), text=lambda row: row.step.name, width=180,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3"),
        TableColumn(key="value", title=mark("How much"), text=lambda row: discount_words(row.step), width=160),
        TableColumn(key="ground", title=mark("Ground"), text=lambda row: row.step.ground or NOTHING, width=150,
                    stretch=True, tone="ink_2"),
        TableColumn(key="scheme", title=mark("Only with the scheme"), text=scheme_name, width=130, tone="ink_2"),
        TableColumn(key="units", title=mark("Only for the units"), text=units, width=150, tone="ink_2"),
        TableColumn(key="dates", title=mark("Valid"), text=_dates, width=200, tone="ink_2"),
        TableColumn(key="state", title="", tag=lambda row: None if row.active else (tr("switched off"), "plain"),
                    width=90, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id))
    table.set_empty(tr("No discount yet."), tr("Deals are made at the list price until there is one."))
    return table


def _dates(row: DiscountRow) -> str:
    if row.valid_from is None and row.valid_to is None:
        return tr("always")
    first, last = (day.isoformat() if day else "" for day in (row.valid_from, row.valid_to))
    return tr("{first} to {last}").format(first=first, last=last).strip()
