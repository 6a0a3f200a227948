"""What only the manager sets right, and a hold that lasts longer: asked for, agreed to, carried out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.requests import RequestKind, RequestState
from salesdesk.repository.customers import CustomerDetail
from salesdesk.services.customer_corrections import Correction, FinishCorrection, ask_correction, finish_correction
from salesdesk.services.holds import (
    FinishExtension,
    HoldExtension,
    HoldForm,
    Release,
    ask_extension,
    finish_extension,
    hold,
    hold_terms,
    release,
)
from salesdesk.services.projects import NewSetting, change_setting
from tests.services.change_helpers import agree, file_of, state_of
from tests.services.test_reviews import wants
from tests.support.office import House


def customer(house: House, customer_id: int) -> CustomerDetail:
    found = house.desk("manager").read(lambda work: work.customers.detail(customer_id))
    assert found is not None
    return found


def test_a_wrong_number_is_set_right_by_the_manager(house: House) -> None:
    customer_id = house.customer(telephone="13812342046")
    form = Correction(
        customer_id=customer_id, telephone="13812342046", right_telephone="138 1234 2047", reason="登记时少看一位",
        first_contact_on=house.today - timedelta(days=1),
    )  # fmt: skip
    on_request = house.desk("consultant").perform(ask_correction, form)
    agree(house, on_request)
    with pytest.raises(Refusal):
        house.desk("consultant").perform(finish_correction, FinishCorrection(on_request=on_request))
    house.desk("manager").perform(finish_correction, FinishCorrection(on_request=on_request))
    assert customer(house, customer_id).telephones == ("13812342047",)
    assert file_of(house, on_request, "manager").row.state is RequestState.DONE


def test_the_right_number_must_be_nobodys(house: House) -> None:
    customer_id, _ = house.customer(telephone="13812342046"), house.customer(telephone="13812342047")
    form = Correction(customer_id=customer_id, right_telephone="13812342047", reason="x")
    with pytest.raises(Refusal, match="another entry"):
        house.desk("consultant").perform(ask_correction, form)
    with pytest.raises(BadInput, match="Nothing is set right"):
        house.desk("consultant").perform(ask_correction, Correction(customer_id=customer_id, reason="x"))


def test_another_consultants_customer_is_not_corrected(house: House) -> None:
    customer_id = house.customer()
    form = Correction(customer_id=customer_id, right_telephone="13812342047", reason="x")
    with pytest.raises(Refusal):
        house.desk("colleague").perform(ask_correction, form)


def held(house: House) -> int:
    unit_id = house.unit_id("0301")
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="老客户看房", hours=2))
    return unit_id


def test_a_hold_is_longer_at_once_where_nobody_is_asked(house: House) -> None:
    unit_id = held(house)
    before = house.desk("control").read(hold_terms, unit_id).expires_at
    form = HoldExtension(unit_id=unit_id, hours=24, reason="客户出差")
    on_request = house.desk("control").perform(ask_extension, form)
    after = house.desk("control").read(hold_terms, unit_id).expires_at
    assert before is not None
    assert after == before + timedelta(hours=24)
    assert state_of(house, on_request) is RequestState.DONE


def test_where_the_manager_is_asked_the_hold_waits_for_the_answer(house: House) -> None:
    wants(house, RequestKind.HOLD_EXTENSION, "manager")
    unit_id = held(house)
    before = house.desk("control").read(hold_terms, unit_id).expires_at
    on_request = house.desk("control").perform(ask_extension, HoldExtension(unit_id=unit_id, hours=1, reason="等首付"))
    assert house.desk("control").read(hold_terms, unit_id).expires_at == before
    agree(house, on_request)
    house.desk("control").perform(finish_extension, FinishExtension(on_request=on_request))
    assert house.desk("control").read(hold_terms, unit_id).expires_at != before


def test_an_agreed_extension_is_for_the_hold_it_was_asked_for(house: House) -> None:
    wants(house, RequestKind.HOLD_EXTENSION, "manager")
    unit_id, control = held(house), house.desk("control")
    on_request = control.perform(ask_extension, HoldExtension(unit_id=unit_id, hours=500, reason="等首付"))
    agree(house, on_request)
    control.perform(release, Release(unit_id=unit_id, reason="客户放弃"))
    control.perform(hold, HoldForm(unit_id=unit_id, reason="另一位客户", hours=2))
    with pytest.raises(Refusal, match="ended meanwhile"):
        control.perform(finish_extension, FinishExtension(on_request=on_request))


def test_a_consultant_holds_longer_for_an_own_customer_where_the_project_lets_them(house: House) -> None:
    house.desk("operator").perform(change_setting, NewSetting(name="hold.by_consultant", value=True))
    unit_id, desk = house.unit_id("0302"), house.desk("consultant")
    desk.perform(hold, HoldForm(unit_id=unit_id, reason="等首付", customer_id=house.customer()))
    before = desk.read(hold_terms, unit_id).expires_at
    desk.perform(ask_extension, HoldExtension(unit_id=unit_id, hours=1, reason="等首付"))
    after = desk.read(hold_terms, unit_id).expires_at
    assert before is not None
    assert after == before + timedelta(hours=1)
