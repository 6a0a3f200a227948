"""What a query does not show, its plan, its errors, its counters and its refusals do not tell either.

What can be learned, and is not claimed to be hidden: that there are rows, how many, their ids and days; within one's
own project, that a telephone is known (the search says so itself).
"""

from __future__ import annotations

import re

import pytest

from salesdesk.domain.permissions import OfficeRole
from tests.support.day import PASSPORT
from tests.support.yard import Outcome, Yard, guest, stranger

THEIRS, NOBODYS = "18944104410", "18944104411"
"""A telephone of the colleague's customer, and one of nobody's."""
TRUSTED = [f"ALTER FUNCTION {name}(text, text) LEAKPROOF" for name in ("texteq", "text_ge", "text_lt", "starts_with")]
QUIET = "analyze, costs off, timing off, summary off"
BY_INDEX = "SET LOCAL enable_seqscan = off"
KNOWS: dict[str, tuple[str, str, str]] = {
    "a telephone": ("customer_telephone", "number = '{}'", f"{THEIRS} {NOBODYS}"),
    "the beginning of a telephone": ("customer_telephone", "number >= '{0}' AND number < '{0}9'", "18944 18955"),
    "the end of a telephone": ("customer_telephone", "reversed >= '{0}' AND reversed < '{0}9'", "01440 01550"),
    "a name": ("customer_name_key", "key = '{}'", "周念 周假"),
}


def plan(yard: Yard, login: str, query: str, *guards: str) -> str:
    """How the query was carried out, and over how many rows; without what the server's cache had of it."""
    explained = f"EXPLAIN ({QUIET}) {query}"
    # Twice: the first time through, rows that were undone before are passed by for good.
    steps = (BY_INDEX, "SET LOCAL enable_bitmapscan = off", "SET LOCAL jit = off", explained, explained)
    outcome = yard.without(guards, login, *steps) if guards else yard.attempt(login, *steps)
    assert outcome.went, outcome
    lines = "\n".join(row[0] for row in outcome.rows if not re.match(r"\s*(Buffers|Planning)", row[0]))
    return re.sub(r"'[^']*'", "…", lines)


@pytest.mark.parametrize("known", KNOWS)
def test_the_plan_of_a_query_does_not_tell(yard: Yard, known: str) -> None:
    table, condition, values = KNOWS[known]
    there, nowhere = (
        f"SELECT 1 FROM {table} WHERE project_id = {yard.day.project} AND {condition.format(value)}"
        for value in values.split()
    )
    for login in ("consultant", stranger(OfficeRole.MANAGER)):
        assert plan(yard, login, there) == plan(yard, login, nowhere)
        assert plan(yard, login, there, *TRUSTED) != plan(yard, login, nowhere, *TRUSTED)


UNTRUSTED_FIRST = (
    "DO $do$ DECLARE f regprocedure; BEGIN FOR f IN SELECT oid FROM pg_proc WHERE proleakproof "
    "AND pronamespace = 'pg_catalog'::regnamespace LOOP EXECUTE 'ALTER FUNCTION ' || f || ' COST 1'; END LOOP; END $do$"
)
SUMS = (
    "total_fen < {}", "total_fen = {}", "NOT total_fen > {}", "total_fen IS DISTINCT FROM {}",
    "total_fen = ANY('{{{}}}'::bigint[])", "total_fen::float8 < {}", "btint8cmp(total_fen, {}) = -1",
    "CASE total_fen WHEN {} THEN true ELSE false END", "(total_fen, 1) < ({}, 1)",
)  # fmt: skip


def test_the_plan_of_a_query_does_not_tell_a_sum(yard: Yard) -> None:
    """Whether a policy's own questions were carried out at all: they are not, where something came before them that
    passed the row over. Of a colleague's deal, and of a floor price to somebody who reads those of another project."""
    guest_reader = guest(OfficeRole.CONSULTANT)
    deal = ("new.consultant", "order_terms WHERE order_id = {order}", "total_fen")
    floor = (
        guest_reader,
        "unit_floor_price WHERE unit_id = {sold} AND price_list_id = {signed_list}",
        "floor_total_fen",
    )

    def carried_out(login: str, query: str, *guards: str) -> str:
        return re.sub(r"-?\b\d{3,}\b", "…", plan(yard, login, query, *guards))

    for login, where, column in (deal, floor):
        rows = where.format(**yard.ids)
        sum_of = yard.asked(f"SELECT {column} FROM {rows}")
        differ = 0
        for condition in SUMS:
            asked = condition.replace("total_fen", column)
            near, far = (f"SELECT 1 FROM {rows} AND {asked.format(value)}" for value in (sum_of, 100))
            assert carried_out(login, near) == carried_out(login, far), asked
            differ += carried_out(login, near, UNTRUSTED_FIRST) != carried_out(login, far, UNTRUSTED_FIRST)
        assert differ > len(SUMS) // 2


def test_the_counters_of_a_session_do_not_tell(yard: Yard) -> None:
    """Before and after the look within one transaction: between two of them the server may write its counters off."""
    fetched = "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'customer_telephone'"
    plain = (BY_INDEX, "SET LOCAL enable_bitmapscan = off", "SET LOCAL jit = off")

    def counted(number: str, *guards: str) -> int:
        look = f"SELECT 1 FROM customer_telephone WHERE project_id = {yard.day.project} AND number = '{number}'"
        noted = f"SELECT set_config('yard.before', coalesce(({fetched}), 0)::text, true)"
        told = f"SELECT ({fetched}) - current_setting('yard.before')::bigint"
        # Looked twice: the first time through, rows that were undone before are passed by for good.
        steps = (*plain, look, noted, look, told)
        outcome = yard.without(guards, "consultant", *steps) if guards else yard.attempt("consultant", *steps)
        assert outcome.went, outcome
        return int(outcome.rows[0][0])

    assert counted(THEIRS) == counted(NOBODYS)
    assert counted(THEIRS, *TRUSTED) != counted(NOBODYS, *TRUSTED)


def test_the_estimates_of_the_planner_do_not_tell(yard: Yard) -> None:
    """How many rows it expects: of a name, of a sum."""

    def expected(login: str, table: str, condition: str, *guards: str) -> str:
        query = f"EXPLAIN SELECT 1 FROM {table} WHERE {condition}"
        outcome = yard.without(guards, login, query) if guards else yard.attempt(login, query)
        return "|".join(re.findall(r"rows=\d+", str(outcome.rows)))

    with yard.superuser() as owner:
        owner.execute("ANALYZE unit, price_list_line")
    reader = stranger(OfficeRole.MANAGER)
    layouts = [f"layout = '{layout}'" for layout in ("C 三房两厅", "无此户型")]
    assert len({expected(reader, "unit", condition) for condition in layouts}) == 1
    assert len({expected(reader, "unit", condition, *TRUSTED) for condition in layouts}) == 2
    prices = [f"total_fen = {fen}" for fen in (236_640_000, 236_640_001)]
    assert len({expected(reader, "price_list_line", condition) for condition in prices}) == 1
    kept = ["ALTER TABLE price_list_line ALTER COLUMN total_fen SET STATISTICS 100", "ANALYZE price_list_line"]
    assert len({expected(reader, "price_list_line", condition, *kept) for condition in prices}) == 2


def test_an_error_does_not_tell(yard: Yard) -> None:
    """A division by nought that only happens where a hidden row holds this sum."""
    leaks = {
        "receipt": "1 / (total_fen - 3000000) = 0",
        "customer_telephone": f"1 / (number::numeric - {THEIRS}) = 0",
        "order_terms": f"1 / (total_fen - {yard.asked('SELECT max(total_fen) FROM order_terms')}) = 0",
        "buyer_identity": f"CASE WHEN number = '{PASSPORT}' THEN number::int = 0 END",
    }
    for table, condition in leaks.items():
        query = f"SELECT 1 FROM {table} WHERE {condition}"
        assert yard.attempt("new.consultant", query) == Outcome(None, "", (), 0), table
        shown = yard.without(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", "new.consultant", query)
        assert shown.code in ("22012", "22P02"), (table, shown)


def test_the_figures_of_the_planner_are_hidden_with_the_rows(yard: Yard) -> None:
    with yard.superuser() as owner:
        owner.execute("ANALYZE")
    query = "SELECT count(*) FROM pg_stats WHERE schemaname = 'public'"
    secured = " AND tablename NOT IN ('alembic_version')"
    assert yard.asked(query + secured, "manager") == 0
    assert yard.asked(query + secured) > 0
    assert yard.attempt("manager", "SELECT 1 FROM pg_statistic LIMIT 1").code == "42501"


def test_what_others_are_asking_is_not_seen(yard: Yard) -> None:
    secret = "SELECT 1 -- 13812342046"
    with yard.connect("control") as asking:
        asking.execute(secret)
        query = "SELECT query FROM pg_stat_activity WHERE pid = %(pid)s"
        pid = asking.info.backend_pid
        assert yard.asked(query, "consultant", pid=pid) == "<insufficient privilege>"
        assert yard.asked(query, pid=pid) == secret


def test_a_telephone_is_known_within_the_project_and_not_beyond(yard: Yard) -> None:
    """The unique rule tells a consultant no more than the search for telephones says by itself."""
    customer = (
        "INSERT INTO customer (project_id, name, kind, owner_id, referrer, level, wish, address, first_contact_at, "
        "version) VALUES (%(there)s, '新人', 'person', app_person(), '', 'B', '', '', now(), 1)"
    )
    telephone = (
        "INSERT INTO customer_telephone (project_id, customer_id, number, reversed, sort) "
        f"SELECT %(there)s, id, '{THEIRS}', reverse('{THEIRS}'), 0 FROM customer WHERE name = '新人'"
    )
    taken = yard.attempt("consultant", customer, telephone, there=yard.day.project)
    assert taken.code == "23505"
    known = yard.attempt("consultant", f"SELECT * FROM telephone_known(%(project)s, '{THEIRS}')")
    assert known.rows[0][:3] == (yard.ids["other"], "许知行", yard.ids["person_colleague"])
    assert known.rows[0][4:] == (False,)
    elsewhere = stranger(OfficeRole.CONSULTANT)
    assert yard.attempt(elsewhere, customer, telephone, there=yard.other).went
    assert yard.attempt(elsewhere, f"SELECT * FROM telephone_known(%(project)s, '{THEIRS}')").rows == ()


def test_a_row_that_is_in_the_way_cannot_be_taken_over(yard: Yard) -> None:
    """ON CONFLICT DO UPDATE on a row that is not seen; the same on one's own row goes."""

    def take(number: str) -> str:
        return (
            "INSERT INTO customer_identity (project_id, customer_id, kind, number) "
            f"VALUES (%(project)s, %(customer)s, 'passport', '{number}') "
            "ON CONFLICT (project_id, customer_id, kind) DO UPDATE SET number = excluded.number"
        )

    assert yard.attempt("consultant", take("EA1")).count == 1
    assert yard.attempt("colleague", take("EA1")).code == "42501"


def test_a_row_is_not_reached_by_its_place_on_the_disk(yard: Yard) -> None:
    place = yard.asked("SELECT ctid FROM customer WHERE id = %(other)s")
    for query in (
        "SELECT name FROM customer WHERE ctid = %(place)s::tid",
        "UPDATE customer SET wish = 'x' WHERE ctid = %(place)s::tid",
        "SELECT name FROM customer TABLESAMPLE SYSTEM (100) WHERE id = %(other)s",
        "SELECT name FROM ONLY customer WHERE id = %(other)s",
    ):
        assert yard.attempt("consultant", query, place=place).count == 0
        assert yard.attempt("colleague", query, place=place).count == 1


def test_numbers_of_rows_are_drawn_only_by_those_who_add_them(yard: Yard) -> None:
    assert yard.attempt("consultant", "SELECT nextval('customer_id_seq')").went
    for sequence in ("audit_id_seq", "receipt_id_seq", "person_id_seq", "unit_state_change_id_seq"):
        assert yard.attempt("consultant", f"SELECT nextval('{sequence}')").code == "42501"
    for change in (
        "SELECT setval('customer_id_seq', 1)",
        "ALTER SEQUENCE customer_id_seq RESTART",
        "UPDATE customer_id_seq SET last_value = 1",
        "TRUNCATE customer_telephone RESTART IDENTITY",
    ):
        assert yard.attempt("consultant", change).code in ("42501", "42809", "55000"), change
    granted = f"GRANT UPDATE ON SEQUENCE customer_id_seq TO {yard.role('consultant')}"
    assert yard.without(granted, "consultant", "SELECT setval('customer_id_seq', 999)").went


def test_how_many_rows_there_are_is_no_secret(yard: Yard) -> None:
    """Said here so that nobody claims otherwise: PostgreSQL counts the rows that a policy removed."""
    query = (
        f"SELECT 1 FROM customer WHERE project_id = {yard.day.project} AND owner_id = {yard.ids['person_colleague']}"
    )
    assert re.search(r"Rows Removed by Filter: \d", plan(yard, "consultant", query))
