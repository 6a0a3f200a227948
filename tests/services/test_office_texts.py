"""Texts of papers belong to the project: checked before they are stored, the same at every desk, kept in history."""

from __future__ import annotations

import pytest

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal
from salesdesk.services.office_texts import TEXTS, TextEdit, delivered_text, field_rows, office_texts, save_text
from salesdesk.services.order_papers import agreement_paper, superseded
from salesdesk.services.projects import settings
from salesdesk.services.set_up import setting_changes
from salesdesk.services.text_previews import preview_text
from tests.support.office import House

OWN = "# 认购书\n总价 {{ 订单.总价 }} 元，大写 {{ 订单.总价|大写 }}\n"
AGREEMENT = TEXTS[0]


def edit(source: str, seen: str | None = None, name: str = AGREEMENT) -> TextEdit:
    return TextEdit(name=name, source=source, seen=delivered_text(name) if seen is None else seen)


def test_a_text_that_is_saved_is_printed_at_every_desk(house: House) -> None:
    order_id = house.sold("0301")
    assert house.desk("operator").perform(save_text, edit(OWN))
    assert house.desk("control").read(agreement_paper, order_id).text == OWN
    changed = house.desk("operator").read(office_texts)[0]
    assert (changed.changed, changed.edit.by if changed.edit else "") == (True, "罗业务")
    assert [change.name for change in house.desk("admin").read(setting_changes)] == [f"text.{AGREEMENT}"]
    assert f"text.{AGREEMENT}" not in house.desk("control").read(settings).stored
    assert house.desk("control").read(superseded, order_id) == frozenset()


def test_a_text_goes_back_to_the_delivered_one(house: House) -> None:
    desk = house.desk("operator")
    desk.perform(save_text, edit(OWN))
    assert not desk.perform(save_text, edit(delivered_text(AGREEMENT), seen=OWN))
    assert not desk.read(office_texts)[0].changed


@pytest.mark.parametrize(("source", "said"), [
    ("一行\n{{ 没有.这个 }}", "Line 2"), ("{% if 订单.总价 %}", "Line 1"), ("  ", "empty"), ("长" * 60_001, "60000"),
])  # fmt: skip
def test_a_text_with_a_fault_is_refused_with_its_line(house: House, source: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        house.desk("operator").perform(save_text, edit(source))


def test_a_text_that_another_desk_changed_is_not_overwritten(house: House) -> None:
    house.desk("operator").perform(save_text, edit(OWN))
    with pytest.raises(Refusal, match="Another desk"):
        house.desk("operator").perform(save_text, edit(OWN + "再"))


@pytest.mark.parametrize("login", ["manager", "control", "consultant"])
def test_only_who_sets_parameters_writes_texts(house: House, login: str) -> None:
    with pytest.raises(NotAllowed):
        house.desk(login).perform(save_text, edit(OWN))


def test_who_sees_orders_sees_the_paper_of_one_and_others_an_example(house: House) -> None:
    house.sold("0301")
    real = house.desk("control").read(preview_text, AGREEMENT, OWN)
    example = house.desk("operator").read(preview_text, AGREEMENT, OWN)
    assert real.order
    assert example.order == ""
    assert real.pdf[:4] == example.pdf[:4] == b"%PDF"
    with pytest.raises(Refusal, match="no order"):
        house.desk("operator").read(preview_text, AGREEMENT, OWN, "RG-1")
    with pytest.raises(BadInput, match="Line 1"):
        house.desk("control").read(preview_text, AGREEMENT, "{{ x }}")


def test_every_field_that_is_offered_may_be_put_into_a_text(house: House) -> None:
    rows = field_rows()
    lines = [row.snippet for row in rows if not row.snippet.startswith("|")]
    assert house.desk("operator").read(preview_text, AGREEMENT, "\n".join(lines)).pdf
    assert {row.group for row in rows} >= {"出卖人", "房屋", "订单", "过滤"}
    assert all(row.note for row in rows)
