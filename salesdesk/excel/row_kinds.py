"""Which rows of a price list are no units: titles, repeated headings, totals, remarks, placeholders."""

from __future__ import annotations

import re

from salesdesk.domain.unit_sheet import SkipReason, UnitField
from salesdesk.excel.cells import SourceRow
from salesdesk.excel.columns import Columns
from salesdesk.excel.headings import is_only_a_unit, plain, read_heading

FIGURES = (
    UnitField.GROSS, UnitField.INNER, UnitField.SHARED, UnitField.UNIT_PRICE, UnitField.INNER_UNIT_PRICE,
    UnitField.TOTAL, UnitField.FLOOR_TOTAL,
)  # fmt: skip

_TOTALS = re.compile(
    r"(本页|本栋|本幢|本层|本单元|.{0,20})(合计|小计|总计|共计|累计|汇总)(数|:)?"
    r"|(合计|小计|总计|共计|累计|平均|均价|subtotal|grandtotal|total|sum|average)[(:\d].*"
    r"|subtotal|grandtotal|total|sum|average|平均值?|均价|合计.{0,8}(套|间|户)|共\d+(套|间|户).*"
)
_REMARK = re.compile(
    r"(备注|注|说明|备\s*注|附注|note|remark)\d*[:.、(].*|(制表|审核|填报|复核|经办|联系|物价|监督|举报|投诉|温馨提示|特别|本表|以上|盖章|法定)"
    r".{2,}|日期:.*|单位:.*|开发(企业|单位|商).*|\d+[、.].{8,}"
)
_TITLE = re.compile(r"价目表|价格表|一览表|明细表|公示|许可证|一房一价|销售表|房源表|项目名称|楼盘名称|价格备案|备案表")
_FIGURE = re.compile(r"[¥$]?-?\d[\d,.]*(m2|平.*|元.*|万.*)?")
_PLACEHOLDER = re.compile(r"[$#]\{|\$\[|</?jx:|\{\{|<%")
_BUILDING = re.compile(
    r"(?<![、,，0-9A-Za-z\-~至到])([0-9]{1,3}|[A-Za-z][0-9]{0,2}|[一二三四五六七八九十]{1,3})(#楼|号楼|号栋|号幢|栋|幢|座|#)"
)


def building_in(text: str) -> str:
    """The one building that a title or a sheet's name speaks of (``3号楼``); empty where it is none or several."""
    found = [match.group() for match in _BUILDING.finditer(" ".join(text.split()))]
    return found[0] if len(found) == 1 else ""


def why_no_unit(row: SourceRow, columns: Columns, units_began: bool) -> SkipReason | None:
    """Why the row is no unit and was not meant as one; None for a row that has to be read."""
    if row.is_blank:
        return SkipReason.BLANK
    if row.number in columns.heading_rows:
        return SkipReason.HEADING
    if columns.heading_rows and row.number < columns.heading_rows[0]:
        return SkipReason.TITLE
    if row.fault is not None:
        return None
    filled = [plain(cell.text) for cell in row.cells if cell.text.strip()]
    if any(_PLACEHOLDER.search(cell.text) for cell in row.cells):
        return SkipReason.PLACEHOLDER
    if any(_TOTALS.fullmatch(text) for text in filled[:2]):
        return SkipReason.TOTALS
    if _is_heading(row, columns, units_began):
        return SkipReason.HEADING
    return _title_or_remark(row, columns, filled)


def _is_heading(row: SourceRow, columns: Columns, units_began: bool) -> bool:
    """Headings again, as at the head of each printed page; or, before the first unit, in another language."""
    texts = [(index, cell.text) for index, cell in enumerate(row.cells) if cell.text.strip()]
    same = sum(index < len(columns.headings) and plain(text) == plain(columns.headings[index]) for index, text in texts)
    known = sum(read_heading(text) is not None or is_only_a_unit(text) for _, text in texts)
    if len(texts) > 1 and max(same, known) * 2 >= len(texts) and max(same, known) > 1:
        return True
    if units_began:
        return False
    figures = [row.cell(index).text for field in FIGURES for index in columns.of.get(field, ())]
    written = [text for text in figures if text.strip()]
    return len(written) > 1 and not any(re.search(r"\d", text) for text in written)


def _title_or_remark(row: SourceRow, columns: Columns, filled: list[str]) -> SkipReason | None:
    number = "".join(row.cell(index).text for index in columns.of[UnitField.NUMBER]).strip()
    figures = (row.cell(index).text for field in FIGURES for index in columns.of.get(field, ()))
    has_figures = any(_FIGURE.fullmatch(plain(text)) for text in figures)
    if _REMARK.fullmatch(filled[0]) and not has_figures and (not number or plain(number) == filled[0]):
        return SkipReason.REMARK
    if not number and not has_figures and len(filled) < 3:
        return SkipReason.TITLE
    alone = bool(number) and len(filled) == 1
    if alone and (len(number) > 12 or _TITLE.search(number) or building_in(number)):
        return SkipReason.TITLE
    return None
