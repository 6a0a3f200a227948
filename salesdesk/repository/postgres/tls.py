"""What goes wrong where the address asks for a protected line, in sentences: in every case nothing was sent."""

from __future__ import annotations

import re

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

_OTHER_NAME = re.compile(
    r'server certificate for "(?P<found>[^"]*)"(?: \(and \d+ other names?\))? does not match host name "(?P<host>[^"]*)"'
)
_NO_FILE = re.compile(r'root certificate file "(?P<file>[^"]*)"')


def tls_refusal(text: str) -> BadInput | None:
    """The sentence for what libpq says; None where it says nothing of certificates."""
    if found := _OTHER_NAME.search(text):
        return BadInput(
            mark("The server's certificate is for “{found}” and not for “{host}”; the address has to name the server as its certificate does."),
            field="address", found=found["found"], host=found["host"],
        )  # fmt: skip
    if "certificate verify failed" in text:
        return BadInput(
            mark("The server's certificate is not of the authority that this PC trusts, or has run out. Somebody may stand in between: nothing was sent."),
            field="address",
        )  # fmt: skip
    if found := _NO_FILE.search(text):
        return BadInput(
            mark("The authority's certificate “{file}” is not on this PC, or cannot be read."),
            field="address", file=found["file"],
        )  # fmt: skip
    if "server does not support SSL" in text:
        return BadInput(mark("The server offers no TLS, but the address asks for it."), field="address")
    return None
