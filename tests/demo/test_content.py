"""The demo office has something of everything to show: this is made once, as `dev.py demo` makes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from salesdesk.demo.build import build_demo
from salesdesk.domain.after_contract import Step
from salesdesk.domain.requests import OPEN_STATES, SPECIAL, RequestKind, RequestState
from salesdesk.domain.states import Stage
from tests.demo.test_build import NOW


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(path, NOW)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_every_change_of_an_order_was_carried_out_and_another_one_is_open(rows: sqlite3.Connection) -> None:
    found = set(rows.execute("SELECT kind, state FROM request"))
    open_states = {RequestState.ASKED.value, RequestState.AGREED.value}
    for kind in (*SPECIAL - {RequestKind.BUYER_CHANGE}, RequestKind.AREA_SETTLEMENT):
        assert (kind.value, RequestState.DONE.value) in found, kind
        assert {state for of, state in found if of == kind.value} & open_states, kind
    for kind in (RequestKind.SWAP, RequestKind.CANCELLATION):
        assert {(kind.value, state) for state in open_states} <= found
    answers = {RequestState.DONE.value, RequestState.DECLINED.value}
    assert {state for of, state in found if of == RequestKind.BUYER_CHANGE.value} >= answers
    asked = {RequestKind.PRICE.value, RequestKind.CUSTOMER_CORRECTION.value}
    assert asked <= {kind for kind, state in found if state == RequestState.ASKED.value}


def test_of_every_kind_of_request_one_is_open(rows: sqlite3.Connection) -> None:
    open_states = ", ".join(f"'{state.value}'" for state in OPEN_STATES)
    found = {kind for (kind,) in rows.execute(f"SELECT DISTINCT kind FROM request WHERE state IN ({open_states})")}
    assert found == {kind.value for kind in RequestKind}
    waits = "SELECT count(*) FROM request WHERE kind = 'opening_balance' AND state = 'asked'"
    assert rows.execute(waits).fetchone() == (1,)


def test_orders_stand_in_every_stage_and_loans_at_every_step(rows: sqlite3.Connection) -> None:
    stages = {stage for (stage,) in rows.execute("SELECT DISTINCT stage FROM sale_order")}
    assert stages == {stage.value for stage in Stage} - {Stage.DRAFT.value}
    steps = {step for (step,) in rows.execute("SELECT DISTINCT step FROM order_step")}
    loans = {Step.LOAN_PAPERS, Step.LOAN_SUBMITTED, Step.LOAN_APPROVED, Step.LOAN_SIGNED, Step.LOAN_PAID_OUT}
    assert steps >= {step.value for step in (*loans, Step.HANDOVER_KEYS)}


def test_what_is_due_comes_to_the_price_of_every_order(rows: sqlite3.Connection) -> None:
    query = """
        SELECT count(*) FROM order_terms t WHERE t.total_fen != (
            SELECT sum(d.amount_fen) FROM due_item d WHERE d.terms_id = t.id AND d.klass IN ('price', 'price_by_loan'))
    """
    assert rows.execute(query).fetchone() == (0,)


def test_agencies_and_a_referrer_brought_some_buyers_and_are_paid_beside_the_consultants(
    rows: sqlite3.Connection,
) -> None:
    named = "SELECT kind, count(*) FROM introducer i JOIN order_introducer o ON i.id = o.introducer_id GROUP BY kind"
    brought = dict(rows.execute(named))
    assert set(brought) == {"agency", "referrer"}
    assert 20 < sum(brought.values()) < 120
    assert {kind for (kind,) in rows.execute("SELECT kind FROM commission_scheme")} == {
        "consultant",
        "agency",
        "referrer",
    }
    months = rows.execute("SELECT count(DISTINCT month), count(person_id), count(introducer_id) FROM commission_entry")
    closed, persons, introducers = months.fetchone()
    assert closed >= 6
    assert persons > introducers > 10
