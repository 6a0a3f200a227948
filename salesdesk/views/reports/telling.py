"""What is told above the figures: how far an export is, how it ended, what a number counts. Empty, it takes no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

_SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Telling(QWidget):
    """Widgets under each other that come and go; it is there while any of them is."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(8)
        self._widgets = widgets
        for widget in widgets:
            column.addWidget(widget)
            widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN_OR_HIDDEN:
            self._fit()
        return False

    def _fit(self) -> None:
        self.setVisible(any(not widget.isHidden() for widget in self._widgets))
