"""A desk in a process of its own that takes one payment after another, until somebody kills it.

Says ``sending <request>`` before and ``done <receipt>`` after each. Run with the address, the project's id, the order's
id, and the file of what is unanswered.
"""

from __future__ import annotations

import sys
from pathlib import Path

from salesdesk.domain.labels import local_day
from salesdesk.repository.database import open_postgres, open_sqlite, utc_now
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.office import Office, signed_in
from salesdesk.services.rows import EntryLine, Tender
from salesdesk.services.unanswered import Unanswered

LOGIN, PASSWORD = "cashier", "Blue-kettle-7"


def sign_in(address: str) -> Office:
    if "://" in address:
        return signed_in(open_postgres(address, LOGIN, PASSWORD))
    database = open_sqlite(address)
    with database.reading() as connection:
        who = connection.exec_driver_sql("SELECT id FROM person WHERE login = 'cashier'")
        database.person_id = who.scalar_one()
    return signed_in(database)


def say(words: str) -> None:
    print(words, flush=True)


def main(address: str, project: str, order: str, kept: str) -> None:
    office = sign_in(address)
    office.enter(int(project))
    office.unanswered = Unanswered(Path(kept))
    day = local_day(utc_now())
    while True:
        form = Payment(
            order_id=int(order), lines=(EntryLine("earnest", "price", 100),), tenders=(Tender("card", 100, "6222"),),
            payer="韩若溪", received_on=day, meant_twice=True,
        )  # fmt: skip
        say(f"sending {form.request_id}")
        say(f"done {office.perform(take_payment, form)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
