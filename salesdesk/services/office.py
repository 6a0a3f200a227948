"""The one doorway to the office's data: a desk, signed in as one person, standing in one project.

A verb is a plain function ``(work, form) -> result``: it reads like the procedure at the counter, and knows nothing of
transactions. `Office.perform` runs it in one transaction, exactly once per request id, and keeps it only when it ends
well. A question is a function ``(work, …) -> rows``, run by `Office.read`.
"""

from __future__ import annotations

import hashlib
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Concatenate, ParamSpec, TypeVar

from salesdesk.domain.errors import DatabaseLost, NotAllowed, OfficeBusy, TryAgain
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.entities.base import canonical_json
from salesdesk.repository.database import Database
from salesdesk.repository.people import PersonRow, ProjectRow
from salesdesk.repository.touched import Touched
from salesdesk.repository.work import Actor, Work
from salesdesk.services.deal_drafts import Drafts
from salesdesk.services.printed_seals import seals_file
from salesdesk.services.unanswered import Unanswered

TRIES = 4
AGAIN_SECONDS = 0.5


def new_request_id() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a person filled in. The request id is born with the form, so that the same form is carried out once."""

    request_id: str = field(default_factory=new_request_id, compare=False)

    def fingerprint(self) -> str:
        """The sha256 of what was asked, the request id aside."""
        values = asdict(self)
        values.pop("request_id")
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()


F = TypeVar("F", bound=Form)
R = TypeVar("R")
P = ParamSpec("P")
Listener = Callable[[Touched], None]


class Office:
    """One desk.

    Args:
        database: the desk's connections, signed in.
        person: who sits there.
        projects: where they are a member.

    ``patience`` is how long a verb waits for a lost line, in seconds; ``unanswered`` remembers what was sent and not
    answered yet, ``drafts`` what was begun and not sent; ``seals_file`` is where this PC writes down the seals of days
    that are closed here. Whoever sits at a window is given all four by it.
    """

    def __init__(self, database: Database, person: PersonRow, projects: list[ProjectRow]) -> None:
        self.database = database
        self.person = person
        self.projects = projects
        self.project: ProjectRow | None = projects[0] if projects else None
        self.patience = 0.0
        self.unanswered = Unanswered()
        self.drafts = Drafts()
        self.seals_file = seals_file("")
        self._listeners: list[Listener] = []
        self._line_listeners: list[Callable[[bool], None]] = []
        self._leaving = threading.Event()
        self._wait_listeners: list[Callable[[bool], None]] = []
        database.turn.tell = self._tell_waiting

    @property
    def permissions(self) -> frozenset[Permission]:
        return self.project.permissions if self.project else frozenset()

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def enter(self, project_id: int) -> None:
        """Stands in another project of this person."""
        for project in self.projects:
            if project.id == project_id:
                self.project = project
                return
        raise NotAllowed(mark("You are no member of this project."))

    def on_change(self, listener: Listener) -> None:
        """Calls ``listener`` after each verb of this desk, with what it touched; on the thread that ran the verb."""
        self._listeners.append(listener)

    def on_line(self, listener: Callable[[bool], None]) -> None:
        """Calls ``listener`` with False when the line is lost in the middle of a verb, with True when it is back."""
        self._line_listeners.append(listener)

    def on_wait(self, listener: Callable[[bool], None]) -> None:
        """Calls ``listener`` with True when a verb waits long for another program that writes to the office's file,
        with False when that is over."""
        self._wait_listeners.append(listener)

    def stop_waiting(self) -> None:
        """The person no longer waits for the other program: the verb is refused, nothing of it is saved."""
        self.database.turn.give_up()

    def perform(self, verb: Callable[[Work, F], R], form: F) -> R:
        """Carries out a verb, once: a form that was carried out before returns the first answer.

        When the line is lost meanwhile, nobody knows whether it was carried out: the same request is asked again, for
        as long as ``patience`` lasts. What is still unanswered then is told at the next sign-in.

        Raises:
            DatabaseLost: no answer came; the same form may be sent again.
            Refusal: it cannot be done, and why; nothing was saved.
        """
        self.unanswered.note(form.request_id, verb.__name__)
        until = time.monotonic() + self.patience
        lost = False
        while True:
            try:
                result = self._try(verb, form)
            except DatabaseLost:
                self.database.forget_connections()
                if time.monotonic() >= until or self._leaving.is_set():
                    raise
                lost = lost or self._tell_line(False)
                self._leaving.wait(AGAIN_SECONDS)
            except BaseException:
                self.unanswered.forget(form.request_id)
                raise
            else:
                self.unanswered.forget(form.request_id)
                if lost:
                    self._tell_line(True)
                return result

    def _try(self, verb: Callable[[Work, F], R], form: F) -> R:
        for last in (*[False] * (TRIES - 1), True):
            try:
                return self._perform(verb, form)
            except TryAgain as reason:
                if last or isinstance(reason, OfficeBusy):
                    raise
        raise AssertionError("unreachable")

    def _perform(self, verb: Callable[[Work, F], R], form: F) -> R:
        with self.database.writing() as connection:
            work = Work(connection, self._actor())
            begun = work.commands.begin(form.request_id, verb.__name__, form.fingerprint())
            if begun.at is None:
                return begun.answer["value"]  # type: ignore[no-any-return]
            work.began(begun.at)
            result = verb(work, form)
            work.commands.complete(result)
        self._tell(work.touched)
        return result

    def read(self, question: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Asks a question; everything it reads is of one moment. A line that was lost since the last question is
        replaced."""
        try:
            return self._read(question, *args, **kwargs)
        except DatabaseLost:
            self.database.forget_connections()
            return self._read(question, *args, **kwargs)

    def _read(self, question: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        actor = self._actor()
        with self.database.reading((actor.permissions, actor.project_id) if self.project else None) as connection:
            return question(Work(connection, actor), *args, **kwargs)

    def reload(self) -> None:
        """Reads the person and their projects anew: a role was given, a project opened."""
        here = self.project.id if self.project else None
        self.person, self.projects = self.read(_me_and_projects)
        self.project = next((p for p in self.projects if p.id == here), self.projects[0] if self.projects else None)

    def _actor(self) -> Actor:
        project = self.project
        if project is None:
            return Actor(self.person.id, self.person.name, 0, frozenset())
        return Actor(self.person.id, self.person.name, project.id, project.permissions, project.roles)

    def _tell(self, touched: Touched) -> None:
        for listener in self._listeners:
            listener(touched)

    def _tell_waiting(self, waits: bool) -> None:
        for listener in self._wait_listeners:
            listener(waits)

    def _tell_line(self, up: bool) -> bool:
        for listener in self._line_listeners:
            listener(up)
        return True

    def leave(self) -> None:
        """The person goes: what waits for a lost line, or for another program, is no longer asked again."""
        self._leaving.set()
        self.stop_waiting()

    def close(self) -> None:
        self.leave()
        self.database.close()


def _me_and_projects(work: Work) -> tuple[PersonRow, list[ProjectRow]]:
    person = work.people.me()
    if person is None:
        raise NotAllowed(mark("This login belongs to nobody in this office."))
    return person, work.people.projects(person.id)


def signed_in(database: Database) -> Office:
    """The desk of whoever ``database`` is signed in as."""
    with database.reading() as connection:
        actor = Actor(0, "", 0, frozenset())
        person, projects = _me_and_projects(Work(connection, actor))
    return Office(database, person, projects)


def renewed(form: F) -> F:
    """The same form as a new request: for doing the same thing a second time on purpose."""
    return replace(form, request_id=new_request_id())
