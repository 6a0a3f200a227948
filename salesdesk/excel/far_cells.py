"""Workbooks that would fill the memory, refused before they are read: one whose tables unpack to far more than a price
list holds, and one with a stray cell in its last row or column, which makes the reader hold every cell before it."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

MAX_CELLS = 4_000_000
"""100,000 rows of 40 columns; the reader takes some 40 bytes for each, filled or not."""

MAX_TABLE_BYTES = 150 * 2**20
"""What the XML of a workbook may come to unpacked: the most cells need some 120 MB. Pictures are not read."""

_FILLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</)')


def refuse_inflated(file: Path) -> None:
    """Refuses a workbook that unpacks to more than `MAX_TABLE_BYTES`, by what its directory says.

    A directory that says less than there is fails its check sums when it is unpacked.

    Raises:
        BadInput: it does.
        zipfile.BadZipFile: the file cannot be unpacked.
    """
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(member.file_size for member in archive.infolist() if member.filename.lower().endswith(".xml"))
    if unpacked > MAX_TABLE_BYTES:
        raise BadInput(
            mark("“{file}” unpacks to {size} MB; a price list never does. Copy the table into a new workbook."),
            file=file.name,
            size=f"{unpacked >> 20:,}",
        )


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
