"""A paper saved as a file: it appears whole or not at all, and what stood there before stays until then."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark


def save_file(path: Path, content: bytes) -> None:
    """Writes beside the place, then moves into it.

    Raises:
        Refusal: the disk is full, the folder may not be written to, the file is open elsewhere; nothing was changed.
    """
    part = path.with_name(f".{path.name[:40]}-{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        raise _sentence(path, error) from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError as error:
        # Where the folder itself cannot be reached there is nothing to remove; the refusal has said so.
        if error.errno not in (errno.EACCES, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EROFS, errno.EIO):
            raise


def _sentence(path: Path, error: OSError) -> Refusal:
    names = {"file": path.name, "folder": str(path.parent)}
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(mark("The disk is full; “{file}” was not saved. The paper stays here."), **names)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Refusal(
            mark("“{file}” may not be written here, or is open in another program. The paper stays here."), **names
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal(mark("The folder “{folder}” is not there. The paper stays here."), **names)
    why = error.strerror or str(error)
    return Refusal(mark("“{file}” was not saved: {why}. The paper stays here."), **names, why=why)


def file_name(title: str) -> str:
    """A title as a file name on any system: no slashes, no trailing dots, at most 80 characters."""
    plain = "".join("-" if ch in '\\/:*?"<>|' or ord(ch) < 32 else ch for ch in title).strip(" .")
    return f"{plain[:80] or 'paper'}.pdf"
