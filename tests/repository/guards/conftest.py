"""One office with a day's business, for a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.day import Day, a_day
from tests.support.engines import ENGINES


@pytest.fixture(scope="module", params=list(ENGINES))
def engine_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def day(engine_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One day for all the tests of this file: everything tried here is undone."""
    with a_day(engine_kind, request, tmp_path_factory.mktemp("day")) as made:
        yield made
