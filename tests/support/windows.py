"""The windows of one office: each person at their own, on the same data, driven by keys and by what can be pressed.

What is read is what stands on the screen: labels, cells of tables, the sheet of a change as it is read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk.demo.tour.eyes import listening
from salesdesk.demo.tour.stage import Stage
from salesdesk.domain.i18n import use_language
from salesdesk.services import desk_settings
from salesdesk.services.desk_settings import DeskSettings
from salesdesk.views.changes.sheet import BeforeAfter
from salesdesk.views.desk import Screen
from salesdesk.views.kit.labels import ValueLine
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.shell import pulse
from salesdesk.views.shell.places import RAIL
from salesdesk.views.shell.window import ShellWindow
from tests.support.office import House

S = TypeVar("S", bound=Screen)
SIZE = (1366, 768)
BEAT_MS = 200
"""How often a window looks for what others wrote into the file: an office has many such moments, a test few seconds."""


class Windows(Stage):
    """Everybody's windows; keys go to the window of whoever was called last. Pictures are left in ``out``."""

    def __init__(self, house: House, out: Path) -> None:
        super().__init__(out)
        self.house = house
        self._of: dict[str, ShellWindow] = {}

    def call(self, login: str) -> ShellWindow:
        """This person goes on, at the window as they left it, or at a new one."""
        if login not in self._of:
            shell = self._of[login] = ShellWindow(self.house.another_desk(login), self.house.address, DeskSettings())
            shell.desk.tasks.fault.connect(self.faults.append)
            shell.show()
            shell.resize(*SIZE)
            shell.start()
        self.window = shell = self._of[login]
        shell.activateWindow()
        self.wait(f"the window of {login}", shell.isActiveWindow)
        self.settle()
        return shell

    def go_to(self, kind: type[S]) -> S:
        """To a place of the rail, by Ctrl and its number."""
        number = next(number for number, place in enumerate(RAIL, 1) if place.key == kind.key)
        self.press(f"Ctrl+{number}")
        return self.shown(kind)

    def shown(self, kind: type[S]) -> S:
        """The screen of this kind, once it is shown and has read."""
        self.wait(f"the screen {kind.__name__}", lambda: isinstance(self.screen, kind))
        self.settle()
        screen = self.screen
        assert isinstance(screen, kind)
        return screen

    def answer(self, kind: type[QDialog], *words: str, picture: str = "") -> None:
        """Types into the dialog that has opened, line by line, and confirms it; it has answered when it is gone."""
        dialog = self.dialog(kind)
        for place, one in enumerate(words):
            if place:
                self.press("Tab")
            self.write(one)
        self.confirm(dialog, picture or kind.__name__)

    def keep_paper(self) -> None:
        """Keeps the paper that is shown as a file, which counts as printed, and closes it."""
        paper = self.dialog(PaperPreview)
        path = self.out / f"{paper.windowTitle()}.pdf"
        self.press("Ctrl+S")
        self.choose_file(path)
        self.wait(f"{path.name} to be saved", lambda: path.exists() and paper.banner.sentence())
        self.put_paper_away()

    def put_paper_away(self) -> None:
        """Closes the paper that is shown; nothing was printed."""
        self.dialog(PaperPreview)
        self.press("Escape")
        self.wait("the paper to close", lambda: self.front() is self.window)
        self.settle()

    def close(self) -> None:
        for shell in self._of.values():
            shell.close()
            shell.desk.tasks.wait()
            shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def open_windows(house: House, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Windows]:
    """The office in Chinese, all windows still to be opened; a fault of the program fails the test."""
    monkeypatch.setattr(desk_settings, "_folder", lambda *_: folder / "pc")
    monkeypatch.setattr(pulse, "FILE_MS", BEAT_MS)
    with house.as_owner.begin() as connection:
        connection.execute(sa.text("UPDATE person SET must_change_password = false"))
    pictures = folder / "pictures"
    pictures.mkdir()
    use_language("zh_CN")
    windows = Windows(house, pictures)
    with listening(windows):
        try:
            yield windows
        finally:
            windows.close()
    assert not windows.faults


# what stands on the screen


def cells(table: SheetTable, *keys: str) -> list[tuple[str, ...]]:
    """What stands in these columns of a table, line by line, the total last."""
    model = table.rows
    places = [next(at for at, one in enumerate(model.columns) if one.key == key) for key in keys]
    lines = range(model.rowCount())
    return [tuple(str(model.index(line, at).data(Qt.ItemDataRole.DisplayRole)) for at in places) for line in lines]


def value_lines(box: QWidget) -> dict[str, str]:
    """Nouns and values that stand under each other."""
    return {line.noun.text(): line.value.text() for line in box.findChildren(ValueLine) if not line.isHidden()}


def differences(sheet: BeforeAfter) -> dict[str, tuple[str, str]]:
    """What differs between the two sides of a sheet, as it is read aloud: noun, before, after."""
    found = dict[str, tuple[str, str]]()
    for told in sheet.accessibleDescription().split("；"):
        head, differs, after = told.partition(" ≠ ")
        if differs:
            noun, _, before = head.rpartition(" ")
            found[noun] = (before, after)
    return found
