"""What became of a unit, in lines: launches, holds, orders, prices, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.money import format_yuan_short
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.states import STATE_WORDS, SaleState
from salesdesk.services.board import UnitPanel
from salesdesk.services.rows import PriceStep, UnitEvent
from salesdesk.views.kit.date_text import short_date

BLANK = "　"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event: when, what (in medium tone), and who and what was said of it."""

    at: datetime
    what: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class PriceMove:
    """One version of the unit's price and what it changed; the first one changed nothing."""

    step: PriceStep
    change_fen: int | None


def today() -> date:
    """The office's day by this PC's clock, for leaving out the year of dates."""
    return local_day(datetime.now(UTC))


def day_words(moment: datetime) -> str:
    """``11-15``."""
    return short_date(local_day(moment), today())


def moment_words(moment: datetime) -> str:
    """``11-22 09:40``; of another year the date alone."""
    here = moment.astimezone(SHANGHAI)
    return f"{here:%m-%d %H:%M}" if here.year == today().year else f"{here:%Y-%m-%d}"


def signed_yuan(fen: int) -> str:
    """``+4,733``; a true minus for less."""
    return f"{'+' if fen > 0 else ''}{format_yuan_short(fen)}"


def price_moves(steps: Sequence[PriceStep]) -> list[PriceMove]:
    """The versions of a unit's price with what each changed, the newest first as they come."""
    moves = [PriceMove(new, new.total_fen - old.total_fen) for new, old in pairwise(steps)]
    return moves + [PriceMove(step, None) for step in steps[-1:]]


def current_step(panel: UnitPanel) -> PriceStep | None:
    """The version that counts now: the newest whose time has come."""
    if panel.unit.total_fen is None:
        return None
    begun = [step for step in panel.prices if step.effective_at <= datetime.now(UTC)]
    return max(begun, key=lambda step: (step.effective_at, step.version_no), default=None)


def story(panel: UnitPanel) -> list[StoryLine]:
    """Everything that is known of a unit's past. A new list with the same price is no event of the unit."""
    lines = [_event_line(event) for event in panel.events]
    lines += [line for line in map(_price_line, price_moves(panel.prices)) if line is not None]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _event_line(event: UnitEvent) -> StoryLine:
    rest = BLANK.join(part for part in (event.person, event.detail) if part)
    if event.kind == "state":
        return StoryLine(event.at, tr(STATE_WORDS[SaleState(event.new_state)]), rest)
    if event.kind == "expire":
        return StoryLine(event.at, tr("Hold ran out, free again"))
    words = {
        "launch": tr("Launch"),
        "withdraw": tr("Withdraw"),
        "hold": tr("Hold"),
        "release": tr("Release"),
    }
    return StoryLine(event.at, words[event.kind], rest)


def _price_line(move: PriceMove) -> StoryLine | None:
    step = move.step
    if move.change_fen is None:
        words = tr("{sum} yuan").format(sum=format_yuan_short(step.total_fen))
        return StoryLine(step.effective_at, tr("Priced, V{version}").format(version=step.version_no), words)
    if not move.change_fen:
        return None
    words = tr("{sum} yuan").format(sum=signed_yuan(move.change_fen))
    return StoryLine(step.effective_at, tr("New price, V{version}").format(version=step.version_no), words)
