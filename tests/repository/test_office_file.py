"""The file of an office: what the system says against it is said in words, and nothing is left behind."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput, OfficeFileGone
from salesdesk.repository.database import Database
from salesdesk.repository.sqlite import office_file
from tests.support.office import House

LONG = "长" * 300 + ".db"


def test_a_file_is_made_with_its_folder_and_never_in_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "售楼处" / "江宁.db"
    office_file.make_empty(path)
    office_file.check_there(path)
    path.write_bytes(b"x")
    with pytest.raises(BadInput, match="already"):
        office_file.make_empty(path)
    assert path.read_bytes() == b"x"


def test_a_place_where_no_file_can_be_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    for path in (tmp_path / "a file" / "o.db", tmp_path / "a file" / "deeper" / "o.db", tmp_path / "a\0b" / "o.db"):
        with pytest.raises(BadInput, match="can be made"):
            office_file.make_empty(path)
    with pytest.raises(BadInput, match="This name is too long for a file"):
        office_file.make_empty(tmp_path / LONG)
    assert [found.name for found in tmp_path.iterdir()] == ["a file"]


@pytest.mark.parametrize("path", ["gone.db", "folder", "a file/o.db", "a\0b"])
def test_where_no_file_lies_there_is_no_office(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a file").touch()
    with pytest.raises(BadInput, match="There is no office at"):
        office_file.check_there(tmp_path / path)


def test_a_name_that_no_file_can_have_is_said_to_be_too_long(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="too long for a file"):
        office_file.check_there(tmp_path / LONG)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "may not be written"), (errno.EACCES, "may not be written"), (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "cannot be written: Input/output error"),
    ],
)  # fmt: skip
def test_what_the_system_says_against_a_file_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(BadInput, match=words):
        office_file.make_empty(tmp_path / "o.db")
    with pytest.raises(BadInput, match=words):
        office_file.check_there(tmp_path / "o.db")


def test_what_cannot_be_taken_away_is_no_fault(tmp_path: Path) -> None:
    made = tmp_path / "o.db"
    made.touch()
    (tmp_path / "o.db-wal").touch()
    office_file.remove(made)
    office_file.remove(tmp_path / LONG)
    assert list(tmp_path.iterdir()) == []


# --- a file that goes away under the running program ------------------------------------------------------------------

CAN_TAKE_AWAY = os.name != "nt"
"""Windows lets nobody take away a file that is open."""


def note(desk: Database, words: str) -> None:
    with desk.writing() as connection:
        connection.execute(sa.text("UPDATE unit SET note = :words"), {"words": words})


def notes(desk: Database) -> set[str]:
    with desk.reading() as connection:
        return {str(found) for (found,) in connection.exec_driver_sql("SELECT DISTINCT note FROM unit")}


def deleted(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    shutil.copy(file, file.with_suffix(".copy"))
    os.replace(file.with_suffix(".copy"), file)


def moved(file: Path) -> None:
    file.rename(file.with_suffix(".old"))


if CAN_TAKE_AWAY:

    @pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
    @pytest.mark.parametrize("happens", [deleted, replaced, moved])
    def test_nothing_is_asked_of_or_written_to_a_file_that_is_gone(
        house: House, happens: Callable[[Path], None]
    ) -> None:
        desk, file = house.desk("operator").database, Path(house.address)
        note(desk, "before")
        happens(file)
        there = file.exists()
        for act in (partial(note, desk, "after"), partial(notes, desk)):
            with pytest.raises(OfficeFileGone, match="moved, deleted or replaced"):
                act()
        assert file.exists() == there

    @pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
    def test_a_file_that_goes_in_the_middle_of_a_command_keeps_nothing_of_it(house: House) -> None:
        desk, file = house.desk("operator").database, Path(house.address)
        with pytest.raises(OfficeFileGone):
            note_and_move(desk, file)
        file.with_suffix(".old").rename(file)
        assert notes(desk) == {""}
        note(desk, "put back")
        assert notes(house.another_desk("operator").database) == {"put back"}


def note_and_move(desk: Database, file: Path) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE unit SET note = 'x'")
        moved(file)
