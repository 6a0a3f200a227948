"""Commands are tried in English, on a PC that nobody used before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk.domain.i18n import current_language, use_language
from salesdesk.services import desk_settings


@pytest.fixture(autouse=True)
def in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: tmp_path / "pc")
    before = current_language()
    yield
    use_language(before)
