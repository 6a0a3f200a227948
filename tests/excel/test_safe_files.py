from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.excel.safe_files import replacing


def test_a_file_takes_the_old_ones_place_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("old")
    with replacing(file) as part:
        part.write_text("new")
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


def break_off(file: Path, failure: Exception) -> None:
    with replacing(file) as part:
        part.write_text("half")
        raise failure


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "open in another program"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "may not be written. Choose another place"),
        (errno.EIO, "cannot be written: Input/output error"),
    ],
)
def test_what_fails_is_said_and_leaves_the_old_file(tmp_path: Path, number: int, words: str) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("old")
    with pytest.raises(BadInput, match=words):
        break_off(file, OSError(number, os.strerror(number)))
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_open_in_excel_is_noticed_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("old")

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(BadInput, match="open in another program"), replacing(file):
        pytest.fail("the work was begun")


def test_a_name_that_no_file_can_have_is_said_to_be_too_long(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="too long for a file"), replacing(tmp_path / ("长" * 300 + ".xlsx")) as part:
        part.write_text("x")
    longest = tmp_path / ("长" * 83 + ".xlsx")
    with replacing(longest) as part:
        part.write_text("x")
    assert list(tmp_path.iterdir()) == [longest]


def test_a_place_that_cannot_even_be_tidied_up_is_said_and_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(BadInput, match="may not be written"):
        break_off(tmp_path / "a.xlsx", OSError(errno.EROFS, os.strerror(errno.EROFS)))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no folder"), replacing(tmp_path / "none" / "a.xlsx") as part:
        part.write_text("x")


def test_a_fault_of_ours_stays_one_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        break_off(tmp_path / "a.xlsx", ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []
