"""History: every change with before and after, by whom and when, written by the database itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.guard_rules import AUDITED
from salesdesk.repository.people import People
from salesdesk.services.people_admin import Closing, close_login
from salesdesk.services.projects import NewSetting, change_setting
from tests.support.office import House
from tests.support.raw import raw

ON_POSTGRES = pytest.mark.parametrize("engine_kind", ["postgresql"], indirect=True)


@dataclass(frozen=True)
class Kept:
    """One row of the history."""

    table: str
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    person_id: int | None
    login: str


def history(house: House, table: str) -> list[Kept]:
    with raw(house) as session:
        rows = session.run(
            "SELECT table_name, action, before, after, person_id, login FROM audit WHERE table_name = :t ORDER BY id",
            t=table,
        ).mappings()
        return [
            Kept(row["table_name"], row["action"], row["before"] and json.loads(row["before"]),
                 row["after"] and json.loads(row["after"]), row["person_id"], row["login"])
            for row in rows
        ]  # fmt: skip


def test_a_change_is_kept_with_before_and_after_and_by_whom(house: House) -> None:
    unit_id = house.unit_id("0301")
    operator = house.desk("operator")
    with operator.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET note = '东边套' WHERE id = {unit_id}")
    last = history(house, "unit")[-1]
    assert last.before is not None
    assert last.after is not None
    assert (last.action, last.before["note"], last.after["note"]) == ("update", "", "东边套")
    assert (last.before["id"], last.person_id) == (unit_id, operator.person.id)


def test_the_story_of_a_sale_can_be_told_from_the_history_alone(house: House) -> None:
    house.sold("0301")
    orders = history(house, "sale_order")
    assert [(kept.action, kept.after and kept.after["stage"]) for kept in orders] == [
        ("insert", "draft"), ("update", "subscribed"),
    ]  # fmt: skip
    assert {kept.person_id for kept in orders} == {house.desk("control").person.id}
    assert sum(kept.after["amount_fen"] for kept in history(house, "due_item") if kept.after) == 236_640_000


def test_a_setting_that_goes_away_is_kept_too(house: House) -> None:
    operator = house.desk("operator")
    operator.perform(change_setting, NewSetting(name="contract.days", value=9))
    with operator.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM project_setting WHERE name = 'contract.days'")
    added, gone = history(house, "project_setting")[-2:]
    assert added.after is not None
    assert (added.action, added.before, added.after["value"]) == ("insert", None, "9")
    assert (gone.action, gone.after, gone.before) == ("delete", None, added.after)


def test_what_is_undone_leaves_no_history(house: House) -> None:
    before = len(history(house, "unit"))
    with raw(house, "operator") as session:
        session.run("UPDATE unit SET note = 'x' WHERE id = :id", id=house.unit_id("0301"))
    assert len(history(house, "unit")) == before


def test_people_and_their_roles_are_in_the_history_and_no_password_is(house: House) -> None:
    admin = house.desk("admin")
    person_id = house.desk(house.newcomer(OfficeRole.CASHIER)).person.id
    admin.perform(close_login, Closing(person_id=person_id))
    added, *_, closed = [kept for kept in history(house, "person") if kept.after and kept.after["id"] == person_id]
    assert (added.action, added.person_id, closed.person_id) == ("insert", admin.person.id, admin.person.id)
    assert closed.after is not None
    assert closed.after["closed_at"] is not None
    roles = [kept for kept in history(house, "membership") if person_id in _people(kept)]
    assert [kept.action for kept in roles] == ["insert", "delete"]
    with raw(house) as session:
        kept = session.one(
            "SELECT count(*) FROM audit WHERE before LIKE '%password_hash%' OR after LIKE '%password_hash%'"
        )
    assert kept == 0


def _people(kept: Kept) -> set[int]:
    return {image["person_id"] for image in (kept.before, kept.after) if image}


def test_a_password_set_for_somebody_else_is_in_the_history(house: House) -> None:
    admin, login = house.desk("admin"), house.newcomer(OfficeRole.CASHIER)
    cashier = house.desk(login).person
    with house.desk(login).database.writing() as connection:
        People(connection, house.realm).set_password(cashier.id, login, "Green-lamp-42", own=True)
    with admin.database.writing() as connection:
        People(connection, house.realm).set_password(cashier.id, login, "Green-lamp-43", own=False)
    last = history(house, "person")[-1]
    assert last.after is not None
    assert (last.after["id"], last.after["must_change_password"] in (1, True)) == (cashier.id, True)
    assert last.person_id == admin.person.id


def test_every_audited_table_has_a_trigger_for_every_verb(house: House) -> None:
    query = (
        "SELECT tgrelid::regclass::text || ' ' || tgtype FROM pg_trigger WHERE tgname LIKE 'sd_z_audit_%'"
        if house.kind == "postgresql"
        else "SELECT tbl_name || ' ' || name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'sd_audit_%'"
    )
    with raw(house) as session:
        found = set(session.run(query).scalars())
    every_verb_after_each_row = 29
    wanted = (
        {f"{table} {every_verb_after_each_row}" for table in AUDITED}
        if house.kind == "postgresql"
        else {f"{table} sd_audit_{table}_{verb}" for table in AUDITED for verb in ("insert", "update", "delete")}
    )
    assert {row for row in found if row.split(" ")[0] in AUDITED} == wanted


@ON_POSTGRES
def test_the_history_names_the_login_and_keeps_times_in_utc_whatever_the_session_says(house: House) -> None:
    with raw(house, "control") as session:
        session.run("SET LOCAL timezone = 'Asia/Tokyo'")
        session.run(
            "INSERT INTO hold (project_id, unit_id, reason, expires_at) "
            "VALUES (:p, :u, '等', now() + interval '1 day')",
            p=house.project_id, u=house.unit_id("0301"),
        )  # fmt: skip
        session.be(None)
        newest = "SELECT login, after FROM audit WHERE table_name = 'hold' ORDER BY id DESC LIMIT 1"
        row = session.run(newest).mappings().one()
    assert row["login"] == f"control@{house.realm}"
    assert json.loads(row["after"])["created_at"].endswith("+00:00")
