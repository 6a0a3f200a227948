"""The parts of the panel, each filled from a unit: head, price, hold, orders, areas, floor, past, units alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.labels import split_layout
from salesdesk.domain.money import MILLION, divide_half_up, format_area, format_percent, format_yuan_short
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.pricing import Basis
from salesdesk.services.board import UnitPanel
from salesdesk.services.rows import PriceStep, UnitDetail
from salesdesk.views.board_view.cells import unit_price_words
from salesdesk.views.board_view.floor_strip import FloorStrip
from salesdesk.views.board_view.heads import entrance_words, floor_words
from salesdesk.views.board_view.lines import PITCH, AlikeRow, OrderLine, StoryLines
from salesdesk.views.board_view.stock import label_of
from salesdesk.views.board_view.story import BLANK, StoryLine, current_step, day_words, moment_words
from salesdesk.views.kit.buttons import IconButton, KeyCap
from salesdesk.views.kit.date_text import weekday
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.paint import LEFT
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.panel import Part
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme

_WIDTH = 288
_FIGURE = 26
"""How high the line of the total is; the figures need no more."""
LINES_SHOWN = 5


class PanelPart(Part):
    """A part of the panel with its line at the ``edge``: ``below``, ``above`` or none."""

    def __init__(self, noun: str = "", note: str = "", link: str = "", *, edge: str = "below") -> None:
        super().__init__(noun, note, link)
        self._edge = edge
        self.column.setContentsMargins(16, 11, 16, 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._edge:
            y = 0 if self._edge == "above" else self.height() - 1
            QPainter(self).fillRect(0, y, self.width(), 1, theme().colour("line"))


class EscCap(KeyCap):
    """The cap that a click presses."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__("Esc")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Close"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class UnitHead(QWidget):
    """Number, marks with their words where there is room, entrance, floor, layout, aspect."""

    def __init__(self) -> None:
        super().__init__()
        self.number = Label("", "figure", medium=True, shrink=True)
        self.marks, self.words = Mark(""), Mark("", words=True)
        self.more = IconButton("more", tr("All actions"))
        self.close_cap = EscCap()
        self.place = Label("", tone="ink_2", elide=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.number, self.words, self.marks):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.more)
        row.addWidget(self.close_cap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.place)

    def show_cell(self, cell: BoardCell) -> None:
        """What the board itself knows: at once, before anything was asked."""
        self.number.setText(label_of(cell))
        for mark in (self.marks, self.words):
            mark.set_marks(str(cell.state), cell.restrictions)
        taken = self.number.sizeHint().width() + self.more.width() + self.close_cap.width() + 4 * 8
        roomy = taken + self.words.sizeHint().width() <= _WIDTH
        reveal(self.words, roomy)
        reveal(self.marks, not roomy)
        rooms = f"{cell.layout} {cell.rooms}".strip()
        self.place.setText(_place(cell.entrance, cell.floor, cell.floor_to, rooms, cell.aspect))

    def show_unit(self, unit: UnitDetail) -> None:
        code, rooms = split_layout(unit.layout)
        if code:
            rooms = tr("Layout {code}").format(code=code) + f" {rooms}"
        self.place.setText(_place(unit.entrance, unit.floor, unit.floor_to, rooms.strip(), unit.aspect))


def _place(entrance: str, floor: int, floor_to: int, layout: str, aspect: str) -> str:
    floors = "–".join(dict.fromkeys((floor_words(floor), floor_words(floor_to))))
    where = " ".join(part for part in (entrance_words(entrance), _floor_words(floors)) if part)
    return BLANK.join(part for part in (where, layout, aspect) if part)


def _floor_words(floors: str) -> str:
    return tr("floor {floor}").format(floor=floors)


class PricePart(PanelPart):
    """List total and price per m², by which version, and the way to the former ones."""

    def __init__(self) -> None:
        super().__init__(tr("List total"), tr("List price per ㎡"))
        self.total = Label("", "figure", medium=True)
        self.per_area = Label("", "section", medium=True)
        self.per = Label("", "small", "ink_3")
        self.version = Label("", "small", "ink_3", elide=True)
        self.history = Link(tr("Price history"))
        self.total.setFixedHeight(_FIGURE)
        self.column.setSpacing(0)
        sums = QHBoxLayout()
        sums.setSpacing(4)
        sums.addWidget(self.total)
        sums.addStretch(1)
        sums.addWidget(self.per_area)
        sums.addWidget(self.per)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 3, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.version, 1)
        foot.addWidget(self.history)
        self.column.addLayout(sums)
        self.column.addLayout(foot)

    def show_panel(self, panel: UnitPanel) -> None:
        unit = panel.unit
        priced = unit.total_fen is not None
        self.total.setText(format_yuan_short(unit.total_fen) if unit.total_fen is not None else "—")
        self.per_area.setText(format_yuan_short(unit.unit_price_fen) if unit.unit_price_fen else "—")
        inner = unit.basis == Basis.INNER.value
        self.per.setText("" if not priced else tr("yuan/㎡ inner") if inner else tr("yuan/㎡"))
        self._fit_sums()
        self.version.setText(_version_words(current_step(panel)) if priced else tr("No price yet"))
        reveal(self.history, True)
        self.history.setEnabled(bool(panel.prices))

    def show_then(self, cell: BoardCell) -> None:
        """The list total of another time, and what that came to per m²."""
        self.total.setText("—" if cell.total_fen is None else format_yuan_short(cell.total_fen))
        self.per_area.setText(unit_price_words(cell) or "—")
        self.per.setText(tr("yuan/㎡") if cell.total_fen is not None else "")
        self._fit_sums()
        self.version.setText("" if cell.total_fen is not None else tr("No price yet"))
        reveal(self.history, False)

    def _fit_sums(self) -> None:
        """The total is written as large as leaves room for the price per m²: a sum is never cut."""
        beside = self.per_area.sizeHint().width() + self.per.sizeHint().width() + 12
        for size in ("figure", "title", "section", "base"):
            self.total.set_size(size)
            if self.total.sizeHint().width() + beside <= _WIDTH:
                return


def _version_words(step: PriceStep | None) -> str:
    if step is None:
        return ""
    version = f"V{step.version_no}"
    name = step.name if version in step.name else f"{step.name} {version}".strip()
    parts = [name, tr("from {day}").format(day=day_words(step.effective_at))]
    if step.signed_by:
        parts.append(tr("signed by {person}").format(person=step.signed_by))
    return BLANK.join(parts)


class HoldPart(PanelPart):
    """For whom the unit is held, and until when; hidden else."""

    def __init__(self) -> None:
        super().__init__(tr("Held for"), tr("Until"))
        self.customer = Label("", elide=True)
        self.until = Label("", medium=True)
        row = QHBoxLayout()
        row.addWidget(self.customer, 1)
        row.addWidget(self.until)
        self.column.addLayout(row)

    def show_panel(self, panel: UnitPanel) -> None:
        expires = panel.facts.hold_expires_at
        reveal(self, expires is not None)
        if expires is not None:
            self.customer.setText(_held_for(panel))
            self.until.setText(f"{moment_words(expires)} {weekday(expires.astimezone(SHANGHAI).date())}")


def _held_for(panel: UnitPanel) -> str:
    if panel.facts.hold_customer_id is None:
        return tr("Nobody in particular")
    return panel.facts.hold_customer_name or tr("A colleague's customer")


class OrdersPart(PanelPart):
    """Every order that ever stood on the unit, the live one first; hidden when there was none."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("Orders"), " ")
        self.lines: list[OrderLine] = []

    def show_panel(self, panel: UnitPanel) -> None:
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [OrderLine(order) for order in panel.orders]
        for line in self.lines:
            line.clicked.connect(lambda _=False, order=line.order: self.opened.emit(order.id))
            self.add(line).show()
        count = len(self.lines)
        self.note.setText(trn("{n} order", "{n} orders", count).format(n=count))
        reveal(self, bool(self.lines))


class AreasPart(PanelPart):
    """Gross, inner and shared area, and how much of the gross area is inner."""

    def __init__(self) -> None:
        super().__init__(tr("Area ㎡"), tr("predicted"))
        self._grid = _AreaGrid()
        self.add(self._grid)

    def show_panel(self, panel: UnitPanel) -> None:
        unit = panel.unit
        inner = unit.inner_cm2
        share = format_percent(divide_half_up(inner * MILLION, unit.gross_cm2), 1) if inner else "—"
        self._grid.set_values(
            [
                (tr("Gross"), format_area(unit.gross_cm2)),
                (tr("Inner"), format_area(inner) if inner else "—"),
                (tr("Shared"), format_area(unit.shared_cm2) if unit.shared_cm2 else "—"),
                (tr("Efficiency"), share),
            ]
        )


class _AreaGrid(QWidget):
    """Columns of a noun and a figure, with a line between them."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[tuple[str, str]]) -> None:
        self._values = values
        self.setAccessibleName("，".join(f"{noun} {value}" for noun, value in values))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        width = self.width() / max(len(self._values), 1)
        for place, (noun, value) in enumerate(self._values):
            x = round(place * width)
            if place:
                painter.fillRect(x, 1, 1, 38, look.colour("line"))
            words = QRectF(x + (11 if place else 0), 0, width - 12, 19)
            paint_text(painter, words, noun, look.font("small"), look.colour("ink_3"), LEFT)
            figure = words.translated(0, 20)
            paint_text(painter, figure, value, look.font("base", medium=True), look.colour("ink"), LEFT)


class FloorPart(PanelPart):
    """Who lives on the same floor."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.strip = FloorStrip()
        self.add(self.strip)

    def show_floor(self, cells: Sequence[BoardCell], cell: BoardCell) -> None:
        self.noun.setText(_floor_words(floor_words(cell.floor)))
        self.strip.set_floor(cells, cell.unit_id)


class StoryPart(PanelPart):
    """The newest of what became of the unit, and the way to all of it."""

    def __init__(self) -> None:
        super().__init__(tr("History"), link=" ", edge="")
        self.lines = StoryLines()
        self._story: Sequence[StoryLine] = ()
        self._most = -1
        self.add(self.lines)

    def show_lines(self, lines: Sequence[StoryLine]) -> None:
        self._story, self._most = lines, -1
        count = len(lines)
        self.link.setText(trn("the one line", "all {n} lines", count).format(n=count))
        self.link.updateGeometry()
        self.set_most(LINES_SHOWN)

    def set_most(self, count: int) -> None:
        """At most so many lines; the link leads to the others."""
        if count == self._most:
            return
        self._most = count
        self.lines.set_lines(self._story[:count])
        reveal(self.link, len(self._story) > count)

    def height_with(self, count: int) -> int:
        """How high the part is with at most so many lines."""
        lines = max(min(count, len(self._story)), 1)
        return self.sizeHint().height() - self.lines.sizeHint().height() + lines * PITCH


class AlikePart(PanelPart):
    """Free units of the same layout, the nearest in price first."""

    chosen = Signal(int)

    def __init__(self) -> None:
        noun = BLANK.join((tr("Free nearby in price"), tr("same layout")))
        super().__init__(noun, tr("Price gap"), edge="above")
        self.column.setSpacing(0)
        self.rows: list[AlikeRow] = []

    def show_alike(self, alike: Sequence[tuple[BoardCell, int]]) -> None:
        for row in self.rows:
            row.setParent(None)
            row.deleteLater()
        self.rows = [AlikeRow(cell, gap) for cell, gap in alike]
        for row in self.rows:
            row.clicked.connect(lambda _=False, cell=row.cell: self.chosen.emit(cell.unit_id))
            self.add(row).show()
