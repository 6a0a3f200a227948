"""What the board holds: the units by building, which of them a filter leaves out, which changed a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from salesdesk.domain.board import BoardCell, BoardGap

Filter = Callable[[BoardCell], bool] | Collection[int] | None


class BoardUnits:
    """Cells by id. ``muted`` are the ids that do not pass the filter, ``changed`` those to be shown as changed."""

    def __init__(self) -> None:
        self.cells: dict[int, BoardCell] = {}
        self.muted: set[int] = set()
        self.changed: set[int] = set()
        self._ids: dict[str, list[int]] = {}
        self._gaps: dict[str, list[BoardGap]] = {}
        self._filter: Filter = None

    def replace(self, cells: Sequence[BoardCell], gaps: Sequence[BoardGap]) -> None:
        """Hold these units and no others; buildings in the order in which they first come."""
        self.cells = {cell.unit_id: cell for cell in cells}
        self._ids, self._gaps = {}, {}
        for cell in cells:
            self._ids.setdefault(cell.building, []).append(cell.unit_id)
        for gap in gaps:
            self._gaps.setdefault(gap.building, []).append(gap)
        self.changed.clear()
        self.set_filter(self._filter)

    def update(self, changed: Iterable[BoardCell]) -> tuple[list[int], bool]:
        """Take changed units over; their ids, and whether one is new or stands elsewhere now."""
        ids, moved = [], False
        for cell in changed:
            before = self.cells.get(cell.unit_id)
            moved = moved or before is None or _seat(before) != _seat(cell)
            self.cells[cell.unit_id] = cell
            (self.muted.discard if self.passes(cell) else self.muted.add)(cell.unit_id)
            ids.append(cell.unit_id)
        if moved:
            self.replace(list(self.cells.values()), [gap for gaps in self._gaps.values() for gap in gaps])
        self.changed.update(ids)
        return ids, moved

    def set_filter(self, wanted: Filter) -> None:
        """A predicate, a set of ids, or ``None`` for all."""
        self._filter = wanted
        if wanted is None:
            self.muted = set()
        else:
            self.muted = {cell.unit_id for cell in self.cells.values() if not self.passes(cell)}

    def passes(self, cell: BoardCell) -> bool:
        if self._filter is None:
            return True
        return self._filter(cell) if callable(self._filter) else cell.unit_id in self._filter

    def buildings(self) -> list[str]:
        return list(self._ids)

    def of(self, building: str) -> tuple[list[BoardCell], list[BoardGap]]:
        """The units and gaps of a building as they are now."""
        return [self.cells[unit] for unit in self._ids.get(building, [])], self._gaps.get(building, [])


def _seat(cell: BoardCell) -> tuple[object, ...]:
    """Where a cell stands; another seat needs another layout."""
    return cell.building, cell.entrance, cell.position, cell.floor, cell.floor_to, cell.number
