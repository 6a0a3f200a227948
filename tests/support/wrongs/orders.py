"""Orders sold twice, moved where they may not go, agreed at what does not add up."""

from __future__ import annotations

from typing import Any

from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets


def new_order(unit: str, stage: str = "draft", customer: str = "customer", terms_version: int = 0) -> Step:
    def act(raw: Raw, day: Day) -> int:
        return int(
            raw.one(
                "INSERT INTO sale_order (project_id, number, unit_id, customer_id, stage, terms_version, note, "
                "version, created_at, created_by) VALUES (:project, 'X-1', :unit, :customer, :stage, :terms, '', 1, "
                "app_now(), :person) RETURNING id",
                project=day.project, unit=getattr(day, unit), customer=getattr(day, customer), stage=stage,
                terms=terms_version, person=day.people["control"],
            )
        )  # fmt: skip

    return act


_BEGINS = ("sd_order_begins ON sale_order",)
_ALSO_INDEX = (*_BEGINS, "uq_sale_order_live_per_unit")
_MOVE = ("sd_order_move ON sale_order",)

ORDERS = (
    Wrong("a second live order on a unit", "unit_not_free", "control", new_order("sold"), _ALSO_INDEX),
    Wrong("an order on a unit that is not launched", "unit_not_free", "control", new_order("unlaunched"), _BEGINS),
    Wrong("an order that is subscribed from the first moment", "new_order_is_draft", "control",
          new_order("free", "subscribed", terms_version=1), _BEGINS),
    Wrong("an order on a unit without a permit", "unit_without_permit", "control", new_order("free"), _BEGINS,
          before=sets("unit", "permit_id = NULL", "id = {free}")),
    Wrong("an order on a unit held for somebody else", "held_for_another", "control",
          new_order("held", customer="other"), _BEGINS),
    *(
        Wrong(f"an order on a unit that is {restriction}", "unit_restricted", "control", new_order("free"), _BEGINS,
              before=sets("unit", f"{restriction} = true", "id = {free}"))
        for restriction in ("mortgaged", "sealed", "change_pending", "price_pending")
    ),
    Wrong("a contract for a unit that a court has sealed", "unit_restricted", "control",
          sets("sale_order", "stage = 'contracted', contracted_on = subscribed_on, contract_number = 'X'",
               "id = {unpaid}"),
          _MOVE,
          ("sd_order_move_unrestricted ON sale_order",), before=sets("unit", "sealed = true", "id = {unpaid_unit}")),
    Wrong("an order cancelled while money is held for it", "money_for_order", "control",
          sets("sale_order", "stage = 'cancelled', cancelled_at = app_now()", "id = {order}"), _MOVE,
          ("sd_order_cancel_clean ON sale_order",)),
    Wrong("an order that goes back", "illegal_stage", "control",
          sets("sale_order", "stage = 'reserved'", "id = {unpaid}"),
          (*_MOVE, "sd_unit_move ON unit"), ("sd_order_move_legal ON sale_order", "sd_unit_move_legal ON unit")),
    Wrong("a draft left behind", "draft_left", "control",
          in_turn(new_order("free"), lambda raw, day: raw.commit_checks()), ("sd_draft_left ON sale_order",),
          ("sd_sale_order_unfinished ON sale_order",), owner=False),
)  # fmt: skip


# --- terms ------------------------------------------------------------------------------------------------------------


def new_terms(
    due_off: int = 0,
    buyer: int = 10_000,
    seller: int = 10_000,
    order: str = "unpaid",
    also: str = "",
    name: str = "韩若溪",
    sold_by: str = "consultant",
    **changes: Any,
) -> Step:
    """A further version of an order's terms, like the last one but for ``changes``, published; ``also`` is set then."""

    def act(raw: Raw, day: Day) -> None:
        order_id = getattr(day, order)
        terms: dict[str, Any] = dict(
            raw.run("SELECT * FROM order_terms WHERE order_id = :id ORDER BY version DESC LIMIT 1", id=order_id)
            .mappings().one()
        )  # fmt: skip
        old, version, total = terms.pop("id"), terms["version"] + 1, terms["total_fen"]
        terms |= {"version": version, "created_by": day.people["control"], **changes}
        terms_id = raw.one(
            f"INSERT INTO order_terms ({', '.join(terms)}) VALUES ({', '.join(f':{name}' for name in terms)}) "
            "RETURNING id",
            **terms,
        )
        raw.run(
            "INSERT INTO due_item (project_id, order_id, terms_id, seq, item, klass, name, event, node, months, days, "
            "day_kind, amount_fen, share_millionths) SELECT project_id, order_id, :terms, seq, item, klass, name, "
            "event, node, months, days, day_kind, "
            "amount_fen + CASE seq WHEN 2 THEN :off ELSE 0 END, share_millionths FROM due_item WHERE terms_id = :old",
            terms=terms_id, old=old, off=due_off + terms["total_fen"] - total,
        )  # fmt: skip
        raw.run(
            "INSERT INTO order_buyer (project_id, terms_id, seq, name, relation, identity_masked, telephone, address, "
            "share) VALUES (:project, :terms, 1, :name, '', '', '', '', :share)",
            project=day.project, terms=terms_id, share=buyer, name=name,
        )  # fmt: skip
        raw.run(
            "INSERT INTO order_consultant (project_id, terms_id, seq, person_id, share) VALUES (:project, :terms, 1, "
            ":person, :share)",
            project=day.project, terms=terms_id, person=day.people[sold_by], share=seller,
        )  # fmt: skip
        raw.run(f"UPDATE sale_order SET terms_version = :v{also} WHERE id = :id", v=version, id=order_id)

    return act


def publish(version: int) -> Step:
    return sets("sale_order", f"terms_version = {version}", "id = {unpaid}")


def part_of_published(table: str) -> Step:
    columns = {
        "due_item": ("order_id, seq, item, klass, name, event, node, months, days, day_kind, amount_fen, "
                     "share_millionths", ":order, 9, 'balance', 'price', '', 'contract', '', 0, 0, 'calendar', 1, 0"),
        "order_buyer": ("seq, name, relation, identity_masked, telephone, address, share",
                        "9, '新人', '', '', '', '', 1"),
        "order_consultant": ("seq, person_id, share", "9, 4, 1"),
        "working_line": ("seq, name, ground, kind, value, base_fen, off_fen, after_fen",
                         "9, '', '', 'sum', 1, 1, 1, 0"),
    }[table]  # fmt: skip
    return lambda raw, day: raw.run(
        f"INSERT INTO {table} (project_id, terms_id, {columns[0]}) SELECT project_id, id, {columns[1]} "
        "FROM order_terms WHERE order_id = :order",
        **({"order": day.unpaid}),
    )


_PUBLISH = ("sd_terms_publish ON sale_order", "sd_terms_published_as_asked ON sale_order")

TERMS = (
    Wrong("terms that nobody wrote", "no_such_terms", "control", publish(7), _PUBLISH),
    Wrong("due items a fen above the price", "dues_differ", "control", new_terms(due_off=1), _PUBLISH, owner=False),
    Wrong("due items a fen below the price", "dues_differ", "control", new_terms(due_off=-1), _PUBLISH, owner=False),
    Wrong("buyers' shares short of the whole", "shares_differ", "control",
          new_terms(buyer=9_999), _PUBLISH, owner=False),
    Wrong("consultants' shares short of the whole", "shares_differ", "control",
          new_terms(seller=1), _PUBLISH, owner=False),
    Wrong("a list price that the price list does not know", "price_not_listed", "control",
          new_terms(list_total_fen=236_640_000, total_fen=236_640_000), _PUBLISH, owner=False),
    Wrong("a price of a list that nobody signed", "price_not_listed", "control",
          lambda raw, day: new_terms(price_list_id=day.open_list)(raw, day), _PUBLISH, owner=False),
    Wrong("a total beyond the limit of the role", "price_needs_approval", "control",
          new_terms(total_fen=170_000_000), _PUBLISH, owner=False),
    Wrong("a total below the floor", "price_needs_approval", "control", new_terms(total_fen=175_000_000), _PUBLISH,
          before=in_turn(
              lambda raw, day: raw.drop("sd_unit_floor_price_price_open ON unit_floor_price" if raw.postgres
                                        else "sd_unit_floor_price_update_open ON unit_floor_price"),
              sets("unit_floor_price", "floor_total_fen = 175000001", "unit_id = {unpaid_unit}")),
          owner=False),
    Wrong("a total that only a role allows which is over", "price_needs_approval", "control",
          new_terms(total_fen=168_000_000), _PUBLISH,
          before=lambda raw, day: raw.run(
              "INSERT INTO membership (person_id, project_id, office_role, valid_to) "
              "VALUES (:control, :p, 'manager', '2020-01-01')", control=day.people["control"], p=day.project),
          owner=False),
    *(
        Wrong(f"a {table} added to terms that are agreed", "terms_published", "control", part_of_published(table),
              (f"sd_{table}_open ON {table}",), (f"sd_{table}_before_publish ON {table}",))
        for table in ("due_item", "order_buyer", "order_consultant", "working_line")
    ),
)  # fmt: skip
