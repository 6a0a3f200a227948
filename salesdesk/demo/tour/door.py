"""Coming in and going out: each person signs in at the real window, by name and password, and out by their menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.demo.people import PASSWORD, PEOPLE
from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import enter_project
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import ROLE_WORDS
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.shell.program import Program, dress
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from salesdesk.views.shell.window import ShellWindow
    from salesdesk.views.sign_in.window import SignInWindow

SIZE = (1440, 900)


class Door:
    """The program's own windows, with settings that are nobody's."""

    def __init__(self, stage: Stage, office: Path) -> None:
        from PySide6.QtWidgets import QApplication

        self._stage = stage
        self._settings = DeskSettings(address=str(office), language="zh_CN", palette="light")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self._settings)
        people = tuple(DemoPerson(one.login, one.name, ROLE_WORDS[one.role]) for one in PEOPLE)
        offer = DemoOffer(str(office), lambda progress, cancelled: None, lambda: people, lambda: PASSWORD)
        self._program = Program(self._settings, offer)
        self._program.desk_opened.connect(self._opened)
        self._program.raised.connect(stage.faults.append)
        self.login = ""

    def _opened(self, shell: ShellWindow) -> None:
        shell.desk.tasks.fault.connect(self._stage.faults.append)
        shell.showNormal()
        shell.resize(*SIZE)
        self._stage.window = shell

    def open(self) -> None:
        """The sign-in window, as a person finds it."""
        self._program.start()
        self._wait_for_door(None)

    def _wait_for_door(self, before: SignInWindow | None) -> None:
        """Until another sign-in window than ``before`` stands in front and takes keys."""
        program = self._program
        self._stage.wait("the sign-in window", lambda: program.door is not before and _takes_keys(program.door))

    def sign_in(self, login: str, project: str = "", picture: str = "") -> None:
        """Types name and password and presses Enter; whoever sat there signs out first. Then the project is entered."""
        if self.login != login:
            if self.login:
                self._sign_out()
            self._come_in(login, picture)
        if project:
            enter_project(self._stage, project)

    def _sign_out(self) -> None:
        person = self._stage.shell.top.person
        before = self._program.door
        self._stage.click(person)
        self._stage.window = None
        self._stage.pick(tr("Sign out"))
        self._wait_for_door(before)
        self.login = ""

    def _come_in(self, login: str, picture: str) -> None:
        door = self._program.door
        if door is None:
            raise StepFailed("there is no sign-in window")
        stage, form = self._stage, door.form
        stage.fill(form.login, login)
        stage.press("Tab")
        stage.write(PASSWORD)
        if picture:
            stage.picture(picture, door)
        stage.press("Return")
        stage.wait(f"{login} to be signed in", lambda: stage.window is not None and _takes_keys(stage.window))
        self.login = login
        stage.settle()

    def leave(self) -> None:
        """Closes the last window."""
        if self._stage.window is not None:
            window, self._stage.window = self._stage.window, None
            window.close()


def _takes_keys(window: QWidget | None) -> bool:
    return window is not None and window.isVisible() and window.isActiveWindow()
