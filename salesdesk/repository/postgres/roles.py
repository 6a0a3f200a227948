"""Office roles as the office edits them, on PostgreSQL: the table says which permissions a role is, policies ask the
table, and the grants between the server's roles follow it."""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.role_rules import APART, KEPT
from salesdesk.repository.guard_rules import LASTING_ADMINISTRATOR
from salesdesk.repository.postgres.access import people_role, quoted
from salesdesk.repository.postgres.plpgsql import definer, guard, listed, pairs, trigger

SET_ROLE = "people_role(text, text[])"
_OUTSIDE = "RAISE EXCEPTION 'sd:people_only' USING ERRCODE = '42501'"
_REALM = "(SELECT office_id FROM schema_info)"


def _refuse(code: str, condition: str) -> str:
    """These tables are the house's: no policy of a project has to be asked first."""
    return f"IF ({condition}) THEN RAISE EXCEPTION 'sd:{code}' USING ERRCODE = 'SD001'; END IF;"


def role_guards() -> Iterator[str]:
    """What no role holds, whoever writes it there."""
    apart = tuple((one.value, other.value) for one, other in APART)
    yield guard(
        "role_apart",
        "".join(_refuse("role_kept", f"(NEW.permission = '{what}') AND NEW.office_role <> '{role}'")
                for what, role in KEPT.items())
        + _refuse("role_apart",
                 "EXISTS (SELECT 1 FROM office_role_permission o WHERE o.office_role = NEW.office_role "
                 f"AND ((o.permission, NEW.permission) IN ({pairs(apart)}) "
                 f"OR (NEW.permission, o.permission) IN ({pairs(apart)})))")
        + "RETURN NEW;",
    )  # fmt: skip
    yield trigger("role_apart", "BEFORE INSERT OR UPDATE ON office_role_permission")
    yield guard(
        "role_kept",
        "".join(_refuse("role_kept", f"OLD.permission = '{what}' AND OLD.office_role = '{role}'")
                for what, role in KEPT.items())
        + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
    )  # fmt: skip
    yield trigger("role_kept", "BEFORE UPDATE OR DELETE ON office_role_permission")
    others = ("FROM membership m JOIN person p ON p.id = m.person_id WHERE m.office_role = 'administrator' "
              "AND m.project_id IS NULL AND m.valid_from IS NULL AND m.valid_to IS NULL AND p.closed_at IS NULL")  # fmt: skip
    yield guard(
        "last_administrator",
        # Two who take it from each other at once wait for one another: one of them is told to try again.
        f"PERFORM 1 {others} FOR UPDATE OF m;" + _refuse("last_administrator", f"NOT EXISTS (SELECT 1 {others})")
        + "RETURN NULL;",
    )  # fmt: skip
    yield trigger("last_administrator", "AFTER UPDATE OR DELETE ON membership", condition=LASTING_ADMINISTRATOR)


def role_functions() -> list[str]:
    """To be created as the owner of people."""
    roles, permissions = listed(tuple(OfficeRole)), listed(tuple(Permission))
    role, given = f"'office.' || office || '@' || {_REALM}", f"one || '@' || {_REALM}"
    return [
        definer(
            "people_role(office text, wanted text[])",
            "void",
            # Roles belong to the whole house. Whoever holds one does not edit it; where nobody else could, they do.
            f"""DECLARE one text; BEGIN
            IF NOT i_may_everywhere('people.write') AND NOT sd_is_owner() THEN {_OUTSIDE}; END IF;
            IF office IS NULL OR office NOT IN ({roles}) THEN RAISE EXCEPTION 'sd:bad_role' USING ERRCODE = '22023'; END IF;
            IF wanted IS NULL OR EXISTS (SELECT 1 FROM unnest(wanted) w WHERE w IS NULL OR w NOT IN ({permissions})) THEN
                RAISE EXCEPTION 'sd:bad_permission' USING ERRCODE = '22023'; END IF;
            IF EXISTS (SELECT 1 FROM membership WHERE person_id = app_person() AND office_role = office)
                AND (SELECT COUNT(*) FROM person WHERE closed_at IS NULL) > 1 THEN {_OUTSIDE}; END IF;
            LOCK TABLE office_role_permission IN SHARE ROW EXCLUSIVE MODE;
            FOR one IN SELECT permission FROM office_role_permission
                WHERE office_role = office AND permission <> ALL(wanted) LOOP
                DELETE FROM office_role_permission WHERE office_role = office AND permission = one;
                EXECUTE format('REVOKE %I FROM %I', {given}, {role});
            END LOOP;
            FOR one IN SELECT DISTINCT w FROM unnest(wanted) w WHERE NOT EXISTS (
                SELECT 1 FROM office_role_permission WHERE office_role = office AND permission = w) LOOP
                INSERT INTO office_role_permission (office_role, permission) VALUES (office, one);
                EXECUTE format('GRANT %I TO %I', {given}, {role});
            END LOOP; END""",
        )
    ]


def role_access(realm: str) -> list[str]:
    """What the owner of people needs of the table."""
    people = quoted(people_role(realm))
    return [
        f"GRANT SELECT, INSERT, DELETE ON office_role_permission TO {people}",
        f"CREATE POLICY sd_people ON office_role_permission TO {people} USING (true) WITH CHECK (true)",
    ]


def follow_roles(realm: str) -> list[str]:
    """Makes the grants between the server's roles what the office's table says, whoever gave them. To be said by a
    superuser in the office's database; what is given is given by the owner of people, who takes it back one day. From
    PostgreSQL 16 on a grant is taken back in the name of its giver."""
    here = f"o.permission || '@{realm}'", f"'office.' || o.office_role || '@{realm}'"
    held = (
        "FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.roleid JOIN pg_roles r ON r.oid = m.member "
        f"WHERE r.rolname IN ({listed(tuple(f'office.{role}@{realm}' for role in OfficeRole))})"
    )
    return [
        f"SET LOCAL ROLE {quoted(people_role(realm))}",
        f"""DO $sd$ DECLARE g record; BEGIN
        FOR g IN SELECT {here[0]} AS given, {here[1]} AS office FROM office_role_permission o
            WHERE NOT EXISTS (SELECT 1 {held} AND p.rolname = {here[0]} AND r.rolname = {here[1]}) LOOP
            EXECUTE format('GRANT %I TO %I', g.given, g.office);
        END LOOP; END $sd$""",
        "RESET ROLE",
        f"""DO $sd$ DECLARE g record; BEGIN
        FOR g IN SELECT p.rolname AS given, r.rolname AS office, m.grantor::regrole::text AS giver {held}
            AND NOT EXISTS (SELECT 1 FROM office_role_permission o WHERE {here[0]} = p.rolname AND {here[1]} = r.rolname) LOOP
            EXECUTE format('REVOKE %I FROM %I', g.given, g.office)
                || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' GRANTED BY ' || g.giver ELSE '' END;
        END LOOP; END $sd$""",
    ]
