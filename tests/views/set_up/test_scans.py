"""The scans of a price list in set-up: attached from a file, listed with who and when, saved as they came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from salesdesk.services.price_lists import Change, Revision, revise_prices
from salesdesk.services.scans import AttachScan, Scan, attach_scan
from salesdesk.views.kit.messages import Toast
from salesdesk.views.set_up.prices_page import PricesPage
from salesdesk.views.set_up.scans_part import ScansPart
from tests.support.office import House
from tests.views.selling_desks import settle
from tests.views.set_up.conftest import At
from tests.views.set_up.test_units_and_prices import page_of

PDF = b"%PDF-1.7 a signed sheet"


def scans_of(at: At, login: str = "operator") -> ScansPart:
    return page_of(at(login, "prices"), PricesPage).scans


def chosen(part: ScansPart) -> QFileDialog:
    assert part.dialog is not None
    assert part.dialog.isVisible()
    return part.dialog


def test_a_scan_is_attached_by_keyboard_and_listed_and_saved_as_it_came(at: At, qtbot: QtBot, tmp_path: Path) -> None:
    part = scans_of(at)
    assert (part.note.text(), part.links) == ("none attached yet", [])
    (tmp_path / "签字表.pdf").write_bytes(PDF)
    part.button.setFocus()
    QTest.keyClick(part.button, Qt.Key.Key_Return)
    chosen(part).fileSelected.emit(str(tmp_path / "签字表.pdf"))
    chosen(part).reject()
    settle(qtbot, part.desk)
    (link,) = part.links
    assert (link.text(), part.note.text()) == ("签字表.pdf", "1")
    qtbot.waitUntil(link.isVisible)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle(qtbot, part.desk)
    chosen(part).fileSelected.emit(str(tmp_path / "copy.pdf"))
    chosen(part).reject()
    settle(qtbot, part.desk)
    assert (tmp_path / "copy.pdf").read_bytes() == PDF


def test_what_is_no_scan_is_told_and_nothing_is_attached(at: At, qtbot: QtBot, tmp_path: Path) -> None:
    part = scans_of(at)
    toast = Toast(part.window())
    (tmp_path / "a.pdf").write_bytes(b"no scan at all")
    part.ask()
    chosen(part).fileSelected.emit(str(tmp_path / "a.pdf"))
    chosen(part).reject()
    settle(qtbot, part.desk)
    assert "is no scan" in toast.sentence()
    assert part.links == []


def test_each_version_shows_its_own_scans(at: At, house: House, qtbot: QtBot) -> None:
    operator = house.desk("operator")
    newer = operator.perform(revise_prices, Revision(name="上调", change=Change.PERCENT, value=1_010_000))
    for name, list_id in (("first.pdf", newer - 1), ("second.pdf", newer)):
        scan = Scan(name, "application/pdf", PDF)
        operator.perform(attach_scan, AttachScan(price_list_id=list_id, scan=scan))
    page = page_of(at("operator", "prices"), PricesPage)
    assert [link.text() for link in page.scans.links] == ["second.pdf"]
    page.versions.select_key(newer - 1)
    settle(qtbot, page.desk)
    assert [link.text() for link in page.scans.links] == ["first.pdf"]


def test_who_enters_no_price_lists_reads_why_and_opens_the_scans(at: At, house: House, qtbot: QtBot) -> None:
    page = page_of(at("manager", "prices"), PricesPage)
    list_id = page._version.row.id if page._version else 0
    form = AttachScan(price_list_id=list_id, scan=Scan("s.pdf", "application/pdf", PDF))
    house.desk("operator").perform(attach_scan, form)
    page.load()
    settle(qtbot, page.desk)
    assert page.scans.button.refusal() == "Your role may not enter price lists."
    assert [link.text() for link in page.scans.links] == ["s.pdf"]


def test_a_long_name_keeps_its_beginning_and_its_end(at: At, house: House, qtbot: QtBot) -> None:
    page = page_of(at("operator", "prices"), PricesPage)
    name = "锦绣江南一期三号楼一房一价表调价单签字盖章扫描件第二版2026.pdf"
    assert page._version is not None
    form = AttachScan(price_list_id=page._version.row.id, scan=Scan(name, "application/pdf", PDF))
    house.desk("operator").perform(attach_scan, form)
    page.load()
    settle(qtbot, page.desk)
    (link,) = page.scans.links
    assert (link.text()[:4], link.text()[-8:], link.toolTip()) == ("锦绣江南", name[-8:], name)
    qtbot.waitUntil(link.isVisible)
    assert page.side.width() >= link.mapTo(page.side, link.rect().topRight()).x()
    assert page.side.minimumSizeHint().width() <= page.side.width()
