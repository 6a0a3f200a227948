"""The drill that proves a backup: an honest one passes, a harmed one fails with what is wrong by name; and the proof
is noted down in the office."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.services import restore_drill as drills
from salesdesk.services.backup_files import DUMP, FILE, TOTALS, Backup
from salesdesk.services.backup_proofs import note_drill, proofs
from salesdesk.services.drill_paper import pdf, text
from salesdesk.services.restore_drill import Line, Protocol, restore_drill
from salesdesk.services.seals import DayClose, close_day
from tests.printing.pdf_reading import holds, page_sizes_mm
from tests.support.backed_up import BACKUP_PASSWORD, backed_up, copy_of, new_key, office_of, rehashed, server_programs
from tests.support.day import Day, live_through
from tests.support.engines import ENGINES
from tests.support.office import House, office_copy


@pytest.fixture(scope="module", params=list(ENGINES))
def engine_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def day(engine_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """A day that was closed, and so sealed."""
    with server_programs(), office_copy(engine_kind, request, tmp_path_factory.mktemp("day")) as house:
        made = live_through(house)
        house.desk("cashier").perform(close_day, DayClose(day=house.today))
        yield made


@pytest.fixture(scope="module")
def place(engine_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(f"backups-{engine_kind}")


@pytest.fixture(scope="module")
def open_one(day: Day, place: Path) -> Backup:
    """A backup that is not locked, so that it can be harmed in every way."""
    return backed_up(day.house, place / "open")


def wrong(protocol: Protocol) -> dict[str, str]:
    return {line.what: line.found for line in protocol.lines if not line.good}


def told(protocol: Protocol) -> dict[str, str]:
    return {line.what: line.found for line in protocol.lines}


ROLES = ("System administrator", "Business operator", "Consultant", "Sales control", "Cashier", "Sales manager",
         "Customer service", "Management", "Auditor")  # fmt: skip


def test_an_honest_backup_passes_everything(day: Day, place: Path) -> None:
    key = new_key(place)
    backup = backed_up(day.house, place / "locked", key.with_name("office.key.pub"))
    protocol = restore_drill(backup.folder, key)
    assert wrong(protocol) == {}
    assert protocol.passed
    said = told(protocol)
    assert said["Orders"] == "4 orders; agreed, owed and received the same for each"
    assert said["Books"] == "3 books; numbers and sums the same for each"
    assert said["Last seals"] == "of 1 projects, the same"
    assert said["Seals and history"] == "1 seal, recomputed"
    assert said["Prices, due items, states"] == "come out the same when worked out anew"
    assert said["Cashier"] == "cashier signs in and sees 26 of 26 units"
    assert said["System administrator"] == "admin signs in and sees 0 of 0 units"
    assert set(ROLES) <= said.keys()
    if day.house.kind == "postgresql":
        assert said["Passwords"] == "10 people keep their passwords"
        assert said["Tables, guards, rights"] == "as SalesDesk makes it"
        with pytest.raises(BadInput, match="There is no backup"):
            restore_drill(place)


def forged(backup: Backup, table: str, statement: str) -> Backup:
    """Changes the copied office itself, by hand and past the guards of a table, and makes the manifest fit."""
    with closing(sqlite3.connect(backup.folder / FILE, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        )
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    return rehashed(backup)


FORGED = {
    "UPDATE receipt SET payer = '别人' WHERE id = 1": {
        "Tables, guards": "trigger “sd_audit_receipt_delete” is missing",
        "Seals and history": "receipt 1 was changed after it was sealed",
    },
    "DELETE FROM receipt_print WHERE id = 1": {
        "Rows": "receipt_print: 1 / 2",
        "Seals and history": "print of a receipt 1 is missing",
    },
    "UPDATE due_item SET amount_fen = amount_fen + 100 WHERE seq = 1": {
        "Orders": "subscribed",
        "Prices, due items, states": "the due items come to",
    },
    "DELETE FROM office_role_permission WHERE office_role = 'cashier' AND permission = 'board.read'": {
        "Rows": "office_role_permission: ",
    },
    "DELETE FROM membership WHERE office_role = 'cashier'": {"Rows": "membership: "},
}


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("statement", FORGED)
def test_a_backup_of_something_else_fails_by_name(open_one: Backup, tmp_path: Path, statement: str) -> None:
    table = re.split(r"UPDATE |DELETE FROM ", statement)[1].split()[0]
    protocol = restore_drill(forged(copy_of(open_one, tmp_path), table, statement).folder)
    assert not protocol.passed
    found = wrong(protocol)
    for what, words in FORGED[statement].items():
        assert words in found[what], found


def test_figures_that_differ_are_named_with_both(open_one: Backup, tmp_path: Path) -> None:
    harmed = copy_of(open_one, tmp_path)
    totals = json.loads((harmed.folder / TOTALS).read_text("utf-8"))
    order = next(name for name, figures in totals["orders"].items() if figures[3])
    received = totals["orders"][order][3]
    totals["orders"][order][3] += 1
    totals["rows"]["customer"] = [7]
    totals["books"].clear()
    (harmed.folder / TOTALS).write_text(json.dumps(totals), "utf-8")
    found = wrong(restore_drill(rehashed(harmed).folder))
    assert found.keys() == {"Orders", "Rows", "Books"}
    assert order in found["Orders"]
    assert f"{received} / " in found["Orders"]
    assert found["Rows"] == "customer: 2 / 7"
    assert found["Books"].endswith("/ —")


@pytest.mark.parametrize("harm", ["cut off", "cut off, manifest fits", "missing"])
def test_a_backup_that_is_not_all_there_fails_and_says_what(open_one: Backup, tmp_path: Path, harm: str) -> None:
    harmed = copy_of(open_one, tmp_path)
    name = FILE if harmed.manifest.kind == "sqlite" else DUMP
    path = harmed.folder / name
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    protocol = restore_drill(rehashed(harmed).folder if "fits" in harm else harmed.folder)
    assert not protocol.passed
    ((what, found),) = list(wrong(protocol).items())[:1]
    if "fits" not in harm:
        assert (what, name in found) == ("Files", True)
    elif name == DUMP:
        assert (what, "pg_restore did not go" in found) == ("Restored", True)
    else:
        assert "damaged" in found


def test_a_locked_backup_without_its_key_is_said(day: Day, tmp_path: Path) -> None:
    key = new_key(tmp_path)
    backup = backed_up(day.house, tmp_path / "to", key)
    assert "--key names the file with the key" in wrong(restore_drill(backup.folder))["Restored"]


# --- control: what the drill would miss -------------------------------------------------------------------------------


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_control_without_the_seals_a_changed_name_would_pass(
    open_one: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sum and no count tells who paid; that is what the seals are for."""
    edited = forged(copy_of(open_one, tmp_path), "receipt", "UPDATE receipt SET payer = '别人' WHERE id = 1")
    monkeypatch.setattr(drills, "_recompute", lambda *_: None)
    monkeypatch.setattr(drills, "check_file", lambda _: [])
    assert restore_drill(edited.folder).passed


# --- protocol and proof -----------------------------------------------------------------------------------------------


def protocol_of(backup: Backup, *lines: Line) -> Protocol:
    return Protocol(backup, datetime(2026, 11, 22, 4, 5, tzinfo=UTC), 8.25, lines or (Line("Files", "2 files", True),))


def test_the_protocol_is_a_page_that_says_what_was_tried_and_how_it_went(open_one: Backup) -> None:
    lines = [Line(f"Tried {number}", "words " * 20, number != 3) for number in range(20)]
    protocol = protocol_of(open_one, *lines)
    said = text(protocol)
    assert said[0] == f"Restore drill of {open_one.name}"
    assert said[2] == "Drilled 2026-11-22 12:05, 8.2 s"
    assert said[3] == f"  ok  Tried 0: {'words ' * 20}"
    assert said[6].startswith("  NOT  Tried 3: ")
    assert said[-1] == "FAILED: 1 of 20 are not as they should be."
    paper = pdf(protocol, "yan")
    assert len(page_sizes_mm(paper)) == 1
    assert holds(paper, "Restore drill", open_one.name, "Tried 19", "NOT", "yan", "FAILED: 1 of 20") == []
    assert text(protocol_of(open_one))[-1] == "PASSED: the office can be restored from this backup."


def test_what_was_proved_is_noted_down_and_shown_to_the_administrator(day: Day, open_one: Backup) -> None:
    admin = day.house.desk("admin")
    assert admin.read(proofs).proved is None
    note_drill(office_of(day.house), protocol_of(open_one), BACKUP_PASSWORD)
    proved = admin.read(proofs).proved
    assert proved is not None
    assert (proved.backup, proved.taken_at) == (open_one.name, open_one.manifest.moment)
    assert proved.summary == "1 things tried"
    note_drill(office_of(day.house), protocol_of(open_one, Line("Rows", "few", False)), BACKUP_PASSWORD)
    newer = admin.read(proofs)
    assert newer.proved == proved
    assert newer.failed is not None
    assert newer.failed.summary == "Rows: few"
    note_drill(office_of(day.house), protocol_of(replace(open_one)), BACKUP_PASSWORD)
    assert admin.read(proofs).failed is None
    for login in ("manager", "cashier", "operator"):
        with pytest.raises(NotAllowed):
            day.house.desk(login).read(proofs)


def test_a_proof_is_never_changed_or_made_up(house: House) -> None:
    if house.kind != "postgresql":
        return
    for statement in (
        "INSERT INTO backup_proof (backup, taken_at, passed, summary) VALUES ('x', now(), true, '')",
        "UPDATE backup_proof SET passed = true",
        "DELETE FROM backup_proof",
    ):
        with pytest.raises(NotAllowed), house.desk("admin").database.writing() as connection:
            connection.exec_driver_sql(statement)
