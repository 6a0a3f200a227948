"""The theme: one set of names in both palettes, switched while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES
from salesdesk.domain.resource_files import resource
from salesdesk.views import icons, theme
from salesdesk.views.kit.labels import Label


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_sale_state_and_restriction_of_the_domain_has_a_look() -> None:
    for look in (theme.Theme("light"), theme.Theme("dark")):
        assert list(look.states) == list(SALE_STATES)
        assert list(look.restrictions) == list(RESTRICTIONS)


def test_both_palettes_know_the_same_names() -> None:
    assert theme.tokens()["light"].keys() == theme.tokens()["dark"].keys()


def test_no_two_states_share_a_mark() -> None:
    look = theme.theme()
    marks = [state.mark for state in look.states.values()] + [each.mark for each in look.restrictions.values()]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_number_of_a_unit_can_be_read_on_the_tint_of_each_state(mode: str) -> None:
    look = theme.Theme(mode)  # type: ignore[arg-type]
    for state in look.states.values():
        assert contrast(state.ink.name(), state.fill.name()) >= 4.5, state.key


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_in_each_tone_can_be_read_on_every_ground(mode: str) -> None:
    look = theme.Theme(mode)  # type: ignore[arg-type]
    for ink in ("ink", "ink_2", "accent", "danger", "warn", "ok"):
        for ground in ("surface", "surface_alt", "bg"):
            assert contrast(look.colour(ink).name(), look.colour(ground).name()) >= 4.5, (ink, ground)


def test_an_unknown_colour_is_a_fault_and_not_black() -> None:
    with pytest.raises(KeyError):
        theme.theme().colour("blue")


def test_switching_the_palette_reaches_the_application_and_every_label(qtbot: QtBot) -> None:
    label = Label("锦绣", tone="ink_2")
    qtbot.addWidget(label)
    theme.use("dark")
    dark = theme.Theme("dark")
    assert theme.theme().dark
    assert QApplication.palette().color(QPalette.ColorRole.Window) == dark.colour("bg")
    assert label.palette().color(QPalette.ColorRole.WindowText) == dark.colour("ink_2")
    assert dark.colour("accent").name() in QApplication.instance().styleSheet()  # type: ignore[union-attr]


def test_the_fonts_of_the_house_are_used_and_no_others() -> None:
    assert QFontInfo(theme.theme().font()).family() == "Noto Sans SC"
    assert QFontInfo(theme.theme().font("title", medium=True)).weight() == 500
    assert theme.theme().font("amount").pixelSize() == 30


def test_the_digits_of_the_font_are_all_one_width() -> None:
    for medium in (False, True):
        metrics = theme.theme().metrics("base", medium)
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_each_icon_can_be_drawn_and_takes_its_colour_from_the_theme() -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert {"board", "customers", "orders", "cashier", "tasks", "reports", "set-up", "search"} <= set(names)
    accent = theme.theme().colour("accent")
    for name in names:
        assert "currentColor" in resource(f"icons/{name}.svg").read_text("utf-8"), name
        image = icons.icon_pixmap(name, "accent", 40).toImage()
        solid = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255]
        assert solid, name
        assert all(abs(colour.red() - accent.red()) < 4 for colour in solid), name
