"""Long work: how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.theme import theme


class ShareBar(QWidget):
    """A plain bar: how much of a whole, in millionths (``资料完整度``)."""

    def __init__(self, share: int = 0, *, tone: str = "ink_2") -> None:
        super().__init__()
        self._share, self._tone = share, tone
        self.setFixedHeight(6)
        self.setMinimumWidth(40)

    def set_share(self, millionths: int) -> None:
        self._share = max(0, min(millionths, 1_000_000))
        self.setAccessibleName(f"{self._share // 10_000}%")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("sunken"))
        filled = QRectF(0, 0, self.width() * self._share / 1_000_000, self.height())
        painter.fillRect(filled, theme().colour(self._tone))


class ProgressStrip(QWidget):
    """What is being done, a bar, a count, and 停止. Hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "small", "ink_2")
        self._bar = ShareBar(tone="accent")
        self._count = Label("", "small", "ink_3", align=RIGHT)
        self._cancel = Button(tr("Stop"))
        self._cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().size("m"))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._count)
        row.addWidget(self._cancel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._cancel)
        self.hide()

    def start(self, words: str) -> None:
        """Work begins: show the strip with nothing done."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._count.setText("")
        self._bar.set_share(0)
        self._cancel.set_refusal(None)
        self.show()

    def advance(self, done: int, total: int) -> None:
        """So many of so many; a total of 0 is not known yet."""
        self._count.setText(f"{done:,} / {total:,}" if total else f"{done:,}")
        self._bar.set_share(done * 1_000_000 // total if total else 0)

    def count(self) -> str:
        """How far it is, as shown."""
        return self._count.text()

    def finish(self) -> None:
        """Work is over, however it ended."""
        self.hide()

    def stop(self) -> None:
        """As the button does."""
        if self._cancel.isEnabled():
            self._on_cancel()

    def _on_cancel(self) -> None:
        self._cancel.set_refusal(tr("Stopping at the next safe place."))
        self.cancelled.emit()
