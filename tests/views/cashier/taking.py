"""What the tests of the counter look at."""

from __future__ import annotations

from PySide6.QtCore import Qt

Key = Qt.Key
