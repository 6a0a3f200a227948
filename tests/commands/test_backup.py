"""``salesdesk backup``, ``restore`` and ``restore-drill`` at a prompt, from a new key to an office that works again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from salesdesk.services.backup_files import FILE
from salesdesk.services.backup_schedule import SERVICE
from tests.support.backed_up import BACKUP_PASSWORD, office_of, server_programs
from tests.support.office import House
from tests.support.typed import lines, typed


@pytest.fixture
def office(sqlite_template: House, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_template.address, tmp_path / "jinxiu.db"))


def only(folder: Path) -> Path:
    (found,) = [path for path in folder.iterdir() if path.is_dir()]
    return found


def test_from_a_key_to_a_proved_backup_and_back(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, to = tmp_path / "office.key", tmp_path / "backups"
    assert typed("backup", "--new-key", key) == 0
    assert lines(capsys)[1:] == [
        f"“{key}.pub” locks backups: it goes to the server.",
        f"“{key}” opens them: keep it elsewhere, twice. Without it no backup can be read.",
    ]
    assert typed("backup", office, "--to", to, "--key", f"{key}.pub", "--daily", 7, "--weekly", 4) == 0
    backup = only(to)
    assert lines(capsys)[0].startswith(f"Backup {backup}: ")
    assert typed("db", "status", office) == 0
    assert "Backup: none was ever proved; `salesdesk restore-drill` proves one" in lines(capsys)
    assert typed("restore-drill", backup, "--key", key, "--db", office) == 0
    said = lines(capsys)
    assert said[-3:] == [
        "PASSED: the office can be restored from this backup.",
        f"The protocol is in “{to / backup.name}.pdf”.",
        "Noted down in the office.",
    ]
    assert (to / f"{backup.name}.pdf").read_bytes().startswith(b"%PDF")
    assert typed("db", "status", office) == 0
    assert any(line.startswith(f"Backup: {backup.name} was proved ") for line in lines(capsys))
    assert typed("restore", backup, tmp_path / "new.db", "--key", key) == 0
    assert lines(capsys)[0].startswith("Restored the office “jinxiu” as it was at ")
    assert typed("db", "check", tmp_path / "new.db") == 0


def test_a_backup_that_was_harmed_ends_with_1_and_its_paper_says_so(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("backup", office, "--to", tmp_path / "to") == 0
    assert lines(capsys)[1].startswith("It is not locked")
    backup = only(tmp_path / "to")
    (backup / FILE).write_bytes((backup / FILE).read_bytes()[:-1])
    assert typed("restore-drill", backup, "--paper", tmp_path / "p.pdf") == 1
    said = lines(capsys)
    assert any(line.startswith(f"  NOT  Files: “{FILE}” of the backup was changed or cut off") for line in said)
    assert "FAILED: 1 of 1 are not as they should be." in said
    assert (tmp_path / "p.pdf").exists()
    assert typed("restore", backup, tmp_path / "new.db") == 2
    assert not (tmp_path / "new.db").exists()


def test_a_timer_is_written_with_nobodys_password_in_it(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("backup", "postgresql://sd:secret@server/jinxiu", "--to", tmp_path / "to", "--install", tmp_path / "units")
    assert typed(*words) == 0
    text = (tmp_path / "units" / SERVICE).read_text("utf-8")
    assert "secret" not in text
    assert f"backup postgresql://server/jinxiu --to {tmp_path / 'to'}" in text
    assert lines(capsys)[-1] == "  systemctl daemon-reload && systemctl enable --now salesdesk-backup.timer"
    assert not (tmp_path / "to").exists()


def test_what_is_missing_is_said(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("backup", office) == 2
    assert "--to names the folder" in capsys.readouterr().err
    assert typed("backup", tmp_path / "none.db", "--to", tmp_path / "to") == 2
    assert "There is no office" in capsys.readouterr().err
    assert typed("restore-drill", tmp_path) == 2
    assert "There is no backup" in capsys.readouterr().err


@pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
def test_on_a_server_backups_have_a_login_of_their_own(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SALESDESK_FIRST_PASSWORD", BACKUP_PASSWORD)
    monkeypatch.setenv("SALESDESK_PASSWORD", BACKUP_PASSWORD)
    assert typed("db", "backup-login", house.superuser_url) == 0
    assert lines(capsys) == ["Backups are made by the login sd_backup@office."]
    with server_programs():
        assert typed("backup", office_of(house), "--to", tmp_path) == 0
    assert (only(tmp_path) / "office.dump").stat().st_size > 10_000
    monkeypatch.setenv("SALESDESK_PASSWORD", "wrong")
    assert typed("backup", office_of(house), "--to", tmp_path / "other") == 2
    assert "The name or the password is wrong." in capsys.readouterr().err
    monkeypatch.setenv("SALESDESK_FIRST_PASSWORD", "weak")
    assert typed("db", "backup-login", house.superuser_url) == 2
