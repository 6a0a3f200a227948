"""Why not? The button and the service get the same answer, and it is one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.permissions import MATRIX, OfficeRole, Permission
from salesdesk.domain.reasons import NEEDED, Reason, UnitFacts, why_not
from salesdesk.domain.states import FORBIDDEN, Restriction, SaleState, Verb, can_start

EVERYTHING = frozenset(Permission)
FACTS = UnitFacts("1604", SaleState.AVAILABLE)
START: dict[Verb, SaleState] = {
    verb: next(state for state in (SaleState.AVAILABLE, *SaleState) if can_start(verb, state)) for verb in NEEDED
}
"""A state that each verb may begin at."""


def against(verb: Verb, facts: UnitFacts, customer_id: int | None = None) -> str | None:
    reason = why_not(verb, facts, EVERYTHING, customer_id)
    return None if reason is None else str(reason)


@pytest.mark.parametrize("verb", NEEDED)
def test_nothing_stands_against_a_verb_that_is_due(verb: Verb) -> None:
    assert against(verb, UnitFacts("1604", START[verb])) is None


def test_who_holds_for_own_customers_gives_back_no_hold_of_anybody_else() -> None:
    own = frozenset({Permission.HOLD_OWN})
    assert why_not(Verb.HOLD, FACTS, own) is None
    held = UnitFacts("1604", SaleState.HELD, hold_customer_id=7)
    reason = why_not(Verb.RELEASE, held, own)
    assert "1604" in str(reason)
    assert why_not(Verb.RELEASE, replace(held, hold_is_own=True), own) is None
    assert why_not(Verb.RELEASE, held, own | {Permission.HOLD_WRITE}) is None


@pytest.mark.parametrize("verb", NEEDED)
def test_without_its_permission_a_verb_is_not_allowed_and_with_it_alone_it_is(verb: Verb) -> None:
    facts = UnitFacts("1604", START[verb])
    assert why_not(verb, facts, frozenset({NEEDED[verb]})) is None
    reason = why_not(verb, facts, EVERYTHING - {NEEDED[verb], Permission.HOLD_OWN})
    assert reason is not None
    assert reason.permission
    assert str(reason).startswith("Your role may not ")
    assert isinstance(reason.raised(), NotAllowed)


@pytest.mark.parametrize("verb", NEEDED)
def test_a_verb_that_cannot_begin_at_a_state_says_the_state(verb: Verb) -> None:
    for state in SaleState:
        said = against(verb, UnitFacts("1604", state))
        assert (said is None) is can_start(verb, state)
        assert said is None or said.startswith("Unit 1604 is in the state “")


@pytest.mark.parametrize("restriction", Restriction)
def test_a_restriction_is_named_where_it_forbids_and_not_where_it_does_not(restriction: Restriction) -> None:
    for verb, state in START.items():
        said = against(verb, UnitFacts("1604", state, restrictions=frozenset({restriction})))
        assert (said is not None) is (verb in FORBIDDEN[restriction])
        assert said is None or "lifted first" in said


def test_without_a_presale_permit_nothing_is_launched_sold_or_paid() -> None:
    without = {verb for verb, state in START.items() if against(verb, UnitFacts("1604", state, has_permit=False))}
    assert without == {Verb.LAUNCH, Verb.RESERVE, Verb.SUBSCRIBE, Verb.SIGN_CONTRACT, Verb.TAKE_MONEY}


def test_without_a_price_nothing_is_launched_or_sold() -> None:
    without = {verb for verb, state in START.items() if against(verb, UnitFacts("1604", state, has_price=False))}
    assert without == {Verb.LAUNCH, Verb.RESERVE, Verb.SUBSCRIBE}


@pytest.mark.parametrize("verb", [Verb.RESERVE, Verb.SUBSCRIBE])
def test_a_held_unit_goes_to_whom_it_is_held_for(verb: Verb) -> None:
    held = replace(FACTS, state=SaleState.HELD, hold_customer_id=7, hold_customer_name="韩若溪")
    assert against(verb, held, 7) is None
    assert against(verb, held, 8) == "Unit 1604 is held for 韩若溪."
    assert against(verb, held) is None, "a button asks before anybody is named"
    assert against(verb, replace(held, hold_customer_id=None), 8) is None, "a hold for nobody waits for anybody"


def test_a_reserved_unit_is_subscribed_by_whom_it_is_reserved_for() -> None:
    reserved = replace(FACTS, state=SaleState.RESERVED, order_customer_id=7)
    assert against(Verb.SUBSCRIBE, reserved, 7) is None
    assert against(Verb.SUBSCRIBE, reserved, 8) == "Unit 1604 is reserved by another customer."


def test_an_order_that_holds_money_is_not_cancelled() -> None:
    subscribed = replace(FACTS, state=SaleState.SUBSCRIBED)
    assert against(Verb.CANCEL, subscribed) is None
    said = against(Verb.CANCEL, replace(subscribed, received_fen=1))
    assert said is not None
    assert "refunded before" in said


def test_the_first_reason_is_that_the_role_may_not_and_then_the_state() -> None:
    facts = UnitFacts("1604", SaleState.HANDED_OVER, frozenset(Restriction), has_price=False, has_permit=False)
    nobody = why_not(Verb.SUBSCRIBE, facts, frozenset())
    assert nobody is not None
    assert nobody.permission
    assert str(why_not(Verb.SUBSCRIBE, facts, EVERYTHING)) == "Unit 1604 is in the state “Handed over”."


def test_a_reason_that_is_no_lack_of_permission_is_raised_as_a_refusal() -> None:
    raised = Reason("Unit {number} has no price.", {"number": "1604"}).raised()
    assert type(raised) is Refusal
    assert str(raised) == "Unit 1604 has no price."


def test_each_role_may_begin_the_verbs_that_the_page_gives_it() -> None:
    may = {role: {verb.value for verb, needed in NEEDED.items() if needed in MATRIX[role]} for role in OfficeRole}
    selling = {"reserve", "subscribe", "sign_contract", "file", "withdraw_filing", "cancel", "special", "swap"}
    assert may == {
        OfficeRole.ADMINISTRATOR: set(),
        OfficeRole.OPERATOR: {"launch", "withdraw"},
        OfficeRole.CONSULTANT: set(),
        OfficeRole.SALES_CONTROL: {"hold", "release"} | selling,
        OfficeRole.CASHIER: {"take_money"},
        OfficeRole.MANAGER: {"hold", "release"},
        OfficeRole.CUSTOMER_SERVICE: {"hand_over", "take_back_handover"},
        OfficeRole.MANAGEMENT: set(),
        OfficeRole.AUDITOR: set(),
    }
