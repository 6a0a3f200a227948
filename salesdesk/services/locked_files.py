"""Files that are written for the holder of a key, who is somewhere else.

Whoever makes a backup holds the public half only: what was written yesterday cannot be read by who breaks in today.
X25519 agrees on a key with a pair made for this file alone; AES-256-GCM locks it piece by piece, each with its number
and whether it is the last, so that nothing can be changed, left out, put elsewhere or cut off unnoticed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.services.new_files import write_new

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    Key = X25519PublicKey
    """Whom files are locked for."""

MAGIC = b"SalesDesk locked 1\n"
PIECE = 1 << 20
_TAG, _FINGERPRINT, _POINT = 16, 8, 32
_HEAD = len(MAGIC) + _FINGERPRINT + _POINT


def make_key(private: Path) -> Path:
    """Writes a new key to ``private``, for whoever may read backups, and its public half beside it, for whoever makes
    them; the path of that.

    Raises:
        BadInput: there is a file already, or none can be written.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    known = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    public = private.with_name(private.name + ".pub")
    for path, content, mode in ((private, secret, 0o600), (public, known, 0o644)):
        write_new(path, content, mode)
    return public


def fingerprint(public: X25519PublicKey) -> str:
    """By which a key is told from others, on paper too: sixteen figures."""
    return hashlib.sha256(public.public_bytes_raw()).digest()[:_FINGERPRINT].hex()


def public_key(path: Path) -> X25519PublicKey:
    """The public half of a key, from either file.

    Raises:
        BadInput: there is no key in the file.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    data = _content(path)
    if b"PRIVATE" in data:
        return private_key(path).public_key()
    try:
        key = serialization.load_pem_public_key(data)
    except ValueError:
        raise _no_key(path) from None
    if not isinstance(key, X25519PublicKey):
        raise _no_key(path)
    return key


def private_key(path: Path) -> X25519PrivateKey:
    """The key itself.

    Raises:
        BadInput: there is none in the file, or only its public half.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        key = serialization.load_pem_private_key(_content(path), None)
    except (ValueError, TypeError):
        raise _no_key(path) from None
    if not isinstance(key, X25519PrivateKey):
        raise _no_key(path)
    return key


def _no_key(path: Path) -> BadInput:
    return BadInput(mark("“{path}” holds no key for this."), path=path)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(mark("“{path}” cannot be read: {why}."), path=path, why=error.strerror or error) from error


class Writer:
    """Writes to a file, locked where there is a key, and sums up what lies there afterwards."""

    def __init__(self, file: BinaryIO, key: X25519PublicKey | None) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self._number = 0
        self._waiting = bytearray()
        self._cipher: AESGCM | None = None
        self.bytes = 0
        if key is not None:
            self._cipher = self._lock(key)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()

    def write(self, data: bytes) -> None:
        if self._cipher is None:
            self._put(data)
            return
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """The last piece, which may be empty: without it a file is cut off."""
        if self._cipher is not None:
            self._piece(bytes(self._waiting), last=True)

    def _lock(self, key: X25519PublicKey) -> AESGCM:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        own = X25519PrivateKey.generate()
        point = own.public_key().public_bytes_raw()
        self._put(MAGIC + bytes.fromhex(fingerprint(key)) + point)
        return _cipher(own.exchange(key), point, key.public_bytes_raw())

    def _piece(self, data: bytes, *, last: bool) -> None:
        assert self._cipher is not None
        self._put(self._cipher.encrypt(_nonce(self._number, last=last), data, None))
        self._number += 1

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._sum.update(data)
        self.bytes += len(data)


@contextmanager
def writing(path: Path, key: X25519PublicKey | None) -> Iterator[Writer]:
    """A new file; what was written is complete and on the disk when the block ends well."""
    with path.open("xb") as file:
        writer = Writer(file, key)
        yield writer
        writer.finish()
        file.flush()
        os.fsync(file.fileno())


def reading(path: Path, key: X25519PrivateKey | None) -> Iterator[bytes]:
    """What a file holds, piece by piece; a file that is not locked needs no key.

    Raises:
        BadInput: the key is missing or another one; the file was changed or cut off. What came before was right.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not head.startswith(MAGIC):
            yield head
            while data := file.read(PIECE):
                yield data
            return
        yield from _unlocked(file, path, head, key)


def _unlocked(file: BinaryIO, path: Path, head: bytes, key: X25519PrivateKey | None) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    wanted, point = head[len(MAGIC) : -_POINT].hex(), head[-_POINT:]
    if len(head) < _HEAD:
        raise _changed(path)
    if key is None:
        raise BadInput(mark("The backup is locked; --key names the file with the key {key}."), key=wanted)
    if (given := fingerprint(key.public_key())) != wanted:
        raise BadInput(
            mark("The backup is locked with the key {wanted}; this one is {given}."), wanted=wanted, given=given
        )
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError:
        raise _changed(path) from None
    cipher = _cipher(shared, point, key.public_key().public_bytes_raw())
    number, piece = 0, file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, None)
        except InvalidTag:
            raise _changed(path) from None
        if not following:
            return
        number, piece = number + 1, following


def _changed(path: Path) -> BadInput:
    return BadInput(mark("“{file}” of the backup was changed or cut off."), file=path.name)


def _cipher(shared: bytes, point: bytes, recipient: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, salt=point + recipient, info=MAGIC).derive(shared))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
