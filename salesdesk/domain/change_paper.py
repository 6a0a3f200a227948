"""The approval form (审批表): the before/after sheet of a request on paper, with who was asked and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.domain.change_lines import ChangeGroup
from salesdesk.domain.letterhead import Letterhead, PrintStamp


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """Whose agreement is needed, and what was answered so far; without a name there is only the place to sign."""

    role: str
    name: str = ""
    answered_on: date | None = None
    agrees: bool = False
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class MovedLine:
    """Money that is entered for another item (``to``), or goes back."""

    item: str
    amount_fen: int
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangePaper:
    """A special transaction as it is signed. All sums in fen; ``counts_in`` is a month, ``2026-11``."""

    head: Letterhead
    title: str
    number: str
    order_number: str
    customer: str
    unit: str
    asked_on: date
    asked_by: str
    reason: str
    before_words: str
    after_words: str
    groups: tuple[ChangeGroup, ...]
    to_pay_fen: int
    to_return_fen: int
    fee_fen: int
    penalty_fen: int
    moved: tuple[MovedLine, ...]
    void_papers: tuple[str, ...]
    counts_in: str
    answers: tuple[AnswerLine, ...]
    stamp: PrintStamp
    state: str = ""
