"""Desks that begin at the same instant, and what each is answered.

On PostgreSQL every desk is a thread with a connection of its own, signed in as its person; on SQLite a program of its
own at the same file (`tests.support.desk_process`), for threads of one program would share more than desks do.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.repository.database import utc_now
from salesdesk.repository.work import Work
from salesdesk.services.office import Form, Office
from tests.support.office import House
from tests.support.repository_files import ROOT

PATIENCE_SECONDS = 120
NOT_POLITE = ("TryAgain", "DatabaseLost", "NotAllowed", "StaleEdit")
"""Refusals that tell the person to press again, or that the right was missing: none of them answers a race."""


@dataclass(frozen=True)
class Try:
    """One verb of one person, ready to be sent; before it, so many questions are asked, to let others go first."""

    login: str
    verb: Callable[[Work, Any], object]
    form: Form
    after: int = 0

    def later(self, questions: int) -> Try:
        return replace(self, after=questions)


@dataclass(frozen=True)
class Answer:
    """What a desk was told: the verb's result, or the kind and the sentence of a refusal; ``fault`` where the program
    failed."""

    value: Any = None
    refusal: str = ""
    sentence: str = ""
    fault: str = ""

    @property
    def won(self) -> bool:
        return not self.refusal and not self.fault


Party = Sequence[Try]


def answer_of(office: Office, one: Try) -> Answer:
    for _ in range(one.after):
        office.read(lambda work: work.today)
    return told(lambda: office.perform(one.verb, one.form))


def told(act: Callable[[], object]) -> Answer:
    try:
        return Answer(act())
    except Refusal as reason:
        return Answer(refusal=type(reason).__name__, sentence=str(reason))
    except Exception:
        return Answer(fault=traceback.format_exc())


def in_threads(acts: Sequence[Callable[[], object]]) -> list[Any]:
    """All acts at once, each on a thread of its own; what each returned. An act that raises fails the test."""
    begin, results = threading.Barrier(len(acts)), list[Any]([None] * len(acts))
    failures = list[str]()

    def run(place: int) -> None:
        try:
            begin.wait(PATIENCE_SECONDS)
            results[place] = acts[place]()
        except BaseException:
            failures.append(traceback.format_exc())

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert not failures, failures[0]
    assert not any(thread.is_alive() for thread in threads), "a desk was never answered"
    return results


class Desks:
    """The desks of one house, opened when first needed and used again."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.hours = 0
        self._open = dict[tuple[str, int], Office]()

    def hours_pass(self, hours: int) -> None:
        """From now on it is so many hours later for everybody who has a desk."""
        self.hours += hours
        if self.house.kind == "postgresql":
            owner_does(
                self.house,
                "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE "
                "SET search_path = pg_catalog, pg_temp "
                f"AS $$SELECT clock_timestamp() + interval '{self.hours} hours'$$",
            )
        for office in self.house._desks.values():
            self._set_clock(office)

    def _set_clock(self, office: Office) -> None:
        """On SQLite the clock is the desk's own; on PostgreSQL it goes unused."""
        office.database.clock = lambda: utc_now() + timedelta(hours=self.hours)

    def desk(self, login: str, place: int = 0) -> Office:
        """The first, second … desk of this person."""
        if (login, place) not in self._open:
            self._open[login, place] = self.house.another_desk(login)
            self._set_clock(self._open[login, place])
        return self._open[login, place]

    def at_once(self, *tries: Try) -> list[Answer]:
        """Each at a desk of its own, all at the same instant; nobody is told to press again, nothing fails."""
        return [answers[0] for answers in self.in_parallel(*([one] for one in tries))]

    def in_parallel(self, *parties: Party) -> list[list[Answer]]:
        """The same for desks that each carry out several verbs, one after another."""
        said = self.whatever(*parties)
        for answers in said:
            for answer in answers:
                assert not answer.fault, answer.fault
                assert answer.refusal not in NOT_POLITE, answer
                assert answer.won or answer.sentence.strip(), answer
        return said

    def whatever(self, *parties: Party) -> list[list[Answer]]:
        """The same, whatever is answered: for controls."""
        desks = self._desks(parties)
        return in_threads([lambda desk=desk, party=party: [answer_of(desk, one) for one in party]  # type: ignore[misc]
                           for desk, party in zip(desks, parties, strict=True)])  # fmt: skip

    def _desks(self, parties: Sequence[Party]) -> list[Office]:
        taken, found = dict[str, int](), list[Office]()
        for party in parties:
            login = party[0].login
            place = taken[login] = taken.get(login, -1) + 1
            found.append(self.desk(login, place))
        return found


class Worker:
    """A program of its own that carries out what it is sent."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.desk_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )

    def send(self, word: str, value: object = None) -> None:
        assert self._process.stdin is not None
        pickle.dump((word, value), self._process.stdin)
        self._process.stdin.flush()

    def hear(self) -> Any:
        assert self._process.stdout is not None
        return pickle.load(self._process.stdout)

    def end(self) -> None:
        self._process.communicate(timeout=PATIENCE_SECONDS)


class ProgramDesks(Desks):
    """Desks at one file, each in a program of its own."""

    def __init__(self, house: House, workers: Sequence[Worker]) -> None:
        super().__init__(house)
        self._workers = workers
        self._all("open", (house.address, house.project_id))

    def whatever(self, *parties: Party) -> list[list[Answer]]:
        assert len(parties) <= len(self._workers), "more desks than programs"
        busy = self._workers[: len(parties)]
        for worker, party in zip(busy, parties, strict=True):
            worker.send("ready", tuple(party))
        assert all(worker.hear() == "ready" for worker in busy)
        for worker in busy:
            worker.send("go")
        return [worker.hear() for worker in busy]

    def hours_pass(self, hours: int) -> None:
        super().hours_pass(hours)
        self._all("clock", self.hours)

    def leave(self) -> None:
        self._all("leave")

    def _all(self, word: str, value: object = None) -> None:
        for worker in self._workers:
            worker.send(word, value)
        assert all(worker.hear() == word for worker in self._workers)


@contextmanager
def programs(count: int) -> Iterator[list[Worker]]:
    workers = [Worker() for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.end()


def meet_in(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, parties: int = 2) -> None:
    """So many callers meet in a method before any of them goes on: all have checked, none has written."""
    barrier, real, met = threading.Barrier(parties), getattr(owner, name), list[int]()

    def together(*args: Any, **kwargs: Any) -> Any:
        met.append(1)
        if len(met) <= parties:
            barrier.wait(PATIENCE_SECONDS)
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, together)


def without_in(house: House, function: str, *cuts: tuple[str, str]) -> None:
    """Takes a guard out of a function of the database: each text is found in it and replaced."""
    with house.as_owner.begin() as owner:
        text = owner.exec_driver_sql(f"SELECT pg_get_functiondef('{function}'::regproc)").scalar_one()
        for old, new in cuts:
            assert old in text, (old, text)
            text = text.replace(old, new)
        owner.exec_driver_sql(text.replace("%", "%%"))


def owner_does(house: House, *statements: str) -> None:
    with house.as_owner.begin() as owner:
        for statement in statements:
            owner.exec_driver_sql(statement)


def asked(house: House, question: str) -> Any:
    """The one value that a query gives the owner."""
    with house.as_owner.connect() as owner:
        return owner.exec_driver_sql(question).scalar_one()


def somebody_waits(house: House) -> None:
    """Returns when some desk waits for another one's lock."""
    waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while not asked(house, waiting):
        pass
