"""Files that are written once and never over another: keys and certificates."""

from __future__ import annotations

import os
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark


def write_new(path: Path, content: bytes, mode: int) -> None:
    """Writes a file that nobody but those whom ``mode`` names can read, from its first byte on.

    Raises:
        BadInput: there is a file already, or none can be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise BadInput(mark("There is a file “{path}” already; a key is never written over."), path=path) from None
    except OSError as error:
        raise BadInput(mark("“{path}” cannot be written: {why}."), path=path, why=error.strerror or error) from error
