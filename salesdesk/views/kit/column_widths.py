"""How wide the columns of a table are where it has less room than they were given.

First a column gives up what its own words do not need; then those that may go are hidden; words are cut next, and
figures, which are written narrower but never cut, give way last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.checks import SIDE as CHECK_SIDE
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.sheet_delegate import EDGE_PADDING, PADDING, taken
from salesdesk.views.theme import theme

NARROWEST = 40
RATHER_CUT = 1.2
"""What is missing so little of is cut with an ellipsis; only a much wider table is scrolled sideways."""
_LOOKED_AT = 200
"""So many rows from the top tell how wide their words are; more would be felt while the window is drawn wider."""


def needs(model: RowsModel) -> list[int]:
    """What each column takes to show its title and its first rows whole."""
    rows = [row for row in (model.row(place) for place in range(min(model.rowCount(), _LOOKED_AT)))
            if not isinstance(row, GroupRow)]  # fmt: skip
    last = len(model.columns) - 1
    edges = {0: EDGE_PADDING - PADDING, last: EDGE_PADDING - PADDING}
    return [min(column.width, _need(column, rows) + edges.get(place, 0)) for place, column in enumerate(model.columns)]


def _need(column: TableColumn, rows: Sequence[Any]) -> int:
    title = theme().metrics("small").horizontalAdvance(tr(column.title)) if column.title else 0
    return max([title, *(_cell(column, row) for row in rows)]) + 2 * PADDING + 1


def _cell(column: TableColumn, row: Any) -> int:
    note = column.note(row) if column.note else ""
    ticked = CHECK_SIDE if column.check else 0
    return max(taken(column, row), ticked) + (theme().metrics("small").horizontalAdvance(note) + 8 if note else 0)


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
        words = [place for place in shown if not columns[place].check]
        for figures in (False, True):
            _level(widths, [place for place in words if (columns[place].align == "right") is figures], room)
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


def _level(widths: list[int], giving: list[int], room: int) -> None:
    """Cuts the widest of these columns down to each other, as far as it takes: what is narrow stays whole."""
    while (missing := sum(widths) - room) > 0:
        widest = max((widths[place] for place in giving), default=0)
        level = max((widths[place] for place in giving if widths[place] < widest), default=NARROWEST)
        if widest <= NARROWEST:
            return
        at_top = [place for place in giving if widths[place] == widest]
        lower = max(level, NARROWEST, widest - -(-missing // len(at_top)))
        for place in at_top:
            widths[place] = lower
