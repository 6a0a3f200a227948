"""The form of a commission scheme, and beside it what a deal would earn by it: one of a typed price, or one of the
office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.commission import (
    BASE_WORDS,
    BY_WORDS,
    COUNT_WORDS,
    FOR_WORDS,
    STAGE_WORDS,
    CommissionBase,
    CommissionRules,
    CommissionStage,
    LadderBy,
    LadderCount,
    Rung,
    SchemeFor,
    check_rules,
    usual_rules,
)
from salesdesk.domain.commission_working import PreviewLine, preview
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.services.commission_schemes import NewCommissionScheme, add_commission_scheme
from salesdesk.services.schemes import USUAL_PRICE_FEN
from salesdesk.views.desk import Desk
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.figures import MoneyEdit, NumberEdit, PercentEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.form_sheet import FormSheet
from salesdesk.views.set_up.try_deal import TryDeal

WIDTH = 520
RUNGS = 3
"""As many rates as a ladder may have here."""


class CommissionForm(FormSheet):
    """See the module; `begin_like` opens it with rules to start from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Save the scheme"), WIDTH)
        self.name = TextField(most=60)
        self.kind = ChoiceField([(kind.value, tr(words)) for kind, words in FOR_WORDS.items()])
        self.kind.set_key(SchemeFor.CONSULTANT.value)
        self.valid_from = DateEdit()
        self.base = ChoiceField([(base.value, tr(words)) for base, words in BASE_WORDS.items()])
        self.threshold = PercentEdit()
        self.fixed = MoneyEdit()
        self.ladder_by = ChoiceField([(by.value, tr(words)) for by, words in BY_WORDS.items()])
        self.ladder_count = ChoiceField([(count.value, tr(words)) for count, words in COUNT_WORDS.items()])
        self.rungs = [(MoneyEdit(), PercentEdit()) for _ in range(RUNGS)]
        self.stages = {stage: PercentEdit() for stage in CommissionStage}
        self.follow_ups = NumberEdit(least=0, most=99)
        self.price = MoneyEdit()
        self.price.set_value(USUAL_PRICE_FEN)
        self.table = _preview_table()
        self.tried = TryDeal(desk)
        self.fields = {
            "name": self.name, "valid_from": self.valid_from, "threshold": self.threshold, "ladder": self.rungs[0][1],
            "stages": self.stages[CommissionStage.RECEIVED], "follow_ups": self.follow_ups,
            "fixed": self.fixed,
        }  # fmt: skip
        self.assemble(self._form(), self._preview())
        self.rungs[0][0].set_value(0)
        self.rungs[0][0].setEnabled(False)
        figures = [self.threshold, self.fixed, self.follow_ups, self.price, *self.stages.values(), *_flat(self.rungs)]
        for field in (self.name, self.valid_from, *figures):
            field.edited.connect(self.pause.start)
        for choice in (self.base, self.ladder_by, self.ladder_count):
            choice.chosen.connect(lambda _: self.pause.start())
        self.kind.chosen.connect(self._other_kind)
        self._untouched: CommissionRules | None = None

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(SectionTitle(tr("Commission scheme")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows: list[tuple[str, QWidget]] = [
            (tr("Name"), self.name), (tr("Scheme for"), self.kind), (tr("Deals subscribed from"), self.valid_from),
            (tr("Nothing before this share is received"), self.threshold),
            (tr("Follow-ups before the subscription"), self.follow_ups),
            (tr("Fixed sum of a deal, yuan (empty: by rate)"), self.fixed),
            (tr("The rate is"), self.base),
        ]  # fmt: skip
        for place, (noun, field) in enumerate(rows):
            grid.addWidget(Label(noun, "small", "ink_2", wrap=True), place, 0)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addSpacing(6)
        column.addWidget(SectionTitle(tr("Ladder of rates"), size="base"))
        column.addLayout(self._ladder())
        column.addSpacing(6)
        column.addWidget(SectionTitle(tr("Given in stages, together 100 %"), size="base"))
        column.addLayout(self._stages())
        column.addStretch(1)
        return form

    def _ladder(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, (start, rate) in enumerate(self.rungs):
            words = tr("From, yuan") if not place else tr("From, yuan (empty: none)")
            grid.addWidget(Label(words, "small", "ink_2"), place, 0)
            grid.addWidget(start, place, 1)
            grid.addWidget(rate, place, 2)
            for column in (1, 2):
                grid.setColumnStretch(column, 1)
        for row, (noun, field) in enumerate(
            ((tr("The ladder goes"), self.ladder_by), (tr("On the ladder"), self.ladder_count)), RUNGS
        ):
            grid.addWidget(Label(noun, "small", "ink_2"), row, 0)
            grid.addWidget(field, row, 1, 1, 2)
        return grid

    def _stages(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, (stage, field) in enumerate(self.stages.items()):
            grid.addWidget(Label(tr(STAGE_WORDS[stage]), "small", "ink_2"), place, 0)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _preview(self) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(tr("A home of, yuan"), "small", "ink_2"))
        row.addWidget(self.price)
        row.addStretch(1)
        self.price.setFixedWidth(180)
        column.addLayout(row)
        column.addWidget(self.table)
        column.addSpacing(8)
        column.addWidget(self.tried)
        column.addStretch(1)
        return scrolling(widget)

    def begin(self) -> None:
        self.begin_like(CommissionRules())

    def begin_like(self, rules: CommissionRules, kind: SchemeFor = SchemeFor.CONSULTANT) -> None:
        """The form of a new scheme with these rules; what was typed before stays when it comes back."""
        if not self.name.text() and self.threshold.value() is None:
            self.kind.set_key(kind.value)
            self._fill(rules)
        self.show_preview()
        self.name.line.setFocus()

    def _fill(self, rules: CommissionRules) -> None:
        self.threshold.set_value(rules.threshold_millionths)
        self.follow_ups.set_value(rules.follow_ups)
        self.fixed.set_value(rules.fixed_fen or None)
        self.base.set_key(rules.base.value)
        self.ladder_by.set_key(rules.ladder_by.value)
        self.ladder_count.set_key(rules.ladder_count.value)
        rungs: list[Rung | None] = [*rules.ladder, *[None] * RUNGS]
        for (start, rate), rung in zip(self.rungs, rungs, strict=False):
            start.set_value(rung.from_fen if rung is not None else None)
            rate.set_value(rung.rate_millionths if rung is not None else None)
        for stage, share in rules.stages:
            self.stages[stage].set_value(share)
        self._untouched = self.rules()

    def _other_kind(self, key: object) -> None:
        """Another kind begins with its own usual rules, unless somebody typed figures already."""
        if self.rules() == self._untouched:
            self._fill(usual_rules(SchemeFor(str(key or SchemeFor.CONSULTANT))))
        self.show_preview()

    def scheme_for(self) -> SchemeFor:
        """Whose scheme it is."""
        return SchemeFor(str(self.kind.key() or SchemeFor.CONSULTANT))

    def rules(self) -> CommissionRules:
        """The rules as typed; an empty figure is nothing."""
        ladder = [Rung(0, self.rungs[0][1].value() or 0)]
        ladder += [
            Rung(start.value() or 0, rate.value() or 0)
            for start, rate in self.rungs[1:]
            if start.value() is not None or rate.value() is not None
        ]
        stages = tuple((stage, field.value() or 0) for stage, field in self.stages.items())
        return CommissionRules(
            self.threshold.value() or 0, tuple(ladder), stages, self.follow_ups.value() or 0,
            CommissionBase(str(self.base.key() or CommissionBase.RECEIVED)),
            LadderBy(str(self.ladder_by.key() or LadderBy.DEAL)),
            LadderCount(str(self.ladder_count.key() or LadderCount.WHOLE)), self.fixed.value() or 0,
        )  # fmt: skip

    def show_preview(self) -> None:
        price, kind = self.price.value() or USUAL_PRICE_FEN, self.scheme_for()
        rules = self.rules()
        self._bar_idle_fields(rules, kind)
        try:
            check_rules(rules)
        except BadInput as refusal:
            self.table.set_rows([])
            self.tried.set_rules(None, kind)
            self.say(str(refusal))
            return
        self.table.set_rows(list(preview(rules, price, kind)))
        self.tried.set_rules(rules, kind)
        missing = tr("The scheme needs a name.") if not self.name.text().strip() else ""
        missing = missing or (tr("The first day is missing.") if self.valid_from.value() is None else "")
        climbs = len(rules.ladder) > 1 and rules.ladder_by is LadderBy.MONTH and not rules.fixed_fen
        self.say(missing, tr("as the only deal of its month") if climbs else "")

    def _bar_idle_fields(self, rules: CommissionRules, kind: SchemeFor) -> None:
        """A fixed sum needs no ladder, and agencies and referrers follow nobody up."""
        self.follow_ups.setEnabled(kind is SchemeFor.CONSULTANT)
        for field in (self.base, self.ladder_by, self.ladder_count, *_flat(self.rungs)[1:]):
            field.setEnabled(not rules.fixed_fen)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_commission_scheme

    def form(self) -> NewCommissionScheme | None:
        self.pause.stop()
        self.show_preview()
        day = self.valid_from.value()
        if not self.go.isEnabled() or not isinstance(day, date):
            return None
        return NewCommissionScheme(
            request_id=self.request_id, name=self.name.text(), valid_from=day, rules=self.rules(),
            kind=self.scheme_for().value,
        )  # fmt: skip


def _flat(rungs: list[tuple[MoneyEdit, PercentEdit]]) -> list[Field]:
    return [field for pair in rungs for field in pair]


def _preview_table() -> SheetTable:
    columns = (
        TableColumn(key="moment", title=mark("As the deal goes on"), text=lambda row: tr(row.moment), width=220,
                    stretch=True, sortable=False),
        TableColumn(key="received", title=mark("Received"), text=lambda row: format_yuan(row.received_fen), width=150,
                    align="right", tone="ink_2", sortable=False),
        TableColumn(key="amount", title=mark("Commission up to then"), text=lambda row: format_yuan(row.amount_fen),
                    width=150, align="right", medium=True, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=_key), fit=True)
    table.set_empty(tr("No preview"), tr("The rules do not add up yet."))
    return table


def _key(row: PreviewLine) -> str:
    return row.moment
