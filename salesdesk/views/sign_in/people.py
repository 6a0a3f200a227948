"""The demo office's people, each a click away from their desk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import CENTRE, box, focus_ring, text
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson
from salesdesk.views.theme import theme


class PersonButton(QAbstractButton):
    """One person: first character, name, role."""

    def __init__(self, person: DemoPerson) -> None:
        super().__init__()
        self.person = person
        self.setText(person.name)
        self.setAccessibleName(f"{person.name} {tr(person.role)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(150, 34)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        lively = self.underMouse() or self.isDown()
        box(painter, area, look.colour("surface_alt" if lively else "surface"), look.colour("line"))
        if self.hasFocus():
            focus_ring(painter, area)
        avatar = QRectF(6, 6, 22, 22)
        box(painter, avatar, look.colour("sunken"), None, 4)
        text(painter, avatar, self.person.name[:1], look.font("small", True), look.colour("ink_2"), CENTRE)
        name = look.metrics("base", True).horizontalAdvance(self.person.name)
        text(painter, QRectF(36, 0, name + 2, 34), self.person.name, look.font("base", True), look.colour("ink"))
        role = QRectF(36 + name + 8, 0, area.width() - 36 - name - 14, 34)
        text(painter, role, tr(self.person.role), look.font("small"), look.colour("ink_3"))


class PeopleHint(QWidget):
    """Who works in the demo office and with what password."""

    chosen = Signal(object)

    def __init__(self, offer: DemoOffer) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().size("s"))
        words = tr("Sign in as one of these people; everybody's password is {password}.")
        column.addWidget(Label(words.format(password=offer.password()), "small", "ink_3", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(6)
        self.buttons: list[PersonButton] = []
        for place, person in enumerate(offer.people()):
            button = PersonButton(person)
            button.clicked.connect(lambda _=False, who=person: self.chosen.emit(who))
            grid.addWidget(button, place // 2, place % 2)
            self.buttons.append(button)
        column.addLayout(grid)
        column.addStretch(1)
