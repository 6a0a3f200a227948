"""Colours, type and sizes of the house, out of ``resources/style/tokens.json``; light and dark, switched at run time.

A screen never names a colour of its own: it asks `theme()`, and asks again when `watch` tells that it changed.
All sizes are pixels at 96 dpi; Qt scales them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from salesdesk.domain.colour_sight import contrast
from salesdesk.domain.i18n import mark
from salesdesk.domain.resource_files import resource
from salesdesk.domain.state_colours import DEFAULT_COLOURS, Colour
from salesdesk.domain.states import RESTRICTION_WORDS, STATE_WORDS, Restriction, SaleState
from salesdesk.views.stylesheet import stylesheet

Mode = Literal["system", "light", "dark"]
_READABLE, _TOLD_APART = 4.5, 3.0
"""Contrasts after WCAG 2: of text, and of a mark against its ground."""

LAMP_WORDS = {
    "overdue": mark("Overdue"),
    "today": mark("Today"),
    "upcoming": mark("Later"),
    "blocked": mark("Blocked"),
    "done": mark("Done"),
}


class StateLook(NamedTuple):
    """How one sale state looks: tint of the cell, its mark, and whether the cell is hatched.

    ``name`` is an English source for `tr`, as in the other looks; ``figure`` is the ink of a figure about the state on
    a sheet.
    """

    key: str
    name: str
    mark: str
    solid: bool
    hatch: bool
    fill: QColor
    edge: QColor
    ink: QColor
    on_edge: QColor
    mark_ink: QColor
    figure: QColor


class RestrictionLook(NamedTuple):
    """How one restriction looks: an ink-coloured mark, and whether it hatches the cell."""

    key: str
    name: str
    mark: str
    solid: bool
    hatch: bool


class LampLook(NamedTuple):
    """One lamp of a duty; the shape belongs to the key, the colour to the palette."""

    key: str
    name: str
    colour: QColor


@cache
def tokens() -> dict[str, Any]:
    """The tokens as they stand in the file."""
    loaded: dict[str, Any] = json.loads(resource("style/tokens.json").read_text(encoding="utf-8"))
    return loaded


StateColours = Mapping[SaleState, Colour]


class Theme:
    """One palette, light or dark, with the type and the sizes that both share, and the colours that the office gave to
    the sale states."""

    def __init__(self, mode: Literal["light", "dark"], states: StateColours = DEFAULT_COLOURS) -> None:
        data = tokens()
        self.mode = mode
        self.stamp: Hashable = (mode, tuple(states.items()))
        """What tells this theme from others: pictures painted under another stamp no longer hold."""
        self.dark = mode == "dark"
        self._colours = {
            name: QColor(value)
            for name, value in [*data[mode].items(), *_prefixed("chart_", data["chart"][mode])]
            if isinstance(value, str)
        }
        hatch = QColor(self._colours["hatch_line"])
        hatch.setAlphaF(data[mode]["hatch_line_alpha"])
        self._colours["hatch_line"] = hatch
        self._palette = {row["key"]: row[mode] for row in data["palette"]}
        self.states = {row["key"]: self._state_look(row, states[SaleState(row["key"])]) for row in data["states"]}
        self.restrictions = {row["key"]: _restriction_look(row) for row in data["restrictions"]}
        self.lamps = {
            row["key"]: LampLook(row["key"], LAMP_WORDS[row["key"]], self._colours[row["colour"]])
            for row in data["lamps"]
        }

    def colour(self, name: str) -> QColor:
        """A colour by its name in the tokens (``accent``, ``ink_2``, ``chart_main`` …); unknown names raise."""
        return self._colours[name]

    def state(self, key: str) -> StateLook:
        return self.states[key]

    def state_in(self, key: str, colour: Colour) -> StateLook:
        """How a state would look in another colour."""
        return self._state_look(next(row for row in tokens()["states"] if row["key"] == key), colour)

    def restriction(self, key: str) -> RestrictionLook:
        return self.restrictions[key]

    def lamp(self, key: str) -> LampLook:
        return self.lamps[key]

    def font(self, size: str = "base", medium: bool = False) -> QFont:
        """The font of a size in the tokens (``mark`` … ``amount``), in regular or medium weight."""
        return QFont(_font(tokens()["font"]["size"][size], medium, _ratio()))

    def metrics(self, size: str = "base", medium: bool = False) -> QFontMetrics:
        return _metrics(tokens()["font"]["size"][size], medium, _ratio())

    def line(self, size: str = "base") -> int:
        """The line height that belongs to a type size."""
        return int(tokens()["font"]["line"][size])

    def size(self, name: str) -> int:
        """Pixels by name, looked for in sizes, rows, spaces, radii and line widths, in this order."""
        if name == "table" and _switch.dense:
            name = "table_dense"
        for group in ("size", "row", "space", "radius", "line_width"):
            if name in tokens()[group]:
                return int(tokens()[group][name])
        raise KeyError(name)

    def _state_look(self, row: dict[str, Any], colour: Colour) -> StateLook:
        values = self._palette[colour]
        ink = values["ink" if row.get("mark_colour") == "ink" else "edge"]
        sheet = self._colours["surface"].name()
        figure = values["edge"] if contrast(values["edge"], sheet) >= _READABLE else self._colours["ink"].name()
        return StateLook(
            key=row["key"],
            name=STATE_WORDS[SaleState(row["key"])],
            mark=row["mark"],
            solid=row["mark_style"] == "solid",
            hatch=row["pattern"] == "hatch",
            mark_ink=QColor(ink if contrast(ink, values["fill"]) >= _TOLD_APART else values["ink"]),
            figure=QColor(figure),
            **{name: QColor(value) for name, value in values.items()},
        )


def _prefixed(prefix: str, values: dict[str, str]) -> list[tuple[str, str]]:
    return [(prefix + name, value) for name, value in values.items()]


def _restriction_look(row: dict[str, Any]) -> RestrictionLook:
    name = RESTRICTION_WORDS[Restriction(row["key"])]
    return RestrictionLook(row["key"], name, row["mark"], row["mark_style"] == "solid_ink", row["pattern"] == "hatch")


def _ratio() -> float:
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0


@lru_cache(maxsize=64)
def _font(pixels: int, medium: bool, ratio: float) -> QFont:
    font = QFont()
    font.setFamilies(tokens()["font"]["family"])
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
    hinting = QFont.HintingPreference.PreferVerticalHinting if ratio <= 1 else QFont.HintingPreference.PreferNoHinting
    font.setHintingPreference(hinting)
    return font


@lru_cache(maxsize=64)
def _metrics(pixels: int, medium: bool, ratio: float) -> QFontMetrics:
    return QFontMetrics(_font(pixels, medium, ratio))


@cache
def _load_fonts() -> None:
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "SalesDeskRare-Regular.ttf"):
        path = resource(f"fonts/{name}")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path} cannot be loaded")


@lru_cache(maxsize=8)
def _theme(mode: Literal["light", "dark"], states: tuple[tuple[SaleState, Colour], ...]) -> Theme:
    return Theme(mode, dict(states))


class _Switch(QObject):
    """Which palette is in use, and the signal that it changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Mode = "light"
        self.current: Literal["light", "dark"] = "light"
        self.dense = False
        self.states: tuple[tuple[SaleState, Colour], ...] = tuple(DEFAULT_COLOURS.items())


_switch = _Switch()


def theme() -> Theme:
    """The theme in use now."""
    return _theme(_switch.current, _switch.states)


def watch(slot: Callable[[], None]) -> None:
    """Call ``slot`` each time the palette changed. A bound method of a QObject is let go with its object."""
    _switch.changed.connect(slot)


def wanted_mode() -> Mode:
    """What was asked for; ``system`` follows the desktop."""
    return _switch.wanted


FUSION = ("-style", "fusion")
"""Arguments for QApplication that make it Fusion from the start; making the style afterwards takes 5 ms."""


def install(app: QApplication, mode: Mode = "system", *, is_fusion: bool = False) -> None:
    """Dress the application: fonts, Fusion, palette and style sheet; from then on it follows the desktop's scheme."""
    _load_fonts()
    if not is_fusion:
        app.setStyle("fusion")
    app.styleHints().colorSchemeChanged.connect(_follow_desktop)
    use(mode)


def use(mode: Mode) -> None:
    """Switch to ``light``, ``dark`` or what the desktop says, at run time."""
    _switch.wanted = mode
    hints = QApplication.styleHints()
    if mode == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
    _dress()


def use_density(*, dense: bool) -> None:
    """Rows of tables 30 high, or 26."""
    if dense != _switch.dense:
        _switch.dense = dense
        _switch.changed.emit()


def use_state_colours(states: StateColours) -> None:
    """The colours of the sale states in the office that one works in; everything shown takes them on."""
    wanted = tuple(states.items())
    if wanted != _switch.states:
        _switch.states = wanted
        _switch.changed.emit()


def _follow_desktop() -> None:
    if _switch.wanted == "system":
        _dress()


def _dress() -> None:
    scheme = QApplication.styleHints().colorScheme()
    if _switch.wanted == "system":
        _switch.current = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    else:
        _switch.current = _switch.wanted
    look = theme()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setFont(look.font())
        app.setPalette(_palette(look))
        app.setStyleSheet(stylesheet(look.colour))
    _switch.changed.emit()


_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_alt",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink_3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
    QPalette.ColorRole.Highlight: "accent_tint",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
}


def _palette(look: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, look.colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, look.colour("ink_off"))
    return palette
