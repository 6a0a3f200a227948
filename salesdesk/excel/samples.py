"""The bundled price list of 600 homes, as messy as filings are; everything in it is invented and the same each time.

Four buildings on three sheets and a sheet of notes: titles with the presale permit, headings over two rows, merged
cells, subtotals, headings repeated on each printed page, full-width digits, no-break spaces, units inside cells,
totals in 万元, floors in words, a sheet without floors, homes over two floors with the numbers above them missing.
Three rows cannot be taken: an area of 0 (building 1), a home that stands there twice (building 3), and one without a
number (building 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from salesdesk.domain.money import divide_half_up, format_area, format_yuan, format_yuan_short, price_of_area
from salesdesk.excel.safe_files import replacing

SAMPLE_HOMES = 600
SAMPLE_REJECTED = 3
SAMPLE_PERMIT = "澜房预售证第2026012号"

_PROJECT = "澜汀花园（一期）"
_LAYOUTS = {
    1: ("三室两厅两卫", "南北", 1_185_200, 231_600),
    2: ("两室两厅一卫", "南", 893_600, 178_400),
    3: ("两室两厅一卫", "南", 894_100, 178_500),
    4: ("四室两厅两卫", "南北", 1_439_700, 279_900),
}
"""Position on the floor: layout, aspect, gross and shared area in cm²."""
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE_DIGITS = "零一二三四五六七八九十"
_PAGE = 40


@dataclass(frozen=True, slots=True)
class _Home:
    building: str
    entrance: str
    floor: int
    floor_to: int
    position: int
    yuan_per_m2: int

    @property
    def number(self) -> str:
        return f"{self.floor}{self.position:02d}"

    @property
    def layout(self) -> str:
        return "四室三厅三卫（复式）" if self.floor_to > self.floor else _LAYOUTS[self.position][0]

    @property
    def aspect(self) -> str:
        return _LAYOUTS[self.position][1]

    @property
    def gross(self) -> int:
        return _LAYOUTS[self.position][2] * (19 if self.floor_to > self.floor else 10) // 1_000 * 100

    @property
    def shared(self) -> int:
        return _LAYOUTS[self.position][3] * (19 if self.floor_to > self.floor else 10) // 1_000 * 100

    @property
    def exact_fen(self) -> int:
        return price_of_area(self.yuan_per_m2 * 100, self.gross)

    @property
    def whole_yuan(self) -> int:
        """The total as offices file it, rounded to whole yuan."""
        return divide_half_up(self.exact_fen, 100)


def _homes(building: str, base: int, floors: int, *, lobby: bool = False, duplex: bool = False) -> Iterator[_Home]:
    """Two entrances of four homes a floor. A lobby takes the two middle ones of floor 1; the topmost two floors may be
    homes over both, whose upper numbers do not exist."""
    for entrance in ("1单元", "2单元"):
        for floor in range(1, floors + 1 - duplex):
            for position in (1, 4) if lobby and floor == 1 else _LAYOUTS:
                top = duplex and floor == floors - 1
                price = base + 90 * min(floor, floors - 2) + (450 if position in (1, 4) else 0) + 1_800 * top
                yield _Home(building, entrance, floor, floor + top, position, price - (600 if floor == 4 else 0))


def write_sample_price_list(path: str | Path) -> None:
    """Writes the list to an .xlsx: exactly `SAMPLE_HOMES` homes that can be taken, `SAMPLE_REJECTED` rows that cannot.

    Raises:
        BadInput: the file cannot be written.
    """
    book = Workbook()
    _first_sheet(book.active)
    _second_sheet(book.create_sheet("3号楼"))
    _third_sheet(book.create_sheet("5号楼"))
    notes = book.create_sheet("填表说明")
    for line in (
        "填表说明",
        "一、本表一式三份，报送价格主管部门备案。",
        "二、面积以预测绘报告为准，总价以元为单位四舍五入。",
    ):
        notes.append([line])
    with replacing(path) as part:
        book.save(part)


def _titles(sheet: Any, title: str, width: int, more: Sequence[str]) -> None:
    for text in (title, *more):
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=width)
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column in range(1, width + 1):
        sheet.column_dimensions[sheet.cell(1, column).coordinate[:-1]].width = 13


class _Merger:
    """Merges the cells of a column while its text stays the same, and leaves all but the first blank."""

    def __init__(self, sheet: Any, column: int) -> None:
        self._sheet, self._column = sheet, column
        self._text, self._start, self._last = "", 0, 0

    def text(self, text: str, row: int) -> str | None:
        if text == self._text and row == self._last + 1:
            self._last = row
            return None
        self.end()
        self._text, self._start, self._last = text, row, row
        return text

    def end(self) -> None:
        if self._last > self._start:
            self._sheet.merge_cells(
                start_row=self._start, end_row=self._last, start_column=self._column, end_column=self._column
            )
        self._text, self._start, self._last = "", 0, 0


def _first_sheet(sheet: Any) -> None:
    """Buildings 1 and 2: headings over two rows and on each page again, merged cells, subtotals, totals in 万元."""
    sheet.title = "1、2号楼"
    _titles(
        sheet,
        f"{_PROJECT}商品房销售价目表（一房一价）",
        11,
        [f"预售许可证号：{SAMPLE_PERMIT}　　建设单位：澜汀置业有限公司", "单位：平方米、元"],
    )
    _two_headings(sheet)
    merged = [_Merger(sheet, column) for column in (1, 2, 3)]
    for building, base, floors in (("1号楼", 16_200, 21), ("2号楼", 17_500, 18)):
        homes = list(_homes(building, base, floors, lobby=True))
        for entrance in ("1单元", "2单元"):
            _entrance(sheet, merged, [home for home in homes if home.entrance == entrance])
        sheet.append([f"{building}合计", None, None, f"{len(homes)}套", None, None, *_sums(homes)])
        if building == "1号楼":
            sheet.append(["1号楼", "2单元", 21, "2105", "设备房", "北", 0, 0, 0, 16_000, 0, "不单独销售"])
    sheet.append(["注：1、本表价格为毛坯价；2、实际面积以房产测绘报告为准。"])


def _two_headings(sheet: Any) -> None:
    sheet.append(
        ["楼栋", "单元", "楼层", "房号", "户型", "朝向", "预测面积（㎡）", None, None, "备案价格", None, "备注"]
    )
    top = sheet.max_row
    sheet.append([None] * 6 + ["建筑面积", "套内建筑面积", "公摊面积", "单价\n（元/㎡）", "总价（万元）"])
    for column in (1, 2, 3, 4, 5, 6, 12):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    sheet.merge_cells(start_row=top, end_row=top, start_column=7, end_column=9)
    sheet.merge_cells(start_row=top, end_row=top, start_column=10, end_column=11)


def _entrance(sheet: Any, merged: Sequence[_Merger], homes: Sequence[_Home]) -> None:
    for index, home in enumerate(homes):
        if index and index % _PAGE == 0:
            for merger in merged:
                merger.end()
            _two_headings(sheet)
        row = sheet.max_row + 1
        words = (home.building, home.entrance, f"{home.floor}层")
        head = [merger.text(text, row) for merger, text in zip(merged, words, strict=True)]
        sheet.append([*head, *_first_cells(home, index)])
    for merger in merged:
        merger.end()
    sheet.append([f"{homes[0].entrance}小计", None, None, f"{len(homes)}套", None, None, *_sums(homes)])


def _first_cells(home: _Home, index: int) -> list[object]:
    number: object = int(home.number) if index % 3 else home.number.translate(_WIDE_DIGITS)
    area: object = home.gross / 10_000 if index % 5 else f"{format_area(home.gross)}㎡\u00a0"
    wan = f"{home.whole_yuan // 10_000}.{home.whole_yuan % 10_000:04d}"
    inner = home.gross - home.shared
    total: object = wan if index % 4 else float(wan)
    return [
        number,
        f"{home.layout}\u00a0",
        home.aspect,
        area,
        inner / 10_000,
        home.shared / 10_000,
        home.yuan_per_m2,
        total,
    ]


def _sums(homes: Sequence[_Home]) -> list[object]:
    gross, shared = sum(home.gross for home in homes), sum(home.shared for home in homes)
    total = sum(home.whole_yuan for home in homes)
    return [gross / 10_000, (gross - shared) / 10_000, shared / 10_000, None, total / 10_000]


def _second_sheet(sheet: Any) -> None:
    """Building 3: no column for it, floors in words, prices as text with their units, homes over two floors."""
    _titles(sheet, f"{_PROJECT}3号楼销售价格公示", 9, [f"预售许可证号：{SAMPLE_PERMIT}", ""])
    headings = ["序号", "单元", "房间号", "楼层", "户型", "建筑面积(㎡)", "套内面积(㎡)", "单价", "房屋总价（元）"]
    sheet.append(headings)
    homes = list(_homes("3号楼", 19_800, 20, duplex=True))
    before = ""
    for index, home in enumerate(homes, 1):
        if index % 60 == 0:
            sheet.append([])
            sheet.append(headings)
        entrance = home.entrance if home.entrance != before else None
        before = home.entrance
        sheet.append([index, entrance, *_second_cells(home)])
        if home.floor == 8 and home.position == 2 and home.entrance == "2单元":
            sheet.append([index, None, *_second_cells(home)])
    total = format_yuan(sum(home.whole_yuan for home in homes) * 100)
    sheet.append(
        ["合  计", None, f"{len(homes)}套", None, None, sum(home.gross for home in homes) / 10_000, None, None, total]
    )
    sheet.append(["制表人：沈一舟", None, None, "审核：顾南", None, None, "2026年3月"])


def _second_cells(home: _Home) -> list[object]:
    floors = f"{home.floor}-{home.floor_to}层" if home.floor_to > home.floor else f"{_in_words(home.floor)}层"
    price = f"{format_yuan_short(home.yuan_per_m2 * 100)}元/㎡"
    areas = [format_area(home.gross), format_area(home.gross - home.shared)]
    return [home.number, floors, home.layout, *areas, price, f"¥{format_yuan_short(home.whole_yuan * 100)}"]


def _in_words(floor: int) -> str:
    tens, ones = divmod(floor, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十"
    return head + (_CHINESE_DIGITS[ones] if ones else "")


def _third_sheet(sheet: Any) -> None:
    """Building 5: other names and another order, no floors, totals with 万 in the cell, a row without a number."""
    _titles(sheet, f"{_PROJECT}5号楼一房一价表", 8, [f"许可证：{SAMPLE_PERMIT}"])
    sheet.append([])
    sheet.append(
        ["幢号", "单元号", "室号", "房屋用途", "房型", "建筑面积（平方米）", "建筑面积单价（元/平方米）", "总价"]
    )
    homes = list(_homes("5号楼", 18_600, 18))
    for index, home in enumerate(homes):
        wan = f"{home.whole_yuan // 10_000}.{home.whole_yuan % 10_000:04d}万"
        number = home.number if index % 7 else home.number.translate(_WIDE_DIGITS)
        cells = [number, "住宅", home.layout, home.gross / 10_000, home.yuan_per_m2, wan]
        sheet.append([home.building, home.entrance, *cells])
    sheet.append(["5号楼", "2单元", None, "住宅", "两室两厅一卫", 89.36, 20_100, "179.6136万"])
    sheet.append(["总计", f"{len(homes)}套"])
