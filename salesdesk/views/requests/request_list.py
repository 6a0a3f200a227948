"""The lists of requests: to answer, to carry out, one's own, all that are open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.requests import KIND_WORDS, STATE_WORDS, RequestState
from salesdesk.services.requests import RequestLists, request_lists
from salesdesk.services.rows import RequestRow
from salesdesk.views.changes.wording import LAMPS, moment
from salesdesk.views.desk import Desk
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable

ANSWER, CARRY, MINE, OPEN = "to_answer", "to_carry_out", "mine", "open"
WORDS: dict[str, str] = {
    ANSWER: mark("To answer"),
    CARRY: mark("To carry out"),
    MINE: mark("Mine"),
    OPEN: mark("All open"),
}
EMPTY: dict[str, tuple[str, str]] = {
    ANSWER: (mark("Nothing waits for your answer"), mark("What others ask of you stands here at once.")),
    CARRY: (mark("Nothing is to be carried out"), mark("What was agreed to stands here until it is done.")),
    MINE: (mark("You have asked for nothing yet"), mark("Changes begin at an order, prices at the deal.")),
    OPEN: (mark("No request is open"), mark("Changes begin at an order, prices at the deal.")),
}
_ENDED = frozenset({RequestState.DECLINED, RequestState.WITHDRAWN, RequestState.DONE, RequestState.UNDONE})


def _tone(row: RequestRow) -> str:
    return "ink_3" if row.state in _ENDED else "ink"


COLUMNS = (
    TableColumn(
        key="kind", title=mark("Request"), text=lambda row: tr(KIND_WORDS[row.kind]), width=112, tone=_tone,
        stretch=True, lamp=lambda row: LAMPS[row.state], medium=lambda row: row.state is RequestState.ASKED,
    ),
    TableColumn(
        key="subject", title=mark("About"), text=lambda row: row.subject, width=90, stretch=True, tone=_tone,
    ),
    TableColumn(key="by", title=mark("Asked by"), text=lambda row: row.asked_by, width=60, tone="ink_2",
                yields=True),
    TableColumn(
        key="when", title=mark("Asked at"), text=lambda row: moment(row.asked_at), width=86, align="right",
        tone="ink_2", sort=lambda row: row.asked_at,
    ),
)  # fmt: skip


class RequestList(QWidget):
    """``chosen`` tells the request under the cursor, ``activated`` that Enter was pressed on it; ``read`` asks anew."""

    chosen = Signal(int)
    activated = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lists = RequestLists((), (), (), ())
        self._wanted: int | None = None
        self._first = True
        self.filter = Segmented(self._choices())
        self.table = SheetTable(RowsModel(COLUMNS, lambda row: row.id))
        self.table.setSelectionMode(SheetTable.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setAccessibleName(tr("Requests"))
        line = QHBoxLayout()
        line.setContentsMargins(16, 12, 16, 10)
        line.addWidget(self.filter)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.filter.chosen.connect(lambda _: self._show())
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_activated.connect(lambda row: self.activated.emit(row.id))

    def _choices(self) -> list[tuple[str, str]]:
        """Each list with how many stand in it; one's own are not counted, for they never end."""
        counts = {ANSWER: len(self.lists.to_answer), CARRY: len(self.lists.to_carry_out), OPEN: len(self.lists.open)}
        return [(key, f"{tr(words)} {counts[key]}" if counts.get(key) else tr(words)) for key, words in WORDS.items()]

    def read(self, select: int | None = None) -> None:
        """Reads the lists; ``select`` puts the cursor on a request, in the list that has it."""
        self._wanted = select if select is not None else self._wanted
        self._desk.ask(self, request_lists, done=self._take)

    def forget(self) -> None:
        """Another project: nothing of the one before stays."""
        self.lists, self._wanted, self._first = RequestLists((), (), (), ()), None, True
        self._show()

    def _take(self, lists: RequestLists) -> None:
        self.lists = lists
        key = self.filter.key() or ANSWER
        if self._wanted is not None and self._wanted not in {row.id for row in self.rows_of(key)}:
            key = next((one for one in WORDS if self._wanted in {row.id for row in self.rows_of(one)}), key)
        elif self._first and not self.rows_of(key):
            key = next((one for one in WORDS if self.rows_of(one)), key)
        self._first = False
        self.filter.set_choices(self._choices())
        self.filter.set_key(key)
        self.filter.updateGeometry()
        self._show()

    def rows_of(self, key: str) -> tuple[RequestRow, ...]:
        found: tuple[RequestRow, ...] = getattr(self.lists, key)
        return found

    def _show(self) -> None:
        key = self.filter.key() or ANSWER
        rows = self.rows_of(key)
        words, hint = EMPTY[key]
        self.table.set_empty(tr(words), tr(hint))
        self.table.set_rows(rows)
        if self._wanted is not None:
            if self.table.select_key(self._wanted):
                self._wanted = None
            else:  # it is shown, though no list has it: the cursor on another one would lie
                self.table.choose_none()
        elif rows and self.table.current_row() is None:
            self.table.select_key(rows[0].id)

    def _row_chosen(self, row: RequestRow) -> None:
        self._wanted = None
        self.chosen.emit(row.id)

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def state_words(row: RequestRow) -> str:
    return tr(STATE_WORDS[row.state])
