"""Opening balances (期初余额): the template, a filled-in file looked at line by line, the request for it, and the two
steps that write it once others agreed. Reading and writing run on the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.opening import Opening
from salesdesk.domain.permissions import Permission
from salesdesk.services.office import new_request_id
from salesdesk.services.opening_balances import (
    OpeningRequest,
    OpeningStep,
    ask_opening,
    read_opening_file,
    save_opening_template,
    watched_opening,
    write_opening_money,
    write_opening_orders,
)
from salesdesk.services.opening_status import OpeningPlace, merged, opening_place, opening_sums, save_wrong_lines
from salesdesk.services.rows import Touched
from salesdesk.views.ask_file import ask_open, ask_save
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.long_task import LongTask
from salesdesk.views.opening.leaves import Leaves
from salesdesk.views.opening.sides import AskSide, StatusSide

KINDS = "*.xlsx *.xlsm *.xls *.ods"
TEMPLATE = mark("Opening balances, template")


class OpeningScreen(Screen):
    """See the module. `load` takes a file, by hand, by drop, or as ``enter(path=…)``."""

    key: ClassVar[str] = "opening"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.ORDER_WRITE, Permission.RECEIPT_WRITE, Permission.APPROVE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.place: OpeningPlace | None = None
        self.opening: Opening | None = None
        self._path: Path | None = None
        self._task: LongTask | None = None
        self._form_id = new_request_id()
        self._writing = self._stale = False
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_parts(self) -> None:
        self.template = Button(tr("Save the template"), "Ctrl T", icon="download")
        self.choose = Button(tr("Choose a file"), "Ctrl O", icon="folder")
        self.leave = Button(tr("Back"), "Esc")
        self.strip = ProgressStrip()
        self.trouble = Banner("warning")
        self.leaves = Leaves()
        self.ask_side, self.status_side = AskSide(), StatusSide()
        self.empty = EmptyState("upload", tr("No opening balances yet"),
                                tr("Save the template, fill it in, and drop it here."))  # fmt: skip

    def _lay_out(self) -> None:
        bar = PageBar(tr("Opening balances"))
        for button in (self.template, self.choose, self.leave):
            bar.add_action(button)
        self._told = QWidget()
        telling = QVBoxLayout(self._told)
        telling.setContentsMargins(16, 8, 16, 8)
        telling.addWidget(self.strip)
        telling.addWidget(self.trouble)
        self.sides = QStackedWidget()
        self.sides.addWidget(self.ask_side)
        self.sides.addWidget(self.status_side)
        self.sides.setFixedWidth(self.ask_side.width())
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.leaves, 1)
        row.addWidget(self.sides)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(work)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._told)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.template.clicked.connect(self._ask_template)
        self.choose.clicked.connect(self._ask_file)
        self.leave.clicked.connect(self._back)
        self.leaves.save_wrong.connect(self._ask_wrong)
        self.ask_side.confirmed.connect(self.ask)
        self.status_side.step_wanted.connect(self.write_next)
        self.status_side.request_wanted.connect(self._to_request)
        self.setAcceptDrops(True)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.read)

    def key_hints(self) -> list[tuple[str, str]]:
        always = [("Ctrl T", tr("Save the template")), ("Ctrl O", tr("Choose a file")), ("Esc", tr("Back"))]
        if self.pages.currentIndex() == 0:
            return always
        does = tr("Ask for it") if self.opening is not None else tr("next step")
        return [("Ctrl PgDn", tr("turn the leaves")), ("Ctrl Enter", does), *always]

    # how it stands

    def enter(self, **wanted: Any) -> None:
        """Shows what was being looked at, else the last request; ``path`` loads a file."""
        self._stale = False
        self.read()
        if path := wanted.get("path"):
            self.load(Path(path))
        self.choose.setFocus()

    def read(self) -> None:
        """Reads anew where the last request stands."""
        self.desk.ask(self, opening_place, done=self._show_place)

    def _show_place(self, place: OpeningPlace) -> None:
        self.place = place
        self._show_state()

    def _show_state(self) -> None:
        place, busy = self.place, self._task is not None
        self.choose.set_refusal(self._why_no_file())
        if self.opening is not None:
            self.leaves.show_opening(self.opening, place.item_names if place else {}, preview=True)
            self.sides.setCurrentWidget(self.ask_side)
            self.ask_side.bar(self._why_not_ask())
        elif place is not None and place.status is not None:
            self.leaves.show_opening(place.status.opening, place.item_names, preview=False)
            self.sides.setCurrentWidget(self.status_side)
            self.status_side.show_status(place.status)
            self.status_side.set_busy(busy)
        shown = self.opening is not None or (place is not None and place.status is not None)
        self.pages.setCurrentIndex(1 if shown else 0)
        self._told.setVisible(busy or bool(self.trouble.sentence()))
        self.hints_changed.emit()

    def _why_no_file(self) -> str | None:
        if self._task is not None:
            return tr("The work under way has to end first.")
        if self.place is not None and self.place.why_not_ask is not None:
            return str(self.place.why_not_ask)
        return None

    def _why_not_ask(self) -> str | None:
        if reason := self._why_no_file():
            return reason
        if self.opening is not None and self.opening.wrong:
            n = len(merged(self.opening.wrong))
            return trn(
                "{n} line is not right yet; mend it in the file and read it again.",
                "{n} lines are not right yet; mend them in the file and read it again.", n,
            ).format(n=n)  # fmt: skip
        if self.opening is not None and not self.opening.orders:
            return tr("The file holds no orders.")
        return None

    def _tell(self, head: str, refusal: Refusal) -> None:
        self.trouble.set_text(head, str(refusal))
        self._show_state()

    # the template and the file

    def _ask_template(self) -> None:
        ask_save(self, tr("Save the template"), f"{tr(TEMPLATE)}.xlsx", "Excel (*.xlsx)", self.save_template_to)

    def save_template_to(self, path: Path) -> None:
        """Writes the empty template."""
        self._save(path, lambda: save_opening_template(path))

    def _ask_wrong(self) -> None:
        if self.opening is not None and self._path is not None:
            name = tr("{file} not taken").format(file=self._path.stem)
            ask_save(self, tr("Save these lines as Excel"), f"{name}.xlsx", "Excel (*.xlsx)", self.save_wrong_to)

    def save_wrong_to(self, path: Path) -> None:
        """Writes the lines that cannot be taken."""
        if self.opening is not None:
            wrong = merged(self.opening.wrong)
            self._save(path, lambda: save_wrong_lines(path, wrong))

    def _save(self, path: Path, work: Callable[[], object]) -> None:
        words = tr("Saved: {file}").format(file=path.name)
        self.desk.tasks.run(self, work, lambda _: messages.say(words))

    def _ask_file(self) -> None:
        ask_open(self, tr("Choose a filled-in template"), f"Excel ({KINDS})", self.load)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self.choose.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))

    def load(self, path: Path) -> None:
        """Reads a file; nothing of it is stored."""
        if self._why_no_file():
            return
        task = self._begin(tr("Reading {file}").format(file=path.name))

        def done(opening: Opening) -> None:
            self._end(task)
            self._path, self.opening, self._form_id = path, opening, new_request_id()
            names = self.place.item_names if self.place else {}
            self.ask_side.show_file(path.name, opening_sums(opening, names))
            self._show_state()
            self.ask_side.reason.line.setFocus()

        def failed(refusal: Refusal) -> None:
            self._end(task)
            self.opening = None
            self._tell(tr("This file cannot be taken"), refusal)

        self.desk.ask(self, read_opening_file, path, done=done, failed=failed)

    def _begin(self, words: str) -> LongTask:
        self.trouble.clear()
        task = self._task = LongTask(self.strip, words)
        self._show_state()
        return task

    def _end(self, task: LongTask) -> None:
        task.finish()
        self._task = None

    # what is asked for, and written

    def ask(self) -> None:
        """Asks for what the preview shows, once."""
        if self.opening is None or not self.ask_side.go.isEnabled():
            return
        form = OpeningRequest(
            request_id=self._form_id, orders=self.opening.orders, money=self.opening.money,
            source=self._path.name if self._path else "", reason=self.ask_side.reason.text(),
        )  # fmt: skip
        task = self._begin(tr("Asking for it"))

        def done(_: int) -> None:
            self._end(task)
            self.opening, self._form_id = None, new_request_id()
            self.ask_side.reason.set_text("")
            messages.say(tr("Asked for; two people answer it now."))
            self.read()

        def failed(refusal: Refusal) -> None:
            self._end(task)
            self._show_state()
            if isinstance(refusal, BadInput) and refusal.field == "reason":
                self.ask_side.reason.refuse(refusal)
                self.ask_side.reason.line.setFocus()
            else:
                self.ask_side.banner.set_text("", str(refusal))

        self.desk.perform(self, ask_opening, form, done, failed)

    def write_next(self) -> None:
        """Writes what comes next of the request, once: its orders, then its money."""
        if self._task is not None or self.place is None or self.place.status is None:
            return
        status = self.place.status
        if status.orders_written:
            self._write(write_opening_money, status.row.id, tr("Entering the money"),
                        lambda n: trn("{n} sum is entered.", "{n} sums are entered.", n))  # fmt: skip
        else:
            self._write(write_opening_orders, status.row.id, tr("Writing the orders"),
                        lambda n: trn("{n} order is written.", "{n} orders are written.", n))  # fmt: skip

    def _write(self, verb: Callable[..., int], on_request: int, words: str, said: Callable[[int], str]) -> None:
        form = OpeningStep(request_id=self._form_id, on_request=on_request)
        task = self._begin(words)

        def done(written: int) -> None:
            self._end(task)
            self._form_id = new_request_id()
            messages.say(said(written).format(n=f"{written:,}"))
            self.read()

        def failed(refusal: Refusal) -> None:
            self._end(task)
            self._show_state()
            self.status_side.refuse(str(refusal))

        self.desk.perform(self, watched_opening(verb, task.progress, task.cancelled), form, done, failed)

    # ways out; other desks

    def _to_request(self) -> None:
        if self.place is not None and self.place.status is not None:
            self.desk.go.emit("requests", {"request_id": self.place.status.row.id})

    def _back(self) -> None:
        """From a preview to where the last request stands, from there to the requests."""
        if self._task is not None:
            return
        if self.opening is not None or self.trouble.sentence():
            self._forget()
        else:
            self.desk.go.emit("requests", {})

    def _forget(self) -> None:
        self.opening, self._path = None, None
        self.trouble.clear()
        self.ask_side.reason.set_text("")
        self._show_state()
        if self.isVisible():
            self.read()

    def _others_changed(self, touched: Touched) -> None:
        if not (touched.orders or touched.units or touched.everything):
            return
        if self.isVisible() and self._task is None:
            self.read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()
