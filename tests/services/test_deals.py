"""What a deal comes to: the price that the list and the discounts make, its due items, and who may agree it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.schedules import price_sum
from salesdesk.services.accounts import find_orders
from salesdesk.services.deal_forms import deal_start, nearby_free
from salesdesk.services.deals import Choices
from salesdesk.services.holds import HoldForm, hold
from salesdesk.services.order_lists import order_detail, order_page
from salesdesk.services.order_papers import quote_pdf
from salesdesk.services.price_lists import Change, Revision, Signature, revise_prices, sign_price_list
from salesdesk.services.quotes import QuoteForm, make_quote, preview_deal, quote
from salesdesk.services.subscriptions import subscribe
from salesdesk.services.unit_import import UnitImport, import_units
from tests.services.selling_helpers import add_discount, launched_building, restricted
from tests.support.office import House, rows_of

SCHEMES = ("一次性", "商业贷款", "公积金", "组合贷", "分期三期")
ALL_DISCOUNTS = ("按时签约", "老带新", "开盘礼遇")


def test_the_preview_is_what_the_subscription_stores(house: House) -> None:
    customer, control = house.customer(), house.desk("control")
    for floor, scheme in enumerate(SCHEMES, 1):
        form = house.subscription(f"0{floor}01", customer, choices=house.choices(scheme, ALL_DISCOUNTS))
        preview = control.read(preview_deal, form.unit_id, form.choices)
        order = control.read(order_detail, control.perform(subscribe, form))
        assert preview.allowed
        assert order.working == preview.working
        assert order.dues == preview.dues
        assert price_sum(order.dues) == preview.working.total_fen


def test_the_worked_example_comes_out_line_by_line(house: House) -> None:
    choices = house.choices("商业贷款", ("按时签约", "商业贷款优惠", "老带新", "开盘礼遇"))
    working = house.desk("control").read(preview_deal, house.unit_id("0301"), choices).working
    assert [line.off_fen for line in working.lines] == [2_366_400, 1_171_368, 1_183_200, 1_000_000, -968]
    assert working.total_fen == 230_920_000
    assert working.lines[-1].kind == "rounding"


def test_beyond_the_limit_and_below_the_floor_read_alike(house: House) -> None:
    launched_building(house, "5#", floor_percent=99)
    staff, small = add_discount(house, "staff", 940_000), add_discount(house, "small", 980_000)
    customer, scheme = house.customer(), house.choices("分期三期").scheme_id
    told = list[str]()
    # 94 % of the list is below sales control's 95 but above the floor of 90; 98 % is within it but below a floor of 99.
    for building, discount in (("3#", staff), ("5#", small)):
        unit_id, choices = house.unit_id("0301", building), Choices(scheme, (discount,))
        assert not house.desk("control").read(preview_deal, unit_id, choices).allowed
        form = house.subscription("0301", customer, unit_id=unit_id, choices=choices)
        with pytest.raises(Refusal) as refused:
            house.desk("control").perform(subscribe, form)
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_control_the_same_discount_above_the_floor_is_agreed(house: House) -> None:
    launched_building(house, "5#", floor_percent=98)
    small = add_discount(house, "small", 980_000)
    choices = Choices(house.choices("分期三期").scheme_id, (small,))
    form = house.subscription("0301", house.customer(), unit_id=house.unit_id("0301", "5#"), choices=choices)
    assert house.desk("control").perform(subscribe, form)


def test_a_discount_of_another_scheme_is_refused_by_its_name(house: House) -> None:
    tied = house.choices("商业贷款", ("商业贷款优惠",))
    choices = Choices(house.choices("一次性").scheme_id, tied.discount_ids)
    with pytest.raises(BadInput, match="商业贷款优惠") as refused:
        house.desk("control").read(preview_deal, house.unit_id("0301"), choices)
    assert refused.value.field == "discounts"


def test_a_discount_counts_on_its_days_alone(house: House) -> None:
    today, control, unit_id = house.today, house.desk("control"), house.unit_id("0301")
    scheme = house.choices("分期三期").scheme_id
    for place, (since, until, right) in enumerate(((-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False))):
        days = (today + timedelta(days=since), today + timedelta(days=until))
        discount = add_discount(house, f"week {place}", 990_000, days)
        offered = {row.id for row in control.read(deal_start, unit_id).discounts}
        assert (discount in offered) is right
        if right:
            assert control.read(preview_deal, unit_id, Choices(scheme, (discount,))).working.off_fen > 0
            continue
        with pytest.raises(BadInput, match=f"week {place}"):
            control.read(preview_deal, unit_id, Choices(scheme, (discount,)))


def test_a_scheme_that_is_not_in_use_is_refused(house: House) -> None:
    with pytest.raises(BadInput) as refused:
        house.desk("control").read(preview_deal, house.unit_id("0301"), Choices(999_999))
    assert refused.value.field == "scheme"


def test_a_unit_without_a_price_is_refused_by_its_number(house: House) -> None:
    rows = tuple(replace(row, unit_price_fen=None, total_fen=None, floor_total_fen=None) for row in rows_of("5#"))
    house.desk("operator").perform(import_units, UnitImport(rows=rows, source="later"))
    with pytest.raises(Refusal, match="5-0301"):
        house.desk("control").read(preview_deal, house.unit_id("0301", "5#"), house.choices())


def test_earnest_money_above_a_fifth_of_the_price_is_warned_about(house: House) -> None:
    launched_building(house, "5#", unit_price=200_000)
    control = house.desk("control")
    cheap = control.read(preview_deal, house.unit_id("0301", "5#"), house.choices("一次性"))
    dear = control.read(preview_deal, house.unit_id("0301"), house.choices("一次性"))
    assert len(cheap.deal.warnings) == 1
    assert dear.deal.warnings == ()


def test_a_price_that_changed_since_it_was_shown_is_refused_and_nothing_is_stored(house: House) -> None:
    customer, unit_id = house.customer(), house.unit_id("0301")
    shown = house.desk("control").read(preview_deal, unit_id, house.choices()).working.total_fen
    revision = Revision(name="autumn", change=Change.PERCENT, value=1_020_000)
    list_id = house.desk("operator").perform(revise_prices, revision)
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    with pytest.raises(Refusal, match="changed meanwhile"):
        house.desk("control").perform(subscribe, house.subscription("0301", customer, shown_total_fen=shown))
    assert house.state_of("0301") == "available"
    now = house.desk("control").read(preview_deal, unit_id, house.choices()).working.total_fen
    assert now > shown
    house.desk("control").perform(subscribe, house.subscription("0301", customer, shown_total_fen=now))


def test_a_revision_never_touches_the_price_of_an_order_already_made(house: House) -> None:
    order_id = house.sold("0301")
    before = house.desk("control").read(order_detail, order_id)
    list_id = house.desk("operator").perform(
        revise_prices, Revision(name="autumn", change=Change.PERCENT, value=1_020_000)
    )
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=list_id))
    assert house.desk("control").read(order_detail, order_id) == before


def test_the_form_begins_with_the_customer_of_the_hold(house: House) -> None:
    customer, unit_id = house.customer(), house.unit_id("0301")
    assert house.desk("control").read(deal_start, unit_id).customer_id is None
    house.desk("control").perform(hold, HoldForm(unit_id=unit_id, reason="x", customer_id=customer))
    start = house.desk("control").read(deal_start, unit_id)
    assert (start.customer_id, start.price_list, start.loan_months) == (customer, "V1", 360)
    assert {row.scheme.name for row in start.schemes} == set(SCHEMES)


def test_a_quote_is_kept_and_opens_with_what_was_chosen(house: House) -> None:
    choices = house.choices("公积金", ALL_DISCOUNTS)
    customer = house.customer()
    form = QuoteForm(unit_id=house.unit_id("0301"), choices=choices, customer_id=customer)
    quote_id = house.desk("consultant").perform(make_quote, form)
    assert house.desk("consultant").read(quote, quote_id) == (form.unit_id, customer, choices)
    start = house.desk("control").read(deal_start, None, None, quote_id)
    assert (start.unit.id, start.customer_id, start.choices) == (form.unit_id, customer, choices)


def test_only_who_makes_quotes_keeps_one(house: House) -> None:
    form = QuoteForm(unit_id=house.unit_id("0301"), choices=house.choices())
    for login in ("cashier", "auditor", "operator"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(make_quote, form)


def test_a_colleagues_customer_is_quoted_nothing_and_whoever_sees_everybody_may(house: House) -> None:
    theirs = house.customer(login="colleague")
    form = QuoteForm(unit_id=house.unit_id("0301"), choices=house.choices(), customer_id=theirs)
    with pytest.raises(Refusal, match="colleague"):
        house.desk("consultant").perform(make_quote, form)
    assert house.desk("control").perform(make_quote, form) > 0


def test_a_quote_of_a_combined_loan_has_both_loans_worked_out_both_ways(house: House) -> None:
    preview = house.desk("consultant").read(preview_deal, house.unit_id("0301"), house.choices("组合贷"))
    assert [plans.item for plans in preview.loans] == ["loan", "provident_loan"]
    for plans in preview.loans:
        assert plans.equal_payments.total_interest_fen > plans.equal_principal.total_interest_fen
        assert sum(row.principal_fen for row in plans.equal_payments.instalments) == plans.loan.principal_fen


def test_the_nearest_free_units_of_the_same_layout_come_first_and_no_other(house: House) -> None:
    launched_building(house, "5#")
    house.sold("0401")
    restricted(house, "0201", mortgaged=True)
    found = house.desk("control").read(nearby_free, house.unit_id("0301"))
    labels = [(cell.building, cell.number) for cell in found]
    assert ("3#", "0401") not in labels
    assert ("3#", "0201") not in labels
    assert ("3#", "0301") not in labels
    assert {cell.state for cell in found} == {"available"}
    assert set(labels[:2]) == {("3#", "0101"), ("3#", "0501")}
    buildings = [building for building, _ in labels]
    assert buildings == sorted(buildings)


def test_a_consultant_may_ask_everything_that_the_form_of_a_quote_shows(house: House) -> None:
    desk, unit_id, customer = house.desk("consultant"), house.unit_id("0301"), house.customer()
    start = desk.read(deal_start, unit_id, customer)
    assert [person.name for person in start.consultants] == ["陈立", "许知行"]
    assert desk.read(nearby_free, unit_id)
    quote_id = desk.perform(make_quote, QuoteForm(unit_id=unit_id, choices=house.choices(), customer_id=customer))
    assert desk.read(quote_pdf, quote_id).startswith(b"%PDF")
    house.sold("0301", "13900001111")
    assert [row.unit_label for row in desk.read(order_page)] == ["3-0301"]
    assert [row.unit_label for row in desk.read(find_orders, "0301")] == ["3-0301"]
    assert desk.read(deal_start, unit_id).facts.state == "subscribed"
