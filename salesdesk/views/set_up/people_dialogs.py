"""Dialogs about people: a new person, a new first password, closing a login."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.services.people_admin import (
    HOUSE_ROLES,
    Closing,
    Colleague,
    FirstPassword,
    NewPerson,
    RoleOfPerson,
    add_person,
    close_login,
    give_role,
    reset_password,
)
from salesdesk.services.set_up import today
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_close_login import Ui_CloseLogin
from salesdesk.views.forms.ui_first_password import Ui_FirstPassword
from salesdesk.views.forms.ui_new_person import Ui_NewPerson
from salesdesk.views.forms.ui_stand_in import Ui_StandIn
from salesdesk.views.unit_actions.action_dialog import ActionDialog


class PersonDialog(ActionDialog):
    """A new person with a first password and a role in this project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_NewPerson()
        self.ui.setupUi(self)
        fields = {"name": self.ui.name, "login": self.ui.login, "password": self.ui.password}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        self.ui.role.set_items([(role, tr(words)) for role, words in ROLE_WORDS.items()])
        self.ui.role.set_key(OfficeRole.CONSULTANT)
        self.ui.name.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_person

    def form(self) -> NewPerson:
        role = self.ui.role.key()
        return NewPerson(
            request_id=self.request_id, login=self.ui.login.text(), name=self.ui.name.text(),
            password=self.ui.password.text(), roles=(OfficeRole(role),) if role else (),
        )  # fmt: skip


class StandInDialog(ActionDialog):
    """A role for some days, after which it ends by itself."""

    def __init__(self, desk: Desk, who: Colleague, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._who = who
        self.ui = Ui_StandIn()
        self.ui.setupUi(self)
        self.ui.about.setText(who.person.name)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"first": self.ui.first, "last": self.ui.last})
        # A role that is held for good would become one for some days: it is taken first.
        offered = [role for role in ROLE_WORDS if role not in who.here or (who.project_id, role) in who.person.dates]
        self.ui.role.set_items([(role, tr(ROLE_WORDS[role])) for role in offered])
        # Nobody becomes administrator for a week by pressing Enter.
        if ordinary := [role for role in offered if role not in HOUSE_ROLES]:
            self.ui.role.set_key(ordinary[0])
        desk.ask(self, today, done=self._loaded)

    def _loaded(self, day: date) -> None:
        self.ui.first.set_value(day)
        self.ui.last.set_value(day)

    def verb(self) -> Callable[[Any, Any], Any]:
        return give_role

    def form(self) -> RoleOfPerson:
        first, last = self.ui.first.value(), self.ui.last.value()
        if first is None or last is None:
            raise BadInput(
                mark("Whoever stands in does so from one day to another."), field="last" if first else "first"
            )
        return RoleOfPerson(request_id=self.request_id, person_id=self._who.person.id,
                            role=OfficeRole(self.ui.role.key()), first=first, last=last)  # fmt: skip


class PasswordDialog(ActionDialog):
    """A new first password for somebody who forgot theirs."""

    def __init__(self, desk: Desk, who: Colleague, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._who = who
        self.ui = Ui_FirstPassword()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"password": self.ui.password})
        self.ui.about.setText(f"{who.person.name}　{who.person.login}")
        self.ui.password.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return reset_password

    def form(self) -> FirstPassword:
        return FirstPassword(
            request_id=self.request_id, person_id=self._who.person.id, password=self.ui.password.text()
        )


class CloseDialog(ActionDialog):
    """Closing a leaver's login, for good."""

    def __init__(self, desk: Desk, who: Colleague, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._who = who
        self.ui = Ui_CloseLogin()
        self.ui.setupUi(self)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {})
        self.ui.about.setText(f"{who.person.name}　{who.person.login}")
        self.ui.back.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return close_login

    def form(self) -> Closing:
        return Closing(request_id=self.request_id, person_id=self._who.person.id)
