"""Opens what an office sends: .xlsx, .xls, .ods and text files, as sheets of rows.

The file's first bytes are asked before its name is believed, since exports are often saved under the wrong ending.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.excel.cells import Sheet
from salesdesk.excel.far_cells import refuse_far_cells, refuse_inflated
from salesdesk.excel.text_files import read_text_sheet

EXCEL_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
MAX_BYTES = 200 * 2**20

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def open_sheets(path: str | Path) -> tuple[Sheet, ...]:
    """Every sheet of the file, in its order; a text file is one sheet with the file's name.

    Raises:
        BadInput: no such file, locked by another program, empty, damaged, protected by a password, of a kind that is
            not read here, or something else than its name says.
    """
    file = Path(path)
    data = _bytes_of(file)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadInput(mark("The file “{file}” is empty."), file=file.name)
    ending = file.suffix.lower()
    if ending not in EXCEL_ENDINGS | TEXT_ENDINGS:
        raise BadInput(mark("“{file}” is not of a kind that is read here: .xlsx, .xls, .ods or .csv."), file=file.name)
    _refuse_wrong_name(file.name, ending, data)
    return (read_text_sheet(file.name, data),) if ending in TEXT_ENDINGS else _excel_sheets(file)


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BadInput(mark("“{file}” is larger than 200 MB; a price list never is."), file=file.name)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(mark("There is no file “{file}”."), file=str(file)) from error
    except PermissionError as error:
        raise BadInput(
            mark("“{file}” is open in another program, or may not be read. Close it there and try again."),
            file=file.name,
        ) from error
    except OSError as error:
        raise BadInput(mark("“{file}” cannot be read: {why}."), file=file.name, why=error.strerror or error) from error


def _refuse_wrong_name(name: str, ending: str, data: bytes) -> None:
    if _LOCKED_PACKAGE in data and data.startswith(_OLE):
        raise _protected(name)
    really = _really(data)
    expected = {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".ods": ".ods"}.get(ending, "text")
    if really != expected:
        raise BadInput(
            mark("“{file}” is not what its name says: it is {really}. Open it in Excel and save it as .xlsx."),
            file=name,
            really=tr(_REALLY[really]),
        )


_REALLY = {
    ".xlsx": mark("an Excel workbook (.xlsx)"),
    ".xls": mark("an old Excel workbook (.xls)"),
    ".ods": mark("an OpenDocument table (.ods)"),
    "zip": mark("an archive"),
    "pdf": mark("a PDF"),
    "picture": mark("a picture"),
    "web": mark("a web page or an XML file"),
    "text": mark("a text file"),
}
_SIGNATURES = {b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture", _OLE: ".xls"}


def _really(data: bytes) -> str:
    if data.startswith(_ZIP):
        head = data[:200] + data[-(2**16) :]
        if b"xl/workbook" in data or b"xl/worksheets" in head:
            return ".xlsx"
        return ".ods" if b"opendocument.spreadsheet" in head else "zip"
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            return what
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "web" if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")) else "text"


def _protected(name: str) -> BadInput:
    return BadInput(mark("“{file}” is protected by a password. Open it in Excel and save it without one."), file=name)


def _excel_sheets(file: Path) -> tuple[Sheet, ...]:
    from salesdesk.excel.workbook_files import PasswordNeeded, WorkbookDamaged, read_workbook

    try:
        refuse_inflated(file)
        refuse_far_cells(file)
        return read_workbook(file)
    except PasswordNeeded as error:
        raise _protected(file.name) from error
    except (WorkbookDamaged, zipfile.BadZipFile) as error:
        raise BadInput(
            mark("“{file}” is damaged and cannot be read ({why}). Open it in Excel and save it again."),
            file=file.name,
            why=str(error)[:120],
        ) from error
