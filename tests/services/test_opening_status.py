"""What the screen of opening balances is told: sums that add up, and the reason against each step, person by person."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import use_language
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.request_facts import request_facts
from salesdesk.domain.requests import RequestState
from salesdesk.services.opening_balances import (
    OpeningRequest,
    OpeningStep,
    ask_opening,
    read_opening_file,
    watched_opening,
    write_opening_money,
    write_opening_orders,
)
from salesdesk.services.opening_status import merged, opening_place, opening_sums, save_wrong_lines
from tests.services.change_helpers import agree
from tests.services.opening_samples import DOWN, EARNEST, TOTALS, filled_template
from tests.support.office import House


@pytest.fixture(autouse=True)
def _in_chinese() -> object:
    """The template's words are Chinese; money items are found by them."""
    use_language("zh_CN")
    yield
    use_language("en")


def asked(house: House, folder: Path) -> int:
    control = house.desk("control")
    opening = control.read(read_opening_file, filled_template(folder / "期初.xlsx", house.today))
    assert not opening.wrong
    form = OpeningRequest(orders=opening.orders, money=opening.money, source="期初.xlsx", reason="系统上线")
    return control.perform(ask_opening, form)


def test_the_sums_of_a_file_add_up_and_wrong_lines_count_as_lines_alone(house: House, tmp_path: Path) -> None:
    path = filled_template(tmp_path / "期初.xlsx", house.today, broken=True)
    opening = house.desk("control").read(read_opening_file, path)
    sums = opening_sums(opening, {"earnest": "定金"})
    assert (sums.orders, sums.money, sums.wrong, sums.lines) == (2, 3, 2, 7)
    assert (sums.total_fen, sums.received_fen) == (sum(TOTALS), 2 * EARNEST + DOWN)
    assert sums.open_fen == sum(TOTALS) - 2 * EARNEST - DOWN
    assert dict(sums.items)["定金"] == 2 * EARNEST
    assert sums.adds_up


def test_wrong_lines_are_saved_with_their_reasons(house: House, tmp_path: Path) -> None:
    path = filled_template(tmp_path / "期初.xlsx", house.today, broken=True)
    wrong = merged(house.desk("control").read(read_opening_file, path).wrong)
    out = tmp_path / "未通过.xlsx"
    assert save_wrong_lines(out, wrong) == 2
    rows = list(openpyxl.load_workbook(out).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["3#-0999", "3#-0301"]


def test_each_step_says_why_it_cannot_be_done_yet(house: House, tmp_path: Path) -> None:
    assert house.desk("control").read(opening_place).status is None
    on_request = asked(house, tmp_path)
    control, cashier = house.desk("control"), house.desk("cashier")
    place = control.read(opening_place)
    assert place.status is not None
    assert place.why_not_ask is not None
    assert place.status.why_not_orders is not None
    assert agree(house, on_request, "manager", OfficeRole.MANAGER) is RequestState.ASKED
    assert agree(house, on_request, "management", OfficeRole.MANAGEMENT) is RequestState.AGREED
    mine, theirs = control.read(opening_place).status, cashier.read(opening_place).status
    assert mine is not None
    assert theirs is not None
    assert (mine.why_not_orders, mine.orders_written) == (None, False)
    assert mine.why_not_money is not None
    assert mine.why_not_money.permission
    assert theirs.why_not_orders is not None
    assert theirs.why_not_orders.permission
    assert theirs.why_not_money is not None
    assert not theirs.why_not_money.permission
    told = list[tuple[int, int]]()
    verb = watched_opening(write_opening_orders, lambda done, total: told.append((done, total)), lambda: False)
    assert control.perform(verb, OpeningStep(on_request=on_request)) == 2
    assert told == [(0, 2), (1, 2)]
    theirs = cashier.read(opening_place).status
    assert theirs is not None
    assert (theirs.orders_written, theirs.why_not_money) == (True, None)
    assert cashier.perform(write_opening_money, OpeningStep(on_request=on_request)) == 3
    done = cashier.read(opening_place)
    assert done.status is not None
    assert done.status.row.state is RequestState.DONE
    assert control.read(opening_place).why_not_ask is None


def test_writing_that_was_stopped_writes_nothing(house: House, tmp_path: Path) -> None:
    on_request = asked(house, tmp_path)
    agree(house, on_request, "manager", OfficeRole.MANAGER)
    agree(house, on_request, "management", OfficeRole.MANAGEMENT)
    stopped = watched_opening(write_opening_orders, lambda done, total: None, lambda: True)
    with pytest.raises(Refusal):
        house.desk("control").perform(stopped, OpeningStep(on_request=on_request))
    assert house.state_of("0301") == "available"


def test_while_some_are_under_way_no_more_are_asked_for(house: House, tmp_path: Path) -> None:
    asked(house, tmp_path)
    with pytest.raises(Refusal):
        asked(house, tmp_path)


def test_approvers_read_the_sums_of_the_request(house: House, tmp_path: Path) -> None:
    asked(house, tmp_path)
    place = house.desk("manager").read(opening_place)
    assert place.status is not None
    facts = dict(request_facts(place.status.file.detail.sheet))
    values = ["3,500,000.01", "650,000.00", "550,000.00", "100,000.00"]
    assert sorted(value for value in facts.values() if "," in value) == sorted(values)
