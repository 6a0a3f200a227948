"""Which tests run on which database."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.support.wrongs import WRONGS, Wrong

ON_SQLITE = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)


ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)


def named(wrongs: Iterable[Wrong]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("wrong", list(wrongs), ids=lambda wrong: wrong.name)


def only(engine: str) -> list[Wrong]:
    return [wrong for wrong in WRONGS if wrong.engines == (engine,)]
