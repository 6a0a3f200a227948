"""What an office role may hold, whoever edits it: rights that have to lie with two people never meet in one role."""

from __future__ import annotations

from collections.abc import Iterable

from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import PERMISSION_WORDS, OfficeRole
from salesdesk.domain.permissions import Permission as P
from salesdesk.domain.reasons import Reason

KEPT: dict[P, OfficeRole] = {P.PEOPLE_WRITE: OfficeRole.ADMINISTRATOR}
"""Permissions that stay with one role, always and alone: without it nobody could give anything back."""
_BESIDE_PEOPLE = (P.PEOPLE_WRITE, P.SETTINGS_WRITE, P.HISTORY_READ)
APART: tuple[tuple[P, P], ...] = (
    (P.ORDER_WRITE, P.RECEIPT_WRITE),  # who agrees a deal takes no money for it
    (P.ORDER_WRITE, P.APPROVE),  # who asks does not answer
    (P.RECEIPT_WRITE, P.APPROVE),
    (P.ORDER_WRITE, P.PRICE_WRITE),  # who sells does not say for how much
    *((P.PEOPLE_WRITE, other) for other in P if other not in _BESIDE_PEOPLE),  # who gives rights uses none
)


def why_not_together(role: OfficeRole, permissions: Iterable[P]) -> Reason | None:
    """Why a role cannot be this set of permissions; None when it can."""
    held = frozenset(permissions)
    for permission, keeper in KEPT.items():
        if (permission in held) is not (role is keeper):
            source = mark("The right to {what} stays with the system administrator, and with nobody else.")
            return Reason(source, {"what": PERMISSION_WORDS[permission]})
    for one, other in APART:
        if {one, other} <= held:
            source = mark("One role cannot both {one} and {other}: that takes two people.")
            return Reason(source, {"one": PERMISSION_WORDS[one], "other": PERMISSION_WORDS[other]})
    return None
