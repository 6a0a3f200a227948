"""The demo office tells how far it is while it is made, and one that was stopped leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesdesk.demo import build
from salesdesk.demo.build import build_demo
from salesdesk.domain.long_work import Stopped

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_a_demo_office_that_is_stopped_leaves_the_one_before_and_nothing_beside_it(tmp_path: Path) -> None:
    office = tmp_path / "demo.db"
    office.write_bytes(b"of yesterday")
    another = tmp_path / "demo.1.building"
    another.write_bytes(b"by another program")
    told = list[tuple[int, int]]()
    with pytest.raises(Stopped):
        build_demo(office, NOW, lambda done, total: told.append((done, total)), lambda: len(told) == 5)
    assert office.read_bytes() == b"of yesterday"
    assert {path.name for path in tmp_path.iterdir()} == {"demo.db", "demo.1.building"}
    assert another.read_bytes() == b"by another program"
    assert [total for _, total in told] == [100] * 5
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] > build.BEFORE_DEALS - 1
