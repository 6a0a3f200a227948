"""A desk in a program of its own at an office's file: waits for the starting sign, carries out verbs, says the answers.

Words come in and answers go out pickled: ``open`` (file, project), ``clock`` (hours later), ``ready`` (verbs), ``go``,
``leave``. A verb that has a ``prepare`` is prepared before the starting sign.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from salesdesk.repository.database import utc_now
from salesdesk.services.office import Office
from tests.support.office import House
from tests.support.races import Try, answer_of


class Desk:
    """What one program holds open."""

    def __init__(self) -> None:
        self.house = House("sqlite", "")
        self.hours = 0
        self.tries: tuple[Try, ...] = ()

    def office(self, login: str) -> Office:
        office = self.house.desk(login)
        office.database.clock = lambda: utc_now() + timedelta(hours=self.hours)
        return office

    def hear(self, word: str, value: Any) -> object:
        if word == "open":
            self.house, self.hours = House("sqlite", value[0], project_id=value[1]), 0
        elif word == "clock":
            self.hours = value
        elif word == "ready":
            self.tries = value
            for one in self.tries:
                prepare = getattr(one.verb, "prepare", lambda *_: None)
                prepare(self.office(one.login), one.form)
        elif word == "go":
            return [answer_of(self.office(one.login), one) for one in self.tries]
        elif word == "leave":
            self.house.close()
        return word


def words() -> Iterator[tuple[str, Any]]:
    while True:
        try:
            yield pickle.load(sys.stdin.buffer)
        except EOFError:
            return


def main() -> None:
    desk = Desk()
    for word, value in words():
        pickle.dump(desk.hear(word, value), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
