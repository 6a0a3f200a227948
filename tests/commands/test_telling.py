"""How far long work is, at a prompt: on one line that is written over, and only where somebody looks at it."""

from __future__ import annotations

import sys

import pytest

from salesdesk.commands.telling import Told


def test_a_terminal_is_told_each_hundredth_once_and_the_line_is_wiped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with Told() as told:
        for done in (0, 1, 1, 100):
            told.progress(done, 100)
    assert capsys.readouterr().out == "\r  0 %\r  1 %\r100 %\r     \r"


def test_a_file_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Told() as told:
        told.progress(50, 100)
    assert capsys.readouterr().out == ""
