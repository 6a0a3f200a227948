"""The desk that a command works at: the owner's on a file, the person's own login on a server."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesdesk.commands.telling import tell
from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
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
    return kept if kept is not None else ask_password(tr("Password of {login}: ").format(login=login))


def ask_password(words: str) -> str:
    """Asks at the terminal.

    Raises:
        BadInput: there is nobody to type it, as in a script.
    """
    try:
        return getpass.getpass(words)
    except EOFError:
        raise BadInput(mark("No password was typed.")) from None


def open_desk(address: str, login: str) -> Office | None:
    """Signed in where there is an office; None where its file does not exist yet."""
    if is_server(address):
        who = login or load_settings().login or getpass.getuser()
        return sign_in(address, who, password_for(who))
    return open_as_owner(Path(address), login) if os.path.exists(address) else None


@contextmanager
def at_office(given: str, login: str, project: str | None) -> Iterator[Office]:
    """The desk in the project that was named, or in the only one there is; closed when the block ends.

    Raises:
        BadInput: there is no office, or no such project, or it is not said which.
    """
    address = office_address(given)
    office = open_desk(address, login)
    if office is None:
        raise BadInput(mark("There is no office at “{path}”."), path=address)
    try:
        stand_in(office, project)
        yield office
    finally:
        office.close()


def stand_in(office: Office, project: str | None) -> None:
    """Enters the project of this name; without a name, the only one."""
    if not office.projects:
        raise BadInput(mark("No project is open to this login. An office's first project is opened in Set-up."))
    names = "、".join(one.name for one in office.projects) or "—"
    if project is None:
        if len(office.projects) > 1:
            raise BadInput(mark("Which project? --project names one of these: {names}."), names=names)
        return
    for one in office.projects:
        if one.name == project:
            office.enter(one.id)
            return
    raise BadInput(mark("There is no project “{name}” here; there are: {names}."), name=project, names=names)


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
