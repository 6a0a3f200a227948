"""Makes the files that the tests read: workbooks by openpyxl, text files in any encoding, damaged ones by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from salesdesk.domain.unit_sheet import UnitSheet
from salesdesk.excel.unit_rows import read_units

HEADINGS = ("楼栋", "单元", "楼层", "房号", "建筑面积(㎡)", "单价(元/㎡)", "总价(元)")
Rows = Sequence[Any]


def home(number: object = "101", area: object = 100, price: object = 20_000, total: object = 2_000_000) -> list[object]:
    return ["1号楼", "1单元", "1", number, area, price, total]


def workbook(path: Path, sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    book.save(path)
    return path


def read_rows(tmp_path: Path, rows: Rows, merges: Sequence[str] = (), **options: Any) -> UnitSheet:
    """The rows as the one sheet of a workbook, read."""
    path = workbook(tmp_path / "list.xlsx", {"Sheet1": rows}, {"Sheet1": merges})
    return read_units(path, **options)


def read_text(tmp_path: Path, text: str, encoding: str = "utf-8", **options: Any) -> UnitSheet:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return read_units(path, **options)


def ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:spreadsheet><table:table table:name="表1">{cells}</table:table></office:spreadsheet>'
    content = f"<office:document-content{spaces}><office:body>{body}</office:body></office:document-content>"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def problems(read: UnitSheet) -> list[tuple[int, str, str]]:
    """Row, column and reason of everything rejected."""
    return [(row.row, row.column, row.reason) for row in read.rejected]


def notes(read: UnitSheet) -> list[str]:
    return [str(note) for unit in read.units for note in unit.notes]
