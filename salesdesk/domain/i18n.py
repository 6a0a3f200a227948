"""The language of the desk: English sources in the code, Chinese on screen and paper.

Sources are looked up when they are shown, never at import, so that one process can change language.
Catalogues lie in ``resources/translations/<language>/*.po``, one file an area, compiled together into
``salesdesk.mo`` by ``dev.py i18n``.
"""

from __future__ import annotations

import struct

from salesdesk.domain.resource_files import resource

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "zh_TW", "en")


class _Catalogue:
    """A compiled catalogue (gettext's ``.mo``), searched where a sentence is shown and never read as a whole.

    The file is sorted by source. Reading all of it into a dictionary would cost the first window two milliseconds, and
    more with each sentence that is added.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._count, self._sources, self._words = struct.unpack_from("<3I", data, 8) if data else (0, 0, 0)
        self._found: dict[str, str] = {}

    def find(self, source: str) -> str:
        """What stands beside the source; empty where there is none."""
        if source not in self._found:
            self._found[source] = self._search(source.encode())
        return self._found[source]

    def _search(self, source: bytes) -> str:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._text(self._sources, middle) < source:
                low = middle + 1
            else:
                high = middle
        found = low < self._count and self._text(self._sources, low) == source
        return self._text(self._words, low).decode() if found else ""

    def _text(self, table: int, place: int) -> bytes:
        length, offset = struct.unpack_from("<2I", self._data, table + 8 * place)
        return self._data[offset : offset + length]


_catalogue = _Catalogue()
_language = "en"


def use_language(code: str) -> None:
    """Speak ``code`` from now on; an unknown code or a missing catalogue speaks English."""
    global _catalogue, _language
    _language = code if code in LANGUAGES else "en"
    compiled = resource(f"translations/{_language}/salesdesk.mo")
    spoken = _language != "en" and compiled.exists()
    _catalogue = _Catalogue(compiled.read_bytes()) if spoken else _Catalogue()


def current_language() -> str:
    return _language


def tr(source: str) -> str:
    """The sentence in the language of the desk; the source itself where there is none."""
    return (_catalogue.find(source) or source) if source else ""


def trn(singular: str, plural: str, count: int) -> str:
    """The same for what is counted; Chinese has one form for all counts."""
    return _catalogue.find(f"{singular}\0{plural}") or (singular if count == 1 else plural)


def mark(source: str) -> str:
    """Marks a source for extraction where it is data; it is translated by `tr` when shown."""
    return source
