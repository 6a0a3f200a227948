"""Agencies and referrers: kept by the operator, named with a subscription, changed by the manager alone, and paid by
schemes of their own; on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from salesdesk.domain.commission import CommissionBase, CommissionRules, CommissionStage, LadderBy, Rung, SchemeFor
from salesdesk.domain.commission_deals import Earner
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.repository.commission import Commissions
from salesdesk.services.cancellations import CancellationRequest, FinishCancellation, ask_cancellation
from salesdesk.services.cancellations import finish_cancellation as finish
from salesdesk.services.commission_schemes import try_scheme
from salesdesk.services.commission_sheets import commission_sheets
from salesdesk.services.deal_forms import deal_start
from salesdesk.services.edits import seen_of
from salesdesk.services.introducers import (
    IntroducerCorrection,
    IntroducerEdit,
    IntroducerSwitch,
    NewIntroducer,
    add_introducer,
    change_introducer,
    correct_introducer,
    introducers,
    introducers_in_use,
    switch_introducer,
)
from salesdesk.services.order_files import order_file
from salesdesk.services.order_lists import order_detail
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.swaps import FinishSwap, Swap, ask_swap, finish_swap
from tests.services.change_helpers import agree, settle
from tests.services.change_helpers import sheet as change_sheet
from tests.services.money_helpers import line, pay
from tests.services.test_commissions import PEOPLE, closed, month, month_over, scheme, sheet, sold
from tests.support.office import House
from tests.support.raw import Raw, outcome

AT_ONCE = ((CommissionStage.RECEIVED, 1_000_000),)
RULES = CommissionRules(10_000, (Rung(0, 10_000),), AT_ONCE, 0)
OF_TOTAL = replace(RULES, base=CommissionBase.TOTAL)


@pytest.fixture(autouse=True)
def at_their_desks(house: House) -> None:
    """Everybody sits there before days pass."""
    for login in PEOPLE:
        house.desk(login)


def introducer(house: House, name: str = "安居分销", kind: str = "agency", contact: str = "") -> int:
    form = NewIntroducer(kind=kind, name=name, contact=contact)
    return house.desk("operator").perform(add_introducer, form)


def corrected(house: House, order_id: int, to: int | None, login: str = "manager", reason: str = "漏录分销") -> int:
    form = IntroducerCorrection(order_id=order_id, introducer_id=to, reason=reason)
    return house.desk(login).perform(correct_introducer, form)


def given(house: House, which: str, login: str = "manager") -> dict[str, int]:
    return {row.name: row.figure_fen for row in sheet(house, which, login).rows if row.figure_fen}


def test_the_operator_keeps_the_list_and_nothing_of_it_is_overwritten(house: House) -> None:
    first = introducer(house, contact="025-52100000")
    introducer(house, "胡建军", "referrer", "13812340000")
    operator = house.desk("operator")
    assert [(row.name, row.kind) for row in operator.read(introducers)] == [
        ("安居分销", SchemeFor.AGENCY),
        ("胡建军", SchemeFor.REFERRER),
    ]
    with pytest.raises(BadInput, match="there already"):
        introducer(house, contact="025-52100000")
    with pytest.raises(BadInput, match="needs a name"):
        introducer(house, " ")
    seen = seen_of({"name": "安居分销", "contact": "025-52100000"})
    form = IntroducerEdit(introducer_id=first, name="安居渠道", contact="025-52100000", seen=seen)
    operator.perform(change_introducer, form)
    with pytest.raises(StaleEdit):
        operator.perform(change_introducer, replace(form, name="安家", request_id="another"))
    for login in ("manager", "control", "consultant"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(add_introducer, NewIntroducer(kind="agency", name="自家"))
    with pytest.raises(NotAllowed):
        house.desk("consultant").read(introducers)
    assert house.desk("consultant").read(introducers_in_use) == []


def test_a_subscription_names_one_that_is_in_use_and_only_those_who_sell_see_it(house: House) -> None:
    agency = introducer(house)
    other = introducer(house, "胡建军", "referrer")
    house.desk("operator").perform(switch_introducer, IntroducerSwitch(introducer_id=other, active=False))
    start = house.desk("control").read(deal_start, house.unit_id("0301"))
    assert [row.id for row in start.introducers] == [agency]
    customer = house.customer()
    with pytest.raises(BadInput, match="not in use"):
        house.desk("control").perform(subscribe, house.subscription("0301", customer, introducer_id=other))
    order_id = house.desk("control").perform(subscribe, house.subscription("0301", customer, introducer_id=agency))
    said = house.desk("control").read(order_file, order_id).introductions
    assert [(one.name, one.kind, one.reason) for one in said] == [("安居分销", SchemeFor.AGENCY, "")]
    assert house.desk("consultant").read(order_file, order_id).introductions == ()
    assert house.desk("consultant").read(deal_start, house.unit_id("0401")).introducers == ()


@pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
def test_a_subscription_takes_twelve_statements_and_one_more_that_names_an_introducer(house: House) -> None:
    agency, control = introducer(house), house.desk("control")
    control.perform(subscribe, house.subscription("0302", house.customer("周念真", "18944104410")))
    first = house.subscription("0402", house.customer("何家明", "18944104411"))
    second = house.subscription("0301", house.customer(), introducer_id=agency)
    sent = list[str]()
    event.listen(control.database.engine, "before_cursor_execute", lambda *sending: sent.append(sending[2]))
    control.perform(subscribe, first)
    plain = len(sent)
    control.perform(subscribe, second)
    assert (plain, len(sent) - plain) == (12, 13)


def test_later_the_manager_alone_changes_it_with_a_reason_that_the_story_keeps(house: House) -> None:
    agency = introducer(house)
    order_id = house.sold("0301")
    with pytest.raises(NotAllowed):
        corrected(house, order_id, agency, "control")
    with pytest.raises(BadInput, match="Say why"):
        corrected(house, order_id, agency, reason=" ")
    corrected(house, order_id, agency)
    with pytest.raises(BadInput, match="stands there already"):
        corrected(house, order_id, agency)
    corrected(house, order_id, None, reason="客户自己来的")
    said = house.desk("manager").read(order_file, order_id).introductions
    assert [(one.name, one.reason) for one in said] == [("安居分销", "漏录分销"), ("", "客户自己来的")]


def test_the_database_holds_it_too(house: House) -> None:
    agency = introducer(house)
    order_id = house.sold("0301")

    def names(reason: str) -> Any:
        def act(session: Raw) -> None:
            session.run(
                "INSERT INTO order_introducer (project_id, order_id, introducer_id, reason, created_at, created_by) "
                "VALUES (:p, :o, :i, :r, app_now(), app_person())",
                p=house.project_id, o=order_id, i=agency, r=reason,
            )  # fmt: skip

        return act

    assert outcome(house, "control", names("")) == "introducer_fixed"
    assert outcome(house, "control", names("漏录")) == "introducer_fixed"
    assert outcome(house, "manager", names("")) == "introducer_fixed"
    assert outcome(house, "manager", names("漏录")) is None

    def away(session: Raw) -> None:
        session.drop("sd_introducer_fixed ON order_introducer")
        session.be("control")

    assert outcome(house, "control", away, names("")) is None


def test_an_agency_stands_beside_the_persons_and_no_consultant_sees_what_it_gets(house: House) -> None:
    scheme(house)
    scheme(house, name="分销", kind="agency", rules=OF_TOTAL)
    scheme(house, name="老带新", kind="referrer", rules=replace(RULES, fixed_fen=300_000))
    order_id = sold(house, introducer_id=introducer(house))
    working = house.desk("control").read(order_detail, order_id).working
    assert working is not None
    whole = working.total_fen // 100
    rows = sheet(house, month(house)).rows
    assert [(row.name, row.kind, row.figure_fen) for row in rows] == [
        ("陈立", SchemeFor.CONSULTANT, 105_000),
        ("安居分销", SchemeFor.AGENCY, whole),
    ]
    assert str(rows[1].lines[0]) == "Scheme “分销”"
    assert any(str(one) == "Rate 1.000% of the contract total" for one in rows[1].lines)
    people = house.desk("manager").read(commission_sheets, month(house))[0]
    assert people.rows == [("Consultants", "陈立", 1, 105_000), ("Agencies", "安居分销", 1, whole)]
    ended = month_over(house)
    assert closed(house, ended) == 2
    assert given(house, ended) == {"陈立": 105_000, "安居分销": whole}
    assert given(house, ended, "consultant") == {"陈立": 105_000}
    corrected(house, order_id, introducer(house, "胡建军", "referrer"))
    assert given(house, month(house)) == {"安居分销": -whole, "胡建军": 300_000}
    assert given(house, ended) == {"陈立": 105_000, "安居分销": whole}, "a closed month never changes"


def test_two_desks_that_close_at_once_give_an_agency_once(house: House) -> None:
    agency, order_id = introducer(house), house.sold("0301")
    figures: list[tuple[Earner, int, int, dict[str, Any]]] = [(Earner(True, agency), order_id, 200_000, {})]
    manager = house.desk("manager")
    with manager.database.writing() as connection:
        Commissions(connection, house.project_id).add_entries("2026-01", figures)
    with pytest.raises(Refusal, match="This month is closed"), manager.database.writing() as connection:
        Commissions(connection, house.project_id).add_entries("2026-01", figures)


def test_a_cancellation_takes_back_from_the_agency_what_it_was_given(house: House) -> None:
    scheme(house, name="分销", kind="agency", rules=RULES)
    order_id = sold(house, introducer_id=introducer(house))
    ended = month_over(house)
    closed(house, ended)
    form = CancellationRequest(order_id=order_id, reason="客户资金断裂")
    on_request = house.desk("control").perform(ask_cancellation, form)
    agree(house, on_request)
    settle(house, on_request)
    house.desk("control").perform(finish, FinishCancellation(on_request=on_request))
    assert given(house, ended) == {"安居分销": 500_000}
    assert given(house, month(house)) == {"安居分销": -500_000}


def test_a_swap_is_worked_anew_and_climbs_the_ladder_of_the_month_it_was_carried_out_in(house: House) -> None:
    rules = replace(OF_TOTAL, ladder=(Rung(0, 10_000), Rung(100_000_000, 20_000)), ladder_by=LadderBy.MONTH)
    scheme(house, name="分销", kind="agency", rules=rules)
    order_id = sold(house, introducer_id=introducer(house))
    ended = month_over(house)
    closed(house, ended)
    before = given(house, ended)["安居分销"]
    swap = Swap(order_id=order_id, target_unit_id=house.unit_id("0402"), choices=house.choices("一次性"), reason="楼层")
    on_request = house.desk("control").perform(ask_swap, swap)
    agree(house, on_request)
    if missing := change_sheet(house, on_request).to_pay_fen:
        pay(house, order_id, line("earnest", missing))
    house.desk("control").perform(finish_swap, FinishSwap(on_request=on_request))
    working = house.desk("control").read(order_detail, order_id).working
    assert working is not None
    row = sheet(house, month(house)).rows[0]
    assert (row.earned_fen, row.given_fen, row.figure_fen) == (
        working.total_fen // 50,
        before,
        working.total_fen // 50 - before,
    )
    told = [str(one) for one in row.lines]
    assert any(one.startswith("Swapped on") and one.endswith(month(house)) for one in told)
    assert f"Own deals of {month(house)} together" in told


def test_a_scheme_is_tried_on_a_deal_before_it_is_stored(house: House) -> None:
    order_id = sold(house)
    manager = house.desk("manager")
    number = manager.read(order_detail, order_id).number
    for wanted in (number, "3-0301"):
        tried = manager.read(try_scheme, RULES, "agency", wanted)
        assert (tried.number, tried.label, tried.amount_fen) == (number, "3-0301", 500_000)
    assert manager.read(try_scheme, RULES, "consultant", number).amount_fen == 500_000
    with pytest.raises(BadInput, match="no signed deal"):
        manager.read(try_scheme, RULES, "agency", "9-0999")
    with pytest.raises(BadInput, match="100 %"):
        manager.read(try_scheme, replace(RULES, stages=()), "agency", number)
    for login in ("operator", "consultant"):
        with pytest.raises((NotAllowed, Refusal), match="may not see deals"):
            house.desk(login).read(try_scheme, RULES, "agency", number)
