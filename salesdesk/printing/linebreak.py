"""Where a line of Chinese may end.

Sums, numbers, dates and words are never cut; a currency sign stays with its figures and a figure with its unit; closing
marks do not begin a line, opening ones do not end it (标点避头尾, GB/T 15834-2011, 5.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesdesk.printing.fonts import printable, text_width

_WORD = re.compile(
    r"(?:第\s?)?(?:[¥￥$]\s?)?[−+\-±]?"
    r"[0-9A-Za-z_](?:(?:[0-9A-Za-z_,.:/\-−%‰@#&+*×'°²³]|(?<=\d) (?=\d))*[0-9A-Za-z_%‰²³])?"
    r"(?:\s?(?:元/㎡|万元|元|㎡|％|号|栋|层|室|套|份|页|项|条|款|日|天|年|月|期|个月|人))?"
)
_ANY = re.compile(rf"{_WORD.pattern}|\s+|.", re.DOTALL)
_FIGURES = re.compile(r"[\d,.]+(?: \d+)*|.", re.DOTALL)
_SUM = re.compile(r"(?:[¥￥$]\s?)?[−+\-±]?[\d,. ]+\D{0,4}")
_LONGEST_CODE = 24
_NOT_FIRST = frozenset("、，。．！？；：）》」』】〕〉”’…—·％‰℃,.!?;:)]}%々％")
_NOT_LAST = frozenset("（《「『【〔〈“‘([{¥￥$")


def _glued(text: str) -> Iterator[str]:
    """What may stand at the end of a line, piece by piece: words, single characters with their marks, blanks."""
    held = ""
    for match in _ANY.finditer(text):
        token = match.group()
        if held and token[0] not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            yield held
            held = ""
        held += token
    if held:
        yield held


def _cut_to_fit(piece: str, font: str, size: float, width: float) -> Iterator[str]:
    """A piece that is wider than a whole line, in parts; sums and codes stay whole even then, and are drawn smaller."""
    code = len(piece) <= _LONGEST_CODE and any(ch.isdigit() for ch in piece)
    if text_width(piece, font, size) <= width or code or _SUM.fullmatch(piece):
        yield piece
    else:
        yield from _FIGURES.findall(piece)


def break_lines(text: str, font: str, size: float, width: float, indent: float = 0) -> list[str]:
    """``text`` as the lines that it takes in ``width`` points; the first is ``indent`` points shorter.

    A line is wider than asked only where it is one single number or code.
    """
    lines = list[str]()
    line, used, room = "", 0.0, width - indent
    for glued in _glued(printable(text)):
        for piece in _cut_to_fit(glued, font, size, width):
            needed = text_width(piece, font, size)
            if line and used + text_width(piece.rstrip(), font, size) > room + 0.01:
                lines.append(line.rstrip())
                line, used, room = "", 0.0, width
                piece = piece.lstrip()
                needed = text_width(piece, font, size)
            line += piece
            used += needed
    return [*lines, line.rstrip()]
