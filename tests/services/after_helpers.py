"""What tests of what follows a contract share: a home of 100 m² at 10,000, contracted; its area settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from salesdesk.domain.after_contract import Step
from salesdesk.domain.money_items import MoneyClass
from salesdesk.repository.order_views import OrderDetail
from salesdesk.repository.sale_orders import Buyer
from salesdesk.services.area_settlements import AskSettlement, FinishSettlement, ask_settlement, finish_settlement
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.launches import Launch, launch
from salesdesk.services.loans import LoanForm, enter_loan
from salesdesk.services.order_lists import order_detail
from salesdesk.services.order_steps import StepBack, StepDone, do_step, take_back_step
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.projects import NewPermit, NewSetting, add_permit, change_setting
from salesdesk.services.rows import Tender
from salesdesk.services.surveyed_areas import SurveyedArea, SurveyedAreas, store_surveyed
from salesdesk.services.unit_import import UnitImport, import_units
from tests.services.change_helpers import agree
from tests.services.money_helpers import line, pay
from tests.support.office import House, rows_of

M2 = 10_000
YUAN = 100
BUILDING = "8#"


def square_building(house: House, floors: int = 4) -> None:
    """A further building of homes of 100 m² at 10,000 yuan per m², launched."""
    rows = tuple(
        replace(row, gross_cm2=100 * M2, inner_cm2=80 * M2, shared_cm2=20 * M2, total_fen=1_000_000 * YUAN,
                floor_total_fen=900_000 * YUAN)
        for row in rows_of(BUILDING, range(1, floors + 1), 10_000 * YUAN)
    )  # fmt: skip
    operator = house.desk("operator")
    imported = operator.perform(import_units, UnitImport(rows=rows, source="square"))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=imported["price_list"]))
    operator.perform(add_permit, NewPermit(number="square", issued_on=date(2026, 9, 2), account_id=None))
    cells = operator.read(lambda work: work.units.board())
    operator.perform(launch, Launch(unit_ids=tuple(cell.unit_id for cell in cells if cell.building == BUILDING)))


def contracted(
    house: House, number: str = "0301", scheme: str = "商业贷款", building: str = "3#", **changes: Any
) -> int:
    """An order whose contract is signed; its id."""
    telephone = changes.pop("telephone", f"138{house.unit_id(number, building):08d}")
    customer_id = house.customer(telephone=telephone)
    from salesdesk.services.subscriptions import subscribe

    values = {
        "unit_id": house.unit_id(number, building),
        "choices": house.choices(scheme),
        "buyers": (Buyer("韩若溪", 10_000, telephone=telephone),),
        **changes,
    }
    order_id = house.desk("control").perform(subscribe, house.subscription("0101", customer_id, **values))
    form = Contract(order_id=order_id, contract_number=f"HT-{order_id}", contracted_on=house.today)
    house.desk("control").perform(sign_contract, form)
    return order_id


def square_home(house: House, number: str = "0101", **changes: Any) -> int:
    """The order of a home of 100 m² at 10,000 yuan per m², contracted."""
    return contracted(house, number, "一次性", BUILDING, **changes)


def detail(house: House, order_id: int) -> OrderDetail:
    return house.desk("control").read(order_detail, order_id)


def loan_form(house: House, order_id: int, **changes: Any) -> LoanForm:
    """The commercial loan of an order as its due items ask for it."""
    owed = sum(due.amount_fen for due in detail(house, order_id).dues if due.item == "loan")
    values: dict[str, Any] = {
        "order_id": order_id, "item": "loan", "bank": "江宁农商行", "amount_fen": owed, "months": 360,
        "rate_millionths": 31_000,
    }  # fmt: skip
    return LoanForm(**{**values, **changes})


def with_loan(house: House, order_id: int, **changes: Any) -> int:
    return house.desk("control").perform(enter_loan, loan_form(house, order_id, **changes))


def done(
    house: House, order_id: int, step: Step, day: date | None = None, login: str = "control", item: str = ""
) -> int:
    form = StepDone(order_id=order_id, step=step, done_on=day or house.today, item=item)
    return house.desk(login).perform(do_step, form)


def taken_back(house: House, order_id: int, step: Step, login: str = "control", item: str = "") -> int:
    return house.desk(login).perform(take_back_step, StepBack(order_id=order_id, step=step, item=item))


def paid_out(house: House, order_id: int, amount_fen: int | None = None, item: str = "loan") -> int:
    """The bank pays the loan out at the counter; the receipt's id."""
    owed = sum(due.amount_fen for due in detail(house, order_id).dues if due.item == item)
    amount = amount_fen or owed
    return pay(house, order_id, line(item, amount, "price_by_loan"), tenders=(Tender("loan", amount),))


def surveyed(house: House, number: str, gross_m2: int, inner_m2: int | None = None, building: str = BUILDING) -> None:
    area = SurveyedArea(house.unit_id(number, building), gross_m2 * M2, inner_m2 * M2 if inner_m2 else None)
    house.desk("service").perform(store_surveyed, SurveyedAreas(areas=(area,)))


def asked_settlement(house: House, order_id: int, login: str = "service") -> int:
    return house.desk(login).perform(ask_settlement, AskSettlement(order_id=order_id, reason="实测报告已出"))


def settled(house: House, order_id: int) -> None:
    """Asked, agreed to and finished."""
    on_request = asked_settlement(house, order_id)
    agree(house, on_request)
    house.desk("service").perform(finish_settlement, FinishSettlement(on_requests=(on_request,)))


def settlement_due(house: House, order_id: int) -> int | None:
    """What the buyer pays, or below zero gets back, by the due item; None where there is none."""
    dues = [due.amount_fen for due in detail(house, order_id).dues if due.klass is MoneyClass.SETTLEMENT]
    return dues[0] if dues else None


def set_to(house: House, name: str, value: int | str | bool) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name=name, value=value))


def later(house: House, days: int) -> date:
    return house.today + timedelta(days=days)
