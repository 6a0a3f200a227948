"""The file of an office on this PC: made, found, watched, taken away; what is said against it is put into words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from salesdesk.domain.errors import BadInput, OfficeFileGone, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.repository.sqlite.network_drives import refuse_network_drive

_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EDQUOT)

_DAMAGED = mark("The file of the office is damaged; nothing was written. A backup has to take its place.")
_DISK_FULL = mark("The disk is full; nothing was saved. Free some space and try again.")
_TROUBLES = (
    ("file is not a database", mark("This is no file of an office."), "address"),
    ("malformed", _DAMAGED, "address"),
    ("readonly database", mark("The office's file, or its folder, may not be written. Nothing was saved."), ""),
    ("disk is full", _DISK_FULL, ""),
    ("disk I/O", _DISK_FULL, ""),
)
"""What SQLite says, the sentence for it, and the field of the sign-in that it belongs to."""


def trouble(text: str) -> Refusal | None:
    """What SQLite says against the file, in words; None where it speaks of something else."""
    for needle, sentence, field in _TROUBLES:
        if needle in text:
            return BadInput(sentence, field=field) if field else Refusal(sentence)
    return None


class OpenedFile:
    """The file as it was first opened. A system that lets an open file be taken away goes on writing to what nobody
    will ever find again; so each transaction looks whether the path still leads there."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._first: tuple[int, int] | None = None

    def opened(self) -> None:
        """A connection was made; the first one says which file it is."""
        if self._first is None:
            self._first = self._now()
        self.check()

    def check(self) -> None:
        """
        Raises:
            OfficeFileGone: the path leads to another file, or to none.
        """
        if self._first is not None and self._now() != self._first:
            raise OfficeFileGone(
                mark("The office's file is no longer at “{path}”: it was moved, deleted or replaced. Nothing was saved; "
                     "put it back, or sign in anew."),
                path=self._path,
            )  # fmt: skip

    def _now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_dev, found.st_ino


def check_there(path: Path | str) -> None:
    """Refuses a path that leads to no file, or to one that may not be written.

    Raises:
        BadInput: and why.
    """
    try:
        with Path(path).open("r+b"):
            pass
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
        raise BadInput(mark("There is no office at “{path}”."), path=str(path)) from None
    except OSError as error:
        raise _sentence(Path(path), error) from error


def make_empty(path: Path) -> None:
    """Makes an empty file, and its folder where there is none; never in the place of another.

    Raises:
        BadInput: there is one already, or none can be made.
    """
    refuse_network_drive(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb"):
            pass
    except FileExistsError as error:
        if path.parent.is_dir():
            raise BadInput(mark("There is an office at “{path}” already."), path=str(path)) from None
        raise _no_folder(path) from error
    except (NotADirectoryError, FileNotFoundError, ValueError) as error:
        raise _no_folder(path) from error
    except OSError as error:
        raise _sentence(path, error) from error


def remove(path: Path) -> None:
    """Takes away the file and what lies beside it, as far as the system lets it."""
    for tail in ("", "-wal", "-shm"):
        try:
            os.unlink(f"{path}{tail}")
        except OSError:
            continue


def _no_folder(path: Path) -> BadInput:
    return BadInput(mark("No folder “{folder}” can be made. Choose another place."), folder=str(path.parent))


def _sentence(path: Path, error: OSError) -> BadInput:
    if error.errno == errno.ENAMETOOLONG:
        return BadInput(mark("This name is too long for a file: “{file}”."), file=path.name)
    if error.errno in _NOT_WRITABLE:
        return BadInput(mark("“{path}” may not be written. Choose another place."), path=str(path))
    if error.errno in _FULL:
        return BadInput(mark("The disk is full: “{file}” was not written, nothing was changed."), file=path.name)
    why = error.strerror or str(error)
    return BadInput(mark("“{file}” cannot be written: {why}. Nothing was changed."), file=path.name, why=why)
