"""The project: who sells, where, what still stands before its first sale; other projects; opening a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import ROLE_WORDS, Permission, may_not
from salesdesk.services.projects import may_open_projects, project_head
from salesdesk.services.rows import ProjectHead, ProjectRow, Touched
from salesdesk.services.set_up import Progress, progress
from salesdesk.views.desk import Desk
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import ValueLine
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.next_steps import NextSteps
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.project_dialogs import ProjectDialog
from salesdesk.views.set_up.words import NOTHING

WIDTH, HEAD_WIDTH = 720, 400


class ProjectPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._head: ProjectHead | None = None
        self.new = self.action(Button(tr("New project"), "Ctrl N", icon="plus"))
        self.new.clicked.connect(self.open_dialog)
        if not may_open_projects(desk.office.permissions, desk.office.person.roles):
            self.new.set_refusal(may_not(Permission.PROJECT_WRITE))
        self.company, self.region = ValueLine(tr("Company")), ValueLine(tr("Regional company"))
        self.project, self.city = ValueLine(tr("Project"), strong=True), ValueLine(tr("City"))
        self.steps_head = SectionTitle(tr("Before the first sale"))
        self.steps = NextSteps()
        self.steps.wanted.connect(lambda place: self.desk.go.emit("set-up", {"place": place}))
        self.table = _projects_table()
        self.table.row_activated.connect(self.enter_project)
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = Sheet("surface")
        sheet.setMaximumWidth(WIDTH + 32)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 16, 16, 24)
        column.setSpacing(2)
        for line in (self.project, self.company, self.region, self.city):
            line.setMaximumWidth(HEAD_WIDTH)
            column.addWidget(line)
        column.addSpacing(20)
        column.addWidget(self.steps_head)
        column.addWidget(self.steps)
        column.addSpacing(20)
        column.addWidget(SectionTitle(tr("Your projects"), note=tr("Enter goes to a project")))
        column.addWidget(self.table)
        column.addStretch(1)
        whole = Sheet("surface")
        row = QVBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(sheet)
        self.body.addWidget(scrolling(whole))

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New project")), ("Enter", tr("go to the project"))]

    def touched(self, touched: Touched) -> bool:
        return touched.everything or bool(touched.units)

    def load(self) -> None:
        here = self.desk.office.project
        self.table.set_rows(self.desk.office.projects)
        if here is None:
            self._show_head(None)
            return
        self.table.select_key(here.id)
        self.desk.ask(self, project_head, done=self._show_head)
        if self.desk.may(Permission.BOARD_READ):
            self.desk.ask(self, progress, done=self._show_progress)
        else:
            reveal(self.steps_head, False)

    def _show_head(self, head: ProjectHead | None) -> None:
        self._head = head
        self.project.set_value(head.project if head else tr("no project yet"))
        self.company.set_value(head.company if head else NOTHING)
        self.region.set_value(head.region if head else NOTHING)
        self.city.set_value(head.city or NOTHING if head else NOTHING)

    def _show_progress(self, now: Progress) -> None:
        self.steps.show_progress(now)

    def open_dialog(self) -> ProjectDialog:
        """The dialog that opens a project; when it is open the person stands in it."""
        dialog = ProjectDialog(self.desk, self._head, self)
        dialog.carried_out.connect(self._opened)
        dialog.open()
        return dialog

    def _opened(self, project_id: int) -> None:
        self._stand_in(project_id)

    def enter_project(self, row: ProjectRow) -> None:
        """Goes to another project of the person."""
        here = self.desk.office.project
        if here is None or row.id != here.id:
            self._stand_in(row.id)

    def _stand_in(self, project_id: int) -> None:
        """There, set-up is what comes next."""
        self.desk.enter.emit(project_id, "set-up", {"place": "project"})


def _projects_table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Project"), text=lambda row: row.name, width=240, stretch=True, medium=True),
        TableColumn(key="city", title=mark("City"), text=lambda row: row.city or "—", width=120),
        TableColumn(key="roles", title=mark("You are"), text=_roles, width=320, tone="ink_2"),
    )
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), fit=True)
    table.set_empty(tr("You are no member of a project yet."), tr("Open one, or ask for a role."))
    return table


def _roles(row: ProjectRow) -> str:
    return tr(", ").join(tr(ROLE_WORDS[role]) for role in sorted(row.roles))
