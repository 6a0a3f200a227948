from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.excel.text_files import read_text_sheet
from tests.excel.files import problems, read_text

HEAD = "楼栋,单元,楼层,房号,建筑面积,总价\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_text_file_is_understood(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    text = (HEAD + "１号楼,1单元,3,0302,89.5,1500000\n").replace(",", delimiter).replace("\n", ending)
    read = read_text(tmp_path, text, encoding)
    (unit,) = read.units
    assert (unit.building, unit.number, unit.gross_cm2, unit.total_fen) == ("1号楼", "0302", 895_000, 150_000_000)
    assert read.lines == 2


def test_an_unbalanced_quotation_mark_costs_its_own_line_and_names_it(tmp_path: Path) -> None:
    rows = [f"1号楼,1单元,{floor},{floor}01,89.5,1500000\n" for floor in range(1, 60)]
    rows[20] = '"1号楼,1单元,21,2101,89.5,1500000\n'
    rows[40] = '1号楼,1单元,41,"4101",89.5,1500000\n'
    read = read_text(tmp_path, HEAD + "".join(rows))
    assert len(read.units) == 58
    assert problems(read) == [(22, "", "A quotation mark in line 22 is not closed.")]
    assert read.lines == 60


def test_a_mark_closed_far_below_by_chance_swallows_nothing(tmp_path: Path) -> None:
    rows = [f"1号楼,1单元,{floor},{floor}01,89.5,1500000\n" for floor in range(1, 30)]
    rows[4], rows[9] = '1号楼,1单元,5,"501,89.5,1500000\n', '1号楼,1单元,10,1001",89.5,1500000\n'
    read = read_text(tmp_path, HEAD + "".join(rows))
    assert [row.row for row in read.rejected] == [6]
    assert [unit.number for unit in read.units if unit.row == 11] == ['1001"']
    assert len(read.units) + len(read.rejected) == 29


def test_a_cell_over_several_lines_is_one_row_and_its_lines_are_counted(tmp_path: Path) -> None:
    text = "房号,建筑面积,楼层,备注\n" + '101,89,1,"朝南,\n带露台"\n102,90,1,无\n'
    read = read_text(tmp_path, text)
    assert [(unit.row, unit.number, unit.remark) for unit in read.units] == [
        (2, "101", "朝南, 带露台"),
        (4, "102", "无"),
    ]
    assert [(row.row, row.why) for row in read.skipped] == [(1, "heading"), (3, "continued")]
    assert read.lines == 4


def test_doubled_marks_and_marks_inside_a_cell_are_plain_characters() -> None:
    sheet = read_text_sheet("x", b'a,b,c\n"say ""so""",3" pipe,"x, y"\n')
    assert sheet.rows[1].texts == ('say "so"', '3" pipe', "x, y")


def test_zero_bytes_are_reported_with_their_line(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + "1号楼,1单元,3,301,89.5,15\n1号楼,1单元,3,30\x002,89.5,15\n")
    assert problems(read) == [(3, "", "Line 3 holds zero bytes; it is damaged.")]


def test_a_shifted_row_is_reported(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + "1号楼,1单元,3,301,89.5,1,500,000\n1号楼,1单元,3,302,89.5,1500000,,\n")
    assert problems(read) == [(2, "", "The row has 8 cells, the headings are 6.")]
    assert [unit.number for unit in read.units] == ["302"]


def test_damaged_bytes_in_a_utf_8_file_cost_their_own_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = (HEAD + "".join(f"1号楼,1单元,3,30{n},89.5,15\n" for n in range(1, 9))).encode()
    path.write_bytes(good + "1号楼,1单元,3,309,89.5,15\n".encode().replace("单".encode(), b"\xff\xfe"))
    from salesdesk.excel.unit_rows import read_units

    read = read_units(path)
    assert len(read.units) == 8
    assert problems(read) == [(10, "", "Line 10 holds bytes that are no text.")]


def test_bytes_of_no_known_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(HEAD.encode("gb18030") + b"1,2,3\n\xff\xff\xff,\x81\x20\n")
    from salesdesk.excel.unit_rows import read_units

    with pytest.raises(BadInput, match="line 3"):
        read_units(path)


PIECES = st.lists(st.sampled_from(['"', ",", "a", "1", "房", "\n", "\r\n", '""', ";", "\t", " "]), max_size=60)


@given(PIECES)
def test_the_rows_and_their_lines_add_up_whatever_stands_in_the_file(pieces: list[str]) -> None:
    text = "".join(pieces)
    sheet = read_text_sheet("x", text.encode())
    lines = text.replace("\r\n", "\n").split("\n")
    assert sheet.lines == len(lines) - (lines[-1] == "")
    number = 1
    for row in sheet.rows:
        assert row.number == number
        number += row.lines
