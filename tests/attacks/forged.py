"""Calls of the functions that run with their owner's rights, with arguments that no desk would send.

Whoever adds such a function that people may call adds calls of it here: `test_functions` fails without.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.permissions import OfficeRole
from tests.support.yard import local

PROJECT_ADMIN = local(OfficeRole.ADMINISTRATOR)
VERIFIER = "SCRAM-SHA-256$4096:" + "A" * 24 + "$" + "B" * 43 + "=:" + "C" * 43 + "="


@dataclass(frozen=True)
class Forged:
    """A call of a function that runs with its owner's rights, and what comes of it."""

    call: str
    login: str
    code: str | None
    rows: tuple[tuple[object, ...], ...] | None = None


SERVER = "'pg_execute_server_program'"
NOBODY = "9999999"
FORGED: dict[str, list[Forged]] = {
    "my_projects": [
        Forged("my_projects('nothing.such')", "consultant", None, (([],),)),
        Forged("my_projects(NULL)", "consultant", None, (([],),)),
        Forged("my_projects('receipt.write')", "consultant", None, (([],),)),
        Forged("my_projects('%%')", "consultant", None, (([],),)),
        Forged("my_projects('receipt.write') = ARRAY[%(project)s::bigint]", "cashier", None, ((True,),)),
    ],
    "i_may": [
        *(Forged(f"i_may({what})", "consultant", None, ((False,),))
          for what in ("'people.write'", "NULL", "'%%'", "''")),
        Forged("i_may('people.write')", "admin", None, ((True,),)),
    ],
    "i_may_everywhere": [
        *(Forged(f"i_may_everywhere({what})", PROJECT_ADMIN, None, ((False,),)) for what in ("'people.write'", "NULL")),
        Forged("i_may_everywhere('people.write')", "admin", None, ((True,),)),
    ],
    "app_person": [
        Forged("app_person() = %(person_manager)s", "consultant", None, ((False,),)),
        Forged("app_person() = %(person_consultant)s", "consultant", None, ((True,),)),
    ],
    "app_now": [Forged("app_now() BETWEEN now() - interval '1 minute' AND now() + interval '1 minute'", "consultant",
                       None, ((True,),))],
    "sd_is_owner": [Forged("sd_is_owner()", "admin", None, ((False,),))],
    "people_add": [
        *(Forged(f"people_add({login}, '名', '{VERIFIER}')", "admin", code) for login, code in (
            ("NULL", "23502"), ("''", "bad_login"), ("'A'", "bad_login"), ("'x@y'", "bad_login"),
            ("'x\"; ALTER ROLE postgres NOLOGIN; --'", "bad_login"), ("E'abc\\nSUPERUSER'", "bad_login"),
            ("'postgres'", None), ("'pg_monitor'", "42939"), ("repeat('x', 41)", "bad_login"), ("'cashier'", "23505"),
            ("'staff'", "42710"), ("'sd_owner'", "42710"), ("'sd_people'", "42710"), ("'office.manager'", "42710"),
            ("'receipt.write'", "42710"),
        )),
        *(Forged(f"people_add('fresh.one', '名', {verifier})", "admin", "22023") for verifier in (
            "NULL", "''", "'secret'", "'SCRAM-SHA-256$'", "'md5' || repeat('0', 32)",
            f"'{VERIFIER}'' SUPERUSER PASSWORD ''x'",
        )),
        Forged(f"people_add('fresh.one', NULL, '{VERIFIER}')", "admin", "23502"),
        Forged(f"people_add('fresh.one', '名', '{VERIFIER}')", "admin", None),
        Forged(f"people_add('fresh.one', '名', '{VERIFIER}')", "manager", "people_only"),
    ],
    "people_give_role": [
        *(Forged(f"people_give_role(%(person_service)s, %(project)s, {office})", "admin", code) for office, code in (
            ("'superuser'", "bad_role"), ("''", "bad_role"), ("NULL", "23502"), (SERVER, "bad_role"),
            ("'staff'", "bad_role"), ("'cashier@yard\" TO postgres; --'", "bad_role"), ("'cashier'", None),
        )),
        *(Forged(f"people_give_role({whom}, %(project)s, 'cashier')", "admin", code) for whom, code in (
            ("NULL", "P0002"), ("-1", "P0002"), (NOBODY, "P0002"),
        )),
        Forged(f"people_give_role(%(person_service)s, {NOBODY}, 'cashier')", "admin", "23503"),
        Forged("people_give_role(%(person_service)s, NULL, 'cashier')", "admin", "23514"),
        Forged("people_give_role(%(person_service)s, %(project)s, 'cashier')", "manager", "people_only"),
        Forged("people_give_role(%(person_service)s, %(project)s, 'cashier', '2026-02-02', '2026-02-01')", "admin",
               "23514"),
        Forged("people_give_role(%(person_cashier)s, %(project)s, 'cashier', NULL, NULL)", "cashier", "people_only"),
        Forged("people_give_role(%(person_service)s, NULL, 'operator')", PROJECT_ADMIN, "people_only"),
    ],
    "people_take_role": [
        Forged("people_take_role(%(person_cashier)s, %(project)s, 'cashier')", "cashier", "people_only"),
        Forged("people_take_role(%(person_cashier)s, %(other_project)s, 'cashier')", PROJECT_ADMIN, "people_only"),
        Forged(f"people_take_role(%(person_cashier)s, %(project)s, {SERVER})", "admin", "bad_role"),
        Forged("people_take_role(NULL, %(project)s, 'cashier')", "admin", "P0002"),
        Forged("people_take_role(%(person_cashier)s, %(project)s, 'cashier')", "admin", None),
    ],
    "people_role": [
        *(Forged(f"people_role({office}, ARRAY['board.read'])", "admin", "bad_role") for office in (
            "NULL", "''", "'superuser'", "'staff'", SERVER, "'auditor@yard\" TO postgres; --'",
        )),
        *(Forged(f"people_role('auditor', {permissions})", "admin", "bad_permission") for permissions in (
            "NULL", "ARRAY[NULL]", "ARRAY['']", "ARRAY['board.read', 'all']", f"ARRAY[{SERVER}]", "ARRAY['sd_owner']",
            "ARRAY['board.read@yard\" TO \"cashier']",
        )),
        Forged("people_role('manager', ARRAY['people.write'])", "admin", "role_kept"),
        Forged("people_role('cashier', ARRAY['receipt.write', 'order.write'])", "admin", "role_apart"),
        Forged("people_role('administrator', '{}')", "admin", "people_only"),
        *(Forged("people_role('auditor', ARRAY['board.read'])", login, "people_only")
          for login in ("auditor", "manager", "operator", PROJECT_ADMIN)),
        Forged("people_role('auditor', ARRAY['board.read', 'board.read'])", "admin", None),
        Forged("people_role('auditor', '{}')", "admin", None),
    ],
    "people_password": [
        Forged(f"people_password(%(person_manager)s, '{VERIFIER}')", "consultant", "people_only"),
        Forged(f"people_password({NOBODY}, '{VERIFIER}')", "admin", "P0002"),
        Forged(f"people_password(NULL, '{VERIFIER}')", "admin", "P0002"),
        Forged("people_password(%(person_manager)s, NULL)", "admin", "22023"),
        Forged("people_password(%(person_manager)s, 'plain text')", "admin", "22023"),
        Forged(f"people_password(%(person_manager)s, '{VERIFIER}')", "admin", None),
    ],
    "people_sessions": [
        *(Forged("people_sessions() LIMIT 1", login, "people_only")
          for login in ("consultant", "manager", "operator", "auditor", "other.cashier")),
        Forged("count(*) > 0 FROM people_sessions()", "admin", None, ((True,),)),
    ],
    "people_end_session": [
        # One's own, one that is not there, the server's own, and one of the same number that began at another time.
        *(Forged(f"people_end_session({pid}, now())", login, "people_only")
          for login in ("consultant", "manager", "operator") for pid in ("1", "pg_backend_pid()", "NULL")),
        *(Forged(f"people_end_session({pid}, now())", "admin", None, ((False,),))
          for pid in ("1", "pg_backend_pid()", "NULL", "-1")),
        Forged("bool_or(people_end_session(pid, backend_start)) FROM pg_stat_activity WHERE usename = 'postgres'",
               "admin", None, ((False,),)),
        Forged("bool_or(people_end_session(pid, since - interval '1 second')) FROM people_sessions()",
               "admin", None, ((False,),)),
    ],
    "people_close": [
        Forged("people_close(%(person_manager)s)", "consultant", "people_only"),
        Forged("people_close(%(person_admin)s)", "admin", "people_only"),
        Forged(f"people_close({NOBODY})", "admin", "P0002"),
        Forged("people_close(NULL)", "admin", "P0002"),
        Forged("people_close(%(person_operator)s)", PROJECT_ADMIN, "people_only"),
        # The end of sessions is not undone with the rest: somebody who has none.
        Forged(f"people_close(people_add('fresh.one', '名', '{VERIFIER}'))", "admin", None),
    ],
    "own_password": [
        Forged("own_password(NULL)", "consultant", "22023"),
        Forged("own_password('x')", "consultant", "22023"),
        Forged(f"own_password('{VERIFIER}')", "consultant", None),
    ],
    "my_password_days": [
        Forged("my_password_days(%(person_manager)s)", "consultant", "42883"),
        Forged("my_password_days() IS NULL", "consultant", None, ((True,),)),
    ],
    "own_password_salts": [
        Forged("own_password_salts(%(person_manager)s)", "consultant", "42883"),
        Forged("bool_or(salt ~ '[$].*[$]') FROM own_password_salts() salt", "consultant", None, ((False,),)),
        Forged("count(*) > 0 FROM own_password_salts()", "consultant", None, ((True,),)),
    ],
    "own_password_used": [
        *(Forged(f"own_password_used({made})", "consultant", None, ((False,),))
          for made in ("NULL", "'{}'", "'{NULL}'", "ARRAY['%%', '.*', '']", f"ARRAY['{VERIFIER}']")),
        Forged("own_password_used(ARRAY(SELECT own_password_salts()))", "consultant", None, ((False,),)),
        Forged("own_password_used(ARRAY(SELECT verifier FROM person_password))", "consultant", "42501"),
    ],
    "telephone_known": [
        Forged("telephone_known(%(project)s, '18944104410')", "cashier", None, ()),
        Forged("telephone_known(%(other_project)s, '18944104410')", "consultant", None, ()),
        Forged("telephone_known(NULL, '18944104410')", "consultant", None, ()),
        Forged("telephone_known(%(project)s, '%%')", "consultant", None, ()),
        Forged("telephone_known(%(project)s, NULL)", "consultant", None, ()),
        Forged("telephone_known(%(project)s, '18944104410') WHERE owner_id = %(person_colleague)s", "consultant",
               None),
    ],
    "customers_found": [
        Forged("customers_found(%(project)s, 'telephone', '{01440144981,18944104410}', 9)", "consultant", None, ()),
        Forged("customers_found(%(project)s, 'begins', '{\"\"}', 9999)", "colleague", None, ((2,),)),
        Forged("customers_found(%(project)s, 'begins', '{z}', 9)", "other.manager", None, ()),
        Forged("customers_found(%(project)s, 'grams', '{周念}', 9)", "consultant", None, ()),
        Forged("customers_found(NULL, 'begins', '{z}', 9)", "manager", None, ()),
        Forged("customers_found(%(project)s, 'nothing', '{z}', 9)", "manager", None, ()),
        Forged("customers_found(%(project)s, NULL, NULL, NULL)", "consultant", None, ()),
        Forged("customers_found(%(project)s, 'telephone', '{01440144981,18944104410}', 9)", "manager", None, ((2,),)),
    ],
    "last_changed": [
        Forged("last_changed('customer', %(customer)s, '{name}')", "colleague", None, ()),
        Forged("last_changed('customer', %(customer)s, '{name}')", "cashier", None, ()),
        Forged("last_changed('customer', %(customer)s, '{name}')", "other.manager", None, ()),
        Forged("last_changed('unit', %(free)s, '{mortgaged,number}')", "consultant", None, ()),
        Forged("last_changed('unit', %(free)s, '{mortgaged,number}')", "other.operator", None, ()),
        Forged("last_changed('project_setting', 1, '{value}')", "manager", None, ()),
        Forged("last_changed('person', %(person_cashier)s, '{login}')", "admin", None, ()),
        Forged("last_changed('receipt', 1, '{total_fen}')", "cashier", None, ()),
        Forged("last_changed('audit', 1, '{after}')", "auditor", None, ()),
        Forged("last_changed('customer; DROP TABLE customer', 1, '{name}')", "manager", None, ()),
        Forged("last_changed(NULL, %(customer)s, '{name}')", "manager", None, ()),
        Forged("last_changed('customer', NULL, '{name}')", "manager", None, ()),
        Forged("last_changed('customer', %(customer)s, NULL)", "manager", None, ()),
        Forged("last_changed('customer', %(customer)s, '{no_such,%%}')", "manager", None, ()),
    ],
    "newest_number": [
        Forged("newest_number(%(project)s, 'order', '')", "consultant", "no"),
        Forged("newest_number(%(project)s, 'quote', '')", "cashier", "no"),
        Forged("newest_number(%(project)s, NULL, '')", "cashier", "no"),
        Forged("newest_number(%(project)s, 'quote', '')", "other.consultant", "no"),
        Forged("newest_number(NULL, 'quote', '')", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', NULL)", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', '%%')", "consultant", None, ((None,),)),
        Forged("newest_number(%(project)s, 'quote', '') IS NOT NULL", "consultant", None, ((True,),)),
    ],
    "lock_unit": [
        Forged("lock_unit(%(project)s, %(free)s)", "cashier", "no"),
        Forged("lock_unit(%(project)s, %(free)s)", "other.sales_control", "no"),
        Forged("lock_unit(NULL, %(free)s)", "other.sales_control", None),
        Forged("lock_unit(%(other_project)s, %(free)s)", "other.sales_control", None, ((None,),)),
        Forged("lock_unit(%(project)s, %(free)s)", "control", None),
    ],
    "lock_order": [
        Forged("lock_order(%(project)s, %(order)s)", "consultant", "no"),
        Forged("lock_order(%(project)s, %(order)s)", "other.cashier", "no"),
        Forged("lock_order(%(other_project)s, %(order)s)", "other.cashier", None),
        Forged("lock_order(%(project)s, %(order)s)", "cashier", None),
    ],
    "price_may_be_agreed": [
        *(Forged(f"price_may_be_agreed(%(project)s, %(free)s, {total})", "consultant", None, ((False,),))
          for total in ("1", "999999999999", "NULL")),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 999999999999)", "other.sales_control", None, ((False,),)),
        Forged("COALESCE(price_may_be_agreed(NULL, %(free)s, 1), false)", "control", None, ((False,),)),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 1)", "control", None, ((False,),)),
        Forged("price_may_be_agreed(%(project)s, %(free)s, 236640000)", "control", None, ((True,),)),
    ],
    "scheme_in_use": [
        *(Forged(f"scheme_in_use({scheme})", who, None, ((False,),))
          for who in ("consultant", "control", "other.operator")
          for scheme in ("(SELECT min(scheme_id) FROM payment_scheme_line)", "1", "NULL")),
        Forged(f"scheme_in_use({NOBODY})", "operator", None, ((False,),)),
        Forged("scheme_in_use((SELECT id FROM payment_scheme WHERE project_id = %(project)s AND name = '商业贷款'))",
               "operator", None, ((True,),)),
    ],
    "project_open": [
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "consultant", "no"),
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "admin", "no"),
        Forged("project_open(1, 'X', '', 'channel-x', %(project)s)", "other.operator", "no"),
        Forged(f"project_open({NOBODY}, 'X', '', 'channel-x', NULL)", "operator", "23503"),
        Forged("project_open(1, 'X', '', 'channel-x', NULL)", "other.operator", None),
    ],
}  # fmt: skip
