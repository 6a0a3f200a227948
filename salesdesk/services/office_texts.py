"""The texts of agreement and contract: files that the office edits; until it does, the shipped ones.

A text with a fault is never printed: the line and the reason are named, and the office mends its file.
"""

from __future__ import annotations

from pathlib import Path

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark
from salesdesk.services.desk_settings import data_folder

TEXTS = ("subscription_agreement", "contract_draft")


def text_path(name: str) -> Path:
    """Where the office's own copy of a text lies (or would lie)."""
    return data_folder() / "texts" / f"{name}.zh.txt"


def office_text(name: str) -> str:
    """The office's text, checked; the shipped one where it has none.

    Raises:
        Refusal: the office's file has a fault: which line, and why.
    """
    from salesdesk.printing.office_text import check_text, shipped_text

    path = text_path(name)
    if not path.exists():
        return shipped_text(name)
    source = path.read_text(encoding="utf-8-sig")
    for problem in check_text(source):
        raise Refusal(mark("The text “{file}” cannot be printed. {problem}"), file=str(path), problem=str(problem))
    return source


def own_copy(name: str) -> Path:
    """The office's own copy, made from the shipped text where there is none yet: to be opened in an editor."""
    from salesdesk.printing.office_text import shipped_text

    path = text_path(name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shipped_text(name), encoding="utf-8")
    return path
