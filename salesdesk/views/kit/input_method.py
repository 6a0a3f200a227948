"""Chinese input and the keyboard of a form: Enter that confirms a word must not submit, digits must stay digits."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AFTER_COMMIT = 0.08
"""Seconds in which an Enter still belongs to the word just confirmed; no hand is faster."""


class _EnterGuard(QObject):
    """Tells an Enter of the person from an Enter of the input method."""

    def __init__(self, widget: QWidget, submit: Callable[[], None]) -> None:
        super().__init__(widget)
        self._submit = submit
        self._composing = False
        self._committed = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
            if event.commitString():
                self._committed = monotonic()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            if not self._composing and monotonic() - self._committed > _AFTER_COMMIT and not event.isAutoRepeat():
                self._submit()
            return True
        return False


def on_enter(widget: QWidget, submit: Callable[[], None]) -> None:
    """Call ``submit`` when Enter is pressed in ``widget``, but never for the Enter that confirms Chinese input."""
    _EnterGuard(widget, submit)


def figures_only(widget: QWidget) -> None:
    """The input method stays off in a field of figures, so that digits arrive as digits; letters may still be typed."""
    hints = Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText
    widget.setInputMethodHints(widget.inputMethodHints() | hints)
    widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
