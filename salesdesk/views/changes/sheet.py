"""The before/after sheet on the screen: a noun, both sides beside each other, what lies between them.

What differs carries ≠ and stands in medium weight on a tint; what is the same carries ＝ and is grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from salesdesk.domain.change_lines import ChangeGroup, ChangeLine, change_groups, differences, side_words
from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.i18n import tr, trn
from salesdesk.views.kit.banner import PreviewBand
from salesdesk.views.kit.paint import CENTRE, LEFT, RIGHT, figure, focus_ring, text
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.section import Sheet
from salesdesk.views.theme import theme

_TITLE, _HEAD, _ROW = 40, 28, 26
_PAD = 12
_SIGN = 36
_NARROW = 480


class BeforeAfter(QWidget):
    """Paints the lines. It is as high as they are; a scroll area is put around it."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[ChangeGroup, ...] = ()
        self._titles = ("", "")
        self._only_differences = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(340)

    def show_groups(self, groups: Sequence[ChangeGroup], before: str, after: str) -> None:
        self._groups, self._titles = tuple(groups), (before, after)
        self._lay_out()

    def show_only_differences(self, only: bool) -> None:
        self._only_differences = only
        self._lay_out()

    def _lay_out(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        told = (f"{line.words} {line.before} {_sign(line)} {line.after}" for _, line in self._lines() if line)
        self.setAccessibleDescription("；".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        high = sum(_ROW if line else _HEAD for _, line in self._lines())
        return QSize(620, _TITLE + high + 8)

    def _lines(self) -> Iterator[tuple[ChangeGroup, ChangeLine | None]]:
        """Each group's heading (without a line), then its lines as far as they are shown."""
        for group in self._groups:
            shown = [line for line in group.lines if line.differs or not self._only_differences]
            if shown:
                yield group, None
                for line in shown:
                    yield group, line

    def _columns(self) -> tuple[QRectF, QRectF, QRectF, QRectF, QRectF]:
        """Noun, before, sign, after, difference; as wide as they are, without their height. Where there is no room the
        difference gives way to both sides: it stands in the tooltip too."""
        wide = float(self.width())
        noun, gap = min(170.0, wide * 0.2), min(140.0, wide * 0.19) if wide >= _NARROW else 0.0
        side = (wide - noun - gap - _SIGN) / 2
        edges = [0.0, noun, noun + side, noun + side + _SIGN, wide - gap, wide]
        found = [QRectF(left, 0, right - left, _ROW) for left, right in pairwise(edges)]
        return found[0], found[1], found[2], found[3], found[4]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, columns = theme(), self._columns()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        self._paint_titles(painter, columns)
        top = float(_TITLE)
        for group, line in self._lines():
            if line is None:
                area = QRectF(_PAD, top + 6, self.width() - 2 * _PAD, _HEAD - 6)
                text(painter, area, group.words, look.font("small"), look.colour("ink_3"))
                painter.fillRect(QRectF(0, top + _HEAD - 1, self.width(), 1), look.colour("line_strong"))
                top += _HEAD
            else:
                self._paint_line(painter, top, line, columns)
                for edge in (columns[0].right(), columns[3].right()):
                    painter.fillRect(QRectF(edge, top, 1, _ROW), look.colour("line"))
                top += _ROW

    def _paint_titles(self, painter: QPainter, columns: Sequence[QRectF]) -> None:
        look = theme()
        for column, words in ((columns[1], self._titles[0]), (columns[3], self._titles[1])):
            area = QRectF(column.left() + _PAD, 0, column.width() - 2 * _PAD, _TITLE)
            text(painter, area, words, look.font("base", medium=True), look.colour("ink"), RIGHT)
        if columns[4].width():
            area = QRectF(columns[4].left(), 0, columns[4].width() - _PAD, _TITLE)
            text(painter, area, tr("Difference"), look.font("small"), look.colour("ink_3"), RIGHT)
        painter.fillRect(QRectF(0, _TITLE - 1, self.width(), 1), look.colour("line_strong"))

    def _paint_line(self, painter: QPainter, top: float, line: ChangeLine, columns: Sequence[QRectF]) -> None:
        look, medium = theme(), line.total
        cells = [column.translated(0, top) for column in columns]
        if line.differs:
            painter.fillRect(cells[3].adjusted(0, 0, 0, -1), look.colour("accent_tint"))
        noun, quiet = look.colour("ink"), look.colour("ink" if line.differs or line.total else "ink_3")
        inside = [cell.adjusted(_PAD, 0, -_PAD, 0) for cell in cells]
        text(painter, inside[0], line.words, look.font("base", medium), noun, LEFT)
        figure(painter, inside[1], line.before, look.font("base", medium), quiet)
        sign = look.colour("accent" if line.differs else "ink_3")
        text(painter, cells[2], _sign(line), look.font("base", line.differs), sign, CENTRE)
        figure(painter, inside[3], line.after, look.font("base", medium or line.differs), quiet)
        if cells[4].width():
            figure(painter, inside[4], line.difference, look.font("base", medium), look.colour("ink_2"))
        painter.fillRect(QRectF(0, top + _ROW - 1, self.width(), 1), look.colour("line"))

    def event(self, event: QEvent) -> bool:
        """The whole line where the mouse rests: names may be longer than their place."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self._line_at(event.y())
            words = f"{line.words}\n{line.before} {_sign(line)} {line.after}　{line.difference}" if line else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _line_at(self, y: int) -> ChangeLine | None:
        top = _TITLE
        for _, line in self._lines():
            high = _ROW if line else _HEAD
            if top <= y < top + high:
                return line
            top += high
        return None


def _sign(line: ChangeLine) -> str:
    return "≠" if line.differs else "＝"


class SheetBox(QWidget):
    """The lines, and over a sheet that is not asked for yet the band that says so."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = BeforeAfter()
        self.band = PreviewBand(tr("Preview"), tr("Nothing is written before it is asked for."))
        self._only = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self.lines)
        column.addStretch(1)
        reveal(self.band, False)

    def show_sheet(self, sheet: ChangeSheet, *, preview: bool = False) -> None:
        groups = change_groups(sheet)
        before, after = side_words(sheet.kind)
        self.lines.show_groups(groups, f"{before}　{sheet.before.unit_label}", _after_title(sheet, after))
        n = differences(groups)
        self.band.note.setText(trn("{n} line differs", "{n} lines differ", n).format(n=n))
        reveal(self.band, preview)

    def only_differences(self) -> bool:
        return self._only

    def toggle_differences(self) -> None:
        """Shows what differs alone, or everything again."""
        self._only = not self._only
        self.lines.show_only_differences(self._only)


class SheetPane(QScrollArea):
    """The sheet in a place of its own, scrolled by arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.box = SheetBox()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Before and after"))
        ground = Sheet("surface")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setWidget(ground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: _ROW, Qt.Key.Key_Up: -_ROW}
        if event.key() in steps:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_ring(painter, self.viewport().rect().toRectF(), 0)


def _after_title(sheet: ChangeSheet, after: str) -> str:
    return f"{after}　{sheet.after.unit_label}" if sheet.after.working else after
