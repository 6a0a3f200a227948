"""The window of one desk: rail, top bar, the screens, status line."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.services.deal_drafts import Drafts, drafts_file
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.services.office import Office
from salesdesk.services.printed_seals import seals_file
from salesdesk.services.projects import project_head
from salesdesk.services.rows import ProjectHead
from salesdesk.services.unanswered import Outcome, Unanswered, outcomes, unanswered_file
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.nav import NavRail
from salesdesk.views.shell.finder import FindPopup
from salesdesk.views.shell.live import Live
from salesdesk.views.shell.lock import IdleWatch, LockSheet
from salesdesk.views.shell.office_colours import OfficeColours
from salesdesk.views.shell.own_password import OwnPassword
from salesdesk.views.shell.person_menu import fill_person_menu
from salesdesk.views.shell.places import PLACES, RAIL, Place, place_of
from salesdesk.views.shell.pulse import Pulse
from salesdesk.views.shell.rail_badge import REQUESTS, TASKS, RailBadge
from salesdesk.views.shell.status_line import StatusLine
from salesdesk.views.shell.top_bar import TopBar

_REMEMBERED = 20
PATIENCE_SECONDS = 30.0
"""How long an entry waits for a lost line before the form is given back, with all that was typed."""


class ShellWindow(QWidget):
    """See the module.

    Signals:
        signed_out: the person leaves; somebody else may sign in.
        closed: the window was closed.
    """

    signed_out = Signal()
    closed = Signal()

    def __init__(self, office: Office, address: str, settings: DeskSettings) -> None:
        super().__init__()
        self.settings, self.address = settings, address
        self.desk = Desk(office, self)
        self.setWindowTitle(tr("SalesDesk"))
        self.resize(1440, 900)
        self.setMinimumSize(960, 560)
        self.rail = NavRail([(place.key, place.icon, tr(place.word)) for place in RAIL])
        self.top = TopBar(office.person.name)
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self.waiting = Banner("warning")
        office.patience = PATIENCE_SECONDS
        office.unanswered = Unanswered(unanswered_file(address, office.person.login))
        office.drafts = Drafts(drafts_file(address, office.person.login))
        office.seals_file = seals_file(address)
        self.live = Live(self.desk, self)
        self.colours = OfficeColours(self.desk, self)
        self.badge = RailBadge(self.desk, self.rail, TASKS, self)
        self.requests = RailBadge(self.desk, self.rail, REQUESTS, self)
        self.pulse = Pulse(self.desk, address, self.live, self)
        self._screens: dict[str, QWidget] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        self._here = ""
        self.body = QWidget(self)
        self._build()
        self.toast = messages.Toast(self)
        self.finder = FindPopup(self.desk, self.top.search, self)
        self.own_password = OwnPassword(self.desk, address, settings, self)
        self.lock_sheet = LockSheet(self, self.desk.tasks, office.person.name, self.own_password.check)
        self.idle = IdleWatch(settings.idle_minutes * 60, self)
        self._connect()
        self._bind_keys()
        self._stand()
        self._begin()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.body)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (self.top, self.stack, self.waiting, self.status):
            column.addWidget(widget)
        column.setStretch(1, 1)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda key: self.go(key))
        self.desk.go.connect(self.go)
        self.desk.enter.connect(self.enter_project)
        self.top.project.project_chosen.connect(self.switch_project)
        self.desk.waiting.connect(self._show_waiting)
        self.waiting.link_activated.connect(self.desk.office.stop_waiting)
        self.pulse.connected.connect(self.top.set_connected)
        self.pulse.connected.connect(self.status.set_connected)
        self.live.counted.connect(self.status.set_desks)
        self.idle.idle.connect(self.lock)
        self.lock_sheet.left.connect(self.signed_out)
        self.lock_sheet.unlocked.connect(self.idle.start)
        self.lock_sheet.unlocked.connect(self.own_password.unlocked)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self._show_time)

    def _bind_keys(self) -> None:
        for number, place in enumerate(RAIL, 1):
            # Alt and a digit belong to the sections of a form.
            QShortcut(QKeySequence(f"Ctrl+{number}"), self.body).activated.connect(partial(self.choose, place.key))
        QShortcut(QKeySequence("Ctrl+L"), self.body).activated.connect(self.lock)
        QShortcut(QKeySequence("Shift+Esc"), self.body).activated.connect(self.desk.office.stop_waiting)

    def _show_waiting(self, waits: bool) -> None:
        """Above the status line, as long as a verb waits for another program's turn to end."""
        sentence = tr("Another program is writing to the office's file; this waits for it.")
        self.waiting.set_text(*(("", sentence, "　" + tr("Stop waiting") + " (Shift+Esc)") if waits else ("",)))

    # where the person stands

    def _stand(self) -> None:
        """Shows project, roles and places of the office as it is now."""
        office = self.desk.office
        self.top.project.set_projects(
            [(p.id, p.name) for p in office.projects], office.project.id if office.project else 0
        )
        roles = office.project.roles if office.project else frozenset()
        words = "、".join(tr(ROLE_WORDS[role]) for role in OfficeRole if role in roles)
        self.top.person.set_roles(words)
        self._fill_menu(words)
        self.rail.set_refusals({p.key: why for p in RAIL if (why := p.why_not(office.permissions))})
        self.top.path.setText("")
        self.colours.ask()
        if office.project is not None:
            self.desk.ask(self, project_head, done=self._show_path)

    def _begin(self) -> None:
        """Goes where the person works first."""
        office = self.desk.office
        first = next((place for place in RAIL if place.may_enter(office.permissions)), None)
        if first is None:
            self._show_nothing()
        else:
            self.go(first.key)

    def _show_path(self, head: ProjectHead) -> None:
        self.top.path.setText(f"{head.company} / {head.region}" if head.company != head.region else head.company)

    def _show_nothing(self) -> None:
        empty = EmptyState(
            "lock",
            tr("You have no work place in this office yet."),
            tr("The administrator gives you a role in a project."),
        )
        self._screens["nothing"] = empty
        self.stack.addWidget(empty)
        self.stack.setCurrentWidget(empty)

    def switch_project(self, project_id: int) -> None:
        """Stands in another project, where the person works first."""
        here = self.desk.office.project
        if here is None or here.id != project_id:
            self.enter_project(project_id)

    def enter_project(self, project_id: int, key: str = "", wanted: dict[str, Any] | None = None) -> None:
        """Stands in a project, after all that was asked for in this one is done; every screen begins anew.

        The office is read anew before: the project may have been opened a moment ago.
        """
        office = self.desk.office

        def enter() -> None:
            office.reload()
            office.enter(project_id)

        self.desk.tasks.run(self, enter, lambda _: self._entered(key, wanted or {}))

    def _entered(self, key: str, wanted: dict[str, Any]) -> None:
        self._drop_screens()
        self._stand()
        self.desk.project_entered.emit()
        if key:
            self.go(key, wanted)
        else:
            self._begin()

    def _drop_screens(self) -> None:
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.setParent(None)
            screen.deleteLater()
        self._screens.clear()
        self._trail.clear()
        self._here = ""

    # going from screen to screen

    def choose(self, key: str) -> None:
        """Goes to a place of the rail by its key, or says why not."""
        why = place_of(key).why_not(self.desk.office.permissions)
        if why:
            messages.refuse(why)
        elif key != self._here:
            self.go(key)

    def go(self, key: str, wanted: dict[str, Any] | None = None) -> None:
        """Shows a screen; it is made when somebody first goes there."""
        place = next((one for one in PLACES if one.key == key), None)
        if place is None:
            raise KeyError(f"no screen is called {key}")
        why = place.why_not(self.desk.office.permissions)
        if why:
            messages.refuse(why)
            return
        leaving = self._screens.get(self._here)
        if isinstance(leaving, Screen) and not leaving.may_leave():
            self.rail.set_key(self._rail_key())
            return
        if self._here and self._here != key:
            self._trail = [*self._trail, (self._here, {})][-_REMEMBERED:]
        self._show(place, wanted or {})

    def _show(self, place: Place, wanted: dict[str, Any]) -> None:
        screen = self._screens.get(place.key)
        if screen is None:
            screen = place.make(self.desk) or _missing(place)
            self._screens[place.key] = screen
            self.stack.addWidget(screen)
            if isinstance(screen, Screen):
                screen.hints_changed.connect(self.show_hints)
        self._here = place.key
        self.stack.setCurrentWidget(screen)
        self.rail.set_key(self._rail_key())
        self.setWindowTitle(tr("{place} · SalesDesk").format(place=tr(place.word)))
        if isinstance(screen, Screen):
            screen.enter(**wanted)
            if not screen.isAncestorOf(self.focusWidget()):
                screen.setFocus()
        self.show_hints()

    def _rail_key(self) -> str:
        """The place of the rail that a screen belongs to: the one it was reached from."""
        if self._here and place_of(self._here).on_rail:
            return self._here
        return next((key for key, _ in reversed(self._trail) if place_of(key).on_rail), self._here)

    def back(self) -> None:
        """To the screen before."""
        while self._trail:
            key, wanted = self._trail.pop()
            if key == self._here:
                continue
            leaving = self._screens.get(self._here)
            if isinstance(leaving, Screen) and not leaving.may_leave():
                self._trail.append((key, wanted))
                return
            self._show(place_of(key), wanted)
            return

    def current_key(self) -> str:
        """The key of the screen shown."""
        return self._here

    def current_screen(self) -> QWidget | None:
        return self.stack.currentWidget()

    def show_hints(self) -> None:
        screen = self.current_screen()
        self.status.hints.set_hints(screen.key_hints() if isinstance(screen, Screen) else [])

    # who sits here

    def _fill_menu(self, roles: str) -> None:
        name = self.desk.office.person.name
        actions = (
            (tr("Change password…"), "", self.own_password.change),
            (tr("Lock the desk"), "Ctrl+L", self.lock),
            (tr("Sign out"), "", self.signed_out.emit),
        )
        fill_person_menu(
            self.top.person.menu, self.settings, f"{name}　{roles}" if roles else name, actions, self._lock_after
        )

    def _lock_after(self, minutes: int) -> None:
        self.idle.seconds = minutes * 60

    def lock(self) -> None:
        """Covers everything until the password is typed again."""
        self.idle.stop()
        self.finder.close_up()
        self.lock_sheet.lock(self.body)

    # life

    def start(self) -> None:
        """Begins to look for other desks' changes and to show the time; the window is on the screen."""
        self.live.start()
        self.pulse.ask()
        self._tick.start()
        self._show_time()
        self.idle.start()
        self.badge.ask()
        self.requests.ask()
        self.own_password.tell()
        self._ask_unanswered()

    def _ask_unanswered(self) -> None:
        """An earlier life of the program may have ended between a request and its answer: what became of it is told."""
        kept = self.desk.office.unanswered
        if sent := tuple(kept.before()):
            self.desk.ask(self, outcomes, sent, done=self._tell_unanswered)

    def _tell_unanswered(self, found: list[Outcome]) -> None:
        messages.say("\n".join(outcome.sentence() for outcome in found))
        self.desk.office.unanswered.forget_before()

    def _show_time(self) -> None:
        self.top.clock.set_moment(self.pulse.now())
        self.status.set_time(self.pulse.now() if self.pulse.up else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes here when neither the field nor the screen had a use for it; a shortcut would take it from them."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers() and not self.lock_sheet.locked:
            self.back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pulse.stop()
        self.live.stop()
        self.colours.leave()
        self.badge.leave()
        self.requests.leave()
        self.desk.office.leave()
        self.idle.stop()
        self._tick.stop()
        self.closed.emit()
        super().closeEvent(event)


def _missing(place: Place) -> EmptyState:
    return EmptyState(place.icon, tr(place.word), tr("This program has no such screen."))
