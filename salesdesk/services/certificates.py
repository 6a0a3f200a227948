"""An authority of the office's own, and the certificate by which desks know its server.

With ``sslmode=verify-full`` a desk talks to no other server than the one that this authority signed for under its name.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.services.new_files import write_new

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY_YEARS, SERVER_YEARS = 20, 5


@dataclass(frozen=True)
class Certificates:
    """Where each file is: the authority's certificate goes to every desk, the server's two files to the server, and the
    authority's key to a safe."""

    authority: Path
    authority_key: Path
    server: Path
    server_key: Path


def make_certificates(names: Sequence[str], folder: Path) -> Certificates:
    """Makes an authority and a certificate for the server of these names or addresses; the first is its chief name.

    Raises:
        BadInput: there are such files already, or they cannot be written.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    made = Certificates(*(folder / name for name in ("ca.crt", "ca.key", "server.crt", "server.key")))
    authority_key, server_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = _called(f"SalesDesk {names[0]}")
    authority = _certificate(issuer, authority_key, issuer, authority_key, AUTHORITY_YEARS, [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (_usage(signs_certificates=True), True),
    ])  # fmt: skip
    server = _certificate(_called(names[0]), server_key, issuer, authority_key, SERVER_YEARS, [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(signs_certificates=False), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectAlternativeName([_name(name) for name in names]), False),
    ])  # fmt: skip
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    for path, content, mode in (
        (made.authority_key, authority_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain), 0o600),
        (made.server_key, server_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain), 0o600),
        (made.authority, authority.public_bytes(pem), 0o644),
        (made.server, server.public_bytes(pem), 0o644),
    ):
        write_new(path, content, mode)
    return made


def _certificate(
    subject: x509.Name, key: EllipticCurvePrivateKey, issuer: x509.Name, signs: EllipticCurvePrivateKey, years: int,
    extensions: list[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:  # fmt: skip
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # desks whose clock is behind
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signs.public_key()), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signs, SHA256())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _called(name: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _name(name: str) -> x509.GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        pass
    try:
        return x509.DNSName(name)
    except ValueError:
        raise BadInput(mark("“{name}” is no name of a server."), name=name) from None
