"""The days and the severities that duties, arrears and the month close go by: data, each a setting of the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from salesdesk.domain.after_contract import Step
from salesdesk.domain.i18n import mark

STEP_DAYS: dict[Step, str] = {
    Step.LOAN_PAPERS: "loan.days.papers",
    Step.LOAN_SUBMITTED: "loan.days.submitted",
    Step.LOAN_APPROVED: "loan.days.approved",
    Step.LOAN_SIGNED: "loan.days.signed",
    Step.LOAN_PAID_OUT: "loan.days.paid_out",
    Step.HANDOVER_NOTICE: "duty.handover_notice",
    Step.TITLE_PAPERS: "duty.title_papers",
    Step.TITLE_SUBMITTED: "duty.title_submitted",
    Step.TITLE_REGISTERED: "duty.title_registered",
    Step.TITLE_DEED: "duty.title_deed",
}
"""The setting that says how many days a step may take after the one before it."""

DAYS: dict[str, tuple[int, str]] = {
    "arrears.down_payment": (7, mark("Down payment overdue without contract, unreasonable after")),
    "arrears.stage_payment": (30, mark("Stage payment overdue, unreasonable after")),
    "arrears.loan": (45, mark("Loan papers complete and not paid out, unreasonable after")),
    "arrears.silent": (14, mark("Overdue without a follow-up, unreasonable after")),
    "duty.soon": (3, mark("A duty is due soon within")),
    "duty.reservation": (7, mark("A reservation becomes a subscription within")),
    "duty.answer": (1, mark("A request is answered within")),
    "duty.carry_out": (1, mark("What was agreed is carried out within")),
    "duty.filing": (30, mark("A contract is filed within")),
    "duty.handover_notice": (15, mark("The buyer is notified before the handover by")),
    "duty.title_papers": (30, mark("Title papers are complete after the handover within")),
    "duty.title_submitted": (30, mark("The title is submitted to the registry within")),
    "duty.title_registered": (30, mark("The title is registered within")),
    "duty.title_deed": (15, mark("The deed is handed to the buyer within")),
}
"""Setting → default and word. Arrears: DOMAIN.md, "Unreasonable arrears"; a filing: 30 days, 城市房地产管理法,
article 45; the title: 90 days from the handover, 商品房销售管理办法, article 34."""


class Check(StrEnum):
    """What the close of a month looks at (DOMAIN.md, "Month close")."""

    EARNEST = "earnest"
    SUBSCRIPTION = "subscription"
    DOWN_PAYMENT = "down_payment"
    CANCELLATION = "cancellation"
    SPECIAL = "special"
    LOAN = "loan"
    DAY_CLOSE = "day_close"
    AGREEMENT = "agreement"


class Severity(StrEnum):
    FORBIDS = "forbid"
    WARNS = "warn"


CHECK_WORDS: dict[Check, str] = {
    Check.EARNEST: mark("Earnest money not complete"),
    Check.SUBSCRIPTION: mark("Subscription or contract not approved"),
    Check.DOWN_PAYMENT: mark("Down payment overdue without contract"),
    Check.CANCELLATION: mark("Cancellation not approved, or approved and not refunded"),
    Check.SPECIAL: mark("Special transaction pending"),
    Check.LOAN: mark("Loan finished and not paid out"),
    Check.DAY_CLOSE: mark("Receipts without day close"),
    Check.AGREEMENT: mark("Sales and money that do not agree"),
}
SEVERITIES: dict[Check, Severity] = {
    Check.EARNEST: Severity.WARNS,
    Check.SUBSCRIPTION: Severity.FORBIDS,
    Check.DOWN_PAYMENT: Severity.WARNS,
    Check.CANCELLATION: Severity.FORBIDS,
    Check.SPECIAL: Severity.FORBIDS,
    Check.LOAN: Severity.WARNS,
    Check.DAY_CLOSE: Severity.FORBIDS,
    Check.AGREEMENT: Severity.FORBIDS,
}
"""What each check does in a new office."""


def check_name(check: Check) -> str:
    """The setting that says what a check does."""
    return f"month_close.{check.value}"


@dataclass(frozen=True)
class DutyRules:
    """The days as a project set them, by the names of the settings."""

    days: Mapping[str, int]

    def of(self, name: str) -> int:
        return self.days[name]

    def of_step(self, step: Step) -> int:
        """How many days a step may take; none where nobody sets it."""
        return self.days[STEP_DAYS[step]] if step in STEP_DAYS else 0
