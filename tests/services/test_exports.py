"""Reports as Excel files and papers: opened again with two readers, and whatever goes wrong with the file."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from salesdesk.domain.errors import BadInput, NotAllowed
from salesdesk.domain.long_work import Stopped
from salesdesk.domain.money import format_yuan
from salesdesk.domain.sales_figures import By
from salesdesk.excel import workbook
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.work import Work
from salesdesk.services.exports import (
    DATED,
    ReportKind,
    deals_pdf,
    file_name,
    report_rows,
    summary_pdf,
    write_report,
)
from salesdesk.services.report_sheets import money_entries_sheet, period_words, sales_detail_sheet
from salesdesk.services.reports import FIRST_DAY, LAST_DAY, overview
from salesdesk.services.rows import EntryLine, Tender
from tests.services.money_helpers import EARNEST, YUAN, days_pass, line, note_print, pay, pay_back, reverse, void
from tests.support.office import House

TRAP = '=HYPERLINK("http://example.invalid","韩若溪")'
OLD = b"what was there before"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files go, away from the office's own."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def written(house: House, kind: ReportKind, path: Path, login: str = "manager", **wanted: Any) -> int:
    return write_report(house.desk(login), kind, path, **wanted)


def opened(path: Path, sheet: int = 0) -> tuple[list[str], list[dict[str, Any]], dict[str, Any]]:
    """Titles, rows by their headings, and the row of totals, as openpyxl reads them."""
    rows = list(openpyxl.load_workbook(path).worksheets[sheet].iter_rows(values_only=True))
    titles = [str(row[0]) for row in rows[:3]]
    heading = [str(cell) for cell in rows[4]]
    body = [dict(zip(heading, row, strict=True)) for row in rows[5:]]
    has_total = bool(body) and body[-1][heading[0]] == "Total of all rows"
    return titles, body[:-1] if has_total else body, body[-1] if has_total else {}


def two_sales(house: House) -> tuple[int, int]:
    first = house.sold("0301", buyers=(Buyer(TRAP, 10_000, telephone="13812342046"),))
    second = house.sold("0302", "13812340302", choices=house.choices(discounts=("按时签约",)))
    pay(house, first)
    return first, second


# --- sales detail -----------------------------------------------------------------------------------------------------


def test_the_sales_detail_holds_real_numbers_and_dates_and_totals_that_are_formulas(house: House, folder: Path) -> None:
    two_sales(house)
    path = folder / "明细.xlsx"
    assert written(house, ReportKind.SALES_DETAIL, path) == 2
    titles, rows, total = opened(path)
    assert "锦绣江南" in titles[0]
    assert "subscribed and beyond" in titles[1]
    first = rows[0]
    assert (first["Building"], first["Unit number"], first["Area m²"]) == ("3#", "0301", 118.32)
    assert first["Subscribed on"].date() == house.today
    assert (first["List total"], first["Agreed total"], first["Price received"]) == (2366400, 2366400, 50000)
    assert first["Still to come in"] == 2316400
    assert rows[1]["Price realised"] < 1
    assert rows[1]["Contracted on"] is None
    assert str(total["Agreed total"]).startswith("=SUBTOTAL(9,")
    assert total["Price realised"] is None


def test_another_reader_sees_the_same_sums_in_the_totals(house: House, folder: Path) -> None:
    two_sales(house)
    path = folder / "明细.xlsx"
    written(house, ReportKind.SALES_DETAIL, path)
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    place = sheet[4].index("Agreed total")
    deals = house.desk("manager").read(overview).total.deals
    assert sheet[-1][place] == deals.total_fen / 100
    assert sum(float(str(row[place])) for row in sheet[5:-1]) == pytest.approx(deals.total_fen / 100)


def test_a_buyer_whose_name_looks_like_a_formula_stays_text(house: House, folder: Path) -> None:
    two_sales(house)
    path = folder / "明细.xlsx"
    written(house, ReportKind.SALES_DETAIL, path)
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == TRAP]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_the_sales_detail_covers_the_days_asked_for(house: House, folder: Path) -> None:
    before = house.today - timedelta(days=40)
    house.sold("0301", subscribed_on=before)
    house.sold("0302", "13812340302")
    path = folder / "明细.xlsx"
    first, last = before - timedelta(days=1), before
    assert written(house, ReportKind.SALES_DETAIL, path, first=first, last=last) == 1
    titles, rows, _ = opened(path)
    assert [row["Unit number"] for row in rows] == ["0301"]
    assert f"{first} to {last}" in titles[1]
    desk = house.desk("manager")
    assert desk.read(report_rows, ReportKind.SALES_DETAIL, first, last) == 1
    assert desk.read(report_rows, ReportKind.SALES_DETAIL) == 2


@pytest.mark.parametrize("kind", list(ReportKind))
def test_no_transaction_waits_for_the_file(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: ReportKind
) -> None:
    two_sales(house)
    monkeypatch.setattr(workbook, "REPORT_EVERY", 1)
    desk, open_while_writing = house.desk("manager"), list[int]()
    pool: Any = desk.database.engine.pool

    def look(done: int, to_do: int) -> None:
        open_while_writing.append(pool.checkedout())

    write_report(desk, kind, folder / "x.xlsx", progress=look)
    assert set(open_while_writing) == {0}


def test_what_is_sold_while_the_file_is_written_is_not_half_in_it(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_sales(house)
    monkeypatch.setattr(workbook, "REPORT_EVERY", 1)
    sold = list[int]()

    def sell(done: int, to_do: int) -> None:
        if not sold:
            sold.append(house.sold("0401", "13812340401"))

    path = folder / "汇总.xlsx"
    written(house, ReportKind.SALES_SUMMARY, path, progress=sell)
    counted = [sum(row["Sold"] for row in opened(path, place)[1]) for place in range(3)]
    assert (len(sold), counted) == (1, [2, 2, 2])


def test_an_export_can_be_stopped_while_its_rows_are_read(house: House) -> None:
    two_sales(house)
    desk = house.desk("manager")
    for sheet in (sales_detail_sheet, money_entries_sheet):
        with pytest.raises(Stopped):
            desk.read(sheet, cancelled=lambda: True)
    assert desk.read(report_rows, ReportKind.SALES_DETAIL) == 2


# --- sales summary ----------------------------------------------------------------------------------------------------


def test_the_sales_summary_has_a_sheet_by_building_by_layout_and_by_month_that_agree(
    house: House, folder: Path
) -> None:
    two_sales(house)
    path = folder / "汇总.xlsx"
    written(house, ReportKind.SALES_SUMMARY, path)
    deals = house.desk("manager").read(overview).total.deals
    names = CalamineWorkbook.from_path(str(path)).sheet_names
    assert names == ["Sales by building", "Sales by layout", "Sales by month"]
    for place, heading in enumerate(("Building", "Layout", "Month")):
        titles, rows, _ = opened(path, place)
        assert sum(row["Agreed total"] for row in rows) == pytest.approx(deals.total_fen / 100)
        assert sum(row["Sold"] for row in rows) == 2
        assert rows[0][heading]
        assert "price realised" in titles[1]


def test_a_building_that_sold_nothing_keeps_its_line_without_shares(house: House, folder: Path) -> None:
    path = folder / "汇总.xlsx"
    written(house, ReportKind.SALES_SUMMARY, path)
    _, rows, total = opened(path)
    assert [(row["Building"], row["Units in all"], row["Sell-through"]) for row in rows] == [
        ("3#", 12, 0),
        ("4#", 12, None),
    ]
    assert rows[0]["Average per m²"] is None
    assert str(total["Units in all"]).startswith("=SUBTOTAL(9,")
    assert opened(path, 2)[1] == []


# --- receipts and refunds ---------------------------------------------------------------------------------------------


def test_money_entries_add_up_to_what_the_drawer_holds(house: House, folder: Path) -> None:
    order_id = house.sold("0301")
    tenders = (Tender("card", 20_000 * YUAN, "6222"), Tender("cash", 30_000 * YUAN))
    pay(house, order_id, tenders=tenders)
    voided = pay(house, order_id, line("down_payment", 30_000 * YUAN))
    void(house, voided)
    printed = pay(house, order_id, line("down_payment", 70_000 * YUAN))
    note_print(house, printed)
    reverse(house, printed)
    pay_back(house, order_id, line("earnest", 10_000 * YUAN))
    path = folder / "收退款.xlsx"
    assert written(house, ReportKind.MONEY_ENTRIES, path, "cashier") == 5
    _, rows, total = opened(path)
    assert [(row["Kind of entry"], row["Sum"], row["Voided sum"]) for row in rows] == [
        ("Receipt", 50000, None),
        ("Receipt", None, 30000),
        ("Receipt", 70000, None),
        ("Reversal", -70000, None),
        ("Refund", -10000, None),
    ]
    assert rows[0]["Method"] == "Card、Cash"
    assert rows[0]["Item"] == "Earnest money"
    assert rows[0]["Money class"] == "Price money"
    assert rows[0]["Business day"].date() == rows[0]["Received on"].date() == house.today
    assert len({row["Entry number"] for row in rows[:4]}) == 4
    assert total["Sum"].startswith("=SUBTOTAL(9,")
    assert sum(row["Sum"] or 0 for row in rows) == 40000


def test_money_entries_are_those_of_the_business_days_asked_for(house: House) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, received_on=house.today - timedelta(days=3))
    desk, today = house.desk("cashier"), house.today
    assert desk.read(report_rows, ReportKind.MONEY_ENTRIES, today, today) == 1
    assert desk.read(report_rows, ReportKind.MONEY_ENTRIES, FIRST_DAY, today - timedelta(days=1)) == 0
    days_pass(house, 1)
    pay(house, order_id, line("down_payment", EARNEST))

    def days(work: Work) -> list[object]:
        return [row[0] for row in money_entries_sheet(work).rows]

    assert desk.read(days) == [today, today + timedelta(days=1)]


def test_an_item_that_the_office_named_itself_keeps_its_name(house: House, folder: Path) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, EntryLine("earnest", "price", EARNEST, "定金（首笔）"))
    path = folder / "收退款.xlsx"
    written(house, ReportKind.MONEY_ENTRIES, path)
    assert opened(path)[1][0]["Item"] == "定金（首笔）"


# --- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ReportKind))
def test_who_may_not_export_gets_no_file(house: House, folder: Path, kind: ReportKind) -> None:
    path = folder / "x.xlsx"
    for login in ("auditor", "consultant", "operator"):
        with pytest.raises(NotAllowed):
            written(house, kind, path, login)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (PermissionError(errno.EACCES, "denied"), "is open in another program, or may not be written"),
        (OSError(errno.ENOSPC, "no space"), "The disk is full"),
    ],
)
def test_a_file_that_cannot_be_replaced_is_said_and_stays_as_it_was(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, sentence: str
) -> None:
    house.sold("0301")
    path = folder / "明细.xlsx"
    path.write_bytes(OLD)

    def refuse(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr("salesdesk.excel.safe_files.os.replace", refuse)
        with pytest.raises(BadInput, match=sentence):
            written(house, ReportKind.SALES_DETAIL, path)
    assert path.read_bytes() == OLD
    assert os.listdir(folder) == [path.name]


def test_a_folder_that_is_not_there_is_said(house: House, folder: Path) -> None:
    with pytest.raises(BadInput, match="There is no folder"):
        written(house, ReportKind.SALES_SUMMARY, folder / "gone" / "x.xlsx")


def test_an_export_stopped_in_the_middle_leaves_the_old_file(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_sales(house)
    monkeypatch.setattr(workbook, "REPORT_EVERY", 1)
    path = folder / "明细.xlsx"
    path.write_bytes(OLD)
    with pytest.raises(Stopped):
        written(house, ReportKind.SALES_DETAIL, path, cancelled=lambda: True)
    assert path.read_bytes() == OLD


def test_the_progress_ends_with_all_rows(house: House, folder: Path) -> None:
    two_sales(house)
    told = list[tuple[int, int]]()
    written(house, ReportKind.SALES_DETAIL, folder / "明细.xlsx", progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (2, 2)


# --- names and papers -------------------------------------------------------------------------------------------------


def test_a_file_is_named_after_project_report_and_day() -> None:
    name = file_name(ReportKind.SALES_DETAIL, "锦绣江南", date(2026, 11, 22))
    assert name == "锦绣江南 Sales detail 2026-11-22.xlsx"
    assert ReportKind.SALES_SUMMARY not in DATED


def test_days_are_told_in_words() -> None:
    day = date(2026, 11, 22)
    assert period_words(FIRST_DAY, LAST_DAY) == "all days"
    assert period_words(day, LAST_DAY) == "from 2026-11-22"
    assert period_words(FIRST_DAY, day) == "to 2026-11-22"
    assert period_words(day, day) == "2026-11-22 to 2026-11-22"


def test_a_summary_and_the_deals_of_a_building_can_be_printed(house: House) -> None:
    two_sales(house)
    desk = house.desk("auditor")
    total = format_yuan(desk.read(overview).total.deals.total_fen)
    for pdf in (desk.read(summary_pdf, By.BUILDING), desk.read(deals_pdf, By.BUILDING, "3#")):
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert "锦绣江南" in text
        assert total in text
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(summary_pdf, By.MONTH)
