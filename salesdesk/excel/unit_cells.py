"""One row of a price list as a unit: every cell read, every reason against it collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.domain.money import CM2_PER_M2, format_area, format_yuan
from salesdesk.domain.unit_sheet import Problem, Severity, UnitField, UnitRow
from salesdesk.excel.cells import BLANK, Cell
from salesdesk.excel.floors import FloorSpan, floor_of_number, read_floor
from salesdesk.excel.prices import Areas, Prices, check_prices
from salesdesk.excel.values import code_text, is_zero, kind_of, read_area, read_sum, says_nothing, yes_or_no

MAX_TEXT = 300
FACTS = frozenset({UnitField.LAYOUT, UnitField.ASPECT})
"""Texts where a dash is no word."""
LENGTHS = {UnitField.ASPECT: 20, UnitField.LAYOUT: 50, UnitField.STATE: 50}


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row; ``problems`` holds what was found on the way, notes and errors in their order, and
    ``guessed`` what the cells do not say.

    Args:
        cells: the row's cell of each field that has a column.
        names: what each column is called.
        fen: what one of a money column's unit is worth.
    """

    sheet: str
    row: int
    cells: Mapping[UnitField, Cell]
    names: Mapping[UnitField, str]
    fen: Mapping[UnitField, int]
    problems: list[Problem] = field(default_factory=list)
    guessed: set[UnitField] = field(default_factory=set)

    def read(self, building: str) -> UnitRow | None:
        """The unit; None where a cell cannot be taken (then there are `errors`).

        Args:
            building: the building to use where the row names none.
        """
        building = self._code(UnitField.BUILDING) or building
        number = self._number()
        span = self._floor(number)
        areas = self._areas()
        prices = self._prices(areas)
        kind = self._kind()
        mortgaged, sealed = self._yes(UnitField.MORTGAGE), self._yes(UnitField.SEAL)
        texts = {name: self._text(name) for name in _TEXTS}
        entrance = self._code(UnitField.ENTRANCE)
        if span is None or areas is None or self.errors:
            return None
        return UnitRow(
            sheet=self.sheet, row=self.row, development=texts[UnitField.DEVELOPMENT], building=building,
            entrance=entrance, number=number, floor=span.floor, floor_to=span.floor_to, kind=kind,
            kind_text=texts[UnitField.KIND], layout=texts[UnitField.LAYOUT], aspect=texts[UnitField.ASPECT],
            gross_cm2=areas.gross, inner_cm2=areas.inner, shared_cm2=areas.shared, unit_price_fen=prices.unit,
            total_fen=prices.total, floor_total_fen=prices.floor_total, basis=prices.basis,
            state=texts[UnitField.STATE], mortgaged=mortgaged, sealed=sealed, remark=texts[UnitField.REMARK],
            notes=tuple(self.problems), guessed=tuple(sorted(self.guessed)),
        )  # fmt: skip

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def note(self, name: UnitField, source: str, **values: object) -> None:
        self.problems.append(Problem.note(self.names.get(name, ""), source, **values))

    def error(self, name: UnitField, source: str, **values: object) -> None:
        self.problems.append(Problem.error(self.names.get(name, ""), source, **values))

    def _refused(self, name: UnitField, refusal: BadInput) -> None:
        self.problems.append(Problem.of(self.names.get(name, ""), refusal))

    def _cell(self, name: UnitField) -> Cell:
        return self.cells.get(name, BLANK)

    def _code(self, name: UnitField) -> str:
        try:
            return code_text(self._cell(name))
        except BadInput as refusal:
            self._refused(name, refusal)
            return ""

    def _number(self) -> str:
        before = len(self.problems)
        number = self._code(UnitField.NUMBER)
        if not number and len(self.problems) == before:
            self.error(UnitField.NUMBER, mark("The unit number is missing."))
        return number

    def _text(self, name: UnitField) -> str:
        cell = self._cell(name)
        text = "" if name in FACTS and says_nothing(cell) else " ".join(cell.text.split())
        longest = LENGTHS.get(name, MAX_TEXT)
        if len(text) > longest:
            self.note(name, mark("Longer than {count} characters; the rest is left out."), count=longest)
        return text[:longest]

    def _floor(self, number: str) -> FloorSpan | None:
        cell = self._cell(UnitField.FLOOR)
        if says_nothing(cell):
            return self._floor_of(number)
        try:
            code_text(cell)
            span = read_floor(cell.text)
        except BadInput as refusal:
            self._refused(UnitField.FLOOR, refusal)
            return None
        if span.whole:
            self.guessed.add(UnitField.FLOOR)
            self.note(UnitField.FLOOR, mark("The whole building (“{text}”): put on floor 1."), text=cell.text.strip())
        return span

    def _floor_of(self, number: str) -> FloorSpan | None:
        floor = floor_of_number(number)
        if floor is None:
            if number:
                self.error(UnitField.FLOOR, mark("The floor is missing, and the number “{number}” does not tell it."),
                           number=number)  # fmt: skip
            return None
        self.guessed.add(UnitField.FLOOR)
        self.note(
            UnitField.FLOOR, mark("Floor {floor} is taken from the number “{number}”."), floor=floor, number=number
        )
        return FloorSpan(floor, floor)

    def _kind(self) -> str:
        cell = self._cell(UnitField.KIND)
        kind = kind_of(cell.text)
        if kind is None and not says_nothing(cell):
            self.note(
                UnitField.KIND, mark("“{text}” is no use that is known: taken as a home."), text=cell.text.strip()
            )
        if kind is None:
            self.guessed.add(UnitField.KIND)
        return kind or "home"

    def _yes(self, name: UnitField) -> bool:
        answer = yes_or_no(self._cell(name))
        if answer is None:
            self.note(name, mark("“{text}” says neither yes nor no: taken as no."), text=self._cell(name).text.strip())
        return bool(answer)

    def _areas(self) -> Areas | None:
        inner, shared = self._part_area(UnitField.INNER), self._part_area(UnitField.SHARED)
        cell = self._cell(UnitField.GROSS)
        if not says_nothing(cell):
            try:
                areas = Areas(read_area(cell), inner, shared)
            except BadInput as refusal:
                self._refused(UnitField.GROSS, refusal)
                return None
            self._check(areas)
            return areas
        if inner and shared is not None:
            self.guessed.add(UnitField.GROSS)
            self.note(UnitField.GROSS, mark("The gross area is missing: inner + shared = {area} m² is taken."),
                      area=format_area(inner + shared))  # fmt: skip
            return Areas(inner + shared, inner, shared)
        self.error(UnitField.GROSS, mark("The gross area is missing."))
        return None

    def _part_area(self, name: UnitField) -> int | None:
        cell = self._cell(name)
        if says_nothing(cell):
            return None
        if is_zero(cell):
            return 0 if name is UnitField.SHARED else None
        try:
            return read_area(cell)
        except BadInput as refusal:
            self._refused(name, refusal)
            return None

    def _check(self, areas: Areas) -> None:
        gross, inner, shared = areas
        if inner and shared and abs(inner + shared - gross) > CM2_PER_M2 // 100:
            self.note(
                UnitField.GROSS,
                mark("Inner {inner} + shared {shared} = {sum} m², but the gross area is {gross} m²."),
                inner=format_area(inner), shared=format_area(shared), sum=format_area(inner + shared),
                gross=format_area(gross),
            )  # fmt: skip
        elif inner and inner > gross:
            self.note(UnitField.INNER, mark("The inner area {inner} m² is larger than the gross area {gross} m²."),
                      inner=format_area(inner), gross=format_area(gross))  # fmt: skip

    def _prices(self, areas: Areas | None) -> Prices:
        unit, inner_unit = self._sum(UnitField.UNIT_PRICE), self._sum(UnitField.INNER_UNIT_PRICE)
        total, floor_total = self._sum(UnitField.TOTAL), self._sum(UnitField.FLOOR_TOTAL)
        prices, notes = check_prices(areas, unit, inner_unit, total, floor_total)
        if unit is None and inner_unit is None and prices.unit is not None:
            self.guessed.add(UnitField.UNIT_PRICE)
        for name, source, values in notes:
            self.note(name, source, **values)
        return prices

    def _sum(self, name: UnitField) -> int | None:
        try:
            read = read_sum(self._cell(name), self.fen.get(name, 100))
        except BadInput as refusal:
            self._refused(name, refusal)
            return None
        if read is not None and read.given:
            self.note(name, mark("{given} is finer than one fen: taken as {sum}."), given=read.given,
                      sum=format_yuan(read.fen))  # fmt: skip
        return read.fen if read else None


_TEXTS = (
    UnitField.DEVELOPMENT, UnitField.KIND, UnitField.LAYOUT, UnitField.ASPECT, UnitField.STATE, UnitField.REMARK,
)  # fmt: skip
