"""Names as buyers have them, found as a desk types them. All names are invented."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.repository.name_keys import (
    INNER_READINGS,
    INNER_STARTS,
    MOST_KEYS,
    NameKeys,
    QueryKeys,
    name_keys,
    query_keys,
)
from tests.support.repository_files import ROOT


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("曾明洁", "zmj", "zengmingjie"),
        ("单文涛", "swt", "shanwentao"),
        ("解颖", "xy", "xieying"),
        ("仇海波", "qhb", "qiuhaibo"),
        ("查敏", "zm", "zhamin"),
        ("区志伟", "ozw", "ouzhiwei"),
        ("覃芳", "qf", "qinfang"),
        ("乐珊", "ys", "yueshan"),
        ("翟磊", "zl", "zhailei"),
        ("朴正焕", "pzh", "piaozhenghuan"),
        ("尉迟文", "ycw", "yuchiwen"),
        ("万俟雪", "mqx", "moqixue"),
        ("令狐涛", "lht", "linghutao"),
        ("单于飞", "cyf", "chanyufei"),
        ("澹台静", "ttj", "tantaijing"),
        ("欧阳倩", "oyq", "ouyangqian"),
        ("吕娟", "lj", "lvjuan"),
        ("單文濤", "swt", "shanwentao"),
        ("贠敏", "ym", "yunmin"),
    ],
)
def test_the_surname_s_own_reading_comes_first(name: str, initials: str, full: str) -> None:
    keys = name_keys(name)
    assert keys.initials[0] == initials
    assert keys.full[0] == full


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("曾明洁", "cmj", "cengmingjie"),
        ("乐珊", "ls", "leshan"),
        ("尉迟文", "wcw", "weichiwen"),
        ("陈朝阳", "czy", "chenzhaoyang"),
    ],
)
def test_other_readings_find_the_name_too(name: str, initials: str, full: str) -> None:
    keys = name_keys(name)
    assert initials in keys.initials
    assert full in keys.full


def test_a_double_surname_is_not_read_as_a_single_one() -> None:
    assert name_keys("单于飞").full[0].startswith("chan")
    assert name_keys("单玉飞").full[0].startswith("shan")


def test_latin_letters_and_digits_pass_in_small_letters() -> None:
    assert name_keys("Anna Müller 2") == NameKeys(("annamvller2",), ("annamvller2",))
    assert name_keys("ＫＫ李雷").full == ("kklilei",)
    assert name_keys("José") == name_keys("JOSE")


def test_dots_blanks_brackets_and_emoji_are_no_part_of_a_name() -> None:
    assert name_keys("阿依古丽·买买提") == name_keys("阿依古丽 买买提") == name_keys("阿依古丽买买提")
    assert name_keys("李雷（大）😀") == name_keys("李雷大")
    assert name_keys("😀 ·") == NameKeys()


def test_rare_characters_survive() -> None:
    assert name_keys("张䶮").full[0] == "zhangyan"
    assert name_keys("张𬭎").full == ("zhanghong",)
    keys = name_keys("李𠮷")
    assert keys.full == ("li𠮷",)
    assert keys.grams == ("李", "𠮷", "李𠮷")


def test_grams_are_each_character_alone_and_each_pair_of_neighbours() -> None:
    assert name_keys("欧阳明月").grams == ("欧", "阳", "明", "月", "欧阳", "阳明", "明月")
    assert name_keys("罗罗罗").grams == ("罗", "罗罗")
    assert name_keys("A座李雷").grams == ("座", "李", "雷", "座李", "李雷")


def test_initials_begin_at_each_character_but_not_within_a_latin_word() -> None:
    assert name_keys("曾明洁").inner == ("mj", "j")
    assert name_keys("陈朝阳").inner == ("cy", "zy", "y")
    assert name_keys("Anna Müller").inner == ()
    assert name_keys("A座李雷").inner == ("zll", "ll", "l")
    assert name_keys("李Anna").inner == ("anna",)


def test_a_long_name_has_few_keys_all_the_same() -> None:
    keys = name_keys("单行乐重长" * 12)
    assert len(keys.inner) <= INNER_STARTS * INNER_READINGS


def test_a_name_with_many_readings_keeps_the_sixteen_most_usual() -> None:
    keys = name_keys("单行乐重长")
    assert len(keys.full) == MOST_KEYS
    assert keys.full[0].startswith("shan")
    assert len(set(keys.full)) == MOST_KEYS


@given(st.text(max_size=60))
def test_any_text_has_few_keys_without_doubles(name: str) -> None:
    keys = name_keys(name)
    for kind in (keys.initials, keys.full, keys.inner, keys.grams):
        assert len(set(kind)) == len(kind)
        assert all(kind)
    assert max(len(keys.initials), len(keys.full)) <= MOST_KEYS
    assert bool(keys.initials) == bool(keys.full)


@given(st.text(st.sampled_from("曾单尉迟万俟李明月乐𠮷"), min_size=1, max_size=5))
def test_a_name_is_found_by_itself_by_its_initials_and_by_its_pinyin(name: str) -> None:
    keys = name_keys(name)
    assert set(query_keys(name).grams) <= set(keys.grams)
    for initials in keys.initials:
        found = query_keys(initials)
        assert not initials.isascii() or initials in found.initials
    for full in keys.full:
        assert not full.isascii() or full in query_keys(full).full


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2046", QueryKeys(telephone_tail="2046")),
        ("１３８ 5146-2046", QueryKeys(telephone_tail="13851462046")),
        ("+86 138 5146 2046", QueryKeys(telephone_tail="13851462046")),
        ("zmj", QueryKeys(initials=("zmj",))),
        ("ZMJ", QueryKeys(initials=("zmj",))),
        ("z m j", QueryKeys(initials=("zmj",))),
        ("zeng ming", QueryKeys(full=("zengming",))),
        ("zhang", QueryKeys(initials=("zhang",), full=("zhang",))),
        ("an", QueryKeys(initials=("an",), full=("an",))),
        ("lü", QueryKeys(full=("lv",))),
        ("lǚ", QueryKeys(full=("lv",))),
        ("xi'an", QueryKeys(full=("xian",))),
        ("zēng", QueryKeys(initials=("zeng",), full=("zeng",))),
        ("曾明", QueryKeys(grams=("曾明",))),
        ("曾明洁", QueryKeys(grams=("曾明", "明洁"))),
        ("曾", QueryKeys(grams=("曾",))),
        ("李𠮷", QueryKeys(grams=("李𠮷",))),
        ("李mj", QueryKeys(initials=("lmj",), full=("limj",))),
        ("", QueryKeys()),
        (" ·😀", QueryKeys()),
    ],
)
def test_what_was_typed_is_taken_for_what_it_can_be(typed: str, meant: QueryKeys) -> None:
    assert query_keys(typed) == meant


def test_the_library_is_not_loaded_before_a_name_is_read() -> None:
    code = "import sys, salesdesk.repository.name_keys as n; n.query_keys('zmj'); sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
