"""What follows on a contract, a row of each, entered by hand by those whose work it is."""

from __future__ import annotations

import sqlalchemy as sa

from tests.support.office import House

_BY = "app_now(), app_person())"
_ROWS: tuple[tuple[str, str], ...] = (
    ("control", "INSERT INTO order_loan (project_id, order_id, item, bank, branch, amount_fen, months, "
                "rate_millionths, repayment, contract_number, note, version, created_at, created_by) VALUES (:p, "
                f":order, 'loan', '江宁农商行', '', 160000000, 360, 31000, 'equal_payments', '', '', 1, {_BY}"),
    ("control", "INSERT INTO order_step (project_id, order_id, step, item, done_on, note, created_at, created_by) "
                f"VALUES (:p, :order, 'loan.papers_complete', 'loan', :today, '', {_BY}"),
    ("service", "INSERT INTO handover_check (project_id, order_id, item, passed, note, created_at, created_by) "
                f"VALUES (:p, :order, '门窗', true, '', {_BY}"),
    ("operator", "INSERT INTO construction_node (project_id, name, planned_on, sort, version) "
                 "VALUES (:p, '结构封顶', :today, 0, 1)"),
    ("operator", "INSERT INTO commission_scheme (project_id, name, kind, rules, valid_from, active, created_at, "
                 f"created_by) VALUES (:p, '标准', 'consultant', '{{}}', :today, true, {_BY}"),
    ("manager", "INSERT INTO commission_waiver (project_id, order_id, person_id, reason, created_at, created_by) "
                f"VALUES (:p, :order, :consultant, '老客户介绍', {_BY}"),
    ("manager", "INSERT INTO commission_entry (project_id, month, person_id, order_id, amount_fen, working, "
                f"created_at, created_by) VALUES (:p, '2026-01', :consultant, :order, 100000, '{{}}', {_BY}"),
    ("operator", "INSERT INTO introducer (project_id, kind, name, contact, active, created_at, created_by) "
                 f"VALUES (:p, 'agency', '安居分销', '025-52100000', true, {_BY}"),
    ("manager", "INSERT INTO order_introducer (project_id, order_id, introducer_id, reason, created_at, created_by) "
                "SELECT :p, :order, id, '漏录', app_now(), app_person() FROM introducer WHERE project_id = :p"),
    ("manager", "INSERT INTO commission_entry (project_id, month, introducer_id, order_id, amount_fen, working, "
                "created_at, created_by) SELECT :p, '2026-01', id, :order, 200000, '{}', app_now(), app_person() "
                "FROM introducer WHERE project_id = :p"),
)  # fmt: skip


def keep_after_contract(house: House, order: int) -> None:
    """A loan with a step, a point of the handover, a node of the building work, and commission of
    the consultant and of the agency that introduced the order."""
    values = {"p": house.project_id, "order": order, "consultant": house.desk("consultant").person.id,
              "today": house.today.isoformat()}  # fmt: skip
    for login, statement in _ROWS:
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        with house.desk(login).database.writing() as connection:
            connection.execute(sa.text(statement), used)
