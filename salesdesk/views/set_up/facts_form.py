"""Facts of many units at once: layout and aspect typed on the left, on the right each unit before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.services.grounds import FactChange, UnitFacts, change_facts, fact_changes
from salesdesk.services.rows import UnitLine
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.words import NOTHING

WIDTH = 360
FACT_WORDS = {"layout": mark("Layout"), "aspect": mark("Aspect")}


class FactsForm(FormSheet):
    """See the module; `begin_with` takes the units that were selected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Change the units"), WIDTH)
        self._lines: list[UnitLine] = []
        self.head = SectionTitle(tr("Units"))
        self.sold = Banner("note")
        self.fields = {name: TextField(most=50) for name in FACT_WORDS}
        self.empties = {name: CheckBox(tr("leave it empty")) for name in FACT_WORDS}
        self.table = _table()
        self.assemble(self._form(), self.table)
        for name, field in self.fields.items():
            field.edited.connect(self.pause.start)
            self.empties[name].toggled.connect(field.setDisabled)
            self.empties[name].toggled.connect(lambda _: self.pause.start())
        self.stored.connect(self._forget)

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.sold)
        for name, field in self.fields.items():
            noun = tr(FACT_WORDS[name])
            field.set_name(noun)
            field.line.setPlaceholderText(tr("stays as it is"))
            column.addWidget(Label(noun, "small", "ink_2"))
            column.addWidget(field)
            column.addWidget(self.empties[name])
        column.addStretch(1)
        return form

    def begin_with(self, lines: Sequence[UnitLine]) -> None:
        """These units; what was typed for others before is still there."""
        self._lines = list(lines)
        count = len(lines)
        self.head.title.setText(trn("{n} unit", "{n} units", count).format(n=f"{count:,}"))
        self.begin()

    def begin(self) -> None:
        self.show_preview()
        self.fields["layout"].line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return change_facts

    def form(self) -> UnitFacts | None:
        self.pause.stop()
        self.show_preview()
        return self._facts() if self.go.isEnabled() else None

    def _facts(self) -> UnitFacts:
        given = {
            name: "" if self.empties[name].isChecked() else field.text().strip() or None
            for name, field in self.fields.items()
        }
        return UnitFacts(request_id=self.request_id, unit_ids=tuple(line.id for line in self._lines), **given)

    def show_preview(self) -> None:
        try:
            found = fact_changes(self._lines, self._facts())
        except BadInput as refusal:
            self.table.set_rows([])
            self.say(str(refusal))
            return
        sold = len(found.sold)
        words = trn("{n} sold unit stays as it was sold.", "{n} sold units stay as they were sold.", sold)
        self.sold.set_text("", words.format(n=f"{sold:,}") if sold else "")
        self.table.set_rows(found.changes)
        changed = len(found.unit_ids)
        note = trn("{n} unit", "{n} units", changed).format(n=f"{changed:,}")
        self.say("" if changed else tr("Nothing is changed."), note)

    def _forget(self, count: object) -> None:
        words = trn("{n} unit changed.", "{n} units changed.", int(str(count))).format(n=count)
        messages.say(words)
        for name, field in self.fields.items():
            field.set_text("")
            self.empties[name].setChecked(False)


def _table() -> SheetTable:
    columns = (
        TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.unit.label, width=130, medium=True),
        TableColumn(key="fact", title=mark("Fact"), text=lambda row: tr(FACT_WORDS[row.fact]), width=90, tone="ink_2"),
        TableColumn(key="before", title=mark("Before"), text=lambda row: row.before or NOTHING, width=180,
                    tone="ink_3"),
        TableColumn(key="after", title=mark("After"), text=lambda row: row.after or NOTHING, width=180, stretch=True,
                    medium=True, tone="accent"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=_key), dense=True)
    table.set_empty(tr("Nothing is changed."), tr("Type what these units are to have."))
    return table


def _key(row: FactChange) -> tuple[int, str]:
    return row.unit.id, row.fact
