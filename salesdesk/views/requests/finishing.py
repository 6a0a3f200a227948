"""By which verb each kind of request is carried out once it is agreed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salesdesk.domain.requests import RequestKind
from salesdesk.services.area_corrections import FinishAreaCorrection, finish_area_correction
from salesdesk.services.area_settlements import FinishSettlement, finish_settlement
from salesdesk.services.buyer_changes import FinishBuyerChange, finish_buyer_change
from salesdesk.services.cancellations import FinishCancellation, finish_cancellation
from salesdesk.services.customer_corrections import FinishCorrection, finish_correction
from salesdesk.services.handover_backs import FinishHandoverBack, finish_handover_back
from salesdesk.services.holds import FinishExtension, finish_extension
from salesdesk.services.postponements import FinishPostponement, finish_postponement
from salesdesk.services.swaps import FinishSwap, finish_swap
from salesdesk.services.terms_changes import FinishTermsChange, finish_terms_change


def _settlement(request_id: str, on_request: int) -> FinishSettlement:
    return FinishSettlement(request_id=request_id, on_requests=(on_request,))


FINISH_VERBS: dict[RequestKind, tuple[Callable[[Any, Any], object], Callable[..., Any]]] = {
    RequestKind.SWAP: (finish_swap, FinishSwap),
    RequestKind.CANCELLATION: (finish_cancellation, FinishCancellation),
    RequestKind.BUYER_CHANGE: (finish_buyer_change, FinishBuyerChange),
    RequestKind.TERMS_CHANGE: (finish_terms_change, FinishTermsChange),
    RequestKind.POSTPONEMENT: (finish_postponement, FinishPostponement),
    RequestKind.AREA_SETTLEMENT: (finish_settlement, _settlement),
    RequestKind.AREA_CORRECTION: (finish_area_correction, FinishAreaCorrection),
    RequestKind.HANDOVER_BACK: (finish_handover_back, FinishHandoverBack),
    RequestKind.CUSTOMER_CORRECTION: (finish_correction, FinishCorrection),
    RequestKind.HOLD_EXTENSION: (finish_extension, FinishExtension),
}
"""What others carry out at their own counter, with more than a press of a button, is not here."""
