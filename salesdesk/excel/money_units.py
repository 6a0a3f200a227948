"""What one of a money column's unit is worth: by its heading, by a line above the table, else by the areas."""

from __future__ import annotations

import re
from itertools import islice

from salesdesk.domain.errors import BadInput
from salesdesk.domain.money import CM2_PER_M2, FEN_PER_WAN, FEN_PER_YUAN
from salesdesk.domain.unit_sheet import UnitField
from salesdesk.excel.cells import Sheet
from salesdesk.excel.columns import Columns
from salesdesk.excel.headings import plain
from salesdesk.excel.row_kinds import why_no_unit
from salesdesk.excel.values import read_area, read_sum

LEAST_YUAN_PER_M2 = 100
"""Totals that come to less per m² are in units of 10,000 yuan, whatever their heading leaves out."""
ROWS_WEIGHED = 300
"""So many rows tell the unit of a column."""
ROWS_ABOVE = 10

_IN_WAN = re.compile(r"单位:?[^单]{0,20}万元")


def money_units(sheet: Sheet, columns: Columns) -> tuple[dict[UnitField, int], bool]:
    """Fen of each money column whose unit is known, and whether that of the totals was guessed by the areas."""
    fen = dict(columns.fen)
    if UnitField.TOTAL not in columns.of or UnitField.TOTAL in fen:
        return fen, False
    first = columns.heading_rows[0] if columns.heading_rows else 1
    above = [row.texts for row in sheet.rows if first - ROWS_ABOVE <= row.number < first]
    said = _IN_WAN.search(plain(" ".join(text for texts in above for text in texts))) is not None
    if said or _totals_are_tiny(sheet, columns, first):
        fen[UnitField.TOTAL] = FEN_PER_WAN
        fen.setdefault(UnitField.FLOOR_TOTAL, FEN_PER_WAN)
        return fen, not said
    return fen, False


def _totals_are_tiny(sheet: Sheet, columns: Columns, first: int) -> bool:
    """Whether most totals, read as yuan, come to less per m² than any home costs."""
    if UnitField.GROSS not in columns.of:
        return False
    (total_at, *_), (area_at, *_) = columns.of[UnitField.TOTAL], columns.of[UnitField.GROSS]
    tiny = usual = 0
    for row in islice((row for row in sheet.rows if row.number >= first), ROWS_WEIGHED):
        if why_no_unit(row, columns, True) is not None:
            continue
        try:
            total, area = read_sum(row.cell(total_at), FEN_PER_YUAN), read_area(row.cell(area_at))
        except BadInput:
            continue  # The row is judged when it is read; here it says nothing about the unit.
        if total is not None:
            cheap = total.fen * CM2_PER_M2 < LEAST_YUAN_PER_M2 * FEN_PER_YUAN * area
            tiny, usual = tiny + cheap, usual + (not cheap)
    return tiny > usual
