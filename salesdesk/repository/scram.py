"""What a server keeps instead of a password (SCRAM-SHA-256, RFC 5803), worked out at the desk for a salt that is known.

Each password has a salt of its own: a new one can be compared with an old one in no other way.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import stringprep
import unicodedata

_NEVER = (
    stringprep.in_table_c12, stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4,
    stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8,
    stringprep.in_table_c9, stringprep.in_table_a1,
)  # fmt: skip
"""What SASLprep (RFC 4013, 2.3 and 2.5) refuses; a password with such a sign is taken as it was typed."""


def verifier_with(salted: str, password: str) -> str:
    """The verifier of ``password`` with the iterations and the salt of ``salted``, ``SCRAM-SHA-256$4096:<salt>``."""
    head = salted.split("$")[1]
    iterations, salt = head.split(":")
    key = hashlib.pbkdf2_hmac("sha256", _prepared(password).encode(), base64.b64decode(salt), int(iterations))
    stored = hashlib.sha256(hmac.digest(key, b"Client Key", "sha256")).digest()
    server = hmac.digest(key, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${head}${base64.b64encode(stored).decode()}:{base64.b64encode(server).decode()}"


def _prepared(password: str) -> str:
    """The password as libpq prepares it, so that two ways to type one character are one; like libpq it looks for what
    may not stand there before it normalises."""
    if password.isascii():
        return password
    spaced = (" " if stringprep.in_table_c12(sign) else sign for sign in password)
    mapped = "".join(sign for sign in spaced if not stringprep.in_table_b1(sign))
    if not mapped or any(never(sign) for sign in mapped for never in _NEVER) or not _one_direction(mapped):
        return password
    return unicodedata.normalize("NFKC", mapped)


def _one_direction(text: str) -> bool:
    """Whether letters that are written from right to left stand alone, and at both ends (RFC 3454, 6)."""
    if not any(map(stringprep.in_table_d1, text)):
        return True
    ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
    return ends and not any(map(stringprep.in_table_d2, text))
