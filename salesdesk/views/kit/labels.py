"""Text on the screen: labels in a size and a tone of the theme, links, and the value line of a side panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from salesdesk.views.kit.paint import LEFT, focus_ring
from salesdesk.views.theme import theme, watch


class Label(QLabel):
    """A label that takes size (``small``, ``title`` …), tone (``ink_2``, ``danger`` …) and weight from the theme.

    ``elide`` cuts a long name with an ellipsis and shows the whole in the tooltip; otherwise ``wrap`` breaks lines.
    ``shrink`` is as wide as its words while there is room, then cuts them in the middle: of a unit's label the end says
    which one it is.
    """

    def __init__(
        self,
        words: str = "",
        size: str = "base",
        tone: str = "ink",
        *,
        medium: bool = False,
        wrap: bool = False,
        elide: bool = False,
        shrink: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._tone, self._medium, self._elide = size, tone, medium, elide or shrink
        self._cut = Qt.TextElideMode.ElideMiddle if shrink else Qt.TextElideMode.ElideRight
        self.setWordWrap(wrap)
        self.setAlignment(align)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        elif shrink:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dress()
        watch(self._dress)

    def set_tone(self, tone: str, *, medium: bool | None = None) -> None:
        """Change the colour, and the weight when given, by the token's name."""
        self._tone = tone
        self._medium = self._medium if medium is None else medium
        self._dress()

    def set_size(self, size: str) -> None:
        """Change the size by the token's name."""
        if size != self._size:
            self._size = size
            self._dress()

    def elides(self) -> bool:
        """Whether words too long for it end in an ellipsis, the whole in the tooltip."""
        return self._elide

    def _dress(self) -> None:
        look = theme()
        self.setFont(look.font(self._size, self._medium))
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, look.colour(self._tone))
        self.setPalette(palette)
        if not self.wordWrap():
            self.setMinimumHeight(look.line(self._size))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        words = self.fontMetrics().elidedText(self.text(), self._cut, self.width())
        self.setToolTip(self.text() if words != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), self.alignment(), words)


class Link(QAbstractButton):
    """A word to act on, in accent; reachable by Tab, pressed by Enter or space."""

    def __init__(self, words: str, size: str = "small") -> None:
        super().__init__()
        self._size = size
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().metrics(self._size).horizontalAdvance(self.text()) + 6, theme().line(self._size) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font(self._size)
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(look.colour("accent" if self.isEnabled() else "ink_off"))
        painter.drawText(self.rect().adjusted(3, 0, -3, 0), LEFT, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect().toRectF(), 3)


class ValueLine(QWidget):
    """One line of a side panel or a sum: the noun on the left, its value on the right."""

    clicked = Signal()

    def __init__(self, noun: str, value: str = "", *, tone: str = "ink", strong: bool = False) -> None:
        super().__init__()
        self.noun = Label(noun, tone="ink" if strong else "ink_2", medium=strong)
        self.value = Label(value, tone=tone, medium=strong, elide=True, align=Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().size("m"))
        row.addWidget(self.noun)
        row.addWidget(self.value, 1)
        self.setFixedHeight(22)

    def set_value(self, value: str, tone: str | None = None) -> None:
        self.value.setText(value)
        if tone is not None:
            self.value.set_tone(tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        super().mouseReleaseEvent(event)
