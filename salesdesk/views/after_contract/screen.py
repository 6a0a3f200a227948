"""The work place after the contract: a list of the project on the left, one order in full on the right."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.services.after_contract_files import AfterContractFile, after_contract_file
from salesdesk.services.rows import Touched
from salesdesk.views.after_contract.doing import Doing
from salesdesk.views.after_contract.leaving import Leaving
from salesdesk.views.after_contract.node_doing import NodeDoing
from salesdesk.views.after_contract.pages import AreasPage, HandoversPage, ListPage, LoansPage, NodesPage
from salesdesk.views.after_contract.pane import AfterPane
from salesdesk.views.after_contract.reading import Reading
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.segmented import Segmented

READERS = (Permission.ORDER_READ_ALL, Permission.ORDER_WRITE, Permission.QUOTE_WRITE)
_PAUSE_MS = 60
"""Holding an arrow key runs through the list; the order is read where the key is let go."""


class AfterContractScreen(Screen):
    """See the module. ``enter(order_id=, part="loans"|"areas"|"handovers"|"titles"|"nodes")``."""

    key: ClassVar[str] = "after-contract"
    needs: ClassVar[tuple[Permission, ...]] = (*READERS, Permission.HANDOVER_WRITE, Permission.PROJECT_WRITE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.order_id: int | None = None
        self._stale = True
        self._follow = False
        held = desk.office.permissions
        self.loans, self.areas, self.handovers = LoansPage(), AreasPage(held), HandoversPage()
        self.nodes = NodesPage(desk)
        self.pane = AfterPane(held)
        self.nothing = EmptyState("key", tr("No order chosen"), tr("Choose one on the left."))
        self.parts = Segmented(_parts(), small=False)
        self.calculator = Button(tr("Loan calculator …"), "F6")
        self.pages: dict[str, ListPage] = {
            "loans": self.loans, "areas": self.areas, "handovers": self.handovers, "titles": self.handovers,
            "nodes": self.nodes,
        }  # fmt: skip
        self.reading = Reading(self)
        self.leaving = Leaving(self)
        self.doing = Doing(self)
        self.node_doing = NodeDoing(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read_order)
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        bar = PageBar(tr("After the contract"))
        bar.add(self.parts)
        for button in (self.calculator, self.leaving.print, self.leaving.excel):
            bar.add_action(button)
        self.left = QStackedWidget()
        for page in (self.loans, self.areas, self.handovers, self.nodes):
            self.left.addWidget(page)
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.pane)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.left, 12)
        body.addWidget(self.right, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        for page in (self.loans, self.areas, self.handovers):
            page.order_chosen.connect(self.choose)
        for listed in (self.loans, self.areas, self.handovers, self.nodes):
            listed.narrowed.connect(self.leaving.judge)
        self.calculator.clicked.connect(lambda _=False: self.doing.calculator(""))
        self.pane.order_wanted.connect(lambda: self.desk.go.emit("orders", {"order_id": self.order_id}))
        self.pane.cursor_left.connect(lambda: self.pages[self.parts.key()].table.setFocus())
        self.desk.changed.connect(self._others_changed)
        self.desk.project_entered.connect(self._forget)
        # Ctrl and a digit are the window's.
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self._turn(by))

    def _dress(self) -> None:
        """Who sees no orders has the nodes alone."""
        if self.desk.may(*READERS):
            self.parts.set_refusals({})
            return
        self.parts.set_key("nodes")
        words = may_not(Permission.ORDER_READ_ALL)
        self.parts.set_refusals({part: words for part, _ in _parts() if part != "nodes"})

    # coming and going

    def enter(self, **wanted: Any) -> None:
        """Shows a list, and one order where it is asked for."""
        self._stale = False
        order_id = wanted.get("order_id")
        part = wanted.get("part") or self.parts.key() or "loans"
        if not self.desk.may(*READERS):
            part = "nodes"
        self.parts.set_key(part)
        if order_id is not None:
            self.order_id, self._follow = order_id, True
        self.show_part(part)
        if order_id is not None:
            self.read_order()

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl PgDn", tr("Lists")), ("Alt 1–4", tr("Parts of the order")), ("F6", tr("Loan calculator")),
                ("Ctrl Enter", tr("Next step"))]  # fmt: skip

    def _turn(self, by: int) -> None:
        """To the list before or after, as far as they may be read."""
        keys = [part for part, _ in _parts()]
        self.parts.choose(keys[(keys.index(self.parts.key()) + by) % len(keys)])

    def show_part(self, part: str) -> None:
        """Shows a list and reads it anew."""
        page = self.pages[part]
        self.left.setCurrentWidget(page)
        self.leaving.judge()
        self.right.setVisible(part != "nodes")
        self.pane.set_part(part)
        if self.pane.file is not None:
            self.areas.wanted_building = self.pane.file.area.unit.building_id
        self.reading.read(part)
        page.table.setFocus()

    # the order

    def choose(self, order_id: int) -> None:
        """The row under the cursor; read when the cursor rests."""
        if order_id != self.order_id or self.pane.file is None:
            self.order_id = order_id
            self._pause.start()

    def read_order(self) -> None:
        asked = self.order_id
        self._pause.stop()
        if asked is not None and self.desk.may(*READERS):
            self.desk.ask(self, after_contract_file, asked, done=lambda file: self._show(asked, file))

    def _show(self, asked: int, file: AfterContractFile) -> None:
        if asked == self.order_id:
            another = self.pane.file is None or self.pane.file.order.id != asked
            self.pane.show_file(file)
            self.right.setCurrentWidget(self.pane)
            if another or self._follow:
                self._follow = False
                self.reading.show_building(file.area.unit.building_id)

    # other desks, other projects

    def _forget(self) -> None:
        self.order_id, self.pane.file, self._stale = None, None, True
        self.right.setCurrentWidget(self.nothing)
        self._dress()
        if self.isVisible():
            self.enter()

    def _others_changed(self, touched: Touched) -> None:
        if not (touched.orders or touched.units or touched.everything):
            return
        if not self.isVisible():
            self._stale = True
            return
        self.reading.read(self.parts.key())
        if touched.everything or self.order_id in touched.orders or touched.units:
            self.read_order()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reading.read(self.parts.key())
            self.read_order()


def _parts() -> tuple[tuple[str, str], ...]:
    return (
        ("loans", tr("Mortgage")), ("areas", tr("Settlement of areas")), ("handovers", tr("Handover")),
        ("titles", tr("Title")), ("nodes", tr("Construction nodes")),
    )  # fmt: skip
