"""Files for the holder of a key: read again to the byte, and nothing changed, moved, left out or cut off unnoticed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.services import locked_files
from salesdesk.services.locked_files import (
    MAGIC,
    fingerprint,
    make_key,
    private_key,
    public_key,
    reading,
    writing,
)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "office.key")
    return tmp_path / "office.key"


def locked(folder: Path, content: bytes, key: Path | None) -> Path:
    path = folder / "office.dump"
    path.unlink(missing_ok=True)
    with writing(path, public_key(key) if key else None) as out:
        for start in range(0, len(content), 70_000):
            out.write(content[start : start + 70_000])
    assert out.bytes == path.stat().st_size
    return path


def opened(path: Path, key: Path | None) -> bytes:
    return b"".join(reading(path, private_key(key) if key else None))


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_was_locked_is_read_again_to_the_byte(tmp_path: Path, key: Path, size: int) -> None:
    content = os.urandom(size)
    path = locked(tmp_path, content, key)
    assert opened(path, key) == content
    assert len(content) < 64 or content not in path.read_bytes()


def test_who_makes_backups_needs_the_public_half_alone_and_cannot_read_them(tmp_path: Path, key: Path) -> None:
    public = key.with_name("office.key.pub")
    path = locked(tmp_path, b"secret", public)
    with pytest.raises(BadInput, match="holds no key for this"):
        opened(path, public)
    assert opened(path, key) == b"secret"
    assert fingerprint(public_key(public)) == fingerprint(public_key(key))


def test_the_same_content_never_looks_the_same(tmp_path: Path, key: Path) -> None:
    assert locked(tmp_path, b"same", key).read_bytes() != locked(tmp_path, b"same", key).read_bytes()


def test_without_a_key_a_file_is_as_it_is(tmp_path: Path) -> None:
    path = locked(tmp_path, b"plain", None)
    assert path.read_bytes() == b"plain"
    assert opened(path, None) == b"plain"


def test_the_key_is_asked_for_and_another_one_is_told_from_it(tmp_path: Path, key: Path) -> None:
    path = locked(tmp_path, b"secret", key)
    with pytest.raises(BadInput, match=f"--key names the file with the key {fingerprint(public_key(key))}"):
        opened(path, None)
    make_key(tmp_path / "other.key")
    with pytest.raises(BadInput, match="this one is"):
        opened(path, tmp_path / "other.key")


@given(data=st.data())
def test_a_changed_bit_is_found_wherever_it_is(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("locked")
    make_key(folder / "office.key")
    path = locked(folder, os.urandom(500), folder / "office.key")
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    if place < len(MAGIC):
        assert (
            opened(path, folder / "office.key") == content
        )  # no longer locked at all: the sum in the manifest differs
        return
    with pytest.raises(BadInput, match=r"was changed|is locked with the key"):
        opened(path, folder / "office.key")


@pytest.mark.parametrize("piece", [4])
def test_pieces_that_are_cut_off_left_out_or_changed_places_are_found(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(locked_files, "PIECE", piece)
    path = locked(tmp_path, b"one two three four", key)
    whole = path.read_bytes()
    head, body = whole[: -(4 * 20 + 18)], whole[-(4 * 20 + 18) :]
    pieces = [body[start : start + 20] for start in range(0, len(body), 20)]
    assert opened(path, key) == b"one two three four"
    for wrong in (pieces[:-1], pieces[1:], [pieces[1], pieces[0], *pieces[2:]], pieces[:1], [], [*pieces, pieces[-1]]):
        path.write_bytes(head + b"".join(wrong))
        with pytest.raises(BadInput, match="was changed or cut off"):
            opened(path, key)


def test_a_key_is_its_owners_alone_and_never_written_over(key: Path) -> None:
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    with pytest.raises(BadInput, match="never written over"):
        make_key(key)
    assert key.read_bytes() == before


def test_what_is_no_key_is_said(tmp_path: Path, key: Path) -> None:
    (tmp_path / "x").write_text("-----BEGIN PUBLIC KEY-----\nnothing\n-----END PUBLIC KEY-----\n")
    for read in (public_key, private_key):
        with pytest.raises(BadInput, match="holds no key"):
            read(tmp_path / "x")
        with pytest.raises(BadInput, match="cannot be read"):
            read(tmp_path / "none")
    with pytest.raises(BadInput, match="holds no key"):
        private_key(key.with_name("office.key.pub"))
