"""The timer for backups, as text that systemd reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.services.backup_schedule import SERVICE, TIMER, Schedule, service_text, timer_text, write_schedule

ADDRESS = "postgresql://127.0.0.1/jinxiu"
NIGHTLY = Schedule(("/usr/bin/salesdesk",), ADDRESS, Path("/var/backups/office"), Path("/etc/salesdesk/key.pub"), 14, 8)


def value(text: str, name: str) -> str:
    return next(line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{name}="))


def test_the_service_makes_a_locked_backup_and_keeps_some() -> None:
    text = service_text(NIGHTLY)
    assert value(text, "ExecStart") == (
        f"/usr/bin/salesdesk backup {ADDRESS} --to /var/backups/office --key /etc/salesdesk/key.pub "
        "--daily 14 --weekly 8"
    )
    assert value(text, "ReadWritePaths") == "/var/backups/office"
    assert "PASSWORD" not in text


def test_the_timer_goes_off_every_night_and_makes_up_for_a_night_that_was_missed() -> None:
    assert value(timer_text(), "OnCalendar") == "*-*-* 03:15:00 Asia/Shanghai"
    assert value(timer_text(), "Persistent") == "yes"


def test_words_with_blanks_and_signs_reach_the_program_whole() -> None:
    odd = Schedule(("/opt/my desk/salesdesk",), "postgresql://h/o?x=%41", Path('/b"k $HOME'), None, 0, 0)
    assert value(service_text(odd), "ExecStart") == (
        '"/opt/my desk/salesdesk" backup postgresql://h/o?x=%%41 --to "/b\\"k $$HOME"'
    )


def test_both_files_are_written(tmp_path: Path) -> None:
    paths = write_schedule(NIGHTLY, tmp_path / "units")
    assert [path.name for path in paths] == [SERVICE, TIMER]
    assert paths[0].read_text("utf-8") == service_text(NIGHTLY)


def test_a_line_break_would_be_another_order_and_is_refused(tmp_path: Path) -> None:
    harmful = Schedule(("x",), ADDRESS, Path("/b\nExecStart=/bin/sh"), None, 0, 0)
    with pytest.raises(BadInput, match="line break"):
        write_schedule(harmful, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_systemd_itself_finds_nothing_wrong_where_there_is_one(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        return
    real = Schedule((shutil.which("true") or "true",), ADDRESS, tmp_path, None, 7, 4)
    paths = write_schedule(real, tmp_path)
    done = subprocess.run([program, "verify", *map(str, paths)], capture_output=True, text=True, check=False)
    assert "backup" not in done.stderr, done.stderr


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "units").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        write_schedule(NIGHTLY, tmp_path / "units")
