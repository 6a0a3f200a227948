"""Who may do what: the matrix of roles and permissions as the office has it, edited by its system administrator."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import PERMISSION_WORDS, ROLE_WORDS, OfficeRole, Permission
from salesdesk.domain.role_rules import why_not_together
from salesdesk.services.role_admin import RoleRights, RolesEdit, role_rights, set_roles
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.words import NOTHING

_WIDEST = 1120
"""Wider, and the ticks would stand too far from what they are for."""


class MatrixPage(SetUpPage):
    """A permission a line, a role a column; own roles stand out. Ticks of roles that this person may change are boxes;
    what was ticked counts once it is saved, for all changed roles at once."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._roles: dict[OfficeRole, RoleRights] = {}
        self._wanted: dict[OfficeRole, frozenset[Permission]] = {}
        self.undo = self.action(Button(tr("Undo")))
        self.undo.clicked.connect(self.leave)
        self.save = self.action(Button(tr("Save roles"), "Ctrl Enter"))
        self.save.clicked.connect(self.store)
        self.who = Label("", "small", "ink_2", wrap=True)
        self.table = SheetTable(RowsModel(self._columns(), key=lambda row: row, tint=self._tint), dense=True)
        self.table.check_toggled.connect(lambda row, key: self.toggle(row, OfficeRole(key)))
        self.table.selectionModel().currentChanged.connect(lambda here, _: self._tell_holders(here.column()))
        self.table.setMaximumWidth(_WIDEST)
        self._lay_out()
        self._show_state()

    def _columns(self) -> list[TableColumn]:
        mine = self.desk.office.project.roles if self.desk.office.project else frozenset()
        return [
            TableColumn(key="permission", title=mark("Permission"), text=lambda row: tr(PERMISSION_WORDS[row]),
                        width=180, stretch=True, sortable=False),
            *(
                TableColumn(key=role.value, title=ROLE_WORDS[role], text=self._tick(role), check=self._box(role),
                            width=84, align="centre", tone="accent" if role in mine else "ok", medium=role in mine,
                            sortable=False)
                for role in OfficeRole
            ),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        about = QVBoxLayout()
        about.setContentsMargins(16, 10, 16, 10)
        about.addWidget(self.who)
        column.addLayout(about)
        column.addWidget(self.table, 1)
        self.body.addWidget(sheet)

    def _tick(self, role: OfficeRole) -> Callable[[Permission], str]:
        return lambda row: "✓" if not self._editable(role) and row in self._wanted.get(role, ()) else ""

    def _box(self, role: OfficeRole) -> Callable[[Permission], bool | None]:
        return lambda row: row in self._wanted[role] if self._editable(role) else None

    def _tint(self, row: Permission) -> str:
        """Lines with ticks that are not saved yet stand out."""
        changed = (role for role, one in self._roles.items() if (row in self._wanted[role]) != (row in one.permissions))
        return "warn_tint" if any(changed) else ""

    def _editable(self, role: OfficeRole) -> bool:
        return role in self._roles and self._roles[role].barred is None

    # what there is

    def load(self) -> None:
        if not self.changed():
            self.desk.ask(self, role_rights, done=self._show)

    def _show(self, roles: list[RoleRights]) -> None:
        self._roles = {one.role: one for one in roles}
        self._wanted = {one.role: one.permissions for one in roles}
        self._show_state()
        self._tell_holders(self.table.currentIndex().column())

    def _show_state(self) -> None:
        self.table.set_rows(list(Permission))
        self.table.viewport().update()
        nothing = None if self.changed() else tr("Nothing is changed yet.")
        self.save.set_refusal(self._barred() or nothing)
        self.undo.set_refusal(nothing)
        self.hints_changed.emit()

    def _barred(self) -> str | None:
        """Why this person changes no role at all."""
        if any(self._editable(role) for role in self._roles) or not self._roles:
            return None
        return str(next(iter(self._roles.values())).barred)

    def _tell_holders(self, column: int) -> None:
        """Who holds the role of the column where the person is; the barred say why."""
        here = [role for place, role in enumerate(OfficeRole, 1) if place == column and role in self._roles]
        if not here:
            self.who.setText(tr("A role's column tells who holds it. Changes count at once for all of them."))
            return
        one = self._roles[here[0]]
        names = tr(", ").join(one.holders) or NOTHING
        words = tr("{role}: {names}").format(role=tr(ROLE_WORDS[one.role]), names=names)
        self.who.setText(f"{words}　{one.barred}" if one.barred else words)

    # changes

    def changed(self) -> list[OfficeRole]:
        """The roles that are ticked otherwise than they are."""
        return [role for role, one in self._roles.items() if self._wanted[role] != one.permissions]

    def toggle(self, permission: Permission, role: OfficeRole) -> None:
        """Ticks or unticks; what must not meet in a role is refused at once."""
        if not self._editable(role):
            return
        wanted = self._wanted[role] ^ {permission}
        if reason := why_not_together(role, wanted):
            messages.refuse(str(reason))
            return
        self._wanted[role] = wanted
        self._show_state()

    def store(self) -> None:
        roles = self.changed()
        if not roles or self._barred():
            return
        form = RolesEdit(
            wanted=tuple((role, tuple(sorted(self._wanted[role]))) for role in roles),
            seen=tuple((role, tuple(sorted(self._roles[role].permissions))) for role in roles),
        )
        self.desk.perform(self, set_roles, form, lambda _: self._stored(), self._refused)

    def _stored(self) -> None:
        messages.say(tr("The roles are changed; it counts at once."))
        self._read_anew()

    def _refused(self, refusal: Refusal) -> None:
        messages.refuse(str(refusal))

    def _read_anew(self) -> None:
        self.desk.ask(self, role_rights, done=self._show)

    def leave(self) -> bool:
        """Esc: the ticks as they were, read anew."""
        if not self.changed():
            return False
        self._wanted = {role: one.permissions for role, one in self._roles.items()}
        self._show_state()
        self._read_anew()
        return True

    def key_hints(self) -> list[tuple[str, str]]:
        if not any(self._editable(role) for role in self._roles):
            return []
        return [("Space", tr("tick")), ("Ctrl Enter", tr("save")), ("Esc", tr("Undo"))]
