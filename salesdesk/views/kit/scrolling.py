"""A scroll area without frame and without a ground of its own, for the middle of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inner: QWidget) -> QScrollArea:
    """``inner`` made to scroll up and down; Tab does not stop at the area itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    # both fill themselves with the window's colour when a widget is set
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area
