"""The line to the server, protected: a desk talks to the server that the office's authority signed for, and to no
other. What is written in the README, from an empty PostgreSQL to ten desks, is done here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk.domain.errors import BadInput
from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.postgres.tls import tls_refusal
from salesdesk.services.certificates import Certificates, make_certificates
from salesdesk.services.office import Office
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.server_setup import look_at_office
from salesdesk.services.sign_in import NewPassword, change_password, sign_in
from tests.support.office import PASSWORD
from tests.support.postgres import PostgresServer
from tests.support.tls import TlsServer, _doorkeeper, tls_server
from tests.support.typed import lines, typed

DATABASE = "tlsoffice"
TEN = {f"desk{number}": role for number, role in enumerate([*OfficeRole, OfficeRole.CONSULTANT])}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(["localhost"], tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(certificates: Certificates, pg_server: PostgresServer) -> Iterator[TlsServer]:
    with tls_server(certificates, pg_server) as found:
        yield found


def address(server: TlsServer, certificates: Certificates, host: str = "localhost", **changed: str) -> str:
    values = {"sslmode": "verify-full", "sslrootcert": str(certificates.authority), **changed}
    return f"postgresql://{host}:{server.port}/{DATABASE}?" + "&".join(
        f"{name}={value}" for name, value in values.items()
    )


def as_superuser_of(server: TlsServer, url: str) -> str:
    """The same address with the superuser's login."""
    login = server.plain.removeprefix("postgresql://").partition("@")[0]
    return url.replace("postgresql://", f"postgresql://{login}@")


def test_from_an_empty_server_to_ten_desks_over_a_protected_line(
    server: TlsServer, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page of the README, line by line."""
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("SALESDESK_FIRST_PASSWORD", "Red-kettle-9")
    at = address(server, certificates)
    assert typed("db", "init", as_superuser_of(server, at), "--admin", "yan", "--name", "严明") == 0
    yan = sign_in(at, "yan", PASSWORD)
    change_password(yan, at, PASSWORD, NewPassword(password="Green-kettle-8"))
    yan.perform(open_new_project, NewProject(company="栖霞地产", region="江宁公司", name="云栖里"))
    yan.close()
    monkeypatch.setenv("SALESDESK_PASSWORD", "Green-kettle-8")
    for login, role in TEN.items():
        assert typed("user", "add", login, "同事", "--role", role, "--db", at, "--login", "yan") == 0
    desks = [sign_in(at, login, "Red-kettle-9") for login in TEN]
    try:
        assert [next(iter(desk.projects[0].roles)) for desk in desks] == list(TEN.values())
        assert all(is_protected(desk) for desk in desks)
    finally:
        for desk in desks:
            desk.close()
    capsys.readouterr()
    assert typed("db", "check", as_superuser_of(server, at)) == 0
    assert look_at_office(as_superuser_of(server, at)).people == 11
    if server.by == "PostgreSQL":
        assert "TLS: on" in lines(capsys)
        assert look_at_office(as_superuser_of(server, at)).tls


def is_protected(desk: Office) -> bool:
    with desk.database.reading() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        return bool(raw.pgconn.ssl_in_use)


def test_a_server_that_another_authority_signed_for_is_refused(
    server: TlsServer, certificates: Certificates, tmp_path: Path
) -> None:
    other = make_certificates(["localhost"], tmp_path)
    with pytest.raises(BadInput, match="not of the authority that this PC trusts") as refused:
        sign_in(address(server, certificates, sslrootcert=str(other.authority)), "yan", PASSWORD)
    assert refused.value.field == "address"


def test_a_server_under_another_name_than_its_certificates_is_refused(
    server: TlsServer, certificates: Certificates
) -> None:
    with pytest.raises(BadInput, match=r"is for “localhost” and not for “127\.0\.0\.1”"):
        sign_in(address(server, certificates, host="127.0.0.1"), "yan", PASSWORD)


def test_control_without_verify_full_the_other_name_would_do(server: TlsServer, certificates: Certificates) -> None:
    wrong = address(server, certificates, host="127.0.0.1", sslmode="verify-ca")
    with pytest.raises(BadInput, match="The name or the password is wrong"):
        sign_in(wrong, "nobody.at.all", PASSWORD)


def test_an_authority_that_is_not_on_this_pc_is_said(
    server: TlsServer, certificates: Certificates, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=r"none\.crt” is not on this PC"):
        sign_in(address(server, certificates, sslrootcert=str(tmp_path / "none.crt")), "yan", PASSWORD)


def test_a_server_without_tls_is_not_talked_to(pg_server: PostgresServer, certificates: Certificates) -> None:
    plain = TlsServer("", pg_server.port, "")
    with pytest.raises(BadInput, match="offers no TLS"):
        sign_in(address(plain, certificates, host="127.0.0.1"), "yan", PASSWORD)


def test_what_stands_in_for_a_server_with_tls_protects_the_line_as_well(
    pg_server: PostgresServer, tmp_path: Path
) -> None:
    """Where the run's own server was not built with TLS, the other tests go through this."""
    signed = make_certificates(["localhost"], tmp_path)
    with _doorkeeper(signed, pg_server) as server:
        status_of = server.plain.replace("127.0.0.1:" + str(pg_server.port), f"localhost:{server.port}")
        ask = f"?sslmode=verify-full&sslrootcert={signed.authority}"
        with pytest.raises(BadInput, match=r"not for “127\.0\.0\.1”"):
            look_at_office(status_of.replace("localhost", "127.0.0.1") + ask)
        other = make_certificates(["localhost"], tmp_path / "other")
        with pytest.raises(BadInput, match="not of the authority"):
            look_at_office(status_of + ask.replace(str(signed.authority), str(other.authority)))


# --- certificates -----------------------------------------------------------------------------------------------------


def test_keys_are_their_owners_alone_and_nothing_is_written_over(tmp_path: Path) -> None:
    made = make_certificates(["db.example", "192.0.2.7"], tmp_path)
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (made.authority_key, made.server_key)] == [0o600, 0o600]
    before = made.authority.read_bytes()
    with pytest.raises(BadInput, match="never written over"):
        make_certificates(["db.example"], tmp_path)
    assert made.authority.read_bytes() == before


def test_a_certificate_is_for_all_the_names_that_were_given(tmp_path: Path) -> None:
    from cryptography import x509

    made = make_certificates(["db.example", "192.0.2.7"], tmp_path)
    certificate = x509.load_pem_x509_certificate(made.server.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["db.example"]
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["192.0.2.7"]


def test_a_command_makes_them_and_says_where_each_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("db", "certificate", "db.example", "--to", tmp_path) == 0
    assert lines(capsys) == [
        f"“{tmp_path / 'ca.crt'}” goes to every desk.",
        f"“{tmp_path / 'server.crt'}” and “{tmp_path / 'server.key'}” go to the server.",
        f"“{tmp_path / 'ca.key'}” signs further certificates: keep it elsewhere.",
    ]
    assert typed("db", "certificate", "中文", "--to", tmp_path / "x") == 2
    assert "“中文” is no name of a server." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('server certificate for "db" does not match host name "x"', "is for “db” and not for “x”"),
        ('server certificate for "db" (and 2 other names) does not match host name "x"', "is for “db”"),
        ("SSL error: certificate verify failed", "is not of the authority"),
        ('root certificate file "/r.crt" does not exist', "“/r.crt” is not on this PC"),
        ('could not read root certificate file "/r.crt": no such', "“/r.crt” is not on this PC"),
        ("server does not support SSL, but SSL was required", "offers no TLS"),
    ],
)
def test_what_the_library_says_becomes_a_sentence(text: str, words: str) -> None:
    assert words in str(tls_refusal(text))
    assert tls_refusal("connection refused") is None
