"""The lamp of each order in the list, and the band over one order: its next duty, whose, until when, what blocks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.domain.duty_facts import Duty, Urgency
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.services.duties import Lamps, OrderDuties, lamps
from salesdesk.services.rows import OrderRow
from salesdesk.views.desk import Desk
from salesdesk.views.kit.lamps import SIDE, paint_lamp
from salesdesk.views.kit.paint import RIGHT, edged
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.kit.rows import TableColumn
from salesdesk.views.my_tasks.tables import lamp_words, late_words, until_words, whose_words
from salesdesk.views.theme import theme

_HIGH = 52
_WIDER = 20
_NARROWER = 4


class OrderLamps:
    """The next duties of the orders that a list shows; ``repaint`` is called when they are there."""

    def __init__(self, desk: Desk, owner: QWidget, repaint: Callable[[], None]) -> None:
        self._desk, self._owner, self._repaint = desk, owner, repaint
        self._known = Lamps(date.min, {})

    def columns(self, columns: Sequence[TableColumn]) -> list[TableColumn]:
        """The columns with the lamp before the unit, and the duty's words behind the buyers where there is room."""
        unit, buyers, *others = columns
        unit = replace(unit, lamp=self._lamp, tip=self._told, width=unit.width + _WIDER)
        return [unit, replace(buyers, note=self._words, width=buyers.width - _NARROWER), *others]

    def read(self, orders: Sequence[int]) -> None:
        """Asks for the lamps of these orders."""
        if orders:
            self._desk.ask(self._owner, lamps, orders, done=self._show)

    def _show(self, found: Lamps) -> None:
        self._known = found
        self._repaint()

    def _duty(self, row: OrderRow) -> Duty | None:
        return self._known.duties.get(row.id)

    def _lamp(self, row: OrderRow) -> str:
        duty = self._duty(row)
        return duty.lamp if duty else ""

    def _words(self, row: OrderRow) -> str:
        duty = self._duty(row)
        return duty.words() if duty and duty.urgency is not Urgency.DONE else ""

    def _told(self, row: OrderRow) -> str:
        duty = self._duty(row)
        return lamp_words(duty, self._known.today) if duty else ""


class DutyBand(QWidget):
    """The one lamp of the order that is shown; hidden for one that is cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self._duty: Duty | None = None
        self._head = self._note = self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_duties(self, found: OrderDuties | None) -> None:
        """The next duty; the others stand in the tooltip."""
        self._duty = found.next if found else None
        self.setVisible(found is not None)
        if found is None:
            return
        duty, today = found.next, found.today
        amount = format_yuan(duty.amount_fen) if duty.amount_fen else ""
        self._head = "　".join(part for part in (duty.words(), amount) if part)
        until = tr("until {day}").format(day=until_words(duty.until, today)) if duty.until else ""
        blocked = tr("blocked: {reason}").format(reason=duty.blocked_by) if duty.blocked_by else ""
        parts = (whose_words(duty.roles, duty.person), until, late_words(duty.until, today), blocked)
        self._note = "　".join(part for part in (*parts, *map(str, duty.arrears)) if part)
        others = len(found.duties) - 1
        self._more = trn("{n} more duty", "{n} more duties", others).format(n=others) if others > 0 else ""
        self.setToolTip("\n".join(lamp_words(one, today) for one in found.duties))
        self.setAccessibleName(lamp_words(duty, today))
        self.update()

    def words(self) -> str:
        """The whole lamp as it reads."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(320, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        duty = self._duty
        if duty is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        urgent = duty.urgency in (Urgency.OVERDUE, Urgency.SOON)
        edge = look.lamp(duty.lamp).colour if urgent else look.colour("line_strong")
        edged(painter, QRectF(self.rect()), look.colour("surface"), look.colour("line_strong"), edge)
        paint_lamp(painter, QRectF(16, (_HIGH - SIDE) / 2, SIDE, SIDE), duty.lamp)
        more = look.metrics("small").horizontalAdvance(self._more) + 14 if self._more else 14
        tone = "danger" if duty.urgency is Urgency.OVERDUE else "ink"
        width = self.width() - 46 - more
        paint_text(painter, QRectF(46, 5, width, 22), self._head, look.font("base", True), look.colour(tone))
        note = QRectF(46, 26, self.width() - 60, 18)
        paint_text(painter, note, self._note, look.font("small"), look.colour("ink_2"))
        place = QRectF(self.width() - more, 5, more - 14, 22)
        paint_text(painter, place, self._more, look.font("small"), look.colour("ink_3"), RIGHT)
