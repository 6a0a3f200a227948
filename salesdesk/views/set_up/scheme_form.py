"""A new payment scheme: its lines on the left, on the right what a home of an example price would owe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.schedules import EVENT_WORDS, KIND_WORDS, DueItem, SchemeKind, price_sum
from salesdesk.services.schemes import USUAL_PRICE_FEN, NewScheme, add_scheme, example_dues
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.scheme_lines import SchemeLines

WIDTH = 620


class SchemeForm(FormSheet):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Save the scheme"), WIDTH)
        self.name = TextField(most=60)
        self.kind = ChoiceField([(kind, tr(words)) for kind, words in KIND_WORDS.items()])
        self.kind.set_key(SchemeKind.IN_FULL)
        self.rounding = MoneyEdit()
        self.rounding.set_value(1_000_000)
        self.lines = SchemeLines()
        self.dues = _dues_table()
        self.fields = {"name": self.name}
        self.assemble(self._form(), self.dues)
        self.name.edited.connect(self.pause.start)
        self.rounding.edited.connect(self.pause.start)
        self.lines.edited.connect(self.pause.start)
        self.stored.connect(self._forget)

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        pairs = ((tr("Name"), self.name), (tr("Kind"), self.kind), (tr("Loans are rounded down to"), self.rounding))
        for place, (noun, widget) in enumerate(pairs):
            widget.setAccessibleName(noun)
            grid.addWidget(Label(noun, "small", "ink_2"), 0, place)
            grid.addWidget(widget, 1, place)
            grid.setColumnStretch(place, 1)
        column.addWidget(SectionTitle(tr("Scheme")))
        column.addLayout(grid)
        column.addWidget(SectionTitle(tr("Lines of the scheme"), note=tr("One line takes the rest of the price")))
        column.addWidget(self.lines)
        column.addStretch(1)
        return form

    def begin(self) -> None:
        if not self.lines.lines:
            self.lines.reset()
        self.show_preview()
        self.name.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_scheme

    def form(self) -> NewScheme | None:
        self.pause.stop()
        self.show_preview()
        return self._scheme() if self.go.isEnabled() else None

    def _scheme(self) -> NewScheme:
        return NewScheme(
            request_id=self.request_id, name=self.name.text(), kind=SchemeKind(self.kind.key() or SchemeKind.IN_FULL),
            lines=self.lines.scheme_lines(), loan_round_fen=self.rounding.value() or 1,
        )  # fmt: skip

    def show_preview(self) -> None:
        try:
            dues = example_dues(self._scheme())
        except BadInput as refusal:
            self.dues.set_rows([])
            self.dues.set_total(None)
            self.say(str(refusal))
            return
        self.dues.set_rows(dues)
        self.dues.set_total(price_sum(dues))
        self.say("", tr("for a price of {sum} yuan").format(sum=format_yuan(USUAL_PRICE_FEN)))

    def _forget(self, _: object) -> None:
        messages.say(tr("The scheme is offered from now on."))
        self.name.set_text("")
        self.lines.reset()


def _dues_table() -> SheetTable:
    columns = (
        TableColumn(key="seq", title=mark("Part"), text=lambda row: str(row.seq) if isinstance(row, DueItem) else "",
                    width=56, sortable=False),
        TableColumn(key="item", title=mark("Money item"), text=_item, width=110, medium=True, stretch=True,
                    sortable=False),
        TableColumn(key="when", title=mark("Due"), text=_when, width=110, sortable=False),
        TableColumn(key="share", title=mark("Share"), text=_share, width=76, align="right", tone="ink_2",
                    sortable=False),
        TableColumn(key="amount", title=mark("Amount yuan"), text=_amount, width=124, align="right", sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.seq))
    table.set_empty(tr("The scheme does not add up yet."))
    return table


def _item(row: DueItem | int) -> str:
    return row.name or tr(ITEMS[row.item].name) if isinstance(row, DueItem) else tr("All together")


def _when(row: DueItem | int) -> str:
    if not isinstance(row, DueItem):
        return tr("✓ equal") if row == USUAL_PRICE_FEN else tr("✗ differs")
    event = tr(EVENT_WORDS[row.event])
    return tr("{event} + {n} days").format(event=event, n=row.days) if row.days else event


def _share(row: DueItem | int) -> str:
    return format_percent(row.share_millionths if isinstance(row, DueItem) else 1_000_000)


def _amount(row: DueItem | int) -> str:
    return format_yuan(row.amount_fen if isinstance(row, DueItem) else row)
