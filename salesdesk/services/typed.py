"""Text as people type and paste it, made fit to be stored. Nothing is cut off: what is too long is refused."""

from __future__ import annotations

import re
import unicodedata

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What takes no room and turns the reading round: with it a name would look like another and be found by none."""


def plain_text(text: str) -> str:
    """One line without control characters and halves of characters, which cannot be stored (a pasted NUL, a clipboard
    that cut an emoji in two), nor what nobody sees; any run of blanks is one blank."""
    text = _UNSEEN.sub("", text)
    return " ".join("".join(" " if unicodedata.category(ch) in ("Cc", "Cs") else ch for ch in text).split())


def checked_text(text: str, most: int, field: str) -> str:
    """The plain text.

    Raises:
        BadInput: it has more than ``most`` characters.
    """
    plain = plain_text(text)
    if len(plain) > most:
        raise BadInput(
            mark("That is too long: up to {n} characters, not {count}."), n=most, count=len(plain), field=field
        )
    return plain


def needed_text(text: str, most: int, field: str, missing: str) -> str:
    """The plain text, which must say something.

    Args:
        missing: the sentence when it does not, marked.

    Raises:
        BadInput: it is empty, or has more than ``most`` characters.
    """
    plain = checked_text(text, most, field)
    if not plain:
        raise BadInput(missing, field=field)
    return plain


def check_choice(key: str, choices: tuple[str, ...], field: str) -> None:
    if key not in choices:
        raise BadInput(mark("“{value}” is not one of the choices."), value=key[:40], field=field)
