"""The units of the project: listed, imported, generated from a pattern, restricted."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.permissions import Permission
from salesdesk.services.rows import Touched, UnitLine
from salesdesk.services.set_up import unit_lines
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.set_up.facts_form import FactsForm
from salesdesk.views.set_up.page import SetUpPage, form_hints, why_not_permitted
from salesdesk.views.set_up.pattern_form import PatternForm
from salesdesk.views.set_up.restrict_dialog import RestrictDialog
from salesdesk.views.set_up.units_table import units_table

ALL, UNPRICED, NO_PERMIT, RESTRICTED = "", "unpriced", "no_permit", "restricted"


class UnitsPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._lines: list[UnitLine] = []
        self.imports = self.action(Button(tr("Import"), "Ctrl I", icon="upload"), Permission.UNIT_WRITE)
        self.imports.clicked.connect(lambda: desk.go.emit("import", {}))
        self.generate = self.action(Button(tr("Generate"), "Ctrl G", icon="plus"), Permission.UNIT_WRITE)
        self.generate.clicked.connect(self.open_pattern)
        self.restrict = self.action(Button(tr("Restrictions"), "Ctrl R", icon="lock"), Permission.UNIT_WRITE)
        self.restrict.clicked.connect(self.open_restrictions)
        self.facts_button = self.action(Button(tr("Change facts"), "Ctrl E", icon="edit"), Permission.UNIT_WRITE)
        self.facts_button.clicked.connect(self.open_facts)
        self.building = ChoiceField(label=tr("Building"))
        self.lack = ChoiceField(
            [(ALL, tr("All")), (UNPRICED, tr("Awaiting a price")), (NO_PERMIT, tr("without a permit")),
             (RESTRICTED, tr("restricted"))], label=tr("Lacking"),
        )  # fmt: skip
        self.lack.set_key(ALL)
        self.search = SearchField(tr("Number"), "/")
        self.count = Label("", "small", "ink_3", align=RIGHT)
        self.table = units_table()
        self.table.selectionModel().selectionChanged.connect(self._bar_restrictions)
        self.building.chosen.connect(self._filter)
        self.lack.chosen.connect(self._filter)
        self.search.searched.connect(self._filter)
        self.pattern = PatternForm(desk)
        self.pattern.left.connect(self._back)
        self.pattern.stored.connect(self._stored)
        self.facts = FactsForm(desk)
        self.facts.left.connect(self._back)
        self.facts.stored.connect(lambda _: self._stored())
        self._lay_out()
        self._bar_restrictions()

    def _lay_out(self) -> None:
        filters = QWidget()
        filters.setFixedHeight(44)
        row = QHBoxLayout(filters)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self.search.setFixedWidth(200)
        for widget in (self.building, self.lack, self.search):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.count)
        listed = Sheet("surface")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(filters)
        column.addWidget(self.table, 1)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(listed)
        self.leaves.addWidget(self.pattern)
        self.leaves.addWidget(self.facts)
        self.leaves.currentChanged.connect(lambda _: self.hints_changed.emit())
        self.body.addWidget(self.leaves)

    def key_hints(self) -> list[tuple[str, str]]:
        if self.leaves.currentIndex():
            return form_hints()
        return [("Ctrl I", tr("Import")), ("Ctrl G", tr("Generate")), ("Ctrl R", tr("Restrictions")),
                ("Ctrl E", tr("Change facts"))]  # fmt: skip

    def touched(self, touched: Touched) -> bool:
        return touched.everything or bool(touched.units)

    def load(self) -> None:
        self.desk.ask(self, unit_lines, done=self._show)

    def _show(self, lines: list[UnitLine]) -> None:
        self._lines = lines
        buildings = dict.fromkeys(line.building for line in lines)
        self.building.set_items([(ALL, tr("All")), *((name, name) for name in buildings)])
        self.building.set_key(self.building.key() or ALL)
        self._filter()

    def _filter(self, _: object = None) -> None:
        building, lack, text = self.building.key(), self.lack.key(), self.search.line.text().strip()
        shown = [
            line
            for line in self._lines
            if building in (ALL, None, line.building)
            and (not text or text in line.label or text in line.number)
            and _lacks(line, lack)
        ]
        self.table.set_rows(shown)
        words = trn("{n} unit", "{n} units", len(shown)).format(n=f"{len(shown):,}")
        whole = tr("of {n}").format(n=f"{len(self._lines):,}") if len(shown) != len(self._lines) else ""
        self.count.setText(f"{words} {whole}".strip())

    def _bar_restrictions(self) -> None:
        reason = why_not_permitted(self.desk, Permission.UNIT_WRITE)
        if reason is None and not self.table.selected_rows():
            reason = tr("No unit is chosen.")
        self.restrict.set_refusal(reason)
        self.facts_button.set_refusal(reason)

    def open_restrictions(self) -> RestrictDialog:
        """The dialog about the units that are selected."""
        dialog = RestrictDialog(self.desk, self.table.selected_rows(), self)
        dialog.carried_out.connect(lambda _: self.load())
        dialog.open()
        return dialog

    def open_facts(self) -> None:
        """The form that changes facts of the units that are selected, in place of the list."""
        self.leaves.setCurrentWidget(self.facts)
        self.facts.begin_with(self.table.selected_rows())
        self._show_actions(False)

    def open_pattern(self) -> None:
        """The form that generates units, in place of the list."""
        self.leaves.setCurrentWidget(self.pattern)
        self.pattern.begin()
        self._show_actions(False)

    def _show_actions(self, shown: bool) -> None:
        for button in (self.imports, self.generate, self.restrict, self.facts_button):
            button.setVisible(shown)

    def _back(self) -> None:
        self.leaves.setCurrentIndex(0)
        self._show_actions(True)
        self.table.setFocus()

    def _stored(self) -> None:
        self._back()
        self.load()

    def leave(self) -> bool:
        if not self.leaves.currentIndex():
            return False
        self._back()
        return True


def _lacks(line: UnitLine, lack: str | None) -> bool:
    match lack:
        case "unpriced":
            return line.total_fen is None
        case "no_permit":
            return not line.permit
        case "restricted":
            return bool(line.restrictions)
        case _:
            return True
