"""Faults of the program are told by one window; a further fault only counts while it is open."""

from __future__ import annotations

from salesdesk.views.shell.fault_window import FaultWindow


class Faults:
    """``log_file`` is where the details stand too."""

    def __init__(self, log_file: str) -> None:
        self._log_file = log_file
        self.window: FaultWindow | None = None

    def show(self, error: BaseException) -> None:
        if self.window is not None:
            self.window.again(error)
            return
        self.window = FaultWindow(error, self._log_file)
        self.window.finished.connect(self._closed)
        self.window.open()

    def _closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None
