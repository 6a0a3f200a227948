"""Which server of an office this PC met last: by it, one that was replaced meanwhile is known when it returns."""

from __future__ import annotations

import contextlib
import json
import os

from salesdesk.services.desk_settings import state_folder, without_login
from salesdesk.services.office import Office


def known_timeline(address: str) -> int:
    """The highest timeline met at this address; 0 for one that was never met."""
    known = _read().get(without_login(address), 0)
    return known if isinstance(known, int) else 0


def remember_server(address: str, office: Office) -> None:
    """Keeps what the desk has met. A disk that cannot be written costs this memory and nothing else."""
    servers = office.database.servers
    if servers is None or not servers.several or servers.known_timeline <= known_timeline(address):
        return
    path = state_folder() / "servers.json"
    fresh = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({**_read(), without_login(address): servers.known_timeline}), encoding="utf-8")
        os.replace(fresh, path)


def _read() -> dict[str, object]:
    try:
        stored = json.loads((state_folder() / "servers.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
