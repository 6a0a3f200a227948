"""How wide the columns of a table are where it has less room than they were given.

First a column gives up what its own words do not need; then those that may go are hidden; words are cut next, and
figures, which are written narrower but never cut, give way last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.sheet_delegate import EDGE_PADDING, PADDING, taken
from salesdesk.views.theme import theme

NARROWEST = 40
RATHER_CUT = 1.2
"""What is missing so little of is cut with an ellipsis; only a much wider table is scrolled sideways."""
_LOOKED_AT = 200
"""So many rows from the top tell how wide their words are; more would be felt while the window is drawn wider."""


def needs(model: RowsModel) -> list[int]:
    """What each column takes to show its title and its first rows whole; what is ticked keeps its width."""
    rows = [row for row in (model.row(place) for place in range(min(model.rowCount(), _LOOKED_AT)))
            if not isinstance(row, GroupRow)]  # fmt: skip
    last = len(model.columns) - 1
    edges = {0: EDGE_PADDING - PADDING, last: EDGE_PADDING - PADDING}
    return [
        column.width if column.check else min(column.width, _need(column, rows) + edges.get(place, 0))
        for place, column in enumerate(model.columns)
    ]


def _need(column: TableColumn, rows: Sequence[Any]) -> int:
    title = theme().metrics("small").horizontalAdvance(tr(column.title)) if column.title else 0
    return max([title, *(_cell(column, row) for row in rows)]) + 2 * PADDING + 1


def _cell(column: TableColumn, row: Any) -> int:
    note = column.note(row) if column.note else ""
    return taken(column, row) + (theme().metrics("small").horizontalAdvance(note) + 8 if note else 0)


def fitted(columns: Sequence[TableColumn], needed: Sequence[int], room: int, *, scrolls: bool) -> list[int]:
    """The widths in a room that is too narrow, 0 for a column that is hidden.

    Args:
        needed: what each column takes to be shown whole, at most its width.
        scrolls: whether one may scroll sideways, as one has to where much more is missing than an ellipsis can make up.
    """
    shown = list(range(len(columns)))
    while sum(needed[place] for place in shown) > room:
        yielding = [place for place in shown if columns[place].yields]
        if not yielding:
            break
        shown.remove(yielding[-1])
    widths = [columns[place].width if place in shown else 0 for place in range(len(columns))]
    _give(widths, {place: needed[place] for place in shown}, room)
    if not scrolls or sum(needed[place] for place in shown) <= room * RATHER_CUT:
        for align in (False, True):
            least = {place: min(widths[place], NARROWEST) for place in shown
                     if (columns[place].align == "right") is align and not columns[place].check}  # fmt: skip
            _give(widths, least, room)
    return widths


def _give(widths: list[int], least: dict[int, int], room: int) -> None:
    """Takes what is missing from these columns, from each by its share of what it can spare."""
    missing = sum(widths) - room
    spare = {place: max(widths[place] - low, 0) for place, low in least.items()}
    for place in list(spare):
        whole = sum(spare.values())
        if missing <= 0 or not whole:
            return
        taken = min(spare[place], -(-missing * spare[place] // whole))
        widths[place] -= taken
        missing -= taken
        spare[place] = 0
