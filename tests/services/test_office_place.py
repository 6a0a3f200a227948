"""Where the file of an office lies, as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.services.office_place import office_place


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("/data/江宁.db", "/data/江宁.db"), (" 江宁.db ", "/offices/江宁.db"), ("new/江宁.db", "/offices/new/江宁.db"),
        ("../江宁.db", "/江宁.db"), ("~/江宁.db", "/people/luo/江宁.db"), ("a~b.db", "/offices/a~b.db"),
    ],
)  # fmt: skip
def test_a_place_is_a_whole_path(monkeypatch: pytest.MonkeyPatch, typed: str, place: str) -> None:
    monkeypatch.setenv("HOME", "/people/luo")
    monkeypatch.setenv("USERPROFILE", "/people/luo")
    assert office_place(typed, Path("/offices")) == Path(place)


@pytest.mark.parametrize("typed", ["", "  ", ".", "~", "/", "offices", "new/"])
def test_nothing_and_a_folder_are_no_place_for_a_file(tmp_path: Path, typed: str) -> None:
    (tmp_path / "offices").mkdir()
    with pytest.raises(BadInput) as refused:
        office_place(typed, tmp_path)
    assert refused.value.field == "place"
