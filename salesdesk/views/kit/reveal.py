"""Show and hide parts of a form, also while they have no parent yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def reveal(widget: QWidget, shown: bool) -> None:
    """As ``setVisible``, except that a part without a parent does not become a window of its own: it shows later."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)
