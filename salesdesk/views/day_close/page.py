"""The page of day close: what is to be closed, and what was closed; Esc goes back to the counter."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.day_close import ClosedDay, DayToClose, closed_days, day_to_close
from salesdesk.services.day_sheets import day_sheet_pdf
from salesdesk.services.office import new_request_id
from salesdesk.services.printed_seals import note_outside
from salesdesk.services.seals import DayClose, close_day, outside_name
from salesdesk.views.day_close.closed import ClosedView
from salesdesk.views.day_close.closing import ClosingView, doubts
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.paper_preview.dialog import PaperPreview

OPEN, CLOSED = "open", "closed"


class DayClosePage(QWidget):
    """See the module.

    Signals:
        left: back to the counter.
        hints_changed: other keys count now.
    """

    left = Signal()
    hints_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.preview: PaperPreview | None = None
        self._wanted: date | None = None
        self._request_id = new_request_id()
        self._saving = False
        self._select = 0
        self._asked: tuple[date, str] | None = None
        self._unwritten: ClosedDay | None = None
        self.bar = PageBar(tr("Day close"))
        self.tabs = Segmented([(OPEN, tr("To close")), (CLOSED, tr("Closed days"))])
        self.back = Button(tr("Back to the counter"), "Esc")
        self.closing, self.closed = ClosingView(), ClosedView(desk)
        self.leaves = QStackedWidget()
        self._lay_out()
        for keys in ("Ctrl+PgDown", "Ctrl+PgUp"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.turn)
        self.tabs.chosen.connect(self.turn_to)
        self.back.clicked.connect(self.left)
        self.closing.confirmed.connect(self.close_the_day)
        self.closing.day_chosen.connect(self._choose_day)
        self.closed.sheet_wanted.connect(self._show_sheet)
        self.closed.write_again.connect(self._write_again)

    def _lay_out(self) -> None:
        self.bar.add(self.tabs)
        self.bar.add_action(self.back)
        self.leaves.addWidget(self.closing)
        self.leaves.addWidget(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.leaves, 1)

    def key_hints(self) -> list[tuple[str, str]]:
        always = [("Ctrl PgDn", tr("turn the leaves")), ("Esc", tr("Back to the counter"))]
        if self.tabs.key() == OPEN:
            return [("Ctrl Enter", tr("Close the day")), *always]
        return [("Ctrl P", tr("Day sheet")), ("Ctrl R", tr("Verify")), *always]

    # showing

    def enter(self) -> None:
        """Shown anew: the day to be closed."""
        self.turn_to(OPEN)
        self.load()

    def turn_to(self, leaf: str) -> None:
        """To the day to be closed, or to the closed ones."""
        self.tabs.set_key(leaf)
        view = self.closing if leaf == OPEN else self.closed
        self.leaves.setCurrentWidget(view)
        view.take_cursor()
        self.hints_changed.emit()

    def turn(self) -> None:
        """To the other leaf."""
        self.turn_to(CLOSED if self.tabs.key() == OPEN else OPEN)

    def load(self) -> None:
        """Reads both leaves anew."""
        self.desk.ask(self, day_to_close, self._wanted, done=self._show_open)
        self.desk.ask(self, closed_days, done=self._show_closed)

    def forget(self) -> None:
        """Another project: nothing of the one before stays."""
        self._wanted, self._select, self._unwritten = None, 0, None
        self._request_id = new_request_id()
        self.closed.side.forget()
        self.closed.show_days([])

    def _show_open(self, shown: DayToClose) -> None:
        self._asked = None
        self.closing.show_day(shown, str(self.desk.office.seals_file))
        if self._saving:
            self.closing.side.bar(tr("The day is being closed."))

    def _show_closed(self, days: list[ClosedDay]) -> None:
        self.closed.show_days(days)
        fresh = next((one for one in days if one.close.seal.id == self._select), None)
        if fresh is not None:
            self._select = 0
            self.closed.select(fresh.close.seal.id)
            self._write(fresh)

    def _choose_day(self, day: date) -> None:
        self._wanted = day
        self._request_id = new_request_id()
        self.load()

    # closing

    def close_the_day(self) -> None:
        """Closes the day that is shown, once; where something speaks against it, it asks once more."""
        shown = self.closing.shown
        if self._saving or shown is None or shown.why_not is not None:
            return
        if (against := doubts(shown.figures)) and self._asked != (shown.day, against):
            self._asked = (shown.day, against)
            self.closing.side.ask_again(against)
            return
        self._saving = True
        self.closing.side.bar(tr("The day is being closed."))
        form = DayClose(request_id=self._request_id, day=shown.day)
        self.desk.perform(self, close_day, form, partial(self._closed, shown.day), self._not_closed)

    def _closed(self, day: date, seal_id: int) -> None:
        self._saving, self._wanted, self._select = False, None, seal_id
        self._request_id = new_request_id()
        messages.say(tr("{day} is closed and sealed.").format(day=day.isoformat()))
        self.turn_to(CLOSED)
        self.load()

    def _not_closed(self, refusal: Refusal) -> None:
        """Another desk was faster, perhaps: both leaves show how it stands now."""
        self._saving, self._wanted = False, None
        self._request_id = new_request_id()
        messages.refuse(refusal)
        self.load()

    # outside the database

    def _write(self, row: ClosedDay) -> None:
        office = self.desk.office
        path, seal = office.seals_file, row.close.seal
        self.desk.tasks.run(
            self, lambda: note_outside(path, office.read(outside_name), seal),
            lambda _: self._written(row, None), lambda refusal: self._written(row, refusal),
        )  # fmt: skip

    def _written(self, row: ClosedDay, refusal: Refusal | None) -> None:
        self._unwritten = None if refusal is None else row
        self.closed.side.noted(row.close.seal.id, str(self.desk.office.seals_file), refusal)

    def _write_again(self) -> None:
        if self._unwritten is not None:
            self._write(self._unwritten)

    # the sheet

    def _show_sheet(self, row: ClosedDay) -> None:
        if self.preview is None:
            title = f"{tr('Day sheet')} {row.close.seal.day.isoformat()}"
            self.desk.ask(self, day_sheet_pdf, row.close.seal.id, done=partial(self._sheet_made, title))

    def _sheet_made(self, title: str, pdf: bytes) -> None:
        if self.preview is None:
            self.preview = PaperPreview.show_pdf(self, title, pdf)
            self.preview.finished.connect(self._sheet_left)

    def _sheet_left(self) -> None:
        self.preview = None
        self.window().activateWindow()
        self.closed.take_cursor()
