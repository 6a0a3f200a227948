"""What tests about selling share: restrictions set, a building with prices of its own, a further discount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesdesk.domain.pricing import DiscountKind, DiscountStep
from salesdesk.domain.reasons import Reason
from salesdesk.domain.states import Verb
from salesdesk.repository.schemes import Schemes
from salesdesk.services.board import unit_panel
from salesdesk.services.launches import Launch, launch
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.projects import NewPermit, add_permit
from salesdesk.services.restrictions import Restrict, restrict
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.office import House, rows_of


def restricted(house: House, number: str, *, mortgaged: bool | None = None, sealed: bool | None = None) -> int:
    """Sets restrictions of a unit, by a paper; its id."""
    unit_id = house.unit_id(number)
    form = Restrict(unit_ids=(unit_id,), mortgaged=mortgaged, sealed=sealed, note="court paper 7")
    house.desk("operator").perform(restrict, form)
    return unit_id


def launched_building(house: House, building: str, unit_price: int = 2_000_000, floor_percent: int = 90) -> None:
    """A further building with its own prices and floors, permitted and launched."""
    rows = tuple(
        replace(row, floor_total_fen=(row.total_fen or 0) * floor_percent // 100)
        for row in rows_of(building, unit_price=unit_price)
    )
    operator = house.desk("operator")
    imported = operator.perform(import_units, UnitImport(rows=rows, source=f"list of {building}"))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=imported["price_list"]))
    number = f"permit of {building}"
    operator.perform(add_permit, NewPermit(number=number, issued_on=date(2026, 9, 2), account_id=None))
    cells = operator.read(lambda work: work.units.board())
    ids = tuple(cell.unit_id for cell in cells if cell.building == building)
    operator.perform(launch, Launch(unit_ids=ids))


def add_discount(
    house: House,
    name: str,
    millionths: int,
    valid: tuple[date | None, date | None] = (None, None),
    scheme_id: int | None = None,
) -> int:
    """A further discount of the project, so much of the price remaining; its id."""
    step = DiscountStep(name, DiscountKind.PERCENT, millionths)
    with house.desk("operator").database.writing() as connection:
        return Schemes(connection, house.project_id).add_discount(step, scheme_id, *valid, 99)


def reason(house: House, login: str, unit_id: int, verb: Verb) -> Reason | None:
    """What the button of this person would say."""
    return house.desk(login).read(unit_panel, unit_id).why_not[verb]
