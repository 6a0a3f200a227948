"""The office's own texts: what is checked when they are saved, and that values cannot break out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.printing.markup import decoded, parse
from salesdesk.printing.office_text import CONTRACT_DRAFT, SUBSCRIPTION_AGREEMENT, check_text, fill, shipped_text
from salesdesk.printing.text_fields import FIELDS, FILTERS, GROUPS, LISTS, TextField, Value
from salesdesk.printing.text_values import Values, values_of
from tests.printing.sample_papers import agreement

SHIPPED = pytest.mark.parametrize("name", [SUBSCRIPTION_AGREEMENT, CONTRACT_DRAFT])


def filled(text: str, **changes: object) -> str:
    return decoded(fill(agreement(text, **changes)))


@SHIPPED
def test_the_texts_that_an_office_begins_with_have_no_fault(name: str) -> None:
    assert [str(problem) for problem in check_text(shipped_text(name))] == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("总价\n{{ 订单.总价钱 }}", 2, "There is no field “订单.总价钱”."),
        ("{{ 金额 }}", 1, "There is no field “金额”."),
        ("{{ 订单 }}", 1, "“订单” is more than one field; name one of them."),
        ("{{ 买受人.姓名 }}", 1, "“买受人.姓名” is more than one field; name one of them."),
        ("\n\n{{ 订单.总价|大 }}", 3, "There is no filter “大”"),
        ("{{ 订单.编号|大写 }}", 1, "The filter “大写” does not fit this field."),
        ("{{ 买受人|大写 }}", 1, "The filter “大写” does not fit this field."),
        ("{{ 订单.总价|数量 }}", 1, "The filter “数量” does not fit this field."),
        ("甲\n{{ 订单.总价", 2, "The tag is not complete or not understood"),
        ("{% for 人 in 买受人 %}\n{{ 人.姓名 }}", 2, "The tag is not complete or not understood"),
        ("{% for 人 in 订单 %}{% endfor %}", 1, "“for … in” needs one of the lists"),
        ("{% for 人 in 买受人 %}{{ 人.总价 }}{% endfor %}", 1, "There is no field “买受人.总价”."),
        ("{% for 人 in 买受人 %}{% endfor %}\n{{ 人.姓名 }}", 2, "There is no field “人.姓名”."),
        ("{{ 订单.总价() }}", 1, "Only fields, filters"),
        ("{{ ''.__class__.__mro__ }}", 1, "There is no field"),
        ("{{ 订单.__class__ }}", 1, "There is no field “订单.__class__”."),
        ("{% set 甲 = 1 %}", 1, "Only fields, filters"),
        ("{% include 'secret' %}", 1, "Only fields, filters"),
        ("{{ 1 + 1 }}", 1, "Only fields, filters"),
        ("{{ 订单['总价'] }}", 1, "Only fields, filters"),
        ("{% for 甲 in range(9) %}{% endfor %}", 1, "“for … in” needs one of the lists"),
        ("{% if 订单.总价 > 100 %}{% endif %}", 1, "Only “数量” may be compared by size"),
        ("@章 甲方", 1, "There is no mark “@章”"),
        ("#### 小标题", 1, "A heading has one, two or three “#”."),
        ("|--|--|\n| 一 | 二 | 三 |", 2, "The row has 3 cells, its table 2."),
        (
            "| 一 | 二 |\n{% if 应收款 %}\n| {{ 订单.编号 }} |\n{% endif %}",
            3,
            "The row has 1 cells, its table 2.",
        ),
        ("好\n😀", 2, "No font has “😀”."),
        ("  \n", 1, "The text is empty."),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    problem = check_text(text)[0]
    assert problem.line == line
    assert str(problem.reason).startswith(reason)
    assert str(problem) == f"Line {line}: {problem.reason}"


@pytest.mark.parametrize(
    "text",
    [
        "{% if 买受人|数量 > 1 %}共有{% endif %}",
        "{% if not 订单.补充约定 and 应收款 %}无{% elif 订单.付款方案 == '一次性付款' %}一{% else %}二{% endif %}",
        "{% for 人 in 买受人 %}{% for 款 in 应收款 %}{{ 人.姓名 }}{{ 款.金额|大写 }}{% endfor %}{% endfor %}",
        "{{ 买受人姓名 }} {{ 房屋.建筑面积 }}",
        "| 竖线 &#124; |",
        "{# 给改稿人的话 #}",
    ],
)
def test_what_a_text_may_do_has_no_fault(text: str) -> None:
    assert check_text(text) == []


def test_several_faults_come_in_the_order_of_their_lines() -> None:
    assert [problem.line for problem in check_text("@章\n{{ 甲 }}\n{{ 乙 }}")] == [1, 2, 3]


def test_values_print_themselves_as_people_write_them() -> None:
    assert filled("{{ 订单.总价 }}；{{ 订单.总价|万元 }}") == "2,364,758.00；236.5"
    assert filled("{{ 订单.总价|大写 }}") == "贰佰叁拾陆万肆仟柒佰伍拾捌元整"
    assert filled("{{ 房屋.建筑面积 }}") == "138.9929"
    assert filled("{{ 订单.认购日期 }}；{{ 订单.认购日期|短日期 }}") == "2026年11月22日；2026-11-22"


def test_what_is_not_known_yet_prints_a_blank_to_write_on() -> None:
    assert filled("{{ 订单.签约期限 }}", sign_contract_by=None) == "________"


def test_nothing_off_is_a_sum_and_no_blank() -> None:
    assert filled("{{ 订单.贷款 }}", loan_fen=0) == "0.00"


def test_numbers_of_identity_can_be_masked() -> None:
    assert filled("{% for 人 in 买受人 %}{{ 人.证件号码|掩码 }} {% endfor %}").startswith("3201**********5028 ")


def test_tags_that_stand_alone_leave_no_empty_lines() -> None:
    assert filled("{% for 人 in 买受人 %}\n| {{ 人.序号 }} |\n{% endfor %}\n") == "| 1 |\n| 2 |\n"


def test_conditions_choose_by_value() -> None:
    text = "{% if 订单.补充约定 %}有{% else %}无{% endif %}{% if 买受人|数量 > 1 %}共有{% endif %}"
    assert filled(text) == "无共有"
    assert filled(text, remark="见附件", buyers=()) == "有"


def test_a_faulty_text_is_refused_with_its_first_fault() -> None:
    with pytest.raises(BadInput) as refusal:
        fill(agreement("好\n{{ 没有 }}"))
    assert str(refusal.value) == "The text cannot be printed. Line 2: There is no field “没有”."


@given(st.text("#|@->{}%&;\n 林1:", min_size=1, max_size=30))
def test_a_value_cannot_lay_out_the_paper_nor_run(name: str) -> None:
    lines = parse(fill(agreement("{{ 订单.补充约定 }}", remark=name)))
    assert [line.kind.value for line in lines] == ["paragraph"]
    assert lines[0].text == name or lines[0].text == "________"


def test_every_field_of_the_list_has_a_value_and_every_value_is_in_the_list() -> None:
    values = values_of(agreement(""))
    assert _names(values) == {field.name for field in FIELDS}


def _names(values: Values) -> set[str]:
    found = set[str]()
    for group, value in values.items():
        if isinstance(value, Value):
            found.add(group)
        else:
            record = value[0] if isinstance(value, tuple) else value
            found |= {f"{group}.{name}" for name in record}
    return found


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_an_editor_inserts_for_a_field_is_right(field: TextField) -> None:
    assert check_text(field.snippet) == []


def test_groups_and_lists_are_told_apart() -> None:
    assert set(LISTS) == {"买受人", "价格步骤", "应收款", "置业顾问"}
    assert not GROUPS & LISTS


def test_every_filter_tells_what_it_is_for() -> None:
    assert all(filter.fits and filter.note for filter in FILTERS)
