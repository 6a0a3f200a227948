"""Days and numbers on the papers of a deal, quotes, and days of contacts that cannot be true."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong, in_turn, sets

_PAPERS = ("sd_sale_order_papers ON sale_order",)


def order(**days: object) -> Step:
    """Sets columns of the unpaid order; a number counts days from the office's day."""

    def act(raw: Raw, day: Day) -> None:
        values = {
            name: (day.house.today + timedelta(days=value)).isoformat() if isinstance(value, int) else value
            for name, value in days.items()
        }
        columns = ", ".join(f"{name} = {_cast(raw, name)}" for name in values)
        raw.run(f"UPDATE sale_order SET {columns} WHERE id = :order", order=day.unpaid, **values)

    return act


def _cast(raw: Raw, name: str) -> str:
    return f"CAST(:{name} AS date)" if raw.postgres and name.endswith("_on") else f":{name}"


SIGNED = order(stage="contracted", contracted_on=0, contract_number="HT-1")
FILED = in_turn(SIGNED, order(stage="filed", filed_on=0, filing_number="BA-1"))


def _signed(raw: Raw, day: Day) -> None:
    raw.be("control")
    SIGNED(raw, day)
    raw.be(None)


def _filed(raw: Raw, day: Day) -> None:
    raw.be("control")
    FILED(raw, day)
    raw.be(None)


ORDER_PAPERS = (
    Wrong("a contract older than its subscription", "paper_days", "control",
          order(stage="contracted", contracted_on=-1, contract_number="HT-1"), _PAPERS),
    Wrong("a contract of tomorrow", "paper_days", "control",
          order(stage="contracted", contracted_on=1, contract_number="HT-1"), _PAPERS),
    Wrong("a day of contract moved before the subscription", "paper_days", "control",
          order(contracted_on=-1), _PAPERS, before=_signed),
    Wrong("a subscription of tomorrow", "paper_days", "control", order(subscribed_on=1), _PAPERS),
    Wrong("a subscription of long ago", "paper_days", "control", order(subscribed_on=-367), _PAPERS),
    Wrong("a filing older than its contract", "paper_days", "control", order(stage="filed", filed_on=-1), _PAPERS,
          before=_signed),
    Wrong("a filing of tomorrow", "paper_days", "control", order(stage="filed", filed_on=1), _PAPERS, before=_signed),
    Wrong("a contract without a number", "paper_unnumbered", "control",
          order(stage="contracted", contracted_on=0), _PAPERS),
    Wrong("a contract whose number is blank", "paper_unnumbered", "control",
          order(stage="contracted", contracted_on=0, contract_number="  "), _PAPERS),
    Wrong("a contract without a day", "paper_unnumbered", "control",
          order(stage="contracted", contract_number="HT-1"), _PAPERS),
    Wrong("a contract that loses its number", "paper_unnumbered", "control", order(contract_number=None), _PAPERS,
          before=_signed),
    Wrong("a filing without a day", "paper_unnumbered", "control", order(stage="filed", filing_number="BA-1"), _PAPERS,
          before=_signed),
    *(
        Wrong(f"the {what} of a filed order changed", "papers_fixed", "control", order(**{column: value}), _PAPERS,
              before=_filed)
        for what, column, value in (
            ("contract number", "contract_number", "HT-2"), ("day of contract", "contracted_on", -1),
            ("filing number", "filing_number", "BA-2"), ("day of filing", "filed_on", None),
            ("day of subscription", "subscribed_on", -1),
        )
    ),
    Wrong("a number for an order that is cancelled", "papers_fixed", "control",
          sets("sale_order", "contract_number = 'HT-9'", "id = {cancelled}"), _PAPERS),
)  # fmt: skip


# --- quotes -----------------------------------------------------------------------------------------------------------


def quote(total: str, customer: str = "customer") -> Step:
    """A quote for the free unit; ``l.total_fen`` is its list price."""
    return lambda raw, day: raw.run(
        "INSERT INTO quote (project_id, number, unit_id, customer_id, choices, total_fen, created_at, created_by) "
        f"SELECT :p, 'X-1', :unit, :customer, '{{}}', {total}, app_now(), :me FROM price_list_line l "
        "WHERE l.unit_id = :unit AND l.price_list_id = :list",
        p=day.project, unit=day.free, customer=getattr(day, customer), me=day.people["consultant"],
        list=day.signed_list,
    )  # fmt: skip


_QUOTE = ("sd_quote_begins ON quote",)
QUOTES = (
    Wrong("a quote of one fen", "quote_beyond", "consultant", quote("1"), _QUOTE),
    Wrong("a quote of nothing", "quote_beyond", "consultant", quote("0"), _QUOTE),
    Wrong("a quote a fen above the list price", "quote_beyond", "consultant", quote("l.total_fen + 1"), _QUOTE),
    Wrong("a quote below half of the list price", "quote_beyond", "consultant", quote("(l.total_fen - 1) / 2"), _QUOTE),
    Wrong("a quote for a colleague's customer", "not_your_customer", "consultant", quote("l.total_fen", "other"),
          _QUOTE, owner=False),
)  # fmt: skip


# --- contacts ---------------------------------------------------------------------------------------------------------

AHEAD, LONG_AGO = timedelta(minutes=10), timedelta(days=-3660)


def at(raw: Raw, by: timedelta) -> datetime | str:
    moment = datetime.now(UTC) + by
    return moment if raw.postgres else moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def on(raw: Raw, day: Day, days: int) -> date | str:
    planned = day.house.today + timedelta(days=days)
    return planned if raw.postgres else planned.isoformat()


def customer(first: timedelta = timedelta(), last: timedelta = timedelta(), planned: int = 3) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO customer (project_id, name, kind, owner_id, referrer, level, wish, address, first_contact_at, "
        "last_contact_at, next_contact_on, version, created_at, created_by) VALUES (:p, '新客', 'person', :me, '', "
        "'B', '', '', :first, :last, :planned, 1, app_now(), :me)",
        p=day.project, me=day.people["consultant"], first=at(raw, first), last=at(raw, last),
        planned=on(raw, day, planned),
    )  # fmt: skip


def follow_up(by: timedelta = timedelta(), planned: int = 3) -> Step:
    return lambda raw, day: raw.run(
        "INSERT INTO follow_up (project_id, customer_id, kind, happened_at, note, next_on, created_at, created_by) "
        "VALUES (:p, :c, 'visit', :at, '来访', :planned, app_now(), :me)",
        p=day.project, c=day.customer, me=day.people["consultant"], at=at(raw, by), planned=on(raw, day, planned),
    )  # fmt: skip


def changed(column: str, by: timedelta | int) -> Step:
    return lambda raw, day: raw.run(
        f"UPDATE customer SET {column} = :value WHERE id = :c", c=day.customer,
        value=on(raw, day, by) if isinstance(by, int) else at(raw, by),
    )  # fmt: skip


_ENTERED, _CHANGED = ("sd_customer_days ON customer",), ("sd_customer_days_changed ON customer",)
_MET = ("sd_follow_up_days ON follow_up",)


def _two_channels(raw: Raw, day: Day) -> None:
    for sort, name in enumerate(("地铁", "电梯")):
        raw.run("INSERT INTO source_channel (project_id, name, sort, active) VALUES (:p, :n, :s, true)",
                p=day.project, n=name, s=sort)  # fmt: skip
    _channel("地铁")(raw, day)


def _channel(name: str) -> Step:
    return lambda raw, day: raw.run(
        "UPDATE customer SET channel_id = (SELECT id FROM source_channel WHERE project_id = :p AND name = :n) "
        "WHERE id = :c", p=day.project, n=name, c=day.customer,
    )  # fmt: skip


CONTACTS = (
    Wrong("a first contact ahead", "contact_day", "consultant", customer(first=AHEAD), _ENTERED),
    Wrong("a first contact of another age", "contact_day", "consultant", customer(first=LONG_AGO), _ENTERED),
    Wrong("a last contact ahead", "contact_day", "consultant", customer(last=AHEAD), _ENTERED),
    Wrong("a next contact three years ahead", "contact_day", "consultant", customer(planned=731), _ENTERED),
    Wrong("a last contact moved ahead", "contact_day", "consultant", changed("last_contact_at", AHEAD), _ENTERED,
          _CHANGED),
    Wrong("a next contact moved far ahead", "contact_day", "consultant", changed("next_contact_on", 731), _ENTERED,
          _CHANGED),
    Wrong("a follow-up that lies ahead", "contact_day", "consultant", follow_up(AHEAD), _MET),
    Wrong("a follow-up of another age", "contact_day", "consultant", follow_up(LONG_AGO), _MET),
    Wrong("a follow-up that plans far ahead", "contact_day", "consultant", follow_up(planned=731), _MET),
    Wrong("a source channel corrected by a consultant", "channel_fixed", "consultant", _channel("电梯"),
          ("sd_customer_channel ON customer",), before=_two_channels, owner=False),
)  # fmt: skip

PAPERS = (*ORDER_PAPERS, *QUOTES, *CONTACTS)
