"""Price lists saved as text: which bytes mean which characters, where cells and lines end.

Lines are counted as a person sees them in an editor, so that no row can vanish: a quotation mark that is left open
costs its own line (with the reason), never the thousand lines up to the next one.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.unit_sheet import Problem
from salesdesk.excel.cells import BLANK, Came, Cell, Sheet, SourceRow

DELIMITERS = ",;\t"
MAX_QUOTED_LINES = 50
"""No cell of a price list is longer; what runs on is a quotation mark left open."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_LOST = "\ufffd"


def read_text_sheet(name: str, data: bytes) -> Sheet:
    """The one sheet of a text file.

    Raises:
        BadInput: the bytes are no text in UTF-8, UTF-16 or GB18030.
    """
    lines = _LINE_END.split(decode(name, data))
    if lines and not lines[-1]:
        lines.pop()
    delimiter = find_delimiter(lines)
    usual = _usual_width(lines, delimiter)
    return Sheet(name, tuple(_rows(lines, delimiter, usual)))


def decode(name: str, data: bytes) -> str:
    """The text of the bytes: a mark of the encoding decides, then UTF-8 where it fits, then GB18030.

    A few damaged bytes in a UTF-8 file become U+FFFD, so that the lines they stand in can be named.

    Raises:
        BadInput: none of them fits.
    """
    for sign, encoding in _SIGNS:
        if data.startswith(sign):
            return data[len(sign) :].decode(encoding, errors="replace")
    encoding = _utf16_without_sign(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as first:
        return _decode_otherwise(name, data, first)


_SIGNS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _utf16_without_sign(data: bytes) -> str:
    """Delimiters and digits of UTF-16 have a zero byte each, always on the same side."""
    sample = data[:4000]
    if sample.count(0) * 10 <= len(sample):
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _decode_otherwise(name: str, data: bytes, first: UnicodeDecodeError) -> str:
    mended = data.decode("utf-8", errors="replace")
    foreign = sum(not character.isascii() for character in mended)
    if mended.count(_LOST) * 10 <= foreign:
        return mended
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise BadInput(
            mark("“{file}” is no text in UTF-8 or GB18030: line {line} cannot be read. Save it again as UTF-8."),
            file=name,
            line=data[: error.start].count(b"\n") + 1,
        ) from first


def find_delimiter(lines: Sequence[str]) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells, more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(width for line in lines[:200] if (width := len(split_line(line, delimiter)[0])) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        return (count, width)

    return max(DELIMITERS, key=agreement)


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    widths = Counter(len(split_line(line, delimiter)[0]) for line in lines[:500] if line.strip())
    return widths.most_common(1)[0][0] if widths else 0


def _rows(lines: Sequence[str], delimiter: str, usual: int) -> Iterator[SourceRow]:
    index = 0
    while index < len(lines):
        cells, is_open, odd = split_line(lines[index], delimiter)
        span = 1
        fault = None
        if is_open:
            cells, span = _over_lines(lines, index, delimiter, usual)
            odd = span == 0
            span = max(span, 1)
        if odd:
            fault = Problem.error("", mark("A quotation mark in line {line} is not closed."), line=index + 1)
        yield SourceRow(index + 1, tuple(map(_cell, cells)), span, fault or _damage(lines[index : index + span], index))
        index += span


def _over_lines(lines: Sequence[str], start: int, delimiter: str, usual: int) -> tuple[list[str], int]:
    """The cells of a line whose quoted cell runs on, and over how many lines; (…, 0) where the mark is left open.

    It is left open where no line closes it cleanly, or where a line swallowed by it is a full row by itself.
    """
    text = lines[start]
    for end in range(start + 1, min(start + MAX_QUOTED_LINES, len(lines))):
        text += "\n" + lines[end]
        cells, is_open, odd = split_line(text, delimiter)
        last_is_a_row = usual > 1 and len(split_line(lines[end], delimiter)[0]) >= usual
        if odd or (last_is_a_row and (is_open or len(cells) != usual)):
            break
        if not is_open:
            return cells, end - start + 1
    return lines[start].split(delimiter), 0


def split_line(line: str, delimiter: str) -> tuple[list[str], bool, bool]:
    """The cells of a line; whether a quoted cell is still open at its end; whether text follows a closing mark.

    A quotation mark inside a cell that does not begin with one is a plain character (``3"管``).
    """
    if '"' not in line:
        return line.split(delimiter), False, False
    cells: list[str] = []
    position, odd = 0, False
    while True:
        if line[position : position + 1] == '"':
            text, position = _quoted(line, position + 1)
            if position < 0:
                return [*cells, text], True, odd
            end = line.find(delimiter, position)
            rest = line[position : end if end >= 0 else len(line)]
            odd = odd or bool(rest.strip())
            cells.append(text + rest)
        else:
            end = line.find(delimiter, position)
            cells.append(line[position : end if end >= 0 else len(line)])
        if end < 0:
            return cells, False, odd
        position = end + 1


def _quoted(line: str, start: int) -> tuple[str, int]:
    """The text of a quoted cell and where it ends; -1 where it does not. Two marks inside it are one."""
    position = start
    while True:
        close = line.find('"', position)
        if close < 0:
            return line[start:].replace('""', '"'), -1
        if line[close + 1 : close + 2] != '"':
            return line[start:close].replace('""', '"'), close + 1
        position = close + 2


def _damage(lines: Sequence[str], index: int) -> Problem | None:
    for number, line in enumerate(lines, index + 1):
        if "\0" in line:
            return Problem.error("", mark("Line {line} holds zero bytes; it is damaged."), line=number)
        if _LOST in line:
            return Problem.error("", mark("Line {line} holds bytes that are no text."), line=number)
    return None


def _cell(text: str) -> Cell:
    return Cell(text, Came.TEXT) if text.strip() else BLANK
