"""A payment scheme being made or changed: its lines on the left, on the right what a home would owe by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.schedules import KIND_WORDS, SchemeKind, SchemeLine, price_sum
from salesdesk.domain.settings import ProjectSettings
from salesdesk.services.rows import SchemeRow
from salesdesk.services.schemes import (
    USUAL_PRICE_FEN,
    NewScheme,
    SchemeChanged,
    SchemeEdit,
    SchemeParts,
    SchemeTrial,
    TrialUnit,
    add_scheme,
    change_scheme,
    example_dues,
    scheme_in_use,
    scheme_parts,
    trial_units,
    try_scheme,
)
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.live_answer import LiveAnswer
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.scheme_dues import Total, dues_table
from salesdesk.views.set_up.scheme_lines import SchemeLines, first_lines

WIDTH = 620
NO_UNIT = "—"
DEFAULT_EARNEST = ProjectSettings().number("earnest.fen")
LOAN_STEPS = (1_000_000, 100_000, 10_000)
"""Loans are rounded down to 10,000, 1,000 or 100 yuan."""


class SchemeForm(FormSheet):
    """See the module; `begin` for a new one, `begin_copy` for one like another, `begin_change` for a change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Save the scheme"), WIDTH)
        self._row: SchemeRow | None = None
        self._shows_price = False
        self._parts: SchemeParts | None = None
        self._begun_with: tuple[SchemeLine, ...] = ()
        self.name = TextField(most=60)
        self.kind = ChoiceField([(kind, tr(words)) for kind, words in KIND_WORDS.items()])
        self.kind.set_key(SchemeKind.IN_FULL)
        self.rounding = ChoiceField(
            [(step, tr("{sum} yuan").format(sum=f"{step // 100:,}")) for step in LOAN_STEPS]
        )  # fmt: skip
        self.rounding.set_key(LOAN_STEPS[0])
        self.head = SectionTitle(tr("Scheme"))
        self.used = Banner("note")
        self.lines = SchemeLines()
        self.price = MoneyEdit()
        self.price.set_value(USUAL_PRICE_FEN)
        self.unit = ChoiceField([(None, NO_UNIT)])
        self.day = DateEdit(today=lambda: self._parts.today if self._parts else date.today())
        self.live = LiveAnswer(desk, self)
        self.dues = dues_table()
        self.fields = {"name": self.name}
        self.assemble(self._form(), self._preview())
        self.name.edited.connect(self.pause.start)
        self.kind.chosen.connect(lambda _: self.pause.start())
        self.rounding.chosen.connect(lambda _: self.pause.start())
        self.price.value_changed.connect(lambda _: self._price_typed())
        self.unit.chosen.connect(lambda _: self.pause.start())
        self.day.value_changed.connect(lambda _: self.pause.start())
        self.live.worked_out.connect(self._tried)
        self.live.refused.connect(self._not_tried)
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
            grid.addWidget(widget, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        column.addWidget(self.head)
        column.addWidget(self.used)
        column.addLayout(grid)
        column.addWidget(SectionTitle(tr("Lines of the scheme"), note=tr("At most one takes the rest of the price")))
        column.addWidget(self.lines)
        column.addStretch(1)
        return form

    def _preview(self) -> QWidget:
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        asked = QGridLayout()
        asked.setContentsMargins(16, 10, 16, 10)
        asked.setHorizontalSpacing(8)
        asked.setVerticalSpacing(4)
        tried = ((tr("Tried on a price of"), self.price), (tr("at the list price of"), self.unit),
                 (tr("subscribed on"), self.day))  # fmt: skip
        for place, (noun, widget) in enumerate(tried):
            widget.setAccessibleName(noun)
            row, beside = divmod(place, 2)
            asked.addWidget(Label(noun, "small", "ink_2"), 2 * row, beside)
            asked.addWidget(widget, 2 * row + 1, beside)
            asked.setColumnStretch(beside, 1)
        column.addLayout(asked)
        column.addWidget(self.dues, 1)
        return sheet

    def begin(self) -> None:
        """A new scheme; what was typed and not saved is still there."""
        if self._row is not None or not self.lines.lines:
            self._begin_anew()
        self._begun()

    def _begin_anew(self) -> None:
        self._show(None, "", SchemeKind.IN_FULL, LOAN_STEPS[0])
        self.lines.show_lines(first_lines(self._earnest()))
        self._begun_with = self.lines.scheme_lines()

    def _earnest(self) -> int:
        """What a new scheme asks as earnest money, as far as it is known yet."""
        return self._parts.earnest_fen if self._parts else DEFAULT_EARNEST

    def begin_copy(self, row: SchemeRow) -> None:
        """A new scheme that begins as another one is."""
        self._fill(row, tr("{name}, copy").format(name=row.scheme.name)[:60])
        self._row = None
        self.head.title.setText(tr("Copy of “{name}”").format(name=row.scheme.name))
        self._begun()

    def begin_change(self, row: SchemeRow) -> None:
        """The scheme as it stands; where orders rest on it, that they keep it is said at once."""
        self._fill(row, row.scheme.name)
        self.head.title.setText(tr("Change “{name}”").format(name=row.scheme.name))
        self._begun()
        self.desk.ask(self, scheme_in_use, row.id, done=self._tell_use)

    def _fill(self, row: SchemeRow, name: str) -> None:
        self._show(row, name, row.scheme.kind, row.scheme.loan_round_fen)
        self.lines.show_lines(row.scheme.lines)

    def _show(self, row: SchemeRow | None, name: str, kind: SchemeKind, step: int) -> None:
        self._row = row
        self.head.title.setText(tr("Scheme"))
        self.used.set_text("", "")
        self.name.set_text(name)
        self.kind.set_key(kind)
        steps = LOAN_STEPS if step in LOAN_STEPS else (*LOAN_STEPS, step)
        self.rounding.set_items([(one, tr("{sum} yuan").format(sum=f"{one // 100:,}")) for one in steps])
        self.rounding.set_key(step)

    def _begun(self) -> None:
        self.show_preview()
        self.name.line.setFocus()
        self.name.line.selectAll()
        self.desk.ask(self, scheme_parts, done=self._know_parts)
        self.desk.ask(self, trial_units, done=self._know_units)

    def _know_units(self, units: list[TrialUnit]) -> None:
        chosen = self.unit.key()
        self.unit.set_items([(None, NO_UNIT), *((unit.id, unit.label) for unit in units)])
        self.unit.set_key(chosen if chosen in {unit.id for unit in units} else None)

    def _price_typed(self) -> None:
        """A price of one's own is no unit's."""
        if not self._shows_price:
            self.unit.set_key(None)
            self.pause.start()

    def _know_parts(self, parts: SchemeParts) -> None:
        untouched = self._row is None and self.lines.scheme_lines() == self._begun_with
        if untouched and parts.earnest_fen != self._earnest():
            self._parts = parts
            self._begin_anew()
        self._parts = parts
        self.lines.set_offer(parts.items, parts.nodes)
        if self.day.value() is None:
            self.day.set_value(parts.today)
        self.show_preview()

    def _tell_use(self, used: bool) -> None:
        if used:
            words = tr("They keep it as it is. What is saved here is a new version for the deals to come.")
            self.used.set_text(tr("Orders rest on this scheme"), words)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_scheme if self._row is None else change_scheme

    def form(self) -> NewScheme | None:
        self.pause.stop()
        self.show_preview()
        return self._scheme() if self.go.isEnabled() else None

    def _scheme(self) -> NewScheme:
        new = NewScheme(
            request_id=self.request_id, name=self.name.text(), kind=SchemeKind(self.kind.key() or SchemeKind.IN_FULL),
            lines=self.lines.scheme_lines(), loan_round_fen=self.rounding.key() or LOAN_STEPS[0],
        )  # fmt: skip
        row = self._row
        return new if row is None else SchemeEdit(**vars(new), scheme_id=row.id, seen=row.version)

    def show_preview(self) -> None:
        """Whether the scheme adds up is said at once; what it comes to, with its days, a moment later."""
        price, scheme = self.price.value() or USUAL_PRICE_FEN, self._scheme()
        try:
            example_dues(scheme, self._parts, price)
        except BadInput as refusal:
            self.live.forget()
            self._not_tried(refusal)
            self.say(str(refusal))
            return
        named = bool(self.name.text().strip())
        self.say("" if named else tr("The scheme needs a name."), tr("signed in time, as an example"))
        if self._parts is not None and (day := self.day.value()) is not None:
            self.live.want(try_scheme, replace(scheme, request_id=""), price, self.unit.key(), day)

    def _tried(self, trial: SchemeTrial) -> None:
        if self.unit.key() is not None:
            self._shows_price = True
            self.price.set_value(trial.price_fen)
            self._shows_price = False
        self.dues.set_rows(trial.dues)
        self.dues.set_total(Total(price_sum(trial.dues), trial.price_fen))

    def _not_tried(self, refusal: Refusal) -> None:
        self.dues.set_rows([])
        self.dues.set_total(None)
        self.dues.set_empty(tr("The scheme does not add up yet."), str(refusal))

    def _forget(self, answer: object) -> None:
        if isinstance(answer, SchemeChanged):
            kept = tr("Changed for deals to come; orders keep the version they were made by.")
            messages.say(kept if answer.kept else tr("The scheme is changed."))
        else:
            messages.say(tr("The scheme is offered from now on."))
        self._begin_anew()
