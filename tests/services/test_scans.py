"""Scans of signed price lists: read whole, kept once, given out as they came; never of another project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.services import scans
from salesdesk.services.price_lists import price_lists
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.scans import AttachScan, Scan, attach_scan, read_scan, scan_content, scans_of
from tests.support.office import House

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
SIGNED = Scan("一房一价表 签字.pdf", "application/pdf", PDF)


def the_list(house: House) -> int:
    return house.desk("operator").read(price_lists)[0].id


def attached(house: House, scan: Scan = SIGNED, login: str = "operator") -> int:
    return house.desk(login).perform(attach_scan, AttachScan(price_list_id=the_list(house), scan=scan))


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.JPG", b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("a.tif", b"II*\0rest", "image/tiff"),
        ("picture without ending", b"MM\0*rest", "image/tiff"),
    ],
)
def test_a_scan_is_known_by_what_it_begins_with(tmp_path: Path, name: str, content: bytes, mime: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_scan(tmp_path / name) == Scan(name, mime, content)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 an Excel file", b"<html>", b" %PDF-1.7"])
def test_what_is_no_scan_is_refused_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(BadInput, match="is no scan"):
        read_scan(tmp_path / "a.pdf")


def test_a_scan_that_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MEGABYTE", 1_000)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-" + b"x" * 19_995)
    assert len(read_scan(tmp_path / "a.pdf").content) == 20_000
    (tmp_path / "b.pdf").write_bytes(b"%PDF-" + b"x" * 19_996)
    with pytest.raises(BadInput, match="larger than 20 MB"):
        read_scan(tmp_path / "b.pdf")
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_scan(path)


def test_a_scan_comes_back_as_it_was_attached_with_who_and_when(house: House) -> None:
    scan_id = attached(house)
    (row,) = house.desk("manager").read(scans_of, the_list(house))
    assert (row.id, row.name, row.created_by) == (scan_id, SIGNED.name, "罗业务")
    assert house.desk("manager").read(scan_content, scan_id) == PDF
    assert house.desk("operator").read(scans_of, the_list(house) + 1) == ()


def test_the_same_scan_is_attached_once(house: House) -> None:
    form = AttachScan(price_list_id=the_list(house), scan=SIGNED)
    operator = house.desk("operator")
    assert operator.perform(attach_scan, form) == operator.perform(attach_scan, form)
    with pytest.raises(BadInput, match="attached already"):
        attached(house, Scan("again.pdf", SIGNED.mime, SIGNED.content))
    attached(house, Scan("page 2.pdf", SIGNED.mime, SIGNED.content + b"2"))
    assert len(operator.read(scans_of, the_list(house))) == 2


def test_a_scan_of_a_list_that_is_not_there_or_too_long_a_name_is_refused(house: House) -> None:
    operator = house.desk("operator")
    for form in (
        AttachScan(price_list_id=987, scan=SIGNED),
        AttachScan(price_list_id=the_list(house), scan=Scan("长" * 201, SIGNED.mime, PDF)),
    ):
        with pytest.raises(BadInput):
            operator.perform(attach_scan, form)


@pytest.mark.parametrize("login", ["manager", "control", "consultant", "cashier", "auditor"])
def test_only_who_enters_price_lists_attaches_their_scans(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        attached(house, login=login)


def test_who_sees_neither_the_projects_papers_nor_its_orders_sees_no_scan(house: House) -> None:
    scan_id = attached(house)
    consultant = house.desk("consultant")
    assert consultant.read(scans_of, the_list(house)) == ()
    with pytest.raises(NotAllowed):
        consultant.read(scan_content, scan_id)


def test_a_scan_belongs_to_its_project_alone(house: House) -> None:
    scan_id, list_id = attached(house), the_list(house)
    operator = house.another_desk("operator")
    other = operator.perform(
        open_new_project,
        NewProject(company="栖霞地产", region="江宁公司", name="新地块", like_project=house.project_id),
    )
    operator.reload()
    operator.enter(other)
    with pytest.raises(BadInput, match="does not exist"):
        operator.read(scan_content, scan_id)
    with pytest.raises(BadInput, match="does not exist"):
        operator.perform(attach_scan, AttachScan(price_list_id=list_id, scan=SIGNED))


def test_a_scan_is_never_changed_or_taken_away(house: House) -> None:
    scan_id = attached(house)

    def tried(statement: str) -> Any:
        with house.desk("operator").database.writing() as connection:
            connection.exec_driver_sql(statement)

    for statement in ("UPDATE attachment SET name = 'x'", "DELETE FROM attachment"):
        with pytest.raises(Refusal):
            tried(statement)
    assert house.desk("operator").read(scan_content, scan_id) == PDF
