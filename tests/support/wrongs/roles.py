"""Office roles in which rights meet that take two people; a house without an administrator."""

from __future__ import annotations

from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong, sets


def gives(role: str, *permissions: str) -> Step:
    """By the function that the house's administrator calls; on a file, where rights are the services', by hand."""

    def act(raw: Raw, day: Day) -> None:
        if raw.postgres:
            raw.run("SELECT people_role(:role, :wanted)", role=role, wanted=list(permissions))
            return
        for permission in permissions:
            raw.run("INSERT OR IGNORE INTO office_role_permission VALUES (:role, :one)", role=role, one=permission)

    return act


_APART = ("sd_role_apart ON office_role_permission",)
ROLES = (
    Wrong("a cashier who agrees deals", "role_apart", "admin",
          gives("cashier", "receipt.write", "order.write"), _APART),
    Wrong("a manager who asks and answers", "role_apart", "admin",
          gives("manager", "request.approve", "order.write"), _APART),
    Wrong("a manager who manages people", "role_kept", "admin", gives("manager", "people.write"), _APART),
    Wrong("an administrator who may not manage people", "role_kept", "admin",
          lambda raw, day: raw.run("DELETE FROM office_role_permission WHERE permission = 'people.write'"),
          ("sd_role_kept ON office_role_permission",), engines=("sqlite",)),
    Wrong("a permission turned into another", "role_apart", "admin",
          sets("office_role_permission", "permission = 'order.write'",
               "office_role = 'cashier' AND permission = 'report.export'"),
          ("sd_role_apart_changed ON office_role_permission",), engines=("sqlite",)),
    Wrong("a house without an administrator", "last_administrator", "admin",
          lambda raw, day: raw.run("DELETE FROM membership WHERE office_role = 'administrator'"),
          ("sd_last_administrator ON membership",), engines=("sqlite",)),
    Wrong("an administrator for some days alone", "last_administrator", "admin",
          sets("membership", "valid_to = '2999-01-01'", "office_role = 'administrator'"),
          ("sd_last_administrator_changed ON membership",), engines=("sqlite",)),
    Wrong("an administrator's role given back by the last one", "last_administrator", "admin",
          lambda raw, day: raw.run("SELECT people_take_role(:me, NULL, 'administrator')", me=day.people["admin"]),
          ("sd_last_administrator ON membership",), engines=("postgresql",)),
)  # fmt: skip
