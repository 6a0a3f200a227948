"""Whether a path lies on another machine: SQLite's locks do not hold there, and two desks would spoil the file."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

_MOUNTS = Path("/proc/mounts")
_NETWORK_FILE_SYSTEMS = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|davfs2?|ceph|lustre|beegfs|glusterfs|ocfs2|gfs2"
    r"|fuse\.(sshfs|rclone|davfs2?|glusterfs|ceph|gvfsd-fuse|smbnetfs|s3fs|curlftpfs))"
)
_REMOTE = 4
"""What Windows says of the drive of another machine (DRIVE_REMOTE)."""


def refuse_network_drive(path: str) -> None:
    """
    Raises:
        BadInput: the path lies on a network drive.
    """
    if path.startswith(("\\\\", "//")) or _is_remote(path):
        raise BadInput(
            mark("“{path}” lies on a network drive; locks do not hold there and data would be lost. Use a server."),
            path=path,
        )


def _is_remote(path: str) -> bool:
    try:
        whole = os.path.realpath(path)
    except ValueError:
        return False  # no path at all; whoever opens it says so
    if sys.platform == "win32":
        import ctypes

        root = os.path.splitdrive(whole)[0] + "\\"
        return whole.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # not Linux: nothing tells
    return _NETWORK_FILE_SYSTEMS.fullmatch(file_system_of(whole, mounts)) is not None


def file_system_of(path: str, mounts: str) -> str:
    """The kind of the file system that a path lies on, out of the system's table of mounts; the innermost, mounted
    last, is the one."""
    found, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal.group(1), 8)), fields[1])
        inside = path == place or path.startswith(place if place.endswith("/") else f"{place}/")
        if inside and len(place) >= len(found):
            found, kind = place, fields[2]
    return kind
