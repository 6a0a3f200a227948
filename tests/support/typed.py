"""What is typed after ``salesdesk``, and what it says."""

from __future__ import annotations

import pytest

from salesdesk.app import main
from tests.support.office import House


def typed(*words: object) -> int:
    """The exit code of the command, in English."""
    return main(["--lang=en", *map(str, words)])


def address_of(house: House) -> str:
    """What ``--db`` takes; a copied database says whose logins it goes by."""
    return f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was said since the last look, on the standard output."""
    return capsys.readouterr().out.splitlines()
