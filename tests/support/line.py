"""A line to the server that a test can break: silently in either direction, or with a bang."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

Trap = Callable[[bytes], bool]


class Line:
    """Forwards connections on a port of its own to the server's.

    While `silent`, bytes are taken and thrown away in both directions, and nobody is told: a pulled cable. A trap set
    with `silence_when` looks at what a desk sends, and makes the line silent at that moment.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._selector = selectors.DefaultSelector()
        self._peers = dict[socket.socket, tuple[socket.socket, bool]]()
        self._wake, self._waker = socket.socketpair()
        self._trap: Trap | None = None
        self._forward_trapped = False
        self.silent = threading.Event()
        self._ended = False
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def silence_when(self, trap: Trap, *, forwarded: bool) -> None:
        """Silence begins when a desk sends what ``trap`` waits for; ``forwarded``: that still reaches the server."""
        self._trap, self._forward_trapped = trap, forwarded

    def mend(self) -> None:
        """The line works again; what was swallowed stays lost, so connections from before lead nowhere."""
        self._trap = None
        self.silent.clear()

    def end(self) -> None:
        self._waker.send(b"x")  # first: the thread closes it as soon as it sees that this is the end
        self._ended = True
        self._thread.join()

    def _run(self) -> None:
        while not self._ended:
            for key, _ in self._selector.select():
                at = key.fileobj
                if at is self._listener:
                    self._accept()
                elif isinstance(at, socket.socket) and at in self._peers:
                    self._pass_on(at)
        for end in [*self._peers, self._listener, self._wake, self._waker]:
            end.close()

    def _accept(self) -> None:
        desk, _ = self._listener.accept()
        try:
            server = socket.create_connection(self._target)
        except ConnectionRefusedError:
            desk.close()  # the server is away
            return
        self._peers[desk], self._peers[server] = (server, True), (desk, False)
        for end in (desk, server):
            self._selector.register(end, selectors.EVENT_READ)

    def _pass_on(self, end: socket.socket) -> None:
        other, from_desk = self._peers[end]
        try:
            data = end.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._hang_up(end, other)
            return
        forward = not self.silent.is_set()
        if forward and from_desk and self._trap and self._trap(data):
            self.silent.set()
            forward = self._forward_trapped
        if forward:
            with contextlib.suppress(OSError):
                other.sendall(data)

    def _hang_up(self, end: socket.socket, other: socket.socket) -> None:
        """A desk that hangs up while the line is silent is not noticed by the server, nor the other way round."""
        self._selector.unregister(end)
        del self._peers[end]
        end.close()
        if other in self._peers and not self.silent.is_set():
            self._selector.unregister(other)
            del self._peers[other]
            other.close()


@contextmanager
def line_to(address: str) -> Iterator[tuple[Line, str]]:
    """A line to the server of ``address``, and the address of the same database over it."""
    parts = urlsplit(address)
    line = Line(parts.hostname or "127.0.0.1", parts.port or 5432)
    try:
        yield line, address.replace(f":{parts.port}/", f":{line.port}/", 1)
    finally:
        line.end()
