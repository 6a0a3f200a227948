"""The desk that a command works at: the owner's on a file, the person's own login on a server."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from salesdesk.commands.telling import tell
from salesdesk.domain.i18n import tr
from salesdesk.services.desk_settings import data_folder, load_settings, whole_address
from salesdesk.services.office import Office
from salesdesk.services.owner_desk import enter_project, make_office, open_as_owner
from salesdesk.services.sign_in import is_server, sign_in

PASSWORD_VARIABLE = "SALESDESK_PASSWORD"


def office_address(given: str) -> str:
    """What was named, else the office last used on this PC, else its usual place."""
    return whole_address(given) or load_settings().address or str(data_folder() / "office.db")


def password_for(login: str) -> str:
    """From the environment, else asked for."""
    kept = os.environ.get(PASSWORD_VARIABLE)
    return kept if kept is not None else getpass.getpass(tr("Password of {login}: ").format(login=login))


def open_desk(address: str, login: str) -> Office | None:
    """Signed in where there is an office; None where its file does not exist yet."""
    if is_server(address):
        who = login or load_settings().login or getpass.getuser()
        return sign_in(address, who, password_for(who))
    return open_as_owner(Path(address), login) if os.path.exists(address) else None


def stand_in_project(office: Office | None, address: str, project: str) -> Office:
    """Stands in the project; a missing office on this PC and a missing project are made and announced."""
    if office is None:
        made = make_office(Path(address), project)
        words = tr("Made the office “{path}”; sign in as {login}, first password {password}.")
        tell(words.format(path=address, login=made.login, password=made.first_password))
        tell(tr("Opened the project “{name}”.").format(name=project))
        return made.office
    if enter_project(office, project):
        tell(tr("Opened the project “{name}”.").format(name=project))
    return office
