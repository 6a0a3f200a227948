"""Who is signed in at which desk, who holds others up, and how an administrator ends that.

The server shows the sessions of others to nobody but whoever may read its statistics. So the owner of people reads them,
and shows those of the people whom the caller manages: names, places and times, never what was asked.
"""

from __future__ import annotations

from salesdesk.repository.postgres.plpgsql import definer

_REALM = "(SELECT office_id FROM schema_info)"
_REFUSED = "RAISE EXCEPTION 'sd:people_only' USING ERRCODE = '42501'"
_MANAGED = """(i_may_everywhere('people.write') OR NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id
    AND NOT COALESCE(m.project_id = ANY(my_projects('people.write')), false)))"""
"""Whoever manages the people of one project sees and ends the sessions of nobody who is more than that."""

SESSIONS = "people_sessions()"
END = "people_end_session(integer, timestamp with time zone)"


def session_functions() -> list[str]:
    """To be created as the owner of people."""
    return [
        definer(
            "people_sessions()",
            "TABLE (pid integer, person_id bigint, place text, program text, since timestamptz, busy_since timestamptz, "
            "holds_up integer)",
            f"""BEGIN IF NOT i_may('people.write') THEN {_REFUSED}; END IF;
            RETURN QUERY SELECT a.pid, p.id, COALESCE(host(a.client_addr), ''), a.application_name, a.backend_start,
                CASE WHEN a.state <> 'idle' THEN a.xact_start END,
                (SELECT count(*)::integer FROM pg_stat_activity w
                    WHERE w.datname = a.datname AND w.wait_event_type = 'Lock' AND a.pid = ANY(pg_blocking_pids(w.pid)))
            FROM pg_stat_activity a JOIN person p ON a.usename = p.login || '@' || {_REALM}
            WHERE a.datname = current_database() AND {_MANAGED}; END""",
        ),
        definer(
            "people_end_session(wanted integer, begun timestamptz)",
            "boolean",
            # The start tells a session from a later one that was given the same number.
            f"""BEGIN IF NOT i_may('people.write') THEN {_REFUSED}; END IF;
            IF wanted = pg_backend_pid() THEN RETURN false; END IF;
            RETURN COALESCE((SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
                JOIN person p ON a.usename = p.login || '@' || {_REALM}
                WHERE a.pid = wanted AND a.backend_start = begun AND a.datname = current_database() AND {_MANAGED}), false);
            END""",
        ),
    ]
