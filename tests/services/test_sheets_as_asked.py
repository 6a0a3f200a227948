"""Who agrees reads a sheet: one that shows another unit or other sums than what is asked for is not agreed to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.domain.permissions import OfficeRole
from salesdesk.services.requests import RequestAnswerForm, answer_request
from tests.support.asking import ask
from tests.support.office import House

FORGED = "The sheet shows something else than what is asked for; decline it."


def said(house: House, request: int) -> str:
    form = RequestAnswerForm(on_request=request, agrees=True, office_role=OfficeRole.MANAGER)
    try:
        house.desk("manager").perform(answer_request, form)
    except Refusal as refusal:
        return refusal.source
    return ""


def test_a_sheet_that_shows_something_else_is_not_agreed_to(house: House) -> None:
    """Written past the program, as with psql; the honest one of each is agreed to."""
    unit = house.unit_id("0601")
    label = house.desk("manager").read(lambda work: work.units.detail(unit).label)
    order = house.sold("0301")

    def price(subject: str, shown: str) -> int:
        sheet = json.dumps({"unit_label": shown, "working": {"total_fen": 200_000_000}})
        return ask(house, "price", prices={unit: 200_000_000}, unit_id=unit, subject=subject, sheet=sheet)

    assert said(house, price("3#-0102", "3#-0102")) == FORGED
    assert said(house, price(label, "3#-0102")) == FORGED
    assert said(house, price(label, label)) == ""

    def area(kind: str, shown: int) -> int:
        dues = [{"klass": "price", "amount_fen": 7}, {"klass": "settlement", "amount_fen": shown}]
        return ask(house, kind, order, "service", sheet=json.dumps({"after": {"dues": dues}}),
                   asked=json.dumps({"settlement": {"amount_fen": 500}}))  # fmt: skip

    assert said(house, area("area_settlement", -500)) == FORGED
    assert said(house, area("area_settlement", 500)) == ""

    def opening(**shown: Any) -> int:
        sheet = {"orders": 1, "total_fen": 9, "money": 1, "received_fen": 4, **shown}
        asked = {"orders": [{"total_fen": 9}], "money": [{"amount_fen": 4}]}
        return ask(house, "opening_balance", sheet=json.dumps(sheet), asked=json.dumps(asked))

    assert said(house, opening(received_fen=3)) == FORGED
    assert said(house, opening(orders=2)) == FORGED
    assert said(house, opening()) == ""


@pytest.mark.parametrize("sheet", ["{}", '{"working": {"total_fen": 5}}'])
def test_a_sheet_without_its_unit_is_not_agreed_to(house: House, sheet: str) -> None:
    assert said(house, ask(house, "price", unit_id=house.unit_id("0601"), sheet=sheet)) == FORGED
