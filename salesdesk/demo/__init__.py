"""An office to look at and to practise in: invented people, homes, customers and deals, with dates around today."""

from __future__ import annotations

from pathlib import Path

from salesdesk.domain.long_work import Cancelled, Progress


def open_demo(path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Path:
    """The demo office at ``path``, made now where it is missing or old; takes some seconds then."""
    from salesdesk.demo.opening import open_demo as opened

    return opened(path, progress, cancelled)
