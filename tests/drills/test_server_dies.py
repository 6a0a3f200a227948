"""The drill of the dying server, with a few desks: see `tests.drills.server_dies`."""

from __future__ import annotations

from tests.drills.server_dies import play


def test_when_the_server_dies_a_standby_goes_on_and_nothing_acknowledged_is_lost() -> None:
    outcome = play(desks=6)
    assert (outcome.lost, outcome.doubled, outcome.gaps) == (0, 0, 0), outcome
    assert outcome.new_found
    assert "was replaced by another one" in outcome.old_refused
    assert outcome.acknowledged >= 6 * 3
