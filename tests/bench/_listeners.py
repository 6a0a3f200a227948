"""Desks without a window, many in one process: ``python -m tests.bench._listeners``; and one that changes something.

Each has an ear and a line of its own and does on them what a desk of the program does: hears, and reads the changed
units in a transaction of its own, with the program's statement. What a desk's own PC would be busy with is left out:
here all desks share the processors with the server.

They are told what to be by one line of JSON, say ``ready``, and answer each further line with one of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import IsolationLevel

from salesdesk.repository.postgres.line import Ear
from salesdesk.services.holds import HoldForm, Release, hold, release
from salesdesk.services.sign_in import sign_in

FLOOR = "floor"
"""A channel that only the measurement uses: what arrives here is answered with the least question there is."""
LEAST = "SELECT 1"


@dataclass(frozen=True)
class Orders:
    """What a process is to be: so many listeners at ``url``, or the one that changes ``unit_id`` at ``address``."""

    url: str = ""
    channel: str = ""
    statement: str = ""
    parameters: dict[str, Any] | None = None
    listeners: int = 0
    address: str = ""
    login: str = ""
    password: str = ""
    unit_id: int = 0

    def as_line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


class Listener(threading.Thread):
    """One desk's ear and line on one channel; ``moments`` gets the time at which the rows were there."""

    def __init__(self, orders: Orders, channel: str, moments: list[float]) -> None:
        super().__init__(daemon=True)
        self._moments = moments
        self._ear = Ear(psycopg.connect(orders.url), channel, ())
        self._line = psycopg.connect(orders.url)
        self._line.isolation_level, self._line.read_only = IsolationLevel.REPEATABLE_READ, True
        self._question, self._parameters = orders.statement, orders.parameters
        if channel == FLOOR:
            self._question, self._parameters = LEAST, None
            self._line.autocommit = True
        for _ in range(11):  # from then on the server keeps the plan
            self._read()

    def run(self) -> None:
        while True:
            for _ in self._ear.wait(3600):
                self._read()
                self._moments.append(time.monotonic())

    def _read(self) -> None:
        self._line.execute(self._question, self._parameters).fetchall()
        self._line.commit()


def listen(orders: Orders) -> None:
    """Answers every line with the moments heard since the last one: of changes, and on the floor."""
    changes, floor = list[float](), list[float]()
    for channel, moments in ((orders.channel, changes), (FLOOR, floor)):
        for _ in range(orders.listeners):
            Listener(orders, channel, moments).start()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps([changes, floor]), flush=True)
        changes.clear()
        floor.clear()


def change(orders: Orders) -> None:
    """Carries out what each line says, and answers with the moment at which it was kept."""
    office = sign_in(orders.address, orders.login, orders.password)
    plain = psycopg.connect(orders.url, autocommit=True)
    acts: dict[str, Callable[[], object]] = {
        "hold": lambda: office.perform(hold, HoldForm(unit_id=orders.unit_id, reason="领导预留")),
        "release": lambda: office.perform(release, Release(unit_id=orders.unit_id, reason="放回")),
        "floor": lambda: plain.execute("SELECT pg_notify(%s, '')", (FLOOR,)),
    }
    print("ready", flush=True)
    for line in sys.stdin:
        acts[line.strip()]()
        print(json.dumps(time.monotonic()), flush=True)


def main() -> None:
    orders = Orders(**json.loads(sys.stdin.readline()))
    (listen if orders.listeners else change)(orders)


if __name__ == "__main__":
    main()
