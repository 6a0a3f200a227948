"""What a request without a before/after sheet asks for, as nouns and values: what an approver reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from salesdesk.domain.change_lines import item_name
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.office_time import SHANGHAI

_WORDS: tuple[tuple[str, str], ...] = (
    ("customer", mark("Customer")),
    ("unit_label", mark("Unit")),
    ("order_number", mark("Order number")),
    ("number", mark("Receipt no.")),
    ("payer", mark("Payer")),
    ("payee", mark("Payee")),
    ("scheme", mark("Payment scheme")),
    ("contract_number", mark("Contract number")),
    ("received_on", mark("Received on")),
    ("business_day", mark("Business day")),
    ("source", mark("From the file")),
)
_SUMS: tuple[tuple[str, str], ...] = (
    ("total_fen", mark("Total")),
    ("received_fen", mark("Received")),
)
_CORRECTED: tuple[tuple[str, str], ...] = (
    ("telephone", mark("Telephone")),
    ("channel", mark("Channel")),
    ("first_contact_on", mark("First contact")),
    ("until", mark("Held until")),
)
"""What is to be set right: the old value stands under its name, the new one under ``right_`` and its name. Telephones
stand in full: two that differ in the middle are to be compared."""


def request_facts(sheet: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Noun and value of everything that a request's sheet says; what is to be corrected as ``old → new``."""
    return tuple(_facts(sheet))


def _facts(sheet: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, words in _WORDS:
        if sheet.get(key):
            yield tr(words), str(sheet[key])
    for key, words in _CORRECTED:
        if sheet.get(f"right_{key}"):
            old, new = _shown(key, sheet.get(key)), _shown(key, sheet[f"right_{key}"])
            yield tr(words), f"{old} → {new}"
    for key, words in _SUMS:
        if isinstance(sheet.get(key), int):
            yield tr(words), format_yuan(sheet[key])
    for code, fen in sheet.get("by_item", {}).items():
        yield item_name(code), format_yuan(fen)
    for line in sheet.get("lines", ()):
        yield line.get("name") or item_name(line["item"]), format_yuan(line["amount_fen"])


def _shown(key: str, value: Any) -> str:
    if not value:
        return "—"
    if key == "until":
        return datetime.fromisoformat(str(value)).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return str(value)
