"""Files that appear whole or not at all: written beside their place, moved into it when done."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """A path to write to; what was written takes the place of ``path`` at the end, and only if nothing failed.

    Raises:
        BadInput: the file is open in another program, its folder is not there, the disk is full: the old file stays.
    """
    file = Path(path)
    part = file.parent / f".salesdesk-{secrets.token_hex(8)}.part"
    try:
        _refuse_if_open(file)
        yield part
        os.replace(part, file)
    except OSError as error:
        raise _sentence(file, error) from error
    finally:
        with suppress(OSError):  # a place that cannot be written refuses this too
            part.unlink(missing_ok=True)


def _refuse_if_open(file: Path) -> None:
    """Asks at once what Windows would else say after all the work: Excel locks the files that it has open."""
    if file.exists():
        with file.open("r+b"):
            pass


def _sentence(file: Path, error: OSError) -> BadInput:
    if isinstance(error, PermissionError):
        return BadInput(
            mark("“{file}” is open in another program, or may not be written. Close it there, or take another name."),
            file=file.name,
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return BadInput(mark("There is no folder “{folder}”."), folder=str(file.parent))
    if error.errno == errno.EROFS:
        return BadInput(mark("“{path}” may not be written. Choose another place."), path=str(file.parent))
    if error.errno == errno.ENAMETOOLONG:
        return BadInput(mark("This name is too long for a file: “{file}”."), file=file.name)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BadInput(mark("The disk is full: “{file}” was not written, nothing was changed."), file=file.name)
    return BadInput(
        mark("“{file}” cannot be written: {why}. Nothing was changed."),
        file=file.name,
        why=error.strerror or str(error),
    )
