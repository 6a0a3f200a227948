"""Finding a customer by name, pinyin or the end of a telephone number; every way reads an index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection

from salesdesk.entities import Customer, CustomerNameKey, CustomerTelephone
from salesdesk.repository.customers import CustomerRow, customer_rows
from salesdesk.repository.name_keys import query_keys

_LAST = "\U0010ffff"
_LONGEST = 60
"""More of what was typed is not looked at: no name is longer."""


def _begins(column: Any, text: str) -> sa.ColumnElement[bool]:
    """A prefix as a range, which reads the index. No BETWEEN: PostgreSQL takes no COLLATE inside one."""
    return sa.and_(column >= text, column <= text + _LAST)


def _meant(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Where to look, and for what: a number from either end, all of some characters, any of some beginnings."""
    keys = query_keys(text)
    if keys.telephone_tail:
        return "telephone", (keys.telephone_tail[::-1], keys.telephone_tail)
    if keys.grams:
        return "grams", keys.grams
    if keys.initials or keys.full:
        return "begins", tuple(dict.fromkeys((*keys.initials, *keys.full)))
    return ("begins", (text,)) if text else None


class CustomerSearch:
    """Searches the customers of one project that the person may see."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self._connection = connection
        self._project_id = project_id

    def find(self, text: str, owner_id: int | None, limit: int = 20) -> list[CustomerRow]:
        """Customers that ``text`` may mean: digits are the end (or the beginning) of a telephone number, letters
        are pinyin, characters are part of the name."""
        meant = _meant(text.replace("\0", "")[:_LONGEST].strip())
        if meant is None:
            return []
        if self._connection.dialect.name == "postgresql":
            return self._found(*meant, limit)
        query = customer_rows().where(Customer.project_id == self._project_id, Customer.id.in_(self._matching(*meant)))
        if owner_id is not None:
            query = query.where(Customer.owner_id == owner_id)
        rows: Any = self._connection.execute(query.order_by(Customer.id.desc()).limit(limit))
        return [CustomerRow(*row) for row in rows]

    def _found(self, kind: str, terms: tuple[str, ...], limit: int) -> list[CustomerRow]:
        """On PostgreSQL a function finds the ids, for it may use the indexes; the rows are read under the policies."""
        call = sa.func.customers_found(
            sa.cast(self._project_id, sa.BigInteger), sa.cast(kind, sa.Text), sa.cast(list(terms), ARRAY(sa.Text)),
            sa.cast(limit, sa.Integer),
        ).table_valued(sa.column("id", sa.BigInteger), with_ordinality="place")  # fmt: skip
        found = call.render_derived(name="found")
        query = customer_rows().join(found, found.c.id == Customer.id).order_by(found.c.place)
        rows: Any = self._connection.execute(query)
        return [CustomerRow(*row) for row in rows]

    def _matching(self, kind: str, terms: tuple[str, ...]) -> sa.Select[int]:
        if kind == "telephone":
            return self._by_telephone(*terms)
        return self._by_all(terms) if kind == "grams" else self._by_prefix(terms)

    def _by_telephone(self, tail: str, digits: str) -> sa.Select[int]:
        return sa.select(CustomerTelephone.customer_id).where(
            CustomerTelephone.project_id == self._project_id,
            sa.or_(
                _begins(CustomerTelephone.reversed, tail),
                _begins(CustomerTelephone.number, digits),
            ),
        )

    def _by_prefix(self, beginnings: tuple[str, ...]) -> sa.Select[int]:
        return sa.select(CustomerNameKey.customer_id).where(
            CustomerNameKey.project_id == self._project_id,
            sa.or_(*(_begins(CustomerNameKey.key, text) for text in beginnings)),
        )

    def _by_all(self, grams: tuple[str, ...]) -> sa.Select[int]:
        first, *others = grams
        query = sa.select(CustomerNameKey.customer_id).where(
            CustomerNameKey.project_id == self._project_id, CustomerNameKey.key == first
        )
        for gram in others:
            more = sa.select(CustomerNameKey.customer_id).where(
                CustomerNameKey.project_id == self._project_id, CustomerNameKey.key == gram
            )
            query = query.where(CustomerNameKey.customer_id.in_(more))
        return query
