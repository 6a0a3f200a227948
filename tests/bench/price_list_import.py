"""A price list of 5,000 homes: read for the preview, and stored on SQLite; beside reading and writing bare cells."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from salesdesk.excel.unit_rows import read_units
from salesdesk.services.sign_in import NewOffice, open_new_office
from salesdesk.services.unit_import import UnitImport, import_units, preview_import

HOMES = 5_000
SECONDS = 3.0


def write_list(path: Path) -> None:
    """A list as filed: a title, a heading, homes in ten buildings."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("一房一价")
    sheet.append(["商品房销售价格备案表"])
    sheet.append(
        ["楼栋", "单元", "房号", "楼层", "户型", "建筑面积(㎡)", "套内建筑面积(㎡)", "单价(元/㎡)", "总价(元)"]
    )
    for number in range(HOMES):
        building, rest = divmod(number, 500)
        floor, column = divmod(rest, 16)
        sheet.append(
            [f"{building + 1}号楼", f"{column // 8 + 1}单元", f"{floor + 1:02d}{column + 1:02d}", floor + 1, "三房两厅",
             "118.32㎡", 94.66, 20000 + number, round(118.32 * (20000 + number), 2)]
        )  # fmt: skip
    book.save(path)


def timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def bare_read(path: Path) -> float:
    """What reading the cells alone takes."""
    return timed(lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False))


def bare_write(folder: Path) -> float:
    """What writing as many bare rows with one commit to the same disk takes."""
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("CREATE TABLE row (a, b, c, d, e, f, g)")
    rows = [(n, "3号楼", "1单元", "0101", 1_183_200, 2_000_000, 236_640_000) for n in range(2 * HOMES)]

    def write() -> None:
        connection.executemany("INSERT INTO row VALUES (?,?,?,?,?,?,?)", rows)
        connection.commit()

    seconds = timed(write)
    connection.close()
    return seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "list.xlsx"
        write_list(path)
        new = NewOffice(folder / "office.db", "公司", "项目", "南京", "owner", "业主", "Blue-kettle-7")
        office = open_new_office(new)
        began = time.perf_counter()
        units = read_units(path).units
        office.read(preview_import, units)
        preview = time.perf_counter() - began
        form = UnitImport(rows=units, source=path.name, effective_at=datetime.now(UTC))
        stored = timed(lambda: office.perform(import_units, form))
        read, write = bare_read(path), bare_write(folder)
        office.close()
    print(f"   {len(units)} homes")
    print(
        f"   preview  {preview:.2f} s   limit {SECONDS} s   (bare cells read in {read:.2f} s: {preview / read:.1f} ×)"
    )
    print(
        f"   stored   {stored:.2f} s   limit {SECONDS} s   (bare rows written in {write:.2f} s: {stored / write:.1f} ×)"
    )
    return int(len(units) != HOMES or preview > SECONDS or stored > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
