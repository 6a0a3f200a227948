"""What somebody else changed meanwhile beside what was typed here: compared, taken over, or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.section import Line
from salesdesk.views.theme import theme

Values = Mapping[str, object]


@dataclass(frozen=True)
class Difference:
    """One field that somebody changed meanwhile. ``same``: what was typed here, or taken over, is the same by now."""

    key: str
    theirs: object
    mine: object

    @property
    def same(self) -> bool:
        return self.theirs == self.mine


def differences(base: Values, theirs: Values, mine: Values) -> list[Difference]:
    """The fields that somebody changed since the form was filled from ``base``."""
    return [Difference(key, theirs[key], mine[key]) for key in base if theirs[key] != base[key]]


def merged(base: Values, theirs: Values, mine: Values) -> dict[str, object]:
    """What the form shows after somebody else's change: theirs where nothing was typed here, else what was typed."""
    return {key: theirs[key] if mine[key] == base[key] else mine[key] for key in base}


class Comparison(QWidget):
    """Both values of each changed field side by side.

    Signals:
        taken: the key of a field whose present value shall stand in the form.
    """

    taken = Signal(str)

    def __init__(self, words: Callable[[str, object], str], nouns: Mapping[str, str]) -> None:
        super().__init__()
        self._words, self._nouns = words, nouns
        self._differences: list[Difference] = []
        self._grid_holder: QWidget | None = None
        self.banner = Banner("warning")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().size("s"))
        self._column.addWidget(self.banner)
        self.hide()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """What changed; with nothing left to compare it says so."""
        self._differences = list(found)
        open_ones = [one for one in found if not one.same]
        sentence = (
            tr("Nothing was overwritten. Compare both, then save again: what you typed then stands.")
            if open_ones
            else tr("Nothing was overwritten. Nothing differs from what you typed; save again.")
        )
        self.banner.set_text(tr("Somebody changed this customer meanwhile"), sentence)
        self._show_grid()
        self.show()

    def differences(self) -> list[Difference]:
        return list(self._differences)

    def close_up(self) -> None:
        """Nothing to compare any more."""
        self._differences = []
        self.hide()

    def _show_grid(self) -> None:
        if self._grid_holder is not None:
            self._column.removeWidget(self._grid_holder)
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(theme().size("m"))
        grid.setVerticalSpacing(4)
        for column, stretch in ((2, 1), (3, 1)):
            grid.setColumnStretch(column, stretch)
        for column, words in ((2, tr("Stored now")), (3, tr("Typed here"))):
            grid.addWidget(Label(words, "small", "ink_3"), 0, column)
        grid.addWidget(Line(strong=True), 1, 0, 1, 5)
        for number, one in enumerate(self._differences):
            self._row(grid, 2 * number + 2, one)
        self._column.addWidget(self._grid_holder)
        self._grid_holder.setVisible(bool(self._differences))

    def _row(self, grid: QGridLayout, row: int, one: Difference) -> None:
        grid.addWidget(Label("＝" if one.same else "≠", tone="ink_3" if one.same else "accent"), row, 0)
        grid.addWidget(Label(self._nouns[one.key], tone="ink_2"), row, 1)
        for column, value in ((2, one.theirs), (3, one.mine)):
            tone = "ink_3" if one.same else "ink"
            words = self._words(one.key, value) or "—"
            grid.addWidget(Label(words, tone=tone, medium=not one.same, wrap=True), row, column)
        if not one.same:
            link = Link(tr("Take over"))
            link.setAccessibleName(" ".join((link.text(), self._nouns[one.key])))
            link.clicked.connect(lambda _=False, key=one.key: self.taken.emit(key))
            grid.addWidget(link, row, 4)
        grid.addWidget(Line(), row + 1, 0, 1, 5)
