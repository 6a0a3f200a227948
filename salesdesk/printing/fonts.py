"""The fonts of every paper: Noto Sans SC in two weights, and a third font for characters of names that it lacks.

reportlab prints an empty box, silently, for a character that its font does not have. Nothing here is drawn before it
was looked up: `runs` cuts a text into stretches that one font can draw whole, and what no font has becomes 〓, the
printers' mark for a missing character, and is told by `missing_characters`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics, ttfonts

from salesdesk.domain.resource_files import resource

REGULAR = "SalesDesk-400"
MEDIUM = "SalesDesk-500"
RARE = "SalesDesk-Rare"
MISSING = "〓"

_FILES = {
    REGULAR: "fonts/NotoSansSC-Regular.ttf",
    MEDIUM: "fonts/NotoSansSC-Medium.ttf",
    RARE: "fonts/SalesDeskRare-Regular.ttf",
}
_CHAINS = {REGULAR: (REGULAR, RARE), MEDIUM: (MEDIUM, REGULAR, RARE)}
"""Where a character is looked for; a later font is read only when an earlier one lacks something."""

_BLANK = re.compile("[\t-\r\u0085\u2028\u2029]")
_SHAPELESS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
"""Controls, joiners, marks of direction and selectors of variants: they have no shape of their own."""
_CODES_PER_BLOCK = 100


_known: dict[str, Mapping[int, int]] = {}
_registering = threading.Lock()


def _characters(font: str) -> Mapping[int, int]:
    """Code points that ``font`` can draw; registers it with reportlab the first time.

    Never twice: a second registration would take the font from under a document that is being drawn.
    """
    if font not in _known:
        with _registering:
            if font not in _known:
                registered = ttfonts.TTFont(font, str(resource(_FILES[font])), shapable=False)
                pdfmetrics.registerFont(registered)
                _known[font] = registered.face.charToGlyph
    return _known[font]


def register(font: str = REGULAR) -> str:
    """Makes ``font`` known to reportlab, once, and gives its name back."""
    _characters(font)
    return font


def printable(text: str) -> str:
    """``text`` on one line: line ends and tabs become blanks, what has no shape of its own goes."""
    return _SHAPELESS.sub("", _BLANK.sub(" ", text))


def _font_for(char: str, font: str) -> str | None:
    return next((name for name in _CHAINS[font] if ord(char) in _characters(name)), None)


def _cut(text: str, font: str) -> Iterator[tuple[str, str]]:
    run_font, run = font, ""
    for char in text:
        found = _font_for(char, font)
        if found is None:
            found, char = font, MISSING
        if found != run_font and run:
            yield run_font, run
            run = ""
        run_font = found
        run += char
    if run:
        yield run_font, run


def runs(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    """``text`` as stretches of (font, characters) that can be drawn as they are."""
    text = printable(text)
    known = _characters(font)
    if known.keys() >= set(map(ord, text)):
        return [(font, text)] if text else []
    return list(_cut(text, font))


def missing_characters(text: str) -> str:
    """The characters of ``text`` that no font of ours has, each once, in order; they are printed as 〓."""
    found = (ch for ch in dict.fromkeys(printable(text)) if _font_for(ch, REGULAR) is None)
    return "".join(found)


@lru_cache(maxsize=16_384)
def _advance(text: str, font: str) -> float:
    width = sum(pdfmetrics.stringWidth(part, name, 1000) for name, part in runs(text, font))
    return float(width) / 1000


def text_width(text: str, font: str, size: float) -> float:
    """The width of ``text`` on one line, in points."""
    return _advance(text, font) * size


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """The table by which a reader copies text out, with code points above U+FFFF in UTF-16.

    reportlab writes these as five digits, and 𬭎 is copied out as another character. Code 0 is the missing glyph and
    stands for no text; a block may hold a hundred codes (PDF 32000-1, 9.10.3; Adobe Technical Note 5411).
    """
    texts = [chr(code).encode("utf-16-be").hex().upper() if code else "" for code in subset]
    pairs = [f"<{index:02X}> <{text}>" for index, text in enumerate(texts) if text]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def /CMapType 2 def",
        f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
    ]
    for start in range(0, len(pairs), _CODES_PER_BLOCK):
        block = pairs[start : start + _CODES_PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = _to_unicode
