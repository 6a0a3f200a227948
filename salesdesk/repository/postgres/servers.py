"""The office's server, or the several it may be: ``postgresql://one:5432,two:5432/salesdesk``.

After a server died, a standby was promoted and goes on under a higher timeline. When the old one returns it takes
itself for the office's server still. A desk therefore knows the highest timeline that it met, and goes to no server
that lags behind it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy.engine import URL, make_url

_TIMELINE = "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int"
_READ_ONLY = "SELECT pg_is_in_recovery()"


class OldServer(Exception):
    """The server was replaced by another one while it was away."""


@dataclass
class Servers:
    """Where the office's database may be.

    Args:
        hosts: names with ports, the preferred one first.
        database: the database's name on each.
        options: what else the address said, for libpq.
        known_timeline: the highest that any desk of this PC has met.
    """

    hosts: tuple[tuple[str, int], ...]
    database: str
    options: Mapping[str, str]
    known_timeline: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def several(self) -> bool:
        return len(self.hosts) > 1

    def url(self) -> URL:
        """For SQLAlchemy, which need only know the kind of database when there are several hosts."""
        host, port = self.hosts[0]
        return (
            make_url("postgresql+psycopg://")
            .set(host=host, port=port, database=self.database)
            .update_query_dict(dict(self.options))
        )

    def connect(self, connect: Callable[..., Any], user: str, password: str, **options: Any) -> Any:
        """A connection to the first host that is the office's server now.

        Raises:
            psycopg.OperationalError: none answers, or only such as may not be written to.
            OldServer: the only one that answers was replaced.
        """
        failure: Exception | None = None
        for host, port in self.hosts:
            try:
                raw = connect(
                    host=host, port=port, dbname=self.database, user=user, password=password,
                    **{**self.options, **options},
                )  # fmt: skip
            except Exception as error:
                failure = failure or error
                continue
            if self._is_the_server(raw):
                return raw
            raw.close()
            failure = OldServer(f"{host}:{port}")
        assert failure is not None
        raise failure

    def _is_the_server(self, raw: Any) -> bool:
        if not self.several:
            return True
        raw.autocommit = True
        if raw.execute(_READ_ONLY).fetchone()[0]:
            return False
        timeline = int(raw.execute(_TIMELINE).fetchone()[0])
        raw.autocommit = False
        with self._lock:
            if timeline < self.known_timeline:
                return False
            self.known_timeline = timeline
        return True


def servers_of(address: str) -> Servers:
    """The servers that an address names; ports that it leaves out are 5432."""
    parts = urlsplit(address)
    places = parts.netloc.rpartition("@")[2].split(",")
    hosts = tuple(
        (host or "localhost", int(port or 5432)) for host, _, port in (place.partition(":") for place in places)
    )
    options = {name: value for name, value in parse_qsl(parts.query) if name != "realm"}
    return Servers(hosts, parts.path.strip("/"), options)
