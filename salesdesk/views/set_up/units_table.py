"""The table of units: what each is, what it costs, on which permit it stands, what stands in its way."""

from __future__ import annotations

from collections.abc import Callable

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import split_layout
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.states import STATE_WORDS
from salesdesk.services.rows import UnitLine
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.words import NOTHING


def _yuan(fen: int | None) -> str:
    return NOTHING if fen is None else format_yuan(fen)


def floors(line: UnitLine) -> str:
    """``16``, or ``16–17`` for a duplex."""
    return str(line.floor) if line.floor == line.floor_to else f"{line.floor}–{line.floor_to}"


def layout(line: UnitLine) -> str:
    """Code and rooms of a layout: ``C 三房两厅``."""
    return " ".join(part for part in split_layout(line.layout) if part) or NOTHING


def unit_column() -> TableColumn:
    return TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.label, width=104, medium=True,
                       sort=lambda row: (row.building, row.entrance, row.floor, row.number))  # fmt: skip


def floor_column() -> TableColumn:
    return TableColumn(key="floor", title=mark("Floor"), text=floors, sort=lambda row: row.floor, width=56,
                       align="right")  # fmt: skip


def layout_column() -> TableColumn:
    return TableColumn(key="layout", title=mark("Layout"), text=layout, width=110)


def area_column() -> TableColumn:
    return TableColumn(key="gross", title=mark("Gross area ㎡"), text=lambda row: format_area(row.gross_cm2),
                       export=lambda row: row.gross_cm2, width=84, align="right")  # fmt: skip


def total_column() -> TableColumn:
    return TableColumn(key="total", title=mark("Total yuan"), text=lambda row: _yuan(row.total_fen),
                       export=lambda row: row.total_fen, width=118, align="right", medium=True)  # fmt: skip


def units_table() -> SheetTable:
    """Every unit of the project."""
    columns = (
        unit_column(),
        TableColumn(key="building", title=mark("Building"), text=lambda row: row.building, width=76),
        TableColumn(key="entrance", title=mark("Entrance"), text=lambda row: row.entrance or NOTHING, width=70),
        floor_column(),
        layout_column(),
        TableColumn(key="aspect", title=mark("Aspect"), text=lambda row: row.aspect or NOTHING, width=52),
        area_column(),
        TableColumn(key="inner", title=mark("Inner area ㎡"), export=lambda row: row.inner_cm2, width=80,
                    text=lambda row: NOTHING if row.inner_cm2 is None else format_area(row.inner_cm2), align="right"),
        TableColumn(key="price", title=mark("Unit price yuan/㎡"), text=lambda row: _yuan(row.unit_price_fen),
                    export=lambda row: row.unit_price_fen, width=96, align="right"),
        total_column(),
        TableColumn(key="state", title=mark("State"), text=lambda row: tr(STATE_WORDS[row.state]), width=112,
                    marks=lambda row: [*sorted(row.restrictions), row.state]),
        TableColumn(key="permit", title=mark("Permit"), text=lambda row: row.permit or NOTHING, width=130,
                    stretch=True, tone="ink_2"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), dense=True)
    table.set_empty(tr("No units yet."), tr("Import a price list, or generate them from a pattern."))
    return table


def launch_table(reason: Callable[[UnitLine], str], chosen: Callable[[UnitLine], bool | None]) -> SheetTable:
    """Units not on sale yet, each with its box or the reason against it."""
    columns = (
        TableColumn(key="take", title="", check=chosen, width=44, sortable=False, align="centre"),
        unit_column(),
        floor_column(),
        layout_column(),
        area_column(),
        total_column(),
        TableColumn(key="against", title=mark("What stands against it"), text=reason, width=220, stretch=True,
                    tone="ink_2"),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.id), dense=True)
    table.set_empty(tr("No unit waits to be launched."), tr("New units come by import or from a pattern."))
    return table
