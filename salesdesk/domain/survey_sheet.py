"""What a survey's file says, row by row: which unit, and its surveyed areas in cm²."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.domain.i18n import tr


@dataclass(frozen=True)
class SurveyLine:
    """One unit as the file names it; areas are None where the file gives none."""

    row: int
    building: str
    entrance: str
    number: str
    gross_cm2: int | None
    inner_cm2: int | None


@dataclass(frozen=True)
class SurveyProblem:
    """Why a row is not taken; ``words`` is an English source with named gaps."""

    row: int
    words: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return tr(self.words).format(**self.values)


@dataclass(frozen=True)
class SurveySheet:
    """A file as it was read; ``skipped`` rows are titles, headings, sums."""

    file: str
    sheet: str
    lines: tuple[SurveyLine, ...]
    problems: tuple[SurveyProblem, ...]
    skipped: int
