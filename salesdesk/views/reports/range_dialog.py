"""Which days a report covers: this month, the one before, the year, all, or days that are typed."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.services.exports import REPORT_WORDS, ReportKind, report_rows
from salesdesk.services.reports import FIRST_DAY, LAST_DAY
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_export_range import Ui_ExportRange
from salesdesk.views.kit.segmented import Segmented

QUICK: dict[str, str] = {
    "month": mark("This month"),
    "before": mark("Month before"),
    "year": mark("This year"),
    "all": mark("All days"),
}
DEFAULT = "month"
_WIDTH = 460


def quick_days(key: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of a quick range; None where it has no bound."""
    first = today.replace(day=1)
    if key == "before":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if key == "year":
        return today.replace(month=1, day=1), today
    return (None, None) if key == "all" else (first, today)


BY_DAY: dict[ReportKind, str] = {
    ReportKind.SALES_DETAIL: mark("By day of subscription"),
    ReportKind.MONEY_ENTRIES: mark("By business day"),
    ReportKind.CHANGES: mark("By the day it was carried out"),
}
"""Which day of a row the days are compared with, of each dated report."""


class RangeDialog(QDialog):
    """Asks for the days. An empty day is no bound.

    Signals:
        chosen: the first and the last day.
    """

    chosen = Signal(date, date)

    def __init__(self, desk: Desk, kind: ReportKind, today: date, parent: QWidget, quick: str = DEFAULT) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self._desk, self._kind, self._today = desk, kind, today
        self._asked: tuple[date, date] | None = None
        self.ui = Ui_ExportRange()
        self.ui.setupUi(self)
        self.ui.about.setText(tr(REPORT_WORDS[kind]))
        self.quick = Segmented([(key, tr(word)) for key, word in QUICK.items()], small=False)
        self.ui.quick.addWidget(self.quick)
        self.ui.quick.addStretch(1)
        self.ui.first_noun.setText(f"{tr('First day')}　{tr(BY_DAY[kind])}")
        for field in (self.ui.first, self.ui.last):
            field.house_today, field.first, field.last = today, FIRST_DAY, LAST_DAY
            field.value_changed.connect(lambda _: self._count())
        self.quick.chosen.connect(self._set_quick)
        self.ui.go.clicked.connect(self.submit)
        self.ui.back.clicked.connect(self.reject)
        self.setTabOrder(self.quick, self.ui.first.line)
        self.quick.set_key(quick)
        self._set_quick(quick)
        self.quick.setFocus()

    def _set_quick(self, key: str) -> None:
        first, last = quick_days(key, self._today)
        self.ui.first.set_value(first)
        self.ui.last.set_value(last)
        self._count()

    def days(self) -> tuple[date, date]:
        """The days as they stand, bounds where none is typed."""
        return self.ui.first.value() or FIRST_DAY, self.ui.last.value() or LAST_DAY

    def _count(self) -> None:
        """How many rows these days have, before anything is written."""
        self._asked = days = self.days()
        if days[0] <= days[1]:
            self._desk.ask(self, report_rows, self._kind, *days, done=lambda rows: self._counted(days, rows))

    def _counted(self, days: tuple[date, date], rows: int) -> None:
        if days == self._asked:
            words = trn("{n} row", "{n} rows", rows).format(n=f"{rows:,}")
            self.ui.note.setText(words if rows else tr("Nothing on these days; the file would hold its headings only."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """Takes the days, when they can be taken."""
        if not (self.ui.first.check() and self.ui.last.check()):
            return
        first, last = self.days()
        if first > last:
            refusal = BadInput(mark("{day} lies before {bound}."), day=last.isoformat(), bound=first.isoformat())
            self.ui.last.refuse(refusal)
            self.ui.last.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(first, last)
        self.accept()
