"""Agreed changes at the counter: what is to be taken for them, and the button that pays back and enters the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from salesdesk.domain.change_lines import item_name
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.requests import KIND_WORDS
from salesdesk.services.settlement_lists import Settling
from salesdesk.services.settlements import Settlement, settle_change
from salesdesk.views.cashier.wording import METHODS, method_word
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_settle_change import Ui_SettleChange
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import ValueLine
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.unit_actions.action_dialog import ActionDialog, typed

_NEVER_BACK = frozenset({"loan"})


def to_do(settling: Settling) -> str:
    """What is still to be done for a change, in a line."""
    sheet, parts = settling.sheet, list[str]()
    if settling.to_take_fen:
        parts.append(tr("to take {sum}").format(sum=format_yuan(settling.to_take_fen)))
    if settling.moves:
        kept = sum(one.amount_fen for one in sheet.moved if not one.goes_back)
        back = sum(one.amount_fen for one in sheet.moved if one.goes_back)
        parts += [tr("to keep {sum}").format(sum=format_yuan(kept))] if kept else []
        parts += [tr("to pay back {sum}").format(sum=format_yuan(back))] if back else []
    return "，".join(parts)


class SettlingPart(QWidget):
    """Over the account of an order: its agreed change. ``settle_wanted`` and ``take_wanted`` tell the `Settling`."""

    settle_wanted = Signal(object)
    take_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.settling: Settling | None = None
        self.banner = Banner("warning")
        self.settle = Button(tr("Settle"), "Ctrl J")
        self.take = Button(tr("Fill in the sum"), "Ctrl T")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.banner, 1)
        row.addWidget(self.take)
        row.addWidget(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(row)
        self.settle.clicked.connect(lambda: self.settle_wanted.emit(self.settling))
        self.take.clicked.connect(lambda: self.take_wanted.emit(self.settling))
        reveal(self, False)

    def show_settlings(self, found: Sequence[Settling], held: frozenset[Permission]) -> None:
        """The one that waits longest; an order has one change at a time."""
        self.settling = found[0] if found else None
        reveal(self, self.settling is not None)
        if self.settling is None:
            return
        row = self.settling.row
        self.banner.set_text(f"{tr(KIND_WORDS[row.kind])} {row.number}", to_do(self.settling))
        against = None if Permission.RECEIPT_WRITE in held else may_not(Permission.RECEIPT_WRITE)
        for button, there in ((self.settle, self.settling.moves), (self.take, self.settling.to_take_fen > 0)):
            reveal(button, there)
            button.set_refusal(against)


class SettleDialog(ActionDialog):
    """Enters the penalty and pays the rest back; ``carried_out`` tells the ids of the entries."""

    def __init__(self, desk: Desk, settling: Settling, payee: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.settling = settling
        self.ui = Ui_SettleChange()
        self.ui.setupUi(self)
        self.ui.about.setText(f"{settling.row.subject}　{settling.row.number}")
        for one in settling.sheet.moved:
            self.ui.moves.addWidget(_line(one))
        self.ui.method.set_items([(one.value, method_word(one)) for one in METHODS if one.value not in _NEVER_BACK])
        self.ui.method.set_key("transfer")
        self.ui.payee.set_text(payee)
        self.wire(self.ui.go, self.ui.back, self.ui.banner, {"payee": self.ui.payee, "reference": self.ui.reference})
        self.ui.reference.line.setFocus()

    def verb(self) -> Callable[[Any, Any], Any]:
        return settle_change

    def form(self) -> Settlement | None:
        payee = typed(self.ui.payee, tr("Who gets the money is missing."))
        if payee is None:
            return None
        if self.ui.method.key() is None:
            self._refused(Refusal(mark("Choose how it is paid.")))
            return None
        return Settlement(
            request_id=self.request_id, on_request=self.settling.row.id, method=self.ui.method.key(), payee=payee,
            reference=self.ui.reference.text().strip(),
        )  # fmt: skip


def _line(moved: Any) -> ValueLine:
    to = tr("back to the customer") if moved.goes_back else tr("kept as {item}").format(item=item_name(moved.to_item))
    return ValueLine(f"{item_name(moved.item)} → {to}", format_yuan(moved.amount_fen))


class WaitingButton(Button):
    """How many changes wait at the counter; pressed, it lists them. ``order_wanted`` tells the order to be opened."""

    order_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("To settle"), "F7")
        self.waiting: tuple[Settling, ...] = ()
        self.menu: QMenu | None = None
        self.clicked.connect(self._open)
        self.show_waiting(())

    def show_waiting(self, waiting: tuple[Settling, ...]) -> None:
        self.waiting = waiting
        self.set_text(f"{tr('To settle')} {len(waiting)}" if waiting else tr("To settle"))
        self.set_refusal(None if waiting else tr("No agreed change waits to be settled."))

    def _open(self) -> None:
        self.menu = QMenu(self)
        for one in self.waiting:
            words = f"{one.row.subject}　{tr(KIND_WORDS[one.row.kind])}　{to_do(one)}"
            self.menu.addAction(words).triggered.connect(partial(self._choose, one))
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _choose(self, one: Settling, _: bool = False) -> None:
        if one.row.order_id is not None:
            self.order_wanted.emit(one.row.order_id)
