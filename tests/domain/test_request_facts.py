"""What a request without a before/after sheet says: every fact with its noun, old and new beside each other."""

from __future__ import annotations

from salesdesk.domain.request_facts import request_facts


def test_a_correction_shows_only_what_is_set_right_old_and_new_in_full() -> None:
    sheet = {
        "customer": "韩若溪", "telephone": "13812342046", "right_telephone": "13812342047", "channel": "来访",
        "right_channel": "", "first_contact_on": "2026-11-02", "right_first_contact_on": "2026-11-01",
    }  # fmt: skip
    assert request_facts(sheet) == (
        ("Customer", "韩若溪"),
        ("Telephone", "13812342046 → 13812342047"),
        ("First contact", "2026-11-02 → 2026-11-01"),
    )


def test_a_refund_names_who_gets_how_much_of_what() -> None:
    sheet = {
        "unit_label": "3-0301", "order_number": "RG2026-00001", "payee": "韩若溪",
        "lines": [{"item": "earnest", "klass": "price", "amount_fen": 5_000_000, "name": ""}],
    }  # fmt: skip
    facts = dict(request_facts(sheet))
    assert (facts["Payee"], facts["Earnest money"]) == ("韩若溪", "50,000.00")


def test_a_longer_hold_says_until_when_by_the_clock_of_the_office() -> None:
    sheet = {"unit_label": "3-0301", "until": "2026-11-22T06:00:00+00:00", "right_until": "2026-11-23T06:00:00+00:00"}
    assert dict(request_facts(sheet))["Held until"] == "2026-11-22 14:00 → 2026-11-23 14:00"
