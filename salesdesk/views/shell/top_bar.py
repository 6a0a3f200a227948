"""The top bar: which project, finding anything, connection, date and time, and who sits here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.views.icons import paint_icon
from salesdesk.views.kit.date_text import weekday
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import CENTRE, LEFT, box, focus_ring, text
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.shell.status_line import Dot
from salesdesk.views.theme import theme


class MenuButton(QAbstractButton):
    """What opens a menu under itself, by mouse, Enter, Space or Down."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.menu = QMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Under the button; at the right of the window not further than its edge."""
        room = self.window().width() - self.mapTo(self.window(), QPoint(0, 0)).x()
        left = min(0, room - self.menu.sizeHint().width())
        self.menu.popup(self.mapToGlobal(QPoint(left, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def _ground(self, painter: QPainter) -> None:
        if self.underMouse() or self.menu.isVisible():
            box(painter, QRectF(self.rect()), theme().colour("surface_alt"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))


class ProjectButton(MenuButton):
    """The project one stands in; its menu leads to the others."""

    project_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_projects(self, projects: Sequence[tuple[int, str]], current: int) -> None:
        self.menu.clear()
        name = ""
        for project_id, words in projects:
            action = QAction(words, self.menu)
            action.setCheckable(True)
            action.setChecked(project_id == current)
            action.triggered.connect(lambda _=False, chosen=project_id: self.project_chosen.emit(chosen))
            self.menu.addAction(action)
            name = words if project_id == current else name
        self.setText(name or tr("No project"))
        self.setAccessibleName(tr("Project {name}").format(name=self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(min(theme().metrics("section", True).horizontalAdvance(self.text()), 300) + 38, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        words = QRectF(8, 0, self.width() - 34, self.height())
        text(painter, words, self.text(), look.font("section", True), look.colour("ink"))
        wide = min(look.metrics("section", True).horizontalAdvance(self.text()), words.width())
        paint_icon(painter, "chevron-down", QRectF(8 + wide + 7, round(self.height() / 2 - 8), 16, 16), "ink_2")
        self.setToolTip(self.text() if wide >= words.width() else "")


class PersonMenu(MenuButton):
    """Who sits here: first character, name, roles."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._roles = name, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_roles(self, roles: str) -> None:
        self._roles = roles
        self.setAccessibleName(f"{self._name} {roles}")
        self.setToolTip(roles if self._cut() else "")
        self.updateGeometry()
        self.update()

    def _cut(self) -> bool:
        return theme().metrics("base").horizontalAdvance(self._roles) > 120

    def sizeHint(self) -> QSize:
        name = min(theme().metrics("base", True).horizontalAdvance(self._name), 120)
        roles = min(theme().metrics("base").horizontalAdvance(self._roles), 120)
        return QSize(6 + 24 + 8 + name + 8 + roles + 8, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        avatar = QRectF(6, 4, 24, 24)
        box(painter, avatar, look.colour("sunken"), look.colour("line"), 4)
        text(painter, avatar, self._name[:1], look.font("small", True), look.colour("ink"), CENTRE)
        name = min(look.metrics("base", True).horizontalAdvance(self._name), 120)
        text(painter, QRectF(38, 0, name + 2, 32), self._name, look.font("base", True), look.colour("ink"))
        roles = QRectF(38 + name + 8, 0, self.width() - 38 - name - 14, 32)
        text(painter, roles, self._roles, look.font(), look.colour("ink_3"))


class Rule(QWidget):
    """A short upright line between groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour("line"))


class Clock(QWidget):
    """``11-22 周日 14:32``, the time in medium weight; the office's day, wherever the PC believes to be."""

    def __init__(self) -> None:
        super().__init__()
        self._day, self._time = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_moment(self, moment: datetime) -> None:
        here = moment.astimezone(SHANGHAI)
        day, time = f"{here:%m-%d} {weekday(here.date())}", f"{here:%H:%M}"
        if (day, time) != (self._day, self._time):
            self._day, self._time = day, time
            self.setAccessibleName(f"{day} {time}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        wide = look.metrics().horizontalAdvance(self._day) + look.metrics("base", True).horizontalAdvance(self._time)
        return QSize(wide + 6, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        day = look.metrics().horizontalAdvance(self._day)
        painter.setFont(look.font())
        painter.setPen(look.colour("ink_2"))
        painter.drawText(QRectF(0, 0, day + 2, self.height()), LEFT, self._day)
        painter.setFont(look.font("base", True))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(day + 6, 0, self.width() - day, self.height()), LEFT, self._time)


def _side(*widgets: QWidget | None) -> QWidget:
    """One side of the bar; both want the same width, so that the search stands in the middle. None is a gap."""
    side = QWidget()
    row = QHBoxLayout(side)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return side


class TopBar(Sheet):
    """48 high; the search shrinks first when the window is narrow."""

    def __init__(self, person: str) -> None:
        super().__init__("surface", "b")
        self.setFixedHeight(theme().size("topbar"))
        self.project = ProjectButton()
        self.path = Label("", "small", "ink_3", elide=True)
        self.path.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = tr("Unit, customer, pinyin initials, end of a telephone, order, receipt")
        self.search = SearchField(words, "Ctrl K")
        self.search.set_note("")
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(400)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dot, self.link = Dot(), Label("", "small", "ink_2")
        self.clock = Clock()
        self.person = PersonMenu(person)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 10, 1)
        row.setSpacing(16)
        row.addWidget(_side(self.project, self.path), 1)
        row.addWidget(self.search, 1)
        row.addWidget(_side(None, self.dot, self.link, Rule(), self.clock, Rule(), self.person), 1)
        self.set_connected(True)

    def set_connected(self, up: bool) -> None:
        self.dot.set_up(up)
        self.link.setText(tr("Live") if up else tr("No connection"))
        self.link.set_tone("ink_2" if up else "danger")
