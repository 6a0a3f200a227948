"""A new office on this PC: company, first project, the first person, and where the file lies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.services.desk_settings import data_folder
from salesdesk.services.office_place import office_place
from salesdesk.views.forms.ui_new_office import Ui_NewOfficeForm
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.tasks import Tasks

if TYPE_CHECKING:
    from salesdesk.services.office import Office

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def office_file(company: str) -> Path:
    """Where an office lies by default: named after its company, beside the others, never over one of them."""
    stem = _NOT_IN_NAMES.sub(" ", company).strip(" .")[:60] or tr("Office")
    path = data_folder() / f"{stem}.db"
    number = 2
    while path.exists():
        path = data_folder() / f"{stem} {number}.db"
        number += 1
    return path


class NewOfficeDialog(QDialog, Ui_NewOfficeForm):
    """`opened` tells the office, signed in as its first person, and its address."""

    opened = Signal(object, str)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        from salesdesk.views.sign_in.change_password import password_rule

        self.setupUi(self)
        self.setMinimumWidth(560)
        self._tasks = tasks
        self._chosen = False
        self.rule.setText(
            tr("You hold every role of a single desk at first; more people are added in the set-up.")
            + " "
            + password_rule()
        )
        self.company.edited.connect(self._follow_name)
        self.place.edited.connect(self._choose_by_hand)
        self.place.settled.connect(self._whole_place)
        self.choose.clicked.connect(self._choose_place)
        self.go.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        for field in self._fields().values():
            on_enter(field.line, self._next)
        self._follow_name()
        self.company.line.setFocus()

    def _next(self) -> None:
        self.focusNextChild()

    def _fields(self) -> dict[str, Field]:
        return {
            "company": self.company, "project": self.project, "city": self.city, "name": self.name,
            "login": self.login, "password": self.password, "again": self.again,
        }  # fmt: skip

    def _follow_name(self) -> None:
        if not self._chosen:
            self.place.set_text(str(office_file(self.company.text())))

    def _choose_by_hand(self) -> None:
        self._chosen = True

    def _whole_place(self) -> Path | None:
        """The place as a whole path, shown so; None where it is none, and why stands beneath it."""
        try:
            place = office_place(self.place.text(), data_folder())
        except BadInput as reason:
            self.place.refuse(reason)
            return None
        if str(place) != self.place.text():
            self.place.set_text(str(place))
        return place

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, tr("File of the office"), self.place.text(), tr("SalesDesk office (*.db)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.fileSelected.connect(self._take_place)
        dialog.open()

    def _take_place(self, path: str) -> None:
        self._chosen = True
        self.place.set_text(path)

    def submit(self) -> None:
        """Opens the office; every refusal stands at its field."""
        if not self.go.isEnabled():
            return
        self.banner.clear()
        if self.password.text() != self.again.text():
            self.again.refuse(tr("The two are not the same."))
            self.again.line.setFocus()
            return
        place = self._whole_place()
        if place is None:
            self.place.line.setFocus()
            return
        from salesdesk.services.sign_in import NewOffice, open_new_office

        new = NewOffice(
            place, self.company.text(), self.project.text(), self.city.text(),
            self.login.text(), self.name.text(), self.password.text(),
        )  # fmt: skip
        self.go.set_refusal(tr("Opening the office."))
        self._tasks.run(self, lambda: open_new_office(new), lambda office: self._done(office, str(new.path)), self._no)

    def _done(self, office: Office, address: str) -> None:
        self.accept()
        self.opened.emit(office, address)

    def _no(self, reason: Refusal) -> None:
        self.go.set_refusal(None)
        field = self._fields().get(getattr(reason, "field", ""))
        if isinstance(reason, BadInput) and field is not None:
            field.refuse(reason)
            field.setFocus()
            return
        self.banner.set_text(str(reason))
