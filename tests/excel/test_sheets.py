from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest
import python_calamine
from openpyxl import Workbook, load_workbook

from salesdesk.domain.errors import BadInput
from salesdesk.excel import far_cells
from salesdesk.excel.cells import Merge
from salesdesk.excel.sheets import open_sheets
from tests.excel.files import HEADINGS, home, ods, workbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def test_row_numbers_are_those_of_the_file_with_empty_rows_above(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [[], [], ["x", 1.5]]})
    (sheet,) = open_sheets(path)
    assert [(row.number, row.texts) for row in sheet.rows] == [(1, ("", "")), (2, ("", "")), (3, ("x", "1.5"))]


def test_sheets_keep_their_order_their_merged_cells_and_whether_they_are_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [["x"], ["y"]], "二": [["z"]]}, {"一": ["A1:A2"]})
    book = load_workbook(path)
    book["二"].sheet_state = "hidden"
    book.create_chartsheet("图")
    book.save(path)
    one, two = open_sheets(path)
    assert (one.name, one.merges, one.hidden) == ("一", (Merge(1, 0, 2, 0),), False)
    assert (two.name, two.hidden) == ("二", True)


def test_an_opendocument_table_is_read(tmp_path: Path) -> None:
    (sheet,) = open_sheets(ods(tmp_path / "a.ods", [["房号", "面积"], ["101", "89"]]))
    assert [row.texts for row in sheet.rows] == [("房号", "面积"), ("101", "89")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "is empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        ("a.pdf", b"%PDF-1.7", "not of a kind that is read here"),
        ("a.xlsx", "楼栋,房号".encode(), "it is a text file"),
        ("a.xls", b"<html><table><tr><td>1", "it is a web page"),
        ("a.xls", b"PK\x03\x04" + b"xl/workbook.xml", "it is an Excel workbook"),
        ("a.xlsx", OLE + bytes(600), "it is an old Excel workbook"),
        ("a.csv", OLE + bytes(600), "it is an old Excel workbook"),
        ("a.xlsx", b"%PDF-1.7 ...", "it is a PDF"),
        ("a.csv", b"\x89PNG....", "it is a picture"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 400, "it is an archive"),
        ("a.xlsx", b"PK\x03\x04" + b"xl/workbook.xml" * 9, "is damaged"),
        ("a.xls", OLE + bytes(600), "is damaged"),
        ("a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput, match=words) as refused:
        open_sheets(path)
    assert name in str(refused.value)


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [HEADINGS, home()]})
    path.write_bytes(path.read_bytes().replace(b"PK\x05\x06", b"PK\x00\x00"))
    with pytest.raises(BadInput, match="is damaged"):
        open_sheets(path)


def test_a_missing_file_a_folder_and_a_file_locked_by_excel_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        open_sheets(tmp_path / "none.xlsx")
    with pytest.raises(BadInput, match="cannot be read"):
        open_sheets(tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"一": [HEADINGS]})

    def locked(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(BadInput, match="open in another program"):
        open_sheets(path)


def test_an_old_workbook_with_a_password_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + bytes(600))

    class Locked:
        @staticmethod
        def from_path(_: Path) -> None:
            raise python_calamine.PasswordError

    monkeypatch.setattr("salesdesk.excel.workbook_files.CalamineWorkbook", Locked)
    with pytest.raises(BadInput, match="protected by a password"):
        open_sheets(path)


def test_a_panic_of_the_reader_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + bytes(600))

    class PanicException(BaseException):
        pass

    class Panics:
        @staticmethod
        def from_path(_: Path) -> None:
            raise PanicException("range end index 120 out of range")

    monkeypatch.setattr("salesdesk.excel.workbook_files.CalamineWorkbook", Panics)
    with pytest.raises(BadInput, match="is damaged"):
        open_sheets(path)


def test_a_stray_cell_far_away_is_refused_by_name_and_empty_formatted_cells_are_not(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "房号"
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "formatted.xlsx")
    assert len(open_sheets(tmp_path / "formatted.xlsx")[0].rows) == 1
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "stray.xlsx")
    with pytest.raises(BadInput, match="row 1048576 or column XFD"):
        open_sheets(tmp_path / "stray.xlsx")


def with_member(path: Path, name: str, megabytes: int) -> Path:
    """The workbook with one more member that is hardly there until it is unpacked."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(megabytes):
            member.write(bytes(2**20))
    return path


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_workbook_that_unpacks_to_far_more_than_a_price_list_is_refused_before_it_is_read(
    tmp_path: Path, ending: str
) -> None:
    rows = [["房号", "面积"], ["101", "89"]]
    path = tmp_path / f"a.{ending}"
    made = ods(path, rows) if ending == "ods" else workbook(path, {"一": rows})
    with_member(made, "more.xml", 151)
    assert path.stat().st_size < 500_000
    with pytest.raises(BadInput, match=r"“a\.\w+” unpacks to 151 MB"):
        open_sheets(path)


def test_pictures_in_a_workbook_do_not_count(tmp_path: Path) -> None:
    path = with_member(workbook(tmp_path / "a.xlsx", {"一": [HEADINGS]}), "xl/media/image1.png", 151)
    assert len(open_sheets(path)) == 1


def test_an_archive_that_cannot_be_unpacked_is_a_damaged_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [HEADINGS, home()]})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[start + 60 : start + 90] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(zipfile.BadZipFile):
        far_cells.refuse_far_cells(path)
    with pytest.raises(BadInput, match="is damaged"):
        open_sheets(path)
