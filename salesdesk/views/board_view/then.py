"""The board at another time: which one, and the band that says so as long as it lasts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.views.forms.ui_board_moment import Ui_BoardMoment
from salesdesk.views.kit.banner import PreviewBand
from salesdesk.views.kit.date_text import short_date, weekday
from salesdesk.views.kit.labels import Link
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.segmented import Segmented

QUICK: dict[str, str] = {
    "yesterday": mark("Yesterday"),
    "week": mark("A week ago"),
    "month": mark("End of last month"),
    "year": mark("End of last year"),
}
_WIDTH = 460
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:.]?\s*(\d{2}))?")
_END = time(23, 59, 59)
_CLOCKS_DIFFER = timedelta(minutes=1)
"""So far this PC's clock may be ahead of the database's, to which a time to come is none."""


def quick_day(key: str, today: date) -> date:
    """The day of a quick choice."""
    if key == "week":
        return today - timedelta(days=7)
    if key == "month":
        return today.replace(day=1) - timedelta(days=1)
    return today.replace(month=1, day=1) - timedelta(days=1) if key == "year" else today - timedelta(days=1)


def parse_hour(text: str) -> time:
    """A time of day out of ``9``, ``930``, ``9:30``; the end of the day out of nothing and ``24:00``.

    Raises:
        BadInput: it is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return _END
    parts = _HOUR.fullmatch(plain)
    hour, minute = (int(parts[1]), int(parts[2] or 0)) if parts else (99, 0)
    if (hour, minute) == (24, 0):
        return _END
    if hour > 23 or minute > 59:
        raise BadInput(mark("“{text}” is no time of day."), text=plain)
    return time(hour, minute)


def moment_words(moment: datetime, today: date) -> str:
    """``10-31 18:00 周六``; of another year with its year."""
    here = moment.astimezone(SHANGHAI)
    return f"{short_date(here.date(), today)} {here:%H:%M} {weekday(here.date())}"


class MomentDialog(QDialog):
    """Asks for day and time.

    Signals:
        chosen: the moment.
    """

    chosen = Signal(datetime)

    def __init__(self, today: date, now: datetime | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self._today = today
        self.ui = Ui_BoardMoment()
        self.ui.setupUi(self)
        self.quick = Segmented([(key, tr(word)) for key, word in QUICK.items()], small=False)
        self.ui.quick.addWidget(self.quick)
        self.ui.quick.addStretch(1)
        self.ui.day.house_today, self.ui.day.last = today, today
        self.ui.hour.line.setPlaceholderText(tr("End of the day"))
        self.ui.note.setText(tr("States and list totals of then. What stood in the way of units is not told."))
        self.quick.chosen.connect(self._set_quick)
        self.ui.go.clicked.connect(self.submit)
        self.ui.back.clicked.connect(self.reject)
        self.setTabOrder(self.quick, self.ui.day.line)
        self._begin(now)

    def _begin(self, shown: datetime | None) -> None:
        """With the time that is shown already, else with yesterday."""
        if shown is None:
            self.quick.set_key("yesterday")
            self._set_quick("yesterday")
        else:
            here = shown.astimezone(SHANGHAI)
            self.quick.clear()
            self.ui.day.set_value(here.date())
            self.ui.hour.set_text("" if here.timetz().replace(tzinfo=None) == _END else f"{here:%H:%M}")
        self.ui.day.setFocus()

    def _set_quick(self, key: str) -> None:
        self.ui.day.set_value(quick_day(key, self._today))
        self.ui.hour.set_text("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """Takes the moment, when it can be taken."""
        if not self.ui.day.check():
            return
        day = self.ui.day.value()
        if day is None:
            self.ui.day.refuse(tr("The day is missing."))
            self.ui.day.line.setFocus()
            return
        try:
            moment = datetime.combine(day, parse_hour(self.ui.hour.text()), SHANGHAI)
        except BadInput as refusal:
            self.ui.hour.refuse(refusal)
            self.ui.hour.line.setFocus()
            return
        if day == self._today:
            moment = min(moment, datetime.now(SHANGHAI) - _CLOCKS_DIFFER)
        self.chosen.emit(moment)
        self.accept()


class ThenBand(PreviewBand):
    """Over the board while it shows another time; hidden else.

    Signals:
        left: back to now.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Board as of"), "")
        self.back = Link(tr("Back to now") + "  Esc")
        self.back.clicked.connect(self.left)
        row = self.layout()
        if row is not None:
            row.addWidget(self.back)
        reveal(self, False)

    def show_moment(self, moment: datetime | None, today: date) -> None:
        """Says which time is shown and that nothing is sold there."""
        reveal(self, moment is not None)
        if moment is not None:
            words = tr("{moment}: states and list totals of then; nothing can be done here")
            self.sentence.setText(words.format(moment=moment_words(moment, today)))
            self.setAccessibleName(f"{self.head.text()} {self.sentence.text()}")
