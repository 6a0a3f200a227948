"""An office to look at and to practise in: invented people, homes, customers and deals, with dates around today."""

from __future__ import annotations

from pathlib import Path


def open_demo(path: Path) -> Path:
    """The demo office at ``path``, made now where it is missing or old; takes some seconds then."""
    from salesdesk.demo.opening import open_demo as opened

    return opened(path)
