"""Customers: entering one in under a minute, finding one, following one up. The earliest entry owns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.domain.i18n import mark
from salesdesk.domain.identity import mask_telephone, normalise_telephone
from salesdesk.domain.labels import local_day
from salesdesk.domain.permissions import Permission
from salesdesk.domain.stale import Newer
from salesdesk.repository.customers import CustomerDetail, CustomerRow, FollowUpRow, KnownTelephone
from salesdesk.repository.guard_rules import LONGEST_BACK, LONGEST_PLAN
from salesdesk.repository.name_keys import name_keys
from salesdesk.repository.work import Work
from salesdesk.services.edits import newer_row
from salesdesk.services.office import Form
from salesdesk.services.typed import check_choice, checked_text, plain_text

LONGEST_NAME = 60
LONGEST_WISH = 500
LONGEST_NOTE = 1000
LONGEST_ADDRESS = 300
LONGEST_REFERRER = 120
FURTHEST_NEXT = LONGEST_PLAN
MOST_FOUND = 20
CONTACT_KINDS = ("call_in", "visit", "call_out", "message", "other")
CONTACT_WORDS = {
    "call_in": mark("Call-in"),
    "visit": mark("Visit"),
    "call_out": mark("Call out"),
    "message": mark("Message"),
    "dunning": mark("Dunning"),
    "other": mark("Other contact"),
}
LEVELS = ("A", "B", "C", "D")
SEES_TELEPHONE = (Permission.IDENTITY_READ, Permission.HANDOVER_WRITE)
"""Who sees the telephones of other people's customers in full: those who deal with the buyers themselves."""


@dataclass(frozen=True, kw_only=True)
class NewCustomer(Form):
    """A customer as the reception enters them, with the first call-in or visit."""

    telephones: tuple[str, ...]
    name: str
    channel_id: int | None = None
    referrer: str = ""
    wish: str = ""
    level: str = "B"
    kind: str = "person"
    contact: str = "visit"
    contact_at: datetime | None = None
    note: str = ""
    next_on: date | None = None
    owner_id: int | None = None


def rhythm(work: Work) -> Mapping[str, int]:
    """The days to the next contact by level, as the project set them."""
    return {level: work.settings.number(f"customer.next_days.{level}") for level in LEVELS}


def known_telephone(work: Work, text: str) -> KnownTelephone | None:
    """Whose customer a typed telephone is, if it is known; asked while typing.

    Of a colleague's customer that is all that anybody learns: that it is known, to whom, since when.
    """
    work.require(Permission.CUSTOMER_WRITE)
    return work.customers.known_telephone(normalise_telephone(text))


def enter_customer(work: Work, form: NewCustomer) -> int:
    """Enters a customer with telephone, wish and first contact; the customer's id.

    Raises:
        Refusal: a telephone is known already: whose it is and since when.
        BadInput: name, telephone or a date cannot be taken as it is.
    """
    _check_needed(work, form)
    return write_customer(work, form)


def _check_needed(work: Work, form: NewCustomer) -> None:
    """What the project wants to know of everybody who is received (DOMAIN.md, "The day of a sales office", 2)."""
    given = {"channel": form.channel_id is not None, "wish": bool(form.wish.strip()), "note": bool(form.note.strip())}
    words = {"channel": mark("The source channel is missing."), "wish": mark("What the customer wants is missing."),
             "note": mark("A word about the contact is missing.")}  # fmt: skip
    for field, known in given.items():
        if not known and work.settings.flag(f"customer.needs.{field}"):
            raise BadInput(words[field], field=field)


def write_customer(work: Work, form: NewCustomer) -> int:
    """The same for a customer who is not received but brought along (opening balances)."""
    work.require(Permission.CUSTOMER_WRITE)
    name = _checked_name(form.name)
    numbers = tuple(dict.fromkeys(normalise_telephone(text) for text in form.telephones if text.strip()))
    if not numbers:
        raise BadInput(mark("A telephone number is missing."), field="telephone")
    for number in numbers:
        _refuse_known(work, number)
    at = _checked_moment(form.contact_at, work.now)
    _check_next(form.next_on, work.today)
    check_choice(form.level, LEVELS, "level")
    check_choice(form.contact, CONTACT_KINDS, "contact")
    note = checked_text(form.note, LONGEST_NOTE, "note")
    customer_id = work.customers.add(
        {
            "name": name, "kind": form.kind, "owner_id": _owner(work, form), "channel_id": form.channel_id,
            "referrer": checked_text(form.referrer, LONGEST_REFERRER, "referrer"), "level": form.level,
            "wish": checked_text(form.wish, LONGEST_WISH, "wish"),
            "first_contact_at": at, "last_contact_at": at, "next_contact_on": form.next_on,
        }
    )  # fmt: skip
    work.customers.add_telephones(customer_id, numbers)
    work.customers.set_name_keys(customer_id, search_keys(name))
    work.customers.add_follow_up(customer_id, form.contact, at, note, form.next_on)
    return customer_id


def _owner(work: Work, form: NewCustomer) -> int:
    """Whoever enters a customer owns them; only who sees all customers may enter one for a colleague."""
    if form.owner_id is None or form.owner_id == work.actor.person_id:
        return work.actor.person_id
    if Permission.CUSTOMER_READ_ALL not in work.actor.permissions:
        raise NotAllowed(mark("You may enter customers for yourself only."))
    return form.owner_id


LAPSED = mark(
    "Telephone {number} is known already: {owner} has entered it on {day}. There was no follow-up for long: "
    "the claim has lapsed, and the sales manager may give the customer to you."
)


def _refuse_known(work: Work, number: str) -> None:
    known = work.customers.known_telephone(number)
    if known is not None:
        words = mark("Telephone {number} is known already: {owner} has entered it on {day}.")
        raise Refusal(
            LAPSED if known.lapsed else words,
            number=number,
            owner=known.owner_name or "—",
            day=local_day(known.since).isoformat(),
        )


def _checked_name(text: str) -> str:
    name = plain_text(text)
    if not name:
        raise BadInput(mark("The name is missing."), field="name")
    if len(name) > LONGEST_NAME:
        raise BadInput(mark("A name may have up to {n} characters."), n=LONGEST_NAME, field="name")
    return name


def _checked_moment(moment: datetime | None, now: datetime) -> datetime:
    if moment is None:
        return now
    if moment > now + timedelta(minutes=5):
        raise BadInput(mark("The time of the contact lies in the future."), field="contact_at")
    if moment < now - timedelta(days=LONGEST_BACK):
        raise BadInput(mark("The time of the contact lies more than ten years back."), field="contact_at")
    return min(moment, now)


def _check_next(day: date | None, today: date) -> None:
    if day is not None and not today <= day <= today + timedelta(days=FURTHEST_NEXT):
        raise BadInput(mark("The next contact must lie between today and two years from now."), field="next_on")


def search_keys(name: str) -> tuple[str, ...]:
    """What a name is found by; one without a letter or character (an emoji alone) by itself."""
    return name_keys(name).all() or (name,)


@dataclass(frozen=True, kw_only=True)
class CustomerEdit(Form):
    """Changes of a customer; ``version`` is the one the form was filled from."""

    customer_id: int
    version: int
    name: str
    level: str
    channel_id: int | None
    wish: str
    address: str = ""
    referrer: str = ""


def edit_customer(work: Work, form: CustomerEdit) -> int:
    """Changes a customer, unless somebody else did meanwhile.

    Raises:
        StaleEdit: the customer is no longer as the form was filled from; nothing was overwritten.
        NotAllowed: a channel once entered is corrected by the manager (DOMAIN.md, "Ownership of a customer").
    """
    work.require(Permission.CUSTOMER_WRITE)
    now = seen_customer(work, form.customer_id)
    name = _checked_name(form.name)
    check_choice(form.level, LEVELS, "level")
    if now.channel_id not in (None, form.channel_id) and not may_correct(work.actor.permissions):
        raise NotAllowed(CHANNEL_IS_THE_MANAGERS)
    values = {
        "name": name, "level": form.level, "channel_id": form.channel_id,
        "wish": checked_text(form.wish, LONGEST_WISH, "wish"),
        "address": checked_text(form.address, LONGEST_ADDRESS, "address"),
        "referrer": checked_text(form.referrer, LONGEST_REFERRER, "referrer"),
    }  # fmt: skip
    if not work.customers.change(form.customer_id, form.version, values):
        raise StaleEdit(newer_customer(work, form.customer_id))
    work.customers.set_name_keys(form.customer_id, search_keys(name))
    return form.customer_id


EDITED_FIELDS = ("name", "level", "channel_id", "referrer", "wish", "address")
"""What `CustomerEdit` changes, in the order of the form."""


def newer_customer(work: Work, customer_id: int) -> Newer:
    """A customer as they stand now, for a form that was filled from an earlier version."""
    version = seen_customer(work, customer_id).version
    return newer_row(work, "customer", customer_id, EDITED_FIELDS, version)


CHANNEL_IS_THE_MANAGERS = mark("A source channel once entered is corrected by the sales manager.")


def may_correct(permissions: frozenset[Permission]) -> bool:
    """Whether telephone, channel and first contact of a customer may be corrected."""
    return Permission.CUSTOMER_ASSIGN in permissions


@dataclass(frozen=True, kw_only=True)
class NewFollowUp(Form):
    """One contact with a customer."""

    customer_id: int
    kind: str
    note: str
    happened_at: datetime | None = None
    next_on: date | None = None


def follow_up(work: Work, form: NewFollowUp) -> int:
    """Records a contact; contact time and entry time are both kept.

    A contact entered late, behind a newer one, leaves the plan as it is unless it brings a date of its own.
    """
    work.require(Permission.CUSTOMER_WRITE)
    customer = seen_customer(work, form.customer_id)
    check_choice(form.kind, CONTACT_KINDS, "kind")
    note = checked_text(form.note, LONGEST_NOTE, "note")
    if not note:
        raise BadInput(mark("A word about the contact is missing."), field="note")
    at = _checked_moment(form.happened_at, work.now)
    _check_next(form.next_on, work.today)
    last = customer.last_contact_at or at
    next_on = form.next_on if form.next_on or at >= last else customer.next_contact_on
    follow_up_id = work.customers.add_follow_up(form.customer_id, form.kind, at, note, form.next_on)
    work.customers.contacted(form.customer_id, max(at, last), next_on)
    return follow_up_id


def find_customers(work: Work, text: str, limit: int = MOST_FOUND) -> list[CustomerRow]:
    """Customers the person may see, by name, pinyin or the end of a telephone number; newest first."""
    return work.customer_search.find(text, only_own(work), limit)


def customer_page(work: Work, before_id: int | None = None, limit: int = 200) -> list[CustomerRow]:
    """A page of the customers the person may see, newest first."""
    return work.customers.page(only_own(work), before_id, limit)


def customer_count(work: Work) -> int:
    return work.customers.count(only_own(work))


def only_own(work: Work) -> int | None:
    """A consultant sees their own; whoever may see all sees all. The database holds the same on a server."""
    return None if Permission.CUSTOMER_READ_ALL in work.actor.permissions else work.actor.person_id


@dataclass(frozen=True)
class CustomerStory:
    """A customer with every contact, newest first.

    ``telephones_shown`` says whether the telephones stand there in full; else they are masked already.
    """

    customer: CustomerDetail
    contacts: tuple[FollowUpRow, ...]
    telephones_shown: bool
    today: date
    rhythm: Mapping[str, int]


def customer_story(work: Work, customer_id: int) -> CustomerStory:
    """A customer in full; somebody else's is not there for a consultant."""
    customer = seen_customer(work, customer_id)
    shown = customer.owner_id == work.actor.person_id or not work.actor.permissions.isdisjoint(SEES_TELEPHONE)
    if not shown:
        customer = replace(customer, telephones=tuple(map(mask_telephone, customer.telephones)))
    return CustomerStory(customer, tuple(work.customers.follow_ups(customer_id)), shown, work.today, rhythm(work))


def seen_customer(work: Work, customer_id: int) -> CustomerDetail:
    """The customer as the person may see them."""
    customer = work.customers.detail(customer_id)
    own = only_own(work)
    if customer is None or (own is not None and customer.owner_id != own):
        raise Refusal(mark("This customer does not exist, or belongs to a colleague."))
    return customer
