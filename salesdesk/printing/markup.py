"""The line-wise marks of an office's text: what each line is. What it says may carry entities (``&#124;``).

====================  =====================================================================
``# …``               title
``## …``              chapter
``### …``             heading of a clause
``- …``               entry of a list
``> …``               small grey note
``| … | … |``         row of a table; ``|---|--:|`` below the first row makes that the heading, tells the widths
                      by the number of dashes and sets columns ending in ``:`` to the right
``---``               a rule across the page
``@居中 …`` ``@居右 …``  a line in the middle, on the right
``@签 … | …``         places for signatures beside each other; one ending in ``：`` gets a line to write on
``@页眉 …``           words at the head of each page
``@水印 …``           a water mark on each page
``@分页``             a new page
====================  =====================================================================

Everything else is a paragraph; an empty line ends a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

_HEADING = re.compile(r"(#+)\s*(.*)")
_RULER_CELL = re.compile(r":?-+:?")
_ENTITY = re.compile(r"&#(\d+);")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


class LineKind(StrEnum):
    """What a line is; the values of the last group are the words behind ``@``."""

    BLANK = "blank"
    TITLE = "title"
    CHAPTER = "chapter"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    NOTE = "note"
    ROW = "row"
    RULER = "ruler"
    RULE = "rule"
    CENTRED = "居中"
    TO_THE_RIGHT = "居右"
    SIGNATURE = "签"
    PAGE_HEAD = "页眉"
    WATERMARK = "水印"
    NEW_PAGE = "分页"


_HEADINGS = (LineKind.TITLE, LineKind.CHAPTER, LineKind.CLAUSE)
_AT = {
    kind.value: kind
    for kind in (
        LineKind.CENTRED,
        LineKind.TO_THE_RIGHT,
        LineKind.SIGNATURE,
        LineKind.PAGE_HEAD,
        LineKind.WATERMARK,
        LineKind.NEW_PAGE,
    )
}


@dataclass(frozen=True)
class Line:
    """One line: what it is, and its text or cells."""

    kind: LineKind
    text: str = ""
    cells: tuple[str, ...] = ()


def decoded(text: str) -> str:
    """``text`` with its entities as the characters they stand for."""
    return _ENTITY.sub(lambda match: chr(int(match.group(1))), text)


def encoded(text: str) -> str:
    """``text`` in which nothing can be taken for a mark: what a person is called does not lay out the paper."""
    return "".join(ch if ch.isalnum() else f"&#{ord(ch)};" for ch in text)


def _cells(row: str) -> tuple[str, ...]:
    inner = row.strip().removeprefix("|").removesuffix("|")
    return tuple(decoded(cell.strip()) for cell in inner.split("|"))


def _table_line(text: str) -> Line:
    cells = _cells(text)
    ruler = all(_RULER_CELL.fullmatch(cell) for cell in cells)
    return Line(LineKind.RULER if ruler else LineKind.ROW, cells=cells)


def _heading(marks: str, text: str) -> Line:
    if len(marks) > len(_HEADINGS):
        raise BadInput(mark("A heading has one, two or three “#”."))
    return Line(_HEADINGS[len(marks) - 1], decoded(text))


def _at_line(text: str) -> Line:
    word, _, rest = text[1:].partition(" ")
    kind = _AT.get(word)
    if kind is None:
        raise BadInput(
            mark("There is no mark “@{word}”; there are {words}."), word=word, words=" ".join(f"@{w}" for w in _AT)
        )
    if kind is LineKind.SIGNATURE:
        return Line(kind, cells=_cells(rest))
    return Line(kind, decoded(rest.strip()))


def parse_line(text: str) -> Line:
    """What one line is.

    Raises:
        BadInput: a mark that does not exist.
    """
    text = text.strip()
    if not text:
        return Line(LineKind.BLANK)
    if heading := _HEADING.fullmatch(text):
        return _heading(heading.group(1), heading.group(2))
    if text.startswith("@"):
        return _at_line(text)
    if text.startswith("|"):
        return _table_line(text)
    if set(text) == {"-"} and len(text) >= 3:
        return Line(LineKind.RULE)
    for opening, kind in (("- ", LineKind.ENTRY), ("> ", LineKind.NOTE)):
        if text.startswith(opening):
            return Line(kind, decoded(text[len(opening) :].strip()))
    return Line(LineKind.PARAGRAPH, decoded(text))


def parse(text: str) -> list[Line]:
    """The lines of a text that was filled in."""
    return [parse_line(line) for line in text.splitlines()]


def _is_tag_alone(line: str) -> bool:
    return bool(line.strip()) and not _TAG.sub("", line).strip() and "{{" not in line


def problems_of_marks(source: str) -> Iterator[tuple[int, BadInput]]:
    """What is wrong with the marks of a text whose tags are not filled in yet: line numbers and reasons."""
    width = 0
    for number, raw in enumerate(source.splitlines(), 1):
        if _is_tag_alone(raw):
            continue
        try:
            line = parse_line(_TAG.sub("·", raw))
        except BadInput as reason:
            yield number, reason
            continue
        width = width or len(line.cells) if line.kind in (LineKind.ROW, LineKind.RULER) else 0
        if width and len(line.cells) != width:
            yield (
                number,
                BadInput(mark("The row has {count} cells, its table {width}."), count=len(line.cells), width=width),
            )
