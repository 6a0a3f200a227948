"""Texts that do not fit their column are refused alike by both databases, whoever writes them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from salesdesk.domain.errors import BadInput
from salesdesk.entities import Base
from salesdesk.repository.sqlite.text_guards import text_guards
from tests.support.office import House

MOST = 300


def write(house: House, words: str) -> None:
    with house.desk("operator").database.writing() as connection:
        connection.execute(sa.text("UPDATE unit SET note = :words WHERE id = :id"),
                           {"words": words, "id": house.unit_id("0301")})  # fmt: skip


def note(house: House) -> str:
    with house.desk("operator").database.reading() as connection:
        found = connection.execute(sa.text("SELECT note FROM unit WHERE id = :id"), {"id": house.unit_id("0301")})
        return str(found.scalar_one())


@pytest.mark.parametrize("words", ["字" * MOST, "😀" * MOST, "𠮷" * MOST, "", "x\ny\tz"])
def test_what_fits_is_kept_as_it_is_whatever_its_characters(house: House, words: str) -> None:
    write(house, words)
    assert note(house) == words


@pytest.mark.parametrize("words", ["字" * (MOST + 1), "😀" * (MOST + 1), "x" * 100_000])
def test_what_is_too_long_is_refused_and_not_cut_off(house: House, words: str) -> None:
    with pytest.raises(BadInput, match="longer than can be stored"):
        write(house, words)
    assert note(house) == ""


@pytest.mark.parametrize("words", ["a\0", "\0", "a\0" + "x" * 1_000, "half \ud83d a character"])
def test_what_cannot_be_stored_is_refused(house: House, words: str) -> None:
    with pytest.raises(BadInput, match="cannot be stored"):
        write(house, words)
    assert note(house) == ""


def test_a_new_row_is_asked_the_same(house: House) -> None:
    def add(name: str) -> None:
        with house.desk("operator").database.writing() as connection:
            project = {"project": house.project_id, "name": name}
            connection.execute(
                sa.text("INSERT INTO phase (project_id, name, sort) VALUES (:project, :name, 9)"), project
            )

    with pytest.raises(BadInput, match="longer than can be stored"):
        add("期" * 101)
    add("期" * 100)


def test_every_table_that_holds_text_has_its_guards_on_sqlite() -> None:
    named = "\n".join(text_guards())
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, sa.String):
                assert named.count(f"ON {table.name} FOR EACH ROW WHEN") == 2, table.name
                assert f"instr(NEW.{column.name}, char(0))" in named
                if column.type.length:
                    assert f"length(NEW.{column.name}) > {column.type.length}" in named
