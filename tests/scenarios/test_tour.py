"""The tour is the end-to-end test: a day through the real windows, on a messy list and on one without prices."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "sign-in", "new-project", "import-preview", "new-account", "new-permit", "launch-confirm", "new-customer", "quote",
    "subscription", "cashier-filled", "sign-contract", "reverse-receipt", "day-close", "seals-verified",
    "export-sales_detail", "swap-finder", "swap-sheet", "swap-request", "swapped", "settle-penalty", "cancellation",
}  # fmt: skip
PAPERS = {"quote", "agreement", "contract", "receipt-241x93", "receipt-A5", "reversal", "day-sheet"}
NO_PRICES = """项目,楼栋,楼层,房号,用途,建筑面积,套内面积,户型
云栖里,青枫路8号之一(),3,301,住宅,138.9929,110.2532,4房2厅
云栖里,青枫路8号之一(),3,302,住宅,98.1042,77.8120,3房2厅
云栖里,青枫路8号之一(),2,201,住宅,138.9929,110.2532,4房2厅
云栖里,青枫路8号之一(),2,202,住宅,98.1042,77.8120,3房2厅
"""


def toured(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "salesdesk", "demo", "--tour", str(out), *more]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def pictures(out: Path) -> set[str]:
    """The pictures by their names, without their numbers."""
    return {path.stem.partition("-")[2] for path in out.glob("[0-9][0-9]-*.png")}


def fonts_not_embedded(pdf: bytes) -> set[str]:
    """The names of fonts that a paper uses and does not bring along."""
    missing = set[str]()
    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor.get_object():
                missing.add(str(font["/BaseFont"]))
    return missing


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One day on the bundled list of 600 homes."""
    out = tmp_path_factory.mktemp("tour")
    ended = toured(out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return out


def test_the_day_leaves_pictures_papers_and_workbooks(day: Path) -> None:
    assert pictures(day) >= FORMS | {"board", "board-dark", "customer", "order", "contract", "reversal", "reports"}
    assert {path.stem for path in day.glob("*.pdf")} == PAPERS
    assert {path.stem for path in day.glob("*.xlsx")} == {"sales_detail", "sales_summary", "money_entries", "changes"}


def test_nothing_of_the_day_goes_past_the_windows() -> None:
    past = re.compile(r"\.perform\(|\.office\b|\.desk\.(go|ask|enter)|\.read\(|\.submit\(|\.open_\w+\(")
    for module in (ROOT / "salesdesk" / "demo" / "tour").glob("*.py"):
        found = past.findall(module.read_text("utf-8"))
        assert not found, f"{module.name}: {found}"


def test_text_can_be_copied_out_of_the_papers_and_their_fonts_are_embedded(day: Path) -> None:
    for path in day.glob("*.pdf"):
        assert fonts_not_embedded(path.read_bytes()) == set(), path.name
    text = "".join(page.extract_text() for page in PdfReader(day / "agreement.pdf").pages)
    assert "𬭎若溪" in text


def test_the_workbooks_hold_numbers_and_open_with_another_library(day: Path) -> None:
    for path in day.glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert any(isinstance(cell, int | float) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_list_without_prices_is_priced_by_a_revision_and_sold_from(tmp_path: Path) -> None:
    prices = tmp_path / "房源.csv"
    prices.write_text(NO_PRICES, encoding="gb18030")
    ended = toured(tmp_path / "out", "--prices", str(prices))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "4 homes priced" in ended.stdout
    assert "revision" in pictures(tmp_path / "out")


def test_the_settings_of_whoever_watches_the_tour_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("一些别的话\n", encoding="utf-8")
    ended = toured(tmp_path / "out", "--prices", str(nothing))
    assert ended.returncode == 1
    assert re.search(r"FAIL +price_list +\S+ s  \S", ended.stdout)
    assert (tmp_path / "out" / "failure.png").exists()
    assert not list((tmp_path / "config").rglob("desk.json"))


def test_a_step_that_fails_ends_the_tour_with_1(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.xlsx"
    ended = toured(tmp_path / "out", "--prices", str(nothing))
    assert ended.returncode == 1
