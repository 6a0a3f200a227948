"""The lists after the contract as Excel files and papers, opened again: rows, filters, sums, and who may."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from salesdesk.domain.after_contract import Step
from salesdesk.domain.errors import NotAllowed
from salesdesk.services.after_contract_lists import AfterList, ListWanted, after_contract_sheet, list_pdf, write_list
from salesdesk.services.construction_nodes import NewNode, add_node
from tests.services.after_helpers import (
    BUILDING,
    M2,
    YUAN,
    contracted,
    detail,
    done,
    settled,
    square_building,
    square_home,
    surveyed,
    with_loan,
)
from tests.services.money_helpers import line, pay
from tests.support.office import House


def written(house: House, wanted: ListWanted, folder: Path, login: str = "control") -> list[list[Any]]:
    """The rows of the file, titles and heading too."""
    path = folder / f"{wanted.part}.xlsx"
    write_list(house.desk(login), wanted, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_of(rows: list[list[Any]], unit: str) -> dict[str, Any]:
    """A row by its heading."""
    heading = next(row for row in rows if row[0] == "Unit")
    found = next(row for row in rows if row[0] == unit)
    return dict(zip(heading, found, strict=True))


def paper(house: House, wanted: ListWanted, login: str = "control") -> str:
    reader = pypdf.PdfReader(io.BytesIO(house.desk(login).read(list_pdf, wanted)))
    return "\n".join(page.extract_text() for page in reader.pages)


def as_day(value: Any) -> date:
    """A day as Excel gives it back, as a moment."""
    assert isinstance(value, datetime)
    return value.date()


def test_loans_leave_with_their_days_and_a_sum_as_they_are_narrowed(house: House, tmp_path: Path) -> None:
    first, second = contracted(house), contracted(house, "0302")
    with_loan(house, first)
    done(house, first, Step.LOAN_PAPERS, item="loan")
    every = ListWanted(AfterList.LOANS)
    rows = written(house, every, tmp_path)
    entered, bare = row_of(rows, "3-0301"), row_of(rows, "3-0302")
    assert (entered["Bank"], entered["Loan months"]) == ("江宁农商行", 360)
    assert as_day(entered["Loan papers complete"]) == house.today
    assert (entered["Loan paid out"], bare["Loan papers complete"]) == (None, None)
    total = row_of(rows, rows[-1][0])["Sum yuan"]
    assert str(total).startswith("=SUBTOTAL(9,")
    owed = {due.item: due.amount_fen for due in detail(house, first).dues}["loan"]
    assert (entered["Sum yuan"] * 100, bare["Sum yuan"] > 0) == (owed, True)
    narrowed = ListWanted(AfterList.LOANS, bank="江宁农商行")
    assert [row[0] for row in house.desk("control").read(after_contract_sheet, narrowed).rows] == ["3-0301"]
    words = paper(house, narrowed)
    assert "3-0301" in words
    assert "3-0302" not in words
    assert second


def test_areas_leave_with_what_was_settled_paid_and_is_open(house: House, tmp_path: Path) -> None:
    square_building(house, 1)
    order_id = square_home(house)
    square_home(house, "0102")
    surveyed(house, "0101", 102)
    settled(house, order_id)
    pay(house, order_id, line("settlement", 5_000 * YUAN, "settlement"))
    buildings = house.desk("control").read(lambda work: {name: id_ for id_, name in work.units.buildings()})
    wanted = ListWanted(AfterList.AREAS, building_id=buildings[BUILDING])
    rows = written(house, wanted, tmp_path)
    row = row_of(rows, "8-0101")
    assert (row["Contract m²"], row["Surveyed m²"]) == (100, 102)
    assert (row["Settlement yuan"], row["Paid of it"], row["Left of it"]) == (20_000, 5_000, 15_000)
    assert (row["State"], row_of(rows, "8-0102")["State"]) == ("settled", "not surveyed")
    assert "20,000.00" in paper(house, wanted, "service")
    assert house.desk("service").read(after_contract_sheet, wanted).row_count == 2
    assert M2


def test_handovers_titles_and_nodes_leave_too(house: House, tmp_path: Path) -> None:
    order_id = contracted(house)
    done(house, order_id, Step.HANDOVER_NOTICE, login="service")
    done(house, order_id, Step.TITLE_PAPERS)
    house.desk("operator").perform(add_node, NewNode(name="结构封顶", planned_on=house.today))
    homes = row_of(written(house, ListWanted(AfterList.HANDOVERS), tmp_path), "3-0301")
    assert (as_day(homes["Buyer notified"]), homes["Handed over on"]) == (house.today, None)
    titles = row_of(written(house, ListWanted(AfterList.TITLES), tmp_path), "3-0301")
    assert as_day(titles["Title papers complete"]) == house.today
    none = house.desk("control").read(after_contract_sheet, ListWanted(AfterList.HANDOVERS, "done"))
    assert none.row_count == 0
    nodes = written(house, ListWanted(AfterList.NODES), tmp_path)
    assert ["all buildings", "结构封顶"] in [row[:2] for row in nodes]
    assert "结构封顶" in paper(house, ListWanted(AfterList.NODES), "operator")


def test_who_may_not_export_or_does_not_see_every_order_is_refused(house: House, tmp_path: Path) -> None:
    contracted(house)
    for login, part in (
        ("service", AfterList.HANDOVERS),
        ("auditor", AfterList.LOANS),
        ("consultant", AfterList.LOANS),
    ):
        with pytest.raises(NotAllowed):
            write_list(house.desk(login), ListWanted(part), tmp_path / "no.xlsx")
    assert not (tmp_path / "no.xlsx").exists()
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(list_pdf, ListWanted(AfterList.LOANS))
    assert "3-0301" in paper(house, ListWanted(AfterList.LOANS), "service")
