"""Whether anything changed since a desk last asked, in one cheap question.

SQLite counts the changes that other connections made to the file. PostgreSQL tells the newest ids of the tables whose
rows are appended whenever the board, the orders or the account change; a table that a person may not read is not asked.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from salesdesk.domain.permissions import Permission
from salesdesk.entities import (
    Base,
    Customer,
    FollowUp,
    Hold,
    OrderStep,
    OrderTerms,
    PriceList,
    PriceListSignature,
    Receipt,
    ReceiptVoid,
    Request,
    RequestAnswer,
    SaleOrder,
    UnitStateChange,
)
from salesdesk.repository.access import ACCESS

_WATCHED: tuple[type[Base], ...] = (
    UnitStateChange, Hold, PriceList, PriceListSignature, Customer, FollowUp, SaleOrder, OrderTerms, Receipt,
    ReceiptVoid, Request, RequestAnswer, OrderStep,
)  # fmt: skip


def version_of(connection: Connection, project_id: int, permissions: Set[Permission]) -> str:
    """A text that is another one when other desks changed what this person sees of the project."""
    if connection.dialect.name == "sqlite":
        changes = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return f"{id(connection.connection.dbapi_connection)}:{changes}"
    newest = [_newest(entity, project_id) for entity in _WATCHED if _readable(entity, permissions)]
    if not newest:
        return ""
    row: Any = connection.execute(sa.select(*newest)).one()
    return ":".join(str(value or 0) for value in row)


def _newest(entity: Any, project_id: int) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.max(entity.id)).where(entity.project_id == project_id).scalar_subquery()


def _readable(entity: type[Base], permissions: Set[Permission]) -> bool:
    access = ACCESS[entity.__tablename__]
    return not permissions.isdisjoint((*access.read, *access.read_own))
