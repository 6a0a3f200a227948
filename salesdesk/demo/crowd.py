"""The demo's customers: entered over a year, owned by consultants, followed up or forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from salesdesk.demo.names import Crowd
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.entities import Customer, CustomerNameKey, CustomerTelephone, FollowUp
from salesdesk.services.customers import search_keys

if TYPE_CHECKING:
    from salesdesk.demo.build import Year

OWNERS = ("chen", "xu", "tang", "lu")
FIRST_DAYS_AGO = 295


@dataclass
class Somebody:
    """A customer who may buy; ``since`` is the day of the first contact."""

    id: int
    name: str
    telephone: str
    owner: str
    since: date


def fill_with_customers(year: Year, crowd: Crowd, count: int) -> list[Somebody]:
    """Writes the customers with telephones, search keys and contacts, in rows at a time; oldest first."""
    year.at(year.today, 24)  # now: no contact may lie ahead of the clock that the database goes by
    channels = [channel_id for channel_id, _, _ in year.work("he").projects.channels()]
    people, rows = list[Somebody](), dict[Any, list[dict[str, Any]]]()
    for number in range(1, count + 1):
        since = year.today - timedelta(days=FIRST_DAYS_AGO - number * (FIRST_DAYS_AGO - 1) // count)
        somebody = Somebody(number, crowd.name(), crowd.telephone(), crowd.random.choice(OWNERS), since)
        people.append(somebody)
        _write(year, crowd, somebody, crowd.random.choice(channels), rows)
    for entity in (Customer, CustomerTelephone, CustomerNameKey, FollowUp):
        year.connection.execute(insert(entity), rows[entity])
    return people


def _write(year: Year, crowd: Crowd, person: Somebody, channel: int, rows: dict[Any, list[dict[str, Any]]]) -> None:
    scope = {"project_id": year.project_id}
    owner = year.ids[person.owner]
    contacts = _contacts(year, crowd, person.since)
    following = crowd.random.random() < 0.15
    next_on = contacts[-1][0].date() + timedelta(days=crowd.random.randrange(3, 9)) if following else None
    if next_on is not None and next_on < year.today - timedelta(days=9):
        next_on = None
    stamps = {"created_at": contacts[0][0], "created_by": owner}
    rows.setdefault(Customer, []).append(
        {**scope, **stamps, "id": person.id, "name": person.name, "kind": "person", "owner_id": owner,
         "channel_id": channel, "level": crowd.random.choice("AABBBCCD"), "wish": crowd.wish(),
         "first_contact_at": contacts[0][0], "last_contact_at": contacts[-1][0], "next_contact_on": next_on,
         "version": 1, "referrer": "", "address": crowd.address() if crowd.random.random() < 0.3 else ""}
    )  # fmt: skip
    rows.setdefault(CustomerTelephone, []).append(
        {**scope, **stamps, "customer_id": person.id, "number": person.telephone, "reversed": person.telephone[::-1],
         "sort": 0}
    )  # fmt: skip
    keys = [{**scope, "customer_id": person.id, "key": key} for key in search_keys(person.name)]
    rows.setdefault(CustomerNameKey, []).extend(keys)
    for at, kind in contacts:
        values = {**scope, "customer_id": person.id, "kind": kind, "happened_at": at, "note": crowd.note(kind)}
        rows.setdefault(FollowUp, []).append({**values, "next_on": None, "created_at": at, "created_by": owner})


def _contacts(year: Year, crowd: Crowd, since: date) -> list[tuple[datetime, str]]:
    """The first call-in or visit and what followed, never in the future."""
    found = list[tuple[datetime, str]]()
    day, kind = since, crowd.random.choice(("call_in", "visit", "visit"))
    for _ in range(crowd.random.randrange(1, 5)):
        minutes = crowd.random.randrange(9 * 60, 18 * 60)
        at = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(minutes=minutes)
        if found and at >= year.now:
            break
        found.append((min(at, year.now), kind))
        day += timedelta(days=crowd.random.randrange(2, 8))
        kind = crowd.random.choice(("call_out", "call_out", "visit", "message"))
    return found
