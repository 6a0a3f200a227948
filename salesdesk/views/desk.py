"""What every screen knows of the desk it stands on: the office, the doorway to its data, the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.permissions import Permission
from salesdesk.services.office import Form, Office
from salesdesk.views.tasks import Tasks

T = TypeVar("T")


class Desk(QObject):
    """One window's desk.

    Signals:
        changed: what a verb touched (`services.office.Touched`), whoever carried it out; each screen decides by itself
            whether to look again, and when it is next shown.
        line: whether the database answers, told in the middle of a verb that waits for it.
        waiting: whether a verb waits long for another program that writes to the office's file.
        go: another screen is wanted, by its key, with what it should show: ``go.emit("order", {"order_id": 7})``.
        enter: another project is wanted, by its id; the window stands in it, and shows what it is told to
            as `go` does.
        project_entered: the person stands in another project now.
    """

    changed = Signal(object)
    line = Signal(bool)
    waiting = Signal(bool)
    go = Signal(str, dict)
    enter = Signal(int, str, dict)
    project_entered = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.tasks = Tasks(self)
        office.on_change(self.changed.emit)
        office.on_line(self.line.emit)
        office.on_wait(self.waiting.emit)

    def may(self, *permissions: Permission) -> bool:
        """Whether the person holds any of these permissions in the project they stand in."""
        return any(self.office.may(permission) for permission in permissions)

    def ask(
        self,
        owner: QObject,
        question: Callable[..., T],
        *args: Any,
        done: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Asks a service's question ``(work, *args)``; ``done`` gets its rows on the screen's thread."""
        self.tasks.run(owner, lambda: self.office.read(question, *args, **kwargs), done, failed)

    def perform(
        self,
        owner: QObject,
        verb: Callable[[Any, Any], T],
        form: Form,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Carries out a service's verb ``(work, form)``, once; the form keeps its request id when it is tried again."""
        self.tasks.run(owner, lambda: self.office.perform(verb, form), done, failed)


class Screen(QWidget):
    """One work place of the window.

    Subclasses name their ``key`` and the permissions of which one is needed, load in `enter`, and offer the keys of the
    status line in `key_hints`.

    Signals:
        hints_changed: other keys count now, for a form was opened or closed on the screen.
    """

    hints_changed = Signal()

    key: ClassVar[str] = ""
    needs: ClassVar[tuple[Permission, ...]] = ()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def enter(self, **wanted: Any) -> None:
        """The screen is shown; ``wanted`` says what it should show, as `Desk.go` named it."""

    def may_leave(self) -> bool:
        """Whether the person may go elsewhere now; a form with unsaved typing keeps it and says yes."""
        return True

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys of this screen and their words, for the status line."""
        return []
