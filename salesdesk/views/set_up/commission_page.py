"""Commission schemes: how consultants, agencies and referrers earn by a deal, from which day on; a new one beside its
preview, each tried on a deal of the office."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.commission import (
    BASE_WORDS,
    BY_WORDS,
    COUNT_WORDS,
    FOR_WORDS,
    STAGE_WORDS,
    CommissionRules,
    SchemeFor,
)
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_percent, format_yuan, format_yuan_short
from salesdesk.domain.permissions import Permission
from salesdesk.services.commission_schemes import SchemeSwitch, commission_schemes, switch_commission_scheme
from salesdesk.services.rows import CommissionSchemeRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.commission_form import CommissionForm
from salesdesk.views.set_up.page import SetUpPage, form_hints, why_not_permitted
from salesdesk.views.set_up.try_deal import TryDeal


class CommissionPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._row: CommissionSchemeRow | None = None
        self.new = self.action(Button(tr("New scheme"), "Ctrl N", icon="plus"), Permission.SCHEME_WRITE)
        self.new.clicked.connect(self.open_form)
        self.switch = self.action(Button(tr("Switch off"), "Ctrl D"), Permission.SCHEME_WRITE)
        self.switch.clicked.connect(self.toggle)
        self.table = _table()
        self.table.row_chosen.connect(self._choose)
        self.side = SidePanel(wide=True)
        self.side.show_foot(False)
        self.named = Label("", "section", medium=True, elide=True)
        self.side.head.addWidget(self.named)
        self.rules_part = QWidget()
        self._rules = QVBoxLayout(self.rules_part)
        self._rules.setContentsMargins(0, 0, 0, 0)
        self.side.add_part(self.rules_part)
        self.tried = TryDeal(desk)
        tried = Part()
        tried.add(self.tried)
        self.side.add_part(tried)
        self.form = CommissionForm(desk)
        self.form.left.connect(self._back)
        self.form.stored.connect(lambda _: self._back())
        listed = Sheet("surface")
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.addWidget(self.table)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(listed)
        self.leaves.addWidget(self.form)
        self.leaves.currentChanged.connect(lambda _: self.hints_changed.emit())
        self.body.addWidget(self.leaves)

    def key_hints(self) -> list[tuple[str, str]]:
        if self.leaves.currentWidget() is self.form:
            return form_hints()
        return [("Ctrl N", tr("New scheme")), ("Ctrl D", tr("Switch on or off"))]

    def load(self) -> None:
        self.desk.ask(self, commission_schemes, done=self._show)

    def _show(self, rows: list[CommissionSchemeRow]) -> None:
        self.table.set_rows(rows)
        known = {row.id: row for row in rows}
        here = known.get(self._row.id) if self._row else None
        if here is None and rows:
            here = rows[0]
            self.table.select_key(here.id)
        self._choose(here)

    def _choose(self, row: CommissionSchemeRow | None) -> None:
        self._row = row
        while (item := self._rules.takeAt(0)) is not None and (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
        self.named.setText(row.name if row else tr("No scheme is chosen."))
        if row is not None:
            part = Part(tr("Rules of the scheme"))
            for noun, value in rule_lines(row.rules, row.kind):
                part.add(ValueLine(noun, value))
            self._rules.addWidget(part)
        self.tried.set_rules(row.rules if row else None, row.kind if row else SchemeFor.CONSULTANT)
        reason = why_not_permitted(self.desk, Permission.SCHEME_WRITE)
        self.switch.set_refusal(reason or (None if row else tr("No scheme is chosen.")))
        self.switch.set_text(tr("Switch off") if row is None or row.active else tr("Switch on"))

    def toggle(self) -> None:
        """Switches the chosen scheme on or off; one that a closed month gave by stays."""
        if self._row is not None:
            form = SchemeSwitch(scheme_id=self._row.id, active=not self._row.active)
            self.desk.perform(self, switch_commission_scheme, form, lambda _: self.load(), messages.refuse)

    def open_form(self) -> None:
        """The form of a new scheme, in place of the list; it begins as the chosen one is."""
        self.leaves.setCurrentWidget(self.form)
        if self._row is None:
            self.form.begin_like(CommissionRules())
        else:
            self.form.begin_like(self._row.rules, self._row.kind)
        for button in (self.new, self.switch):
            button.setVisible(False)

    def _back(self) -> None:
        self.leaves.setCurrentIndex(0)
        for button in (self.new, self.switch):
            button.setVisible(True)
        self.table.setFocus()
        self.load()

    def leave(self) -> bool:
        if self.leaves.currentWidget() is not self.form:
            return False
        self._back()
        return True


def rule_lines(rules: CommissionRules, kind: SchemeFor) -> Iterator[tuple[str, str]]:
    """The rules of a scheme in words: what, and how much."""
    yield tr("Nothing before"), tr("{share} received").format(share=format_percent(rules.threshold_millionths))
    if rules.fixed_fen:
        yield tr("Fixed sum of a deal"), format_yuan(rules.fixed_fen)
    else:
        yield from _rate_lines(rules)
    for stage, share in rules.stages:
        if share:
            yield tr(STAGE_WORDS[stage]), format_percent(share)
    if kind is SchemeFor.CONSULTANT:
        yield tr("Follow-ups needed"), str(rules.follow_ups)


def _rate_lines(rules: CommissionRules) -> Iterator[tuple[str, str]]:
    for rung in rules.ladder:
        start = tr("From {sum} yuan").format(sum=format_yuan_short(rung.from_fen))
        yield start if rung.from_fen else tr("Commission rate"), format_percent(rung.rate_millionths, 3)
    yield tr("The rate is"), tr(BASE_WORDS[rules.base])
    if len(rules.ladder) > 1:
        yield tr("The ladder goes"), tr(BY_WORDS[rules.ladder_by])
        yield tr("On the ladder"), tr(COUNT_WORDS[rules.ladder_count])


def _table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Commission scheme"), text=lambda row: row.name, width=180, stretch=True,
                    medium=lambda row: row.active, tone=lambda row: "ink" if row.active else "ink_3"),
        TableColumn(key="kind", title=mark("Scheme for"), text=lambda row: tr(FOR_WORDS[row.kind]), width=100,
                    tone="ink_2"),
        TableColumn(key="from", title=mark("Deals from"), text=lambda row: row.valid_from.isoformat(), width=110),
        TableColumn(key="rate", title=mark("Commission rate"), width=110, align="right",
                    text=lambda row: _given(row.rules)),
        TableColumn(key="by", title=mark("Entered by"), text=lambda row: row.by, width=90, tone="ink_2"),
        TableColumn(key="state", title="", tag=lambda row: None if row.active else (tr("switched off"), "plain"),
                    width=90, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id))
    table.set_empty(tr("No commission scheme yet"), tr("Without one no deal earns commission; Ctrl N adds the first."))
    return table


def _given(rules: CommissionRules) -> str:
    """The fixed sum, or the lowest and the highest rate of the ladder; one where they are the same."""
    if rules.fixed_fen:
        return tr("{sum} a deal").format(sum=format_yuan_short(rules.fixed_fen))
    rates = sorted({rung.rate_millionths for rung in rules.ladder})
    ends = rates[:1] if len(rates) == 1 else [rates[0], rates[-1]]
    return "–".join(format_percent(rate, 3) for rate in ends)
