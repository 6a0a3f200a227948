"""Closing a business day: what it holds, what happens, and the one button that does it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.services.day_close import DayFigures, DayToClose, OpenDay
from salesdesk.views.day_close.tables import DayTables, never_printed
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Sheet

READ_MS = 600
"""For so long the button waits after it asked."""


def doubts(day: DayFigures) -> str:
    """What a person should see before the day is closed for good; empty when nothing speaks against it."""
    missing = trn("{count} number is missing.", "{count} numbers are missing.", day.missing).format(count=day.missing)
    return " ".join(part for part in (missing if day.missing else "", never_printed(day).strip()) if part)


class ClosingView(QWidget):
    """Signals:
    confirmed: the day is to be closed.
    day_chosen: another day that was left open, a `date`.
    """

    confirmed = Signal()
    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: DayToClose | None = None
        self.day = Label("", "figure", medium=True)
        self.weekday = Label("", "section", "ink_2")
        self.choice = ChoiceField(label=tr("Business day"))
        self.choice.chosen.connect(self.day_chosen)
        self.warning = Banner("warning")
        self.tables = DayTables()
        self.side = ClosingSide()
        self.side.go.clicked.connect(self.confirmed)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(10)
        head.addWidget(self.day)
        head.addWidget(self.weekday, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.choice)
        told = QVBoxLayout()
        told.setContentsMargins(16, 8, 16, 0)
        told.addWidget(self.warning)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(told)
        column.addWidget(self.tables, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolling(sheet), 1)
        row.addWidget(self.side)

    def show_day(self, shown: DayToClose, file: str) -> None:
        """The day that would be closed now. ``file`` is where its seal would be written."""
        self.shown = shown
        day = shown.figures
        since = f"{day.first.isoformat()} – " if day.first != day.last else ""
        self.day.setText(f"{since}{day.last.isoformat()}")
        self.weekday.setText("" if since else weekday(day.last))
        self.choice.set_items([(one.day, _day_words(one, shown.today)) for one in shown.days])
        self.choice.set_key(shown.day)
        reveal(self.choice, len(shown.days) > 1)
        self._warn(shown)
        self.tables.show_figures(day, closed_before=shown.last is not None)
        self.side.show_day(shown, file)

    def _warn(self, shown: DayToClose) -> None:
        """Several days on one sheet are said by their range; days left open, by their dates."""
        day = shown.figures
        if day.first != day.last:
            words = tr("{first} to {last} are closed together")
            apart = any(one.day < day.last for one in shown.days)
            more = tr("Choose an earlier day above to close each by itself.") if apart else ""
            self.warning.set_text(
                words.format(first=f"{day.first:%m-%d}", last=f"{day.last:%m-%d}"),
                " ".join(part for part in (tr("One sheet, one seal."), more) if part),
            )
        elif shown.left_open:
            days = "、".join(f"{one:%m-%d}" for one in shown.left_open)
            head = trn("{days} was left open", "{days} were left open", len(shown.left_open)).format(days=days)
            self.warning.set_text(head, tr("Each day gets its own sheet; close the oldest one first."))
        else:
            self.warning.clear()

    def take_cursor(self) -> None:
        """Into the list; never onto the button, since a day is closed for good."""
        self.tables.entries.setFocus(Qt.FocusReason.OtherFocusReason)


def _day_words(one: OpenDay, today: date) -> str:
    word = tr("today") if one.day == today else weekday(one.day)
    count = trn("{count} entry", "{count} entries", one.entries).format(count=one.entries)
    return f"{short_date(one.day, today)} {word}　{count}"


class ClosingSide(SidePanel):
    """What happens, and the button."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", "section", medium=True)
        self.head.addWidget(self.title)
        happens = Part(tr("What happens"))
        self.steps = [Label("", "small", "ink_2", wrap=True) for _ in range(4)]
        for number, step in enumerate(self.steps, 1):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 3, 0, 3)
            row.setSpacing(8)
            row.addWidget(Label(str(number), "small", "ink_3"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(step, 1)
            happens.add(line)
        self.add_part(happens)
        self.before = Part(tr("Last close"))
        self.number, self.when, self.by = (ValueLine(noun) for noun in (tr("Seal"), tr("Closed at"), tr("By")))
        for line in (self.number, self.when, self.by):
            self.before.add(line)
        self.none = Label(tr("No business day was closed here yet."), "small", "ink_3", wrap=True)
        self.before.add(self.none)
        self.add_part(self.before)
        self.banner = Banner("refusal")
        self.again = Banner("warning")
        self._read = QTimer(self, singleShot=True, interval=READ_MS)
        self._read.timeout.connect(lambda: self.bar(None))
        self.go = PrimaryButton(tr("Close the day"), "Ctrl Enter")
        self.foot.addWidget(self.again)
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)

    def show_day(self, shown: DayToClose, file: str) -> None:
        day = f"{shown.day:%m-%d}"
        next_day = f"{max(shown.day + timedelta(days=1), shown.counts_for):%m-%d}"
        self.again.clear()
        self.title.setText(tr("Close {day}").format(day=day))
        self.go.set_text(self.title.text())
        said = (
            tr("Nothing of {day} is voided any more; what was wrong is reversed.").format(day=day),
            tr("Money taken from now on counts for {next}.").format(next=next_day),
            tr("A seal covers receipts, states and the history since the last close; a later change is found by it."),
            tr("The seal is printed on the day sheet and written to {file}.").format(file=_breakable(file)),
        )
        for label, words in zip(self.steps, said, strict=True):
            label.setText(words)
        last = shown.last
        for line in (self.number, self.when, self.by):
            reveal(line, last is not None)
        reveal(self.none, last is None)
        if last is not None:
            self.number.set_value(f"{last.seal.number}　{last.seal.day.isoformat()}")
            self.when.set_value(f"{last.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
            self.by.set_value(last.by)
        self.bar(None if shown.why_not is None else str(shown.why_not))

    def ask_again(self, against: str) -> None:
        """Says what speaks against it, and is pressed once more; not by the same stroke of a hurried hand."""
        self.again.set_text(tr("Close all the same?"), against)
        self.go.set_text(tr("Close all the same"))
        self.go.set_refusal(tr("Read this first."))
        self._read.start()

    def bar(self, reason: str | None) -> None:
        self._read.stop()
        self.go.set_refusal(reason)
        self.banner.set_text("", reason or "")


def _breakable(path: str) -> str:
    """A path that a label may break after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
