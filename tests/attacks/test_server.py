"""The server itself: its files, its shell, its settings, its other databases. A person's password opens an office and
nothing else."""

from __future__ import annotations

import psycopg
import pytest

from tests.support.office import PASSWORD
from tests.support.yard import REALM, Yard, run

DESKS = ("consultant", "operator", "admin")
"""Who sells, who sets up, who manages people: none is more to the server than the others."""

SHELL_AND_FILES = {
    "a program is run": "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null'",
    "a program's words are read": "COPY company (name) FROM PROGRAM 'echo x'",
    "a file is written": "COPY (SELECT 1) TO '/tmp/salesdesk-attack'",
    "a file is read into a table": "COPY company (name) FROM '/etc/hostname'",
    "a file is read": "SELECT pg_read_file('PG_VERSION')",
    "a file is read as bytes": "SELECT pg_read_binary_file('PG_VERSION')",
    "a folder is listed": "SELECT count(*) FROM pg_ls_dir('.')",
    "the log is listed": "SELECT count(*) FROM pg_ls_logdir()",
    "a file is looked up": "SELECT size FROM pg_stat_file('PG_VERSION')",
    "the rules of access are read": "SELECT count(*) FROM pg_hba_file_rules",
    "the settings' file is read": "SELECT count(*) FROM pg_file_settings",
    "a large object is made": "SELECT lo_create(0)",
    "a large object is made of bytes": "SELECT lo_from_bytea(0, 'x')",
    "a large object is opened": "SELECT lo_creat(-1)",
    "a large object is fed": "SELECT lo_put(1, 0, 'x')",
    "a large object is read": "SELECT lo_get(1)",
    "a file becomes a large object": "SELECT lo_import('/etc/hostname')",
    "large objects are read at the source": "SELECT count(*) FROM pg_largeobject",
    "passwords are read": "SELECT rolpassword FROM pg_authid LIMIT 1",
    "passwords are read by the old name": "SELECT passwd FROM pg_shadow LIMIT 1",
    "secrets of subscriptions are read": "SELECT subconninfo FROM pg_subscription",
    "mappings of users are read": "SELECT count(*) FROM pg_user_mapping",
}
LOCKS = {
    "an advisory lock is taken": "SELECT pg_advisory_lock(1)",
    "a shared advisory lock is taken": "SELECT pg_advisory_lock_shared(1)",
    "an advisory lock of the transaction is taken": "SELECT pg_advisory_xact_lock(1, 2)",
    "an advisory lock is tried": "SELECT pg_try_advisory_lock(1)",
    "all advisory locks are given back": "SELECT pg_advisory_unlock_all()",
    "the receipts are locked": "LOCK TABLE receipt IN EXCLUSIVE MODE",
    "the units are locked": "LOCK TABLE unit",
    "the audit is locked": "LOCK TABLE audit IN SHARE MODE",
    "the history is locked to be read": "LOCK TABLE sealed_row IN ROW SHARE MODE",
    "a unit is locked": "SELECT 1 FROM unit_launch FOR UPDATE",
}
SETTINGS = {
    "another login's password": f"ALTER ROLE \"manager@{REALM}\" PASSWORD 'x'",
    "another login's settings": f'ALTER ROLE "manager@{REALM}" SET search_path = pg_temp',
    "another login's end": f'ALTER ROLE "manager@{REALM}" NOLOGIN',
    "a login's end for good": f'DROP ROLE "manager@{REALM}"',
    "a new login": "CREATE ROLE intruder LOGIN",
    "one's own powers": "ALTER ROLE CURRENT_USER SUPERUSER",
    "one's own powers over roles": "ALTER ROLE CURRENT_USER CREATEROLE",
    "one's own way past the policies": "ALTER ROLE CURRENT_USER BYPASSRLS",
    "one's own copy of the server": "ALTER ROLE CURRENT_USER REPLICATION",
    "another login's name": f'ALTER ROLE "manager@{REALM}" RENAME TO "manager2@{REALM}"',
    "the database's settings": f"ALTER DATABASE {REALM} SET statement_timeout = 0",
    "the database's name": f"ALTER DATABASE {REALM} RENAME TO x",
    "the database's owner": f"ALTER DATABASE {REALM} OWNER TO CURRENT_USER",
    "an extension": "CREATE EXTENSION dblink",
    "a trusted extension": "CREATE EXTENSION btree_gin",
    "a language": "DROP LANGUAGE plpgsql CASCADE",
    "a way to another server": "CREATE FOREIGN DATA WRAPPER x",
    "a publication": "CREATE PUBLICATION x FOR ALL TABLES",
    "a subscription": "CREATE SUBSCRIPTION x CONNECTION '' PUBLICATION x WITH (connect = false)",
    "an event trigger": "CREATE EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION sd_audit()",
    "a table's owner": "ALTER TABLE unit OWNER TO CURRENT_USER",
    "a table's policies": "ALTER TABLE receipt NO FORCE ROW LEVEL SECURITY",
    "a policy": "DROP POLICY sd_select ON receipt",
    "a column": "ALTER TABLE receipt ADD COLUMN x int",
    "a constraint": "ALTER TABLE sale_order DROP CONSTRAINT ck_sale_order_stage_known",
    "an index": "DROP INDEX uq_sale_order_live_per_unit",
    "a table": "DROP TABLE receipt CASCADE",
    "a schema": "DROP SCHEMA public CASCADE",
    "a function's rights": "GRANT EXECUTE ON FUNCTION sd_account(bigint) TO CURRENT_USER",
    "a function's path": "ALTER FUNCTION i_may(text) RESET search_path",
    "a comment": "COMMENT ON TABLE receipt IS 'x'",
    "the rights of what others will make": f'ALTER DEFAULT PRIVILEGES FOR ROLE "sd_owner@{REALM}" '
    "GRANT ALL ON TABLES TO PUBLIC",
    "whose things they are": f'REASSIGN OWNED BY "sd_owner@{REALM}" TO CURRENT_USER',
    "what another may": f'DROP OWNED BY "manager@{REALM}"',
}
AT_WORK = {
    "a checkpoint": "CHECKPOINT",
    "the settings read again": "SELECT pg_reload_conf()",
    "another log": "SELECT pg_rotate_logfile()",
    "a restore point": "SELECT pg_create_restore_point('x')",
    "another piece of WAL": "SELECT pg_switch_wal()",
    "a standby made the primary": "SELECT pg_promote()",
    "statistics forgotten": "SELECT pg_stat_reset()",
    "an index built anew": "REINDEX TABLE receipt",
    "a table put in order": "CLUSTER receipt USING pk_receipt",
    "a replication slot": "SELECT pg_create_physical_replication_slot('x')",
    "a backup": "SELECT * FROM pg_backup_start('x')",
}
NOT_UNDONE = {
    "the server's settings": "ALTER SYSTEM SET max_connections = 1",
    "a new database": "CREATE DATABASE x",
    "a new place on the disk": "CREATE TABLESPACE x LOCATION '/tmp'",
}
"""What cannot be said within a transaction."""
ALL = SHELL_AND_FILES | LOCKS | SETTINGS | AT_WORK
WRONG_OTHERWISE = ("55000", "58P01", "0A000", "25001", "42704", "22023", "2BP01", "0LP01", "42P17", "23505", "42809")
"""How the superuser's own try may end where the server is not set up for it; never for want of a right."""


@pytest.mark.parametrize("attack", ALL.values(), ids=list(ALL))
def test_a_person_is_refused_when(yard: Yard, attack: str) -> None:
    for login in DESKS:
        refused = yard.attempt(login, attack)
        assert refused.code == "42501", (login, refused)


@pytest.mark.parametrize("attack", NOT_UNDONE.values(), ids=list(NOT_UNDONE))
def test_a_person_is_refused_outside_a_transaction_when(yard: Yard, attack: str) -> None:
    for login in DESKS:
        with yard.connect(login) as session:
            assert run(session, attack).code == "42501", login


OUTSIDE = ("a restore point", "another piece of WAL", "a backup", "a standby made the primary", "another log",
           "a replication slot", "a file is written", "the database's name")  # fmt: skip
"""What a transaction that is undone would not undo, or the server is not set up for."""


@pytest.mark.parametrize("name", [name for name in ALL if name not in OUTSIDE])
def test_whoever_has_the_right_may(yard: Yard, name: str) -> None:
    outcome = yard.attempt("", ALL[name])
    assert outcome.code != "42501", outcome
    assert outcome.went or outcome.code in WRONG_OTHERWISE, outcome


# --- words that are allowed and do nothing ----------------------------------------------------------------------------


def rights(yard: Yard) -> object:
    """Every right and every role in the database, as the server has it noted."""
    return yard.attempt(
        "",
        "SELECT (SELECT md5(string_agg(relacl::text, ',' ORDER BY oid)) FROM pg_class), "
        "(SELECT md5(string_agg(attacl::text, ',' ORDER BY attrelid, attnum)) FROM pg_attribute), "
        "(SELECT md5(string_agg(proacl::text, ',' ORDER BY oid)) FROM pg_proc), "
        "(SELECT md5(string_agg(datacl::text, ',' ORDER BY oid)) FROM pg_database), "
        "(SELECT md5(string_agg(roleid || ':' || member, ',' ORDER BY roleid, member)) FROM pg_auth_members)",
    ).rows


EMPTY_WORDS = {
    "all that the house has": f'DROP OWNED BY "staff@{REALM}"',
    "all that a permission has": f'DROP OWNED BY "board.read@{REALM}"',
    "what everybody may read": f'REVOKE SELECT ON customer FROM "staff@{REALM}"',
    "what the cashier may add": f'REVOKE INSERT ON receipt FROM "receipt.write@{REALM}"',
    "what everybody may call": f'REVOKE EXECUTE ON FUNCTION my_projects(text) FROM "staff@{REALM}"',
}


@pytest.mark.parametrize("words", EMPTY_WORDS.values(), ids=list(EMPTY_WORDS))
def test_who_holds_a_role_with_others_does_not_take_from_them(yard: Yard, words: str) -> None:
    """PostgreSQL lets a member say so, and then takes away only what that member gave: nothing."""
    before = rights(yard)
    with yard.connect("consultant") as session:
        outcome = run(session, words)
    assert outcome.code in (None, "42501")
    assert rights(yard) == before
    assert yard.attempt("manager", "SELECT count(*) > 0 FROM unit").rows == ((True,),)
    assert not _same_rights(yard, words)


def _same_rights(yard: Yard, words: str) -> bool:
    """Whether the owner's own word would leave the rights as they are."""
    look = (
        "SELECT md5(string_agg(relacl::text, ',' ORDER BY oid)) || (SELECT md5(string_agg(attacl::text, ',' "
        "ORDER BY attrelid, attnum)) FROM pg_attribute) || (SELECT md5(string_agg(proacl::text, ',' ORDER BY oid)) "
        "FROM pg_proc) FROM pg_class"
    )
    return yard.without((), "", look).rows == yard.without((), "", words, look).rows


GIFTS = {
    "a table": "GRANT SELECT ON receipt TO PUBLIC",
    "one's role": f'GRANT "office.consultant@{REALM}" TO "cashier@{REALM}"',
    "oneself": f'GRANT "consultant@{REALM}" TO "cashier@{REALM}"',
    "what one will make": "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC",
}


@pytest.mark.parametrize("gift", GIFTS.values(), ids=list(GIFTS))
def test_nobody_gives_away(yard: Yard, gift: str) -> None:
    before = rights(yard)
    outcome = yard.attempt("consultant", gift)
    assert outcome.code in ("42501", None)
    with yard.connect("consultant") as session:
        run(session, gift) if "DEFAULT" not in gift else None
    assert rights(yard) == before


def test_a_block_of_code_has_the_rights_of_whoever_says_it(yard: Yard) -> None:
    for inside in (
        "PERFORM 1 FROM unit_floor_price",
        "EXECUTE 'CREATE TABLE x (id int)'",
        "EXECUTE 'SET SESSION AUTHORIZATION postgres'",
        "UPDATE receipt SET note = 'x'",
        "PERFORM pg_read_file('PG_VERSION')",
    ):
        block = f"DO $$ BEGIN {inside}; END $$"
        assert yard.attempt("consultant", block).code == "42501", inside
        assert yard.attempt("", block).code in (None, "append_only")
    caught = "DO $$ BEGIN UPDATE unit SET sale_state = 'held'; EXCEPTION WHEN OTHERS THEN NULL; END $$"
    held = "SELECT count(*) FROM unit WHERE sale_state = 'held'"
    assert yard.attempt("operator", caught, held).rows == yard.attempt("operator", held).rows


def test_cleaning_up_is_passed_over(yard: Yard) -> None:
    """Not refused with an error but with a warning: nothing is done."""
    with yard.connect("consultant") as session:
        for words in ("VACUUM receipt", "ANALYZE receipt", "VACUUM FULL customer"):
            outcome = run(session, words)
            assert "skipping" in " ".join(outcome.notices) or outcome.code == "42501", outcome


def test_another_persons_session_is_not_ended_or_stopped(yard: Yard) -> None:
    with yard.connect("cashier") as working:
        pid = working.info.backend_pid
        for function in ("pg_terminate_backend", "pg_cancel_backend", "pg_log_backend_memory_contexts"):
            assert yard.attempt("manager", f"SELECT {function}(%(pid)s)", pid=pid).code == "42501"
            assert yard.attempt("admin", f"SELECT {function}(%(pid)s)", pid=pid).code == "42501"
        assert run(working, "SELECT 1").went
        assert yard.asked("SELECT pg_terminate_backend(%(pid)s)", pid=pid) is True


def test_a_tables_lock_is_for_those_who_may_delete_from_it(yard: Yard) -> None:
    """Said here so that nobody claims otherwise: whoever may delete lines of a table may make others wait for it, for
    as long as the limits of time allow."""
    assert yard.attempt("consultant", "LOCK TABLE customer_name_key IN ACCESS EXCLUSIVE MODE").went
    assert yard.attempt("cashier", "LOCK TABLE customer_name_key IN ACCESS EXCLUSIVE MODE").code == "42501"


# --- elsewhere on the server ------------------------------------------------------------------------------------------


def test_a_login_finds_nothing_of_the_office_in_another_database(yard: Yard) -> None:
    """The server's own databases let anybody in; there is nothing in them, and nothing can be left there for others."""
    with yard.connect("consultant", database="postgres") as session:
        tables = "SELECT count(*) FROM pg_class WHERE relname IN ('receipt', 'customer')"
        assert session.execute(tables).fetchone() == (0,)
        for attack in (
            "CREATE TABLE public.x (id int)",
            "CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE SCHEMA x",
            f'SET ROLE "sd_owner@{REALM}"',
            f"ALTER DATABASE {REALM} SET lock_timeout = 0",
            f'GRANT "office.manager@{REALM}" TO CURRENT_USER',
        ):
            assert run(session, attack).code == "42501", attack
        before = rights(yard)
        for attack in (f'DROP OWNED BY "staff@{REALM}"', f'DROP OWNED BY "office.consultant@{REALM}"'):
            run(session, attack)
        assert rights(yard) == before


def test_a_stranger_to_the_office_is_not_let_in(yard: Yard) -> None:
    """A login of the server that is no person of the office; a wrong password; a copy of the server's changes."""
    with yard.superuser("postgres") as owner:
        owner.execute("CREATE ROLE stray LOGIN PASSWORD 'Stray-kettle-1'")
        try:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(yard.server.url_as("stray", "Stray-kettle-1", REALM))
        finally:
            owner.execute("DROP ROLE stray")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        yard.connect("consultant", password=PASSWORD + "x")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(yard.server.url_as(f"consultant@{REALM}", PASSWORD, REALM), replication="database")
