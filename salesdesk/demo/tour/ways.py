"""The ways about the desk: to a place, to a project, to whatever Ctrl+K finds; a paper kept as the file it is."""

from __future__ import annotations

from typing import TypeVar

from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.stage import Stage
from salesdesk.services.find import FoundKind
from salesdesk.views.desk import Screen
from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.set_up.page import SetUpPage
from salesdesk.views.set_up.screen import SetUpScreen
from salesdesk.views.shell.places import RAIL

S = TypeVar("S", bound=Screen)
P = TypeVar("P", bound=SetUpPage)


def shown(stage: Stage, kind: type[S]) -> S:
    """The screen of this kind, as soon as it is shown and has read."""
    stage.wait(f"the screen {kind.__name__}", lambda: isinstance(stage.screen, kind))
    stage.settle()
    screen = stage.screen
    assert isinstance(screen, kind)
    return screen


def go_to(stage: Stage, kind: type[S]) -> S:
    """Goes to a place of the rail by its key, Ctrl and its number."""
    number = next(number for number, place in enumerate(RAIL, 1) if place.key == kind.key)
    stage.press(f"Ctrl+{number}")
    return shown(stage, kind)


def set_up(stage: Stage, key: str, kind: type[P]) -> P:
    """Goes to a place of set-up by the arrow keys."""
    screen = go_to(stage, SetUpScreen)
    places = screen.places
    free = places.free()
    if key not in free:
        raise StepFailed(f"the place “{key}” of set-up is not open to this person")
    places.setFocus()
    while places.key() != key:
        stage.press("Down" if free.index(places.key()) < free.index(key) else "Up", places)
    stage.settle()
    page = screen.page(key)
    assert isinstance(page, kind)
    return page


def enter_project(stage: Stage, name: str) -> None:
    """Enters a project by the menu in the top bar."""
    button = stage.shell.top.project
    if button.text() != name:
        stage.click(button)
        stage.pick(name)
        stage.wait(f"the project “{name}”", lambda: stage.shell.top.project.text() == name)
        stage.settle()


def find(stage: Stage, words: str, kind: FoundKind, screen: type[S], picture: str = "") -> S:
    """Finds something by Ctrl+K, walks down to the first of its kind, and goes there."""
    finder = stage.shell.finder
    stage.press("Ctrl+K")
    stage.write(words)
    stage.wait(f"“{words}” to be found", lambda: kind in {found.kind for found in finder.found()})
    while (here := finder.current()) is not None and here.kind is not kind:
        stage.press("Down")
    if picture:
        stage.picture(picture)
    stage.press("Return")
    return shown(stage, screen)


def keep_paper(stage: Stage, name: str, picture: str = "") -> None:
    """Saves the paper that is shown as PDF and closes it."""
    preview = stage.dialog(PaperPreview)
    if picture:
        stage.picture(picture)
    path = stage.out / name
    stage.press("Ctrl+S")
    stage.choose_file(path)
    stage.wait(f"{name} to be saved", lambda: path.exists() and preview.banner.sentence())
    stage.press("Escape")
    stage.wait("the paper to close", lambda: stage.front() is stage.window)
    stage.settle()
