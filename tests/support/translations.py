"""Compares the Chinese texts with the code and compiles them; ``dev.py i18n`` runs it.

The sources are the English sentences in ``tr``, ``trn`` and ``mark``. Each area has a catalogue
``resources/translations/zh_CN/<area>.po``; all of them together become one ``salesdesk.mo``, and from the same
sentences OpenCC makes that of Taiwan. What is compiled carries no date and no version: the same texts give the
same bytes.
"""

from __future__ import annotations

import string
import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}

Source = tuple[str, ...]
"""An English sentence, or the singular and the plural of one."""


@dataclass
class Texts:
    """Everything that the catalogues of one language say, and what is wrong with how they say it."""

    said: dict[Source, Source] = field(default_factory=dict)
    places: dict[Source, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def sources(files: Iterable[Path] | None = None) -> dict[Source, str]:
    """Each sentence of the code, with the first place where it stands."""
    found: dict[Source, str] = {}
    for path in sorted(files if files is not None else (ROOT / "salesdesk").rglob("*.py")):
        for line, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS):
            source = (message,) if isinstance(message, str) else tuple(message)
            found.setdefault(source, f"{_shown(path)}:{line}")
    return found


def texts(catalogues: Iterable[Path] | None = None) -> Texts:
    """The Chinese of all areas put together."""
    gathered = Texts()
    for path in sorted(catalogues if catalogues is not None else (TRANSLATIONS / "zh_CN").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_CN", abort_invalid=True)
        for message in catalogue:
            if message.id:
                place = f"{_shown(path)}:{message.lineno}"
                source, said = _words(message.id), _words(message.string or "")
                _take(gathered, source, said, place, fuzzy=message.fuzzy)
    return gathered


def _take(gathered: Texts, source: Source, said: Source, place: str, *, fuzzy: bool) -> None:
    if source in gathered.said:
        gathered.faults.append(f"{place}: “{source[0]}” stands in {gathered.places[source]} already.")
    elif fuzzy or not all(said):
        gathered.faults.append(f"{place}: “{source[0]}” is not translated yet.")
    elif gaps(source) != gaps(said):
        gathered.faults.append(f"{place}: the {{gaps}} differ between “{source[0]}” and “{said[0]}”.")
    gathered.said.setdefault(source, said)
    gathered.places.setdefault(source, place)


def _words(words: object) -> Source:
    return (words,) if isinstance(words, str) else tuple(str(word) for word in words)  # type: ignore[attr-defined]


def gaps(sentences: Source) -> set[str]:
    """The names in curly brackets of a sentence and its plural; ``{sum:>8}`` counts as ``sum``."""
    try:
        return {name for sentence in sentences for _, name, _, _ in string.Formatter().parse(sentence) if name}
    except ValueError:
        return set(sentences)  # a lone bracket: no such sentence can be filled in


def faults(code: Mapping[Source, str] | None = None, chinese: Texts | None = None) -> list[str]:
    """One sentence for each thing to mend: missing, left over, said twice, not translated, other gaps."""
    wanted = sources() if code is None else code
    chinese = texts() if chinese is None else chinese
    missing = [
        f"{place}: “{source[0]}” has no Chinese." for source, place in wanted.items() if source not in chinese.said
    ]
    left_over = [
        f"{place}: “{source[0]}” is no longer in the code."
        for source, place in chinese.places.items()
        if source not in wanted
    ]
    return missing + left_over + chinese.faults


def taiwanese(said: Mapping[Source, Source]) -> dict[Source, Source]:
    """The same in traditional characters and Taiwan's own words."""
    from opencc import OpenCC

    converter = OpenCC("s2twp")
    return {source: tuple(converter.convert(sentence) for sentence in words) for source, words in said.items()}


def compiled(said: Mapping[Source, Source], language: str) -> bytes:
    """A gettext ``.mo``: two tables of lengths and places, sorted by source, then the texts themselves."""
    header = (
        f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=1; plural=0;\n"
    )
    pairs = {b"": header.encode()} | {
        "\0".join(source).encode(): "\0".join(words).encode() for source, words in said.items() if all(words)
    }
    keys = sorted(pairs)
    words = [*keys, *(pairs[key] for key in keys)]
    start = 7 * 4
    offset = start + len(words) * 8
    table = b""
    for word in words:
        table += struct.pack("<II", len(word), offset)
        offset += len(word) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), start, start + len(keys) * 8, 0, start + len(words) * 8)
    return head + table + b"".join(word + b"\0" for word in words)


def catalogues() -> dict[Path, bytes]:
    """Each compiled file and what belongs in it."""
    said = texts().said
    return {
        TRANSLATIONS / language / "salesdesk.mo": compiled(words, language)
        for language, words in {"zh_CN": said, "zh_TW": taiwanese(said)}.items()
    }


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def main() -> int:
    for path, content in catalogues().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    wrong = faults()
    print("\n".join(wrong), end="\n" if wrong else "")
    print(f"i18n: {len(sources())} sentences in the code, {len(texts().said)} in Chinese, {len(wrong)} to mend")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
