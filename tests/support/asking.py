"""Requests and answers as their people write them: each over their own connection, by raw SQL."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from tests.support.office import House


def insert_request(connection: Connection, project: int, kind: str, order: int | None = None, **values: Any) -> int:
    """A request about an order, on its unit unless another is named; its id."""
    row: dict[str, Any] = {
        "project_id": project, "kind": kind, "state": "asked", "needs": "", "order_id": order, "subject": "",
        "reason": "买方要求", "asked": "{}", "sheet": "{}", "closing_words": "", "version": 1, **values,
    }  # fmt: skip
    if order is not None and "unit_id" not in row:
        unit = sa.text("SELECT unit_id FROM sale_order WHERE id = :id")
        row["unit_id"] = connection.execute(unit, {"id": order}).scalar_one()
    statement = (
        f"INSERT INTO request (number, {', '.join(row)}, created_at, created_by) SELECT 'T-' || (COALESCE(MAX(id), 0) "
        f"+ 1), {', '.join(f'CAST(:{name} AS {_type(name)})' for name in row)}, app_now(), app_person() FROM request "
        "RETURNING id"
    )
    return int(connection.execute(sa.text(statement), row).scalar_one())


def _type(column: str) -> str:
    return "BIGINT" if column == "version" or column.endswith("_id") else "TEXT"


def showing(total: int) -> str:
    """The sheet of a price that is asked for; fen."""
    return json.dumps({"working": {"total_fen": total}})


def insert_price(connection: Connection, project: int, request: int, unit: int, total: int) -> None:
    """A total that a request asks for."""
    connection.execute(
        sa.text("INSERT INTO request_price (project_id, request_id, unit_id, total_fen) VALUES (:p, :r, :u, :t)"),
        {"p": project, "r": request, "u": unit, "t": total},
    )


def insert_identity(connection: Connection, project: int, request: int) -> None:
    """The passport of somebody who is to be a buyer."""
    connection.execute(
        sa.text("INSERT INTO request_identity (project_id, request_id, seq, kind, number) "
                "VALUES (:p, :r, 1, 'passport', 'EJ7654321')"), {"p": project, "r": request},
    )  # fmt: skip


def insert_answer(
    connection: Connection, project: int, request: int, role: str = "manager", *, agrees: bool = True
) -> None:
    """An answer as one of the roles that were asked."""
    connection.execute(
        sa.text("INSERT INTO request_answer (project_id, request_id, office_role, agrees, words, created_at, "
                "created_by) VALUES (:p, :request, :role, :agrees, '同前', app_now(), app_person())"),
        {"p": project, "request": request, "role": role, "agrees": agrees},
    )  # fmt: skip


def ask(house: House, kind: str, order: int | None = None, login: str = "control", **values: Any) -> int:
    """A request of this person, asked at their desk; ``prices`` are totals by unit; ``passport``: of a new buyer."""
    prices: dict[int, int] = values.pop("prices", {})
    passport = values.pop("passport", False)
    if kind == "price" and prices:
        values.setdefault("sheet", showing(next(iter(prices.values()))))
    with house.desk(login).database.writing() as connection:
        request = insert_request(connection, house.project_id, kind, order, **values)
        for unit, total in prices.items():
            insert_price(connection, house.project_id, request, unit, total)
        if passport:
            insert_identity(connection, house.project_id, request)
        return request


def answer(house: House, request: int, login: str = "manager", *, agrees: bool = True) -> None:
    """This person's answer, in the role of the same name."""
    with house.desk(login).database.writing() as connection:
        insert_answer(connection, house.project_id, request, login, agrees=agrees)


def agreed(house: House, kind: str, order: int | None = None, login: str = "control", **values: Any) -> int:
    """A request that the manager agreed to, which waits to be carried out."""
    request = ask(house, kind, order, login, **values)
    answer(house, request)
    return request
