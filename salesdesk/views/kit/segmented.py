"""One out of a few, side by side: 密 中 疏; as tall cells with a digit each: 现金 刷卡 转账; as cards of a scheme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.views.kit.paint import CENTRE, LEFT, box, cap_width, focus_ring, paint_cap, saved
from salesdesk.views.kit.paint import text as paint_text
from salesdesk.views.theme import theme


class Choices(QWidget):
    """What the three forms share: keys and words, one chosen, arrows and digits, a reason per choice that is barred.

    Digits 1–9 choose while the widget has the focus, also with an input method on: it takes no text.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._choices: list[tuple[str, str]] = []
        self._current = ""
        self._barred: dict[str, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """``(key, words)`` from left to right; the first is chosen when the present one is gone."""
        self._choices = list(choices)
        if self._current not in dict(self._choices):
            self._current = self._choices[0][0] if self._choices else ""
        self._describe()
        self.updateGeometry()
        self.update()

    def set_refusals(self, reasons: dict[str, str]) -> None:
        """Choices that cannot be taken now, by key, each with its reason."""
        self._barred = dict(reasons)
        self.update()

    def key(self) -> str:
        """The key of what is chosen."""
        return self._current

    def set_key(self, key: str) -> None:
        """Choose without telling `chosen`; unknown and barred keys raise."""
        if key not in dict(self._choices):
            raise KeyError(key)
        self._current = key
        self._describe()
        self.update()

    def clear(self) -> None:
        """Nothing is chosen: the next digit or arrow chooses."""
        self._current = ""
        self._describe()
        self.update()

    def choose(self, key: str) -> None:
        """Choose as the person does: tells `chosen` when it changed."""
        if key in self._barred or key == self._current:
            return
        self.set_key(key)
        self.chosen.emit(key)

    def _describe(self) -> None:
        self.setAccessibleName(dict(self._choices).get(self._current, ""))

    def _index(self) -> int:
        return next((i for i, (key, _) in enumerate(self._choices) if key == self._current), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < min(len(self._choices), 9) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(self._choices[digit][0])
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._step(1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        free = [key for key, _ in self._choices if key not in self._barred or key == self._current]
        if free:
            place = free.index(self._current) + by if self._current in free else 0
            self.choose(free[max(0, min(place, len(free) - 1))])

    def _cells(self) -> list[QRect]:
        raise NotImplementedError

    def _at(self, point: QPointF) -> str:
        for rect, (key, _) in zip(self._cells(), self._choices, strict=True):
            if rect.contains(point.toPoint()):
                return key
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._at(event.position())
        if key:
            self.choose(key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._told(self._at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def _told(self, key: str) -> str:
        """What the tooltip over a choice says: why it cannot be taken."""
        return self._barred.get(key, "")

    def _ink(self, key: str) -> str:
        if key in self._barred or not self.isEnabled():
            return "ink_off"
        return "accent" if key == self._current else "ink_2"


class Segmented(Choices):
    """Segments in one box. ``small`` is 24 high, else 30."""

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, small: bool = True) -> None:
        self._high = theme().size("control_small") if small else theme().size("control")
        super().__init__(choices)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 1, self._high)

    def _widths(self) -> list[int]:
        return [theme().metrics("small").horizontalAdvance(words) + 17 for _, words in self._choices]

    def _cells(self) -> list[QRect]:
        cells, x = [], 0
        for width in self._widths():
            cells.append(QRect(x, 0, width + 1, self.height()))
            x += width
        return cells

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        box(painter, area, look.colour("surface"))
        with saved(painter):
            clip = QPainterPath()
            clip.addRoundedRect(area, 4, 4)
            painter.setClipPath(clip)
            for index, (rect, (key, words)) in enumerate(zip(self._cells(), self._choices, strict=True)):
                if key == self._current:
                    painter.fillRect(rect, look.colour("accent_tint"))
                if index:
                    painter.fillRect(rect.left(), 0, 1, rect.height(), look.colour("line"))
                painter.setFont(look.font("small", key == self._current))
                painter.setPen(look.colour(self._ink(key)))
                painter.drawText(rect, CENTRE, words)
        box(painter, area, None, look.colour("line_strong"))
        if self.hasFocus():
            focus_ring(painter, area)


class MethodBar(Choices):
    """Tall cells with the digit that chooses each: the methods of a payment.

    They are equally wide while every word fits so; else the longer words take what the shorter ones leave.
    """

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(choices)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(67 * max(len(self._choices), 1), 54)

    def _cells(self) -> list[QRect]:
        count = max(len(self._choices), 1)
        edges = [round(self.width() * i / count) for i in range(count + 1)]
        needed = [theme().metrics("base", True).horizontalAdvance(words) + 10 for _, words in self._choices]
        if max(needed, default=0) > self.width() // count:
            spare = (self.width() - sum(needed)) / count
            edges = [round(sum(needed[:i]) + spare * i) for i in range(count + 1)]
        return [QRect(edges[i], 0, edges[i + 1] - edges[i], self.height()) for i in range(len(self._choices))]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        box(painter, area, look.colour("surface"), look.colour("line_strong"))
        for index, (rect, (key, words)) in enumerate(zip(self._cells(), self._choices, strict=True)):
            if index:
                painter.fillRect(rect.left(), 1, 1, rect.height() - 2, look.colour("line"))
            self._paint_cell(painter, QRectF(rect), index, key, words)

    def _paint_cell(self, painter: QPainter, rect: QRectF, index: int, key: str, words: str) -> None:
        look = theme()
        here = key == self._current
        if here:
            colour = look.colour("accent" if self.hasFocus() else "accent_line")
            box(painter, rect, look.colour("accent_tint"), colour, 0 if 0 < index < len(self._choices) - 1 else 4, 2)
        cap = QRectF(round(rect.center().x() - 8), 7, 16, 18)
        ink, line = ("accent", "accent_line") if here else ("ink_2", "line_strong")
        paint_cap(painter, cap, str(index + 1), look.colour(ink), look.colour(line), look.colour("surface"))
        painter.setFont(look.font("base", here))
        painter.setPen(look.colour("ink" if self._ink(key) == "ink_2" else self._ink(key)))
        painter.drawText(rect.adjusted(2, 26, -2, -4), CENTRE, words)


class Cards(Choices):
    """Cards of equal width with a round mark, a word, a note and a digit: the payment schemes. They wrap into rows."""

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        self._notes: dict[str, str] = {}
        super().__init__(choices)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_notes(self, notes: dict[str, str]) -> None:
        """A few quiet words per key: ``99.5 折``."""
        self._notes = dict(notes)
        self.updateGeometry()
        self.update()

    def _natural(self) -> int:
        base, small = theme().metrics("base", True), theme().metrics("small")
        wide = [
            base.horizontalAdvance(words) + small.horizontalAdvance(self._notes.get(key, ""))
            for key, words in self._choices
        ]
        return min(max(wide, default=0) + _BESIDES, _WIDEST)

    def _told(self, key: str) -> str:
        words = dict(self._choices).get(key, "")
        room = self._cells()[0].width() - _BESIDES if words else 0
        cut = theme().metrics("base", True).horizontalAdvance(words) > room
        return super()._told(key) or (words if cut else "")

    def _rows(self, width: int) -> int:
        per_row = max(1, min((width + 8) // (self._natural() + 8), len(self._choices) or 1))
        return -(-len(self._choices) // per_row)

    def heightForWidth(self, width: int) -> int:
        return max(self._rows(width), 1) * 44 - 8

    def sizeHint(self) -> QSize:
        return QSize(self._natural() * 3, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._natural(), 36)

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def _cells(self) -> list[QRect]:
        rows = max(self._rows(self.width()), 1)
        per_row = -(-len(self._choices) // rows)
        cells = []
        for place in range(len(self._choices)):
            row, column = divmod(place, per_row)
            left = round(column * (self.width() + 8) / per_row)
            right = round((column + 1) * (self.width() + 8) / per_row) - 8
            cells.append(QRect(left, row * 44, right - left, 36))
        return cells

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (rect, (key, words)) in enumerate(zip(self._cells(), self._choices, strict=True)):
            self._paint_card(painter, QRectF(rect), index, key, words)

    def _paint_card(self, painter: QPainter, rect: QRectF, index: int, key: str, words: str) -> None:
        look = theme()
        here, barred = key == self._current, key in self._barred
        fill = "accent_tint" if here else "sunken" if barred else "surface"
        box(painter, rect, look.colour(fill), look.colour("accent_line" if here else "line_strong"))
        if here:
            box(painter, rect, None, look.colour("accent"), 4, 2 if self.hasFocus() else 1)
        dot = QPointF(rect.left() + 17, rect.center().y())
        radio(painter, dot, here, barred)
        ink = look.colour("ink_off" if barred else "ink")
        left = rect.left() + 32
        room = rect.right() - left - 32
        advance = min(look.metrics("base", here).horizontalAdvance(words), room)
        paint_text(painter, QRectF(left, rect.top(), advance + 2, rect.height()), words, look.font("base", here), ink)
        if room - advance > _LEAST_NOTE:
            note = QRectF(left + advance + 8, rect.top(), room - advance - 8, rect.height())
            paint_text(painter, note, self._notes.get(key, ""), look.font("small"), look.colour("ink_3"), LEFT)
        if index < 9:
            cap = QRectF(rect.right() - 10 - cap_width("1"), rect.center().y() - 9, cap_width("1"), 18)
            tone, line = ("accent", "accent_line") if here else ("ink_2", "line_strong")
            paint_cap(painter, cap, str(index + 1), look.colour(tone), look.colour(line), look.colour("surface"))


_BESIDES, _WIDEST, _LEAST_NOTE = 90, 320, 24
"""What a card takes besides its words; longer words than this are cut, and the whole is told."""


def radio(painter: QPainter, centre: QPointF, on: bool, barred: bool = False) -> None:
    """The round mark of a choice."""
    look = theme()
    line = look.colour("accent" if on else "line_strong" if barred else "ink_3")
    painter.setBrush(line if on else look.colour("surface"))
    painter.setPen(line)
    painter.drawEllipse(centre, 6.5, 6.5)
    if on:
        painter.setBrush(look.colour("on_accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, 2.5, 2.5)
