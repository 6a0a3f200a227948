"""Settings are data: each has a default that lies within its own bounds, and a word; and none is dead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk.domain.pricing import Agreed, Basis, PointsBase, PricingRules, Rounding, StepOrder
from salesdesk.domain.settings import CHOICE_WORDS, DEFAULTS, SETTINGS, ProjectSettings, Setting


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_default_is_one_that_the_setting_itself_allows(setting: Setting) -> None:
    if setting.choices:
        assert setting.default in setting.choices
        assert all(choice in CHOICE_WORDS for choice in setting.choices)
    elif isinstance(setting.default, bool | str):
        assert setting.unit is None
    else:
        assert setting.unit is not None
        assert setting.least <= setting.default <= setting.most
    assert setting.word


def test_no_two_settings_share_a_name_or_a_word() -> None:
    assert len(DEFAULTS) == len(SETTINGS) == len({setting.word for setting in SETTINGS})


def test_what_was_not_set_is_the_default() -> None:
    settings = ProjectSettings()
    assert settings.number("contract.days") == 7
    assert settings.text("receipt.prefix") == "SD"
    assert settings.flag("four_eyes") is True
    assert settings.pricing == PricingRules(round_to_fen=10_000)


def test_what_was_set_stands_before_the_default() -> None:
    stored = {
        "contract.days": 10, "four_eyes": False, "receipt.prefix": "NJ", "pricing.order": "subtract_first",
        "pricing.points_base": "running", "pricing.rounding": "down", "pricing.round_to_fen": 100,
        "pricing.agreed": "unit_price", "pricing.basis": "inner",
    }  # fmt: skip
    settings = ProjectSettings(stored)
    assert (settings.number("contract.days"), settings.flag("four_eyes"), settings.text("receipt.prefix")) == (
        10, False, "NJ",
    )  # fmt: skip
    assert settings.pricing == PricingRules(
        StepOrder.SUBTRACT_FIRST, PointsBase.RUNNING, Rounding.DOWN, 100, Agreed.UNIT_PRICE, Basis.INNER
    )


def test_a_setting_that_nobody_declared_is_a_fault() -> None:
    with pytest.raises(KeyError):
        ProjectSettings().number("contract.dais")


# --- none is dead -----------------------------------------------------------------------------------------------------

PROGRAM = Path(__file__).resolve().parents[2] / "salesdesk"
READERS = ("domain", "services", "repository")


def told(source: str) -> Iterator[str]:
    """Every text of a module as a pattern: what f-strings leave open may be anything. Where settings are told of alone
    counts for nothing: the list of settings, and the keys of the table of days."""
    tree = ast.parse(source)
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if node.target.id == "SETTINGS":
                node.value = None
            elif node.target.id == "DAYS" and isinstance(node.value, ast.Dict):
                node.value.keys = [None] * len(node.value.keys)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
            yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
            # A guard names it in the middle of its SQL.
            yield from map(re.escape, re.findall(r"'([a-z_.]+)'", node.value))


def nobody_reads(names: Iterator[str], sources: list[str]) -> list[str]:
    patterns = {text for source in sources for text in told(source) if not text.startswith(".+")}
    known = re.compile("|".join(f"(?:{text})" for text in patterns))
    return [name for name in names if not known.fullmatch(name)]


def test_every_setting_is_read_by_some_rule_of_the_program() -> None:
    """One that nothing reads is a promise on the screen that the program does not keep."""
    sources = [file.read_text("utf-8") for folder in READERS for file in sorted((PROGRAM / folder).rglob("*.py"))]
    assert nobody_reads((setting.name for setting in SETTINGS), sources) == []
    dead = [
        'SETTINGS: tuple = (Setting("made.up", 1),)',
        'DAYS: dict = {"made.days": (7, "")}',
        'read(f"other.{name}")',
    ]
    assert nobody_reads(iter(("made.up", "made.days", "other.one")), dead) == ["made.up", "made.days"]
