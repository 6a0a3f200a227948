"""Revising prices: in percent, by so much per ㎡, or to one unit price; every price before and after, then stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import MILLION, format_yuan
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.price_lists import Change as Kind
from salesdesk.services.price_lists import Revision, revise_prices, revision_preview
from salesdesk.services.rows import UnitLine
from salesdesk.services.set_up import today, unit_lines
from salesdesk.services.unit_comparison import PriceChange
from salesdesk.views.desk import Desk
from salesdesk.views.imports.tables import Change, changes_table
from salesdesk.views.kit import messages
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import FigureEdit, MoneyEdit, PercentEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.units_table import layout

WIDTH = 400
ALL = ""


class RevisionForm(FormSheet):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Enter as a new version"), WIDTH)
        self._lines: list[UnitLine] = []
        self._today = date.today()
        self._asked = 0
        self._shown: Revision | None = None
        self.kind = Segmented([
            (Kind.PERCENT.value, tr("in percent")), (Kind.UNIT_PRICE.value, tr("per ㎡")),
            (Kind.SET_UNIT_PRICE.value, tr("one unit price")),
        ], small=False)  # fmt: skip
        self.percent = PercentEdit(tr("2 raises by 2 %, -2 lowers"), least=-MILLION + 1, most=10 * MILLION)
        self.per_area, self.unit_price = MoneyEdit(tr("-300 lowers")), MoneyEdit()
        self.figures = QStackedWidget()
        self.building, self.layout_choice = ChoiceField(), ChoiceField()
        self.unpriced = CheckBox(tr("only units that await a price"))
        self.name = TextField(most=200)
        self.effective = DateEdit(tr("when signed"), today=lambda: self._today, earliest=lambda: self._today)
        self.hour = TextField("00:00")
        self.changes = changes_table()
        self.assemble(self._form(), self.changes)
        self._watch()

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(SectionTitle(tr("How")))
        column.addWidget(self.kind)
        for field, noun in ((self.percent, tr("Percent")), (self.per_area, tr("Yuan per ㎡ more or less")),
                            (self.unit_price, tr("Yuan per ㎡"))):  # fmt: skip
            field.set_name(noun)
            if field is not self.percent:
                field.add_unit(tr("yuan/㎡"))
            self.figures.addWidget(field)
        self.figures.setFixedHeight(56)
        column.addWidget(self.figures)
        column.addWidget(SectionTitle(tr("Which units")))
        for noun, choice in ((tr("Building"), self.building), (tr("Layout"), self.layout_choice)):
            choice.setAccessibleName(noun)
            column.addWidget(Label(noun, "small", "ink_2"))
            column.addWidget(choice)
        column.addWidget(self.unpriced)
        column.addSpacing(10)
        column.addWidget(SectionTitle(tr("The version")))
        column.addWidget(Label(tr("Name"), "small", "ink_2"))
        self.name.set_name(tr("Name"))
        column.addWidget(self.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for place, (noun, when) in enumerate(((tr("Effective from"), self.effective), (tr("Hour"), self.hour))):
            when.set_name(noun)
            grid.addWidget(Label(noun, "small", "ink_2"), 0, place)
            grid.addWidget(when, 1, place)
        column.addLayout(grid)
        column.addWidget(
            Label(tr("It counts when it is signed off; orders keep their prices."), "small", "ink_3", wrap=True)
        )
        column.addStretch(1)
        return form

    def _watch(self) -> None:
        for field in (self.percent, self.per_area, self.unit_price):
            field.edited.connect(self.pause.start)
        for choice in (self.building, self.layout_choice):
            choice.chosen.connect(lambda _: self.pause.start())
        self.unpriced.toggled.connect(lambda _: self.pause.start())
        self.kind.chosen.connect(self._turn)
        self.stored.connect(lambda _: self._forget())

    # what the form holds

    def begin(self) -> None:
        self.desk.ask(self, today, done=self._know_day)
        self.desk.ask(self, unit_lines, done=self._know_units)
        self.field().line.setFocus()

    def _know_day(self, day: date) -> None:
        self._today = day

    def _know_units(self, lines: list[UnitLine]) -> None:
        self._lines = lines
        for choice, names in (
            (self.building, dict.fromkeys(line.building for line in lines)),
            (self.layout_choice, dict.fromkeys(sorted(layout(line) for line in lines))),
        ):
            choice.set_items([(ALL, tr("All")), *((name, name) for name in names)])
            choice.set_key(choice.key() or ALL)
        if lines and all(line.total_fen is None for line in lines):
            self.kind.choose(Kind.SET_UNIT_PRICE.value)
        self.show_preview()

    def field(self) -> FigureEdit:
        """The field of the kind that is chosen."""
        return {Kind.PERCENT.value: self.percent, Kind.UNIT_PRICE.value: self.per_area}.get(
            self.kind.key(), self.unit_price
        )

    def _turn(self, _: str) -> None:
        self.figures.setCurrentWidget(self.field())
        self.field().line.setFocus()
        self.pause.start()

    def revision(self) -> Revision | None:
        """The revision as typed; None while the figure is missing or refused."""
        value = self.field().value()
        if value is None:
            return None
        kind = Kind(self.kind.key())
        return Revision(
            request_id=self.request_id, name=self.name.text(), change=kind, unit_ids=self._unit_ids(),
            value=MILLION + value if kind is Kind.PERCENT else value, effective_at=self._effective(),
        )  # fmt: skip

    def _unit_ids(self) -> tuple[int, ...]:
        building, chosen = self.building.key() or ALL, self.layout_choice.key() or ALL
        return tuple(
            line.id
            for line in self._lines
            if building in (ALL, line.building)
            and chosen in (ALL, layout(line))
            and not (self.unpriced.isChecked() and line.total_fen is not None)
        )

    def _effective(self) -> datetime | None:
        day = self.effective.value()
        if day is None:
            return None
        text = self.hour.text().strip().replace("：", ":") or "00:00"
        return datetime.combine(day, time.fromisoformat(text.zfill(5)), SHANGHAI)

    def _hour_is_right(self) -> bool:
        try:
            self._effective()
        except ValueError:
            self.hour.refuse(tr("An hour looks like 09:00."))
            self.hour.line.setFocus()
            return False
        return True

    # what it would do

    def show_preview(self) -> None:
        self._asked += 1
        asked = self._asked
        if not self.field().check() or not self._hour_is_right():
            self._tell(self.field().problem(), [])
            return
        form = self.revision()
        if form is None or not form.unit_ids:
            self._tell(tr("How much is missing.") if form is None else tr("No unit is chosen."), [])
            return
        self.desk.ask(self, revision_preview, form, done=lambda changes: self._show(asked, form, changes),
                      failed=lambda refusal: self._tell(str(refusal), []))  # fmt: skip

    def _show(self, asked: int, form: Revision, changes: list[PriceChange]) -> None:
        if asked == self._asked:
            self._shown = form
            self._tell("" if changes else tr("The revision changes no price."), changes)

    def _tell(self, reason: str, changes: list[PriceChange]) -> None:
        self.changes.set_rows([Change(place, price) for place, price in enumerate(changes)])
        before = sum(change.before_fen or 0 for change in changes)
        after = sum(change.after_fen for change in changes)
        said = trn("{n} price", "{n} prices", len(changes)).format(n=f"{len(changes):,}")
        sums = tr("{before} → {after} yuan").format(before=format_yuan(before), after=format_yuan(after))
        self.say(reason, f"{said}　{sums}" if changes else "")

    # storing

    def verb(self) -> Callable[[Any, Any], Any]:
        return revise_prices

    def form(self) -> Revision | None:
        if not self.effective.check() or not self._hour_is_right():
            return None
        wanted = self.revision()
        if wanted is None or self._shown is None or _prices(wanted) != _prices(self._shown):
            # Pressed before the preview caught up with the typing: what is stored is what was seen.
            self.show_preview()
            return None
        return wanted

    def _forget(self) -> None:
        messages.say(tr("Entered; the version awaits its signature."))
        for field in (self.percent, self.per_area, self.unit_price):
            field.set_value(None)
        self.name.set_text("")


def _prices(form: Revision) -> tuple[object, ...]:
    """What decides about prices; name and time may still be typed."""
    return form.change, form.value, form.unit_ids
