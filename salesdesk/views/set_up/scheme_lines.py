"""The lines of a scheme being made: item, event, days, and how much, one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import ITEMS, MoneyClass
from salesdesk.domain.schedules import EVENT_WORDS, Event, SchemeLine
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.figures import MoneyEdit, NumberEdit, PercentEdit
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme

MOST = 12
SHARE, SUM, REST = "share", "sum", "rest"
_HOW = {SHARE: mark("share"), SUM: mark("sum"), REST: mark("rest")}
_EVENTS = (Event.SUBSCRIPTION, Event.CONTRACT, Event.LOAN_APPROVAL, Event.HANDOVER)
_PRICED = tuple(item for item in ITEMS.values() if item.klass in (MoneyClass.PRICE, MoneyClass.PRICE_BY_LOAN))
_WIDTHS = (120, 100, 70, 80, 120)
_NOUNS = (mark("Money item"), mark("Counted from"), mark("Days"), mark("How"), mark("How much"))


class SchemeLineEdit(QWidget):
    """One line. A down payment in percent takes the earnest money off (定金抵首付)."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, item: str, event: Event, days: int, how: str) -> None:
        super().__init__()
        self.item = ChoiceField([(each.code, tr(each.name)) for each in _PRICED])
        self.event_field = ChoiceField([(event, tr(EVENT_WORDS[event])) for event in _EVENTS])
        self.days = NumberEdit(most=3650)
        self.how = ChoiceField([(key, tr(words)) for key, words in _HOW.items()])
        self.share, self.amount = PercentEdit(), MoneyEdit(unit=False)
        self._nothing = Label(tr("the rest"), tone="ink_3", align=RIGHT)
        self.item.set_key(item)
        self.event_field.set_key(event)
        self.days.set_value(days)
        self.how.set_key(how)
        self.drop = IconButton("close", tr("Remove the line"))
        self.drop.clicked.connect(lambda: self.removed.emit(self))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        for place, widget in enumerate((self.item, self.event_field, self.days, self.how)):
            widget.setMinimumWidth(_WIDTHS[place] - 30)
            widget.setAccessibleName(tr(_NOUNS[place]))
            grid.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, _WIDTHS[place])
        for much in (self.share, self.amount, self._nothing):
            much.setAccessibleName(tr(_NOUNS[-1]))
            grid.addWidget(much, 0, len(_WIDTHS) - 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(len(_WIDTHS) - 1, _WIDTHS[-1])
        self._nothing.setFixedHeight(theme().size("control"))
        grid.addWidget(self.drop, 0, len(_WIDTHS), Qt.AlignmentFlag.AlignTop)
        for choice in (self.item, self.event_field, self.how):
            choice.chosen.connect(lambda _: self._turned())
        for field in (self.days, self.share, self.amount):
            field.edited.connect(self.edited)
        self._turned()

    def _turned(self) -> None:
        how = self.how.key() or REST
        for key, much in ((SHARE, self.share), (SUM, self.amount), (REST, self._nothing)):
            reveal(much, key == how)
        self.edited.emit()

    def line(self) -> SchemeLine:
        """The line as chosen; what is missing is 0, which the scheme refuses."""
        item, how = ITEMS[self.item.key() or "balance"], self.how.key()
        share, event = self.share.value() or 0, Event(self.event_field.key() or Event.SUBSCRIPTION)
        return SchemeLine(
            item.code, item.klass, event, tr(item.name), days=self.days.value() or 0,
            share_millionths=share if how == SHARE else 0,
            amount_fen=(self.amount.value() or 0) if how == SUM else 0, takes_rest=how == REST,
            less_earnest=item.code == "down_payment" and how == SHARE,
        )  # fmt: skip


class SchemeLines(QWidget):
    """All lines of the scheme, in the order in which they fall due."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[SchemeLineEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        head = QGridLayout()
        head.setHorizontalSpacing(6)
        for place, noun in enumerate(_NOUNS):
            head.addWidget(Label(tr(noun), "small", "ink_2"), 0, place)
            head.setColumnStretch(place, _WIDTHS[place])
        head.setColumnMinimumWidth(len(_NOUNS), 24)
        self._column.addLayout(head)
        self.more = Link(tr("Add a line"))
        self.more.clicked.connect(lambda: self.add("stage_payment", Event.CONTRACT, 30, SHARE))
        self._column.addWidget(self.more)

    def reset(self) -> None:
        """The two lines that every scheme has: earnest money, and what is left."""
        for line in list(self.lines):
            self._drop(line)
        self.add("earnest", Event.SUBSCRIPTION, 0, SUM)
        self.add("balance", Event.SUBSCRIPTION, 30, REST)

    def add(self, item: str, event: Event, days: int, how: str) -> None:
        if len(self.lines) >= MOST:
            return
        line = SchemeLineEdit(item, event, days, how)
        line.edited.connect(self.edited)
        line.removed.connect(self._remove)
        self._column.insertWidget(len(self.lines) + 1, line)
        self.lines.append(line)
        self.edited.emit()

    def _remove(self, line: SchemeLineEdit) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: SchemeLineEdit) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def scheme_lines(self) -> tuple[SchemeLine, ...]:
        return tuple(line.line() for line in self.lines)
