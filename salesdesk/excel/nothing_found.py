"""The one sentence for a file that holds no units: what its sheets hold instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.excel.cells import Sheet
from salesdesk.excel.columns import Columns

MOST_NAMES = 6


def no_units(
    file: str, sheets: Sequence[Sheet], columns: Mapping[str, Columns], where: tuple[str, str] | None
) -> BadInput:
    """Says that the file holds no units, sheet by sheet with the headings that do stand there."""
    if where is not None and any(found.holds_units for found in columns.values()):
        return BadInput(
            mark("“{file}” holds no unit whose “{column}” is “{value}”."), file=file, column=where[0], value=where[1]
        )
    said = [_of_sheet(sheet, columns.get(sheet.name)) for sheet in sheets if not sheet.hidden and _filled(sheet)]
    return BadInput(
        mark("“{file}” holds no list of units: {sheets}."),
        file=file,
        sheets=tr(mark("; ")).join(said) or tr("it is empty"),
    )


def _filled(sheet: Sheet) -> bool:
    return any(not row.is_blank for row in sheet.rows)


def _of_sheet(sheet: Sheet, columns: Columns | None) -> str:
    if columns is not None and columns.holds_units:
        names = _names(columns.headings)
        return tr("sheet “{sheet}” is a blank form with the headings {names}").format(sheet=sheet.name, names=names)
    return tr("sheet “{sheet}” holds {names}").format(sheet=sheet.name, names=_names(_labels(sheet)))


def _labels(sheet: Sheet) -> Sequence[str]:
    """What a sheet is about: its row with the most words, or the words down its first column where rows have few."""
    rows = [[text for text in row.texts if text.strip()] for row in sheet.rows if not row.is_blank]
    across = max(rows[:5], key=lambda texts: sum(not re.search(r"\d", text) for text in texts))
    down = [row.texts[0] for row in sheet.rows if row.texts and row.texts[0].strip()]
    return down if len(across) <= 2 and len(down) > len(across) else across


def _names(texts: Sequence[str]) -> str:
    words = [" ".join(text.split()).rstrip("：:") for text in texts]
    filled = [word[:20] for word in words if word]
    return "、".join(filled[:MOST_NAMES]) + ("…" if len(filled) > MOST_NAMES else "")
