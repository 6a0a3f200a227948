"""See tests/views/selling_desks.py."""

from __future__ import annotations

import pytest

from salesdesk.views.deal import printing
from tests.views.selling_desks import desk_of, engine_kind

__all__ = ["desk_of", "engine_kind"]


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was sent to the preview, instead of a window over the test."""
    sent: list[tuple[object, ...]] = []
    monkeypatch.setattr(printing, "show_paper", lambda *paper: sent.append(paper))
    return sent
