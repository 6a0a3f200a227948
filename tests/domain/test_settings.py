"""Settings are data: each has a default that lies within its own bounds, and a word."""

from __future__ import annotations

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
