"""How a unit is called: short where that is enough, with its entrance where a number comes again."""

from __future__ import annotations

from dataclasses import replace

from salesdesk.domain.labels import unit_label
from salesdesk.services.board import unit_panel
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.office import House, rows_of


def test_a_number_that_comes_again_in_another_entrance_is_called_with_its_entrance(house: House) -> None:
    first = rows_of("9号楼")
    second = tuple(replace(row, entrance="2单元") for row in first)
    house.desk("operator").perform(import_units, UnitImport(rows=first + second, source="表"))
    cells = house.desk("operator").read(lambda work: work.units.board())
    ninth = [cell for cell in cells if cell.building == "9号楼"]
    labels = {unit_label(cell.building, cell.mark, cell.number) for cell in ninth}
    assert len(labels) == len(ninth)
    assert "9-2-0101" in labels


def test_a_number_that_is_unique_in_its_building_is_called_without_its_entrance(house: House) -> None:
    panel = house.desk("control").read(unit_panel, house.unit_id("0301"))
    assert panel.unit.label == panel.facts.number == "3-0301"
