"""What stands on a handover sheet (交房验收单), as plain values; `salesdesk.printing.handover_sheet` makes the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.domain.letterhead import Letterhead, PrintStamp


@dataclass(frozen=True, kw_only=True)
class HandoverPoint:
    """One point of the list; ``passed`` is None where nobody looked yet: it is ticked by hand."""

    name: str
    passed: bool | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverPaper:
    """A handover: the home, its areas, what was settled, the points, the places to sign. Areas in cm², money in fen.

    Args:
        surveyed_cm2: 0 until it is surveyed.
        settlement_fen: what the buyer paid for the area, below zero what went back; None where nothing is settled.
    """

    head: Letterhead
    number: str
    contract_number: str
    unit: str
    building: str
    buyers: tuple[str, ...]
    contract_cm2: int
    area_word: str
    surveyed_cm2: int
    settlement_fen: int | None
    points: tuple[HandoverPoint, ...]
    handed_over_on: date | None
    handled_by: str
    stamp: PrintStamp
