"""Fields for figures: sums of money, areas, percentages. They take what people type and format it when left.

Values are the house's whole numbers: fen, cm², millionths. What cannot be read is refused by a sentence beneath the
line; nothing is rounded and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import (
    TEN_THOUSAND,
    clean_number_text,
    format_area,
    format_percent,
    format_yuan,
    parse_area,
    parse_decimal,
    parse_yuan,
)
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.input_method import figures_only
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.theme import theme, watch


class FigureEdit(Field):
    """A whole number behind a formatted line. ``value_changed`` tells a number, or ``None`` for empty or refused."""

    value_changed = Signal(object)

    def __init__(self, parse: Callable[[str], int], show: Callable[[int], str], placeholder: str = "") -> None:
        super().__init__(placeholder)
        self._parse, self._format = parse, show
        self._value: int | None = None
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        figures_only(self.line)

    def value(self) -> int | None:
        """The number in the line; ``None`` when it is empty or was refused (`problem` then says why)."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a number; does not tell `value_changed`."""
        self._value = value
        self.set_text("" if value is None else self._format(value))
        self._shown()

    def check(self) -> bool:
        """Read the line, and show the sentence when it cannot be taken; true when it is empty or right."""
        try:
            self._take(self._read())
        except BadInput as refusal:
            self._take(None)
            self.refuse(refusal)
            return False
        return True

    def settle(self) -> None:
        if self.check() and self._value is not None:
            self.line.setText(self._format(self._value))
        super().settle()

    def entered(self) -> None:
        self.line.selectAll()

    def _on_typed(self) -> None:
        super()._on_typed()
        try:
            self._take(self._read())
        except BadInput:
            self._take(None)

    def _read(self) -> int | None:
        return self._parse(self.text()) if self.text().strip() else None

    def _take(self, value: int | None) -> None:
        if value != self._value:
            self._value = value
            self._shown()
            self.value_changed.emit(value)

    def _shown(self) -> None:
        """A place for what depends on the value, such as capital figures."""


class MoneyEdit(FigureEdit):
    """A sum in yuan; the value is fen. ``1,234.5``, ``１２万``, ``￥3000元`` are understood.

    ``big`` is the one amount of a screen: 30 px, with the capital figures beneath.
    """

    def __init__(self, placeholder: str = "", *, big: bool = False, unit: bool = True) -> None:
        super().__init__(parse_yuan, format_yuan, placeholder)
        self._capitals = Label("", "section", "ink", wrap=True, align=RIGHT)
        self._capitals.setVisible(False)
        self._big = big
        if unit:
            self.add_unit(tr("yuan"))
        if big:
            column = self.layout()
            if isinstance(column, QVBoxLayout):
                column.insertWidget(1, self._capitals)
                column.setSpacing(8)
            self._dress()
            watch(self._dress)

    def _dress(self) -> None:
        font = theme().font("amount", medium=True)
        self.line.setFont(font)
        self.line.setFixedHeight(60)
        self.line.setStyleSheet(
            f"QLineEdit {{ font-size: {font.pixelSize()}px; font-weight: 500; min-height: 50px; padding-right: 12px }}"
        )

    def capitals(self) -> str:
        """The capital figures beneath a big sum."""
        return self._capitals.text()

    def _shown(self) -> None:
        if not self._big:
            return
        from salesdesk.domain.capital_figures import capital_figures

        value = self.value() or 0
        self._capitals.setText(capital_figures(value) if value > 0 else "")
        self._capitals.setVisible(value > 0)


class AreaEdit(FigureEdit):
    """An area in m²; the value is cm²."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(parse_area, format_area, placeholder)
        self.add_unit("㎡")


class PercentEdit(FigureEdit):
    """A percentage with up to four decimals; the value is millionths (``97.6`` → 976,000)."""

    def __init__(self, placeholder: str = "", *, least: int = 0, most: int = 1_000_000) -> None:
        super().__init__(lambda text: parse_percent(text, least, most), _percent, placeholder)
        self.add_unit("%")


class NumberEdit(FigureEdit):
    """A whole number between two bounds: floors, days, parts."""

    def __init__(self, placeholder: str = "", *, least: int = 0, most: int = 9_999, unit: str = "") -> None:
        super().__init__(lambda text: parse_whole(text, least, most), str, placeholder)
        if unit:
            self.add_unit(unit)


def parse_percent(text: str, least: int = 0, most: int = 1_000_000) -> int:
    """Millionths out of ``97.6``, ``97.6%``, ``９７．６％``.

    Raises:
        BadInput: not a number, finer than four decimals, or out of bounds.
    """
    exact = parse_decimal(clean_number_text(text).removesuffix("%")) * TEN_THOUSAND
    if exact != exact.to_integral_value():
        raise BadInput(mark("“{text}” has more than four decimals."), text=text.strip())
    if not least <= exact <= most:
        bounds = {"least": _percent(least), "most": _percent(most)}
        raise BadInput(
            mark("A percentage from {least} to {most} is wanted, not “{text}”."), text=text.strip(), **bounds
        )
    return int(exact)


def parse_whole(text: str, least: int, most: int) -> int:
    """A whole number within bounds.

    Raises:
        BadInput: not a whole number, or out of bounds.
    """
    exact = parse_decimal(text)
    if exact != exact.to_integral_value():
        raise BadInput(mark("“{text}” is not a whole number."), text=text.strip())
    if not least <= exact <= most:
        raise BadInput(
            mark("A number from {least} to {most} is wanted, not “{text}”."), text=text.strip(), least=least, most=most
        )
    return int(exact)


def _percent(millionths: int) -> str:
    text = format_percent(millionths, 4).removesuffix("%")
    whole, decimals = text.split(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"
