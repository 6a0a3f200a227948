"""Buttons: at most one filled one a screen; each may show its key, and says why where it cannot be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit import messages
from salesdesk.views.kit.paint import LEFT, box, cap_width, focus_ring, paint_cap
from salesdesk.views.theme import theme

_CAP_HEIGHT = 18
_GAP = 6


def key_sequences(keys: str) -> list[QKeySequence]:
    """``Ctrl Enter`` → Ctrl+Return and, on the number pad, Ctrl+Enter."""
    plain = keys.replace(" ", "+")
    if plain.endswith("Enter"):
        return [QKeySequence(plain.replace("Enter", "Return")), QKeySequence(plain)]
    return [QKeySequence(plain)]


class Button(QAbstractButton):
    """An outlined button. ``keys`` shows a cap (``F3``, ``Ctrl Enter``) and presses the button from its window.

    `set_refusal` disables it with a reason; pressing its key then says the reason.
    """

    filled = False

    def __init__(
        self, words: str, keys: str = "", *, icon: str = "", tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self._keys, self._icon = keys, icon
        self._height = theme().size("control_primary" if tall else "control")
        self._refusal, self._bare = "", False
        self._shortcuts: list[QShortcut] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    def set_refusal(self, reason: str | None) -> None:
        """``None`` lets the button be pressed; a reason disables it and is shown as tooltip and read aloud."""
        self._refusal = reason or ""
        self.setEnabled(not self._refusal)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._describe()

    def refusal(self) -> str:
        """Why it cannot be pressed; empty when it can."""
        return self._refusal

    def set_text(self, words: str) -> None:
        self.setText(words)
        self._describe()
        self.updateGeometry()

    def set_bare(self, bare: bool) -> None:
        """Without icon and cap, where a bar has no room for them; the key is told by the tooltip then."""
        if bare != self._bare:
            self._bare = bare
            self._describe()
            self.updateGeometry()
            self.update()

    def spare(self) -> int:
        """How much narrower it is when bare."""
        cap = cap_width(self._keys) + _GAP if self._keys else 0
        return cap + (16 + _GAP if self._icon and self.text() else 0)

    def is_bare(self) -> bool:
        return self._bare

    def _describe(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._refusal)
        self.setToolTip(self._refusal or (self._keys if self._bare else ""))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        if self._keys and not self._shortcuts and owner is not None:
            # The shortcut belongs to the parent: one that belongs to a disabled button could not say the reason.
            for sequence in key_sequences(self._keys):
                shortcut = QShortcut(sequence, owner)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(self.press)
                self._shortcuts.append(shortcut)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)

    def hideEvent(self, event: QHideEvent) -> None:
        # Two buttons that take turns have the same key: that of the hidden one would make it ambiguous, and mute.
        super().hideEvent(event)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)

    def press(self) -> None:
        """What its key does: press it, or say why not."""
        if not self.isVisible():
            return
        if self.isEnabled():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.click()
        elif self._refusal:
            messages.refuse(self._refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + 2 * theme().size("m"), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + 2 * theme().size("s"), self._height)

    def _content_width(self) -> float:
        words = theme().metrics("base", self.filled).horizontalAdvance(self.text())
        lone = 16 if self._icon and not self.text() else 0
        return words + lone + (0 if self._bare else self.spare())

    def _tones(self) -> tuple[str, str | None, str, str, str]:
        """Fill, border, text, cap text, cap border, as names of tokens."""
        if not self.isEnabled():
            return "sunken", "line", "ink_off", "ink_off", "line"
        if self.isDown():
            return "sunken", "line_strong", "ink", "ink_2", "line_strong"
        if self.underMouse():
            return "surface_alt", "line_strong", "ink", "ink_2", "line_strong"
        return "surface", "line_strong", "ink", "ink_2", "line_strong"

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, ink, cap_ink, cap_line = self._tones()
        area = QRectF(self.rect())
        box(painter, area, look.colour(fill), look.colour(line) if line else None)
        if self.hasFocus():
            self._paint_focus(painter, area)
        x = (self.width() - self._content_width()) / 2
        bare = self._bare and self.text()
        if self._icon and not bare:
            paint_icon(painter, self._icon, QRectF(round(x), round((self.height() - 16) / 2), 16, 16), ink)
            x += 16 + _GAP
        painter.setFont(look.font("base", self.filled))
        painter.setPen(look.colour(ink))
        width = look.metrics("base", self.filled).horizontalAdvance(self.text())
        painter.drawText(QRectF(x, 0, width + 2, self.height()), LEFT, self.text())
        if self._keys and not bare:
            cap = QRectF(round(x + width + _GAP), (self.height() - _CAP_HEIGHT) / 2, cap_width(self._keys), _CAP_HEIGHT)
            paint_cap(painter, cap, self._keys, look.colour(cap_ink), look.colour(cap_line), None)

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        focus_ring(painter, area)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()


class PrimaryButton(Button):
    """The one filled button of a screen: the next thing this person should do."""

    filled = True

    def __init__(self, words: str, keys: str = "", *, icon: str = "", tall: bool = True) -> None:
        super().__init__(words, keys, icon=icon, tall=tall)

    def _tones(self) -> tuple[str, str | None, str, str, str]:
        if not self.isEnabled():
            return super()._tones()
        fill = "accent_press" if self.isDown() else "accent_hover" if self.underMouse() else "accent"
        return fill, None, "on_accent", "on_accent", "accent_line"

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        focus_ring(painter, area)
        box(painter, area.adjusted(2, 2, -2, -2), None, theme().colour("on_accent"), 3)


class IconButton(QAbstractButton):
    """A small square button with an icon; ``words`` is its name for tooltip and screen reader."""

    def __init__(self, icon: str, words: str, *, side: int = 24) -> None:
        super().__init__()
        self._icon, self._side = icon, side
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            box(painter, QRectF(self.rect()), look.colour("sunken" if self.isDown() else "surface_alt"))
        tone = "ink_off" if not self.isEnabled() else "accent" if self.isChecked() else "ink_2"
        inset = (self._side - 16) // 2
        paint_icon(painter, self._icon, QRectF(inset, inset, 16, 16), tone)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))


class KeyCap(QWidget):
    """The outlined cap of a key, as in ``Esc`` at the head of a panel."""

    def __init__(self, keys: str, *, accent: bool = False) -> None:
        super().__init__()
        self._keys, self._accent = keys, accent
        self.setFixedSize(cap_width(keys), _CAP_HEIGHT)
        self.setAccessibleName(tr("Key {keys}").format(keys=keys))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink: QColor = look.colour("accent" if self._accent else "ink_2")
        line = look.colour("accent_line" if self._accent else "line_strong")
        paint_cap(painter, QRectF(self.rect()), self._keys, ink, line, look.colour("surface"))
