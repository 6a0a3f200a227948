"""The list that is shown, to paper and to Excel: as it is narrowed, with the reason where that may not be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.after_contract_lists import (
    LIST_WORDS,
    AfterList,
    ListWanted,
    list_file_name,
    list_pdf,
    write_list,
)
from salesdesk.views.ask_file import ask_save
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.paper_preview.dialog import PaperPreview

if TYPE_CHECKING:
    from salesdesk.views.after_contract.screen import AfterContractScreen


class Leaving:
    """Two buttons of a screen: ``print`` and ``excel``."""

    def __init__(self, screen: AfterContractScreen) -> None:
        self._screen, self._desk = screen, screen.desk
        self.print = Button(tr("Print"), "Ctrl P", icon="print")
        self.excel = Button(tr("Export to Excel"), "Ctrl E", icon="download")
        self.file_dialog: QFileDialog | None = None
        self._under_way = False
        self.print.clicked.connect(lambda _=False: self.show_paper())
        self.excel.clicked.connect(lambda _=False: self.ask_file())

    def judge(self) -> None:
        """Greys the buttons with the reason: a right that is missing, nothing in the list."""
        part, desk = AfterList(self._screen.parts.key()), self._desk
        sees = part is AfterList.NODES or desk.may(Permission.ORDER_READ_ALL)
        against = None if sees else may_not(Permission.ORDER_READ_ALL)
        if against is None and not self._screen.pages[part].table.rows.rows():
            against = tr("The list is empty.")
        export = None if desk.may(Permission.EXPORT) else may_not(Permission.EXPORT)
        busy = tr("The list is being written.") if self._under_way else None
        self.print.set_refusal(against or busy)
        self.excel.set_refusal(export or against or busy)

    def wanted(self) -> ListWanted:
        """The list that is shown, as it is narrowed."""
        screen, part = self._screen, AfterList(self._screen.parts.key())
        if part is AfterList.LOANS:
            return ListWanted(part, screen.loans.filter.key(), screen.loans.bank.key() or "")
        if part is AfterList.AREAS:
            return ListWanted(part, building_id=screen.areas.building.key())
        return ListWanted(part, screen.handovers.filter.key() if part is not AfterList.NODES else "all")

    def show_paper(self) -> None:
        """The list as a paper, to look at before it is printed."""
        wanted = self.wanted()
        title = tr(LIST_WORDS[wanted.part])
        self._begin()
        self._desk.ask(self._screen, list_pdf, wanted, done=lambda pdf: self._paper(title, pdf), failed=self._failed)

    def _paper(self, title: str, pdf: bytes) -> None:
        self._end()
        PaperPreview.show_pdf(self._screen, title, pdf)

    def ask_file(self) -> None:
        """Asks where the Excel file goes."""
        wanted, project = self.wanted(), self._desk.office.project
        name = list_file_name(wanted.part, project.name if project else "", self._screen.reading.day)
        title = f"{tr('Export to Excel')}: {tr(LIST_WORDS[wanted.part])}"
        self.file_dialog = ask_save(
            self._screen, title, name, "Excel (*.xlsx)", lambda path: self.write(wanted, path)
        )  # fmt: skip

    def write(self, wanted: ListWanted, path: Path) -> None:
        """Writes the file beside the screen; it says where when it is there, or why it is not."""
        self._begin()
        office = self._desk.office

        def done(rows: int) -> None:
            self._end()
            words = tr("{n} rows written: {file}")
            messages.say(words.format(n=rows, file=path.name))

        self._desk.tasks.run(self._screen, lambda: write_list(office, wanted, path), done, self._failed)

    def _failed(self, refusal: Exception) -> None:
        self._end()
        messages.refuse(str(refusal))

    def _begin(self) -> None:
        self._under_way = True
        self.judge()

    def _end(self) -> None:
        self._under_way = False
        self.judge()
