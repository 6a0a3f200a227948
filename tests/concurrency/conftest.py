"""Desks for races: threads with connections of their own on PostgreSQL, programs of their own on SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.office import House
from tests.support.races import Desks, ProgramDesks, Worker, programs

PROGRAMS = 4


@pytest.fixture(scope="session")
def workers() -> Iterator[list[Worker]]:
    """Four programs, started once and used by every race on SQLite."""
    with programs(PROGRAMS) as started:
        yield started


@pytest.fixture
def desks(house: House, request: pytest.FixtureRequest) -> Iterator[Desks]:
    if house.kind == "postgresql":
        yield Desks(house)
        return
    opened = ProgramDesks(house, request.getfixturevalue("workers"))
    yield opened
    opened.leave()
