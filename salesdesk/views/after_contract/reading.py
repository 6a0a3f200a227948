"""What the lists show, asked for when a list is shown or something changed; an old answer never covers a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from salesdesk.services.after_contract_files import HandoverLine, handover_lines, office_day, project_buildings
from salesdesk.services.area_settlements import AreaCase, building_cases
from salesdesk.services.construction_nodes import NodeLine, construction_nodes
from salesdesk.services.loans import LoanLine, loan_lines
from salesdesk.views.after_contract.pages import ListPage

if TYPE_CHECKING:
    from salesdesk.views.after_contract.screen import AfterContractScreen


class Reading:
    """Reads the lists of a screen."""

    def __init__(self, screen: AfterContractScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self.buildings: Sequence[tuple[int, str]] = ()
        self.day = date.today()
        screen.areas.building_chosen.connect(self._read_areas)

    def read(self, part: str) -> None:
        screen = self._screen
        match part:
            case "loans":
                self._desk.ask(screen, loan_lines, done=self._loans)
            case "areas":
                self._desk.ask(screen, project_buildings, done=self._buildings)
            case "nodes":
                self._desk.ask(screen, project_buildings, done=self._keep_buildings)
                self._desk.ask(screen, office_day, done=self._keep_day)
                self._desk.ask(screen, construction_nodes, done=self._nodes)
            case _:
                self._desk.ask(screen, handover_lines, done=self._handovers)

    def _loans(self, rows: tuple[LoanLine, ...]) -> None:
        self._screen.loans.show_rows(rows)
        self._put_cursor(self._screen.loans)

    def _handovers(self, rows: tuple[HandoverLine, ...]) -> None:
        self._screen.handovers.show_rows(rows)
        self._put_cursor(self._screen.handovers)

    def _keep_buildings(self, buildings: Sequence[tuple[int, str]]) -> None:
        self.buildings = buildings

    def _buildings(self, buildings: Sequence[tuple[int, str]]) -> None:
        self.buildings = buildings
        self._screen.areas.set_buildings(buildings)
        self._read_areas()

    def show_building(self, building_id: int) -> None:
        """Turns the list of areas to the building of an order that was asked for."""
        areas = self._screen.areas
        if areas.building.key() != building_id:
            areas.wanted_building = building_id
            if self._screen.parts.key() == "areas":
                self.read("areas")

    def _read_areas(self) -> None:
        building_id = self._screen.areas.building.key()
        if building_id is not None:
            self._desk.ask(self._screen, building_cases, building_id,
                           done=lambda rows: self._areas(building_id, rows))  # fmt: skip

    def _areas(self, building_id: int, rows: tuple[AreaCase, ...]) -> None:
        if building_id == self._screen.areas.building.key():
            self._screen.areas.show_rows(rows)
            self._put_cursor(self._screen.areas)

    def _nodes(self, rows: tuple[NodeLine, ...]) -> None:
        self._screen.nodes.show_rows(rows)

    def _put_cursor(self, page: ListPage) -> None:
        """On the order that is shown, else on the first; a list without it leaves it shown."""
        screen = self._screen
        if screen.order_id is not None:
            page.select_order(screen.order_id)
        elif page.table.rows.rows():
            page.table.select_key(page.table.rows.key_at(0))

    def _keep_day(self, day: date) -> None:
        self.day = day
