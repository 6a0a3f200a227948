"""The screen of a change: what is typed, the sheet of it beside or beneath, and the request that comes of it."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.errors import DatabaseLost, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.domain.requests import KIND_WORDS, RequestKind
from salesdesk.services.change_forms import ChangeStart, change_start
from salesdesk.services.office import new_request_id
from salesdesk.services.rows import Touched
from salesdesk.services.swap_finder import SwapOffer
from salesdesk.views.changes.finder import SwapFinder
from salesdesk.views.changes.forms import KINDS, ChangeForm, SwapForm, field_of
from salesdesk.views.changes.panel import ChangePanel
from salesdesk.views.changes.sheet import SheetBox
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.tags import Tag
from salesdesk.views.live_answer import LiveAnswer

_PAUSE_MS = 80
WIDE = 1800
"""From this width on the sheet stands beside the form, else beneath it."""


class ChangeScreen(Screen):
    """See the module. ``enter(order_id=, kind=)``; the same order and kind go on with what was typed."""

    key: ClassVar[str] = "change"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.ORDER_WRITE,)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id: int | None = None
        self.kind: RequestKind | None = None
        self.form: ChangeForm | None = None
        self.start: ChangeStart | None = None
        self.sheet: ChangeSheet | None = None
        self._said = self._refusal = ""
        self._busy = self._unsure = False
        self._form_id = new_request_id()
        self.bar = PageBar("")
        self.about = Label("", "base", "ink_2", elide=True)
        self.clear = Button(tr("Clear"))
        self.back = Button(tr("Back"), "Esc")
        self.box = SheetBox()
        self.panel = ChangePanel()
        self.finder = SwapFinder(desk)
        self.live = LiveAnswer(desk, self, _PAUSE_MS)
        self.nothing = EmptyState("orders", tr("No order chosen"), tr("A change begins at its order."))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.bar.add(Tag(tr("not asked for yet"), "accent"))
        self.bar.add(self.about, 1)
        self.bar.add_action(self.clear)
        self.bar.add_action(self.back)
        ground, place = Sheet("surface"), QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, ground)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        self._form_box = QVBoxLayout(place)
        self._form_box.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(place, 16)
        self._both.addWidget(Line())
        self._both.addWidget(self.box, 10)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(ground)
        self.middle = QStackedWidget()
        for widget in (self.area, self.finder, self.nothing):
            self.middle.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.middle, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        self._show_parts()

    def _connect(self) -> None:
        self.panel.submitted.connect(self.submit)
        self.panel.go_there.connect(self._go_there)
        self.live.worked_out.connect(self._worked_out)
        self.live.refused.connect(self._not_worked_out)
        self.finder.chosen.connect(self._take_offer)
        self.clear.clicked.connect(self.start_anew)
        self.back.clicked.connect(self.leave)
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.box.toggle_differences)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.to_sheet)
        for place in range(1, 5):
            QShortcut(QKeySequence(f"Alt+{place}"), self).activated.connect(lambda p=place: self.jump(p))

    # coming and going

    def enter(self, **wanted: Any) -> None:
        order_id, kind = wanted.get("order_id"), wanted.get("kind")
        if order_id is not None and kind is not None:
            asked = (int(order_id), RequestKind(kind))
            if asked != (self.order_id, self.kind):
                self._begin(*asked)
        self._read()

    def _begin(self, order_id: int, kind: RequestKind) -> None:
        self._forget()
        self.order_id, self.kind = order_id, kind
        self.form = KINDS[kind].form(self.desk)
        self.form.changed.connect(self._edited)
        if isinstance(self.form, SwapForm):
            self.form.finder_wanted.connect(self.open_finder)
        self._form_box.addWidget(self.form)
        QWidget.setTabOrder(self.form.reason.last, self.panel.go)
        self.bar.title.setText(tr(KIND_WORDS[kind]))
        self._show_parts()
        self.hints_changed.emit()

    def _forget(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.order_id = self.kind = self.form = self.start = self.sheet = None
        self._said = self._refusal = ""
        self._unsure = False
        self._form_id = new_request_id()
        self.live.forget()
        self.about.setText("")
        self._show_parts()

    def start_anew(self) -> None:
        """What was typed is taken away; the order stays."""
        if self.order_id is not None and self.kind is not None:
            order_id, kind = self.order_id, self.kind
            self._forget()
            self._begin(order_id, kind)
            self._read()

    def leave(self) -> None:
        """Out of the finder, else back to the order; what was typed stays."""
        if self.middle.currentWidget() is self.finder:
            self._leave_finder()
            return
        self.desk.go.emit("orders", {"order_id": self.order_id} if self.order_id else {})

    def _show_parts(self) -> None:
        begun = self.form is not None
        self.middle.setCurrentWidget(self.area if begun else self.nothing)
        for widget in (self.panel, self.clear):
            widget.setVisible(begun)
        self.box.lines.show_groups((), "", "")
        self.box.hide()

    def key_hints(self) -> list[tuple[str, str]]:
        hints = [("Alt 1–4", tr("sections")), ("F6", tr("Differences only")), ("F7", tr("To the sheet"))]
        return [*hints, ("F8", tr("Find by price gap"))] if self.kind is RequestKind.SWAP else hints

    # reading

    def _read(self) -> None:
        if self.order_id is None or self.kind is None:
            return
        asked = (self.order_id, self.kind)
        self.desk.ask(self, change_start, *asked, done=lambda start: self._show_start(asked, start))

    def _show_start(self, asked: tuple[int, RequestKind], start: ChangeStart) -> None:
        if asked != (self.order_id, self.kind) or self.form is None:
            return
        first = self.start is None
        self.start = start
        order = start.order
        self.about.setText(f"{order.unit_label}　{order.number}　{order.customer_name}")
        self.panel.show_start(start, self.desk.office.person.name)
        self.form.show_start(start, anew=first)
        if first:
            self.form.take_cursor()
        self.live.again()
        self._changed()

    def _edited(self) -> None:
        self._said = ""
        self._changed()

    def _changed(self) -> None:
        if self.form is None or self.start is None or self.kind is None:
            return
        form = None if self.form.problem() else self.form.form(self._form_id)
        if form is not None:
            self.live.want(KINDS[self.kind].preview, form)
        else:
            self.live.forget()
            self.sheet, self._refusal = None, ""
            self._show_sheet()
        self._judge()

    def _worked_out(self, sheet: ChangeSheet) -> None:
        self.sheet, self._refusal = sheet, ""
        self._show_sheet()
        self._judge()

    def _not_worked_out(self, refusal: Refusal) -> None:
        self.sheet, self._refusal = None, str(refusal)
        self._show_sheet()
        self._judge()

    def _show_sheet(self) -> None:
        self.panel.show_sheet(self.sheet)
        if self.form is not None:
            self.form.show_sheet(self.sheet)
        self.box.setVisible(self.sheet is not None)
        if self.sheet is not None:
            self.box.show_sheet(self.sheet, preview=True)
            if self.kind is RequestKind.SWAP:
                self.about.setText(f"{self.sheet.before.unit_label} → {self.sheet.after.unit_label}　"
                                   f"{self.sheet.order_number}　{self.sheet.customer}")  # fmt: skip

    # asking

    def _against(self) -> str:
        """The first reason against asking for it as it stands."""
        if self.start is None or self.form is None:
            return tr("The order is being read.")
        if self.start.against is not None and not self._unsure:
            return str(self.start.against)
        if reason := self.form.problem() or self._refusal:
            return reason
        return self.form.reason.problem()

    def _judge(self) -> None:
        against = self._against()
        link = bool(against) and self.start is not None and self.start.against is None
        self.panel.bar(against or None, link=link)
        if not against and self._said:
            self.panel.say(self._said)
        if self._busy:
            self.panel.go.setEnabled(False)

    def _go_there(self) -> None:
        if self.form is None:
            return
        if self.form.problem() or self._refusal:
            self.form.take_cursor()
        else:
            self.form.reason.take_cursor()

    def submit(self) -> None:
        """Asks for what is shown, once."""
        if self._busy or self.form is None or self.kind is None or self._against():
            return
        form = self.form.form(self._form_id)
        if form is not None:
            self._busy = True
            self.panel.go.setEnabled(False)
            self.desk.perform(self, KINDS[self.kind].ask, form, self._asked, self._refused)

    def _asked(self, on_request: int) -> None:
        self._busy = False
        needs = self.start.needs if self.start is not None else ()
        self._forget()
        messages.say(tr("It is asked for.") if needs else tr("It needs nobody's agreement; it can be carried out."))
        self.desk.go.emit("requests", {"request_id": on_request})

    def _refused(self, refusal: Refusal) -> None:
        """Nothing typed is lost: a field says what is wrong with it, everything else stands above the button."""
        self._busy = False
        # A lost database may have it: the same request asked again is answered, not asked for twice.
        self._unsure = isinstance(refusal, DatabaseLost)
        field = field_of(self.form, refusal) if self.form is not None else None
        self._said = "" if field is not None else str(refusal)
        self._judge()
        if field is not None:
            field.refuse(refusal)
            field.line.setFocus()
        self._read()

    # the finder

    def open_finder(self) -> None:
        """The finder in place of the form, for the scheme and the discounts that are chosen."""
        form = self.form
        if isinstance(form, SwapForm) and self.order_id is not None and (choices := form.choices()) is not None:
            self.middle.setCurrentWidget(self.finder)
            self.finder.look_for(self.order_id, choices)

    def _take_offer(self, offer: SwapOffer) -> None:
        if isinstance(self.form, SwapForm):
            self.form.target.choose(offer)
        self._leave_finder()

    def _leave_finder(self) -> None:
        self.middle.setCurrentWidget(self.area)
        if self.form is not None:
            if isinstance(self.form, SwapForm) and self.form.target.unit_id is not None:
                self.form.reason.take_cursor()
            else:
                self.form.take_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8 and isinstance(self.form, SwapForm):
            self.open_finder()
            return
        super().keyPressEvent(event)

    def jump(self, place: int) -> None:
        if self.form is not None and (section := self.form.jump(place)) is not None:
            self.area.ensureWidgetVisible(section, 0, 24)

    def to_sheet(self) -> None:
        """Brings the sheet into sight."""
        self.area.ensureWidgetVisible(self.box.lines, 0, 0)
        self.area.verticalScrollBar().setValue(self.box.y())

    # other desks

    def _others_changed(self, touched: Touched) -> None:
        if self._busy or self.start is None:
            return
        if touched.everything or self.order_id in touched.orders or self.start.order.unit_id in touched.units:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= WIDE
        across = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across)
