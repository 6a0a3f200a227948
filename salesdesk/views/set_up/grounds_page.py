"""Phases with their buildings, buildings with their entrances: named, put in order, given their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission
from salesdesk.services.grounds import GroundOrder, Grounds, grounds, order_grounds
from salesdesk.services.rows import BuildingRow, PhaseRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.ground_dialog import GroundDialog, Row, ground_of
from salesdesk.views.set_up.moving import bind_moves, shifted
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.words import NOTHING

_INDENT = "　　"
WORDS = {"phase": mark("phase"), "building": mark("building"), "entrance": mark("entrance")}


@dataclass(frozen=True)
class Line:
    """One line of the tree: a part, how deep it stands, its units, and its brothers in their order."""

    row: Row
    depth: int
    units: int
    brothers: tuple[int, ...]

    @property
    def key(self) -> tuple[str, int]:
        return ground_of(self.row), self.row.id


def tree(parts: Grounds) -> Iterator[Line]:
    """The parts of the project, each under the one that it belongs to."""
    phases = tuple(phase.id for phase in parts.phases)
    for phase in parts.phases:
        buildings = [one for one in parts.buildings if one.phase_id == phase.id]
        yield Line(phase, 0, sum(one.units for one in buildings), phases)
        for building in buildings:
            yield Line(building, 1, building.units, tuple(one.id for one in buildings))
            entrances = [one for one in parts.entrances if one.building_id == building.id]
            for entrance in entrances:
                yield Line(entrance, 2, entrance.units, tuple(one.id for one in entrances))


class GroundsPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._line: Line | None = None
        self.new = self.action(Button(tr("New phase"), "Ctrl N", icon="plus"), Permission.UNIT_WRITE)
        self.new.clicked.connect(self.open_new)
        self.change = self.action(Button(tr("Edit"), "Ctrl E"), Permission.UNIT_WRITE)
        self.change.clicked.connect(self.open_change)
        self.banner = Banner("refusal")
        self.table = _table()
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.change.press())
        bind_moves(self.table, self.move_line)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.banner.clear()
        column.addWidget(self.table)
        self.body.addWidget(sheet)
        self._choose(None)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl N", tr("New phase")), ("Ctrl E", tr("Edit")), ("Alt ↑↓", tr("move it"))]

    def touched(self, touched: object) -> bool:
        return True

    def load(self) -> None:
        self.desk.ask(self, grounds, done=self._show)

    def _show(self, parts: Grounds) -> None:
        lines = list(tree(parts))
        self.table.set_rows(lines)
        known = {line.key: line for line in lines}
        here = known.get(self._line.key) if self._line else None
        if here is None and lines:
            here = lines[0]
            self.table.select_key(here.key)
        self._choose(here)

    def _choose(self, line: Line | None) -> None:
        self._line = line
        self.banner.clear()
        reason = why_not_permitted(self.desk, Permission.UNIT_WRITE)
        self.change.set_refusal(reason or (tr("Nothing is chosen.") if line is None else None))

    def open_new(self) -> GroundDialog:
        """The dialog of a new phase."""
        return self._opened(None)

    def open_change(self) -> GroundDialog | None:
        """The dialog of the part that is chosen."""
        return self._opened(self._line.row) if self._line is not None else None

    def _opened(self, row: Row | None) -> GroundDialog:
        dialog = GroundDialog(self.desk, row, self)
        dialog.finished.connect(lambda _: self.load())
        dialog.open()
        return dialog

    def move_line(self, by: int) -> None:
        """Moves the part that is chosen among its brothers."""
        line = self._line
        if line is None or not self.desk.may(Permission.UNIT_WRITE):
            return
        ids = shifted(line.brothers, line.row.id, by)
        if ids is not None:
            form = GroundOrder(ground=ground_of(line.row), row_ids=ids)
            self.desk.perform(self, order_grounds, form, lambda _: self.load(), self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.banner.set_text("", str(refusal))


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING


def _table() -> SheetTable:
    columns = (
        TableColumn(key="name", title=mark("Name"), width=260, stretch=True, sortable=False,
                    text=lambda line: _INDENT * line.depth + (line.row.name or tr("without a name")),
                    medium=lambda line: line.depth < 2),
        TableColumn(key="kind", title=mark("Class"), text=lambda line: tr(WORDS[ground_of(line.row)]), width=90,
                    tone="ink_2", sortable=False),
        TableColumn(key="units", title=mark("Units"), text=lambda line: f"{line.units:,}", width=80, align="right",
                    sortable=False),
        TableColumn(key="opens", title=mark("Opens on"), width=130, sortable=False,
                    text=lambda line: _day(line.row.opens_on) if isinstance(line.row, BuildingRow) else ""),
        TableColumn(key="handover", title=mark("Handover planned on"), width=130, sortable=False,
                    text=lambda line: _day(line.row.handover_on) if isinstance(line.row, BuildingRow) else ""),
    )  # fmt: skip
    tint = lambda line: "surface_alt" if isinstance(line.row, PhaseRow) else ""  # noqa: E731
    table = SheetTable(RowsModel(columns, key=lambda line: line.key, tint=tint))
    table.set_empty(tr("No phase yet."), tr("Buildings come with the units: import or generate them."))
    return table
