"""What plans and estimates would tell of rows that a person may not see.

Row-level security hides rows, but not the work: a condition that PostgreSQL trusts (*leakproof*) reads the index before
the policy is asked, and EXPLAIN ANALYZE counts what the policy then removed. Digit by digit that spells every telephone
of a colleague's customers. So comparisons of text are trusted no longer in this database, which also keeps the
planner's estimates about texts to itself; the search that needs those indexes is a function that checks first
(search.py). Sums of money keep no figures for estimates. What is left to count are ids and days: how many, never who
or how much.
"""

from __future__ import annotations

from salesdesk.entities import Base
from salesdesk.repository.postgres.access import quoted

TEXT_IS_NOT_TRUSTED = """DO $sd$ DECLARE f regprocedure; BEGIN
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.proleakproof AND p.pronamespace = 'pg_catalog'::regnamespace AND EXISTS
        (SELECT 1 FROM pg_operator o WHERE o.oprcode = p.oid AND 'text'::regtype IN (o.oprleft, o.oprright)) LOOP
        EXECUTE format('ALTER FUNCTION %s NOT LEAKPROOF', f);
    END LOOP; END $sd$"""
"""Said by the superuser once a database; neither a dump nor ``pg_upgrade`` carries it along."""


TRUST_COMES_AFTER_POLICIES = """DO $sd$ DECLARE f regprocedure; BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE proleakproof AND pronamespace = 'pg_catalog'::regnamespace AND procost < 21 LOOP
        EXECUTE format('ALTER FUNCTION %s COST 21', f);
    END LOOP; END $sd$"""
"""The same of everything that is still trusted."""
TRUST = (TEXT_IS_NOT_TRUSTED, TRUST_COMES_AFTER_POLICIES)


def no_estimates() -> list[str]:
    """The planner keeps nothing about sums of money; no query is chosen by them."""
    return [
        f"ALTER TABLE {quoted(name)} ALTER COLUMN {quoted(column.name)} SET STATISTICS 0"
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if column.name.endswith("_fen")
    ]
