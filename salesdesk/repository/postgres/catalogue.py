"""Everything a database consists of, as its catalogue tells it: what each thing is called, and what it says.

Two databases that were made by the same program tell the same, wherever and whenever they were made.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.engine import Connection

from salesdesk.repository.things import Things

_HERE = "'public'::regnamespace"
_CLOSED = "(p.proname LIKE 'lo\\_%' OR p.proname IN ('loread', 'lowrite') OR p.proname LIKE 'pg\\_%advisory%')"
"""Functions of the server itself that nobody may call: large objects and advisory locks."""
_WHOM = "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END"
_RIGHT = f"a.privilege_type || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, {_WHOM}"

_RELACL = "COALESCE(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner))"
"""Nothing was ever said of some tables: the same as what is said of the others."""

_QUERIES = (
    # A foreign key is asked by a trigger of the server's own: switched off, it asks nothing.
    ("table", f"""SELECT relname, concat_ws(' ', relkind, relpersistence, pg_get_userbyid(relowner),
        CASE WHEN relrowsecurity THEN 'policies' END, CASE WHEN relforcerowsecurity THEN 'forced' END,
        (SELECT 'foreign keys off' FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled <> 'O'
            LIMIT 1))
        FROM pg_class c WHERE relnamespace = {_HERE} AND relkind NOT IN ('i', 'I', 't', 'c')"""),
    ("column", f"""SELECT c.relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'not null' END, pg_get_expr(d.adbin, d.adrelid), NULLIF(attidentity, ''),
        NULLIF(attgenerated, ''), CASE WHEN attcollation <> t.typcollation THEN attcollation::regcollation::text END)
        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_type t ON t.oid = atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = attnum
        WHERE relnamespace = {_HERE} AND relkind NOT IN ('i', 'I', 't', 'c') AND attnum > 0 AND NOT attisdropped"""),
    ("constraint", f"""SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        || CASE WHEN convalidated THEN '' ELSE ' not validated' END
        FROM pg_constraint WHERE connamespace = {_HERE} AND contype <> 'n'"""),
    ("index", f"""SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
        || CASE WHEN indisvalid THEN '' ELSE ' not valid' END
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = {_HERE}"""),
    ("trigger", """SELECT tgname || ' ON ' || tgrelid::regclass, concat_ws(' ',
        CASE tgenabled WHEN 'O' THEN 'on:' ELSE 'OFF:' END, pg_get_triggerdef(oid))
        FROM pg_trigger WHERE NOT tgisinternal"""),
    ("trigger", "SELECT evtname, concat_ws(' ', evtevent, evtfoid::regproc, evtenabled) FROM pg_event_trigger"),
    ("function", f"""SELECT oid::regprocedure::text, pg_get_userbyid(proowner) || ': ' ||
        CASE WHEN prokind IN ('f', 'p') THEN pg_get_functiondef(oid) ELSE prokind::text END
        FROM pg_proc WHERE pronamespace = {_HERE}"""),
    # What policies do not stand before, and since a dump carries none of it: how far the server trusts functions of its own.
    ("function", """SELECT oid::regprocedure::text, 'leakproof, cost ' || procost FROM pg_proc
        WHERE proleakproof AND pronamespace = 'pg_catalog'::regnamespace"""),
    ("policy", """SELECT policyname || ' ON ' || tablename, concat_ws(' ', permissive, cmd, roles::text, qual,
        'CHECK ' || with_check) FROM pg_policies"""),
    ("right", f"""SELECT concat_ws(' ', relname, {_RIGHT}), '' FROM pg_class, aclexplode({_RELACL}) a
        WHERE relnamespace = {_HERE}"""),
    ("right", f"""SELECT concat_ws(' ', relname || '.' || attname, {_RIGHT}), ''
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid, aclexplode(attacl) a WHERE relnamespace = {_HERE}"""),
    ("right", f"""SELECT concat_ws(' ', p.oid::regprocedure::text, {_RIGHT}), ''
        FROM pg_proc p, aclexplode(COALESCE(proacl, acldefault('f', proowner))) a
        WHERE pronamespace = {_HERE} OR pronamespace = 'pg_catalog'::regnamespace AND {_CLOSED}"""),
    ("right", f"""SELECT concat_ws(' ', nspname, {_RIGHT}), '' FROM pg_namespace, aclexplode(COALESCE(nspacl, acldefault('n', nspowner))) a
        WHERE oid = {_HERE}"""),
    ("default right", "SELECT concat_ws(' ', pg_get_userbyid(defaclrole), defaclobjtype), defaclacl::text FROM pg_default_acl"),
    ("rule", f"""SELECT rulename || ' ON ' || ev_class::regclass, pg_get_ruledef(r.oid) FROM pg_rewrite r
        JOIN pg_class c ON c.oid = ev_class WHERE relnamespace = {_HERE}"""),
    ("type", f"SELECT typname, typtype::text FROM pg_type WHERE typnamespace = {_HERE} AND typtype IN ('d', 'e', 'r')"),
    ("schema", """SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_temp\\_%' AND nspname NOT LIKE 'pg\\_toast\\_temp\\_%'"""),
    ("extension", "SELECT extname, '' FROM pg_extension"),
    ("publication", "SELECT pubname, '' FROM pg_publication"),
)  # fmt: skip

_QUOTED = r"'(?:[^']|'')*'"
_SPELLINGS = (
    (re.compile(rf"\(({_QUOTED})(?:::character varying)?\)::text"), r"\1"),
    (re.compile(rf"({_QUOTED})::(?:character varying|text)"), r"\1"),
    (re.compile(r"\((ARRAY\[[^\]]*\])\)::text\[\]"), r"\1"),
)
"""A list of values that was written out and read in again is cast element by element instead of as a whole; the server
means the same by both."""


def read_catalogue(connection: Connection) -> Things:
    """What the database of ``connection`` consists of."""
    found: Things = {}
    connection.exec_driver_sql("SET LOCAL search_path = public")
    for kind, query in _QUERIES:
        rows: Any = connection.exec_driver_sql(query.replace("%", "%%"))
        for name, says in rows:
            found[kind, name] = _plain(str(says or ""))
    return found


def _plain(text: str) -> str:
    for pattern, instead in _SPELLINGS:
        text = pattern.sub(instead, text)
    return text
