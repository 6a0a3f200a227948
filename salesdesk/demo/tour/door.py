"""Coming in and going out: each person signs in at the real window, by name and password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.demo.people import PASSWORD, PEOPLE
from salesdesk.demo.tour.stage import Stage, StepFailed
from salesdesk.domain.permissions import ROLE_WORDS
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.shell.program import Program, dress
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson

if TYPE_CHECKING:
    from salesdesk.views.shell.window import ShellWindow

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
        offer = DemoOffer(str(office), lambda: None, lambda: people, lambda: PASSWORD)
        self.faults = list[object]()
        self._program = Program(self._settings, offer)
        self._program.desk_opened.connect(self._opened)
        self.login = ""

    def _opened(self, shell: ShellWindow) -> None:
        shell.desk.tasks.fault.connect(self.faults.append)
        shell.showNormal()
        shell.resize(*SIZE)
        self._stage.window = shell

    def show(self) -> None:
        """The sign-in window, as a person finds it."""
        self._program.start()
        self._stage.wait("the sign-in window", lambda: self._program.door is not None)

    def sign_in(self, login: str, picture: str = "") -> None:
        """Types name and password and presses Enter; whoever sat there signs out first."""
        if self.login == login:
            return
        if self._stage.window is not None:
            window, self._stage.window = self._stage.window, None
            window.signed_out.emit()
        elif self._program.door is None:
            self.show()
        door = self._program.door
        if door is None:
            raise StepFailed("there is no sign-in window")
        form = door.form
        form.login.set_text("")
        self._stage.write(login, form.login.line)
        self._stage.write(PASSWORD, form.password.line)
        if picture:
            self._stage.picture(picture, door)
        self._stage.press("Return", form.password.line)
        self._stage.wait(f"{login} to be signed in", lambda: self._stage.window is not None)
        self.login = login
        self._stage.settle()
        self.check()

    def stand_in(self, project_id: int) -> None:
        """Enters a project by the switch in the top bar."""
        self._stage.shell.switch_project(project_id)
        self._stage.settle()

    def check(self) -> None:
        """A fault of the program ends the day, even where the step itself went on."""
        if self.faults:
            raise StepFailed(f"the program had a fault: {self.faults[-1]!r}")

    def leave(self) -> None:
        """Closes the last window."""
        if self._stage.window is not None:
            window, self._stage.window = self._stage.window, None
            window.close()
