"""The sign-in window: name, password, the office; on the first day three ways to begin.

What is heavy (database, services, the first screens) is imported by `Prefetch` while the person types.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal, WaitFirst
from salesdesk.domain.i18n import current_language, tr
from salesdesk.services.desk_settings import DeskSettings, save_settings
from salesdesk.services.kept_password import forget_password, keep_password, kept_password
from salesdesk.views.forms.ui_sign_in import Ui_SignInForm
from salesdesk.views.kit.countdown import Countdown
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Link
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.sign_in.facade import Facade
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson, office_words
from salesdesk.views.tasks import Tasks

if TYPE_CHECKING:
    from salesdesk.services.office import Office
    from salesdesk.views.sign_in.cards import OfficePage

LANGUAGE_WORDS = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
_COLUMN = 344
_ALL_THE_ROOM = 100
"""Against the one of the empty space beneath."""


class SignInForm(QWidget, Ui_SignInForm):
    """The form alone; the window asks it and tells it."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setupUi(self)
        on_enter(self.login.line, self.password.setFocus)
        on_enter(self.password.line, self.submitted.emit)
        self.go.clicked.connect(self.submitted)
        self.waiting = Countdown(self.password, self.go)
        self.login.edited.connect(self.forgive)
        self.login.edited.connect(self.waiting.stop)
        self.password.edited.connect(self.forgive)

    def forgive(self) -> None:
        """Takes the sentence of the last try away."""
        self.tell("")

    def tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def refuse(self, reason: Refusal) -> None:
        """Says it at its field, the cursor in it; the name stays, and the password to be typed over."""
        field = self.login if getattr(reason, "field", "") == "login" else self.password
        if isinstance(reason, WaitFirst):
            self.waiting.begin(reason)
            field.line.setFocus()
            return
        if isinstance(reason, BadInput) and reason.field:
            field.refuse(reason)
            field.line.selectAll()
        else:
            self.tell(str(reason))
        field.line.setFocus()

    def set_busy(self, busy: bool) -> None:
        self.go.set_refusal(tr("Signing in.") if busy else None)


class SignInWindow(QWidget):
    """See the module.

    Signals:
        arrived: an `Office` signed in, and its address.
        language_chosen: the window shall speak another language.
        shown: it was painted for the first time.
    """

    arrived = Signal(object, str)
    language_chosen = Signal(str)
    shown = Signal()

    def __init__(self, settings: DeskSettings, demo: DemoOffer | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self._offer = demo
        self._busy = False
        self._cards: OfficePage | None = None
        self._seen = False
        self.setWindowTitle(tr("SalesDesk"))
        self.resize(880, 620)
        self.setMinimumSize(840, 420)
        self.form = SignInForm()
        self.form.submitted.connect(self.submit)
        self.form.other.clicked.connect(self.choose_office)
        self.pages = QStackedWidget()
        self._build()
        if settings.address:
            self.use_office(settings.address)
        else:
            self.choose_office()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Facade())
        outer = QVBoxLayout()
        outer.setContentsMargins(24, 36, 24, 16)
        row.addLayout(outer, 1)
        self.pages.setFixedWidth(_COLUMN)
        outer.addWidget(self.pages, 1, Qt.AlignmentFlag.AlignHCenter)
        outer.addLayout(self._languages())
        page = QWidget()
        self._form_page = QVBoxLayout(page)
        self._form_page.setContentsMargins(0, 0, 0, 0)
        self._form_page.setSpacing(16)
        self._form_page.addWidget(self.form)
        self._form_page.addStretch(1)
        self.pages.addWidget(page)

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for code, words in LANGUAGE_WORDS.items():
            link = Link(words, "caption")
            link.setEnabled(code != current_language())
            link.clicked.connect(lambda _=False, chosen=code: self.language_chosen.emit(chosen))
            row.addWidget(link)
        row.addStretch(1)
        return row

    # which office

    def use_office(self, address: str, login: str = "") -> None:
        """Asks for the name and password of this office."""
        self.settings.address = address
        self.pages.setCurrentIndex(0)
        self.form.office.setText(self._called(address))
        self.form.office.setToolTip(address)
        self.form.login.set_text(login or self.settings.login)
        self.form.waiting.stop()
        self.form.password.clear()
        self.form.forgive()
        kept = address in self.settings.remember
        self.form.remember.setChecked(kept)
        self._hint()
        if kept and self._seen:
            self._recall()
        (self.form.password if self.form.login.text() else self.form.login).line.setFocus()

    def choose_office(self) -> None:
        """Shows the offices that are known and the ways to begin with another."""
        from salesdesk.views.sign_in.cards import OfficePage

        known = [(address, self._called(address)) for address in self.settings.offices]
        page = OfficePage(known, demo=self._offer is not None)
        page.office_chosen.connect(self.use_office)
        page.demo_wanted.connect(self.open_demo)
        page.new_wanted.connect(self.open_new)
        page.server_wanted.connect(self.connect_server)
        page.left.connect(self._leave_choice)
        old = self.pages.widget(1)
        if old is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self._cards = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def _called(self, address: str) -> str:
        if self._offer is not None and self._offer.address == address:
            return tr("Demo office")
        return office_words(address)

    def _leave_choice(self) -> None:
        if self.settings.address:
            self.use_office(self.settings.address)

    def _hint(self) -> None:
        """The people of the demo office, where it is the one chosen."""
        while self._form_page.count() > 2:
            item = self._form_page.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        offer = self._offer
        if offer is None or offer.address != self.settings.address:
            return
        from salesdesk.views.sign_in.people import PeopleHint

        hint = PeopleHint(offer)
        hint.chosen.connect(lambda person: self._as_person(person, offer.password()))
        self._form_page.insertWidget(1, scrolling(hint), _ALL_THE_ROOM)

    def _as_person(self, person: DemoPerson, password: str) -> None:
        self.form.waiting.stop()
        self.form.login.set_text(person.login)
        self.form.password.set_text(password)
        self.submit()

    # three ways to begin

    def open_demo(self) -> None:
        """Makes the demo office where there is none, then asks who one wants to be."""
        if self._offer is None or self._busy:
            return
        offer, page = self._offer, self._cards
        assert page is not None, "the demo office is one of the ways to begin"
        self._set_busy(True)
        from salesdesk.views.long_task import LongTask

        task = LongTask(page.strip, "")
        page.strip.setFocus()

        def done() -> None:
            task.finish()
            self._begun(offer.address)

        def failed(reason: Refusal) -> None:
            task.finish()
            self._set_busy(False)
            page.tell(str(reason))

        self.tasks.run(self, lambda: offer.open(task.progress, task.cancelled), lambda _: done(), failed)

    def _begun(self, address: str) -> None:
        self._set_busy(False)
        self.use_office(address)

    def open_new(self) -> None:
        from salesdesk.views.sign_in.new_office import NewOfficeDialog

        dialog = NewOfficeDialog(self.tasks, self)
        dialog.opened.connect(self._take)
        dialog.open()

    def connect_server(self) -> None:
        from salesdesk.views.sign_in.connect_server import ConnectServerDialog

        dialog = ConnectServerDialog(self.tasks, self)
        dialog.opened.connect(self._take)
        dialog.open()

    # signing in

    def submit(self) -> None:
        """Signs the person in; while that runs, a second Enter does nothing."""
        if self._busy or self.form.waiting.running:
            return
        address, login = self.settings.address, self.form.login.text().strip().lower()
        password = self.form.password.text()
        self._set_busy(True)

        def work() -> Office:
            from salesdesk.services.sign_in import sign_in

            return sign_in(address, login, password)

        self.tasks.run(self, work, lambda office: self._take(office, address), self._refused)

    def _refused(self, reason: Refusal) -> None:
        self._set_busy(False)
        if self.pages.currentIndex() == 0:
            self.form.refuse(reason)
            return
        from salesdesk.views.kit import messages

        messages.refuse(reason)

    def _take(self, office: Office, address: str) -> None:
        """Signed in; whoever has a first password, or one that is too old, changes it before the desk opens."""
        self._set_busy(False)
        if not (office.person.must_change_password or office.person.password_is_old):
            self._finish(office, address, self.form.password.text())
            return
        from salesdesk.views.sign_in.change_password import ChangePasswordDialog

        first = self.form.password.text() if self.pages.currentIndex() == 0 else ""
        dialog = ChangePasswordDialog(office, address, self.tasks, self, first=first)
        dialog.changed.connect(lambda fresh: self._finish(office, address, fresh))
        dialog.rejected.connect(office.close)
        dialog.open()

    def _finish(self, office: Office, address: str, password: str) -> None:
        login = office.person.login
        wanted = self.form.remember.isChecked() and self.pages.currentIndex() == 0
        had = address in self.settings.remember
        self.settings.used(address, login)
        self.settings.set_remembered(address, wanted)
        save_settings(self.settings)
        if wanted:
            self._keep(address, login, password)
        elif had:
            self._passwords.run(self, partial(forget_password, address, login))
        self.arrived.emit(office, address)

    # passwords kept by the system

    @cached_property
    def _passwords(self) -> Tasks:
        """A worker of their own: a keyring that asks for its own password must not keep anybody from signing in."""
        return Tasks(self)

    def _recall(self) -> None:
        address, login = self.settings.address, self.form.login.text()

        def fill(password: str | None) -> None:
            here = self.settings.address == address and self.form.login.text() == login
            if password and here and not self.form.password.text():
                self.form.password.set_text(password)
                self.form.go.setFocus()

        self._passwords.run(self, partial(kept_password, address, login), fill)

    def _keep(self, address: str, login: str, password: str) -> None:
        settings = self.settings

        def settle(kept: bool) -> None:
            settings.set_remembered(address, kept)
            save_settings(settings)

        self._passwords.run(self, partial(keep_password, address, login, password), settle)

    # the window

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.form.set_busy(busy)
        if self._cards is not None:
            self._cards.set_busy(busy)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._after_first_sight)

    def _after_first_sight(self) -> None:
        self.shown.emit()
        if self.settings.address in self.settings.remember:
            self._recall()
