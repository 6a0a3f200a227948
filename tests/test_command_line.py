"""The command line: what it prints, what it makes, how it ends."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk import __version__
from salesdesk.app import main
from salesdesk.commands import start
from salesdesk.domain.i18n import current_language, use_language
from salesdesk.services import desk_settings
from salesdesk.services.owner_desk import open_as_owner
from tests.support.office import PASSWORD, House

HEAD = "楼栋,单元,房号,楼层,户型,建筑面积(㎡),单价(元/㎡),总价\n"
GOOD = HEAD + "".join(
    f"1#,1单元,{floor:02d}0{column},{floor},三房两厅,100,20000,2000000\n" for floor in (1, 2, 3) for column in (1, 2)
)
MIXED = "云栖里一房一价表\n" + GOOD + "1#,1单元,0401,4,三房两厅,-5,20000,2000000\n合计,,,,,600,,12000000\n\n"


@pytest.fixture(autouse=True)
def in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")
    before = current_language()
    yield
    use_language(before)


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    path = tmp_path / "prices.csv"
    path.write_text(GOOD, "utf-8")
    return path


def run(*words: object) -> int:
    return main(["--lang", "en", *map(str, words)])


def figures(printed: str) -> dict[str, int]:
    """What the report counts, by the words before the colon."""
    lines = [line.rpartition(": ") for line in printed.splitlines()]
    return {words.strip(): int(number) for words, _, number in lines if number.isdigit()}


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--version")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"SalesDesk {__version__}\n"


def test_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang=zh_CN", "import-units", "--help"])
    assert "读入价表" in capsys.readouterr().out


def test_a_list_is_stored_in_an_office_and_a_project_made_on_the_way(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db") == 0
    said = capsys.readouterr().out
    assert f"Made the office “{tmp_path / 'o.db'}”; sign in as owner, first password " in said
    assert "Opened the project “云栖里”." in said
    assert "units: 6 new, 0 changed, 0 as they were" in said
    office = open_as_owner(tmp_path / "o.db")
    assert len(office.read(lambda work: work.units.board())) == 6
    office.close()


def test_the_same_list_again_changes_nothing(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert run("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db") == 0
    said = capsys.readouterr().out
    assert "units: 0 new, 0 changed, 6 as they were" in said
    assert "prices: 0 new or changed, 6 as they were, 0 still without one" in said
    office = open_as_owner(tmp_path / "o.db")
    assert len(office.read(lambda work: work.prices.all())) == 1
    office.close()


def test_every_line_of_the_file_is_accounted_for_and_a_rejected_row_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(MIXED, "utf-8")
    assert run("import-units", path, "--project", "云栖里", "--db", tmp_path / "o.db") == 1
    said = capsys.readouterr().out
    counted = figures(said)
    assert counted["Rows in the file"] == counted["Rows read"] + counted["Rows skipped"]
    assert counted["Rows read"] == counted["Rows stored"] + counted["Rows rejected"]
    assert (counted["Rows stored"], counted["Rows rejected"]) == (6, 1)
    assert counted["totals row"] == 1
    assert "row 9, column 建筑面积(㎡): " in said


def test_a_dry_run_stores_nothing_and_makes_nothing(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db", "--dry-run") == 0
    said = capsys.readouterr().out
    assert figures(said)["Rows that would be stored"] == 6
    assert "The project “云栖里” would be opened." in said
    assert not (tmp_path / "o.db").exists()


def test_a_dry_run_compares_with_what_is_stored(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db")
    price_list.write_text(GOOD.replace("2000000", "2100000"), "utf-8")
    capsys.readouterr()
    assert run("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "prices: 6 new or changed" in said
    assert "Nothing was stored." in said


def test_what_changes_of_a_unit_is_told_before_and_after(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db")
    run(*words)
    price_list.write_text(GOOD.replace("0101,1,三房两厅", "0101,1,四房两厅"), "utf-8")
    for more in (("--dry-run",), ()):
        capsys.readouterr()
        assert run(*words, *more) == 0
        assert "1-0101: Layout 三房两厅 → 四房两厅" in capsys.readouterr().out


def test_a_unit_under_another_name_is_rejected_with_the_name_it_has(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import-units", price_list, "--project", "云栖里", "--db", tmp_path / "o.db")
    run(*words)
    price_list.write_text(GOOD.replace("1#,1单元,0101", "1号楼,1单元,0101").replace("0102", "102"), "utf-8")
    for more in (("--dry-run",), ()):
        capsys.readouterr()
        assert run(*words, *more) == 1
        said = capsys.readouterr().out
        counted = figures(said)
        assert counted["Rows rejected"] == 2
        assert "row 2, column Building: “1号楼” looks like “1#”" in said
        assert "row 3, column Unit number: “1# 1单元 102” looks like “1# 1单元 0102”" in said
    assert counted["Rows read"] == counted["Rows stored"] + counted["Rows rejected"]


def test_a_sold_unit_stays_as_agreed_and_is_told(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.sold("0301")
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    path = tmp_path / "revised.csv"
    path.write_text("楼栋,单元,房号,楼层,建筑面积\n3#,1单元,0301,3,150\n", "utf-8")
    address = f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address
    assert run("import-units", path, "--project", "锦绣江南", "--db", address, "--login", "operator") == 1
    said = capsys.readouterr().out
    assert "3-0301: Gross area 118.32 → 150.00 (Sold: " in said
    assert figures(said)["sold units whose facts stay as agreed"] == 1


def test_a_column_is_assigned_by_hand_and_one_development_is_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("小区,栋,代号,所在层,建筑面积\n甲,1#,101,1,90\n乙,1#,102,1,90\n甲,1#,103,1,90\n", "utf-8")
    words = ("import-units", path, "--project", "甲", "--db", tmp_path / "o.db")
    assert run(*words, "--map", "房号=代号", "--map", "number=C", "--where", "小区=甲") == 0
    counted = figures(capsys.readouterr().out)
    assert (counted["Rows stored"], counted["another development"]) == (2, 1)


def test_rows_without_a_building_go_to_one_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("房号,楼层,建筑面积\n101,1,90\n", "utf-8")
    assert run("import-units", path, "--project", "甲", "--db", tmp_path / "o.db", "--building", "8#") == 0
    assert "Rows that name no building: 1; they go to “8#”" in capsys.readouterr().out
    office = open_as_owner(tmp_path / "o.db")
    assert [cell.building for cell in office.read(lambda work: work.units.board())] == ["8#"]
    office.close()


@pytest.mark.parametrize(
    "words",
    [("--map", "房号"), ("--map", "瞎写=B"), ("--where", "甲"), ("--sheet", "无此表")],
    ids=lambda words: words[1],
)
def test_what_was_typed_wrongly_is_said_and_ends_with_2(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert run("import-units", price_list, "--project", "甲", "--db", tmp_path / "o.db", *words) == 2
    assert capsys.readouterr().err.startswith("salesdesk: ")
    assert not (tmp_path / "o.db").exists()


def test_a_file_that_is_not_there_or_no_list_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import-units", tmp_path / "none.csv", "--project", "甲", "--db", tmp_path / "o.db") == 2
    (tmp_path / "text.csv").write_text("早上好\n", "utf-8")
    assert run("import-units", tmp_path / "text.csv", "--project", "甲", "--db", tmp_path / "o.db") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize("place", ["", "file/o.db", "长" * 200 + ".db", "text.db", "damaged.db"])
def test_where_no_office_can_be_or_none_is_the_command_says_so(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    words = ("import-units", price_list, "--project", "甲", "--db")
    (tmp_path / "file").touch()
    (tmp_path / "text.db").write_text("今天天气很好" * 100, "utf-8")
    run(*words, tmp_path / "damaged.db")
    whole = (tmp_path / "damaged.db").read_bytes()
    (tmp_path / "damaged.db").write_bytes(whole[: len(whole) // 2])
    capsys.readouterr()
    assert run(*words, f"{tmp_path}/{place}") == 2
    assert capsys.readouterr().err.startswith("salesdesk: ")


def test_a_relative_place_is_told_whole(
    price_list: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("import-units", price_list, "--project", "甲", "--db", "o.db") == 0
    assert f"Made the office “{tmp_path / 'o.db'}”" in capsys.readouterr().out


def test_on_a_server_the_password_is_asked_for_or_taken_from_the_environment(
    house: House, price_list: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(getpass, "getpass", ask)
    on_server = house.kind == "postgresql"
    address = f"{house.address}?realm={house.realm}" if on_server else house.address
    words = ("import-units", price_list, "--project", "锦绣江南", "--db", address, "--login", "operator")
    assert run(*words) == 0
    assert asked == (["Password of operator: "] if on_server else [])
    monkeypatch.setenv("SALESDESK_PASSWORD", "wrong" if on_server else "")
    assert run(*words) == (2 if on_server else 0)
    assert "units: 6 new" in capsys.readouterr().out


def test_who_may_not_enter_units_is_refused(
    house: House, price_list: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    address = f"{house.address}?realm={house.realm}" if house.kind == "postgresql" else house.address
    assert run("import-units", price_list, "--project", "锦绣江南", "--db", address, "--login", "consultant") == 2
    assert "Your role may not enter units." in capsys.readouterr().err


def test_what_an_office_is_can_be_asked(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    address = house.superuser_url if house.kind == "postgresql" else house.address
    assert run("db", "status", address) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].startswith("Server: PostgreSQL" if house.kind == "postgresql" else "Server: SQLite")
    assert "People: 10; projects: 1" in said


def test_an_office_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("db", "status", tmp_path / "none.db") == 2
    assert "There is no office at" in capsys.readouterr().err


def test_the_log_goes_on_without_a_place_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(start, "log_file", lambda: tmp_path / "file" / "salesdesk.log")
    start.open_log()


def test_the_log_tells_program_and_place_and_what_went_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "log_file", lambda: tmp_path / "state" / "salesdesk.log")
    before = logging.getLogger().handlers[:]
    start.open_log()
    try:
        logging.getLogger("salesdesk.views").error("a task failed")
        said = (tmp_path / "state" / "salesdesk.log").read_text("utf-8")
    finally:
        for handler in [one for one in logging.getLogger().handlers if one not in before]:
            logging.getLogger().removeHandler(handler)
            handler.close()
    assert f"SalesDesk {__version__} on Python" in said
    assert "ERROR salesdesk.views: a task failed" in said
