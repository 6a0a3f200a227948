"""The one doorway to the office's data: a desk, signed in as one person, standing in one project.

A verb is a plain function ``(work, form) -> result``: it reads like the procedure at the counter, and knows nothing of
transactions. `Office.perform` runs it in one transaction, exactly once per request id, and keeps it only when it ends
well. A question is a function ``(work, …) -> rows``, run by `Office.read`.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Concatenate, ParamSpec, TypeVar

from salesdesk.domain.errors import NotAllowed, TryAgain
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.entities.base import canonical_json
from salesdesk.repository.database import Database
from salesdesk.repository.people import PersonRow, ProjectRow
from salesdesk.repository.touched import Touched
from salesdesk.repository.work import Actor, Work

TRIES = 4


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
    """

    def __init__(self, database: Database, person: PersonRow, projects: list[ProjectRow]) -> None:
        self.database = database
        self.person = person
        self.projects = projects
        self.project: ProjectRow | None = projects[0] if projects else None
        self._listeners: list[Listener] = []

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

    def perform(self, verb: Callable[[Work, F], R], form: F) -> R:
        """Carries out a verb, once: a form that was carried out before returns the first answer.

        Raises:
            Refusal: it cannot be done, and why; nothing was saved.
        """
        for last in (*[False] * (TRIES - 1), True):
            try:
                return self._perform(verb, form)
            except TryAgain:
                if last:
                    raise
        raise AssertionError("unreachable")

    def _perform(self, verb: Callable[[Work, F], R], form: F) -> R:
        with self.database.writing() as connection:
            work = Work(connection, self._actor())
            done, answer = work.commands.begin(form.request_id, verb.__name__, form.fingerprint())
            if done:
                return answer["value"]  # type: ignore[no-any-return]
            result = verb(work, form)
            work.commands.complete(result)
        self._tell(work.touched)
        return result

    def read(self, question: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Asks a question; everything it reads is of one moment."""
        with self.database.reading() as connection:
            return question(Work(connection, self._actor()), *args, **kwargs)

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

    def close(self) -> None:
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
