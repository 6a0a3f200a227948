"""Units launched without papers, holds that come again, price lists that nobody signed."""

from __future__ import annotations

from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets


def launches(unit: str, direction: str) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO unit_launch (project_id, unit_id, direction, note, created_at, created_by) "
        "VALUES (:p, :unit, :direction, '', app_now(), :person)",
        p=day.project, unit=getattr(day, unit), direction=direction, person=day.people["operator"],
    )  # fmt: skip


def holds(unit: str, customer: str = "", login: str = "control") -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO hold (project_id, unit_id, customer_id, reason, expires_at, created_at, created_by) "
        "VALUES (:p, :unit, :customer, '等', :until, app_now(), :person)",
        p=day.project, unit=getattr(day, unit), customer=getattr(day, customer) if customer else None,
        until="2099-01-01 00:00:00.000000", person=day.people[login],
    )  # fmt: skip


def allowed(raw: Raw, day: Day) -> None:
    """The project lets consultants hold."""
    raw.run("INSERT INTO project_setting (project_id, name, value) VALUES (:p, 'hold.by_consultant', 'true')",
            p=day.project)  # fmt: skip


def by_consultant(name: str, act: Step, before: Step | None = None, verb: str = "insert") -> Wrong:
    return Wrong(name, "hold_not_yours", "consultant", act, ("sd_hold_own ON hold",), (f"sd_hold_own_{verb} ON hold",),
                 before=before, owner=False)  # fmt: skip


def signs(price_list: str, login: str) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO price_list_signature (project_id, price_list_id, created_at, created_by) "
        "VALUES (:p, :list, app_now(), :person)",
        p=day.project, list=getattr(day, price_list), person=day.people[login],
    )  # fmt: skip


def prices(price_list: str, table: str = "price_list_line") -> Step:
    columns = {"price_list_line": "total_fen, unit_price_fen, basis", "unit_floor_price": "floor_total_fen"}[table]
    values = {"price_list_line": "1, 1, 'gross'", "unit_floor_price": "1"}[table]
    return lambda raw, day: raw.run(
        f"INSERT INTO {table} (project_id, price_list_id, unit_id, {columns}) VALUES (:p, :list, :unit, {values})",
        p=day.project, list=getattr(day, price_list), unit=day.unpriced,
    )  # fmt: skip


def as_manager(step: Step) -> Step:
    def act(raw: Raw, day: Day) -> None:
        raw.be("manager")
        step(raw, day)
        raw.be(None)

    return act


_LAUNCH, _LITE_LAUNCH = ("sd_launch_papers ON unit_launch",), ("sd_launch_has_papers ON unit_launch",)
_SIGNED = ("sd_list_signed ON price_list",)

UNITS = (
    Wrong("a launch without a price", "launch_without_price", "operator", launches("unpriced", "launch"), _LAUNCH,
          _LITE_LAUNCH, before=sets("unit", "permit_id = 1", "id = {unpriced}")),
    Wrong("a launch without a permit", "launch_without_price", "operator", launches("unlaunched", "launch"), _LAUNCH,
          _LITE_LAUNCH, before=sets("unit", "permit_id = NULL", "id = {unlaunched}")),
    Wrong("a launch of a unit that is on sale", "illegal_move", "operator", launches("free", "launch"), _LAUNCH,
          _LITE_LAUNCH),
    Wrong("a sold unit withdrawn", "illegal_move", "operator", launches("sold", "withdraw"), _LAUNCH, _LITE_LAUNCH),
    Wrong("a sealed unit launched", "unit_restricted", "operator", launches("unlaunched", "launch"), _LAUNCH,
          _LITE_LAUNCH, before=sets("unit", "sealed = true", "id = {unlaunched}")),
    Wrong("a unit held that is not on sale", "illegal_move", "control", holds("unlaunched"), ("sd_unit_move ON unit",),
          ("sd_unit_move_legal ON unit",), owner=False),
    Wrong("a second hold on a unit", "unit_not_free", "control", holds("held"), ("uq_hold_live_per_unit",),
          owner=False),
    Wrong("a sealed unit held", "unit_restricted", "control", holds("free"), ("sd_hold_begins ON hold",),
          before=sets("unit", "sealed = true", "id = {free}")),
    Wrong("a hold that comes to life again", "append_only", "control",
          sets("hold", "released_at = NULL", "id = {hold}"), ("sd_hold_ends ON hold",), ("sd_hold_ended ON hold",),
          before=sets("hold", "released_at = app_now()", "id = {hold}")),
    by_consultant("a consultant's hold where the project allows none", holds("free", "customer", "consultant")),
    by_consultant("a consultant's hold for a colleague's customer", holds("free", "other", "consultant"), allowed),
    by_consultant("a consultant's hold for nobody", holds("free", login="consultant"), allowed),
    by_consultant("a hold for a colleague's customer released by a consultant",
                  sets("hold", "released_at = app_now()", "id = {hold}"),
                  in_turn(allowed, sets("hold", "customer_id = {other}", "id = {hold}")), "update"),
    *(
        Wrong(f"{what} of a sold unit changed", "unit_agreed", "operator", sets("unit", change, "id = {sold}"),
              ("sd_unit_agreed ON unit",))
        for what, change in (
            ("the gross area", "gross_cm2 = gross_cm2 + 1"),
            ("the inner area", "inner_cm2 = NULL"),
            ("the shared area", "shared_cm2 = 1"),
            ("the number", "number = '0999'"),
            ("the floor", "floor = floor - 1"),
            ("the entrance", "entrance_id = (SELECT max(id) FROM entrance WHERE id <> entrance_id)"),
        )
    ),
    Wrong("a state that comes from nowhere", "illegal_move", "operator",
          sets("unit", "sale_state = 'held'", "id = {free}"), ("sd_unit_move_derived ON unit",), engines=("sqlite",)),
)  # fmt: skip

PRICES = (
    Wrong("a signature under what one entered oneself", "own_signature", "operator", signs("open_list", "operator"),
          ("sd_signature_of_another ON price_list_signature",), owner=False),
    Wrong("a second signature of the same person", "own_signature", "manager", signs("open_list", "manager"),
          ("constraint uq_price_list_signature_price_list_id_created_by ON price_list_signature",),
          before=as_manager(signs("open_list", "manager")),
          owner=False),
    Wrong("a list that counts without a signature", "signatures_missing", "operator",
          sets("price_list", "signed_at = app_now()", "id = {open_list}"), _SIGNED),
    Wrong("a list that counts with one signature of two", "signatures_missing", "manager",
          sets("price_list", "signed_at = app_now()", "id = {open_list}"), _SIGNED,
          before=in_turn(
              lambda raw, day: raw.run("INSERT INTO project_setting (project_id, name, value) "
                                       "VALUES (:p, 'price.signatures', '2')", p=day.project),
              as_manager(signs("open_list", "manager")))),
    Wrong("a signed list unsigned", "price_list_signed", "manager",
          sets("price_list", "signed_at = NULL", "id = {signed_list}"), _SIGNED,
          ("sd_list_signed_stays ON price_list",)),
    Wrong("a signed list that counts from another day", "price_list_signed", "operator",
          sets("price_list", "effective_at = '2020-01-01 00:00:00.000000'", "id = {signed_list}"), _SIGNED,
          ("sd_list_signed_stays ON price_list",)),
    *(
        Wrong(f"a {table} added to a list that is {what}", "price_list_signed", "operator", prices(which, table),
              (f"sd_{table}_price_open ON {table}",), (f"sd_{table}_insert_open ON {table}",), before=before)
        for table in ("price_list_line", "unit_floor_price")
        for which, what, before in (
            ("signed_list", "signed", None),
            ("open_list", "half signed", as_manager(signs("open_list", "manager"))),
        )
    ),
    Wrong("a line taken out of a signed list", "price_list_signed", "operator",
          lambda raw, day: raw.run("DELETE FROM price_list_line WHERE price_list_id = :id", id=day.signed_list),
          ("sd_price_list_line_price_open ON price_list_line",),
          ("sd_price_list_line_delete_open ON price_list_line",)),
)  # fmt: skip
