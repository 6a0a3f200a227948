"""What the PC remembers: kept, defensive against whatever stands in the file, and never in the way."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings, load_settings, save_settings, whole_address


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    settings = DeskSettings(language="zh_TW", palette="dark", density="dense", idle_minutes=30)
    settings.used("office.db", "chen")
    settings.set_remembered("office.db", True)
    assert save_settings(settings, tmp_path / "folder" / "desk.json")
    assert vars(load_settings(tmp_path / "folder" / "desk.json")) == vars(settings)


def test_a_desk_that_is_not_the_persons_own_keeps_its_settings_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = desk_settings.settings_file()
    monkeypatch.setenv("SALESDESK_SETTINGS", str(tmp_path / "tour.json"))
    assert save_settings(DeskSettings(login="nobodys"))
    assert load_settings().login == "nobodys"
    assert (tmp_path / "tour.json").exists()
    assert load_settings(own).login != "nobodys"


def test_a_file_that_was_named_from_a_folder_is_found_again_from_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert whole_address("office.db") == str(tmp_path / "office.db")
    assert whole_address("~/office.db") == str(Path.home() / "office.db")
    for as_it_is in ("", "postgresql://host/office", str(tmp_path / "office.db")):
        assert whole_address(as_it_is) == as_it_is


def test_the_last_office_comes_first_and_each_stands_once() -> None:
    settings = DeskSettings()
    for address in ("a", "b", "a", *"cdefghij"):
        settings.used(address, "chen")
    assert settings.offices == list("jihgfedc")
    assert settings.address == "j"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("postgresql://chen:p%40ss@host:5432/office?realm=x", "postgresql://host:5432/office?realm=x"),
        ("postgresql://host/office", "postgresql://host/office"),
        ("C:/a@b/office.db", "C:/a@b/office.db"),
    ],
)
def test_a_password_in_an_address_is_never_kept(address: str, kept: str) -> None:
    settings = DeskSettings()
    settings.used(address, "chen")
    assert (settings.address, settings.offices) == (kept, [kept])


def test_an_office_is_remembered_once_and_forgotten_whole() -> None:
    settings = DeskSettings()
    settings.set_remembered("a", True)
    settings.set_remembered("a", True)
    assert settings.remember == ["a"]
    settings.set_remembered("a", False)
    assert settings.remember == []


def test_without_a_file_everything_is_as_on_the_first_day(tmp_path: Path) -> None:
    assert vars(load_settings(tmp_path / "none.json")) == vars(DeskSettings())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'"text"', b"null"])
def test_a_damaged_file_is_read_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.json"
    path.write_bytes(content)
    assert vars(load_settings(path)) == vars(DeskSettings())


def test_a_file_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    path.write_text("{half", "utf-8")
    load_settings(path)
    assert (tmp_path / "desk.damaged").read_text("utf-8") == "{half"


def test_a_value_that_makes_no_sense_is_left_out_and_the_others_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    stored = {"login": "chen", "language": "xx", "idle_minutes": 0, "offices": [1], "palette": None, "strange": 1}
    path.write_text(json.dumps(stored), "utf-8")
    assert vars(load_settings(path)) == vars(DeskSettings(login="chen"))


@given(st.dictionaries(st.sampled_from([*vars(DeskSettings()), "other"]), st.none() | st.booleans() | st.integers()))
def test_whatever_stands_in_the_file_gives_usable_settings(stored: dict[str, object]) -> None:
    found = desk_settings._sensible(stored)
    assert found.language in desk_settings.LANGUAGES
    assert isinstance(found.address, str)
    assert 1 <= found.idle_minutes <= 240


def test_a_place_that_takes_no_file_costs_the_memory_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not save_settings(DeskSettings(), tmp_path / "file" / "desk.json")


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x/salesdesk"),
        ("linux", {"XDG_CONFIG_HOME": ""}, "/h/.config/salesdesk"),
        ("win32", {"APPDATA": "/r"}, "/r/SalesDesk"),
        ("win32", {"APPDATA": ""}, "/h/AppData/Roaming/SalesDesk"),
        ("darwin", {}, "/h/Library/Application Support/SalesDesk"),
    ],
)
def test_each_platform_has_its_own_folder(
    platform: str, variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/h"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert desk_settings.config_folder() == Path(expected)
