"""Search keys of a customer's name, and what a search text may mean.

A name is found by the initials of its pinyin from any character on (``zmj``, ``mj``), by its full pinyin from the
beginning (``zengmingjie``), by each of its characters and each pair of neighbours.
Surnames have readings of their own that a dictionary gives last or not at all (曾 is Zeng, not Ceng), so a small table
puts them first; the other readings are kept, because the person who searches may know no better.

The library of readings is imported when the first name is read, never by a window that opens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MOST_KEYS = 16
"""Readings of a name multiply; of more than these, the ones that deviate least from the usual readings are kept."""

INNER_STARTS, INNER_READINGS = 11, 4
"""From so many characters after the first, initials begin as well, in so many readings of what follows."""

_BY_READING = {
    "bi": "秘祕", "bo": "薄", "bu": "卜", "chong": "种重", "du": "都", "ge": "盖蓋", "gou": "句", "gui": "炅",
    "he": "黑", "kan": "阚闞", "miao": "缪繆", "nai": "佴能", "nian": "粘", "nie": "乜", "ou": "区區", "piao": "朴",
    "po": "繁", "qin": "覃", "qiu": "仇", "shan": "单單", "shao": "召", "she": "折", "tou": "鈄", "wan": "浣",
    "wei": "隗", "xian": "洗", "xie": "解", "xun": "郇", "yao": "么", "yue": "乐樂", "yun": "员員贠貟", "za": "扎",
    "zang": "藏", "zeng": "曾", "zha": "查", "zhai": "翟祭",
}  # fmt: skip
_SURNAMES = {character: reading for reading, characters in _BY_READING.items() for character in characters}
_DOUBLE_SURNAMES = {
    surname: readings
    for surnames, readings in (
        ("万俟 萬俟", ("mo", "qi")),
        ("尉迟 尉遲", ("yu", "chi")),
        ("单于 單于", ("chan", "yu")),
        ("澹台 澹臺", ("tan", "tai")),
        ("乐正 樂正", ("yue", "zheng")),
        ("子车 子車", ("zi", "ju")),
    )
    for surname in surnames.split()
}
"""Only where the dictionary's first reading is another one; 令狐, 长孙, 欧阳 come out right by themselves."""

_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What a name is found by.

    ``initials`` and ``full`` are searched from their beginning, best reading first; ``inner`` are initials that begin
    within the name. ``grams`` are the Chinese characters, each alone, and all pairs of neighbours.
    """

    initials: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """What is stored of a name, each once."""
        return tuple(dict.fromkeys((*self.initials, *self.full, *self.inner, *self.grams)))


@dataclass(frozen=True, slots=True)
class QueryKeys:
    """What a search text may mean; a customer fits when any of the four fits.

    ``telephone_tail`` is the end of a number; ``initials`` and ``full`` are beginnings; ``grams`` must all be there.
    """

    telephone_tail: str = ""
    initials: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()


def _characters(text: str) -> str:
    """Letters, digits and Chinese characters in one plain lower-case form: ``Lǚ (M.)`` → ``lvm``.

    Accents and tones go, ü becomes v as it is typed; blanks, dots, brackets and emoji are taken away.
    """
    apart = unicodedata.normalize("NFKD", text.lower()).replace("u\u0308", "v")
    return "".join(ch for ch in unicodedata.normalize("NFC", _ACCENTS.sub("", apart)) if ch.isalnum())


@lru_cache(maxsize=32_768)
def _readings(character: str) -> tuple[str, ...]:
    """The toneless readings of one character, the usual one first, ü as v; what has no reading stands for itself."""
    if character.isascii():
        return (character,)
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(reading for reading in found if reading.isascii()) or (character,)


def _name_readings(characters: str) -> list[tuple[str, ...]]:
    """The readings of each character; those of the surname begin with the surname's."""
    readings = [_readings(character) for character in characters]
    single = _SURNAMES.get(characters[:1])
    surname = _DOUBLE_SURNAMES.get(characters[:2]) or ((single,) if single else ())
    for place, first in enumerate(surname):
        readings[place] = (first, *(other for other in readings[place] if other != first))
    return readings


def _combined(choices: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """One choice a place, put together in every way, the usual choices first; at most `MOST_KEYS` are followed on."""
    ranked = [(0, "")]
    for options in choices:
        if len(options) == 1:
            ranked = [(rank, head + options[0]) for rank, head in ranked]
        else:
            longer = [(rank + step, head + option) for rank, head in ranked for step, option in enumerate(options)]
            ranked = sorted(longer, key=lambda entry: entry[0])[:MOST_KEYS]
    return tuple(dict.fromkeys(key for _, key in ranked if key))


def _is_chinese(character: str) -> bool:
    return not character.isascii()


def _pairs(characters: str) -> tuple[str, ...]:
    pairs = (a + b for a, b in pairwise(characters) if _is_chinese(a) and _is_chinese(b))
    return tuple(dict.fromkeys(pairs))


def name_keys(name: str) -> NameKeys:
    """The keys that a name is stored with; empty ones for a name without a letter or character."""
    characters = _characters(name)
    readings = _name_readings(characters)
    initials = [tuple(dict.fromkeys(reading[0] for reading in options)) for options in readings]
    single = tuple(dict.fromkeys(filter(_is_chinese, characters)))
    return NameKeys(_combined(initials), _combined(readings), _inner(characters, initials), single + _pairs(characters))


def _inner(characters: str, initials: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Initials from the second character on, from the third and so on; a Latin word counts as one character."""
    starts = [place for place, (before, here) in enumerate(pairwise(characters), 1) if not (before + here).isascii()]
    found = (key for start in starts[:INNER_STARTS] for key in _combined(initials[start:])[:INNER_READINGS])
    return tuple(dict.fromkeys(found))


def _latin_query(letters: str) -> QueryKeys:
    """Initials, full pinyin, or both, for letters alone can be either: ``an``.

    No reading begins with i, u or v, and each has a vowel.
    """
    may_be_initials = not set(letters) & set("iuv")
    may_be_full = not may_be_initials or bool(set(letters) & set("aeo"))
    return QueryKeys(
        initials=(letters,) if may_be_initials else (),
        full=(letters,) if may_be_full else (),
    )


def query_keys(text: str) -> QueryKeys:
    """What a person meant who typed ``text``: the end of a telephone number, pinyin, or characters.

    Characters mixed with letters (``张mj``) are read as pinyin.
    """
    characters = _characters(text)
    if not characters:
        return QueryKeys()
    if characters.isascii():
        return QueryKeys(telephone_tail=characters[-11:]) if characters.isdigit() else _latin_query(characters)
    if all(map(_is_chinese, characters)):
        return QueryKeys(grams=_pairs(characters) or (characters,))
    keys = name_keys(characters)
    return QueryKeys(initials=keys.initials, full=keys.full)
