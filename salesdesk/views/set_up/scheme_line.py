"""One line of a scheme being made: how much of which money item, and from what it falls due; two rows of fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import DEFAULT_ITEMS, MoneyClass, MoneyItem
from salesdesk.domain.schedules import EVENT_WORDS, DayKind, Event, SchemeLine
from salesdesk.services.schemes import MOST_PARTS
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import MoneyEdit, NumberEdit, PercentEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Line
from salesdesk.views.theme import theme

SHARE, SUM, REST = "share", "sum", "rest"
_HOW = {SHARE: mark("share"), SUM: mark("sum"), REST: mark("rest")}
_DAYS = {DayKind.CALENDAR: mark("days"), DayKind.WORKING: mark("working days")}
_EVENTS = (
    Event.SUBSCRIPTION, Event.CONTRACT, Event.LOAN_APPROVAL, Event.NODE, Event.HANDOVER, Event.FIXED_DATE,
)  # fmt: skip
_MOST_MONTHS, _MOST_DAYS = 240, 3650


class SchemeLineEdit(QWidget):
    """See the module. A down payment in percent takes the earnest money off at first (定金抵首付).

    Signals:
        edited: something of it was typed or chosen.
        removed: the person wants it gone.
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, line: SchemeLine, items: Sequence[MoneyItem] = DEFAULT_ITEMS, nodes: Sequence[str] = ()) -> None:
        super().__init__()
        self._items, self._nodes = {item.code: item for item in items}, nodes
        self.item = ChoiceField([(item.code, tr(item.name)) for item in items])
        self.name = TextField(most=60)
        self.how = ChoiceField([(key, tr(words)) for key, words in _HOW.items()])
        self.share, self.amount = PercentEdit(), MoneyEdit(unit=False)
        self._nothing = Label(tr("the rest"), tone="ink_3", align=RIGHT)
        self.drop = IconButton("close", tr("Remove the line"))
        self.event_field = ChoiceField([(event, tr(EVENT_WORDS[event])) for event in _EVENTS])
        self.node = ChoiceField(placeholder=tr("which node"))
        self.fixed_on = DateEdit()
        self.months = NumberEdit(most=_MOST_MONTHS, unit=tr("months"))
        self.days = NumberEdit(most=_MOST_DAYS)
        self.day_kind = ChoiceField([(kind, tr(words)) for kind, words in _DAYS.items()])
        self.parts = NumberEdit(least=1, most=MOST_PARTS, unit=tr("parts in number"))
        self.gap = NumberEdit(most=MOST_PARTS, unit=tr("months apart"))
        self.less_earnest = CheckBox(tr("The earnest money counts towards it"))
        self._first, self._second = QWidget(), QWidget()
        self._lay_out()
        self._fill(line)
        self._wire()
        self._turned()

    def _lay_out(self) -> None:
        _row(self._first, (
            (self.item, 13, tr("Money item")), (self.name, 13, tr("Name of the sum")), (self.how, 8, tr("How")),
            (self.share, 12, tr("How much")), (self.amount, 12, tr("How much")), (self._nothing, 12, tr("How much")),
            (self.drop, 0, ""),
        ))  # fmt: skip
        _row(self._second, (
            (self.event_field, 12, tr("Counted from")), (self.node, 12, tr("Construction node")),
            (self.fixed_on, 12, tr("Day")), (self.months, 9, tr("Months")), (self.days, 6, tr("Days")),
            (self.day_kind, 9, tr("Kind of days")), (self.parts, 8, tr("Parts")),
            (self.gap, 11, tr("Months between parts")),
        ))  # fmt: skip
        self._nothing.setFixedHeight(theme().size("control"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._first, self._second, self.less_earnest):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(Line())

    def set_offer(self, items: Sequence[MoneyItem], nodes: Sequence[str]) -> None:
        """Other items and nodes to choose from; what is chosen stays, also where it is offered no more."""
        self._items = {item.code: item for item in items}
        self.item.set_items([(item.code, tr(item.name)) for item in items])
        self._offer_nodes((self.node.key() or "", *nodes))

    def _offer_nodes(self, names: Sequence[str]) -> None:
        self.node.set_items([(name, name) for name in dict.fromkeys(names) if name])

    def _fill(self, line: SchemeLine) -> None:
        self.item.set_key(line.item)
        self.name.set_text(line.name if line.name != self._item_name() else "")
        self.how.set_key(REST if line.takes_rest else SUM if line.amount_fen else SHARE)
        self.share.set_value(line.share_millionths or None)
        self.amount.set_value(line.amount_fen or None)
        self.event_field.set_key(line.event)
        self._offer_nodes((line.node, *self._nodes))
        self.node.set_key(line.node or None)
        self.fixed_on.set_value(line.fixed_on)
        self.months.set_value(line.months)
        self.days.set_value(line.days)
        self.day_kind.set_key(line.day_kind)
        self.parts.set_value(line.parts)
        self.gap.set_value(line.gap_months)
        self.less_earnest.setChecked(line.less_earnest)

    def _wire(self) -> None:
        self.drop.clicked.connect(lambda: self.removed.emit(self))
        for choice in (self.item, self.how, self.event_field, self.node, self.day_kind):
            choice.chosen.connect(lambda _: self._turned())
        for figure in (self.share, self.amount, self.months, self.days, self.parts, self.gap):
            # `edited` comes before the value is read.
            figure.value_changed.connect(lambda _: self._turned())
        self.name.edited.connect(self.edited)
        self.fixed_on.value_changed.connect(lambda _: self.edited.emit())
        self.less_earnest.toggled.connect(lambda _: self.edited.emit())

    def _item(self) -> MoneyItem | None:
        return self._items.get(self.item.key() or "")

    def _item_name(self) -> str:
        item = self._item()
        return tr(item.name) if item else ""

    def _earnest_may_count(self) -> bool:
        item = self._item()
        own = item is not None and item.klass is MoneyClass.PRICE and item.code != "earnest"
        return own and self.how.key() == SHARE

    def _turned(self) -> None:
        how, event = self.how.key() or REST, Event(self.event_field.key() or Event.SUBSCRIPTION)
        for key, much in ((SHARE, self.share), (SUM, self.amount), (REST, self._nothing)):
            reveal(much, key == how)
        self.name.line.setPlaceholderText(self._item_name())
        fixed = event is Event.FIXED_DATE
        reveal(self.node, event is Event.NODE)
        reveal(self.fixed_on, fixed)
        for counted in (self.months, self.days, self.day_kind):
            counted.setEnabled(not fixed)
        reveal(self.gap, (self.parts.value() or 1) > 1)
        reveal(self.less_earnest, self._earnest_may_count())
        self.edited.emit()

    def line(self) -> SchemeLine:
        """The line as it stands; what is missing is nothing, which the scheme refuses."""
        item, how = self._item(), self.how.key()
        event = Event(self.event_field.key() or Event.SUBSCRIPTION)
        fixed = event is Event.FIXED_DATE
        return SchemeLine(
            item.code if item else "", item.klass if item else MoneyClass.OTHER, event,
            self.name.text().strip() or self._item_name(), months=0 if fixed else self.months.value() or 0,
            days=0 if fixed else self.days.value() or 0,
            day_kind=DayKind(self.day_kind.key() or DayKind.CALENDAR),
            share_millionths=(self.share.value() or 0) if how == SHARE else 0,
            amount_fen=(self.amount.value() or 0) if how == SUM else 0, takes_rest=how == REST,
            less_earnest=self._earnest_may_count() and self.less_earnest.isChecked(), parts=self.parts.value() or 1,
            gap_months=1 if (gap := self.gap.value()) is None else gap,
            fixed_on=self.fixed_on.value() if fixed else None,
            node=(self.node.key() or "") if event is Event.NODE else "",
        )  # fmt: skip


def _row(row: QWidget, widgets: Sequence[tuple[QWidget, int, str]]) -> None:
    """Fields side by side, by their shares of the width; each carries its noun for who cannot see it."""
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for widget, share, noun in widgets:
        if noun:
            widget.setAccessibleName(noun)
            widget.setToolTip(noun)
            widget.setMinimumWidth(share * 7)
        line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
