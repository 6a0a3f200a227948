"""My tasks: everything that waits for the person, the most urgent first; Enter goes where it is done."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.permissions import Permission
from salesdesk.services.commissions import SEES
from salesdesk.services.duties import TaskList, all_tasks, my_tasks
from salesdesk.services.month_checks import ThisMonth, month_checks, this_month
from salesdesk.services.reports import NEEDED
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.my_tasks.tables import CHECK_COLUMNS, TASK_COLUMNS, CheckRow, TaskRow, check_rows, task_rows
from salesdesk.views.set_up.page import why_not_permitted

MINE, ALL, MONTH = "mine", "all", "month"
_AGAIN_MS = 800
"""However much others do, the list is read anew only so often."""


class TasksScreen(Screen):
    """See the module. ``enter(which=)`` shows ``mine``, ``all`` or ``month``."""

    key: ClassVar[str] = "tasks"
    needs: ClassVar[tuple[Permission, ...]] = (
        Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.CUSTOMER_WRITE, Permission.APPROVE,
        Permission.RECEIPT_WRITE,
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._stale = False
        self._month: ThisMonth | None = None
        self.which = Segmented(self._choices())
        self.count = Label("", "small", "ink_3")
        self.month_label = Label("", "base", medium=True)
        self.earlier = Button(tr("Month before"), "[")
        self.later = Button(tr("Month after"), "]")
        self.commission = Button(tr("Commission"), "Ctrl M")
        self.commission.set_refusal(why_not_permitted(desk, *SEES, Permission.CUSTOMER_WRITE))
        self.tasks = SheetTable(RowsModel(TASK_COLUMNS, lambda row: row.task.key))
        self.checks = SheetTable(RowsModel(CHECK_COLUMNS, lambda row: row.key))
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.read)
        self._lay_out()
        self._connect()

    def _choices(self) -> list[tuple[str, str]]:
        choices = [(MINE, tr("Mine"))]
        if self.desk.may(Permission.ORDER_READ_ALL):
            choices.append((ALL, tr("Everybody's")))
        if all(self.desk.may(permission) for permission in NEEDED):
            choices.append((MONTH, tr("Checks of the month")))
        return choices

    def _lay_out(self) -> None:
        bar = PageBar(tr("My tasks"))
        for widget in (self.which, self.month_label, self.earlier, self.later):
            bar.add(widget)
        bar.add_action(self.count)
        bar.add_action(self.commission)
        sheet = Sheet("surface")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.tasks)
        inside.addWidget(self.checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(sheet, 1)
        self._show_part()

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _: self._switched())
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self.commission.clicked.connect(lambda: self.desk.go.emit("commission", {}))
        self.tasks.row_activated.connect(self._go_to_task)
        self.checks.row_activated.connect(self._go_to_order)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        for digit, (key, _) in enumerate(self._choices(), 1):
            shortcut = QShortcut(QKeySequence(str(digit)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self._choose(key))

    def enter(self, **wanted: Any) -> None:
        if wanted.get("which"):
            self.which.set_key(str(wanted["which"]))
            self._show_part()
        self.read()
        self._take_cursor()

    def key_hints(self) -> list[tuple[str, str]]:
        hints = [("↑↓", tr("Move")), ("Enter", tr("Go to the task"))]
        return [*hints, (f"1–{len(self._choices())}", tr("Whose tasks"))] if len(self._choices()) > 1 else hints

    # what is shown

    def read(self) -> None:
        """Asks for what is chosen anew."""
        self._stale = False
        which = self.which.key()
        if which == MONTH:
            self.desk.ask(self, this_month, done=self._show_month)
        else:
            question = my_tasks if which == MINE else all_tasks
            self.desk.ask(self, question, done=lambda found: self._show_tasks(which, found))

    def _show_tasks(self, which: str, found: TaskList) -> None:
        if which != self.which.key():
            return
        words = tr("Nothing waits for you") if which == MINE else tr("Nothing waits in this project")
        self.tasks.set_empty(words, tr("What falls due within 30 days comes here by itself."))
        self.tasks.set_rows(task_rows(found))
        count = trn("{n} task", "{n} tasks", len(found.tasks)).format(n=f"{len(found.tasks):,}")
        urgent = trn("{n} urgent", "{n} urgent", found.urgent).format(n=f"{found.urgent:,}")
        self.count.setText(f"{count}　{urgent}")
        if self.tasks.current_row() is None and found.tasks:
            self.tasks.select_key(found.tasks[0].key)

    def _show_month(self, month: ThisMonth) -> None:
        if self._month is None or self._month.project_id != month.project_id:
            self._month = month
        self._read_checks()

    def _read_checks(self) -> None:
        month = self._month
        if month is None or self.which.key() != MONTH:
            return
        self.month_label.setText(month.key)
        self.later.set_refusal(tr("Later months have not begun.") if month.is_last else None)
        self.desk.ask(self, month_checks, month.key, done=lambda checks: self._show_checks(month.key, checks))

    def _show_checks(self, key: str, checks: Any) -> None:
        if self._month is None or key != self._month.key or self.which.key() != MONTH:
            return
        self.checks.set_rows(check_rows(checks))
        against = sum(check.forbids for check in checks)
        words = trn("{n} check forbids the close", "{n} checks forbid the close", against).format(n=against)
        self.count.setText(words if against else tr("Nothing forbids the close"))
        if self.checks.current_row() is None and checks:
            self.checks.select_key(checks[0].check.value)

    def _show_part(self) -> None:
        month = self.which.key() == MONTH
        reveal(self.which, len(self._choices()) > 1)
        reveal(self.tasks, not month)
        for widget in (self.checks, self.month_label, self.earlier, self.later):
            reveal(widget, month)

    # what the person does

    def _choose(self, key: str) -> None:
        if key != self.which.key():
            self.which.set_key(key)
            self._switched()

    def _switched(self) -> None:
        self._show_part()
        self.count.setText("")
        self.read()
        self._take_cursor()

    def _turn(self, months: int) -> None:
        if self._month is not None:
            self._month = self._month.turned(months)
            self._read_checks()

    def _take_cursor(self) -> None:
        table = self.checks if self.which.key() == MONTH else self.tasks
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_task(self, row: TaskRow) -> None:
        name, wanted = row.task.wanted
        self.desk.go.emit(row.task.place, {name: wanted})

    def _go_to_order(self, row: CheckRow) -> None:
        if row.order_id is not None:
            self.desk.go.emit("orders", {"order_id": row.order_id})

    # other desks, other projects

    def _others_changed(self, touched: Touched) -> None:
        if not (touched.orders or touched.customers or touched.everything):
            return
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def _forget(self) -> None:
        self._month = None
        self.tasks.set_rows([])
        self.checks.set_rows([])
        if self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()
