"""The program as a person meets it: the door, then the desk, then the door again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from salesdesk.domain.i18n import use_language
from salesdesk.services.desk_settings import DeskSettings, save_settings
from salesdesk.views import theme
from salesdesk.views.sign_in.offer import DemoOffer
from salesdesk.views.sign_in.prefetch import Prefetch
from salesdesk.views.sign_in.window import SignInWindow

if TYPE_CHECKING:
    from salesdesk.services.office import Office
    from salesdesk.views.shell.window import ShellWindow

BEHIND = ("salesdesk.services.sign_in", "salesdesk.services.projects", "salesdesk.services.board", "argon2", "keyring")
BEFORE = ("salesdesk.views.shell.window", "salesdesk.views.board_view.screen")


class Program(QObject):
    """Owns the windows.

    Signals:
        desk_opened: a person signed in and their window stands; the tour goes on from here.
    """

    desk_opened = Signal(object)
    fault = Signal(object)

    def __init__(self, settings: DeskSettings, demo: Callable[[], DemoOffer] | None = None) -> None:
        super().__init__()
        self.settings, self._demo = settings, demo
        self.door: SignInWindow | None = None
        self.shell: ShellWindow | None = None
        self._prefetch: Prefetch | None = None

    def start(self) -> None:
        """Shows the door."""
        self._open_door()

    def _open_door(self) -> None:
        door = SignInWindow(self.settings, self._demo)
        door.arrived.connect(self._enter)
        door.language_chosen.connect(self._speak)
        door.tasks.fault.connect(self.fault)
        door.shown.connect(self._after_the_door)
        before, self.door = self.door, door
        door.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _after_the_door(self) -> None:
        if self.door is not None:
            self._prefetch = Prefetch(self.door.tasks, BEHIND, BEFORE, self.door)
            self._prefetch.start()

    def _speak(self, language: str) -> None:
        self.settings.language = language
        save_settings(self.settings)
        use_language(language)
        self._open_door()

    def _enter(self, office: Office, address: str) -> None:
        from salesdesk.views.shell.window import ShellWindow

        shell = ShellWindow(office, address, self.settings)
        shell.desk.tasks.fault.connect(self.fault)
        shell.signed_out.connect(self._sign_out)
        shell.closed.connect(self._leave)
        self.shell = shell
        self._show_large(shell)
        shell.start()
        if self.door is not None:
            self.door.close()
        self.desk_opened.emit(shell)

    def _show_large(self, shell: ShellWindow) -> None:
        if QApplication.primaryScreen().availableGeometry().width() < 1600:
            shell.showMaximized()
        else:
            shell.show()

    def _sign_out(self) -> None:
        shell = self.shell
        self._open_door()
        if shell is not None:
            shell.close()

    def _leave(self) -> None:
        """The desk's window is gone: what is under way ends, then the connections are closed."""
        shell, self.shell = self.shell, None
        if shell is not None:
            shell.desk.tasks.wait()
            shell.desk.office.close()
            shell.deleteLater()


def dress(app: QApplication, settings: DeskSettings) -> None:
    """Language and palette before the first window."""
    use_language(settings.language)
    theme.use_density(dense=settings.density == "dense")
    theme.install(app, settings.palette)  # type: ignore[arg-type]  # one of PALETTES
