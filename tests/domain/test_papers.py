"""What stands on papers, and the hash that tells whether they still hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from salesdesk.domain.papers import MoneyLine, PrintStamp, canonical_text, paper_hash
from tests.printing.sample_papers import STAMP, quote, receipt, refund


def test_the_hash_is_64_digits_and_the_same_for_the_same_data() -> None:
    assert paper_hash(receipt()) == paper_hash(receipt())
    assert len(paper_hash(receipt())) == 64


def test_a_reprint_by_another_person_at_another_time_has_the_same_hash() -> None:
    later = PrintStamp(printed_at=datetime(2027, 1, 1, tzinfo=UTC), printed_by="周明远", print_no=3, copies=("第一联",))
    assert paper_hash(receipt(stamp=later)) == paper_hash(receipt(stamp=STAMP))


@pytest.mark.parametrize(
    "change",
    [
        {"payer": "林晓兰"},
        {"number": "JX01-0002189"},
        {"received_on": date(2026, 11, 23)},
        {"items": (MoneyLine(name="定金", amount_fen=64_784_091),)},
        {"voided": True},
    ],
)
def test_whatever_the_paper_says_changes_its_hash(change: dict[str, object]) -> None:
    assert paper_hash(receipt(**change)) != paper_hash(receipt())


def test_papers_of_different_kinds_never_share_a_hash() -> None:
    assert len({paper_hash(paper) for paper in (receipt(), refund(), quote())}) == 3


def test_the_canonical_text_is_json_with_sorted_names_and_dates_in_iso() -> None:
    kind, told = json.loads(canonical_text(receipt()))
    assert kind == "ReceiptPaper"
    assert list(told) == sorted(told)
    assert told["received_on"] == "2026-11-22"
    assert "stamp" not in told


def test_a_float_has_no_place_on_a_paper() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical_text(replace(quote(), number=1.5))  # type: ignore[arg-type]


def test_a_print_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        PrintStamp(printed_at=datetime(2026, 11, 22, 14, 32), printed_by="方雅琴")
