"""Rows of a long report between the database and the file: all of them, in little room, as often as they are asked."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest

from salesdesk.domain.long_work import Stopped
from salesdesk.services.packed_rows import AT_ONCE, PackedRows

DAY = date(2026, 11, 22)


def rows(count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        yield (f"3-{number:05d}", "三房两厅两卫", "韩若溪", None, 236_640_000 + number, DAY, 10**18 + number)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_what_goes_in_comes_out_in_its_order_and_again(count: int) -> None:
    packed = PackedRows(rows(count))
    assert len(packed) == count
    assert list(packed) == list(rows(count))
    assert list(packed) == list(rows(count))


def test_a_hundred_thousand_rows_need_a_few_megabytes() -> None:
    tracemalloc.start()
    try:
        packed = PackedRows(rows(100_000))
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(packed) == 100_000
    assert most < 12_000_000
    assert kept < 10_000_000


def test_who_stops_it_gets_nothing_and_the_source_is_closed() -> None:
    closed = list[bool]()

    def source() -> Iterator[tuple[object, ...]]:
        try:
            yield from rows(10 * AT_ONCE)
        finally:
            closed.append(True)

    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        PackedRows(source(), lambda: next(asked))
    assert closed == [True]
