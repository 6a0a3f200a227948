"""Where the file of an office lies, as people write it: ``~/Desktop/江宁.db``, ``江宁.db``, a whole path."""

from __future__ import annotations

import os
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark


def office_place(typed: str, beside: Path) -> Path:
    """The whole path of the file; a name alone lies in the folder ``beside``.

    Raises:
        BadInput: nothing is named, or a folder.
    """
    words = typed.strip()
    if not words:
        raise BadInput(mark("The place of the file is missing."), field="place")
    path = Path(os.path.normpath(beside / os.path.expanduser(words)))
    if words.endswith(("/", os.sep)) or os.path.isdir(path):
        raise BadInput(mark("“{path}” is a folder; name a file in it."), field="place", path=str(path))
    return path
