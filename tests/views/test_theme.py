"""The theme: one set of names in both palettes, switched while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.board import RESTRICTIONS, SALE_STATES
from salesdesk.domain.colour_sight import contrast, too_alike
from salesdesk.domain.resource_files import resource
from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour
from salesdesk.domain.states import SaleState
from salesdesk.views import icons, theme
from salesdesk.views.kit.labels import Label


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


@pytest.mark.parametrize("colour", list(Colour))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_in_whatever_colour_a_state_is_its_number_its_mark_and_figures_about_it_can_be_read(
    mode: str, colour: Colour
) -> None:
    look = theme.Theme(mode, dict.fromkeys(SaleState, colour))  # type: ignore[arg-type]
    for state in look.states.values():
        assert contrast(state.ink.name(), state.fill.name()) >= 4.5
        on_mark = (state.on_edge, state.edge) if state.solid else (state.mark_ink, state.fill)
        assert contrast(on_mark[0].name(), on_mark[1].name()) >= 3
        assert contrast(state.figure.name(), look.colour("surface").name()) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_colours_of_the_house_can_be_told_apart_by_every_eye(mode: str) -> None:
    look = theme.Theme(mode)  # type: ignore[arg-type]
    assert not too_alike({state.key: state.fill.name() for state in look.states.values() if not state.hatch})


def test_the_palette_has_every_colour_once() -> None:
    assert [row["key"] for row in theme.tokens()["palette"]] == list(Colour)


def test_the_colours_of_an_office_reach_what_is_shown_and_marks_and_hatch_stay() -> None:
    before = theme.theme()
    told: list[int] = []
    theme.watch(lambda: told.append(1))
    theme.use_state_colours({**DEFAULT_COLOURS, SaleState.HELD: Colour.RED})
    held, own = theme.theme().state("held"), before.state("held")
    assert held.fill != own.fill
    assert (held.mark, held.solid, held.hatch) == (own.mark, own.solid, own.hatch)
    assert theme.theme().state("filed") == before.state("filed")
    assert theme.theme().stamp != before.stamp
    theme.use("dark")
    assert theme.theme().state("held").fill.name().upper() == "#8C2A22"
    assert len(told) == 2
    theme.use_state_colours({**DEFAULT_COLOURS, SaleState.HELD: Colour.RED})
    assert len(told) == 2


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
