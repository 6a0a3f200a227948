"""A stray cell in the last row or column of a workbook makes the reader hold every cell before it: refused by name."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

MAX_CELLS = 4_000_000
"""100,000 rows of 40 columns; the reader takes some 40 bytes for each, filled or not."""

_FILLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</)')


def refuse_far_cells(file: Path) -> None:
    """Refuses an .xlsx with a sheet whose filled cells span more than `MAX_CELLS`.

    Raises:
        BadInput: there is such a sheet.
        zipfile.BadZipFile: the file cannot be unpacked.
    """
    if file.suffix.lower() not in {".xlsx", ".xlsm"}:
        return
    try:
        with zipfile.ZipFile(file) as archive:
            sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/.*\.xml", name)]
            for name in sheets:
                _look_through(file.name, archive.read(name))
    except (zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _look_through(name: str, xml: bytes) -> None:
    last_row = 0
    letters: set[bytes] = set()
    for match in _FILLED.finditer(xml):
        letters.add(match.group(1))
        last_row = max(last_row, int(match.group(2)))
    last_column = max((_column_number(letter) for letter in letters), default=0)
    if last_row * last_column > MAX_CELLS:
        raise BadInput(
            mark("“{file}” has a filled cell in row {row} or column {column}, far outside the table; delete it there."),
            file=name,
            row=last_row,
            column=max(letters, key=_column_number).decode(),
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
