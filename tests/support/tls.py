"""A server with TLS, wherever the tests run.

PostgreSQL itself where it was built with it, as on every server that an office would use. The programs that come with
the test dependencies were not: then a doorkeeper does TLS before a plain server, as a proxy of an office may.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import struct
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from salesdesk.repository.postgres.programs import other_account, own_server
from salesdesk.services.certificates import Certificates
from tests.support.postgres import PostgresServer, find_programs

_ASKS_FOR_TLS = struct.pack("!ii", 8, 80877103)


@dataclass(frozen=True)
class TlsServer:
    """``plain`` is the superuser's address past TLS, ``place`` what a desk's address names: host and port."""

    plain: str
    port: int
    by: str


@contextlib.contextmanager
def tls_server(certificates: Certificates, plain: PostgresServer) -> Iterator[TlsServer]:
    """A server that presents the certificate; ``plain`` serves where no other can."""
    with psycopg.connect(plain.superuser_url()) as connection:
        row = connection.execute("SHOW ssl_library").fetchone()
    if row is not None and row[0]:
        with _postgres(certificates) as server:
            yield server
    else:
        with _doorkeeper(certificates, plain) as server:
            yield server


@contextlib.contextmanager
def _postgres(certificates: Certificates) -> Iterator[TlsServer]:
    with tempfile.TemporaryDirectory(prefix="salesdesk-tls-") as folder:
        files = [Path(shutil.copy2(path, folder)) for path in (certificates.server, certificates.server_key)]
        if account := other_account():  # another account runs the server
            for path in (Path(folder), *files):
                shutil.chown(path, account["user"], account["group"])
        settings = {"ssl": "on", "ssl_cert_file": str(files[0]), "ssl_key_file": str(files[1])}
        with own_server(find_programs(), settings) as url:
            yield TlsServer(url, int(url.rsplit(":", 1)[1].split("/")[0]), "PostgreSQL")


@contextlib.contextmanager
def _doorkeeper(certificates: Certificates, plain: PostgresServer) -> Iterator[TlsServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.server, certificates.server_key)
    with socket.create_server(("127.0.0.1", 0)) as door:
        keeper = threading.Thread(target=_keep, args=(door, context, (plain.host, plain.port)), daemon=True)
        keeper.start()
        yield TlsServer(plain.superuser_url(), door.getsockname()[1], "a doorkeeper")
        door.shutdown(socket.SHUT_RDWR)
    keeper.join(10)


def _keep(door: socket.socket, context: ssl.SSLContext, to: tuple[str, int]) -> None:
    while True:
        try:
            caller, _ = door.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(caller, context, to), daemon=True).start()


def _serve(caller: socket.socket, context: ssl.SSLContext, to: tuple[str, int]) -> None:
    with contextlib.suppress(OSError), caller:
        if caller.recv(8, socket.MSG_WAITALL) != _ASKS_FOR_TLS:
            return
        caller.sendall(b"S")
        with context.wrap_socket(caller, server_side=True) as inside, socket.create_connection(to) as server:
            there = threading.Thread(target=_pass_on, args=(inside, server), daemon=True)
            there.start()
            _pass_on(server, inside)
            there.join(10)


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
