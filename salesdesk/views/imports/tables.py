"""The tables of an import: what will be stored, which facts and prices change, what was rejected, what was skipped."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.unit_sheet import FIELD_WORDS, SKIP_WORDS, Place, RejectedRow, SkippedRow, UnitField, UnitRow
from salesdesk.services.unit_comparison import ComparedRow, FactChange, Fate, PriceChange
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable

NOTHING = "—"
_MORTGAGE, _SEAL = UnitField.MORTGAGE, UnitField.SEAL


@dataclass(frozen=True)
class Line:
    """A row that will be stored; ``compared`` is None until it is known what becomes of it."""

    row: UnitRow
    compared: ComparedRow | None = None

    @property
    def has_notes(self) -> bool:
        return bool(self.row.notes) or (self.compared is not None and bool(self.compared.facts))


@dataclass(frozen=True)
class Fact:
    """A fact before and after with its place in the list, and why it stays as it is; empty where it changes."""

    place: int
    change: FactChange
    why_kept: str


@dataclass(frozen=True)
class Change:
    """A price before and after with its place in the list; two entrances may have a unit of the same name."""

    place: int
    price: PriceChange


def _area(cm2: int | None) -> str:
    return NOTHING if cm2 is None else format_area(cm2)


def _yuan(fen: int | None) -> str:
    return NOTHING if fen is None else format_yuan(fen)


def _floors(row: UnitRow) -> str:
    return str(row.floor) if row.floor == row.floor_to else f"{row.floor}–{row.floor_to}"


def _mark(line: Line) -> str:
    """What becomes of the unit, in a word; nothing where it stays the same."""
    if line.compared is None:
        return ""
    if line.compared.fate is Fate.SAME:
        return tr("price") if line.compared.price else ""
    return tr({Fate.NEW: mark("new"), Fate.CHANGED: mark("changed"), Fate.KEPT: mark("stays")}[line.compared.fate])


def _mark_tone(line: Line) -> str:
    fate = line.compared.fate if line.compared else Fate.SAME
    return {Fate.NEW: "ok", Fate.CHANGED: "ink", Fate.KEPT: "warn", Fate.SAME: "ink_2"}[fate]


def changed_words(change: FactChange) -> str:
    """``Layout: C → D``"""
    return f"{tr(FIELD_WORDS[change.field])}：{change.before or NOTHING} → {change.after}"


def notes_of(line: Line) -> str:
    """What to know about a row: what changes, or why it does not; its restrictions; what was found in reading it."""
    row, compared = line.row, line.compared
    changes = [changed_words(change) for change in compared.facts] if compared else []
    if compared and compared.why_kept:
        changes.insert(0, compared.why_kept)
    signs = [tr(FIELD_WORDS[field]) for field, on in ((_MORTGAGE, row.mortgaged), (_SEAL, row.sealed)) if on]
    said = [f"{note}（{note.column}）" if note.column else str(note) for note in row.notes]
    return "　".join([*changes, *signs, *said])


def units_table() -> SheetTable:
    """Every row as it will be stored, and what becomes of its unit; its row number is that of the file."""
    columns = (
        TableColumn(key="row", title=mark("Row"), text=lambda line: str(line.row.row), sort=_place,
                    width=46, align="right", tone="ink_3"),
        TableColumn(key="fate", title=mark("Compared"), text=_mark, width=58, tone=_mark_tone),
        TableColumn(key="building", title=mark("Building"), text=lambda line: line.row.building or NOTHING, width=66),
        TableColumn(key="entrance", title=mark("Entrance"), text=lambda line: line.row.entrance or NOTHING, width=56),
        TableColumn(key="number", title=mark("Unit number"), text=lambda line: line.row.number, width=84, medium=True),
        TableColumn(key="floor", title=mark("Floor"), text=lambda line: _floors(line.row),
                    sort=lambda line: line.row.floor, width=44, align="right"),
        TableColumn(key="layout", title=mark("Layout"), text=lambda line: line.row.layout or NOTHING, width=106),
        TableColumn(key="aspect", title=mark("Aspect"), text=lambda line: line.row.aspect or NOTHING, width=52),
        TableColumn(key="gross", title=mark("Gross area ㎡"), text=lambda line: _area(line.row.gross_cm2),
                    export=lambda line: line.row.gross_cm2, width=74, align="right"),
        TableColumn(key="inner", title=mark("Inner area ㎡"), text=lambda line: _area(line.row.inner_cm2),
                    export=lambda line: line.row.inner_cm2, width=72, align="right"),
        TableColumn(key="unit", title=mark("Unit price yuan/㎡"), text=lambda line: _yuan(line.row.unit_price_fen),
                    export=lambda line: line.row.unit_price_fen, width=84, align="right"),
        TableColumn(key="total", title=mark("Total yuan"), text=lambda line: _yuan(line.row.total_fen),
                    export=lambda line: line.row.total_fen, width=112, align="right", medium=True),
        TableColumn(key="notes", title=mark("Notes"), text=notes_of, width=114, stretch=True, tone="warn"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=_place), dense=True)
    table.set_empty(tr("No row of this file can be stored."), tr("The rejected rows say why."))
    return table


def _place(line: Line) -> Place:
    return line.row.place


def facts_table() -> SheetTable:
    """Each fact of a stored unit that the file says otherwise, before and after; those of sold units stay."""
    columns = (
        TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.change.label, width=106, medium=True),
        TableColumn(key="field", title=mark("Fact"), text=lambda row: tr(FIELD_WORDS[row.change.field]), width=96),
        TableColumn(key="before", title=mark("Before"), text=lambda row: row.change.before or NOTHING, width=150,
                    tone="ink_2"),
        TableColumn(key="after", title=mark("After"), text=lambda row: row.change.after, width=150, medium=True,
                    tone=lambda row: "ink_3" if row.why_kept else "ink"),
        TableColumn(key="why", title=mark("Notes"), text=lambda row: row.why_kept, width=280, stretch=True,
                    tone="warn"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.place), dense=True)
    table.set_empty(tr("No fact changes."))
    return table


def rejected_table() -> SheetTable:
    """Rows that were meant as units and cannot be taken."""
    columns = (
        TableColumn(key="sheet", title=mark("Sheet"), text=lambda row: row.sheet, width=120, tone="ink_2"),
        TableColumn(key="row", title=mark("Row"), text=lambda row: str(row.row), sort=lambda row: (row.sheet, row.row),
                    width=60, align="right"),
        TableColumn(key="column", title=mark("Column"), text=lambda row: row.column or NOTHING, width=130,
                    medium=True),
        TableColumn(key="reason", title=mark("Reason"), text=lambda row: row.reason, width=320, tone="danger",
                    stretch=True),
        TableColumn(key="cells", title=mark("As it stands there"), text=_cells, width=320, stretch=True, tone="ink_2"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: (row.sheet, row.row)), dense=True)
    table.set_empty(tr("No row was rejected."))
    return table


def _cells(row: RejectedRow) -> str:
    return " | ".join(cell.strip() for cell in row.cells if cell.strip())


def skipped_table() -> SheetTable:
    """Rows that are no units: titles, headings, totals, blanks."""
    columns = (
        TableColumn(key="sheet", title=mark("Sheet"), text=lambda row: row.sheet, width=120, tone="ink_2"),
        TableColumn(key="row", title=mark("Row"), text=lambda row: str(row.row), sort=lambda row: (row.sheet, row.row),
                    width=60, align="right"),
        TableColumn(key="why", title=mark("What it is"), text=lambda row: tr(SKIP_WORDS[row.why]), width=150),
        TableColumn(key="text", title=mark("As it stands there"), text=lambda row: row.text or NOTHING, width=400,
                    stretch=True, tone="ink_2"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=_skipped_key), dense=True)
    table.set_empty(tr("No row was skipped."))
    return table


def _skipped_key(row: SkippedRow) -> tuple[str, int]:
    return (row.sheet, row.row)


def changes_table() -> SheetTable:
    """Each price before and after; a unit that had none shows a dash."""
    columns = (
        TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.price.label, width=106, medium=True,
                    stretch=True),
        TableColumn(key="before", title=mark("Before yuan"), text=lambda row: _yuan(row.price.before_fen),
                    export=lambda row: row.price.before_fen, width=118, align="right", tone="ink_2"),
        TableColumn(key="after", title=mark("After yuan"), text=lambda row: _yuan(row.price.after_fen),
                    export=lambda row: row.price.after_fen, width=118, align="right", medium=True),
        TableColumn(key="difference", title=mark("Difference yuan"), text=lambda row: signed(row.price),
                    export=lambda row: row.price.difference_fen, width=118, align="right",
                    tone=lambda row: "danger" if row.price.difference_fen < 0 else "ink"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.place), dense=True)
    table.set_empty(tr("No price changes."))
    return table


def signed(price: PriceChange) -> str:
    """The difference with its sign; a first price has none."""
    if price.before_fen is None:
        return tr("first price")
    return f"{'+' if price.difference_fen > 0 else ''}{format_yuan(price.difference_fen)}"
