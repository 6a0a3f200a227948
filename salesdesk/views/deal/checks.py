"""What has to be so before a deal is confirmed: each a tick, or the sentence that says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.panel import Part


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    ``reason`` is empty when it is so. ``forbids`` says whether it stands in the way, or is told only; ``go_there`` puts
    the cursor where it is mended.
    """

    words: str
    reason: str = ""
    forbids: bool = True
    go_there: Callable[[], None] | None = None

    @property
    def right(self) -> bool:
        return not self.reason


def first_against(checks: Sequence[Check]) -> Check | None:
    """The first check that forbids, or ``None``."""
    return next((check for check in checks if check.forbids and not check.right), None)


class _Line(QWidget):
    """A sign and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(8)
        self._sign = Label("", medium=True, align=Qt.AlignmentFlag.AlignTop)
        self._sign.setFixedWidth(14)
        self.words = Label("", wrap=True)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)

    def show_check(self, check: Check) -> None:
        self._sign.setText("✓" if check.right else "✗" if check.forbids else "!")
        self._sign.set_tone("ok" if check.right else "danger" if check.forbids else "warn")
        self.words.setText(check.words if check.right else check.reason)
        self.words.set_tone("ink" if check.right else "ink_2")


class ChecksPart(Part):
    """The list in the panel."""

    def __init__(self) -> None:
        super().__init__(tr("Checked before confirming"), " ")
        self._lines: list[_Line] = []

    def show_checks(self, checks: Sequence[Check]) -> None:
        while len(self._lines) < len(checks):
            line = _Line()
            self.add(line)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(checks))
            if place < len(checks):
                line.show_check(checks[place])
        self.note.setText(f"{sum(check.right for check in checks)} / {len(checks)}")

    def sentences(self) -> list[str]:
        """What is shown now."""
        return [line.words.text() for line in self._lines if not line.isHidden()]
