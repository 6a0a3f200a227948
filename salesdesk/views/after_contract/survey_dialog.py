"""A survey's file, looked at: which homes get which areas, and which rows cannot be taken; nothing is stored before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_area
from salesdesk.domain.survey_sheet import SurveyProblem, SurveySheet
from salesdesk.services.office import new_request_id
from salesdesk.services.surveyed_areas import SurveyedAreas, SurveyMatch, SurveyPreview, preview_survey, store_surveyed
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable

WIDE, HIGH = 760, 560


def _area(cm2: int | None) -> str:
    return format_area(cm2) if cm2 is not None else "—"


MATCH_COLUMNS = (
    TableColumn(key="row", title=mark("Row"), text=lambda row: str(row.line.row), width=52, align="right",
                tone="ink_3"),
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.unit.label, width=100, medium=True, stretch=True),
    TableColumn(key="predicted", title=mark("Predicted gross m²"), text=lambda row: _area(row.unit.gross_cm2),
                width=120, align="right", tone="ink_2"),
    TableColumn(key="gross", title=mark("Surveyed gross m²"), text=lambda row: _area(row.area.gross_cm2), width=120,
                align="right"),
    TableColumn(key="inner", title=mark("Surveyed inner m²"), text=lambda row: _area(row.area.inner_cm2), width=120,
                align="right"),
    TableColumn(key="state", title="", text=lambda row: "" if row.is_new else tr("as stored"), width=90, tone="ink_3"),
)  # fmt: skip
PROBLEM_COLUMNS = (
    TableColumn(key="row", title=mark("Row"), text=lambda row: str(row.row), width=52, align="right", tone="ink_3"),
    TableColumn(key="why", title=mark("Why it is not taken"), text=str, width=400, stretch=True, tone="danger"),
)


def _problem_key(problem: SurveyProblem) -> tuple[int, str]:
    return problem.row, problem.words


def _match_key(match: SurveyMatch) -> int:
    return match.line.row


class SurveyDialog(QDialog):
    """``stored`` tells how many homes got their area."""

    stored = Signal(int)

    def __init__(self, desk: Desk, sheet: SurveySheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._sheet = sheet
        self._preview: SurveyPreview | None = None
        self._request_id = new_request_id()
        self.matches = SheetTable(RowsModel(MATCH_COLUMNS, _match_key), dense=True)
        self.problems = SheetTable(RowsModel(PROBLEM_COLUMNS, _problem_key), dense=True)
        self.problem_title = SectionTitle(tr("Rows that are not taken"))
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Store the areas"), "Ctrl Enter")
        self.back = Button(tr("Discard"), "Esc", tall=True)
        self.setWindowTitle(tr("Surveyed areas"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(WIDE, HIGH)
        self._lay_out()
        self.go.clicked.connect(lambda _=False: self.submit())
        self.back.clicked.connect(lambda _=False: self.reject())
        self.go.setEnabled(False)
        desk.ask(self, preview_survey, sheet, done=self._show, failed=self._unread)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        self.about = Label("", "small", "ink_2", wrap=True)
        column.addWidget(Label(tr("Surveyed areas"), "section", medium=True))
        column.addWidget(self.about)
        column.addWidget(self.matches, 3)
        column.addWidget(self.problem_title)
        column.addWidget(self.problems, 2)
        column.addWidget(self.banner)
        foot = QHBoxLayout()
        foot.addWidget(self.go, 1)
        foot.addWidget(self.back)
        column.addLayout(foot)

    def _unread(self, refusal: Refusal) -> None:
        self.go.set_refusal(str(refusal))
        self.banner.set_text("", str(refusal))

    def _show(self, preview: SurveyPreview) -> None:
        self._preview = preview
        self.matches.set_empty(tr("No row of the file names a home of this project."))
        self.matches.set_rows(preview.matches)
        self.problems.set_rows(preview.problems)
        for part in (self.problem_title, self.problems):
            part.setVisible(bool(preview.problems))
        words = tr("{file}, sheet {sheet}: {n} homes, {new} with other areas than stored, {bad} rows not taken")
        self.about.setText(
            words.format(file=self._sheet.file, sheet=self._sheet.sheet, n=len(preview.matches),
                         new=len(preview.areas), bad=len(preview.problems))
        )  # fmt: skip
        self.go.set_refusal(None if preview.areas else tr("The file says nothing that is not stored already."))
        self.go.setFocus()

    def submit(self) -> None:
        """Stores what was looked at, once."""
        if self._preview is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        form = SurveyedAreas(request_id=self._request_id, areas=self._preview.areas)
        self.desk.perform(self, store_surveyed, form, self._done, self._refused)

    def _done(self, count: int) -> None:
        self.stored.emit(count)
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.go.setEnabled(True)
        self.banner.set_text("", str(refusal))


def file_kinds() -> str:
    """What may be opened."""
    return f"{tr('Tables')} (*.xlsx *.xls *.xlsm *.ods *.csv *.txt)"
