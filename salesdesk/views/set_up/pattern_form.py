"""Units out of a pattern: the form on the left, what it makes on the right, floor by floor; then stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.services.unit_pattern import NUMBER_FORMS, PatternUnit, UnitPattern, generate_units, pattern_numbers
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import NumberEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.pattern_columns import ColumnLines

WIDTH = 540
_BETWEEN = re.compile(r"[\s,，、;；]+")


class PatternForm(FormSheet):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Generate"), WIDTH)
        self.building, self.entrances = TextField("7#"), TextField("1单元 2单元")
        self.first, self.last = NumberEdit(least=-10, most=200), NumberEdit(least=-10, most=200)
        self.skip_floors, self.skip_numbers = TextField("4 14"), TextField("0101")
        self.number_form = ChoiceField([(form, _sample(form)) for form in NUMBER_FORMS])
        self.columns = ColumnLines()
        self.table = _floors_table()
        self.fields = {
            "building": self.building, "entrances": self.entrances, "first_floor": self.first,
            "skip_floors": self.skip_floors,
        }  # fmt: skip
        self.assemble(self._form(), self.table)
        self._watch()

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        pairs = (
            (tr("Building"), self.building), (tr("Entrances, one after another"), self.entrances),
            (tr("From floor"), self.first), (tr("To floor"), self.last),
            (tr("Floors left out"), self.skip_floors), (tr("Numbers left out"), self.skip_numbers),
        )  # fmt: skip
        for place, (noun, field) in enumerate(pairs):
            row, side = divmod(place, 2)
            field.set_name(noun)
            grid.addWidget(Label(noun, "small", "ink_2"), 2 * row, side)
            grid.addWidget(field, 2 * row + 1, side)
        column.addWidget(SectionTitle(tr("Building and floors")))
        column.addLayout(grid)
        column.addWidget(Label(tr("How units are numbered"), "small", "ink_2"))
        column.addWidget(self.number_form)
        column.addWidget(SectionTitle(tr("Columns of each entrance")))
        column.addWidget(self.columns)
        column.addStretch(1)
        return form

    def _watch(self) -> None:
        for field in (self.building, self.entrances, self.first, self.last, self.skip_floors, self.skip_numbers):
            field.edited.connect(self.pause.start)
        self.number_form.chosen.connect(lambda _: self.pause.start())
        self.columns.edited.connect(self.pause.start)
        self.stored.connect(self._told)

    def begin(self) -> None:
        if not self.columns.lines:
            self.columns.reset()
            self.number_form.set_key(NUMBER_FORMS[0])
        self.show_preview()
        self.building.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return generate_units

    def form(self) -> UnitPattern | None:
        self.pause.stop()
        self.show_preview()
        return self.pattern() if self.go.isEnabled() else None

    def pattern(self) -> UnitPattern:
        """The pattern as typed.

        Raises:
            BadInput: a floor that is left out is no number.
        """
        columns = self.columns.columns()
        skipped = _split(self.skip_floors.text())
        if wrong := [floor for floor in skipped if not re.fullmatch(r"-?\d{1,3}", floor)]:
            raise BadInput(mark("“{text}” is not a floor."), text=wrong[0], field="skip_floors")
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            raise BadInput(mark("The floors are missing."), field="first_floor")
        return UnitPattern(
            request_id=self.request_id, building=self.building.text(), first_floor=first, last_floor=last,
            entrances=tuple((entrance, columns) for entrance in _split(self.entrances.text()) or [""]),
            skip_floors=tuple(map(int, skipped)), skip_numbers=tuple(_split(self.skip_numbers.text())),
            number_form=self.number_form.key() or NUMBER_FORMS[0],
        )  # fmt: skip

    def show_preview(self) -> None:
        try:
            made = pattern_numbers(self.pattern())
        except BadInput as refusal:
            self.table.set_rows([])
            self.say(str(refusal))
            self.go.set_text(tr("Generate"))
            return
        self.table.set_rows(_floors(made))
        count = trn("{n} unit", "{n} units", len(made)).format(n=f"{len(made):,}")
        self.say("", count)
        self.go.set_text(tr("Generate") + " " + count)

    def _told(self, count: int) -> None:
        messages.say(trn("{n} unit stored", "{n} units stored", count).format(n=f"{count:,}"))
        self.building.set_text("")
        self.show_preview()


def _split(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text.strip()) if part]


def _sample(form: str) -> str:
    """What the third floor's second unit would be called."""
    return form.format(floor=3, column="02", entrance="1单元")


def _floors(made: list[PatternUnit]) -> list[tuple[int, str, str, int]]:
    """Floor, entrance, its numbers, how many; the highest floor first, as on the board."""
    rows: dict[tuple[int, str], list[str]] = {}
    for unit in made:
        rows.setdefault((unit.floor, unit.entrance), []).append(unit.number)
    order = {entrance: place for place, entrance in enumerate(dict.fromkeys(unit.entrance for unit in made))}
    keys = sorted(rows, key=lambda key: (-key[0], order[key[1]]))
    return [(floor, entrance, "　".join(rows[floor, entrance]), len(rows[floor, entrance])) for floor, entrance in keys]


def _floors_table() -> SheetTable:
    columns = (
        TableColumn(key="floor", title=mark("Floor"), text=lambda row: str(row[0]), width=60, align="right",
                    sort=lambda row: row[0]),
        TableColumn(key="entrance", title=mark("Entrance"), text=lambda row: row[1] or "—", width=90),
        TableColumn(key="numbers", title=mark("Unit numbers"), text=lambda row: row[2], width=300, stretch=True),
        TableColumn(key="count", title=mark("Units"), text=lambda row: str(row[3]), width=60, align="right"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: (row[0], row[1])), dense=True)
    table.set_empty(tr("The pattern makes nothing yet."), tr("Name the building, its floors and the columns."))
    return table
