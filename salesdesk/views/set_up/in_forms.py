"""Further widgets of the house for Designer, used by the dialogs of set-up; see `salesdesk.views.kit.in_forms`."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan, parse_yuan
from salesdesk.domain.pricing import DiscountKind
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.figures import FigureEdit, NumberEdit, parse_percent
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.password import PasswordEdit
from salesdesk.views.set_up.words import DISCOUNT_UNITS, plain_percent

PER_ROW = 3


class FormCheck(CheckBox):
    """A box to tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("")
        self.setParent(parent)


class FormPassword(PasswordEdit):
    """A password."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)


class FormFigure(FigureEdit):
    """How much a discount takes off; what the figure means follows the kind (`become`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parse_yuan, format_yuan)
        self.setParent(parent)
        self.add_unit("")

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)

    def become(self, kind: DiscountKind) -> None:
        """The figure of this kind from now on; what is typed is read anew."""
        if kind in (DiscountKind.PERCENT, DiscountKind.POINTS):
            self._parse, self._format = parse_percent, plain_percent
        else:
            self._parse, self._format = parse_yuan, format_yuan
        self.add_unit(tr(DISCOUNT_UNITS[kind]))
        if self.text().strip():
            self.check()


class FormBuildings(QWidget):
    """One box a building with the number of its units; all are ticked to begin with."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._units: Mapping[str, tuple[int, ...]] = {}
        self.boxes: dict[str, CheckBox] = {}

    def show_buildings(self, units: Mapping[str, tuple[int, ...]]) -> None:
        """The buildings with the ids of their units."""
        self._units = units
        for place, (building, ids) in enumerate(units.items()):
            box = CheckBox(building, tr("{n} units").format(n=f"{len(ids):,}"))
            box.setChecked(True)
            box.toggled.connect(self.changed)
            self._grid.addWidget(box, *divmod(place, PER_ROW))
            self.boxes[building] = box
        if not units:
            self._grid.addWidget(Label(tr("Every unit stands on a permit already."), "small", "ink_3"), 0, 0)

    def unit_ids(self) -> tuple[int, ...]:
        """The units of the buildings that are ticked."""
        return tuple(
            unit_id for building, box in self.boxes.items() if box.isChecked() for unit_id in self._units[building]
        )


class FormNumber(NumberEdit):
    """A whole number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)

    def setAccessibleName(self, words: str) -> None:
        self.set_name(words)
