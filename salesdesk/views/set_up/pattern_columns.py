"""The columns of an entrance, one line each: mark, layout, aspect, areas."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.unit_pattern import PatternColumn
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import AreaEdit
from salesdesk.views.kit.labels import Label, Link

MOST = 20
_WIDTHS = (56, 110, 64, 100, 100)


class ColumnLine(QWidget):
    """One column of the entrance."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark, self.layout_name, self.aspect = TextField(), TextField(), TextField()
        self.gross, self.inner = AreaEdit(), AreaEdit()
        self.mark.set_text(mark)
        self.drop = IconButton("close", tr("Remove the column"))
        self.drop.clicked.connect(lambda: self.removed.emit(self))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        nouns = (tr("Mark"), tr("Layout"), tr("Aspect"), tr("Gross area"), tr("Inner area"))
        fields = (self.mark, self.layout_name, self.aspect, self.gross, self.inner)
        for place, (field, noun, width) in enumerate(zip(fields, nouns, _WIDTHS, strict=True)):
            field.set_name(noun)
            field.setMinimumWidth(width - 10)
            field.edited.connect(self.edited)
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, width)
        grid.addWidget(self.drop, 0, len(fields), Qt.AlignmentFlag.AlignTop)

    def column(self) -> PatternColumn:
        """The column as typed; an area that is not there yet is 0, which the pattern refuses."""
        return PatternColumn(
            self.mark.text().strip(), self.layout_name.text().strip(), self.aspect.text().strip(),
            self.gross.value() or 0, self.inner.value(),
        )  # fmt: skip


class ColumnLines(QWidget):
    """All columns of an entrance, from left to right as they stand on the board."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ColumnLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        head = QGridLayout()
        head.setHorizontalSpacing(6)
        nouns = (tr("Mark"), tr("Layout"), tr("Aspect"), tr("Gross area"), tr("Inner area"))
        for place, (noun, width) in enumerate(zip(nouns, _WIDTHS, strict=True)):
            head.addWidget(Label(noun, "small", "ink_2"), 0, place)
            head.setColumnStretch(place, width)
        head.setColumnMinimumWidth(len(nouns), 24)
        self._column.addLayout(head)
        self.more = Link(tr("Add a column"))
        self.more.clicked.connect(self.add)
        self._column.addWidget(self.more)

    def reset(self, count: int = 2) -> None:
        """So many empty columns."""
        for line in list(self.lines):
            self._drop(line)
        for _ in range(count):
            self.add()

    def add(self) -> None:
        """One more column, numbered on."""
        if len(self.lines) >= MOST:
            return
        line = ColumnLine(f"{len(self.lines) + 1:02d}")
        line.edited.connect(self.edited)
        line.removed.connect(self._remove)
        self._column.insertWidget(len(self.lines) + 1, line)
        self.lines.append(line)
        self.edited.emit()

    def _remove(self, line: ColumnLine) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: ColumnLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def columns(self) -> tuple[PatternColumn, ...]:
        return tuple(line.column() for line in self.lines)
