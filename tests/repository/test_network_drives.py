"""An office's file on another machine's disk is refused, however that disk came here."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.repository.database import open_sqlite
from salesdesk.repository.sqlite import network_drives
from salesdesk.repository.sqlite.network_drives import file_system_of, refuse_network_drive
from salesdesk.services.sign_in import NewOffice, open_new_office

MOUNTS = r"""proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/office /srv/office nfs4 rw 0 0
//server/share /srv/our\040share cifs rw 0 0
/dev/sdb1 /srv/office/local ext4 rw 0 0
me@server:/ /srv/li/far fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/li/o.db", "ext4"), ("/srv/office/o.db", "nfs4"), ("/srv/office2/o.db", "ext4"),
        ("/srv/our share/deep/o.db", "cifs"), ("/srv/office/local/o.db", "ext4"), ("/srv/li/far/o.db", "fuse.sshfs"),
        ("/media/usb/o.db", "fuseblk"), ("/", "ext4"),
    ],
)  # fmt: skip
def test_the_innermost_mount_says_on_what_a_path_lies(path: str, kind: str) -> None:
    assert file_system_of(path, MOUNTS) == kind


def test_of_two_on_one_place_the_later_one_is_seen() -> None:
    assert (
        file_system_of("/data/o.db", "/dev/a / ext4 rw 0 0\n/dev/b /data ext4 rw 0 0\ns:/d /data nfs rw 0 0\n") == "nfs"
    )


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says to be another machine's."""
    folder = tmp_path / "our share"
    folder.mkdir()
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\n//s/x {str(folder).replace(' ', chr(92) + '040')} cifs rw 0 0\n")
    monkeypatch.setattr(network_drives, "_MOUNTS", table)
    return folder


def test_a_mounted_share_is_refused_also_by_way_of_a_link(shared: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(shared)
    for folder in (shared, link):
        with pytest.raises(BadInput, match="network drive; locks do not hold there"):
            open_sqlite(folder / "office.db")
    open_sqlite(tmp_path / "office.db").close()


def test_no_new_office_is_left_on_a_share(shared: Path) -> None:
    new = NewOffice(shared / "o.db", "公司", "项目", "南京", "boss", "王老板", "Blue-kettle-7")
    with pytest.raises(BadInput, match="network drive"):
        open_new_office(new)
    assert list(shared.iterdir()) == []


def test_where_no_table_tells_a_path_is_taken_for_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_drives, "_MOUNTS", tmp_path / "none")
    refuse_network_drive(str(tmp_path / "o.db"))
