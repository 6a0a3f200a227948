"""Drafts of subscriptions on this PC: kept, found again, forgotten; without a number that tells who somebody is."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salesdesk.services.deal_drafts import MOST_DRAFTS, DealDraft, DraftBuyer, Drafts
from salesdesk.services.deals import Choices
from salesdesk.services.office import new_request_id
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.unanswered import Sent, outcomes
from tests.support.office import House

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DRAFT = DealDraft(
    7, 3,
    (DraftBuyer("韩若溪", "self", "resident", "江宁路 1 号", 6_000, 3), DraftBuyer("", "spouse", "", "", None, None)),
    Choices(2, (4, 5), "工商银行", 240), ((9, None), (8, 4_000)), "request-1", NOW,
)  # fmt: skip


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "pc" / "drafts.json")


def test_a_draft_is_found_again_whole_by_project_and_unit(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(1, DRAFT)
    found = Drafts(tmp_path / "pc" / "drafts.json").of(1, 7)
    assert found == DRAFT
    assert found is not None
    assert (found.request_id, found.saved_at) == ("request-1", NOW)
    assert drafts.of(2, 7) is None
    assert drafts.of(1, 8) is None


def test_the_newest_of_a_unit_counts_and_dropped_ones_are_gone(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(1, DRAFT)
    drafts.keep(1, replace(DRAFT, customer_id=None))
    drafts.keep(2, DRAFT)
    assert drafts.of(1, 7) == replace(DRAFT, customer_id=None)
    drafts.drop(1, 7)
    assert drafts.of(1, 7) is None
    assert drafts.of(2, 7) == DRAFT
    drafts.drop(2, 7)
    assert not (tmp_path / "pc" / "drafts.json").exists()


def test_old_ones_and_too_many_are_forgotten(drafts: Drafts) -> None:
    drafts.keep(1, replace(DRAFT, saved_at=NOW - timedelta(days=31)))
    for unit_id in range(100, 100 + MOST_DRAFTS + 2):
        drafts.keep(1, replace(DRAFT, unit_id=unit_id, saved_at=NOW + timedelta(minutes=unit_id)))
    assert drafts.of(1, 7) is None
    assert drafts.of(1, 101) is None
    assert drafts.of(1, 102) is not None


@pytest.mark.parametrize("damaged", ["", "[]", '{"1:7": 3}', '{"1:7": {"unit_id": 7}}'])
def test_a_damaged_file_is_no_draft_and_no_fault(drafts: Drafts, tmp_path: Path, damaged: str) -> None:
    (tmp_path / "pc").mkdir()
    (tmp_path / "pc" / "drafts.json").write_text(damaged, encoding="utf-8")
    assert drafts.of(1, 7) is None
    drafts.keep(1, DRAFT)
    assert drafts.of(1, 7) == DRAFT


def test_only_its_owner_reads_the_file(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(1, DRAFT)
    mode = stat.S_IMODE((tmp_path / "pc" / "drafts.json").stat().st_mode)
    assert mode == (0o600 if os.name == "posix" else mode)


def test_without_a_place_nothing_is_kept() -> None:
    Drafts().keep(1, DRAFT)
    assert Drafts().of(1, 7) is None


def test_whether_a_draft_was_carried_out_after_all_is_told_by_its_request(house: House) -> None:
    """The form that is taken up again carries the request on: what was done once is not done again."""
    form = house.subscription("0301", house.customer("韩若溪", "13812342046"))
    control, other = house.desk("control"), new_request_id()
    control.perform(subscribe, form)
    asked = (Sent(form.request_id, "subscribe"), Sent(other, "subscribe"))
    assert [one.done for one in control.read(outcomes, asked)] == [True, False]
