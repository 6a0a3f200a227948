"""Grants and policies for PostgreSQL, generated from access.py and the one permission matrix.

A GRANT says what a person may do anywhere; each policy says where, with one permission. Roles belong to the whole
cluster, so each carries the realm: a short name of the database it was made for. Owners: ``sd_owner`` (tables, no
attributes), ``sd_people`` (CREATEROLE, owns only the people functions). ``sd_backup`` (BYPASSRLS) reads everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.entities import Base
from salesdesk.repository.access import ACCESS, ANYBODY, Access


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def owner_role(realm: str) -> str:
    return f"sd_owner@{realm}"


def people_role(realm: str) -> str:
    return f"sd_people@{realm}"


def backup_role(realm: str) -> str:
    """The login that backups are made by: reads every row of every table, and notes down what was proved."""
    return f"sd_backup@{realm}"


def staff_role(realm: str) -> str:
    """What everybody with an open login is: reads the house's common tables, calls the common functions."""
    return f"staff@{realm}"


def permission_role(permission: Permission, realm: str) -> str:
    return f"{permission.value}@{realm}"


def office_role(role: OfficeRole, realm: str) -> str:
    return f"office.{role.value}@{realm}"


def sequence(table: str) -> str:
    """What numbers its rows."""
    return quoted(f"{table}_id_seq")


def _where(permissions: Sequence[Permission], column: str = "project_id") -> str:
    """Rows of the projects in which the person holds one of these permissions. The cast matters: without it
    PostgreSQL reads a row-wise ANY and refuses; the inner SELECT makes it one call a query, not one a row."""
    wanted = [""] if set(permissions) == set(ANYBODY) else [permission.value for permission in permissions]
    return " OR ".join(f"{column} = ANY((SELECT my_projects('{name}'))::bigint[])" for name in wanted)


def _may(permissions: Sequence[Permission]) -> str:
    if set(permissions) == set(ANYBODY):
        return "(SELECT app_person()) IS NOT NULL"
    return " OR ".join(f"(SELECT i_may('{permission.value}'))" for permission in permissions)


def _scope(table: str, access: Access, permissions: Sequence[Permission]) -> str:
    if access.house:
        return _may(permissions)
    return _where(permissions, "id" if table == "project" else "project_id")


def _read_policy(table: str, access: Access) -> str:
    if access.house and access.own:
        return access.own
    rule = _scope(table, access, access.read)
    if access.read_own and not access.house:
        rule = f"({rule}) OR (({_where(access.read_own)}) AND {access.own})"
    return rule


def _policies(table: str, access: Access) -> Iterator[str]:
    name = quoted(table)
    if access.read or access.read_own or access.asked_by_all:
        yield f"CREATE POLICY sd_select ON {name} FOR SELECT USING ({_read_policy(table, access)})"
    if access.insert:
        check = _scope(table, access, access.insert)
        check = f"({check}) AND {access.insert_check}" if access.insert_check else check
        yield f"CREATE POLICY sd_insert ON {name} FOR INSERT WITH CHECK ({check})"
    if access.update:
        rule = access.own if access.house and access.own else changeable(table, access, tuple(access.update))
        yield f"CREATE POLICY sd_update ON {name} FOR UPDATE USING ({rule}) WITH CHECK ({rule})"
    if access.delete:
        yield f"CREATE POLICY sd_delete ON {name} FOR DELETE USING ({changeable(table, access, access.delete)})"


def changeable(table: str, access: Access, permissions: Sequence[Permission]) -> str:
    """Rows that may be changed are among those that may be read: a statement without a WHERE reads nothing, and so
    would not ask the policy for reading by itself."""
    rule = _scope(table, access, permissions)
    return f"({rule}) AND ({_read_policy(table, access)})" if access.read_own and not access.house else rule


def _grants(table: str, access: Access, realm: str) -> Iterator[str]:
    name = quoted(table)

    def role(permission: Permission) -> str:
        return quoted(permission_role(permission, realm))

    def roles(permissions: Sequence[Permission]) -> str:
        if set(permissions) == set(ANYBODY):
            return quoted(staff_role(realm))
        return ", ".join(role(permission) for permission in dict.fromkeys(permissions))

    if access.asked_by_all:
        yield f"GRANT SELECT ON {name} TO {quoted(staff_role(realm))}"
    elif readers := (*access.read, *access.read_own):
        yield f"GRANT SELECT ON {name} TO {roles(readers)}"
    if access.insert:
        # Ids are the database's: an id from far ahead would stand before all later rows, or in the way of one.
        listed = ", ".join(quoted(column.name) for column in Base.metadata.tables[table].columns if column.name != "id")
        yield f"GRANT INSERT ({listed}) ON {name} TO {roles(access.insert)}"
        # Of no other table's: numbers taken from the history's would leave gaps there, as if rows had been deleted.
        yield f"GRANT USAGE ON SEQUENCE {sequence(table)} TO {roles(access.insert)}"
    by_columns: dict[tuple[str, ...], list[Permission]] = {}
    for permission, columns in access.update.items():
        by_columns.setdefault(columns, []).append(permission)
    for columns, permissions in by_columns.items():
        listed = ", ".join(quoted(column) for column in columns)
        yield f"GRANT UPDATE ({listed}) ON {name} TO {roles(permissions)}"
    if access.delete:
        yield f"GRANT DELETE ON {name} TO {roles(access.delete)}"


_TAKE_ALL = (
    # Whoever was given anything, by us or by hand. A role may only take back what it gave: the owner's own functions.
    """DO $sd$ DECLARE whom text; what text; BEGIN
    FOR whom IN SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END FROM (
        SELECT c.relowner, (aclexplode(c.relacl)).grantee FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
        UNION SELECT c.relowner, (aclexplode(t.attacl)).grantee FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace) a WHERE a.grantee <> a.relowner LOOP
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %s', whom);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM %s', whom);
    END LOOP;
    FOR what, whom IN SELECT p.oid::regprocedure, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
        FROM pg_proc p CROSS JOIN aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_role::regrole
        AND a.grantee <> p.proowner LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s', what, whom);
    END LOOP; END $sd$""",
    """DO $sd$ DECLARE p record; BEGIN
    FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
    END LOOP; END $sd$""",
)


def access_statements(realm: str) -> list[str]:
    """Everything is taken away first, so that what is left is exactly what the data says."""
    staff = quoted(staff_role(realm))
    statements = list(_TAKE_ALL)
    for table in Base.metadata.tables:
        statements.append(f"ALTER TABLE {quoted(table)} ENABLE ROW LEVEL SECURITY")
        if table in ACCESS:
            statements += [*_policies(table, ACCESS[table]), *_grants(table, ACCESS[table], realm)]
    for function in ("app_now()", "app_person()", "my_projects(text)", "i_may(text)", "i_may_everywhere(text)",
                     "my_password_days()", "last_changed(text, bigint, text[])"):  # fmt: skip
        statements.append(f"GRANT EXECUTE ON FUNCTION {function} TO {staff}")
    return statements


def backup_statements(realm: str) -> list[str]:
    """What backups may, to be said by the owner of the tables."""
    backup = quoted(backup_role(realm))
    return [
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {backup}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {backup}",
        f"GRANT INSERT (backup, taken_at, passed, summary, created_at) ON backup_proof TO {backup}",
        f"GRANT EXECUTE ON FUNCTION app_now() TO {backup}",
        f"GRANT USAGE ON SEQUENCE {sequence('backup_proof')} TO {backup}",
    ]


def role_statements(realm: str) -> list[str]:
    """The roles of permissions and offices; which permissions an office role is, follows the office's table (`roles`).
    Made by ``sd_people``, so that it holds ADMIN on them on PostgreSQL 16 and later and may give them to people."""
    statements = [create_role(staff_role(realm))]
    for permission in Permission:
        statements.append(create_role(permission_role(permission, realm)))
    for role in OfficeRole:
        statements.append(create_role(office_role(role, realm)))
    return statements


def create_role(name: str, attributes: str = "NOLOGIN") -> str:
    """Makes a role where there is none of this name."""
    escaped = name.replace("'", "''")
    return (
        f"DO $sd$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{escaped}') THEN "
        f"CREATE ROLE {quoted(name)} {attributes}; END IF; END $sd$"
    )
