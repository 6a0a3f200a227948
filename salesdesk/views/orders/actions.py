"""What may be done with the order that is shown: one filled button, the next thing to do; each says why not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.states import Stage, Verb
from salesdesk.services.introducers import why_not_correct
from salesdesk.services.order_files import OrderFile
from salesdesk.views.deal.printing import PAPER_WORDS
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton

WORDS: dict[Verb, tuple[str, str]] = {
    Verb.SUBSCRIBE: (mark("Subscribe"), "F4"),
    Verb.SIGN_CONTRACT: (mark("Sign contract"), "F6"),
    Verb.FILE: (mark("File"), "F8"),
    Verb.TAKE_MONEY: (mark("Take money"), "F9"),
    Verb.CANCEL: (mark("Cancel order"), ""),
}
NEXT: dict[Stage, Verb] = {
    Stage.RESERVED: Verb.SUBSCRIBE,
    Stage.SUBSCRIBED: Verb.SIGN_CONTRACT,
    Stage.CONTRACTED: Verb.FILE,
    Stage.FILED: Verb.TAKE_MONEY,
}
PAPERS = ("agreement", "contract")


class OrderActions(QWidget):
    """``wanted`` tells a verb, ``print_wanted`` a kind of paper, ``changes_wanted`` that the order is to be changed,
    ``introducer_wanted`` that who introduced it is."""

    wanted = Signal(object)
    print_wanted = Signal(str)
    changes_wanted = Signal()
    introducer_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Verb, Button] = {}
        self.change_button = Button(tr("Change the order"), "F3")
        self.print_button = Button(tr("Print"), "Ctrl P")
        self.introducer_button = Button(tr("Introducer"), "Ctrl I")
        self.banner = Banner("refusal")
        self._box = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._box)

    def show_actions(self, file: OrderFile, held: frozenset[Permission]) -> None:
        """The buttons of this order for a person who holds these permissions."""
        stage = file.account.order.stage
        first = _next(stage, held)
        offered = [verb for verb in WORDS if _fits(verb, stage) or verb is first]
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons = {}
        for verb in sorted(offered, key=lambda verb: verb is not first):
            words, keys = WORDS[verb]
            button = PrimaryButton(tr(words), keys) if verb is first else Button(tr(words), keys, tall=True)
            reason = file.why_not.get(verb)
            button.set_refusal(str(reason) if reason is not None else None)
            button.clicked.connect(lambda _=False, verb=verb: self.wanted.emit(verb))
            row.addWidget(button)
            self.buttons[verb] = button
        row.addStretch(1)
        if Permission.APPROVE in held:
            self.introducer_button = Button(tr("Introducer"), "Ctrl I", tall=True)
            against = why_not_correct(held, stage)
            self.introducer_button.set_refusal(str(against) if against is not None else None)
            self.introducer_button.clicked.connect(self.introducer_wanted)
            row.addWidget(self.introducer_button)
        self.change_button = Button(tr("Change the order"), "F3", tall=True)
        self.change_button.set_refusal(_against_changes(file, held))
        self.change_button.clicked.connect(self.changes_wanted)
        row.addWidget(self.change_button)
        self.print_button = Button(tr("Print"), "Ctrl P", tall=True)
        bare = file.account.order.working is None
        told = tr("A reservation has no terms to print yet; they come with the subscription.")
        self.print_button.set_refusal(told if bare else None)
        self.print_button.clicked.connect(self._ask_paper)
        row.addWidget(self.print_button)
        self._replace(box)
        against = file.why_not.get(first) if first is not None else None
        self.banner.set_text("", str(against) if against is not None else "")

    def _replace(self, box: QWidget) -> None:
        """The keys of the old buttons go with their box, at once: two buttons with one key would take neither."""
        old, self._box = self._box, box
        self._column.replaceWidget(old, box)
        old.setParent(None)
        old.deleteLater()
        box.show()

    def _ask_paper(self) -> None:
        menu = QMenu(self)
        for kind in PAPERS:
            menu.addAction(tr(PAPER_WORDS[kind])).triggered.connect(
                lambda _=False, kind=kind: self.print_wanted.emit(kind)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.print_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])


def _against_changes(file: OrderFile, held: frozenset[Permission]) -> str | None:
    """Why nothing about the order can be changed at all; each change has its own reason in the menu."""
    if Permission.ORDER_WRITE not in held:
        return may_not(Permission.ORDER_WRITE)
    gone = file.account.order.stage is Stage.CANCELLED
    return tr("The order is cancelled already.") if gone else None


def _next(stage: Stage, held: frozenset[Permission]) -> Verb | None:
    """The next thing to do, for whoever takes money the money; to nobody else it is put as theirs."""
    if Permission.RECEIPT_WRITE not in held:
        return NEXT.get(stage) if stage is not Stage.FILED else None
    if Permission.ORDER_WRITE not in held:
        return None if stage is Stage.CANCELLED else Verb.TAKE_MONEY
    return NEXT.get(stage)


def _fits(verb: Verb, stage: Stage) -> bool:
    """Whether a button belongs to an order of this stage at all."""
    match verb:
        case Verb.SUBSCRIBE:
            return stage is Stage.RESERVED
        case Verb.SIGN_CONTRACT:
            return stage is Stage.SUBSCRIBED
        case Verb.FILE:
            return stage is Stage.CONTRACTED
        case Verb.CANCEL:
            return stage in (Stage.RESERVED, Stage.SUBSCRIBED, Stage.CONTRACTED)
        case _:
            return stage is not Stage.CANCELLED
