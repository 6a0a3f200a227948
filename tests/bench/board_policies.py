"""What the policies cost a board of 10,000 units: read as a person who may see it, and by the owner of the tables, whom
no policy holds.

Both read the same statement through the same repository into the same thin cells; only the ratio counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.board import BoardCell
from salesdesk.repository.touched import Touched
from salesdesk.repository.units import Units
from tests.bench._server import in_turn, line, office_on_server
from tests.support.office import House

HOMES = 10_000
ROUNDS = 31
LIMIT = 1.2
CHANGED = 60
READERS = {"consultant": "a consultant", "manager": "a manager"}


def timed(read: Callable[[], Sequence[BoardCell]]) -> Callable[[], float]:
    """How long one reading takes, in seconds."""

    def once() -> float:
        began = time.perf_counter()
        read()
        return time.perf_counter() - began

    return once


def compared(house: House, login: str, owner: Connection) -> list[bool]:
    """One person's readings beside the owner's: the whole board, and just the units of a change."""
    with house.desk(login).database.reading() as desk:
        theirs, ours = (Units(connection, house.project_id, Touched()) for connection in (owner, desk))
        cells = ours.board()
        assert len(cells) >= HOMES
        assert cells == theirs.board()
        some = [cell.unit_id for cell in cells[:CHANGED]]
        for _ in range(6):  # from then on the server keeps the plans
            ours.board(), theirs.board(), ours.board(some), theirs.board(some)
        whole, bare = in_turn(ROUNDS, timed(ours.board), timed(theirs.board))
        part, part_bare = in_turn(ROUNDS, timed(lambda: ours.board(some)), timed(lambda: theirs.board(some)))
    return [
        line(f"board of {len(cells):,} as {READERS[login]}", f"{whole / bare:.2f} ×", f"{LIMIT:.2f} ×",
             whole <= LIMIT * bare, f"{whole * 1000:.0f} ms; without policies {bare * 1000:.0f} ms; "
             f"{CHANGED} changed units {part * 1000:.1f} and {part_bare * 1000:.1f} ms"),
    ]  # fmt: skip


def main() -> int:
    with office_on_server(HOMES) as (house, server):
        print(f"PostgreSQL {server.version}")
        engine = house.as_owner.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as owner:
            assert owner.execute(sa.text("SELECT NOT row_security_active('unit')")).scalar_one()
            held = [one for login in READERS for one in compared(house, login, owner)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
