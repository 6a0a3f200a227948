"""People and their roles in this project: added, given and taken, logins closed, first passwords."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole, Permission
from salesdesk.services.people_admin import Colleague, RoleOfPerson, give_role, people, take_role
from salesdesk.services.rights_review import review_name, review_pdf, write_review
from salesdesk.services.set_up import today
from salesdesk.views.ask_file import ask_save
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.people_dialogs import CloseDialog, PasswordDialog, PersonDialog, StandInDialog
from salesdesk.views.set_up.words import NOTHING


class PeoplePage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._who: Colleague | None = None
        self._wanted_login = ""
        self.review = self.action(Button(tr("Who may what"), "Ctrl R", icon="print"), Permission.PEOPLE_WRITE)
        self.review.clicked.connect(self.print_review)
        self.excel = self.action(Button(tr("Excel"), "Ctrl E"), Permission.PEOPLE_WRITE)
        self.excel.clicked.connect(self.export_review)
        self.stand_in = self.action(Button(tr("Stand-in"), "Ctrl T"), Permission.PEOPLE_WRITE)
        self.stand_in.clicked.connect(self.open_stand_in)
        self.password = self.action(Button(tr("First password"), "Ctrl P", icon="key"), Permission.PEOPLE_WRITE)
        self.password.clicked.connect(self.open_password)
        self.close_button = self.action(Button(tr("Close the login"), "Ctrl D"), Permission.PEOPLE_WRITE)
        self.close_button.clicked.connect(self.open_close)
        self.new = self.action(Button(tr("New person"), "Ctrl N", icon="plus"), Permission.PEOPLE_WRITE)
        self.new.clicked.connect(self.open_new)
        self.table = _table()
        self.table.row_chosen.connect(self._choose)
        self.side = PersonSide()
        self.side.turned.connect(self._turn)
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        self.body.addLayout(row)
        self._choose(None)

    def key_hints(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl N", tr("New person")), ("Ctrl P", tr("First password")), ("Ctrl D", tr("Close the login")),
            ("Ctrl T", tr("Stand-in")), ("Ctrl R", tr("Who may what")), ("Ctrl E", tr("Excel")),
        ]  # fmt: skip

    def load(self) -> None:
        self.desk.ask(self, people, done=self._show)

    def _show(self, rows: list[Colleague]) -> None:
        self.table.set_rows(rows)
        known = {row.person.id: row for row in rows}
        here = known.get(self._who.person.id) if self._who else None
        wanted = next((row for row in rows if self._wanted_login and row.person.login == self._wanted_login), None)
        self._wanted_login = ""
        here = wanted or here or (rows[0] if rows else None)
        if here is not None:
            self.table.select_key(here.person.id)
        self._choose(here)

    def _choose(self, who: Colleague | None) -> None:
        self._who = who
        me = self.desk.office.person.id
        self.side.show_person(who, me)
        reason = tr("Nobody is chosen.") if who is None else tr("This login is closed.") if who.closed else None
        self.password.set_refusal(reason)
        self.stand_in.set_refusal(reason)
        own = tr("Nobody closes their own login; another administrator does.")
        self.close_button.set_refusal(own if who is not None and who.person.id == me else reason)

    # roles

    def _turn(self, role: OfficeRole, given: bool) -> None:
        if self._who is None:
            return
        form = RoleOfPerson(person_id=self._who.person.id, role=role)
        name, word = self._who.person.name, tr(ROLE_WORDS[role])
        said = tr("{name} is {role} from now on.") if given else tr("{name} is no longer {role}.")
        self.side.freeze()
        self.desk.perform(
            self, give_role if given else take_role, form,
            lambda _: messages.say(said.format(name=name, role=word)), self._refused,
        )  # fmt: skip

    def _refused(self, refusal: Refusal) -> None:
        self._choose(self._who)
        self.side.banner.set_text("", str(refusal))

    # dialogs

    def open_new(self) -> PersonDialog:
        dialog = PersonDialog(self.desk, self)
        dialog.carried_out.connect(lambda _: self._added(dialog.ui.login.text().strip().lower()))
        dialog.open()
        return dialog

    def _added(self, login: str) -> None:
        self._wanted_login = login
        messages.say(tr("Added; the first password is changed at the first sign-in."))
        self.load()

    def open_password(self) -> PasswordDialog | None:
        if self._who is None:
            return None
        dialog = PasswordDialog(self.desk, self._who, self)
        dialog.carried_out.connect(lambda _: messages.say(tr("The first password is set.")))
        dialog.open()
        return dialog

    def open_stand_in(self) -> StandInDialog | None:
        if self._who is None:
            return None
        dialog = StandInDialog(self.desk, self._who, self)
        dialog.carried_out.connect(lambda _: messages.say(tr("The role is given for these days.")))
        dialog.open()
        return dialog

    # the review

    def print_review(self) -> None:
        """Who may what, as a paper to look at before it is printed."""
        self.desk.ask(self, review_pdf, done=self._preview, failed=messages.refuse)

    def _preview(self, pdf: bytes) -> None:
        PaperPreview.show_pdf(self, tr("Review: who may what"), pdf)

    def export_review(self) -> None:
        """The same as an Excel file."""
        project = self.desk.office.project.name if self.desk.office.project else ""
        self.desk.ask(self, today, done=lambda day: self._ask_file(review_name(project, day)))

    def _ask_file(self, name: str) -> None:
        ask_save(self, tr("Review: who may what"), name, tr("Excel workbook (*.xlsx)"), self._write_review)

    def _write_review(self, path: Path) -> None:
        said = tr("The review is in “{path}”.").format(path=path)
        self.desk.tasks.run(self, lambda: write_review(self.desk.office, path), lambda _: messages.say(said),
                            messages.refuse)  # fmt: skip

    def open_close(self) -> CloseDialog | None:
        if self._who is None:
            return None
        dialog = CloseDialog(self.desk, self._who, self)
        dialog.carried_out.connect(lambda _: messages.say(tr("The login is closed.")))
        dialog.open()
        return dialog


class PersonSide(SidePanel):
    """One person: their login, and a box for each role in this project."""

    turned = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "section", medium=True, elide=True)
        self.login = Label("", "small", "ink_3", elide=True)
        self.head.addWidget(self.name)
        self.head.addWidget(self.login)
        self.state = Part(tr("Login"))
        self.password = ValueLine(tr("Password"))
        self.closed = ValueLine(tr("Closed"))
        self.state.add(self.password)
        self.state.add(self.closed)
        self.add_part(self.state)
        roles = Part(tr("Roles in this project"))
        self.boxes: dict[OfficeRole, CheckBox] = {}
        for role, words in ROLE_WORDS.items():
            box = CheckBox(tr(words))
            box.clicked.connect(self._told(role))
            roles.add(box)
            self.boxes[role] = box
        self.add_part(roles)
        self.house = Part(tr("For the whole house"))
        self.house_roles = Label("", wrap=True)
        self.house.add(self.house_roles)
        self.add_part(self.house)
        self.banner = Banner("refusal")
        self.foot.addWidget(self.banner)

    def _told(self, role: OfficeRole) -> Callable[[bool], None]:
        return lambda given: self.turned.emit(role, given)

    def show_person(self, who: Colleague | None, me: int) -> None:
        """Shows a person as they stand; boxes that cannot be turned are grey."""
        self.banner.clear()
        self.setVisible(who is not None)
        if who is None:
            return
        self.name.setText(who.person.name)
        self.login.setText(who.person.login)
        self.password.set_value(tr("to be changed") if who.person.must_change_password else tr("own"))
        self.closed.set_value(minute(who.person.closed_at) if who.person.closed_at else NOTHING)
        for role, box in self.boxes.items():
            box.setChecked(role in who.here)
            own = role is OfficeRole.ADMINISTRATOR and who.person.id == me and role in who.here
            box.setEnabled(not who.closed and not own)
            box.setToolTip(
                tr("Nobody takes the administrator's role from themselves; another administrator does.") if own else ""
            )
        self.house.setVisible(bool(who.everywhere))
        self.house_roles.setText(tr(", ").join(tr(ROLE_WORDS[role]) for role in who.everywhere))

    def freeze(self) -> None:
        """While a role is being given or taken, no other is."""
        for box in self.boxes.values():
            box.setEnabled(False)


def _table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Full name"), text=lambda row: row.person.name, width=120,
                    medium=lambda row: not row.closed, tone=lambda row: "ink_3" if row.closed else "ink"),
        TableColumn(key="login", title=mark("Login name"), text=lambda row: row.person.login, width=150, tone="ink_2"),
        TableColumn(key="here", title=mark("Roles in this project"), text=_here, width=260, stretch=True),
        TableColumn(key="everywhere", title=mark("For the whole house"), text=_everywhere, width=150, tone="ink_2"),
        TableColumn(key="state", title="", tag=_state, width=100, sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.person.id))
    table.set_empty(tr("Nobody is here yet."))
    return table


def _roles(roles: tuple[OfficeRole, ...]) -> str:
    return tr(", ").join(tr(ROLE_WORDS[role]) for role in roles) or NOTHING


def _here(row: Colleague) -> str:
    words = [_role(row, role) for role in row.here]
    return tr(", ").join(words) or NOTHING


def _role(row: Colleague, role: OfficeRole) -> str:
    """The role, with the days of whoever only stands in."""
    first, last = row.person.dates.get((row.project_id, role), (None, None))
    if first is None and last is None:
        return tr(ROLE_WORDS[role])
    days = "–".join(day.isoformat() if day else "" for day in (first, last))
    return f"{tr(ROLE_WORDS[role])} ({days})"


def _everywhere(row: Colleague) -> str:
    return _roles(row.everywhere)


def _state(row: Colleague) -> tuple[str, str] | None:
    if row.closed:
        return tr("closed"), "plain"
    return (tr("first password"), "warn") if row.person.must_change_password else None
