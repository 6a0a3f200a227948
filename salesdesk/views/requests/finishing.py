"""By which verb each kind of special transaction is carried out once it is agreed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salesdesk.domain.requests import RequestKind
from salesdesk.services.buyer_changes import FinishBuyerChange, finish_buyer_change
from salesdesk.services.cancellations import FinishCancellation, finish_cancellation
from salesdesk.services.postponements import FinishPostponement, finish_postponement
from salesdesk.services.swaps import FinishSwap, finish_swap
from salesdesk.services.terms_changes import FinishTermsChange, finish_terms_change

FINISH_VERBS: dict[RequestKind, tuple[Callable[[Any, Any], int], Callable[..., Any]]] = {
    RequestKind.SWAP: (finish_swap, FinishSwap),
    RequestKind.CANCELLATION: (finish_cancellation, FinishCancellation),
    RequestKind.BUYER_CHANGE: (finish_buyer_change, FinishBuyerChange),
    RequestKind.TERMS_CHANGE: (finish_terms_change, FinishTermsChange),
    RequestKind.POSTPONEMENT: (finish_postponement, FinishPostponement),
}
