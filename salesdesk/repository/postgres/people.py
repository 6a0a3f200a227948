"""People as logins of the database: the only functions that make, change and close a login.

They belong to ``sd_people`` and accept names from our own tables only. A password never reaches the server in clear:
the desk sends a SCRAM verifier.
"""

from __future__ import annotations

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.guard_rules import (
    CLAIM_DAYS_SQL,
    CLAIM_LAPSED_SQL,
    CONSULTANTS_HOLD_SQL,
    PASSWORDS_REMEMBERED,
)
from salesdesk.repository.postgres.access import office_role, owner_role, people_role, quoted, sequence
from salesdesk.repository.postgres.plpgsql import definer
from salesdesk.repository.postgres.roles import SET_ROLE, role_access, role_functions
from salesdesk.repository.postgres.search import search_function
from salesdesk.repository.postgres.sessions import END, SESSIONS, session_functions

_OUTSIDE = "RAISE EXCEPTION 'sd:people_only' USING ERRCODE = '42501'"
_MAY = f"IF NOT i_may('people.write') AND NOT sd_is_owner() THEN {_OUTSIDE}; END IF;"
_HERE = f"""IF NOT sd_is_owner() AND NOT i_may_everywhere('people.write')
    AND NOT COALESCE(project = ANY(my_projects('people.write')), false) THEN {_OUTSIDE}; END IF;"""
"""Roles are given in the projects where one manages people; those for the whole house, by who does so everywhere."""
_NOT_MINE = f"IF whom = app_person() THEN {_OUTSIDE}; END IF;"
_WITHIN = f"""IF NOT sd_is_owner() AND NOT i_may_everywhere('people.write') AND EXISTS (SELECT 1 FROM membership
    WHERE person_id = whom AND NOT COALESCE(project_id = ANY(my_projects('people.write')), false)) THEN {_OUTSIDE}; END IF;"""
"""Whoever manages the people of one project neither closes nor enters the login of somebody who is more than that."""
_REALM = "(SELECT office_id FROM schema_info)"
_VERIFIER = r"""IF COALESCE(verifier, '') !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
    RAISE EXCEPTION 'a verifier is needed' USING ERRCODE = '22023'; END IF;"""
"""Anything else the server would take for the password itself."""


def people_functions(realm: str) -> list[str]:
    """The functions, to be created as ``sd_people``: who may, logins, roles, passwords."""
    return [*_who_may(realm), *_logins(), *_roles(), *_passwords(), *session_functions(), *role_functions()]


def _who_may(realm: str) -> list[str]:
    return [
        # pg_has_role of the session, not of the function's owner: who set the office up may add its first person.
        "CREATE OR REPLACE FUNCTION sd_is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp "
        f"AS $sd$ SELECT pg_has_role(session_user, '{owner_role(realm)}', 'MEMBER') $sd$",
    ]


def _logins() -> list[str]:
    """A login begins and ends; it is closed, never dropped."""
    return [
        definer(
            "people_add(new_login text, new_name text, verifier text)",
            "bigint",
            f"""DECLARE new_id bigint; role_name text; BEGIN {_MAY} {_VERIFIER}
            IF new_login !~ '^[a-z][a-z0-9._-]{{1,39}}$' THEN RAISE EXCEPTION 'sd:bad_login' USING ERRCODE = '22023'; END IF;
            INSERT INTO person (login, name, telephone, must_change_password, password_changed_at, created_at)
                VALUES (new_login, new_name, '', true, app_now(), app_now()) RETURNING id INTO new_id;
            role_name := new_login || '@' || {_REALM};
            EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', role_name, verifier);
            INSERT INTO person_password (person_id, verifier) VALUES (new_id, verifier);
            EXECUTE format('GRANT %I TO %I', 'staff@' || {_REALM}, role_name);
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role_name);
            RETURN new_id; END""",
        ),
        definer(
            "people_close(whom bigint)",
            "void",
            f"""DECLARE role_name text; office text; BEGIN {_MAY} {_WITHIN} {_NOT_MINE}
            SELECT login || '@' || {_REALM} INTO STRICT role_name FROM person WHERE id = whom;
            FOR office IN SELECT DISTINCT office_role FROM membership WHERE person_id = whom LOOP
                EXECUTE format('REVOKE %I FROM %I', 'office.' || office || '@' || {_REALM}, role_name);
            END LOOP;
            DELETE FROM membership WHERE person_id = whom;
            UPDATE person SET closed_at = app_now() WHERE id = whom;
            EXECUTE format('ALTER ROLE %I NOLOGIN', role_name);
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = role_name; END""",
        ),
    ]


def _roles() -> list[str]:
    """Memberships, and the office roles of the database that go with them."""
    roles = ", ".join(f"'{role.value}'" for role in OfficeRole)
    return [
        definer(
            "people_give_role(whom bigint, project bigint, office text, first date DEFAULT NULL, last date DEFAULT NULL)",
            "void",
            f"""DECLARE role_name text; BEGIN {_MAY} {_HERE} {_NOT_MINE}
            IF office NOT IN ({roles}) THEN RAISE EXCEPTION 'sd:bad_role' USING ERRCODE = '22023'; END IF;
            SELECT login || '@' || {_REALM} INTO STRICT role_name FROM person WHERE id = whom AND closed_at IS NULL;
            UPDATE membership SET valid_from = first, valid_to = last WHERE person_id = whom
                AND project_id IS NOT DISTINCT FROM project AND office_role = office
                AND (valid_from, valid_to) IS DISTINCT FROM (first, last);
            INSERT INTO membership (person_id, project_id, office_role, valid_from, valid_to)
                VALUES (whom, project, office, first, last) ON CONFLICT DO NOTHING;
            EXECUTE format('GRANT %I TO %I', 'office.' || office || '@' || {_REALM}, role_name); END""",
        ),
        definer(
            "people_take_role(whom bigint, project bigint, office text)",
            "void",
            f"""DECLARE role_name text; BEGIN {_MAY} {_HERE}
            IF office NOT IN ({roles}) THEN RAISE EXCEPTION 'sd:bad_role' USING ERRCODE = '22023'; END IF;
            SELECT login || '@' || {_REALM} INTO STRICT role_name FROM person WHERE id = whom;
            DELETE FROM membership WHERE person_id = whom AND project_id IS NOT DISTINCT FROM project AND office_role = office;
            IF NOT EXISTS (SELECT 1 FROM membership WHERE person_id = whom AND office_role = office) THEN
                EXECUTE format('REVOKE %I FROM %I', 'office.' || office || '@' || {_REALM}, role_name);
            END IF; END""",
        ),
    ]


def _passwords() -> list[str]:
    """A first password for somebody, and one's own."""
    return [
        definer(
            "people_password(whom bigint, verifier text)",
            "void",
            f"""DECLARE role_name text; BEGIN {_MAY} {_WITHIN} {_VERIFIER}
            SELECT login || '@' || {_REALM} INTO STRICT role_name FROM person WHERE id = whom AND closed_at IS NULL;
            EXECUTE format('ALTER ROLE %I PASSWORD %L', role_name, verifier);
            INSERT INTO person_password (person_id, verifier) VALUES (whom, verifier);
            UPDATE person SET must_change_password = true, password_changed_at = app_now() WHERE id = whom; END""",
        ),
        definer(
            "own_password(verifier text)",
            "void",
            f"""BEGIN {_VERIFIER}
            IF app_person() IS NULL THEN RAISE EXCEPTION 'sd:nobody' USING ERRCODE = '42501'; END IF;
            EXECUTE format('ALTER ROLE %I PASSWORD %L', session_user, verifier);
            INSERT INTO person_password (person_id, verifier) VALUES (app_person(), verifier);
            UPDATE person SET must_change_password = false, password_changed_at = app_now() WHERE id = app_person(); END""",
        ),
        # By a salt alone nothing can be tried elsewhere; whether a verifier made with it is one's own of before, is answered
        # to oneself.
        definer(
            "own_password_salts()",
            "SETOF text",
            f"""SELECT substring(verifier FROM '^[^$]+[$][^$]+') FROM person_password WHERE person_id = app_person()
            ORDER BY id DESC LIMIT {PASSWORDS_REMEMBERED}""",
            "sql",
            "STABLE",
        ),
        definer(
            "own_password_used(made text[])",
            "boolean",
            f"""SELECT COALESCE(bool_or(verifier = ANY(made)), false) FROM (SELECT verifier FROM person_password
            WHERE person_id = app_person() ORDER BY id DESC LIMIT {PASSWORDS_REMEMBERED}) newest""",
            "sql",
            "STABLE",
        ),
    ]


_LAPSED = CLAIM_LAPSED_SQL.format(
    since="app_now() - make_interval(days => " + CLAIM_DAYS_SQL.format(number="s.value::int", project="project") + ")"
)


def owner_functions() -> list[str]:
    """Functions of the tables' owner that show a little of what a person may not read, and say who may call them."""
    return [*_doors(), *_locks()]


def _doors() -> list[str]:
    return [
        definer(
            "telephone_known(project bigint, wanted text)",
            "TABLE (customer_id bigint, owner_name text, owner_id bigint, since timestamptz, lapsed boolean)",
            f"""BEGIN IF NOT project = ANY(my_projects('customer.write')) THEN RETURN; END IF;
            RETURN QUERY SELECT c.id, p.name::text, c.owner_id, c.created_at, {_LAPSED} FROM customer_telephone t
            JOIN customer c ON c.id = t.customer_id LEFT JOIN person p ON p.id = c.owner_id
            WHERE t.project_id = project AND t.number = wanted; END""",
            volatility="STABLE",
        ),
        search_function(),
        definer(
            "project_open(region bigint, new_name text, new_city text, new_channel text, like_project bigint)",
            "bigint",
            """DECLARE new_id bigint; BEGIN
            IF NOT i_may('project.write') THEN RAISE EXCEPTION 'sd:no' USING ERRCODE = '42501'; END IF;
            IF like_project IS NOT NULL AND NOT like_project = ANY(my_projects('project.write')) THEN
                RAISE EXCEPTION 'sd:no' USING ERRCODE = '42501'; END IF;
            INSERT INTO project (region_id, name, city, address, channel, created_at)
                VALUES (region, new_name, new_city, '', new_channel, app_now()) RETURNING id INTO new_id;
            INSERT INTO membership (person_id, project_id, office_role) VALUES (app_person(), new_id, 'operator');
            INSERT INTO membership (person_id, project_id, office_role, valid_from, valid_to)
                SELECT person_id, new_id, office_role, valid_from, valid_to FROM membership
                WHERE project_id = like_project ON CONFLICT DO NOTHING;
            RETURN new_id; END""",
        ),
    ]


def _locks() -> list[str]:
    return [
        # SELECT … FOR UPDATE would ask for UPDATE rights that no selling role has: the lock is lent, the row is not. Whoever
        # merely refers to the unit (a quote, a line of a price list) does not wait for it: NO KEY.
        definer(
            "lock_unit(wanted_project bigint, wanted_unit bigint)",
            "text",
            # Who had to wait is told the state that the faster desk left behind; who had not, looks by themselves.
            f"""BEGIN IF NOT wanted_project = ANY(my_projects('hold.write') || my_projects('order.write'))
            AND NOT (wanted_project = ANY(my_projects('hold.own')) AND {CONSULTANTS_HOLD_SQL.format(project="wanted_project")}) THEN
            RAISE EXCEPTION 'sd:no' USING ERRCODE = '42501'; END IF;
            PERFORM 1 FROM unit WHERE id = wanted_unit AND project_id = wanted_project FOR NO KEY UPDATE SKIP LOCKED;
            IF FOUND THEN RETURN NULL; END IF;
            PERFORM 1 FROM unit WHERE id = wanted_unit AND project_id = wanted_project FOR NO KEY UPDATE;
            RETURN (SELECT sale_state FROM unit WHERE id = wanted_unit AND project_id = wanted_project); END""",
        ),
        definer(
            "lock_order(wanted_project bigint, wanted_order bigint)",
            "void",
            """BEGIN IF NOT wanted_project = ANY(my_projects('order.write') || my_projects('receipt.write')
            || my_projects('handover.write')) THEN
            RAISE EXCEPTION 'sd:no' USING ERRCODE = '42501'; END IF;
            PERFORM 1 FROM unit u JOIN sale_order o ON o.unit_id = u.id
                WHERE o.id = wanted_order AND o.project_id = wanted_project FOR NO KEY UPDATE OF u;
            PERFORM 1 FROM sale_order WHERE id = wanted_order AND project_id = wanted_project FOR NO KEY UPDATE; END""",
        ),
        # Whoever is given a number keeps the next one waiting: without, all who sell at once would take the same one. Of
        # the numbers of others nobody sees more than the newest.
        definer(
            "newest_number(wanted_project bigint, what text, head text)",
            "text",
            """BEGIN IF NOT wanted_project = ANY(my_projects(CASE what WHEN 'quote' THEN 'quote.write' ELSE 'order.write' END)) THEN
            RAISE EXCEPTION 'sd:no' USING ERRCODE = '42501'; END IF;
            PERFORM 1 FROM project WHERE id = wanted_project FOR NO KEY UPDATE;
            IF what = 'quote' THEN RETURN (SELECT max(number) FROM quote
                WHERE project_id = wanted_project AND left(number, length(head)) = head); END IF;
            RETURN (SELECT max(number) FROM sale_order
                WHERE project_id = wanted_project AND left(number, length(head)) = head); END""",
        ),
    ]


def people_access(realm: str) -> list[str]:
    """What ``sd_people`` needs of the owner, and who may call what."""
    people = quoted(people_role(realm))
    statements = list[str]()
    for table in ("person", "membership"):
        statements += [
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {people}",
            f"CREATE POLICY sd_people ON {table} TO {people} USING (true) WITH CHECK (true)",
        ]
    statements += [
        f"GRANT SELECT, INSERT ON person_password TO {people}",
        f"CREATE POLICY sd_people ON person_password TO {people} USING (true) WITH CHECK (true)",
        f"GRANT SELECT ON schema_info TO {people}",
        f"CREATE POLICY sd_people ON schema_info FOR SELECT TO {people} USING (true)",
        *role_access(realm),
        f"GRANT USAGE ON SEQUENCE {sequence('person')}, {sequence('membership')}, {sequence('person_password')} TO {people}",
        f"GRANT EXECUTE ON FUNCTION app_now(), app_person(), i_may(text), i_may_everywhere(text), my_projects(text) TO {people}",
    ]
    return statements


def callable_functions() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Functions that every person may call: of the people's owner, and of the tables' owner. Each checks by itself."""
    return (
        (
            "sd_is_owner()",
            "people_add(text, text, text)",
            "people_give_role(bigint, bigint, text, date, date)",
            "people_take_role(bigint, bigint, text)",
            "people_password(bigint, text)",
            "people_close(bigint)",
            "own_password(text)",
            "own_password_salts()",
            "own_password_used(text[])",
            SESSIONS,
            END,
            SET_ROLE,
        ),
        (
            "telephone_known(bigint, text)",
            "customers_found(bigint, text, text[], integer)",
            "lock_unit(bigint, bigint)",
            "lock_order(bigint, bigint)",
            "newest_number(bigint, text, text)",
            "project_open(bigint, text, text, text, bigint)",
            "price_may_be_agreed(bigint, bigint, bigint)",
            "scheme_in_use(bigint)",
        ),
    )


__all__ = ["callable_functions", "office_role", "owner_functions", "people_access", "people_functions"]
