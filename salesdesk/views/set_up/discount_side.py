"""Beside the fields of a discount: for which units it is to be had, and what it takes off a price, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.only_for import EVERY_UNIT, OnlyFor
from salesdesk.domain.pricing import Basis, DiscountStep, PricingRules, Working, work_out
from salesdesk.services.rows import UnitLine
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import AreaEdit, MoneyEdit
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.section import Line
from salesdesk.views.set_up.words import discount_words

WIDTH = 380
SAMPLE_FEN, SAMPLE_CM2 = 200_000_000, 1_000_000
"""2,000,000 yuan for 100 m²."""
_MOST_LINES = 4
_BETWEEN = "、"


class Ticks(QWidget):
    """One box for each key; none ticked means all."""

    changed = Signal()

    def __init__(self, per_row: int) -> None:
        super().__init__()
        self._per_row = per_row
        self.boxes: dict[int | str, CheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)

    def offer(self, items: Sequence[tuple[int | str, str]]) -> None:
        """Boxes for these; those that were ticked stay so."""
        ticked = self.ticked()
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for place, (key, words) in enumerate(items):
            box = CheckBox(words)
            box.setChecked(key in ticked)
            box.toggled.connect(self.changed)
            self._grid.addWidget(box, *divmod(place, self._per_row))
            self.boxes[key] = box

    def ticked(self) -> tuple[int | str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def tick(self, keys: Sequence[int | str]) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in keys)


class DiscountSide(QWidget):
    """See the module. What is chosen before the units are known is kept until they are."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[UnitLine, ...] = ()
        self._rules = PricingRules()
        self._step: DiscountStep | None = None
        self.buildings, self.layouts = Ticks(4), Ticks(2)
        self.units = TextField(tr("1#-101, 1#-102 …"))
        self.count = Label("", "small", "ink_3")
        self.price, self.area = MoneyEdit(), AreaEdit()
        self.price.set_value(SAMPLE_FEN)
        self.area.set_value(SAMPLE_CM2)
        self.result = ValueLine("", strong=True)
        self.steps = [ValueLine("") for _ in range(_MOST_LINES)]
        self._lay_out()
        for ticks in (self.buildings, self.layouts):
            ticks.changed.connect(self._count)
        self.units.edited.connect(self._count)
        for figure in (self.price, self.area):
            figure.value_changed.connect(lambda _: self.show_working(self._step))
        self.show_working(None)

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for noun, widget in ((tr("Only in the buildings"), self.buildings), (tr("Only of the layouts"), self.layouts),
                             (tr("Only the units"), self.units)):  # fmt: skip
            column.addWidget(Label(noun, "small", "ink_2"))
            widget.setAccessibleName(noun)
            column.addWidget(widget)
            column.addSpacing(4)
        column.addWidget(self.count)
        column.addSpacing(8)
        column.addWidget(Line())
        column.addSpacing(8)
        column.addWidget(Label(tr("Tried on a price"), "small", "ink_2"))
        tried = QHBoxLayout()
        tried.setSpacing(8)
        self.price.setAccessibleName(tr("List total"))
        self.area.setAccessibleName(tr("Area"))
        tried.addWidget(self.price, 3)
        tried.addWidget(self.area, 2)
        column.addLayout(tried)
        column.addSpacing(4)
        for line in (*self.steps, self.result):
            column.addWidget(line)
        column.addStretch(1)

    def know(self, lines: Sequence[UnitLine], rules: PricingRules, only_for: OnlyFor = EVERY_UNIT) -> None:
        """The units of the project and how it prices; ``only_for`` is what the discount is tied to."""
        self._lines, self._rules = tuple(lines), rules
        buildings = dict.fromkeys((line.building_id, line.building) for line in lines)
        self.buildings.offer(list(buildings))
        self.layouts.offer([(name, name) for name in sorted({line.layout for line in lines if line.layout})])
        self.choose(only_for)
        self.show_working(self._step)

    def choose(self, only_for: OnlyFor) -> None:
        """Shows what the discount is tied to."""
        self.buildings.tick(only_for.buildings)
        self.layouts.tick(only_for.layouts)
        named = {line.id: line.label for line in self._lines}
        self.units.set_text(_BETWEEN.join(named[one] for one in only_for.units if one in named))
        self._count()

    def chosen(self) -> OnlyFor | None:
        """What it is tied to now; None where a unit is named that there is not, which its field says."""
        known = {line.label.casefold(): line.id for line in self._lines}
        words = [part.strip() for part in _parts(self.units.text())]
        for word in words:
            if word.casefold() not in known:
                self.units.refuse(tr("There is no unit “{label}”.").format(label=word))
                return None
        return OnlyFor(
            tuple(int(one) for one in self.buildings.ticked()), tuple(str(one) for one in self.layouts.ticked()),
            tuple(known[word.casefold()] for word in words),
        )  # fmt: skip

    def _count(self) -> None:
        self.units.refuse(None)
        only = self.chosen()
        if only is not None:
            held = sum(only.holds(line) for line in self._lines)
            words = trn("for {n} unit", "for {n} units", held).format(n=f"{held:,}")
            self.count.setText(tr("for every unit") if only == EVERY_UNIT else words)
            self.count.set_tone("danger" if self._lines and not held else "ink_3")
        self.changed.emit()

    def show_working(self, step: DiscountStep | None) -> None:
        """What this step takes off the price that it is tried on, and how the project rounds what is left."""
        self._step = step
        price, area = self.price.value() or SAMPLE_FEN, self.area.value() or SAMPLE_CM2
        working = work_out(price, area, [step] if step and step.value else [], self._rules)
        for line, (noun, value) in zip(self.steps, _told(working, step), strict=False):
            line.noun.setText(noun)
            line.set_value(value)
        share = format_percent(working.ratio_millionths)
        self.result.noun.setText(tr("Price of the deal, {share} of the list").format(share=share))
        self.result.set_value(format_yuan(working.total_fen))


def _parts(text: str) -> list[str]:
    for mark in (",", "，", ";", "；", "\n"):
        text = text.replace(mark, _BETWEEN)
    return [part for part in text.split(_BETWEEN) if part.strip()]


def _told(working: Working, step: DiscountStep | None) -> list[tuple[str, str]]:
    """The lines of a working, nouns and values; blank ones keep the height."""
    told = [(tr("List total"), format_yuan(working.list_total_fen))]
    for line in working.lines:
        noun = tr("Rounded as the project sets") if line.kind == "rounding" else discount_words(step) if step else ""
        told.append((noun, f"−{format_yuan(line.off_fen)}" if line.off_fen >= 0 else f"+{format_yuan(-line.off_fen)}"))
    if working.basis is not Basis.HOME:
        told.append((tr("agreed or shown per ㎡"), format_yuan(working.unit_price_fen)))
    return [*told, *[("", "")] * _MOST_LINES][:_MOST_LINES]


def only_for_words(only_for: OnlyFor, lines: Sequence[UnitLine]) -> str:
    """``1栋、2栋 · A 三房 · 3 套``; what is not known any more is counted."""
    if only_for == EVERY_UNIT:
        return tr("every unit")
    buildings = {line.building_id: line.building for line in lines}
    parts = [
        _BETWEEN.join(buildings.get(one, str(one)) for one in only_for.buildings),
        _BETWEEN.join(only_for.layouts),
        trn("{n} unit", "{n} units", len(only_for.units)).format(n=len(only_for.units)) if only_for.units else "",
    ]
    return " · ".join(part for part in parts if part)
