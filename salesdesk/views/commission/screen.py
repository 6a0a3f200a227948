"""The commission of a month: the figures of each person, agency and referrer, each with its working; closed by the
manager, out to Excel."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.commission import FOR_WORDS, SchemeFor
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.commission_sheets import commission_file_name, write_commission
from salesdesk.services.commissions import CommissionRow, CommissionSheet, commission_month, commission_sheet
from salesdesk.services.month_checks import ThisMonth, this_month
from salesdesk.services.rows import Touched
from salesdesk.views.ask_file import ask_save
from salesdesk.views.commission.dialogs import CloseMonthDialog, LetItCountDialog
from salesdesk.views.commission.parts import WorkingPanel, grouped, sheet_table, total_row
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.tags import Tag
from salesdesk.views.set_up.page import why_not_permitted
from salesdesk.views.unit_actions.action_dialog import ActionDialog

_AGAIN_MS = 1_000
ALL = "all"


class CommissionScreen(Screen):
    """See the module. ``enter(month=)`` shows a month, ``2026-11``."""

    key: ClassVar[str] = "commission"
    needs: ClassVar[tuple[Permission, ...]] = (
        Permission.APPROVE, Permission.REPORT_READ, Permission.SCHEME_WRITE, Permission.CUSTOMER_WRITE,
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet: CommissionSheet | None = None
        self.dialog: ActionDialog | None = None
        self.file_dialog: QFileDialog | None = None
        self._month: ThisMonth | None = None
        self._stale = False
        self.month_label = Label("", "base", medium=True)
        self.state = Tag("", "plain")
        self.earlier = Button(tr("Month before"), "[")
        self.later = Button(tr("Month after"), "]")
        self.kinds = Segmented(
            [(ALL, tr("All")), *((kind, tr(words)) for kind, words in FOR_WORDS.items())], small=False
        )
        self.kinds.set_key(ALL)
        self.export_button = Button(tr("Export to Excel"), "Ctrl E", icon="download")
        self.close_button = PrimaryButton(tr("Close the month"), "Ctrl Enter", tall=False)
        self.table = sheet_table()
        self.panel = WorkingPanel()
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = PageBar(tr("Commission"))
        for widget in (self.month_label, self.state, self.earlier, self.later, self.kinds):
            bar.add(widget)
        self.kinds.hide()
        bar.add_action(self.export_button)
        bar.add_action(self.close_button)
        left = Sheet("surface")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self.kinds.chosen.connect(lambda _: self._show_rows())
        self.table.row_chosen.connect(self.panel.show_row)
        self.table.row_activated.connect(lambda _: self.open_order())
        self.panel.waive.clicked.connect(self.let_it_count)
        self.panel.open.clicked.connect(self.open_order)
        self.export_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.close_month)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        QShortcut(QKeySequence("F7"), self).activated.connect(self._explain)

    def enter(self, **wanted: Any) -> None:
        self._stale = False
        self.desk.ask(self, this_month, done=lambda month: self._begin(month, str(wanted.get("month", ""))))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("↑↓", tr("Move")), ("Enter", tr("Open the order")), ("[ ]", tr("Another month"))]

    # what is shown

    def _begin(self, month: ThisMonth, wanted: str) -> None:
        known = self._month is not None and self._month.project_id == month.project_id
        if wanted or not known:
            self._month = month
            self.desk.ask(self, commission_month, done=lambda first: self._show_month(wanted or first))
        else:
            self._read()

    def _show_month(self, key: str) -> None:
        if self._month is not None:
            self._month = ThisMonth(self._month.project_id, key, self._month.last)
            self._read()

    def _turn(self, months: int) -> None:
        if self._month is not None:
            self._month = self._month.turned(months)
            self._read()

    def _read(self) -> None:
        if self._month is not None:
            asked = self._month.key
            self.desk.ask(self, commission_sheet, asked, done=lambda sheet: self._show(asked, sheet))

    def _show(self, asked: str, sheet: CommissionSheet) -> None:
        if self._month is None or asked != self._month.key:
            return
        self.sheet = sheet
        self.month_label.setText(sheet.month)
        self.state.set_text(tr("month closed") if sheet.closed else tr("month open"), "ok" if sheet.closed else "plain")
        self.later.set_refusal(tr("Later months have not begun.") if self._month.is_last else None)
        self._say_empty(sheet)
        self._offer_kinds(sheet)
        self._show_rows()
        against = str(sheet.why_not_close) if sheet.why_not_close else None
        self.close_button.set_refusal(against)
        barred = why_not_permitted(self.desk, Permission.EXPORT)
        nothing = None if sheet.rows else tr("There is nothing to export.")
        self.export_button.set_refusal(barred or nothing)

    def _offer_kinds(self, sheet: CommissionSheet) -> None:
        """Where agencies or referrers get something, their sheets can be looked at by themselves."""
        there = {row.kind for row in sheet.rows}
        self.kinds.setVisible(bool(there - {SchemeFor.CONSULTANT}))
        self.kinds.set_refusals({
            kind.value: tr("Nothing for them in this month.") for kind in SchemeFor if kind not in there
        })  # fmt: skip
        if self.kinds.key() not in there:
            self.kinds.set_key(ALL)

    def _show_rows(self) -> None:
        """The rows of the kind that is chosen, with what they come to."""
        only = self.kinds.key()
        rows = [row for row in self.sheet.rows if only in (ALL, row.kind)] if self.sheet is not None else []
        self.table.set_rows(grouped(rows))
        self.table.set_total(total_row(rows))
        if self._row() is None and rows:
            self.table.select_key(rows[0].key)
        self.panel.show_row(self._row())

    def _say_empty(self, sheet: CommissionSheet) -> None:
        if sheet.why_not_see is not None:
            self.table.set_empty(str(sheet.why_not_see), tr("[ goes to the month before."))
        else:
            hint = tr("It needs a scheme (set-up), price money received and a deal with consultants.")
            self.table.set_empty(tr("This month gives no commission"), hint)

    def _row(self) -> CommissionRow | None:
        row = self.table.current_row()
        return row if isinstance(row, CommissionRow) else None

    # what may be done

    def open_order(self) -> None:
        """Goes to the order of the figure."""
        row = self._row()
        if row is not None:
            self.desk.go.emit("orders", {"order_id": row.order_id})

    def let_it_count(self) -> None:
        """Asks the manager why a deal with too few follow-ups counts."""
        row = self._row()
        barred = why_not_permitted(self.desk, Permission.APPROVE)
        if barred is not None:
            messages.refuse(barred)
        elif row is not None and row.forgone_fen:
            self._open(LetItCountDialog(self.desk, row, self))

    def close_month(self) -> None:
        """Asks once more, with what the month gives, and closes it."""
        if self.sheet is not None and self.close_button.isEnabled():
            self._open(CloseMonthDialog(self.desk, self.sheet, self))

    def _open(self, dialog: ActionDialog) -> None:
        self.dialog = dialog
        dialog.carried_out.connect(lambda _: self._read())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _explain(self) -> None:
        """F7 explains the figure under the cursor: its working stands beside it."""
        self.panel.show_row(self._row())

    def _ask_file(self) -> None:
        if self.sheet is None or not self.export_button.isEnabled():
            return
        project = self.desk.office.project
        name = commission_file_name(project.name if project else "", self.sheet.month)
        title = tr("Export to Excel")
        month = self.sheet.month
        self.file_dialog = ask_save(self, title, name, "Excel (*.xlsx)", lambda path: self.export(month, path))

    def export(self, month: str, path: Path) -> None:
        """Writes the file; the toast says where, or why not."""
        write = partial(write_commission, self.desk.office, month, path)
        told = tr("Saved: {file}").format(file=path.name)
        self.desk.tasks.run(self, write, lambda _: messages.say(told), messages.refuse)

    # other desks, other projects

    def _others_changed(self, touched: Touched) -> None:
        if not (touched.orders or touched.everything):
            return
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def _forget(self) -> None:
        self._month, self.sheet = None, None
        self.table.set_rows([])
        self.table.set_total(None)
        self.panel.show_row(None)
        if self.isVisible():
            self.enter()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()
