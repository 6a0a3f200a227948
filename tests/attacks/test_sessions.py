"""What a session may set about itself changes nothing about whose it is: roles, paths, settings, clocks, cursors."""

from __future__ import annotations

import pytest

from salesdesk.domain.permissions import MATRIX, OfficeRole
from tests.support.yard import LOGIN_OF, REALM, Outcome, Yard, run

DISGUISES = {
    "the owner of the tables": f'SET ROLE "sd_owner@{REALM}"',
    "the owner of the people": f'SET ROLE "sd_people@{REALM}"',
    "the superuser": "SET ROLE postgres",
    "another person": f'SET ROLE "manager@{REALM}"',
    "an office role of others": f'SET ROLE "office.manager@{REALM}"',
    "a permission of others": f'SET ROLE "receipt.write@{REALM}"',
    "the server's shell": "SET ROLE pg_execute_server_program",
    "a reader of everything": "SET ROLE pg_read_all_data",
    "another session": f'SET SESSION AUTHORIZATION "manager@{REALM}"',
    "another session by a function": f"SELECT set_config('session_authorization', 'manager@{REALM}', true)",
    "another person by a function": f"SELECT set_config('role', 'manager@{REALM}', true)",
    "another person from now on": f'ALTER ROLE CURRENT_USER SET role = \'manager@{REALM}\'',
}  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=list(DISGUISES))
def test_a_consultant_does_not_become(yard: Yard, disguise: str) -> None:
    if disguise.startswith("ALTER"):
        # It is noted, and refused at the next sign-in.
        assert yard.attempt("consultant", disguise, "SELECT current_user").code in (None, "42501", "22023")
        return
    assert yard.attempt("consultant", disguise).code in ("42501", "22023"), disguise
    assert yard.without((), "", disguise).went


@pytest.mark.parametrize("role", OfficeRole)
def test_a_role_that_is_put_on_is_still_the_same_person(yard: Yard, role: OfficeRole) -> None:
    """Everybody may put on the roles that they hold; who they are is the session's to say, not the role's."""
    login = LOGIN_OF[role]
    me = yard.day.people[login]
    for worn in (f"staff@{REALM}", f"office.{role.value}@{REALM}", *(f"{p.value}@{REALM}" for p in MATRIX[role])):
        worn_on = f'SET LOCAL ROLE "{worn}"'
        open_schema = [
            f'GRANT USAGE ON SCHEMA public TO "{worn}"',
            f'GRANT EXECUTE ON FUNCTION app_person() TO "{worn}"',
        ]
        assert yard.without(open_schema, login, worn_on, "SELECT app_person()").rows == ((me,),), worn


# --- what shadows -----------------------------------------------------------------------------------------------------

OWN_THINGS = {
    "a table": "CREATE TABLE x (id int)",
    "a temporary table": "CREATE TEMP TABLE membership (person_id bigint)",
    "a table in pg_temp": "CREATE TABLE pg_temp.membership (person_id bigint)",
    "a table out of a query": "SELECT 1 AS id INTO x",
    "a temporary view": "CREATE TEMP VIEW person AS SELECT 1",
    "a schema": "CREATE SCHEMA x",
    "a schema of one's own name": 'CREATE SCHEMA AUTHORIZATION CURRENT_USER',
    "a function": "CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a temporary function": "CREATE FUNCTION pg_temp.app_person() RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint'",
    "a function of the server's name": "CREATE FUNCTION pg_catalog.now() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "another clock": "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    "another person": "CREATE OR REPLACE FUNCTION app_person() RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint'",
    "an aggregate": "CREATE AGGREGATE public.sum(bigint) (SFUNC = int8pl, STYPE = bigint)",
    "an operator": "CREATE OPERATOR public.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = int8ne)",
    "a cast": "CREATE CAST (receipt AS text) WITH INOUT AS IMPLICIT",
    "a type": "CREATE TYPE public.x AS (id int)",
    "a domain": "CREATE DOMAIN public.bigint AS int",
    "a collation": 'CREATE COLLATION public.x FROM "C"',
    "a rule": "CREATE RULE x AS ON INSERT TO receipt DO INSTEAD NOTHING",
    "a trigger": "CREATE TRIGGER x BEFORE INSERT ON follow_up FOR EACH ROW EXECUTE FUNCTION sd_append_only()",
    "a policy": "CREATE POLICY x ON receipt USING (true)",
    "an index": "CREATE INDEX x ON customer (name)",
    "statistics": "CREATE STATISTICS x ON name, level FROM customer",
    "a view": "CREATE VIEW x AS SELECT * FROM receipt",
    "a materialized view": "CREATE MATERIALIZED VIEW x AS SELECT * FROM unit",
    "a sequence": "CREATE SEQUENCE x",
    "a text search": "CREATE TEXT SEARCH DICTIONARY public.x (TEMPLATE = simple)",
    "a conversion": "CREATE CONVERSION public.x FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
}  # fmt: skip


@pytest.mark.parametrize("thing", OWN_THINGS.values(), ids=list(OWN_THINGS))
def test_a_person_makes_nothing_of_their_own(yard: Yard, thing: str) -> None:
    """Neither a desk's nor the operator's and administrator's: where nothing can be made, nothing shadows ours."""
    for login in ("consultant", "operator", "admin"):
        assert yard.attempt(login, thing).code in ("42501", "42P16", "3F000"), login
    assert yard.attempt("", thing).code in (None, "42P07", "42723", "42P16", "42809", "42710"), thing


SHADOW = [
    "CREATE TEMP TABLE membership (id bigint, person_id bigint, project_id bigint, office_role text, valid_from date, "
    "valid_to date)",
    "GRANT ALL ON pg_temp.membership TO PUBLIC",
    "INSERT INTO pg_temp.membership VALUES (1, %(person_consultant)s, %(project)s, 'cashier', NULL, NULL)",
]
ASTRAY = "SET LOCAL search_path = pg_temp, public"
MAY = "SELECT i_may('receipt.write')"


def test_what_shadows_our_tables_is_not_seen_by_our_functions(yard: Yard) -> None:
    """Even with the right to temporary tables; only a function whose own path is open would be led astray."""
    temporary = f"GRANT TEMPORARY ON DATABASE {REALM} TO {yard.role('consultant')}"
    assert yard.attempt("consultant", SHADOW[0]).code == "42501"
    assert yard.without(temporary, "consultant", *SHADOW, ASTRAY, MAY).rows == ((False,),)
    open_path = "ALTER FUNCTION i_may(text) SET search_path = pg_temp, public"
    assert yard.without([temporary, open_path], "consultant", *SHADOW, ASTRAY, MAY).rows == ((True,),)


# --- settings ---------------------------------------------------------------------------------------------------------

FORBIDDEN_SETTINGS = {
    "triggers off": "SET session_replication_role = replica",
    "the planner's checks off": "SET zero_damaged_pages = on",
    "the log off": "SET log_statement = 'none'",
    "the log of errors off": "SET log_min_error_statement = 'panic'",
    "activity hidden": "SET track_activities = off",
    "libraries loaded": "SET session_preload_libraries = 'x'",
    "a library loaded": "LOAD 'dblink'",
    "large objects for all": "SET lo_compat_privileges = on",
    "system tables open": "SET allow_system_table_mods = on",
    "commits not waited for by others": "SET commit_delay = 100000",
    "lost writes": "ALTER SYSTEM SET fsync = off",
}  # fmt: skip


@pytest.mark.parametrize("setting", FORBIDDEN_SETTINGS.values(), ids=list(FORBIDDEN_SETTINGS))
def test_a_setting_that_weakens_the_guards_is_not_for_a_person(yard: Yard, setting: str) -> None:
    """One that only a start of the server can change is refused to everybody."""
    assert yard.attempt("consultant", setting).code in ("42501", "55P02", "25001", "58P01")
    assert yard.attempt("", setting).code in (None, "55P02", "25001", "58P01", "42501")


def test_a_setting_made_before_its_language_is_loaded_does_not_count(yard: Yard) -> None:
    """What a name means within a function, column or variable: kept for a moment, then dropped with a warning."""
    with yard.connect("consultant") as session:
        session.execute("SET plpgsql.variable_conflict = 'use_variable'")
        session.execute("DO $$ BEGIN END $$")
        assert session.execute("SHOW plpgsql.variable_conflict").fetchone() == ("error",)
        assert run(session, "SET plpgsql.variable_conflict = 'use_variable'").code == "42501"


def test_row_level_security_that_is_turned_off_shows_nothing_at_all(yard: Yard) -> None:
    """The setting is anybody's; PostgreSQL then refuses the query rather than answer it without the policies."""
    off = "SET LOCAL row_security = off"
    for table in ("customer", "receipt", "sale_order", "project"):
        assert yard.attempt("consultant", off, f"SELECT * FROM {table}").code == "42501"
    assert yard.without((), "", off, "SELECT count(*) > 1 FROM customer").rows == ((True,),)
    bypass = f"ALTER ROLE {yard.role('consultant')} BYPASSRLS"
    assert yard.without(bypass, "consultant", off, "SELECT count(*) > 1 FROM customer").rows == ((True,),)


RECEIPT = (
    "INSERT INTO receipt (project_id, book_id, kind, order_id, unit_id, total_fen, payer, received_on, reason, note) "
    "VALUES (%(project)s, 1, 'receipt', %(order)s, %(sold)s, 1, 'x', '2026-01-01', '', '')"
)
AHEAD = "<Ahead>-48"  # two days east of Greenwich: another day than the office's at every hour of it
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "+14:00", "Asia/Shanghai", AHEAD)


def test_the_clock_and_the_calendar_of_a_session_move_no_business_day(yard: Yard) -> None:
    """Time zone, style of dates, what ``today`` is: the receipt's day is the office's."""
    stamped = "SELECT business_day, created_at BETWEEN clock_timestamp() - interval '1 minute' AND clock_timestamp() "
    stamped += "FROM receipt ORDER BY id DESC LIMIT 1"
    right = ((yard.day.house.today, True),)
    for zone in ZONES:
        assert yard.attempt("cashier", f"SET LOCAL timezone = '{zone}'", RECEIPT, stamped).rows == right
    for setting in ("datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'", "transform_null_equals = on",
                    "standard_conforming_strings = off", "timezone_abbreviations = 'India'", "lc_time = 'C'",
                    "plan_cache_mode = 'force_generic_plan'", "enable_indexscan = off"):  # fmt: skip
        assert yard.attempt("cashier", f"SET LOCAL {setting}", RECEIPT, stamped).rows == right, setting
    asked = yard.asked("SELECT pg_get_functiondef('sd_receipt_enters()'::regprocedure)")
    sessions = asked.replace("(app_now() AT TIME ZONE 'Asia/Shanghai')::date", "app_now()::date").replace("%", "%%")
    days = {
        yard.without(sessions, "cashier", f"SET LOCAL timezone = '{zone}'", RECEIPT, stamped).rows for zone in ZONES
    }
    assert len(days) == 2


ISOLATIONS = ("repeatable read", "serializable")


@pytest.mark.parametrize("level", ISOLATIONS)
def test_an_unchanging_view_that_a_session_prefers_does_not_get_past_a_sum(yard: Yard, level: str) -> None:
    """As the default of the session, which a desk need not even say."""
    with yard.connect("cashier") as session:
        session.execute(f"SET default_transaction_isolation = '{level}'")
        session.execute("BEGIN")
        assert run(session, RECEIPT, yard.ids).code == "old_view"
        session.execute("ROLLBACK")
        session.execute("SET default_transaction_isolation = 'read committed'")
        session.execute("BEGIN")
        assert run(session, RECEIPT, yard.ids).went
        session.execute("ROLLBACK")


def test_what_is_asked_at_commit_cannot_be_put_off_further(yard: Yard) -> None:
    """A receipt without parts, with all constraints deferred; in one's own time, then at commit."""
    with yard.connect("cashier") as session:
        session.execute("BEGIN")
        session.execute("SET CONSTRAINTS ALL DEFERRED")
        assert run(session, RECEIPT, yard.ids).went
        assert run(session, "COMMIT").code == "receipt_differs"
        session.execute("ROLLBACK")
    order = (
        "INSERT INTO sale_order (project_id, number, unit_id, customer_id, stage, terms_version, note, version) "
        "VALUES (%(project)s, 'X-2', %(sold)s, %(customer)s, 'draft', 0, '', 1)"
    )
    assert yard.attempt("control", "SET CONSTRAINTS ALL DEFERRED", order).code == "unit_not_free"
    assert yard.attempt("cashier", RECEIPT, "PREPARE TRANSACTION 'kept'").code in ("55000", "receipt_differs")


def test_a_session_without_time_limits_hinders_others_for_a_moment_only(yard: Yard) -> None:
    """The limits are anybody's to set for themselves. Whoever waits for such a session is told so and goes on; ending
    it is the administrator's."""
    held = "SELECT lock_unit(%(project)s, %(free)s)"
    with yard.connect("control") as holder, yard.connect("manager") as other:
        for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            holder.execute(f"SET {limit} = 0")
        holder.execute("BEGIN")
        assert run(holder, held, yard.ids).went
        other.execute("SET lock_timeout = '100ms'")
        assert run(other, held, yard.ids).code == "55P03"
        assert run(other, "SELECT count(*) > 0 FROM unit").went
        holder.execute("ROLLBACK")
        assert run(other, held, yard.ids).went
    limits = "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')"
    with yard.connect("control") as fresh:
        assert fresh.execute(limits).fetchone() == ("3s", "5s")


# --- what outlives a change -------------------------------------------------------------------------------------------


def test_a_statement_prepared_with_more_rights_has_those_of_now(yard: Yard) -> None:
    """Prepared and carried out as the cashier; then the membership is over, or another project's."""
    over = "UPDATE membership SET valid_to = DATE '2020-01-01' WHERE person_id = %(person_cashier)s"
    look = "SELECT count(*) FROM receipt"
    steps = ("DEALLOCATE ALL", "PREPARE mine AS " + look, *["EXECUTE mine"] * 6)
    assert yard.attempt("cashier", *steps).rows[0][0] > 0
    back = ("RESET SESSION AUTHORIZATION", over, f"SET LOCAL SESSION AUTHORIZATION {yard.role('cashier')}")
    assert yard.without((), "cashier", *steps, *back, "EXECUTE mine").rows == ((0,),)
    again = (*steps, f'SET LOCAL ROLE "staff@{REALM}"', "EXECUTE mine")
    assert yard.attempt("cashier", *again).rows == yard.attempt("cashier", *steps).rows


def test_a_cursor_holds_what_was_seen_and_fetches_nothing_more(yard: Yard) -> None:
    """WITH HOLD keeps the rows that its owner saw at commit; another role cannot read further through it."""
    with yard.connect("consultant") as session:
        session.execute("BEGIN")
        session.execute("DECLARE kept CURSOR WITH HOLD FOR SELECT id FROM customer")
        session.execute("COMMIT")
        session.execute(f'SET ROLE "staff@{REALM}"')
        seen = {row[0] for row in session.execute("FETCH ALL FROM kept").fetchall()}
        assert yard.ids["other"] not in seen
        assert yard.ids["customer"] in seen
    outcome: Outcome = yard.attempt("consultant", "DECLARE all_rows CURSOR FOR SELECT * FROM unit_floor_price")
    assert outcome.code == "42501"
