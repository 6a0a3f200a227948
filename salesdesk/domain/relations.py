"""How a further buyer stands to the first one: codes that are stored, words that are shown."""

from __future__ import annotations

from salesdesk.domain.i18n import mark, tr

RELATION_WORDS: dict[str, str] = {
    "self": mark("In person"),
    "spouse": mark("Spouse"),
    "parent": mark("Parent"),
    "child": mark("Child"),
    "sibling": mark("Sibling"),
    "partner": mark("Business partner"),
    "other": mark("Other relation"),
}


def relation_word(code: str) -> str:
    """The relation in words; what is no code of ours is shown as it was typed."""
    return tr(RELATION_WORDS[code]) if code in RELATION_WORDS else code
