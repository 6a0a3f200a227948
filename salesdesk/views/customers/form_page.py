"""The frame of a form that takes the place of the story: title and the way back above, the button at the foot, and
between them the fields, which alone scroll."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.services.office import new_request_id
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.field import Field
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.theme import theme

_WIDEST = 760
_MARGIN = 24


class FormPage(Sheet):
    """A subclass puts its fields into ``body`` with `fill`, and carries its verb out in `submit`.

    Signals:
        left: Esc, or the button beside it; what was typed stays.
    """

    left = Signal()

    def __init__(self, desk: Desk, title: str, action: str, back: str) -> None:
        super().__init__("surface")
        self.desk = desk
        self.request_id = new_request_id()
        self.saving = False
        self.title = Label(title, "title", medium=True)
        self.about = Label("", tone="ink_2", elide=True)
        self.back_button = Button(back, "Esc")
        self.banner = Banner("refusal")
        self.save_button = PrimaryButton(action, "Ctrl Enter")
        self._fields: dict[str, Field] = {}
        self.back_button.clicked.connect(self.left)
        self.save_button.clicked.connect(self.submit)

    def fill(self, body: QWidget, fields: Mapping[str, Field]) -> None:
        """Builds the page around its fields; ``fields`` are where refusals go, by the name the service gives them."""
        self._fields = dict(fields)
        for field in fields.values():
            field.edited.connect(self.banner.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        column.addWidget(self._middle(body), 1)
        column.addWidget(Line())
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, 16, 8)
        head.setSpacing(theme().size("m"))
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.back_button)
        return head

    def _middle(self, body: QWidget) -> QScrollArea:
        body.setMaximumWidth(_WIDEST)
        for side_by_side in body.findChildren(QHBoxLayout):
            for item in map(side_by_side.itemAt, range(side_by_side.count())):
                if item is not None and item.layout() is not None:
                    item.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        row.addWidget(body, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.area = scrolling(inner)
        for part in body.findChildren(QWidget):
            part.installEventFilter(self)
        return self.area

    def _foot(self) -> QWidget:
        foot = Sheet("surface_alt")
        column = QVBoxLayout(foot)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.setSpacing(theme().size("s"))
        self.banner.setMaximumWidth(_WIDEST)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        self.save_button.setFixedWidth(240)
        row.addWidget(self.save_button)
        row.addStretch(1)
        column.addLayout(row)
        return foot

    def submit(self) -> None:
        """Carries out what the form is for."""
        raise NotImplementedError

    def fields_fit(self) -> bool:
        """Lets every field look at what stands in it; the cursor goes to the first that cannot be taken."""
        for field in self._fields.values():
            field.refuse(None)
            field.settle()
        wrong = next((field for field in self._fields.values() if field.problem()), None)
        if wrong is not None:
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is None

    def show_refusal(self, why: Refusal) -> None:
        """At its field where it has one, else above the button; what was typed stays."""
        self.saving = False
        field = self._fields.get(why.field) if isinstance(why, BadInput) else None
        if field is None:
            self.banner.set_text("", str(why))
            return
        field.refuse(why)
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that the focus comes to is brought into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.area.ensureWidgetVisible(watched, 0, 40)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
