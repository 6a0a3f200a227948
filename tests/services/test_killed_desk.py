"""A desk is killed (kill -9) at any moment: nothing is left half done, and the next sign-in tells what became of it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.repository.commands import Commands
from salesdesk.services.accounts import order_account
from salesdesk.services.unanswered import Unanswered, outcomes
from tests.services.money_helpers import numbers
from tests.support.office import House

ROUNDS = 8


def killed_at_work(house: House, order: int, kept: Path, payments: int, after_seconds: float) -> list[str]:
    """What a cashier said until it was killed, so long after it began its last payment."""
    address = f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address
    words = [
        sys.executable,
        "-m",
        "tests.support.cashier_at_work",
        address,
        str(house.project_id),
        str(order),
        str(kept),
    ]
    said = list[str]()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        for line in desk.stdout:
            said.append(line.strip())
            if sum(word.startswith("sending") for word in said) == payments:
                until = time.perf_counter() + after_seconds
                while time.perf_counter() < until:
                    pass
                desk.kill()
                said += [rest.strip() for rest in desk.stdout]
                break
    return said


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_killed_desk_leaves_nothing_half_done(house: House, tmp_path: Path, round_: int) -> None:
    order, kept = house.sold("0301"), tmp_path / "unanswered.json"
    said = killed_at_work(house, order, kept, payments=3, after_seconds=round_ * 0.004)
    receipts = [int(word.split()[1]) for word in said if word.startswith("done")]
    requests = [word.split()[1] for word in said if word.startswith("sending")]

    cashier = house.another_desk("cashier")
    account = cashier.read(order_account, order)
    kept_there = [entry.id for entry in account.entries]
    assert set(receipts) <= set(kept_there), "what was acknowledged is there"
    assert len(receipts) <= len(kept_there) <= len(requests), "at most what was sent"
    assert numbers(house) == list(range(1, len(kept_there) + 1)), "no gap"
    for entry in account.entries:
        assert sum(line.amount_fen for line in entry.lines) == sum(t.amount_fen for t in entry.tenders) == 100

    carried_out = {request for request in requests if cashier.read(_answered, request)}
    assert len(carried_out) == len(kept_there), "one receipt a command, one command a receipt"
    for outcome in cashier.read(outcomes, tuple(Unanswered(kept).before())):
        assert outcome.sent.request_id == requests[-1]
        assert outcome.done is (requests[-1] in carried_out)


def _answered(work: object, request: str) -> bool:
    commands: Commands = work.commands  # type: ignore[attr-defined]
    return commands.answer(request)[0]


def test_a_killed_desk_holds_nothing_that_the_next_one_needs(house: House, tmp_path: Path) -> None:
    order = house.sold("0301")
    killed_at_work(house, order, tmp_path / "unanswered.json", payments=2, after_seconds=0.004)
    with house.as_owner.connect() as owner:
        before = owner.execute(sa.text("SELECT COUNT(*) FROM receipt")).scalar_one()
    killed_at_work(house, order, tmp_path / "other.json", payments=2, after_seconds=0.0)
    assert len(numbers(house)) > before
