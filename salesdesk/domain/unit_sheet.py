"""What was read from a price list: units, rows that cannot be taken, and rows that are no units, down to the last line.

The rows are frozen values. `salesdesk.excel.unit_rows` makes them, services store them, a screen previews them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.pricing import Basis


class UnitField(StrEnum):
    """What a column of a price list may hold."""

    DEVELOPMENT = "development"
    BUILDING = "building"
    ENTRANCE = "entrance"
    NUMBER = "number"
    FLOOR = "floor"
    KIND = "kind"
    LAYOUT = "layout"
    ASPECT = "aspect"
    GROSS = "gross"
    INNER = "inner"
    SHARED = "shared"
    UNIT_PRICE = "unit_price"
    INNER_UNIT_PRICE = "inner_unit_price"
    TOTAL = "total"
    FLOOR_TOTAL = "floor_total"
    STATE = "state"
    MORTGAGE = "mortgage"
    SEAL = "seal"
    REMARK = "remark"


FIELD_WORDS: dict[UnitField, str] = {
    UnitField.DEVELOPMENT: mark("Development"),
    UnitField.BUILDING: mark("Building"),
    UnitField.ENTRANCE: mark("Entrance"),
    UnitField.NUMBER: mark("Unit number"),
    UnitField.FLOOR: mark("Floor"),
    UnitField.KIND: mark("Use"),
    UnitField.LAYOUT: mark("Layout"),
    UnitField.ASPECT: mark("Aspect"),
    UnitField.GROSS: mark("Gross area"),
    UnitField.INNER: mark("Inner area"),
    UnitField.SHARED: mark("Shared area"),
    UnitField.UNIT_PRICE: mark("Unit price"),
    UnitField.INNER_UNIT_PRICE: mark("Unit price by inner area"),
    UnitField.TOTAL: mark("Total"),
    UnitField.FLOOR_TOTAL: mark("Floor price"),
    UnitField.STATE: mark("State"),
    UnitField.MORTGAGE: mark("Mortgaged"),
    UnitField.SEAL: mark("Sealed"),
    UnitField.REMARK: mark("Remark"),
}
"""The field's name for people; a source for `tr`."""


KIND_WORDS = {
    "home": mark("home"),
    "shop": mark("shop"),
    "storage": mark("storage room"),
    "parking": mark("parking space"),
}
"""What a unit is used for, by its ``kind``; sources for `tr`."""


class Severity(StrEnum):
    NOTE = "note"
    """The row is taken; the person should know."""
    ERROR = "error"
    """The row cannot be taken."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to know about a row: the column it concerns (its heading, may be empty) and a sentence about it."""

    severity: Severity
    column: str
    source: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def note(cls, column: str, source: str, **values: object) -> Problem:
        return cls(Severity.NOTE, column, source, tuple(values.items()))

    @classmethod
    def error(cls, column: str, source: str, **values: object) -> Problem:
        return cls(Severity.ERROR, column, source, tuple(values.items()))

    @classmethod
    def of(cls, column: str, refusal: Refusal) -> Problem:
        """The sentence of a refusal, as the reason why a row cannot be taken."""
        return cls(Severity.ERROR, column, refusal.source, tuple(refusal.values.items()))

    def __str__(self) -> str:
        return tr(self.source).format(**dict(self.values))


Place = tuple[str, int]
"""A row of a file: its sheet and its number there."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as it will be stored. Areas in cm², money in fen.

    ``row`` is the row number in the file. ``basis`` is what ``unit_price_fen`` is counted by (`Basis.GROSS` or
    `Basis.INNER`). A total is as given; where none was given it is area × unit price (and a note says so), and where
    only a total was given the unit price is what it comes to. ``kind`` is home, shop, storage or parking;
    ``kind_text`` and ``state`` are the file's own words. ``guessed`` are the fields that the file does not say and a
    new unit needs all the same: a floor told by the number, a use taken for granted, a gross area added up, a unit
    price divided out.
    """

    sheet: str
    row: int
    development: str
    building: str
    entrance: str
    number: str
    floor: int
    floor_to: int
    kind: str
    kind_text: str
    layout: str
    aspect: str
    gross_cm2: int
    inner_cm2: int | None
    shared_cm2: int | None
    unit_price_fen: int | None
    total_fen: int | None
    floor_total_fen: int | None
    basis: Basis
    state: str
    mortgaged: bool
    sealed: bool
    remark: str
    notes: tuple[Problem, ...] = ()
    guessed: tuple[UnitField, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        return (self.sheet, self.row)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one unit from another inside a project."""
        return (self.building, self.entrance, self.number)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was meant as a unit and cannot be taken, with every reason and the row's cells as they stand."""

    sheet: str
    row: int
    problems: tuple[Problem, ...]
    cells: tuple[str, ...]

    @property
    def column(self) -> str:
        """The heading of the column that the first reason concerns."""
        return self.problems[0].column

    @property
    def reason(self) -> str:
        """All reasons, in the language of the desk."""
        return " ".join(str(problem) for problem in self.problems)


class SkipReason(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    BLANK = "blank"
    TOTALS = "totals"
    REMARK = "remark"
    PLACEHOLDER = "placeholder"
    OTHER_DEVELOPMENT = "other_development"
    CONTINUED = "continued"
    NO_UNITS = "no_units"
    HIDDEN = "hidden"


SKIP_WORDS: dict[SkipReason, str] = {
    SkipReason.TITLE: mark("title or section"),
    SkipReason.HEADING: mark("column headings"),
    SkipReason.BLANK: mark("empty row"),
    SkipReason.TOTALS: mark("totals row"),
    SkipReason.REMARK: mark("remark"),
    SkipReason.PLACEHOLDER: mark("placeholder of a blank form"),
    SkipReason.OTHER_DEVELOPMENT: mark("another development"),
    SkipReason.CONTINUED: mark("continues the line above"),
    SkipReason.NO_UNITS: mark("the sheet holds no units"),
    SkipReason.HIDDEN: mark("hidden sheet"),
}
"""Why a row is no unit; sources for `tr`."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no unit and was not meant as one."""

    sheet: str
    row: int
    why: SkipReason
    text: str = ""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Which column a field is read from. ``letter`` is Excel's (``A``, or ``A+C`` where columns were joined)."""

    field: UnitField
    heading: str
    letter: str


@dataclass(frozen=True, slots=True)
class SheetUse:
    """How one list on a sheet was understood: the row of its headings (0: none), the headings by column, their use.

    A sheet has several where another list, with other headings, begins further down.
    """

    name: str
    heading_row: int
    headings: tuple[str, ...]
    columns: tuple[ColumnUse, ...]


@dataclass(frozen=True, slots=True)
class SheetLook:
    """A sheet as it lies there, for a person who assigns columns by hand: its first rows, and what was understood."""

    use: SheetUse
    lines: int
    first_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """All that a file held. Every line of the file is a unit, rejected, or skipped: `lines` is their sum."""

    name: str
    sheets: tuple[SheetUse, ...]
    lines: int
    units: tuple[UnitRow, ...]
    rejected: tuple[RejectedRow, ...]
    skipped: tuple[SkippedRow, ...]
    titles: tuple[str, ...]
    developments: tuple[tuple[str, int], ...]
    """The developments named in the file with their number of rows, chosen or not; empty without such a column."""
    cells: Mapping[Place, tuple[str, ...]]
    """The cells of each unit's row as they stand."""

    @property
    def rows_read(self) -> int:
        """Rows that were meant as units."""
        return len(self.units) + len(self.rejected)

    def use_of(self, row: UnitRow | RejectedRow) -> SheetUse:
        """The headings that a row was read by: the last ones above it on its sheet."""
        return [use for use in self.sheets if use.name == row.sheet and use.heading_row < row.row][-1]

    def without(self, problems: Mapping[Place, Problem]) -> UnitSheet:
        """The same file, with these of its units rejected too, each for its reason."""
        if not problems:
            return self
        taken_out = (
            RejectedRow(row.sheet, row.row, (problems[row.place],), self.cells[row.place])
            for row in self.units
            if row.place in problems
        )
        order = {use.name: number for number, use in enumerate(self.sheets)}
        rejected = sorted((*self.rejected, *taken_out), key=lambda row: (order[row.sheet], row.row))
        units = tuple(row for row in self.units if row.place not in problems)
        return replace(self, units=units, rejected=tuple(rejected))

    def skipped_because(self, reasons: Iterable[SkipReason]) -> int:
        wanted = frozenset(reasons)
        return sum(row.why in wanted for row in self.skipped)
