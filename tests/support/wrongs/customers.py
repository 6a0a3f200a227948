"""A customer's telephone in a spelling by which one number would have two owners."""

from __future__ import annotations

from tests.support.day import Day
from tests.support.raw import Raw
from tests.support.wrongs.wrong import Step, Wrong


def telephone(number: str, backwards: str) -> Step:
    def act(raw: Raw, day: Day) -> None:
        raw.run(
            "INSERT INTO customer_telephone (project_id, customer_id, number, reversed, sort, created_at, created_by) "
            "VALUES (:p, :c, :n, :r, 9, app_now(), :me)",
            p=day.project, c=day.customer, n=number, r=backwards, me=day.people["consultant"],
        )  # fmt: skip

    return act


_PLAIN = ("sd_telephone_plain ON customer_telephone",)
CUSTOMERS = (
    *(
        Wrong(f"a telephone with {what}", "telephone_unread", "consultant", telephone(number, number[::-1]), _PLAIN)
        for what, number in (("blanks", "139 0000 9999"), ("full-width figures", "１３９００００９９９９"))
    ),
    Wrong("a telephone whose reverse is another", "telephone_unread", "consultant",
          telephone("13900009999", "1"), _PLAIN, engines=("postgresql",)),
)  # fmt: skip
