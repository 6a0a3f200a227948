"""Shares that add up: buyers' and consultants', in ten-thousandths."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import TEN_THOUSAND, split_evenly
from salesdesk.views.deal.words import share_text
from salesdesk.views.kit.figures import FigureEdit, parse_percent


def filled_up(typed: Sequence[int | None]) -> list[int]:
    """What each gets when some shares were typed and the others share what is left, evenly.

    Where the typed ones leave nothing, the others get nothing, and the sum does not add up: it is shown, not mended.
    """
    left = TEN_THOUSAND - sum(share for share in typed if share is not None)
    others = sum(share is None for share in typed)
    parts = iter(split_evenly(max(left, 0), others) if others else [])
    return [next(parts) if share is None else share for share in typed]


def parse_share(text: str) -> int:
    """Ten-thousandths out of a percentage with at most two decimals.

    Raises:
        BadInput: no percentage from 0 to 100, or a finer one.
    """
    millionths = parse_percent(text)
    if millionths % 100:
        raise BadInput(mark("A share has two decimals at most."))
    return millionths // 100


class ShareEdit(FigureEdit):
    """A share in percent; the value is ten-thousandths (``60`` → 6,000)."""

    def __init__(self) -> None:
        super().__init__(parse_share, lambda share: share_text(share).removesuffix("%"))
