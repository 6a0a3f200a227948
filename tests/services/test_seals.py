"""Business days are closed and sealed; whoever changes what was sealed, by whatever rights, is found with the row."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from salesdesk.app import main
from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.domain.i18n import current_language, use_language
from salesdesk.services.cashier import take_payment
from salesdesk.services.printed_seals import PrintedSeal, note_outside, read_outside, read_printed
from salesdesk.services.seals import DayClose, Verdict, close_day, outside_name, seals, verify
from tests.services.money_helpers import days_pass, entry, numbers, pay, payment, today, void
from tests.support.office import PASSWORD, House


def close(house: House, day: date | None = None) -> int:
    return house.desk("cashier").perform(close_day, DayClose(day=day or today(house)))


def checked(house: House, *printed: PrintedSeal) -> Verdict:
    return house.desk("auditor").read(verify, tuple(printed))


def a_day_of_work(house: House) -> tuple[int, int]:
    """A subscription with its money, closed and sealed: the order and the receipt."""
    order = house.sold("0301")
    receipt = pay(house, order)
    close(house)
    return order, receipt


def tamper(house: House, *statements: str) -> None:
    """As somebody who may do anything: on PostgreSQL a superuser past all triggers, on SQLite the file's owner."""
    with house.as_owner.begin() as owner:
        if house.kind == "postgresql":
            owner.exec_driver_sql("SET LOCAL session_replication_role = 'replica'")
        else:
            names = owner.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
            for name, _ in names:
                owner.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            owner.exec_driver_sql(statement)
        if house.kind == "sqlite":
            for _, create in names:
                owner.exec_driver_sql(create)


def named(verdict: Verdict) -> set[tuple[str, int, str]]:
    return {(f.row.table, f.row.row_id, f.row.what) for f in verdict.findings if f.row is not None}


def test_a_closed_day_is_sealed_and_found_sound(house: House) -> None:
    a_day_of_work(house)
    verdict = checked(house)
    assert (verdict.sound, verdict.seals) == (True, 1), [finding.sentence for finding in verdict.findings]
    kept = house.desk("cashier").read(seals)
    assert (kept[0].number, kept[0].previous_sha256, len(kept[0].sha256)) == (1, "", 64)
    assert kept[0].rows > 10


def test_each_seal_is_chained_to_the_one_before(house: House) -> None:
    order, _ = a_day_of_work(house)
    days_pass(house, 1)
    pay(house, order)
    close(house)
    first, second = house.desk("cashier").read(seals)
    assert (second.number, second.previous_sha256) == (2, first.sha256)
    assert checked(house).sound


def test_money_taken_after_the_close_belongs_to_the_next_business_day(house: House) -> None:
    order, _ = a_day_of_work(house)
    later = entry(house, pay(house, order))
    assert later.business_day == today(house) + timedelta(days=1)
    assert numbers(house) == [1, 2]


def test_a_closed_day_is_not_closed_again_and_none_before_it_has_come(house: House) -> None:
    a_day_of_work(house)
    with pytest.raises(Refusal, match="closed already"):
        close(house)
    with pytest.raises(Refusal, match="on that day or after"):
        close(house, today(house) + timedelta(days=1))


def test_a_receipt_of_a_closed_day_is_no_longer_voided(house: House) -> None:
    _, receipt = a_day_of_work(house)
    with pytest.raises(Refusal, match="closed"):
        void(house, receipt)


def test_only_who_takes_money_closes_the_day_and_only_who_sees_all_verifies(house: House) -> None:
    for login in ("consultant", "operator", "auditor", "management"):
        with pytest.raises(NotAllowed):
            house.desk(login).perform(close_day, DayClose(day=today(house)))
    for login in ("cashier", "consultant", "admin"):
        with pytest.raises(NotAllowed):
            house.desk(login).read(verify)


Tampering = Callable[[int, int], str]
EDITS: dict[str, tuple[Tampering, str, str]] = {
    "a receipt's sum": (
        lambda _, r: f"UPDATE receipt SET total_fen = total_fen - 100 WHERE id = {r}", "receipt", "changed",
    ),
    "a receipt's number": (lambda _, r: f"UPDATE receipt SET number = 99 WHERE id = {r}", "receipt", "changed"),
    "a receipt's day": (
        lambda _, r: f"UPDATE receipt SET business_day = '2026-01-01' WHERE id = {r}", "receipt", "changed",
    ),
    "a way of paying": (
        lambda _, r: f"UPDATE receipt_tender SET reference = 'x' WHERE receipt_id = {r}", "receipt_tender", "changed",
    ),
    "what it was for": (
        lambda _, r: f"UPDATE receipt_line SET item = 'deposit' WHERE receipt_id = {r}", "receipt_line", "changed",
    ),
    "a receipt gone": (lambda _, r: f"DELETE FROM receipt_line WHERE receipt_id = {r}", "receipt_line", "missing"),
    "a row of history gone": (
        lambda _, r: f"DELETE FROM audit WHERE table_name = 'receipt' AND row_id = {r}", "audit", "missing",
    ),
    "who did it": (
        lambda o, _: f"UPDATE audit SET login = 'other' WHERE table_name = 'sale_order' AND row_id = {o}",
        "audit", "changed",
    ),
    "a state's date": (
        lambda *_: "UPDATE unit_state_change SET created_at = '2026-01-01 00:00:00' WHERE new_state = 'subscribed'",
        "unit_state_change", "changed",
    ),
    "an order's stage": (
        lambda o, _: f"UPDATE sale_order SET stage = 'contracted' WHERE id = {o}", "sale_order", "changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_past_every_guard_is_found_and_the_row_is_named(house: House, edit: str) -> None:
    order, receipt = a_day_of_work(house)
    statement, table, what = EDITS[edit]
    tamper(house, statement(order, receipt))
    verdict = checked(house)
    assert (table, what) in {(found, how) for found, _, how in named(verdict)}, [f.sentence for f in verdict.findings]


def test_control_without_the_comparison_of_rows_the_edit_passes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, receipt = a_day_of_work(house)
    tamper(house, f"UPDATE receipt SET total_fen = total_fen - 100 WHERE id = {receipt}")
    monkeypatch.setattr("salesdesk.repository.seals.Seals.row_faults", lambda *_: [])
    monkeypatch.setattr("salesdesk.repository.seals.Seals.image_faults", lambda *_: [])
    assert checked(house).sound


def test_a_row_slipped_in_where_no_trigger_looked_is_found(house: House) -> None:
    order, _ = a_day_of_work(house)
    columns = (
        "project_id, customer_id, number, stage, unit_id, terms_version, note, created_at, created_by, version, "
        "cancelled_at"
    )
    tamper(
        house,
        f"INSERT INTO sale_order ({columns}) SELECT project_id, customer_id, 'X1', 'cancelled', unit_id, 0, '', "
        f"created_at, created_by, 1, created_at FROM sale_order WHERE id = {order}",
    )
    assert any(found[0] == "sale_order" and found[2] == "unrecorded" for found in named(checked(house)))


def reseal(house: House) -> None:
    """What a thief with every right does after an edit: all sums and seals are made anew."""
    if house.kind == "postgresql":
        reset = (f"ALTER TABLE {{}} {verb} TRIGGER USER" for verb in ("DISABLE", "ENABLE"))
        off, on = reset
        with house.as_owner.begin() as owner:
            for table in ("sealed_row", "seal", "receipt_book"):
                owner.exec_driver_sql(off.format(table))
            owner.exec_driver_sql("DELETE FROM sealed_row")
            owner.exec_driver_sql("DELETE FROM seal")
            owner.exec_driver_sql("UPDATE receipt_book SET open_day = open_day - 1")
            for table in ("sealed_row", "seal", "receipt_book"):
                owner.exec_driver_sql(on.format(table))
    else:
        tamper(
            house,
            "DELETE FROM sealed_row",
            "DELETE FROM seal",
            "UPDATE receipt_book SET open_day = date(open_day, '-1 day')",
        )
    close(house)


def test_who_also_seals_anew_is_found_by_the_printed_seal(house: House) -> None:
    _, receipt = a_day_of_work(house)
    kept = house.desk("cashier").read(seals)[0]
    printed = read_printed(f"{kept.number}:{kept.sha256[:32]} {kept.sha256[32:]}")
    assert checked(house, printed).sound
    tamper(
        house,
        f"UPDATE receipt SET total_fen = total_fen - 100 WHERE id = {receipt}",
        f"UPDATE audit SET after = (SELECT b.after FROM audit b WHERE b.id = audit.id) WHERE row_id = {receipt}",
    )
    reseal(house)
    verdict = checked(house, printed)
    assert any("another one than was printed" in finding.sentence for finding in verdict.findings)


@pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)
def test_what_a_slow_transaction_commits_after_the_seal_is_no_false_alarm(house: House) -> None:
    order = house.sold("0301")
    pay(house, order)
    slow = house.another_desk("consultant").database
    begun, go = threading.Event(), threading.Event()

    def slowly() -> None:
        with slow.writing() as connection:
            connection.execute(
                sa.text("INSERT INTO follow_up (project_id, customer_id, kind, note, happened_at) "
                        "SELECT project_id, id, 'visit', 'slow', app_now() FROM customer LIMIT 1")
            )  # fmt: skip
            begun.set()
            assert go.wait(20)

    thread = threading.Thread(target=slowly)
    thread.start()
    assert begun.wait(20)
    close(house)
    go.set()
    thread.join(20)
    verdict = checked(house)
    assert (verdict.sound, verdict.unsealed > 0) == (True, True)
    days_pass(house, 1)
    close(house)
    assert checked(house).sound


def test_two_cashiers_who_close_the_same_day_make_one_seal(house: House) -> None:
    pay(house, house.sold("0301"))
    desks = [house.another_desk("cashier") for _ in range(4)]
    said, start, day = list[object](), threading.Barrier(4), today(house)

    def run(place: int) -> None:
        start.wait(10)
        try:
            said.append(desks[place].perform(close_day, DayClose(day=day)))
        except Refusal as reason:
            said.append(reason)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(isinstance(one, int) for one in said) == [False, False, False, True]
    assert len(house.desk("cashier").read(seals)) == 1
    assert checked(house).sound


def test_money_that_comes_while_the_day_is_closed_lies_in_one_day_or_the_other(house: House) -> None:
    order, day = house.sold("0301"), today(house)
    start = threading.Barrier(2)
    closing, paying = house.another_desk("cashier"), house.another_desk("cashier")
    form = payment(house, order)

    def run_close() -> None:
        start.wait(10)
        closing.perform(close_day, DayClose(day=day))

    thread = threading.Thread(target=run_close)
    thread.start()
    start.wait(10)
    receipt = paying.perform(take_payment, form)
    thread.join(60)
    assert entry(house, receipt).business_day in (day, day + timedelta(days=1))
    assert checked(house).sound


def test_the_desk_s_file_keeps_a_seal_a_line_and_finds_another_one(house: House, tmp_path: Path) -> None:
    path = tmp_path / "seals" / "seals.txt"
    _, receipt = a_day_of_work(house)
    note_outside(path, "锦绣江南", house.desk("cashier").read(seals)[0])
    assert checked(house, *read_outside(path, "锦绣江南")).sound
    tamper(house, f"UPDATE receipt SET payer = 'x' WHERE id = {receipt}")
    reseal(house)
    assert not checked(house, *read_outside(path, "锦绣江南")).sound
    assert read_outside(path, "another project") == ()


@pytest.mark.parametrize("text", ["", "12", "x:" + "0" * 64, "1:" + "0" * 63, "1:" + "g" * 64])
def test_what_is_no_seal_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_printed(text)


def verify_from_the_prompt(house: House, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("SALESDESK_PASSWORD", PASSWORD)
    address = f"{house.address}?realm={house.realm}" if house.realm else house.address
    before = current_language()
    try:
        return main(["--lang", "en", "verify", "--db", address, "--login", "auditor", *words])
    finally:
        use_language(before)


def test_verify_at_the_prompt_says_what_was_changed_and_ends_with_one(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, receipt = a_day_of_work(house)
    kept = house.desk("cashier").read(seals)[0]
    note_outside(tmp_path / "seals.txt", house.desk("auditor").read(outside_name), kept)
    outside = ("--file", str(tmp_path / "seals.txt"), "--seal", f"1:{kept.sha256}")
    assert verify_from_the_prompt(house, monkeypatch, *outside) == 0
    said = capsys.readouterr().out
    assert "锦绣江南: 1 seals" in said
    assert "2 seals from outside compared" in said
    tamper(house, f"UPDATE receipt SET payer = 'x' WHERE id = {receipt}")
    assert verify_from_the_prompt(house, monkeypatch) == 1
    assert f"receipt {receipt} was changed after it was sealed (seal 1)" in capsys.readouterr().out
    assert verify_from_the_prompt(house, monkeypatch, "--seal", "1:zz") == 2
    assert verify_from_the_prompt(house, monkeypatch, "--project", "无此项目") == 2
