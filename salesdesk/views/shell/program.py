"""The program as a person meets it: the door, then the desk, then the door again."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from salesdesk.domain.i18n import use_language
from salesdesk.services.desk_settings import DeskSettings, save_settings
from salesdesk.views import theme
from salesdesk.views.sign_in.offer import DemoOffer
from salesdesk.views.sign_in.window import SignInWindow

if TYPE_CHECKING:
    from salesdesk.services.office import Office
    from salesdesk.views.shell.faults import Faults
    from salesdesk.views.shell.window import ShellWindow
    from salesdesk.views.sign_in.prefetch import Prefetch

log = logging.getLogger(__name__)
BEHIND = ("salesdesk.services.sign_in", "salesdesk.services.projects", "salesdesk.services.board", "argon2", "keyring")
BEFORE = ("salesdesk.views.shell.window", "salesdesk.views.board_view.screen")


class Program(QObject):
    """Owns the windows.

    Signals:
        desk_opened: a person signed in and their window stands; the tour goes on from here.
        ready: the door was painted; what can wait begins now.
        raised: a fault that nobody caught, from whatever thread.
    """

    desk_opened = Signal(object)
    ready = Signal()
    raised = Signal(object)

    def __init__(self, settings: DeskSettings, demo: DemoOffer | None = None, log_file: str = "") -> None:
        super().__init__()
        self.settings, self._demo, self._log_file = settings, demo, log_file
        self._faults: Faults | None = None
        self.door: SignInWindow | None = None
        self.shell: ShellWindow | None = None
        self._prefetch: Prefetch | None = None

    def start(self) -> None:
        """Shows the door; from now on a fault nobody caught is told."""
        self.raised.connect(self.tell_fault)
        sys.excepthook = self._uncaught
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._end)
        self._open_door()

    def _open_door(self) -> None:
        door = SignInWindow(self.settings, self._demo)
        door.arrived.connect(self._enter)
        door.language_chosen.connect(self._speak)
        door.tasks.fault.connect(self.tell_fault)
        door.shown.connect(self._after_the_door)
        before, self.door = self.door, door
        door.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _after_the_door(self) -> None:
        self.ready.emit()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            from salesdesk.views.shell.qt_words import speak_qt

            speak_qt(app)
        if self.door is not None:
            from salesdesk.views.sign_in.prefetch import Prefetch

            self._prefetch = Prefetch(self.door.tasks, BEHIND, BEFORE, self.door)
            self._prefetch.start()

    def _speak(self, language: str) -> None:
        self.settings.language = language
        save_settings(self.settings)
        use_language(language)
        self._open_door()

    def _enter(self, office: Office, address: str) -> None:
        from salesdesk.views.shell.window import ShellWindow

        log.info("%s signed in at %s", office.person.login, address)
        shell = ShellWindow(office, address, self.settings)
        shell.desk.tasks.fault.connect(self.tell_fault)
        shell.signed_out.connect(self._sign_out)
        shell.closed.connect(self._leave)
        self.shell = shell
        self._show_large(shell)
        shell.start()
        if self.door is not None:
            self.door.close()
        # When the door is gone: closing it takes the focus with it.
        QTimer.singleShot(0, shell, shell.activateWindow)
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
        from salesdesk.services.server_memory import remember_server

        shell, self.shell = self.shell, None
        if shell is not None:
            shell.desk.tasks.wait()
            remember_server(shell.address, shell.desk.office)
            shell.desk.office.close()
            shell.deleteLater()

    def _end(self) -> None:
        """What is under way ends before its windows go."""
        if self.door is not None:
            self.door.tasks.wait()

    # faults

    def _uncaught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("a fault nobody caught", exc_info=(kind, error, where))
        # By signal, since a fault of another thread must be told on the screen's.
        self.raised.emit(error)

    def tell_fault(self, error: BaseException) -> None:
        """Shows a fault of the program, once."""
        if self._faults is None:
            from salesdesk.views.shell.faults import Faults

            self._faults = Faults(self._log_file)
        self._faults.show(error)


def dress(app: QApplication, settings: DeskSettings) -> None:
    """Language and palette before the first window; the application was made with `theme.FUSION`."""
    use_language(settings.language)
    theme.use_density(dense=settings.density == "dense")
    theme.install(app, settings.palette, is_fusion=True)  # type: ignore[arg-type]  # one of PALETTES
